"""Letters go out once, and late rather than never when the mail server refuses them."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import connection

from home import delivery
from home.delivery import send_due_letters
from home.letters import Letter, post, post_all
from tests.home.outbox import about, make_due, read, states, wait_of

pytestmark = pytest.mark.usefixtures("outbox")


# What is sent


def test_a_letter_goes_to_one_reader_with_the_headers_of_every_letter(note, sink, settings):
    settings.SITE_URL = "https://portal.example.org:8443"
    letter = post(note(), 7)
    assert send_due_letters() == 1
    [message] = sink.messages
    assert sink.readers == ["reader-7@example.org"]
    assert message["To"] == "reader-7@example.org"
    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert message["Message-ID"] == f"<{letter.public_id}@portal.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == letter.made_at.replace(microsecond=0)
    assert message.get_content() == "Zoë asks: is it on?\r\n"
    letter = read(letter)
    assert (letter.state, letter.tries, letter.trouble) == ("sent", 1, "")
    assert abs(letter.sent_at - letter.made_at) < timedelta(seconds=10)


def test_a_round_needs_one_connection(note, sink):
    post_all(note(), range(1, 21))
    assert send_due_letters() == 20
    assert sink.connections == 1


def test_nothing_due_means_no_connection(sink):
    assert send_due_letters() == 0
    assert sink.connections == 0


def test_a_sent_letter_is_not_sent_again(note, sink):
    post(note(), 1)
    assert send_due_letters() == 1
    make_due()
    assert send_due_letters() == 0
    assert len(sink.kept) == 1


def test_a_server_of_7_bits_gets_7_bits(note, sink):
    sink.extensions = ["SIZE 10000000"]
    post(note(), 1)
    send_due_letters()
    assert sink.kept[0][1].isascii()
    assert sink.messages[0].get_content().strip() == "Zoë asks: is it on?"


def test_a_domain_of_other_letters_is_spelt_for_mail_servers(note, sink):
    def write(letter):
        message = EmailMessage()
        message["To"] = "Zoë <zoe@bücher.example>"
        message.set_content("Hello\n")
        return message

    post(note(write), 1)
    send_due_letters()
    assert sink.readers == ["zoe@xn--bcher-kva.example"]
    assert sink.messages[0]["To"] == "Zoë <zoe@xn--bcher-kva.example>"


def test_writers_work_outside_of_any_transaction(note, sink):
    inside = []

    def write(letter):
        inside.append(connection.in_atomic_block)

    post(note(write), 1)
    send_due_letters()
    assert inside == [False]


# What is not sent


def test_what_is_not_needed_any_more_is_dropped(note, sink):
    post(note(lambda letter: None), 1)
    assert send_due_letters() == 0
    assert states() == ["dropped"]
    assert sink.kept == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("To", "a@example.org, b@example.org"),
        ("To", "nobody"),
        ("To", "undisclosed-recipients:;"),
        ("To", "a@exam\u202eple.org"),
        ("Cc", "b@example.org"),
        ("Bcc", "b@example.org"),
    ],
)
def test_a_letter_without_exactly_one_reader_goes_nowhere(note, sink, name, value):
    def write(letter):
        message = EmailMessage()
        message["To"] = "a@example.org"
        del message[name]
        message[name] = value
        return message

    post(note(write), 1)
    assert send_due_letters() == 0
    assert states() == ["refused"]
    assert sink.asked == []


@pytest.mark.parametrize("name", ["To", "From", "Subject", "Reply-To"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_break_in_a_header_adds_no_header_and_no_reader(note, sink, name, end):
    def write(letter):
        message = EmailMessage()
        if name != "To":
            message["To"] = "a@example.org"
        message[name] = f"a@example.org{end}Bcc: b@example.org"
        return message

    letter = post(note(write), 1)
    assert send_due_letters() == 0
    assert sink.asked == []
    assert read(letter).trouble == "ValueError"


def test_a_writer_that_fails_keeps_nobody_back_and_tells_no_names(note, sink, caplog):
    def write(letter):
        if letter.about_id == 1:
            raise LookupError("Zoë Private, zoe@example.org")
        return EmailMessage()

    bad = post(note(write), 1)
    nameless = post("test.nobody-writes-this", 1)
    good = post(note(), 2)
    note(lambda letter: write(letter) if letter.about_id == 1 else good_note(letter))
    assert send_due_letters() == 1
    assert read(good).state == "sent"
    assert (read(bad).state, read(bad).trouble) == ("waiting", "LookupError")
    assert read(nameless).trouble == "KeyError"
    assert wait_of(bad) == about(1)
    assert "LookupError in " in caplog.text
    assert "zoe" not in caplog.text.lower()


def good_note(letter):
    message = EmailMessage()
    message["To"] = f"reader-{letter.about_id}@example.org"
    message.set_content("Hello\n")
    return message


# A server that refuses


@pytest.mark.parametrize(
    "manner", ["450 try later, reader-1@example.org", "after data: 452 no room"]
)
def test_a_refusal_for_now_is_tried_again_and_stops_nobody_else(note, sink, manner):
    first, *_others = post_all(note(), [1, 2, 3])
    sink.manners["reader-1@example.org"] = manner
    assert send_due_letters() == 2
    assert states() == ["waiting", "sent", "sent"]
    code = manner.removeprefix("after data: ")[:3]
    assert (read(first).trouble, read(first).tries) == (f"SMTP {code}", 1)
    assert wait_of(first) == about(1)
    sink.manners.clear()
    make_due()
    assert send_due_letters() == 1
    assert (read(first).state, read(first).trouble) == ("sent", "")


@pytest.mark.parametrize("manner", ["550 no such reader", "after data: 554 we do not like it"])
def test_a_refusal_for_good_is_not_tried_again(note, sink, manner):
    first, _second = post_all(note(), [1, 2])
    sink.manners["reader-1@example.org"] = manner
    assert send_due_letters() == 1
    assert states() == ["refused", "sent"]
    assert read(first).trouble == f"SMTP {manner.removeprefix('after data: ')[:3]}"
    assert send_due_letters() == 0
    assert sink.asked == ["reader-1@example.org", "reader-2@example.org"]
    assert sink.readers == ["reader-2@example.org"]


@pytest.mark.parametrize("reply", ["451 not now", "550 not you"])
def test_a_refused_sender_is_our_own_affair_and_waits(note, sink, reply):
    letter = post(note(), 1)
    sink.sender_reply = reply
    assert send_due_letters() == 0
    assert (read(letter).state, read(letter).trouble) == ("waiting", f"SMTP {reply[:3]}")


@pytest.mark.parametrize(
    ("tries", "minutes"), [(0, 1), (1, 2), (2, 5), (3, 15), (4, 30), (5, 60), (40, 60), (76, 60)]
)
def test_the_waits_grow_to_an_hour(note, sink, tries, minutes):
    letter = post(note(), 1)
    Letter.objects.update(tries=tries)
    sink.manners["reader-1@example.org"] = "450 later"
    send_due_letters()
    assert wait_of(letter) == about(minutes)


def test_after_three_days_a_letter_is_given_up(note, sink):
    tries = delivery.MOST_TRIES - 1
    waits = [delivery.WAITS[min(n, len(delivery.WAITS) - 1)] for n in range(tries)]
    assert sum(waits, timedelta()) == pytest.approx(timedelta(days=3), abs=timedelta(hours=2))
    letter = post(note(), 1)
    Letter.objects.update(tries=tries)
    sink.manners["reader-1@example.org"] = "450 later"
    send_due_letters()
    assert (read(letter).state, read(letter).trouble) == ("refused", "SMTP 450")

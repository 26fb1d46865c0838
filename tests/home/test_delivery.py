"""Letters go out once, late rather than never, whatever the mail server does."""

import threading
import time
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import connection, connections
from django.db.models.functions import Now
from django.utils import timezone

from home import delivery, transports
from home.delivery import claim, send_due_letters
from home.letters import Letter, LetterQuerySet, post, post_all
from home.transports import NoConnection
from tests.postgres import free_port

pytestmark = pytest.mark.usefixtures("outbox")


def read(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


def states() -> list[str]:
    """The state of each letter, oldest first."""
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def make_due() -> None:
    """As if the time to try again, or the end of the lease, had come."""
    Letter.objects.waiting().update(due_at=Now())


def wait_of(letter: Letter) -> timedelta:
    """How long from now until the next try, by the database's clock."""
    row = Letter.objects.annotate(now=Now()).get(pk=letter.pk)
    return row.due_at - row.now


def about(minutes: float) -> object:
    return pytest.approx(timedelta(minutes=minutes), abs=timedelta(seconds=10))


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


def test_a_refusal_for_now_is_tried_again_and_stops_nobody_else(note, sink):
    first, *_others = post_all(note(), [1, 2, 3])
    sink.manners["reader-1@example.org"] = "450 try later, reader-1@example.org"
    assert send_due_letters() == 2
    assert states() == ["waiting", "sent", "sent"]
    assert (read(first).trouble, read(first).tries) == ("SMTP 450", 1)
    assert wait_of(first) == about(1)
    sink.manners.clear()
    make_due()
    assert send_due_letters() == 1
    assert (read(first).state, read(first).trouble) == ("sent", "")


def test_a_refusal_for_good_is_not_tried_again(note, sink):
    first, _second = post_all(note(), [1, 2])
    sink.manners["reader-1@example.org"] = "550 no such reader"
    assert send_due_letters() == 1
    assert states() == ["refused", "sent"]
    assert read(first).trouble == "SMTP 550"
    assert send_due_letters() == 0
    assert sink.asked == ["reader-1@example.org", "reader-2@example.org"]


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


# A server that is not there, hangs, drips or hangs up


def test_without_a_server_letters_wait_and_say_why(note, settings):
    settings.LETTER_TRANSPORT = "home.transports.SmtpTransport"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    post_all(note(), [1, 2, 3])
    with pytest.raises(NoConnection, match="no connection"):
        send_due_letters()
    rows = set(Letter.objects.values_list("state", "tries", "trouble"))
    assert rows == {("waiting", 0, "no connection")}


@pytest.mark.parametrize("greeting", ["hang", "drip", "421 too busy", "554 go away"])
def test_a_server_that_does_not_greet_holds_no_letter(note, sink, settings, monkeypatch, greeting):
    settings.EMAIL_TIMEOUT = 0.3
    monkeypatch.setattr(transports, "SECONDS_TO_CONNECT", 0.6)
    sink.greeting = greeting
    letter = post(note(), 1)
    began = time.monotonic()
    with pytest.raises(NoConnection):
        send_due_letters()
    assert time.monotonic() - began < 3
    assert (read(letter).state, read(letter).tries) == ("waiting", 0)


@pytest.mark.parametrize("manner", ["hang", "drip"])
def test_a_server_that_hangs_costs_two_letters_of_a_round(
    note, sink, settings, monkeypatch, manner
):
    settings.EMAIL_TIMEOUT = 0.3
    monkeypatch.setattr(delivery, "SECONDS_FOR_ONE", 0.6)
    sink.manners = {f"reader-{number}@example.org": manner for number in range(1, 11)}
    post_all(note(), range(1, 11))
    began = time.monotonic()
    with pytest.raises(NoConnection):
        send_due_letters()
    assert time.monotonic() - began < 3
    assert states() == ["waiting"] * 10
    assert list(Letter.objects.order_by("pk").values_list("tries", flat=True)) == [1] * 2 + [0] * 8


def test_the_time_for_one_letter_ends_before_its_lease():
    assert timedelta(seconds=delivery.SECONDS_FOR_ONE + 15) < delivery.LEASE


def test_one_letter_that_breaks_the_connection_stops_nobody_else(note, sink):
    post_all(note(), [1, 2, 3])
    sink.manners["reader-1@example.org"] = "drop in data"
    assert send_due_letters() == 2
    assert states() == ["waiting", "sent", "sent"]
    assert sink.connections == 2


@pytest.mark.parametrize(
    ("manner", "copies"), [("drop in data", 1), ("drop after data", 2), ("421 bye", 1)]
)
def test_what_was_not_answered_counts_as_not_sent(note, sink, manner, copies):
    letter = post(note(), 1)
    sink.manners["reader-1@example.org"] = manner
    assert send_due_letters() == 0
    assert (read(letter).state, read(letter).tries) == ("waiting", 1)
    assert wait_of(letter) == about(1)
    sink.manners.clear()
    make_due()
    assert send_due_letters() == 1
    assert [message["Message-ID"] for message in sink.messages] == [letter.message_id] * copies
    assert [message["Date"] for message in sink.messages] == [sink.messages[0]["Date"]] * copies


def test_a_server_that_closes_down_is_left_alone(note, sink):
    post_all(note(), range(1, 11))
    sink.sender_reply = "421 closing down"
    with pytest.raises(NoConnection, match="SMTP 421"):
        send_due_letters()
    assert sink.connections == 2


# Who holds a letter


def test_a_claimed_letter_is_nobody_elses_until_its_lease_ends(note, sink):
    letter = post(note(), 1)
    assert claim().pk == letter.pk
    assert wait_of(letter) == about(1)
    assert claim() is None
    assert send_due_letters() == 0
    make_due()
    assert send_due_letters() == 1
    assert read(letter).tries == 2


def test_who_comes_late_cannot_undo_what_another_did(note, sink):
    post(note(), 1)
    late = claim()
    make_due()
    assert send_due_letters() == 1
    delivery.finish(late, Letter.State.REFUSED, "SMTP 550")
    delivery.finish(late, Letter.State.DROPPED)
    delivery.put_off(late, "SMTP 450")
    assert states() == ["sent"]


def test_what_was_sent_late_is_sent_all_the_same(note):
    post(note(), 1)
    late = claim()
    make_due()
    second = claim()
    delivery.finish(late, Letter.State.SENT)
    delivery.put_off(second, "SMTP 450")
    assert states() == ["sent"]


class ByOwnClock(LetterQuerySet):
    """The rule without its guard: what is due by the clock of whoever asks."""

    def due(self):
        return self.waiting().filter(due_at__lte=timezone.now()).order_by("due_at", "pk")


@pytest.mark.parametrize(("manager", "copies"), [(LetterQuerySet, 1), (ByOwnClock, 2)])
def test_a_worker_whose_clock_is_a_day_ahead_sends_nothing_twice(
    note, sink, monkeypatch, manager, copies
):
    post(note(), 1)
    monkeypatch.setattr(Letter.objects, "_queryset_class", manager)
    held = claim()
    with monkeypatch.context() as patch:
        real = timezone.now
        patch.setattr(timezone, "now", lambda: real() + timedelta(days=1))
        patch.setattr(time, "time", lambda: real().timestamp() + 86_400)
        send_due_letters()
    with transports.open_transport() as transport:
        transport.connect()
        delivery.send(held, transport, time.monotonic() + 10)
    assert len(sink.kept) == copies


def test_a_worker_whose_clock_is_a_day_behind_sends_what_is_due(note, sink, monkeypatch):
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() - timedelta(days=1))
    post(note(), 1)
    assert send_due_letters() == 1


def in_threads(count: int, do) -> None:
    """Does it in several threads at once, each with its own connection. Raises what they raise."""
    start, errors = threading.Barrier(count), []

    def run():
        try:
            start.wait(10)
            do()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if errors:
        raise errors[0]


def test_several_workers_send_each_letter_once(note, sink):
    post_all(note(), range(1, 41))
    in_threads(4, send_due_letters)
    assert sorted(sink.readers) == sorted(f"reader-{number}@example.org" for number in range(1, 41))
    assert states() == ["sent"] * 40


def test_without_the_guard_two_workers_send_the_same_letter(note, sink, monkeypatch):
    """The twin of the test above: it shows that the race is real."""
    both_looked = threading.Barrier(2)

    def claim_without_guard():
        letter = Letter.objects.due().first()
        if letter:
            both_looked.wait(10)
            Letter.objects.filter(pk=letter.pk).update(due_at=Now() + delivery.LEASE)
        return letter

    monkeypatch.setattr(delivery, "claim", claim_without_guard)
    post(note(), 1)
    in_threads(2, send_due_letters)
    assert len(sink.kept) == 2


# Files


@pytest.fixture
def folder(settings, tmp_path):
    """Where letters are put instead of being sent."""
    settings.LETTER_TRANSPORT = "home.transports.FileTransport"
    settings.LETTER_FOLDER = tmp_path / "mail"
    return settings.LETTER_FOLDER


def test_in_dev_each_letter_is_one_file(note, folder):
    letter = post(note(), 1)
    assert send_due_letters() == 1
    [file] = folder.iterdir()
    assert file.name == f"{letter.made_at:%Y%m%dT%H%M%S}-{letter.public_id}.eml"
    source = file.read_bytes()
    assert b"\n" not in source.replace(b"\r\n", b"")
    assert f"Message-ID: {letter.message_id}\r\n".encode() in source
    assert "Zoë asks".encode() in source


def test_a_letter_sent_again_replaces_its_own_file(note, folder):
    letter = post(note(), 1)
    send_due_letters()
    Letter.objects.update(state="waiting", sent_at=None)
    make_due()
    (folder / f".{next(folder.iterdir()).name}").write_bytes(b"half of an earlier try")
    assert send_due_letters() == 1
    assert [file.name[16:-4] for file in folder.iterdir()] == [str(letter.public_id)]


def test_a_folder_that_cannot_be_written_is_like_no_server(note, folder):
    folder.write_text("a file is in the way")
    post(note(), 1)
    with pytest.raises(NoConnection):
        send_due_letters()
    assert states() == ["waiting"]

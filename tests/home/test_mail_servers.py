"""Late rather than never, whatever the mail server does, and never for long."""

import time
from datetime import timedelta

import pytest

from home import delivery, transports
from home.delivery import send_due_letters
from home.letters import Letter, post, post_all
from home.transports import NoConnection
from tests.factories.letters import about, make_due, read, states, wait_of
from tests.postgres import free_port

pytestmark = pytest.mark.usefixtures("outbox")


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


def test_only_losses_in_a_row_end_a_round(note, sink):
    post_all(note(), range(1, 7))
    for number in (1, 3, 5):
        sink.manners[f"reader-{number}@example.org"] = "drop in data"
    assert send_due_letters() == 3
    assert states() == ["waiting", "sent"] * 3


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

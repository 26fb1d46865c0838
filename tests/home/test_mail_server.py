"""A mail server that is not there, hangs, drips or hangs up; and files in the place of one."""

import time
from datetime import timedelta

import pytest

from home import delivery, transports
from home.delivery import send_due_letters
from home.letters import Letter, post, post_all
from home.transports import NoConnection
from tests.home.outbox import about, make_due, read, states, wait_of
from tests.postgres import free_port

pytestmark = pytest.mark.usefixtures("outbox")


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

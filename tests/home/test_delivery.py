"""Letters go out once, each to one reader; what cannot be written keeps nobody back."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import connection

from home.delivery import send_due_letters
from home.letters import Letter, post, post_all
from home.transports import NoConnection
from tests.factories.letters import about, make_due, read, states, wait_of, write_note

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
        return write_note(letter)

    bad, good = post_all(note(write), [1, 2])
    nameless = post("test.nobody-writes-this", 3)
    assert send_due_letters() == 1
    assert read(good).state == "sent"
    assert (read(bad).state, read(bad).trouble) == ("waiting", "LookupError")
    assert read(nameless).trouble == "KeyError"
    assert wait_of(bad) == about(1)
    assert "LookupError in " in caplog.text
    assert "zoe" not in caplog.text.lower()


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

"""Mails that Django and Wagtail send become letters: no page speaks to a mail server."""

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import DatabaseError, connection

from home.delivery import send_due_letters
from home.letters import Letter
from home.models import OutgoingMail

FROM = "portal@example.org"


@pytest.fixture(autouse=True)
def _letters_instead_of_mails(settings):
    """The tests' own plug-in puts another backend in place of the portal's."""
    settings.EMAIL_BACKEND = "home.outgoing.LetterBackend"


def waiting() -> list[str]:
    """To whom mails wait."""
    return list(OutgoingMail.objects.order_by("pk").values_list("recipient", flat=True))


def test_a_mail_becomes_a_letter_and_goes_out_as_it_was(outbox, sink):
    assert send_mail("Grüße", "Your new password\n", "Portal <portal@example.org>", ["a@x.org"])
    letter = Letter.objects.get()
    assert (letter.kind, letter.about_id) == ("home.mail", OutgoingMail.objects.get().pk)
    assert sink.connections == 0
    assert send_due_letters() == 1
    [message] = sink.messages
    assert (message["Subject"], message["To"]) == ("Grüße", "a@x.org")
    assert message["From"] == "Portal <portal@example.org>"
    assert message.get_content().strip() == "Your new password"
    assert message["Message-ID"] == letter.message_id
    assert message["Auto-Submitted"] == "auto-generated"


def test_everybody_gets_a_mail_of_their_own_and_learns_of_nobody_else(outbox, sink):
    mail = EmailMessage(
        "News", "Hello", FROM, ["a@x.org", "A Person <b@x.org>"], ["c@x.org"], cc=["d@x.org"],
        headers={"To": "all@x.org", "Cc": "all@x.org", "Reply-To": "team@x.org"},
    )  # fmt: skip
    assert mail.send() == 1
    assert send_due_letters() == 4
    assert sorted(sink.readers) == ["a@x.org", "b@x.org", "c@x.org", "d@x.org"]
    for reader, source in sink.kept:
        others = {"a@x.org", "b@x.org", "c@x.org", "d@x.org", "all@x.org"} - {reader}
        assert not any(other.encode() in source for other in others)
    assert {message["Reply-To"] for message in sink.messages} == {"team@x.org"}
    assert len({message["Message-ID"] for message in sink.messages}) == 4


def test_somebody_named_twice_gets_one(outbox):
    EmailMessage("News", "Hello", FROM, ["a@x.org"], ["a@x.org"], cc=["a@x.org"]).send()
    assert waiting() == ["a@x.org"]


def test_a_mail_to_nobody_is_no_mail(outbox):
    assert EmailMessage("News", "Hello", FROM, []).send() == 0
    assert Letter.objects.count() == 0


def test_pictures_and_other_parts_come_along(outbox, sink):
    mail = EmailMultiAlternatives("News", "Hello", FROM, ["a@x.org"])
    mail.attach_alternative("<p>Hello</p>", "text/html")
    mail.attach("dot.bin", bytes(range(256)), "application/octet-stream")
    mail.send()
    send_due_letters()
    [message] = sink.messages
    assert message.get_body(("plain",)).get_content().strip() == "Hello"
    [attachment] = message.iter_attachments()
    assert attachment.get_content() == bytes(range(256))


def test_a_mail_is_forgotten_once_it_is_sent(outbox, sink):
    send_mail("News", "Hello", FROM, ["a@x.org", "b@x.org"])
    sink.manners["b@x.org"] = "450 later"
    send_due_letters()
    assert waiting() == ["b@x.org"]


def test_a_mail_is_forgotten_once_it_is_given_up(outbox, sink):
    send_mail("News", "Hello", FROM, ["a@x.org"])
    sink.manners["a@x.org"] = "550 nobody here"
    send_due_letters()
    assert (waiting(), Letter.objects.get().state) == ([], "refused")


def test_a_mail_that_was_erased_is_not_sent(outbox, sink):
    send_mail("News", "Hello", FROM, ["a@x.org"])
    OutgoingMail.objects.all().delete()
    assert send_due_letters() == 0
    assert Letter.objects.get().state == "dropped"


INJECTION = "a@x.org\r\nBcc: b@x.org"


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": INJECTION},
        {"from_email": INJECTION},
        {"to": [INJECTION]},
        {"cc": [INJECTION]},
        {"bcc": [INJECTION]},
        {"to": ["a@x.org\nBcc: b@x.org"]},
        {"headers": {"X-Mark": INJECTION}},
        {"reply_to": [INJECTION]},
    ],
)
@pytest.mark.parametrize("silently", [True, False])
def test_a_line_break_in_a_header_is_the_callers_error(outbox, fields, silently):
    fields = {"subject": "News", "from_email": FROM, "to": ["c@x.org"], **fields}
    with pytest.raises(BadHeaderError):
        EmailMessage(body="Hello", **fields).send(fail_silently=silently)
    assert (waiting(), Letter.objects.count()) == ([], 0)


def test_two_addresses_in_the_place_of_one_are_the_callers_error(outbox):
    with pytest.raises(ValueError, match="Invalid address"):
        send_mail("News", "Hello", FROM, ["c@x.org", "a@x.org, b@x.org"])
    assert (waiting(), Letter.objects.count()) == ([], 0)


def test_a_body_that_looks_like_headers_stays_a_body(outbox, sink):
    send_mail("News", "Bcc: b@x.org\n.\nRCPT TO:<b@x.org>\n", FROM, ["a@x.org"])
    send_due_letters()
    assert sink.asked == ["a@x.org"]
    assert sink.messages[0].get_content().split() == [
        "Bcc:",
        "b@x.org",
        ".",
        "RCPT",
        "TO:<b@x.org>",
    ]


def test_a_broken_outbox_is_the_callers_error_unless_told_to_be_silent(outbox):
    table = connection.ops.quote_name(OutgoingMail._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO away")
        try:
            assert send_mail("News", "Hello", FROM, ["a@x.org"], fail_silently=True) == 0
            with pytest.raises(DatabaseError):
                send_mail("News", "Hello", FROM, ["a@x.org"])
        finally:
            cursor.execute(f"ALTER TABLE away RENAME TO {table}")
    assert Letter.objects.count() == 0


@pytest.mark.django_db
def test_a_forgotten_password_is_answered_by_a_letter(client, sink):
    from django.contrib.auth import get_user_model

    get_user_model().objects.filter(username="team").update(email="team@eastgate.example")
    Letter.objects.all().delete()
    client.post("/admin/password_reset/", {"email": "team@eastgate.example"})
    assert sink.connections == 0
    assert send_due_letters() == 1
    assert sink.readers == ["team@eastgate.example"]
    assert "/admin/welcome/" in sink.messages[0].get_content()

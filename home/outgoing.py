"""Every other mail that Django or Wagtail sends (reviews, passwords) becomes a letter too.

So only the worker speaks to a mail server, and no page waits for one.
"""

from copy import copy
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext_lazy as _

from .letters import Letter, post, writes
from .personal import Personal

KIND = "home.mail"
READERS = ("to", "cc", "bcc")


class OutgoingMail(models.Model):
    """A mail as it was made, to one address, until it is sent; then it is removed."""

    wagtail_reference_index_ignore = True
    personal_heading = _("When you have a login")
    personal = {
        "recipient": Personal(
            _("We send what you ask for there, such as a new password, and news of your pages."),
            _("Until it is sent, or three days if that fails."),
        ),
    }

    recipient = models.CharField(_("e-mail address"), max_length=320)
    source = models.BinaryField()

    def __str__(self) -> str:
        return f"mail {self.pk}"


class LetterBackend(BaseEmailBackend):
    """Puts each mail into the outbox, once for each of its readers."""

    def send_messages(self, email_messages) -> int:
        """Stores the mails and says how many.

        Raises BadHeaderError on a line break in a header, ValueError on a reader who is not one
        address, and DatabaseError unless told to fail silently.
        """
        mails = [[address_to(mail, each) for each in readers_of(mail)] for mail in email_messages]
        try:
            with transaction.atomic():
                for mail in [each for copies in mails for each in copies]:
                    mail.save()
                    post(KIND, mail.pk)
        except DatabaseError:
            if not self.fail_silently:
                raise
            return 0
        return sum(1 for copies in mails if copies)


def readers_of(mail) -> list[str]:
    """Everybody a mail goes to, once each."""
    return list(dict.fromkeys(mail.recipients()))


def address_to(mail, reader: str) -> OutgoingMail:
    """The mail with one reader, who learns of no other. Raises BadHeaderError and ValueError."""
    alone = copy(mail)
    alone.to, alone.cc, alone.bcc = [reader], [], []
    alone.extra_headers = {
        name: value for name, value in mail.extra_headers.items() if name.lower() not in READERS
    }
    source = alone.message().as_bytes()
    return OutgoingMail(recipient=sanitize_address(reader, "utf-8"), source=source)


def forget(letter: Letter) -> None:
    """Removes the mail of a letter that is done with."""
    OutgoingMail.objects.filter(pk=letter.about_id).delete()


@writes(KIND, label=_("Mail about a login or a page"), forget=forget)
def rebuild(letter: Letter) -> EmailMessage | None:
    """The mail as it was made, to its one reader."""
    mail = OutgoingMail.objects.filter(pk=letter.about_id).first()
    if mail is None:
        return None
    message = message_from_bytes(bytes(mail.source), policy=policy.SMTP)
    del message["To"]
    message["To"] = mail.recipient
    return message

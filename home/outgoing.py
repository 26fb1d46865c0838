"""Every other mail that Django or Wagtail sends (reviews, passwords) becomes a letter too.

So only the worker speaks to a mail server, and no page waits for one.
"""

from email import message_from_bytes, policy
from email.message import EmailMessage

from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .letters import Letter, post, writes

KIND = "home.mail"
REPLACED = ("To", "Cc", "Bcc")


class OutgoingMail(models.Model):
    """A mail as it was made, to one address, until it is sent; then it is removed."""

    wagtail_reference_index_ignore = True

    recipient = models.CharField(max_length=320)
    source = models.BinaryField()

    def __str__(self) -> str:
        return f"mail {self.pk}"


class LetterBackend(BaseEmailBackend):
    """Puts each mail into the outbox, once for each of its recipients."""

    def send_messages(self, email_messages) -> int:
        """Stores the mails and says how many. Raises BadHeaderError on a line break in a header."""
        sources = [(mail.recipients(), mail.message().as_bytes()) for mail in email_messages]
        with transaction.atomic():
            for recipients, source in sources:
                for recipient in dict.fromkeys(recipients):
                    mail = OutgoingMail.objects.create(recipient=recipient, source=source)
                    post(KIND, mail.pk)
        return len(sources)


def forget(letter: Letter) -> None:
    """Removes the mail of a letter that is done with."""
    OutgoingMail.objects.filter(pk=letter.about_id).delete()


@writes(KIND, label=_("Mail about a login or a page"), forget=forget)
def rebuild(letter: Letter) -> EmailMessage | None:
    """The mail as it was made, to its one recipient."""
    mail = OutgoingMail.objects.filter(pk=letter.about_id).first()
    if mail is None:
        return None
    message = message_from_bytes(bytes(mail.source), policy=policy.SMTP)
    for name in REPLACED:
        del message[name]
    message["To"] = mail.recipient
    return message

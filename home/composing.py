"""A letter's words: a plain text template whose first line is the subject."""

from email.message import EmailMessage

from django.conf import settings
from django.template.loader import render_to_string

from .wording import Wording


def compose(to: str, template: str, **context) -> EmailMessage:
    """A message to one address. Raises ValueError if the subject holds a line break."""
    context |= {"wording": Wording.load(), "site_url": settings.SITE_URL}
    text = render_to_string(f"letters/{template}.txt", context).strip()
    subject, _line, body = text.partition("\n")
    message = EmailMessage()
    message["To"] = to
    message["Subject"] = subject.strip()
    message.set_content(body.strip() + "\n")
    return message

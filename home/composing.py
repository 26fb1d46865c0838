"""A letter's words: a plain text template whose first line is the subject; and how to stop it."""

from email.message import EmailMessage

from django.conf import settings
from django.template.loader import render_to_string

from .lines import tidy_line
from .wording import Wording


def compose(to: str, template: str, wording: Wording | None = None, **context) -> EmailMessage:
    """A message to one address; what its subject quotes is put on one line."""
    context |= {"wording": wording or Wording.load(), "site_url": settings.SITE_URL}
    text = render_to_string(f"letters/{template}.txt", context).strip()
    subject, _line, body = text.partition("\n")
    message = EmailMessage()
    message["To"] = to
    message["Subject"] = tidy_line(subject)
    body = body.strip() + "\n"
    message.set_content(body, cte=encoding_of(body))
    return message


def encoding_of(text: str) -> str | None:
    """How a text travels: as it is, so that no link is cut, unless its lines are too long for that.

    The longest line of a mail has 998 octets (RFC 5322 section 2.1.1).
    """
    if max(len(line.encode()) for line in text.splitlines()) > 990:
        return None
    return "7bit" if text.isascii() else "8bit"


class WholeHeader(str):
    """A header's value that travels as it is: folding would put a long link into encoded words,
    in which no mail program finds it (RFC 2047 section 5 forbids them there)."""

    def __new__(cls, name: str, value: str):
        header = super().__new__(cls, tidy_line(value))
        header.name = name
        return header

    def fold(self, *, policy) -> str:
        """The one line, as the e-mail package asks its headers for it."""
        return f"{self.name}: {self}{policy.linesep}"


def add_way_to_stop(message: EmailMessage, link: str) -> None:
    """Lets mail programs offer a button that stops letters like this (RFC 2369 and RFC 8058).

    They post `List-Unsubscribe=One-Click` to the link, without having shown it.
    """
    headers = {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    for name, value in headers.items():
        message[name] = WholeHeader(name, value)

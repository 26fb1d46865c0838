"""Small makers of followers, and their letters read back from the bytes that travel."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from events import following
from events.followers import CHANGES
from events.models import Follower
from home.delivery import send_due_letters
from home.letters import Letter

numbers = count(1)


def make_follower(series, *, confirmed: bool = True, language: str = "en", **fields) -> Follower:
    """Somebody who asked by the form and, if so said, pressed the button behind the link."""
    email = fields.pop("email", f"follower{next(numbers)}@example.org")
    following.follow(series, email, language)
    follower = Follower.objects.get(series=series, email=email)
    if confirmed:
        follower = following.confirm(follower)
    Follower.objects.filter(pk=follower.pk).update(**fields)
    Letter.objects.filter(kind=following.CONFIRM, about_id=follower.pk).update(
        state=Letter.State.SENT, sent_at=timezone.now() - timedelta(days=1)
    )
    return Follower.objects.get(pk=follower.pk)


def letters_to(follower: Follower, kind: str = CHANGES) -> list[str]:
    """The states of the letters of a kind to this follower, oldest first."""
    rows = Letter.objects.filter(kind=kind, reader_id=follower.pk).order_by("pk")
    return list(rows.values_list("state", flat=True))


def deliver() -> list[EmailMessage]:
    """Sends what is due into files, and reads those again, in the order of writing."""
    folder = Path(settings.LETTER_FOLDER)
    send_due_letters()
    files = sorted(folder.glob("*.eml"))
    messages = [message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]
    for each in files:
        each.unlink()
    return messages


def body_of(message: EmailMessage) -> str:
    """A letter's words, without its subject."""
    return message.get_content().replace("\r\n", "\n")

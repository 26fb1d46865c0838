"""Looking at letters, and letting their time come without waiting for it."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db.models.functions import Now

from home.letters import Letter


def read(letter: Letter) -> Letter:
    """The letter as the database has it."""
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


def about(minutes: float):
    """So many minutes, give or take what a slow machine takes."""
    return pytest.approx(timedelta(minutes=minutes), abs=timedelta(seconds=10))


def write_note(letter: Letter) -> EmailMessage:
    """A note to the reader whose number the letter has."""
    message = EmailMessage()
    message["To"] = f"reader-{letter.about_id}@example.org"
    message["Subject"] = "A note"
    message.set_content("Zoë asks: is it on?\n", cte="8bit")
    return message

"""What tests of letters ask and do to the outbox."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from home.letters import Letter


def read(letter: Letter) -> Letter:
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


def about(minutes: float) -> object:
    return pytest.approx(timedelta(minutes=minutes), abs=timedelta(seconds=10))

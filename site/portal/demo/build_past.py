"""The demo's last six weeks: what took place, how many came, what was called off, what was read."""

import random
from datetime import date, timedelta

from django.utils import timezone

from events.closing import Closings
from events.expanding import new_row
from events.models import Occurrence, SeriesPage
from events.people import roles_of
from home.organisations import pages_with_facts
from resources.models import Download, Material

from .build_dates import WEEKS_RUNNING

CALLED_OFF, NOT_COUNTED = 0.08, 0.12  # the part of the sessions
QUIET, BUSY = 3, 14  # how many come to a quiet and to a busy session
MOST_FETCHED = 5  # of one handout on one day


def build_past() -> None:
    """Gives each series the dates that its rule had until yesterday, and the handouts readers."""
    chance = random.Random(1)  # noqa: S311
    today = timezone.localdate()
    first = today - timedelta(days=today.weekday(), weeks=WEEKS_RUNNING)
    for series in SeriesPage.objects.live().filter(**pages_with_facts()).order_by("path"):
        Occurrence.objects.bulk_create(past_dates(series, first, today, chance))
    documents = sorted(set(Material.objects.values_list("document", flat=True)))
    Download.objects.bulk_create(
        Download(document_id=document, on=today - timedelta(days=ago), count=count)
        for document in documents
        for ago in range(1, (today - first).days + 1)
        if (count := chance.randrange(MOST_FETCHED))
    )


def past_dates(series: SeriesPage, first: date, today: date, chance) -> list[Occurrence]:
    """Unsaved dates of a series up to yesterday, with what became of them."""
    closings, roles = Closings([series], first), roles_of(series)
    usual = chance.randint(QUIET, BUSY)
    rows = [
        new_row(series, session, closings, roles)
        for session in series.sessions(first, today - timedelta(days=1))
    ]
    for row in rows:
        if not row.is_cancelled:
            live_through(row, usual, chance)
    return rows


def live_through(row: Occurrence, usual: int, chance) -> None:
    """Calls a date off, or counts about as many heads as usual, or forgets to count."""
    if chance.random() < CALLED_OFF:
        row.status, row.reason = row.Status.CANCELLED, chance.choice(row.REASONS_TO_CHOOSE)
        row.decision, row.decided_at = row.Decision.OFF, row.starts_at - timedelta(hours=2)
        row.sequence = 1
    elif chance.random() > NOT_COUNTED:
        row.head_count = max(0, usual + chance.randint(-3, 3))

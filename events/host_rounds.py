"""What the clock asks of hosts: a letter the evening before, and a question on bank holidays."""

from datetime import datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from home.letters import Letter

from .clock import LONDON
from .expanding import lock
from .hosts import Host
from .occurrences import Occurrence
from .pausing import start_of
from .schedules import BankHolidays

TOMORROW = "events.tomorrow"
HOLIDAY = "events.holiday"
EVENING = time(17)  # by the clock in Europe/London
DAYS_BEFORE_HOLIDAY = 14


def write_the_evening_before(at: datetime | None = None) -> int:
    """Writes to the hosts of every session of tomorrow, from 5pm in Europe/London.

    Those of today that are still to come are made up for: the worker may have been away last
    night, or a session has just been added. Returns how many letters were written.
    """
    at = at or timezone.now()
    local = at.astimezone(LONDON)
    written = 0
    for ahead in (0, 1) if local.time() >= EVENING else (0,):
        first, end = start_of(local.date(), ahead), start_of(local.date(), ahead + 1)
        rows = Occurrence.objects.running().to_come(at)
        rows = rows.filter(starts_at__gte=first, starts_at__lt=end)
        # A date that is moved after its letter has another evening before.
        written += post_once(TOMORROW, rows, at, since=start_of(local.date(), ahead - 1))
    return written


def ask_about_bank_holidays(at: datetime | None = None) -> int:
    """Asks the hosts of series that want to be asked, two weeks before. Returns how many."""
    at = at or timezone.now()
    rows = Occurrence.objects.to_come(at).filter(
        starts_at__lt=start_of(at.astimezone(LONDON).date(), DAYS_BEFORE_HOLIDAY + 1),
        series__bank_holidays=BankHolidays.ASK,
        reason=Occurrence.Reason.BANK_HOLIDAY,
        decision=Occurrence.Decision.NONE,
    )
    return post_once(HOLIDAY, rows, at)


def post_once(kind: str, rows: QuerySet, at: datetime, *, since: datetime | None = None) -> int:
    """One letter about each of these dates to each of its hosts, unless there is one already.

    Whoever writes holds the lock of the series and looks again: two workers write as one. A
    letter that was dropped told nobody anything. `since` is when letters began to count.
    """
    letters = Letter.objects.filter(kind=kind).exclude(state=Letter.State.DROPPED)
    if since:
        letters = letters.filter(made_at__gte=since)
    rows = rows.filter(series__live=True)
    theirs = letters.filter(about_id=OuterRef(OuterRef("pk")), reader_id=OuterRef("pk"))
    unwritten = Host.objects.filter(~Exists(theirs), series=OuterRef("series"))
    found = rows.filter(Exists(unwritten)).order_by("series_id")
    written = 0
    for series_id in found.values_list("series_id", flat=True).distinct():
        with transaction.atomic():
            lock(series_id)
            hosts = list(Host.objects.filter(series=series_id).values_list("pk", flat=True))
            dates = list(rows.filter(series=series_id).values_list("pk", flat=True))
            known = set(letters.filter(about_id__in=dates).values_list("about_id", "reader_id"))
            new = [
                Letter(kind=kind, about_id=pk, reader_id=host, made_at=at)
                for pk in dates
                for host in hosts
                if (pk, host) not in known
            ]
            written += len(Letter.objects.bulk_create(new))
    return written

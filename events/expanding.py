"""From a rule to stored dates, a rolling year ahead; and what a changed rule does to them."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .clock import LONDON
from .occurrences import Occurrence
from .schedules import Session
from .series import SeriesPage
from .slots import Slot

HORIZON = timedelta(days=366)
# The columns that follow from the rule.
FOLLOWED = ["starts_at", "ends_at", "weekday", "part_of_day", "status", "reason"]


def expand(series: SeriesPage) -> None:
    """Makes a live source series' dates to come what its rule says, in one transaction.

    Rows that have begun never change. A row that somebody touched keeps what they said; if its
    date is gone from the rule it stays, and `off_rule` finds it so that the editor is asked.
    """
    if not (series.live and series.is_source and series.is_complete):
        return
    now = timezone.now()
    today = now.astimezone(LONDON).date()
    wanted = {session.on: session for session in series.sessions(today, today + HORIZON)}
    with transaction.atomic():
        begun = set(
            series.occurrences.filter(original_date__gte=today, starts_at__lte=now).values_list(
                "original_date", flat=True
            )
        )
        rows = {row.original_date: row for row in series.occurrences.to_come(now)}
        gone = [row.pk for on, row in rows.items() if on not in wanted and not row.changed_at]
        Occurrence.objects.filter(pk__in=gone).delete()
        Occurrence.objects.bulk_create(
            new_row(series, session)
            for on, session in wanted.items()
            if on not in rows and on not in begun and session.starts_at > now
        )
        changed = [row for on, row in rows.items() if on in wanted and follow(row, wanted[on])]
        Occurrence.objects.bulk_update(changed, FOLLOWED)
        refresh_slots(series)


def new_row(series: SeriesPage, session: Session) -> Occurrence:
    """An unsaved row for a session of the rule."""
    row = Occurrence(series=series, original_date=session.on)
    follow(row, session)
    return row


def follow(row: Occurrence, session: Session) -> bool:
    """Gives a row the rule's time and, untouched, its status. True if anything changed."""
    before = [getattr(row, name) for name in FOLLOWED]
    row.put_at(session.starts_at, session.ends_at)
    if not row.changed_at:
        closed = session.bank_holiday
        row.status = Occurrence.Status.CANCELLED if closed else Occurrence.Status.SCHEDULED
        row.reason = Occurrence.Reason.BANK_HOLIDAY if closed else Occurrence.Reason.NONE
    return before != [getattr(row, name) for name in FOLLOWED]


def off_rule(series: SeriesPage) -> list[Occurrence]:
    """Dates to come that somebody touched and that the rule has no more: the editor decides."""
    if not series.is_complete:
        return []
    touched = series.occurrences.to_come().filter(changed_at__isnull=False)
    return [row for row in touched if not series.recurrence.falls_on(row.original_date)]


def remove_off_rule(row: Occurrence) -> None:
    """Removes a touched date whose rule has gone, as its editor decided."""
    with transaction.atomic():
        if row in off_rule(row.series.specific):
            row.delete()
            refresh_slots(row.series)


def refresh_slots(series: SeriesPage) -> None:
    """Makes the slots of a series anew from its dates to come; a hidden series has none."""
    series.slots.all().delete()
    if series.live:
        Slot.objects.bulk_create(slots_of(series.occurrences.upcoming()))


def slots_of(rows: Iterable[Occurrence]) -> list[Slot]:
    """The unsaved slots that a series' dates to come make, given soonest first."""
    slots: dict[tuple, Slot] = {}
    for row in rows:
        slot = slots.setdefault(
            (row.weekday, row.part_of_day),
            Slot(
                series_id=row.series_id,
                weekday=row.weekday,
                part_of_day=row.part_of_day,
                next_starts_at=row.starts_at,
                next_ends_at=row.ends_at,
            ),
        )
        slot.last_ends_at = row.ends_at
    return list(slots.values())


def roll_horizon() -> None:
    """Makes every live series' dates a year ahead, each in its own transaction; restartable."""
    keys = list(SeriesPage.objects.live().filter(alias_of=None).values_list("pk", flat=True))
    for key in keys:
        # Read afresh: a long round must not write what an editor changed in the meantime.
        if series := SeriesPage.objects.filter(pk=key).first():
            expand(series)


def refresh_stale_slots() -> int:
    """Moves on the hints of slots whose next date has ended. Returns how many series had one."""
    stale = SeriesPage.objects.filter(slots__next_ends_at__lte=timezone.now()).distinct()
    for series in stale:
        with transaction.atomic():
            refresh_slots(series)
    return len(stale)

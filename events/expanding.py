"""From a rule to stored dates, a rolling year ahead; and what a changed rule does to them."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .clock import LONDON
from .closing import Closings, settle
from .freshness import note_change
from .occurrences import Occurrence
from .people import roles_of
from .schedules import Session
from .series import SeriesPage
from .slots import Slot, said, slots_of
from .stamp import stamp_anew

HORIZON = timedelta(days=366)
# The columns that follow from the rule, and from pauses, closures and bank holidays.
FOLLOWED = [
    "starts_at",
    "ends_at",
    "weekday",
    "part_of_day",
    "status",
    "reason",
    "closing_note",
    "back_on",
    "staff",
    "sequence",
]


def lock(*series_ids: int) -> None:
    """Orders everybody who changes the dates of these series, until the transaction ends.

    Always in the same order: two who want the same series cannot wait for each other.
    """
    rows = SeriesPage.objects.select_for_update(of=("self",)).order_by("pk")
    list(rows.filter(pk__in=series_ids).values_list("pk", flat=True))


def expand(series: SeriesPage) -> bool:
    """Makes a live source series' dates to come what its rule says, in one transaction.

    Rows that have begun keep their time, rows that are over never change. A row that somebody
    touched keeps what they said; if its date is gone from the rule it stays, and `off_rule` finds
    it so that the editor is asked. Whether any stored date became another.
    """
    if not (series.live and series.is_source and series.is_complete):
        return False
    now = timezone.now()
    today = now.astimezone(LONDON).date()
    wanted = {session.on: session for session in series.sessions(today, today + HORIZON)}
    with transaction.atomic():
        lock(series.pk)
        closings, roles = Closings([series], today), roles_of(series)
        known = series.occurrences.filter(original_date__gte=today)
        known_dates = set(known.values_list("original_date", flat=True))
        rows = list(series.occurrences.upcoming(now))
        gone = [
            row.pk
            for row in rows
            if row.original_date
            and row.original_date not in wanted
            and not row.changed_at
            and row.starts_at > now
        ]
        if gone:
            Occurrence.objects.filter(pk__in=gone).delete()
        new = [
            new_row(series, session, closings, roles)
            for on, session in wanted.items()
            if on not in known_dates and session.starts_at > now
        ]
        Occurrence.objects.bulk_create(new)
        kept = [row for row in rows if row.pk not in gone]
        changed = [
            row for row in kept if follow(row, series, wanted, closings, roles, begun_by=now)
        ]
        Occurrence.objects.bulk_update(changed, FOLLOWED)
        write_slots(series, sorted([*kept, *new], key=lambda row: row.starts_at))
    return bool(gone or changed)


def new_row(series, session: Session, closings: Closings, roles: list[str]) -> Occurrence:
    """An unsaved row for a session of the rule. One that is off is news from the start."""
    row = Occurrence(series=series, original_date=session.on, staff=roles)
    row.put_at(session.starts_at, session.ends_at)
    settle(row, closings.of(row, series))
    row.sequence = int(row.is_cancelled)
    return row


def follow(row, series, wanted, closings: Closings, roles: list[str], *, begun_by) -> bool:
    """Gives a row the rule's time, its status and its people. True if anything changed."""
    before = [getattr(row, name) for name in FOLLOWED]
    session = None if row.moved else wanted.get(row.original_date)
    if session and row.starts_at > begun_by and row.starts_at != session.starts_at:
        row.put_at(session.starts_at, session.ends_at)
    elif session and row.starts_at > begun_by:
        row.ends_at = session.ends_at
    settle(row, closings.of(row, series))
    if [getattr(row, name) for name in FOLLOWED] != before:
        row.sequence += 1
    if not row.staff_changed:
        row.staff = roles
    return before != [getattr(row, name) for name in FOLLOWED]


def settle_all(rows: Iterable[Occurrence]) -> set[int]:
    """Gives stored rows to come the status that follows from pauses and closures as they are now.

    Returns the keys of the series of which a date changed. Call it within a transaction.
    """
    rows = list(rows.select_related("series").order_by("pk"))
    if not rows:
        return set()
    closings = Closings({row.series for row in rows}, timezone.localdate())
    changed = []
    for row in rows:
        before = (row.status, row.reason, row.closing_note, row.back_on)
        settle(row, closings.of(row, row.series))
        if before != (row.status, row.reason, row.closing_note, row.back_on):
            row.sequence += 1
            changed.append(row)
    names = ["status", "reason", "closing_note", "back_on", "sequence"]
    Occurrence.objects.bulk_update(changed, names, batch_size=200)
    return {row.series_id for row in changed}


def off_rule(series: SeriesPage) -> list[Occurrence]:
    """Dates to come that somebody touched and that the rule has no more: the editor decides."""
    if not series.is_complete:
        return []
    touched = series.occurrences.to_come().filter(
        changed_at__isnull=False, original_date__isnull=False
    )
    return [row for row in touched if not series.recurrence.falls_on(row.original_date)]


def remove_off_rule(row: Occurrence) -> None:
    """Removes a touched date whose rule has gone, as its editor decided.

    Raises ValidationError where the rule has it: then it is called off, not removed.
    """
    with transaction.atomic():
        series = row.series.specific
        lock(series.pk)
        if row not in off_rule(series):
            raise ValidationError(_("This date has to stay listed. Call it off if it is not on."))
        row.delete()
        refresh_slots(series)
        note_change(series.pk)


def refresh_slots(series: SeriesPage) -> None:
    """Makes the slots of a series what its dates to come say; a hidden series has none."""
    write_slots(series, series.occurrences.upcoming() if series.live else [])


def write_slots(series: SeriesPage, rows: Iterable[Occurrence]) -> None:
    """Stores the slots that these dates make, soonest first, unless they stand there already."""
    wanted = slots_of(series, rows)
    if said(wanted) != said(series.slots.all()):
        series.slots.all().delete()
        Slot.objects.bulk_create(wanted)
        stamp_anew()


def roll_horizon() -> None:
    """Makes every live series' dates a year ahead, each in its own transaction; restartable.

    Most days most rules have no date that is not stored yet: those series are passed over.
    """
    until = timezone.localdate() + HORIZON
    live = SeriesPage.objects.live().filter(alias_of=None).order_by()
    for known in live.annotate(last=Max("occurrences__original_date")).iterator(chunk_size=500):
        if known.is_complete and has_date_after(known, known.last, until):
            roll(known.pk)
    # The finder moves hints on by itself; fresh ones spare each process the work of doing so.
    for series in SeriesPage.objects.filter(slots__next_ends_at__lte=timezone.now()).distinct():
        with transaction.atomic():
            lock(series.pk)
            refresh_slots(series)


def roll(series_id: int) -> None:
    """Expands a series read afresh: a long round must not write what changed in the meantime."""
    if series := SeriesPage.objects.filter(pk=series_id).first():
        expand(series)


def has_date_after(series: SeriesPage, last, until) -> bool:
    """Whether the rule has a date after the last that is stored, within the horizon."""
    first = max(last + timedelta(days=1), timezone.localdate()) if last else timezone.localdate()
    return any(series.recurrence.dates(first, until))

"""What people say about one date: off, on again, moved, extra, a note, who is there, who came.

Each rule refuses early, locks, checks and writes in one transaction, in which the followers'
letters are written too: the page, the finder, the calendars and the letters cannot disagree.
"""

from collections.abc import Callable
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.models import Venue

from .checks import note_check
from .clock import LONDON
from .closing import settle
from .expanding import HORIZON, lock, refresh_slots
from .followers import spread_news
from .occurrences import Occurrence
from .people import Role, roles_of
from .series import SeriesPage

Status, Reason, Decision = Occurrence.Status, Occurrence.Reason, Occurrence.Decision
MOST_HEADS = 999


def cancel(occurrence: Occurrence, *, reason: str, note: str = "", by=None, name: str = "") -> None:
    """Cancels one date with its reason; it stays listed. Raises ValidationError.

    `by` is the user who says so, `name` the first name that residents may read, if they agreed.
    """
    if reason not in Occurrence.REASONS_TO_CHOOSE:
        raise ValidationError({"reason": _("Choose a reason.")})

    def call_off(row: Occurrence) -> bool:
        if (row.decision, row.reason, row.note) == (Decision.OFF, reason, note.strip()):
            return False
        if row.decision != Decision.OFF:
            row.former_note = row.note
        row.status, row.reason, row.note = Status.CANCELLED, reason, note.strip()
        row.decision, row.decided_at = Decision.OFF, timezone.now()
        row.closing_note, row.back_on = "", None
        return True

    _change(occurrence, call_off, by=by, name=name)


def put_back(occurrence: Occurrence, *, by=None, name: str = "") -> None:
    """Lets a cancelled date take place after all. Raises ValidationError."""

    def let_it_be(row: Occurrence) -> bool:
        if not row.is_cancelled:
            return False
        if row.decision == Decision.OFF:
            row.note, row.former_note = row.former_note, ""
        say_it_is_on(row)
        return True

    _change(occurrence, let_it_be, by=by, name=name)


def say_it_is_on(row: Occurrence) -> None:
    """A person says of this date that it takes place, whatever closed it until now."""
    row.decision, row.decided_at = Decision.ON, timezone.now()
    settle(row, None)


def move(
    occurrence: Occurrence,
    *,
    on: date,
    start_time: time,
    end_time: time,
    venue: Venue | None = None,
    note: str = "",
    by=None,
    name: str = "",
) -> None:
    """Moves one date to another day, time or venue; it takes place there. Raises ValidationError.

    The wall clock is that of Europe/London. Moving it to where it was by the rule moves it back.
    """
    starts_at, ends_at = moments(on, start_time, end_time)

    def put_there(row: Occurrence) -> None:
        check_is_to_come(starts_at)
        check_is_free(row.series, starts_at, but=row)
        row.put_at(starts_at, ends_at)
        row.venue = None if venue == row.series.venue else venue
        row.moved = not row.is_extra and not is_by_the_rule(row)
        row.note, row.former_note = note.strip(), ""
        say_it_is_on(row)

    _change(occurrence, put_there, by=by, name=name)


def is_by_the_rule(row: Occurrence) -> bool:
    """Whether a row of the rule is at the rule's own time and place."""
    series = row.series
    return row.venue_id is None and (row.starts_at, row.ends_at) == moments(
        row.original_date, series.start_time, series.end_time
    )


def add_extra(
    series: SeriesPage,
    *,
    on: date,
    start_time: time,
    end_time: time,
    venue: Venue | None = None,
    note: str = "",
    by=None,
    name: str = "",
) -> Occurrence:
    """Adds a session beside the rule. Raises ValidationError."""
    starts_at, ends_at = moments(on, start_time, end_time)
    check_is_to_come(starts_at)
    with transaction.atomic():
        lock(series.pk)
        check_is_free(series, starts_at)
        row = Occurrence(series=series, venue=None if venue == series.venue else venue)
        row.staff, row.note, row.sequence = roles_of(series), note.strip(), 1
        row.put_at(starts_at, ends_at)
        say_it_is_on(row)
        _sign(row, by)
        row.full_clean()
        row.save()
        _say(series, name)
    return row


def set_note(occurrence: Occurrence, note: str, *, by=None, name: str = "") -> None:
    """Writes a line that stands beside a date everywhere; an empty one takes it away."""

    def write(row: Occurrence) -> bool:
        before, row.note = row.note, note.strip()
        return row.note != before

    _change(occurrence, write, by=by, name=name)


def set_staff(occurrence: Occurrence, roles: list[str], *, by=None, name: str = "") -> None:
    """Says who is there on one date; the series' own roles undo it. Raises ValidationError."""

    def write(row: Occurrence) -> bool:
        before = (row.staff, row.staff_changed)
        row.staff = [role for role in Role.values if role in roles]
        row.staff_changed = row.staff != roles_of(row.series)
        return (row.staff, row.staff_changed) != before

    _change(occurrence, write, by=by, name=name)


def count_heads(occurrence: Occurrence, heads: int, *, name: str = "") -> None:
    """Writes down how many came: heads, not people. Raises ValidationError."""
    if not 0 <= heads <= MOST_HEADS:
        raise ValidationError({"heads": _("Write a number from 0 to 999.")})
    if not occurrence.has_begun:
        raise ValidationError({"heads": _("It has not begun yet. Count when people are there.")})
    with transaction.atomic():
        lock(occurrence.series_id)
        Occurrence.objects.filter(pk=occurrence.pk).update(head_count=heads)
        note_check(occurrence.series, name)
    occurrence.refresh_from_db()


def check_can_change(occurrence: Occurrence) -> None:
    """Raises ValidationError when it is too late to change a date: past rows never change."""
    if occurrence.is_over:
        raise ValidationError(_("This date is over: it cannot be changed any more."))


def check_is_to_come(starts_at: datetime) -> None:
    """Raises ValidationError when a session would begin in the past or beyond the known dates."""
    now = timezone.now()
    if starts_at <= now:
        raise ValidationError({"on": _("This is in the past. Choose a time to come.")})
    if starts_at > now + HORIZON:
        raise ValidationError({"on": _("This is more than a year ahead. Choose an earlier day.")})


def check_is_free(series: SeriesPage, starts_at: datetime, but: Occurrence | None = None) -> None:
    """Raises ValidationError when a series has another date that begins at this moment."""
    if series.occurrences.filter(starts_at=starts_at).exclude(pk=but and but.pk).exists():
        raise ValidationError({"on": _("There is a session at this time already.")})


def moments(on: date, start_time: time, end_time: time) -> tuple[datetime, datetime]:
    """The aware start and end of a session on one day. Raises ValidationError."""
    if time(1) <= start_time < time(2):
        raise ValidationError({"start_time": _("Choose a start outside 1am to 2am.")})
    if end_time <= start_time:
        raise ValidationError({"end_time": _("The end must be later than the start.")})
    return datetime.combine(on, start_time, LONDON), datetime.combine(on, end_time, LONDON)


def _change(occurrence: Occurrence, write: Callable, *, by, name: str) -> None:
    with transaction.atomic():
        lock(occurrence.series_id)
        row = Occurrence.objects.select_related("series__venue").get(pk=occurrence.pk)
        check_can_change(row)
        if write(row) is False:  # said before, as by a double tap: it is a check and no news
            note_check(row.series, name)
            return
        row.sequence += 1
        _sign(row, by)
        row.full_clean()
        row.save()
        _say(row.series, name)
    occurrence.refresh_from_db()


def _sign(row: Occurrence, by) -> None:
    row.changed_at, row.changed_by = timezone.now(), by


def _say(series: SeriesPage, name: str) -> None:
    refresh_slots(series)
    note_check(series, name)
    spread_news(series.pk)

"""What closes a date that nobody decided about: a bank holiday, a pause, a closure.

The newest word counts. A person who says of one date that it is on is right until a pause or a
closure is said after that; a person who calls a date off is always right.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from home.bank_holidays import is_bank_holiday

from .closures import Closure
from .occurrences import Occurrence
from .pauses import Pause
from .schedules import BankHolidays
from .series import SeriesPage

Status, Reason, Decision = Occurrence.Status, Occurrence.Reason, Occurrence.Decision
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)  # when the calendar said so: before anybody here


class Closing(NamedTuple):
    """Why a date is off, in the closing's own words, and since when that is said."""

    reason: str
    note: str
    back_on: date | None
    said_at: datetime


class Closings:
    """The pauses and closures that may close dates of some series: two queries for all of them."""

    def __init__(self, series: Iterable[SeriesPage], first: date):
        self.pauses: dict[int, list[Pause]] = defaultdict(list)
        for pause in Pause.objects.filter(series__in=[each.pk for each in series]):
            self.pauses[pause.series_id].append(pause)
        self.closures = list(Closure.objects.filter(last_on__gte=first))

    def of(self, row: Occurrence, series: SeriesPage) -> Closing | None:
        """What closes a date of a series, the newest word first; None if nothing does."""
        found = list(self.all_of(row, series))
        return max(found, key=lambda closing: closing.said_at) if found else None

    def all_of(self, row: Occurrence, series: SeriesPage) -> Iterable[Closing]:
        """Everything that closes a date."""
        day = row.local_start.date()
        if series.bank_holidays != BankHolidays.OPEN and is_bank_holiday(day):
            yield Closing(Reason.BANK_HOLIDAY, "", None, ALWAYS)
        for pause in self.pauses[series.pk]:
            if pause.holds_on(day):
                yield Closing(Reason.PAUSE, pause.note, pause.back_on, pause.said_at)
        for closure in self.closures:
            if closure.holds_on(day, row.venue_id or series.venue_id):
                reason = Reason.VENUE if closure.venue_id else Reason.PROGRAMME
                yield Closing(reason, closure.note, None, closure.said_at)


def settle(row: Occurrence, closing: Closing | None) -> None:
    """Gives a row the status that follows from what closes it and from what people decided."""
    if row.decision == Decision.OFF:
        return
    if closing and row.decision == Decision.ON and row.decided_at >= closing.said_at:
        closing = None
    row.status = Status.CANCELLED if closing else Status.SCHEDULED
    row.reason = closing.reason if closing else Reason.NONE
    row.closing_note = closing.note if closing else ""
    row.back_on = closing.back_on if closing else None

"""How dates and series stand, as far as followers hear of it: kept as text, to be compared."""

import hashlib
from datetime import UTC, datetime, time
from typing import NamedTuple

from django.utils import timezone

from home.bank_holidays import is_bank_holiday

from .clock import LONDON
from .expanding import HORIZON
from .occurrences import Occurrence
from .schedules import BankHolidays
from .series import SeriesPage

NOT_LISTED = ""
ON, OFF = "on", "off"


class State(NamedTuple):
    """How a date stands. Whoever is there is no part of it: nobody stays at home for that."""

    word: str  # ON or OFF
    when: str = ""  # start and end in UTC, of a date that is on
    place: str = ""  # the key of the venue of a date that is on
    why: str = ""  # the reason of a date that is off, and the day on which it is back
    lines: str = ""  # a short hash of the words that people added; empty without any

    def to_text(self) -> str:
        """The state in one line of up to 150 signs."""
        return "|".join(self)

    @property
    def times(self) -> list[datetime]:
        """The aware start and end of a date that is on."""
        return [datetime.fromisoformat(each) for each in self.when.split("/")]


def read_state(text: str) -> State:
    """A state from the text that `to_text` makes."""
    return State(*text.split("|"))


def state_of(row: Occurrence) -> State:
    """How a date stands now."""
    words = "\n".join(line for line in (row.closing_note, row.note) if line)
    lines = hashlib.sha256(words.encode()).hexdigest()[:16] if words else ""
    if row.is_cancelled:
        return State(OFF, why=f"{row.reason} {row.back_on or ''}", lines=lines)
    return State(ON, at(row.starts_at, row.ends_at), place_of(row), lines=lines)


def place_of(row: Occurrence) -> str:
    """The key of where a date is, as text."""
    return str(row.venue_id or row.series.venue_id or "")


def at(*moments: datetime) -> str:
    """Aware moments as text."""
    return "/".join(each.astimezone(UTC).isoformat() for each in moments)


def by_the_rule(row: Occurrence) -> State:
    """How a date would take place by its series' rule. An extra one follows none: as it is."""
    series = row.series
    if row.is_extra:
        return State(ON, at(row.starts_at, row.ends_at), place_of(row))
    times = (series.start_time, series.end_time)
    moments = [datetime.combine(row.original_date, each, LONDON) for each in times]
    return State(ON, at(*moments), str(series.venue_id or ""))


def usual_state(row: Occurrence) -> State:
    """How a date stands by the rule and the calendar, while nobody says otherwise."""
    is_open = row.is_extra or row.series.bank_holidays == BankHolidays.OPEN
    if not is_open and is_bank_holiday(row.original_date):
        return State(OFF, why=f"{Occurrence.Reason.BANK_HOLIDAY} ")
    return by_the_rule(row)


def usual_of(series: SeriesPage) -> str:
    """How a series stands: its rule, hours, place and habit on bank holidays, or NOT_LISTED."""
    pages = SeriesPage.objects.filter(pk=series.pk)
    if not series.is_complete or not pages.live().public().exists():
        return NOT_LISTED
    is_open = series.bank_holidays == BankHolidays.OPEN
    parts = (series.start_time, series.end_time, series.venue_id, is_open)
    return f"{series.recurrence.to_ical()}\n{'|'.join(str(part) for part in parts)}"


def loses_dates(former: str, usual: str) -> bool:
    """Whether a date to come by the former rule is gone now, or at another time or place.

    New dates are not what a follower asked to hear of.
    """
    (old_rule, old_rest), (rule, rest) = (read_usual(text) for text in (former, usual))
    today = timezone.localdate()
    ends = time.fromisoformat(old_rest[1])
    dates = [
        day
        for day in old_rule.dates(today, today + HORIZON)
        if datetime.combine(day, ends, LONDON) > timezone.now()
    ]
    return any(rest != old_rest or not rule.falls_on(day) for day in dates)


def read_usual(text: str) -> tuple:
    """The rule, and the rest in parts, from the text that `usual_of` makes."""
    rule, rest = text.rsplit("\n", 1)
    return SeriesPage._meta.get_field("recurrence").to_python(rule), rest.split("|")

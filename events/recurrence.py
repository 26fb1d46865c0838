"""When something recurs: a rule for dates only, kept as iCalendar text (RFC 5545, 3.3.10).

A rule is weekly (every 1 to 12 weeks, on one or more days) or monthly (the first to fourth,
or the last, of one or more days). Nothing else can be written down, so no rule is endless
in a way that could hang a page. Exceptions are never part of the rule: they are rows.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ICAL_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
MOST_WEEKS = 12
NTHS = (1, 2, 3, 4, -1)


def broken(sentence: str) -> ValidationError:
    """A refusal of a rule, in a sentence that says what to do."""
    return ValidationError(sentence, code="recurrence")


@dataclass(frozen=True)
class Recurrence:
    """A rule for dates. `days`: Monday is 0. `nth`: None for weekly rules, -1 for the last.

    Raises ValidationError when the parts do not make a rule.
    """

    first_on: date
    days: tuple[int, ...]
    every: int = 1
    nth: int | None = None
    last_on: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", tuple(sorted(set(self.days))))
        if not self.days or not all(0 <= day <= 6 for day in self.days):
            raise broken(_("Choose at least one day of the week."))
        if not 1 <= self.every <= MOST_WEEKS:
            raise broken(_("Choose a rhythm from every week to every 12 weeks."))
        if self.nth is not None and (self.nth not in NTHS or self.every != 1):
            raise broken(_("Choose the first, second, third, fourth or last day of the month."))
        if not EARLIEST <= self.first_on <= LATEST:
            raise broken(_("The first date must lie between the years 2000 and 2099."))
        if self.last_on is not None:
            if self.last_on < self.first_on:
                raise broken(_("The last date is before the first date. Change one of them."))
            if self.last_on > LATEST:
                raise broken(_("The last date must lie between the years 2000 and 2099."))

    def falls_on(self, day: date) -> bool:
        """Whether the rule has this date."""
        if day.weekday() not in self.days or day < self.first_on:
            return False
        if self.last_on and day > self.last_on:
            return False
        if self.nth is None:
            return (monday_of(day) - monday_of(self.first_on)).days // 7 % self.every == 0
        if self.nth == -1:
            return day.day + 7 > calendar.monthrange(day.year, day.month)[1]
        return (day.day - 1) // 7 + 1 == self.nth

    def dates(self, first: date, last: date) -> Iterator[date]:
        """The rule's dates from `first` to `last`, both included, in order."""
        first, last = max(first, self.first_on), min(last, self.last_on or last)
        monday = monday_of(first)
        weeks = (monday - monday_of(self.first_on)).days // 7
        monday += timedelta(weeks=-weeks % self.every)
        while monday <= last:
            for weekday in self.days:
                day = monday + timedelta(days=weekday)
                if first <= day <= last and (self.nth is None or self.falls_on(day)):
                    yield day
            monday += timedelta(weeks=self.every)

    def to_ical(self) -> str:
        """The rule as two iCalendar lines (RFC 5545): DTSTART as a date, and RRULE."""
        nth = "" if self.nth is None else str(self.nth)
        parts = [f"FREQ={'WEEKLY' if self.nth is None else 'MONTHLY'}"]
        if self.every > 1:
            parts.append(f"INTERVAL={self.every}")
        parts.append("BYDAY=" + ",".join(nth + ICAL_DAYS[day] for day in self.days))
        if self.last_on:
            parts.append(f"UNTIL={self.last_on:%Y%m%d}")
        return f"DTSTART;VALUE=DATE:{self.first_on:%Y%m%d}\nRRULE:{';'.join(parts)}"

    @classmethod
    def parse(cls, text: str) -> "Recurrence":
        """A rule from the text that `to_ical` makes. Raises ValidationError for any other."""
        match = re.fullmatch(
            r"DTSTART;VALUE=DATE:(?P<first>\d{8})\nRRULE:FREQ=(?P<freq>WEEKLY|MONTHLY)"
            r"(?:;INTERVAL=(?P<every>\d{1,2}))?;BYDAY=(?P<days>[-0-9A-Z,]{2,40})"
            r"(?:;UNTIL=(?P<last>\d{8}))?",
            text.replace("\r\n", "\n").strip(),
        )
        if not match:
            raise broken(_("We cannot read this rule: choose days and a rhythm."))
        nths, days = _read_days(match["days"])
        if (match["freq"] == "WEEKLY") != (nths == {None}) or len(nths) > 1:
            raise broken(_("We cannot read this rule: choose days and a rhythm."))
        return cls(
            first_on=_read_date(match["first"]),
            days=days,
            every=int(match["every"] or 1),
            nth=nths.pop(),
            last_on=_read_date(match["last"]) if match["last"] else None,
        )

    def __str__(self) -> str:
        """The rule in words, in the active language."""
        words = [self.rhythm(), _("from %s") % date_format(self.first_on, "j F Y")]
        if self.last_on:
            words.append(_("until %s") % date_format(self.last_on, "j F Y"))
        return ", ".join(words)

    def rhythm(self) -> str:
        """The rhythm alone: “Every Tuesday and Thursday”, “The last Friday of every month”."""
        days = get_text_list([str(WEEKDAYS[day]) for day in self.days], _("and"))
        if self.nth is not None:
            return _("The %(nth)s %(days)s of every month") % {
                "nth": nth_words()[self.nth],
                "days": days,
            }
        if self.every == 1:
            return _("Every %s") % days
        return ngettext(
            "Every %(every)d week on %(days)s", "Every %(every)d weeks on %(days)s", self.every
        ) % {"every": self.every, "days": days}


def nth_words() -> dict[int, str]:
    """First to fourth, and last, in the active language."""
    return {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), -1: _("last")}


def monday_of(day: date) -> date:
    """The Monday that begins a date's week: the week start of RFC 5545 (WKST=MO)."""
    return day - timedelta(days=day.weekday())


def _read_date(text: str) -> date:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError as error:
        raise broken(_("There is no such date. Check the day and the month.")) from error


def _read_days(text: str) -> tuple[set[int | None], tuple[int, ...]]:
    nths, days = set(), []
    for part in text.split(","):
        match = re.fullmatch(r"(-?\d)?([A-Z]{2})", part)
        if not match or match[2] not in ICAL_DAYS:
            raise broken(_("Choose at least one day of the week."))
        nths.add(int(match[1]) if match[1] else None)
        days.append(ICAL_DAYS.index(match[2]))
    return nths, tuple(days)

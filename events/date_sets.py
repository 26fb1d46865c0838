"""A series that follows no rhythm: a set of dates, kept as iCalendar text (RFC 5545, 3.8.5.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .recurrence import EARLIEST, LATEST, broken

MOST_DATES = 60
SHAPE = re.compile(r"DTSTART;VALUE=DATE:(\d{8})\nRDATE;VALUE=DATE:(\d{8}(?:,\d{8})*)", re.ASCII)
DAY = re.compile(r"(\d{1,2})[./ ](\d{1,2})[./ ](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class DateSet:
    """One to sixty dates, each once and in order; speaks like a `Recurrence`.

    Raises ValidationError when they do not make a set.
    """

    on: tuple[date, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "on", tuple(sorted(set(self.on))))
        if not self.on:
            raise broken(_("Write the dates, one on each line, like 24/11/2026."))
        if len(self.on) > MOST_DATES:
            raise broken(_("These are too many dates. Write 60 at most, or choose a rhythm."))
        if not EARLIEST <= self.on[0] <= self.on[-1] <= LATEST:
            raise broken(_("The dates must lie between the years 2000 and 2099."))

    @property
    def first_on(self) -> date:
        """The first of them."""
        return self.on[0]

    @property
    def last_on(self) -> date:
        """The last of them."""
        return self.on[-1]

    def falls_on(self, day: date) -> bool:
        """Whether this date is one of them."""
        return day in self.on

    def dates(self, first: date, last: date) -> Iterator[date]:
        """Those from `first` to `last`, both included, in order."""
        return (day for day in self.on if first <= day <= last)

    def to_ical(self) -> str:
        """The dates as two iCalendar lines: DTSTART as a date, and RDATE with all of them."""
        dates = ",".join(f"{day:%Y%m%d}" for day in self.on)
        return f"DTSTART;VALUE=DATE:{self.first_on:%Y%m%d}\nRDATE;VALUE=DATE:{dates}"

    def to_text(self) -> str:
        """The dates as an editor writes them, one on each line."""
        return "\n".join(f"{day:%d/%m/%Y}" for day in self.on)

    @classmethod
    def parse(cls, text: str) -> "DateSet":
        """A set from the text that `to_ical` makes. Raises ValidationError for any other."""
        match = SHAPE.fullmatch(text.replace("\r\n", "\n").strip())
        if not match:
            raise broken(_("We cannot read these dates."))
        return cls(
            tuple(make_date(part, part[:4], part[4:6], part[6:]) for part in match[2].split(","))
        )

    def __str__(self) -> str:
        """The dates in words, in the active language."""
        words = ngettext("On %(count)d date", "On %(count)d dates", len(self.on))
        ends = [date_format(day, "j F Y") for day in (self.first_on, self.last_on)]
        said = ends[0] if len(self.on) == 1 else _("%s to %s") % tuple(ends)
        return f"{words % {'count': len(self.on)}}, {said}"

    def rhythm(self) -> str:
        """That there is none."""
        return _("On certain dates")


def read_dates(text: str) -> tuple[date, ...]:
    """The dates that an editor typed, on lines or between commas. Raises ValidationError."""
    dates = []
    for part in re.split(r"[\n,;]+", text):
        typed = part.strip()
        if not typed:
            continue
        match = DAY.fullmatch(typed)
        if not match:
            raise broken(_("We cannot read “%s”. Write each date like 24/11/2026.") % typed[:40])
        day, month, year, *iso = match.groups()
        dates.append(make_date(typed, *(iso if year is None else (year, month, day))))
        if len(dates) > MOST_DATES:
            break
    return tuple(dates)


def make_date(typed: str, year: str, month: str, day: str) -> date:
    """A date from its parts. Raises ValidationError when there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise broken(_("There is no such date: “%s”. Check it.") % typed[:40]) from None

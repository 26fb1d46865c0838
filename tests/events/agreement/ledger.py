"""What must hold of a series' dates, worked out apart from the portal and from its tables.

The rule is expanded by python-dateutil, the bank holidays are written down by hand, and what
people said is kept as they said it: the newest word counts.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule

CLOCK = ZoneInfo("Europe/London")
YEAR = timedelta(days=366)
USUAL = (time(10), time(12))
WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
# England: https://www.gov.uk/bank-holidays. Days at the weekend with their substitutes.
BANK_HOLIDAYS = {
    date(year, month, day)
    for year, days in {
        2026: [(12, 25), (12, 26), (12, 28)],
        2027: [
            (1, 1),
            (3, 26),
            (3, 29),
            (5, 3),
            (5, 31),
            (8, 30),
            *[(12, n) for n in range(25, 29)],
        ],
        2028: [(1, 1), (1, 3), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)],
        2029: [(1, 1), (3, 30), (4, 2), (5, 7), (5, 28), (8, 27), (12, 25), (12, 26)],
    }.items()
    for month, day in days
}


class Told(NamedTuple):
    """One date as somebody is told of it: aware start and end, the word for it, the venue."""

    starts_at: datetime
    ends_at: datetime
    word: str
    place: str

    @property
    def is_on(self) -> bool:
        return self.word != "cancelled"


@dataclass
class Entry:
    """One date: where the rule has it (None: it is extra), and what was said of it, and when."""

    by_the_rule: date | None
    starts_at: datetime
    ends_at: datetime
    place: str
    moved: bool = False
    decision: str = ""
    said: int = 0


@dataclass
class Ledger:
    """A series' dates, and every word about them in the order in which it was said."""

    rule: dict
    place: str
    holidays: str
    until: date  # the last date that is known
    entries: list[Entry] = field(default_factory=list)
    closings: list[tuple[int, date, date]] = field(default_factory=list)
    words: int = 0

    @classmethod
    def of(cls, rule: dict, place: str, holidays: str, today: date) -> "Ledger":
        ledger = cls(rule, place, holidays, until=today - timedelta(days=1))
        ledger.roll(today)
        return ledger

    def roll(self, today: date) -> None:
        """A year ahead is known."""
        first, self.until = self.until + timedelta(days=1), today + YEAR
        for day in expand(self.rule, first, self.until):
            self.entries.append(Entry(day, *hours(day, *USUAL), self.place))

    def ahead(self, now: datetime) -> list[Entry]:
        entries = [entry for entry in self.entries if entry.ends_at > now]
        return sorted(entries, key=lambda entry: entry.starts_at)

    def told(self, now: datetime) -> list[Told]:
        return [
            Told(entry.starts_at, entry.ends_at, self.word(entry), entry.place)
            for entry in self.ahead(now)
        ]

    def word(self, entry: Entry) -> str:
        if not self.is_on(entry):
            return "cancelled"
        if entry.moved:
            return "moved"
        return "scheduled" if entry.by_the_rule else "extra"

    def is_on(self, entry: Entry) -> bool:
        if entry.decision == "off":
            return False
        day = entry.starts_at.astimezone(CLOCK).date()
        closed = [said for said, first, back in self.closings if first <= day < back]
        if self.holidays != "open" and day in BANK_HOLIDAYS:
            closed.append(0)
        return not closed or (entry.decision == "on" and entry.said > max(closed))

    def say(self, entry: Entry, decision: str) -> None:
        self.words += 1
        entry.decision, entry.said = decision, self.words

    def close(self, first: date, back: date) -> None:
        self.words += 1
        self.closings.append((self.words, first, back))


def hours(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """Aware start and end of a day, by the clock on a wall in London."""
    return datetime.combine(day, start, CLOCK), datetime.combine(day, end, CLOCK)


def expand(rule: dict, first: date, last: date) -> list[date]:
    """The dates of a rule, given as plain facts, by another library."""
    if "on" in rule:
        return [day for day in rule["on"] if first <= day <= last]
    nth = rule.get("nth")
    found = rrule(
        WEEKLY if nth is None else MONTHLY,
        dtstart=datetime.combine(rule["first_on"], time()),
        interval=rule.get("every", 1),
        byweekday=[WEEKDAYS[day] if nth is None else WEEKDAYS[day](nth) for day in rule["days"]],
        until=datetime.combine(min(last, rule.get("last_on") or last), time()),
    )
    return [moment.date() for moment in found if moment.date() >= first]

"""When a service is on: rules between the dates that are other than usual, and single dates.

Open Referral's schedule is an RRULE (RFC 5545, 3.3.10) without exceptions, and its times carry an
offset from UTC. So a rule is told once for each stretch of dates that run as usual under one
offset: it ends before a date that is off or moved, and before the clocks change. Whoever expands
every entry, minding `valid_from` and `valid_to` or `dtstart` and `until`, gets exactly the dates
that take place. All dates are known a year ahead; later ones join day by day.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from uuid import UUID

from ..date_sets import DateSet
from ..occurrences import Occurrence
from ..recurrence import ICAL_DAYS
from ..series import SeriesPage
from .ids import make_id
from .news import say_on


def describe_schedules(series: SeriesPage, dates: list[Occurrence], url: str, notes: str) -> list:
    """The entries for a series' dates to come.

    `notes` say what is off: once for each place, on the first of its entries.
    """
    if not series.is_complete:
        return []
    usual = {row.original_date: row for row in dates if is_usual(row)}
    single = [row for row in dates if not row.is_cancelled and row.original_date not in usual]
    entries = [
        *(describe_stretch(series, rows) for rows in stretches(series, usual)),
        *(describe_date(row) for row in single),
    ]
    # With every date off there is nothing to expand, and still something to say.
    none = {"id": make_id(series.translation_key, "rule"), **held_at(series, series.venue_id)}
    entries, noted = entries or [none], set()
    for entry in entries:
        entry["service_id"] = str(series.translation_key)
        entry["schedule_link"] = url
        entry["attending_type"] = "In person."
        entry.setdefault("description", say_rule(series))
        place = entry.get("service_at_location_id")
        if notes and place not in noted:
            entry["notes"] = notes
            noted.add(place)
    return entries


def held_at(series: SeriesPage, venue_id: int | None) -> dict:
    """Which of a service's locations an entry is about, if it has one."""
    if venue_id is None:
        return {}
    return {"service_at_location_id": id_at(series.translation_key, venue_id)}


def is_usual(row: Occurrence) -> bool:
    """Whether a date takes place just as its series' rule says. A set of dates has no rule."""
    series = row.series
    if row.is_cancelled or row.moved or row.is_extra or isinstance(series.recurrence, DateSet):
        return False
    times = (row.local_start.time(), row.local_end.time())
    return times == (series.start_time, series.end_time) and series.recurrence.falls_on(
        row.original_date
    )


def stretches(series: SeriesPage, usual: dict[date, Occurrence]) -> Iterator[list[Occurrence]]:
    """The dates that run as usual, cut where the rule has a date that does not, or at the clock."""
    if not usual:
        return
    days = series.recurrence.dates(min(usual), max(usual))
    for hours, group in groupby(days, key=lambda day: usual.get(day) and hours_of(usual[day])):
        if hours:
            yield [usual[day] for day in group]


def hours_of(row: Occurrence) -> tuple[str, str]:
    """Its start and end by the clock in Europe/London, with that day's offset: “10:00+01:00”."""
    moments = (row.local_start, row.local_end)
    return tuple(moment.isoformat(timespec="minutes").split("T")[1] for moment in moments)


def describe_stretch(series: SeriesPage, rows: list[Occurrence]) -> dict:
    """The rule, from the first to the last of some dates that run as usual one after the other."""
    rule, first, last = series.recurrence, rows[0].original_date, rows[-1].original_date
    nth = "" if rule.nth is None else str(rule.nth)
    return {
        "id": make_id(series.translation_key, "rule", last),
        **where_and_when(rows[0], first, last),
        "freq": "WEEKLY" if rule.nth is None else "MONTHLY",
        "interval": rule.every,
        "byday": ",".join(nth + ICAL_DAYS[day] for day in rule.days),
    }


def describe_date(row: Occurrence) -> dict:
    """One date alone: moved, extra, or one of a set."""
    day = row.local_start.date()
    entry = {
        "id": make_id(row.series.translation_key, "date", row.pk),
        **where_and_when(row, day, day),
        "count": 1,
        "freq": "WEEKLY",  # the standard knows WEEKLY and MONTHLY alone
        "interval": 1,
        "byday": ICAL_DAYS[day.weekday()],
    }
    if said := say_on(row):
        entry["description"] = said
    return entry


def where_and_when(row: Occurrence, first: date, last: date) -> dict:
    """What every entry tells that can be expanded."""
    opens_at, closes_at = hours_of(row)
    return held_at(row.series, row.venue_id or row.series.venue_id) | {
        "valid_from": first.isoformat(),
        "valid_to": last.isoformat(),
        "dtstart": first.isoformat(),
        "until": last.isoformat(),
        "wkst": "MO",
        "opens_at": opens_at,
        "closes_at": closes_at,
    }


def id_at(key: UUID, venue_id: int) -> str:
    """The id of a series, known by its own, at a venue: its service_at_location."""
    return make_id(key, "at", venue_id)


def say_rule(series: SeriesPage) -> str:
    """The rule in words."""
    start, end = (f"{moment:%H:%M}" for moment in (series.start_time, series.end_time))
    return f"{series.recurrence}: {start} to {end} by the clock in Europe/London."

"""What the finder looks through: every public slot, in this process's memory, as columns.

The table is read from the database again when its stamp has changed, and the stamp is asked for
before every look: so each process sees every change at once, and a look costs the same few
queries with a hundred series and with twenty thousand.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np
from wagtail.models import PageViewRestriction

from home.choices import Language, YesNo
from home.models import Venue

from .clock import PartOfDay
from .occurrences import Occurrence
from .people import Role
from .slots import Slot
from .stamp import read_stamp

ACCESS = Venue.ACCESS_FACTS
BITS = {name: 1 << place for place, name in enumerate([*ACCESS, *Role.values, *Language.values])}
PARTS = list(PartOfDay)
SOON = timedelta(days=8)
KEY = ("series_id", "weekday", "part_of_day", "venue_id", "staff")


@dataclass(frozen=True)
class Listing:
    """The columns, one entry for each slot. Times are seconds since 1970, places metres."""

    stamp: str
    keys: list[tuple]
    series: np.ndarray
    weekday: np.ndarray
    part: np.ndarray
    facts: np.ndarray  # the bits of what is true of its place, people and languages
    easting: np.ndarray  # not a number where there is no venue
    northing: np.ndarray
    last_end: np.ndarray
    next_start: np.ndarray
    next_end: np.ndarray

    def has(self, fact: str) -> np.ndarray:
        """Which slots have this access fact, role or language."""
        return (self.facts & BITS[fact]) != 0

    def squares(self, point) -> np.ndarray:
        """The squared distance of each slot's place from a point, in square metres."""
        return (self.easting - point.easting) ** 2 + (self.northing - point.northing) ** 2


_current: Listing | None = None


def listing(at: datetime) -> Listing:
    """The table as the database has it now; each slot with its next date not ended at `at`."""
    global _current
    stamp = read_stamp()
    table = _current
    if table is None or table.stamp != stamp:
        table = load(stamp)
    table = look_ahead(table, at)
    _current = table
    return table


def load(stamp: str) -> Listing:
    """Reads every slot of a listed series that no privacy setting hides."""
    slots = Slot.objects.filter(series__live=True, series__in_finder=True)
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        slots = slots.exclude(series__path__startswith=path)
    rows = list(
        slots.order_by("series_id", "pk").values_list(
            *KEY,
            "last_ends_at",
            "next_starts_at",
            "next_ends_at",
            "venue__easting",
            "venue__northing",
            "series__languages",
            *(f"venue__{fact}" for fact in ACCESS),
        )
    )
    columns = list(zip(*rows, strict=True)) or [()] * 17
    series, weekday, part, venue, staff, last, start, end, east, north, languages, *access = columns
    facts = [
        bits_of(roles, spoken, answers)
        for roles, spoken, *answers in zip(staff, languages, *access, strict=True)
    ]
    return Listing(
        stamp=stamp,
        keys=[
            (key, day, half, place, tuple(roles))
            for key, day, half, place, roles in zip(
                series, weekday, part, venue, staff, strict=True
            )
        ],
        series=np.array(series, dtype=np.int64),
        weekday=np.array(weekday, dtype=np.int8),
        part=np.array([PARTS.index(half) for half in part], dtype=np.int8),
        facts=np.array(facts, dtype=np.int64),
        easting=np.array(east, dtype=float),
        northing=np.array(north, dtype=float),
        last_end=seconds(last),
        next_start=seconds(start),
        next_end=seconds(end),
    )


def bits_of(roles: list[str], languages: list[str], access: list[str]) -> int:
    """Everything that is true of a slot, as bits of one number."""
    bits = sum(BITS[name] for name in [*roles, *languages] if name in BITS)
    return bits + sum(
        BITS[fact] for fact, answer in zip(ACCESS, access, strict=True) if answer == YesNo.YES
    )


def seconds(moments) -> np.ndarray:
    """Aware moments as whole seconds since 1970."""
    return np.array([round(moment.timestamp()) for moment in moments], dtype=np.int64)


def look_ahead(table: Listing, at: datetime) -> Listing:
    """The table with the hints that have run out at `at` moved on to each slot's next date."""
    now = at.timestamp()
    stale = np.flatnonzero((table.next_end <= now) & (table.last_end > now))
    if not len(stale):
        return table
    wanted = {table.keys[place]: place for place in stale}
    starts, ends = table.next_start.copy(), table.next_end.copy()
    for until in (at + SOON, None):
        dates = Occurrence.objects.upcoming(at).filter(series__in={key[0] for key in wanted})
        if until:
            dates = dates.filter(starts_at__lt=until)
        for row in dates.select_related("series").only(
            *("starts_at", "ends_at", "weekday", "part_of_day", "venue_id", "staff"),
            "series__venue_id",
        ):
            venue_id = row.venue_id or row.series.venue_id
            key = (row.series_id, row.weekday, row.part_of_day, venue_id, tuple(row.staff))
            place = wanted.pop(key, None)
            if place is not None:
                starts[place], ends[place] = row.starts_at.timestamp(), row.ends_at.timestamp()
        if not wanted:
            break
    return replace(table, next_start=starts, next_end=ends)


def moment(second: float) -> datetime:
    """Whole seconds since 1970 as an aware moment."""
    return datetime.fromtimestamp(int(second), UTC)

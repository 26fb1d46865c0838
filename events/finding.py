"""Finding the next session: nearest first from a place, else soonest first."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import floor

import numpy as np
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Locale

from home.places import Origin
from home.postcodes import METRES_PER_MILE

from .clock import PartOfDay
from .listing import PARTS, Listing, listing, moment
from .occurrences import Occurrence
from .series import SeriesPage

PAGE_SIZE = 10


@dataclass(frozen=True)
class Query:
    """What a resident asks for. Empty parts ask nothing; `miles` counts from `origin` alone.

    Of several days or times one is enough; of several access facts all have to be true.
    """

    origin: Origin | None = None
    miles: float | None = None
    days: tuple[int, ...] = ()
    times: tuple[PartOfDay, ...] = ()
    access: tuple[str, ...] = ()
    language: str = ""
    role: str = ""
    at: datetime = field(default_factory=timezone.now)

    @property
    def is_rough(self) -> bool:
        """Whether distances are told in whole miles only."""
        return bool(self.origin and self.origin.rough)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but a place is asked for."""
        parts = (self.miles, self.days, self.times, self.access, self.language, self.role)
        return any(parts)


@dataclass(frozen=True)
class Found:
    """One series in the list: its page here, the date that counts, and what comes after it."""

    series: SeriesPage
    page: SeriesPage
    occurrence: Occurrence
    following: Occurrence | None
    miles: float | None
    rough: bool = False

    @property
    def data_miles(self) -> str:
        """The distance for machines: whole miles where it is known only roughly, else tenths."""
        return f"{self.miles:.0f}" if self.rough else f"{self.miles:.1f}"


class Answers:
    """The slots that answer a query, and how many series would if a part of it were another."""

    def __init__(self, query: Query):
        self.query = query
        self.table = table = listing(query.at)
        everything = table.last_end > query.at.timestamp()
        self.parts = {
            "day": any_of(table.weekday == day for day in query.days),
            "time": any_of(table.part == PARTS.index(part) for part in query.times),
            "access": all_of(table.has(fact) for fact in query.access),
            "language": table.has(query.language) if query.language else None,
            "with": table.has(query.role) if query.role else None,
            "miles": within(table, query),
            "known": everything,
        }
        self.all = self.without()

    def without(self, *left_out: str) -> np.ndarray:
        """Which slots answer when these parts of the question are left out."""
        asked = [part for name, part in self.parts.items() if name not in left_out]
        return all_of(part for part in asked if part is not None)

    def count(self, slots: np.ndarray) -> int:
        """How many series these slots belong to: the table has those of one series in a row."""
        series = self.table.series[slots]
        return int(np.count_nonzero(series[1:] != series[:-1])) + bool(len(series))

    def ranked(self) -> list[int]:
        """The slot of each answering series that comes next, in the order of the list."""
        table, query = self.table, self.query
        slots = np.flatnonzero(self.all)
        slots = slots[np.lexsort((table.next_start[slots], table.series[slots]))]
        series = table.series[slots]
        slots = slots[np.append(True, series[1:] != series[:-1])[: len(slots)]]
        slots = slots[np.argsort(table.next_start[slots], kind="stable")]
        if query.origin:
            squares = table.squares(query.origin.point)[slots]
            if query.is_rough:
                # Known to about a mile: within the same whole mile the sooner comes first.
                squares = np.maximum(np.floor(np.sqrt(squares) / METRES_PER_MILE + 0.5), 1)
            slots = slots[np.argsort(squares, kind="stable")]
        return slots.tolist()


def any_of(masks) -> np.ndarray | None:
    """Where one of these is true; None for none of them."""
    masks = list(masks)
    return np.logical_or.reduce(masks) if masks else None


def all_of(masks) -> np.ndarray | None:
    """Where all of these are true; None for none of them."""
    masks = list(masks)
    return np.logical_and.reduce(masks) if masks else None


def within(table: Listing, query: Query) -> np.ndarray | None:
    """Which slots are near enough; whoever asks for nearest first sees no slot without a place."""
    if not query.origin:
        return None
    squares = table.squares(query.origin.point)
    if query.miles is None:
        return ~np.isnan(squares)
    slack = 0.5 if query.is_rough else 0.05
    reach = (query.miles + slack) * METRES_PER_MILE
    return squares < reach * reach


def paginate(answers: Answers, number: int, size: int = PAGE_SIZE):
    """One page of the list: a Django page whose objects are `Found`. Beyond the end: the last."""
    page = Paginator(answers.ranked(), size).get_page(number)
    page.object_list = look_up(answers, page.object_list)
    return page


def next_sessions(count: int) -> list[Found]:
    """The next sessions anywhere, one for each series, soonest first."""
    answers = Answers(Query())
    return look_up(answers, answers.ranked()[:count])


def nearest_miles(query: Query) -> float | None:
    """How far the nearest answer is when `miles` is left out of account."""
    answers = Answers(replace(query, miles=None))
    slots = answers.ranked()[:1]
    return told_miles(answers, slots[0]) if slots else None


def told_miles(answers: Answers, slot: int) -> float:
    """A distance as it is told: tenths of a mile, or whole miles from 1 up if known roughly."""
    table, point = answers.table, answers.query.origin.point
    miles = np.hypot(table.easting[slot] - point.easting, table.northing[slot] - point.northing)
    miles = float(miles) / METRES_PER_MILE
    return max(1, floor(miles + 0.5)) if answers.query.is_rough else round(miles, 1)


def look_up(answers: Answers, slots: list[int]) -> list[Found]:
    """Turns ranked slots into `Found`s: as many queries for ten rows as for one."""
    table, query = answers.table, answers.query
    starts = {int(table.series[slot]): moment(table.next_start[slot]) for slot in slots}
    ends = {moment(table.next_end[slot]) for slot in slots}
    miles = {
        int(table.series[slot]): told_miles(answers, slot) if query.origin else None
        for slot in slots
    }
    # By their ends: thousands may start at the same moment, and the index is of series and end.
    dates = Occurrence.objects.filter(series__in=starts, ends_at__in=ends)
    firsts = {
        row.series_id: row
        for row in dates.select_related("venue")
        if row.starts_at == starts[row.series_id]
    }
    return list(found_among(firsts, query, miles))


def sessions_of(pages) -> list[Found]:
    """Source series among `pages` that have a date to come, soonest first."""
    query = Query()
    firsts = first_dates([page.pk for page in pages], Occurrence.objects.upcoming(query.at))
    found = found_among(firsts, query, dict.fromkeys(firsts))
    return sorted(found, key=lambda each: each.occurrence.starts_at)


def found_among(firsts: dict[int, Occurrence], query: Query, miles: dict) -> Iterator[Found]:
    """A `Found` for each series with the date that counts, in the order of `miles`."""
    series = in_bulk(firsts)
    pages = localised(series)
    off = [key for key, row in firsts.items() if row.is_cancelled]
    following = first_dates(off, dates_asked_for(query).running()) if off else {}
    for key, distance in miles.items():
        if key in series and key in firsts:
            row = firsts[key]
            row.series = series[key]
            yield Found(
                series=series[key],
                page=pages[key],
                occurrence=row,
                following=following.get(key),
                miles=distance,
                rough=query.is_rough,
            )


def dates_asked_for(query: Query):
    """The dates to come on the days, at the times and with the people that are asked for."""
    dates = Occurrence.objects.upcoming(query.at)
    if query.days:
        dates = dates.filter(weekday__in=query.days)
    if query.times:
        dates = dates.filter(part_of_day__in=query.times)
    if query.role:
        dates = dates.filter(staff__contains=f",{query.role},")
    return dates


def first_dates(keys, dates) -> dict[int, Occurrence]:
    """The first of these dates of each series; one query however many there are."""
    first = dates.filter(series=OuterRef("pk")).values("pk")[:1]
    series = SeriesPage.objects.filter(pk__in=list(keys)).order_by()
    wanted = series.annotate(first=Subquery(first)).values("first")
    rows = Occurrence.objects.filter(pk__in=wanted).select_related("venue")
    return {row.series_id: row for row in rows}


def in_bulk(keys) -> dict[int, SeriesPage]:
    """Live series by key, each with its venue, its people and its last check."""
    rows = SeriesPage.objects.live().filter(pk__in=list(keys)).select_related("venue", "last_check")
    rows = list(rows.order_by())
    prefetch_related_objects(rows, "people")
    return {row.pk: row for row in rows}


def localised(series: dict[int, SeriesPage]) -> dict[int, SeriesPage]:
    """For each source series its page in the active language; one query at most."""
    if get_language() == settings.LANGUAGE_CODE:
        return series
    pages = SeriesPage.objects.live().filter(
        translation_key__in=[page.translation_key for page in series.values()],
        locale=Locale.get_active(),
    )
    by_key = {page.translation_key: page for page in pages}
    return {pk: by_key.get(page.translation_key, page) for pk, page in series.items()}

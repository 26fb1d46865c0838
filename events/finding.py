"""Finding the next drop-in: nearest first from a place, else soonest first.

Works on slots (a row or two for each series), and reads dates only for the series on the page
that is shown: so a page costs the same number of queries with one series and with thousands.
"""

from dataclasses import dataclass, field
from datetime import datetime
from math import floor

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import (
    Count,
    F,
    FloatField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Cast, Floor, Greatest, Sqrt
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Locale, PageViewRestriction

from home.places import Origin
from home.postcodes import METRES_PER_MILE

from .clock import PartOfDay
from .occurrences import Occurrence
from .series import SeriesPage
from .slots import Slot, SlotQuerySet

PAGE_SIZE = 10


@dataclass(frozen=True)
class Query:
    """What a resident asks for. Empty parts ask nothing; `miles` counts from `origin` alone."""

    origin: Origin | None = None
    miles: float | None = None
    days: tuple[int, ...] = ()
    times: tuple[PartOfDay, ...] = ()
    at: datetime = field(default_factory=timezone.now)

    @property
    def is_rough(self) -> bool:
        """Whether distances are told in whole miles only."""
        return bool(self.origin and self.origin.rough)


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


def find_slots(query: Query) -> SlotQuerySet:
    """The slots that answer a query, wherever they are listed."""
    slots = public_slots().upcoming(query.at)
    if query.days:
        slots = slots.on_days(query.days)
    if query.times:
        slots = slots.at_times(query.times)
    if query.origin and query.miles is not None:
        slack = 0.5 if query.is_rough else 0.05
        reach = (query.miles + slack) * METRES_PER_MILE
        point = query.origin.point
        slots = slots.filter(
            series__venue__easting__range=(point.easting - reach, point.easting + reach),
            series__venue__northing__range=(point.northing - reach, point.northing + reach),
        ).annotate(square=square_of_distance(query.origin))
        slots = slots.filter(square__lt=reach * reach)
    return slots


def public_slots() -> SlotQuerySet:
    """Slots of series that no privacy setting hides."""
    slots = Slot.objects.all()
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        slots = slots.exclude(series__path__startswith=path)
    return slots


def square_of_distance(origin: Origin):
    """The squared distance of a slot's venue from a place, in square metres."""
    east = Cast(F("series__venue__easting"), FloatField()) - origin.point.easting
    north = Cast(F("series__venue__northing"), FloatField()) - origin.point.northing
    return east * east + north * north


def rank(slots: SlotQuerySet, query: Query) -> QuerySet:
    """Series keys with their next start and squared distance, in the order of the list."""
    slots = slots.with_next_start(query.at)
    if not query.origin:
        return (
            slots.values("series_id")
            .annotate(start=Min("next_start"))
            .order_by("start", "series_id")
        )
    rows = slots.values("series_id").annotate(
        start=Min("next_start"), square=Min(square_of_distance(query.origin))
    )
    if query.is_rough:
        # Known to about a mile: within the same whole mile the sooner comes first.
        miles = Greatest(Floor(Sqrt(F("square")) / METRES_PER_MILE + 0.5), Value(1.0))
        return rows.annotate(mile=miles).order_by("mile", "start", "series_id")
    return rows.order_by("square", "start", "series_id")


def paginate(query: Query, number: int, size: int = PAGE_SIZE):
    """One page of the list: a Django page whose objects are `Found`. Beyond the end: the last."""
    slots = find_slots(query)
    paginator = Paginator(rank(slots, query), size)
    paginator.count = slots.aggregate(n=Count("series", distinct=True))["n"]
    page = paginator.get_page(number)
    page.object_list = look_up(query, list(page.object_list))
    return page


def next_sessions(count: int) -> list[Found]:
    """The next sessions anywhere, one for each series, soonest first."""
    query = Query()
    return look_up(query, list(rank(find_slots(query), query)[:count]))


def sessions_of(pages) -> list[Found]:
    """Source series among `pages` that have a date to come, soonest first."""
    query = Query()
    rows = [{"series_id": page.pk} for page in pages]
    return sorted(look_up(query, rows), key=lambda found: found.occurrence.starts_at)


def nearest_miles(query: Query) -> float | None:
    """How far the nearest answer is when `miles` is left out of account."""
    anywhere = Query(origin=query.origin, days=query.days, times=query.times, at=query.at)
    first = rank(find_slots(anywhere), anywhere).first()
    return told_miles(first["square"], anywhere.is_rough) if first else None


def told_miles(square: float, rough: bool) -> float:
    """A squared distance in metres as it is told: tenths of a mile, or whole miles from 1 up."""
    miles = square**0.5 / METRES_PER_MILE
    return max(1, floor(miles + 0.5)) if rough else round(miles, 1)


def look_up(query: Query, rows: list[dict]) -> list[Found]:
    """Turns ranked keys into `Found`s: as many queries for ten rows as for one."""
    keys = [row["series_id"] for row in rows]
    series = in_bulk(keys)
    occurrences = next_occurrences(keys, query)
    pages = localised(series)
    squares = {row["series_id"]: row.get("square") for row in rows}
    return [
        Found(
            series=series[key],
            page=pages[key],
            occurrence=occurrences[key][0],
            following=occurrences[key][1],
            miles=None if squares[key] is None else told_miles(squares[key], query.is_rough),
            rough=query.is_rough,
        )
        for key in keys
        if key in series and key in occurrences
    ]


def in_bulk(keys: list[int]) -> dict[int, SeriesPage]:
    """Live series by key, each as its own page type, with its venue."""
    rows = list(SeriesPage.objects.live().filter(pk__in=keys).specific())
    prefetch_related_objects(rows, "venue")
    return {row.pk: row for row in rows}


def next_occurrences(keys, query: Query) -> dict[int, tuple[Occurrence, Occurrence | None]]:
    """For each series its first date that answers, and the next that runs if that is off."""
    dates = Occurrence.objects.upcoming(query.at).filter(series=OuterRef("series"))
    if query.days:
        dates = dates.filter(weekday__in=query.days)
    if query.times:
        dates = dates.filter(part_of_day__in=query.times)
    pairs = (
        Slot.objects.filter(series__in=keys)
        .values("series_id")
        .distinct()
        .annotate(
            first=Subquery(dates.values("pk")[:1]),
            running=Subquery(dates.running().values("pk")[:1]),
        )
        .values_list("series_id", "first", "running")
    )
    pairs = list(pairs)
    rows = Occurrence.objects.in_bulk({key for pair in pairs for key in pair[1:] if key})
    return {
        series: (rows[first], rows.get(running) if running != first else None)
        for series, first, running in pairs
        if first in rows
    }


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

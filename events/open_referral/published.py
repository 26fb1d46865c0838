"""What is in the open data: the public series of organisations that chose to be in it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery, Value, prefetch_related_objects
from django.db.models.functions import Coalesce, Greatest, Left, Length
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.models import Organisation

from ..occurrences import Occurrence
from ..series import SeriesPage

SHORT_TERM = timedelta(days=90)
LONG_AGO = Value(datetime(2000, 1, 1, tzinfo=UTC))
SOURCES = {"alias_of": None, "locale__language_code": settings.LANGUAGE_CODE}


@dataclass(frozen=True)
class Published:
    """A series, whose organisation published it, and its next dates that are not as usual."""

    series: SeriesPage
    organisation: Organisation
    news: list[Occurrence]


def organisations() -> PageQuerySet:
    """The public organisations that chose to be in the open data."""
    return Organisation.objects.live().public().filter(in_open_data=True, **SOURCES)


def published_series() -> PageQuerySet:
    """Their public series, each with `modified_at`, and whether it has dates and takes place."""
    to_come = Occurrence.objects.upcoming().filter(series=OuterRef("pk")).order_by()
    elsewhere = to_come.exclude(venue=None).order_by("-venue__changed_at")
    parents = Organisation.objects.filter(path=OuterRef("parent_path"))
    modified_at = Greatest(
        *(
            Coalesce(moment, LONG_AGO)
            for moment in (
                "last_published_at",
                "last_check__checked_at",
                "freshness__changed_at",
                "venue__changed_at",
                Subquery(elsewhere.values("venue__changed_at")[:1]),
                Subquery(parents.values("last_published_at")[:1]),
            )
        )
    )
    return (
        SeriesPage.objects.live()
        .public()
        .filter(**SOURCES)
        .annotate(parent_path=Left("path", Length("path") - Page.steplen))
        .filter(parent_path__in=organisations().values("path"))
        .annotate(
            modified_at=modified_at,
            has_dates=Exists(to_come),
            takes_place=Exists(to_come.running()),
        )
        .order_by("pk")
    )


def look_up(series) -> list[Published]:
    """Everything that is told of each of these series; as many queries for thirty as for one."""
    rows = list(series.select_related("venue", "last_check"))
    prefetch_related_objects(rows, "people")
    paths = {row.parent_path for row in rows}
    parents = {row.path: row for row in organisations().filter(path__in=paths)}
    news = news_of(rows, timezone.now() + SHORT_TERM)
    return [
        Published(row, parents[row.parent_path], news[row.pk])
        for row in rows
        if row.parent_path in parents
    ]


def news_of(series: list[SeriesPage], until: datetime) -> dict[int, list[Occurrence]]:
    """The dates up to `until` that are off, moved, extra, noted or with other people.

    Each knows as `next_on` when its series takes place the next time after it.
    """
    other = Q(status=Occurrence.Status.CANCELLED) | Q(moved=True) | Q(original_date=None)
    other |= ~Q(note="") | Q(staff_changed=True)
    later = Occurrence.objects.running().filter(
        series=OuterRef("series"), starts_at__gt=OuterRef("starts_at")
    )
    dates = (
        Occurrence.objects.upcoming()
        .filter(other, series__in=[row.pk for row in series], starts_at__lt=until)
        .select_related("venue")
        .annotate(next_on=Subquery(later.order_by("starts_at").values("starts_at")[:1]))
    )
    by_key = {row.pk: row for row in series}
    news = {key: [] for key in by_key}
    for date in dates:
        date.series = by_key[date.series_id]
        news[date.series_id].append(date)
    return news

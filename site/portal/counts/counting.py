"""Counts each measure by week and organisation: four questions to the database, at any size."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone
from wagtail.models import PageLogEntry

from events.models import Occurrence
from resources.models import Download
from training.models import Booking, CourseRun
from training.runs import PUBLIC_STATES, RunState

from . import measures
from .measures import measures_of
from .owners import Owner, path_above, the_programme
from .suppressing import Number, say
from .weeks import Period

HIDING = ("wagtail.unpublish", "wagtail.unpublish.scheduled")


@dataclass
class Atom:
    """What may be said of one week of one organisation, by the keys of the measures."""

    week: date
    owner: Owner
    numbers: dict[str, Number]


class Tally:
    """What was counted: by week, path of the organisation, and measure."""

    def __init__(self):
        self.counts: dict[tuple[int, str], Counter] = defaultdict(Counter)

    def add(self, rows: Iterable[dict]) -> None:
        """Takes in rows of a week, a path and counts by the keys of measures."""
        for row in rows:
            counts = self.counts[row.pop("week"), row.pop("path")]
            counts.update({key: number or 0 for key, number in row.items()})

    def atoms(self, period: Period, owners: list[Owner], *, whole_programme: bool) -> list[Atom]:
        """What may be said, in order of weeks and owners; only where there is something to say.

        Whatever hangs on no organisation of the list is the programme's.
        """
        known = {owner.path: owner for owner in owners}
        places = {path: number for number, path in enumerate(known)}
        rest, merged = the_programme(), defaultdict(Counter)
        for (week, path), counts in self.counts.items():
            merged[week, path if path in known else ""].update(counts)
        said = measures_of(whole_programme=whole_programme)
        return [
            Atom(
                period.weeks[week],
                known.get(path, rest),
                {each.key: say(counts[each.key], of_people=each.of_people) for each in said},
            )
            for (week, path), counts in sorted(
                merged.items(), key=lambda item: (item[0][0], places.get(item[0][1], len(places)))
            )
            if any(counts.values())
        ]


def count(period: Period, owners: list[Owner], *, whole_programme: bool) -> list[Atom]:
    """What may be said of these organisations, or of them and the programme, week by week."""
    paths = None if whole_programme else [owner.path for owner in owners]
    tally = Tally()
    tally.add(count_sessions(period, paths))
    tally.add(count_runs(period, paths))
    tally.add(count_bookings(period, paths))
    if whole_programme:
        tally.add({"path": "", **row} for row in count_downloads(period))
    return tally.atoms(period, owners, whole_programme=whole_programme)


def by_week_and_path(rows: QuerySet, paths: list[str] | None, week, page: str) -> QuerySet:
    """Rows in groups of a week and an organisation: that above the page whose path is `page`."""
    rows = rows.order_by().annotate(week=week, path=path_above(page))
    return (rows if paths is None else rows.filter(path__in=paths)).values("week", "path")


def count_sessions(period: Period, paths: list[str] | None) -> Iterable[dict]:
    """Sessions and heads. A page that is hidden counts until it was hidden last."""
    hidden = PageLogEntry.objects.filter(page=OuterRef("series"), action__in=HIDING)
    was_public = (
        Q(series__live=True)
        | Q(head_count__isnull=False)
        | Q(starts_at__lt=Subquery(hidden.order_by("-timestamp").values("timestamp")[:1]))
    )
    dates = Occurrence.objects.filter(was_public, **period.moments("starts_at"))
    on = Q(status=Occurrence.Status.SCHEDULED)
    # A host may count while it is on: then it takes place.
    run = on & (Q(ends_at__lte=timezone.now()) | Q(head_count__isnull=False))
    groups = by_week_and_path(dates, paths, period.week_of("starts_at"), "series__path")
    rows = groups.values("week", "path", "reason").annotate(
        planned=Count("pk"),
        run=Count("pk", filter=run),
        counted=Count("head_count", filter=on),
        heads=Sum("head_count", filter=on),
    )
    for row in rows:
        reason = row.pop("reason")
        if reason:
            yield {**row, measures.OFF.key: row["planned"], f"off_{reason}": row["planned"]}
        else:
            yield {**row, measures.TO_COME.key: row["planned"] - row["run"]}


def count_runs(period: Period, paths: list[str] | None) -> QuerySet:
    """Dates of courses, by their first day."""
    runs = CourseRun.objects.filter(
        state__in=(RunState.OPEN, RunState.CLOSED), **period.moments("starts_at")
    )
    groups = by_week_and_path(runs, paths, period.week_of("starts_at"), "course__path")
    return groups.annotate(courses=Count("pk"))


def count_bookings(period: Period, paths: list[str] | None) -> QuerySet:
    """Places on courses, by the course's first day."""
    bookings = Booking.objects.filter(
        run__state__in=PUBLIC_STATES, **period.moments("run__starts_at")
    )
    groups = by_week_and_path(
        bookings, paths, period.week_of("run__starts_at"), "run__course__path"
    )
    return groups.annotate(
        booked=Sum("places", filter=Q(status__in=Booking.HOLDING)),
        waiting=Sum("places", filter=Q(status=Booking.Status.WAITING)),
        given_up=Sum("places", filter=Q(status=Booking.Status.CANCELLED)),
    )


def count_downloads(period: Period) -> QuerySet:
    """How often materials were fetched."""
    rows = Download.objects.filter(**period.days("on")).order_by()
    return (
        rows.annotate(week=period.week_of("on", is_day=True))
        .values("week")
        .annotate(fetched=Sum("count"))
    )


def count_materials(period: Period) -> list[tuple[str, int]]:
    """How often each material was fetched, by its title; the most wanted first."""
    rows = Download.objects.filter(**period.days("on")).order_by()
    rows = rows.values("document", "document__title").annotate(fetched=Sum("count"))
    found = rows.order_by("-fetched", "document__title")
    return [(row["document__title"] or "", row["fetched"]) for row in found]


def beginning() -> date:
    """The first day of which anything is recorded; today where nothing is."""
    first = (
        Occurrence.objects.aggregate(at=Min("starts_at"))["at"],
        CourseRun.objects.filter(state__in=PUBLIC_STATES).aggregate(at=Min("starts_at"))["at"],
    )
    days = [timezone.localdate(moment) for moment in first if moment]
    fetched = Download.objects.aggregate(on=Min("on"))["on"]
    return min([*days, *([fetched] if fetched else []), timezone.localdate()])

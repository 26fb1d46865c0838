"""What a calendar needs of the stored dates: the span of the rule, and each date with news.

A year of dates that are as the rule says is one line of a calendar. So only their number, first
and last are read; the rows of a series are read one by one where these do not add up.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Max, Min, Q

from .clock import LONDON
from .occurrences import Occurrence
from .series import SeriesPage

PAST = timedelta(days=31)  # how long a date that was stays in calendars
# A row that began before its page was last published may follow a former rule.
WITH_NEWS = (
    Q(sequence__gt=0)
    | Q(status=Occurrence.Status.CANCELLED)
    | Q(original_date=None)
    | Q(moved=True)
    | Q(starts_at__lte=F("series__last_published_at"))
)


@dataclass
class StoredDates:
    """Of one series: the dates of the rule that are stored, those that are not, and the news.

    `on` and `missing` are in order; every date of the rule from the first to the last of `on` is
    in one of them. A missing date never was one: nobody cancelled it.
    """

    on: list[date] = field(default_factory=list)
    missing: list[date] = field(default_factory=list)
    rows: list[Occurrence] = field(default_factory=list)


def stored_dates(pages: list[SeriesPage], today: date) -> dict[int, StoredDates]:
    """By series, the dates of the last month and all to come: three queries at most."""
    since = today - PAST
    begun = datetime.combine(since, time(0), LONDON)
    stored = Occurrence.objects.filter(series__in=[page.pk for page in pages])
    known = stored.filter(Q(original_date__gte=since) | Q(starts_at__gte=begun))
    spans = spans_of(stored.filter(original_date__gte=since))
    rows = by_series(known.filter(WITH_NEWS))
    dates, odd = {}, []
    for page in pages:
        news = rows.get(page.pk, [])
        dates[page.pk] = StoredDates(expected(page, spans.get(page.pk)), [], news)
        if not adds_up(page, dates[page.pk], spans.get(page.pk), since):
            odd.append(page)
    if odd:
        rows = by_series(known.filter(series__in=[page.pk for page in odd]))
        for page in odd:
            dates[page.pk] = compare(page, rows.get(page.pk, []), since)
    return dates


def spans_of(rows) -> dict[int, tuple[date, date, int]]:
    """By series, the first and the last original date and how many there are."""
    spans = (
        rows.order_by()
        .values_list("series")
        .annotate(Min("original_date"), Max("original_date"), Count("pk"))
    )
    return {key: tuple(span) for key, *span in spans}


def by_series(rows) -> dict[int, list[Occurrence]]:
    """Rows with their venues, by series."""
    found = defaultdict(list)
    for row in rows.select_related("venue").order_by("starts_at", "pk"):
        found[row.series_id].append(row)
    return found


def expected(page: SeriesPage, span: tuple | None) -> list[date]:
    """The rule's dates from the first stored date to the last."""
    return list(page.recurrence.dates(span[0], span[1])) if span and page.is_complete else []


def adds_up(page: SeriesPage, dates: StoredDates, span: tuple | None, since: date) -> bool:
    """Whether each of the rule's dates in the span is stored."""
    strays = sum(
        1
        for row in dates.rows
        if row.original_date and row.original_date >= since and not fits(page, row.original_date)
    )
    return len(dates.on) == (span[2] if span else 0) - strays


def compare(page: SeriesPage, rows: list[Occurrence], since: date) -> StoredDates:
    """The stored dates of the rule, and those in between that are not stored."""
    days = {row.original_date for row in rows if row.original_date and row.original_date >= since}
    on = sorted(day for day in days if fits(page, day))
    missing = [day for day in expected(page, (on[0], on[-1])) if day not in days] if on else []
    return StoredDates(on, missing, rows)


def fits(page: SeriesPage, day: date) -> bool:
    """Whether the rule has this date."""
    return page.is_complete and page.recurrence.falls_on(day)

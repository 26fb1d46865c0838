"""What a poster's code opens: how the next session of a series stands, at once and in big type."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .clock import LONDON
from .finding import first_dates, in_bulk, localised
from .occurrences import Occurrence
from .series import SeriesPage
from .short_codes import find_series, make_code


@dataclass(frozen=True)
class Door:
    """One series as somebody in front of its door needs it."""

    series: SeriesPage  # the source page: it holds the facts
    page: SeriesPage  # the page in the active language
    code: str
    occurrence: Occurrence | None  # the next date, off or on, or the one that is on now
    following: Occurrence | None  # if that is off: the next one that takes place
    moved_away: Occurrence | None  # today's session, if it is held on another day


@require_safe
@cache_control(no_cache=True)
def door(request: HttpRequest, code: str) -> HttpResponse:
    """The series of a code. 404 for an unknown one, and for those that are not listed now."""
    series = find_series(code)
    doors = doors_of(series.live().public())
    if not doors:
        context = {"is_unlisted": series.exists()}
        return render(request, "events/no_door.html", context, status=404)
    return render(request, "events/door.html", {"doors": doors})


def doors_of(pages) -> list[Door]:
    """A `Door` for each of these live source series; as many queries for two as for one."""
    series = in_bulk(pages.values_list("pk", flat=True))
    if not series:
        return []
    localised_pages = localised(series)
    firsts = first_dates(series, Occurrence.objects.upcoming())
    off = [key for key, row in firsts.items() if row.is_cancelled]
    following = first_dates(off, Occurrence.objects.upcoming().running()) if off else {}
    away = moved_away_today(series)
    for rows in (firsts, following, away):
        for key, row in rows.items():
            row.series = series[key]
    return [
        Door(
            series=each,
            page=localised_pages[key],
            code=make_code(each.translation_key),
            occurrence=firsts.get(key),
            following=following.get(key),
            moved_away=away.get(key),
        )
        for key, each in sorted(series.items())
    ]


def moved_away_today(keys) -> dict[int, Occurrence]:
    """The dates that by the rule are today but take place on another day, by their series.

    Today is the date in Europe/London.
    """
    today = timezone.localdate(timezone=LONDON)
    rows = Occurrence.objects.running().filter(
        series__in=list(keys), original_date=today, moved=True
    )
    return {
        row.series_id: row
        for row in rows.select_related("venue")
        if row.local_start.date() != today
    }

"""Breaks of one series and closures of a venue or of everything: said once, true at once."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from .checks import note_check
from .clock import LONDON
from .closures import Closure
from .expanding import lock, settle_all
from .followers import spread_news
from .occurrences import Occurrence
from .pauses import Pause
from .series import SeriesPage


def save_pause(pause: Pause, *, by=None) -> int:
    """Begins a break or changes its days. Returns how many dates of the series became others.

    A shorter break says nothing new of the days that stay in it: what was put back stays on.
    """
    former = Pause.objects.filter(pk=pause.pk).first() if pause.pk else None
    if not (former and former.first_on <= pause.first_on and ends_by(pause, former)):
        pause.said_at = timezone.now()
    pause.said_by = by
    with transaction.atomic():
        lock(pause.series_id)
        pause.full_clean()
        pause.save()
        return settle_series(pause.series)


def ends_by(pause: Pause, other: Pause) -> bool:
    """Whether a break is over no later than another."""
    return other.back_on is None or bool(pause.back_on and pause.back_on <= other.back_on)


def end_pause(pause: Pause) -> int:
    """Takes a break back, or ends one that goes on; dates that were stay as they were."""
    with transaction.atomic():
        series = pause.series
        lock(series.pk)
        pause.delete()
        return settle_series(series)


def settle_series(series: SeriesPage) -> int:
    """Settles one series' dates to come and tells its followers."""
    rows = series.occurrences.upcoming()
    before = rows.filter(status=Occurrence.Status.CANCELLED).count()
    if settle_all(rows):
        spread_news(series.pk)
    note_check(series)
    return abs(rows.filter(status=Occurrence.Status.CANCELLED).count() - before)


def save_closure(closure: Closure, *, by=None) -> int:
    """Closes a venue or everything on some days. Returns how many series that touches."""
    former = Closure.objects.filter(pk=closure.pk).first() if closure.pk else None
    is_within = (
        former
        and former.venue_id in (None, closure.venue_id)
        and former.first_on <= closure.first_on
        and closure.last_on <= former.last_on
    )
    if not is_within:
        closure.said_at = timezone.now()
    closure.said_by = by
    with transaction.atomic():
        closure.full_clean()
        closure.save()
        return settle_closed(closure, *([former] if former else []))


def end_closure(closure: Closure) -> int:
    """Takes a closure back. Returns how many series are on again by that."""
    with transaction.atomic():
        former = Closure(venue=closure.venue, first_on=closure.first_on, last_on=closure.last_on)
        closure.delete()
        return settle_closed(former)


def settle_closed(*closures: Closure) -> int:
    """Settles the dates that closures touch and tells the followers of their series."""
    dates = [dates_closed_by(closure) for closure in closures]
    lock(*{key for rows in dates for key in rows.values_list("series_id", flat=True)})
    touched = set().union(*(settle_all(rows) for rows in dates))
    spread_news(*touched)
    return len(touched)


def dates_closed_by(closure: Closure) -> QuerySet[Occurrence]:
    """The dates to come of public series that a closure is about."""
    rows = Occurrence.objects.upcoming().filter(
        starts_at__gte=start_of(closure.first_on),
        starts_at__lt=start_of(closure.last_on, days=1),
    )
    if closure.venue_id:
        here = Q(venue=closure.venue_id) | Q(venue=None, series__venue=closure.venue_id)
        rows = rows.filter(here)
    return rows


def start_of(day: date, days: int = 0):
    """The first moment of a day in Europe/London, so many days later."""
    return datetime.combine(day + timedelta(days=days), time(0), LONDON)

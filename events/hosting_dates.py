"""Which dates a host's page is about, and for how long what came of them can be said."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .occurrences import Occurrence, OccurrenceQuerySet
from .series import SeriesPage

COMING = 4
COUNTED_FOR = timedelta(days=7)
LONGEST_KEY = 18  # digits; more do not fit into a column


def find_date(series: SeriesPage, key: str) -> Occurrence | None:
    """A date of this very series by its number; without one, the next that is not over.

    Raises Occurrence.DoesNotExist for a number that is not one of its dates.
    """
    if not key:
        row = series.occurrences.upcoming().select_related("venue").first()
    elif key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY:
        row = series.occurrences.select_related("venue").get(pk=key)
    else:
        raise Occurrence.DoesNotExist
    if row:
        row.series = series
    return row


def other_dates(series: SeriesPage, row: Occurrence | None) -> list[Occurrence]:
    """The coming dates beside the one that the page is about."""
    return list(series.occurrences.upcoming().exclude(pk=row and row.pk)[:COMING])


def dates_to_count(series: SeriesPage) -> OccurrenceQuerySet:
    """Dates that have begun and took place, newest first, while their count can be said."""
    now = timezone.now()
    rows = series.occurrences.running().filter(starts_at__lte=now)
    return rows.filter(ends_at__gt=now - COUNTED_FOR).order_by("-starts_at", "-pk")


def check_can_count(row: Occurrence) -> None:
    """Raises ValidationError when it is no use, or too late, to say how many came."""
    if row.is_cancelled:
        raise ValidationError({"heads": _("It was off: there is nobody to count.")})
    if row.ends_at <= timezone.now() - COUNTED_FOR:
        raise ValidationError(
            {"heads": _("This was more than a week ago: the number stays as it is.")}
        )

"""The counter of places: how many are taken, and the one rule that keeps a run from overselling.

Only the booking desk and the waiting list use it, inside their own transactions.
"""

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from .bookings import Booking
from .runs import CourseRun


class Refusal(Exception):  # noqa: N818, a refusal is an answer, not an error
    """The desk says no; the class says why."""


class Full(Refusal):
    """Fewer places are left than were asked for; `left` says how many."""

    def __init__(self, left: int):
        super().__init__(left)
        self.left = left


class Closed(Refusal):
    """Closed, begun, over or cancelled: nobody can book, or change a booking, any more."""


def check_places(run: CourseRun, places: int) -> None:
    """Refuses early, without a lock. Raises Closed or Full."""
    if run.is_closed:
        raise Closed
    if run.places_left < places:
        raise Full(run.places_left)


def take_places(run: CourseRun, places: int) -> None:
    """Counts places as taken if that many are left at this very moment. Raises Full or Closed.

    One UPDATE reads and writes the counter, so that two people cannot both get the last place.
    """
    rows = CourseRun.objects.filter(pk=run.pk).accepting(timezone.now())
    free = rows.filter(capacity__gte=F("places_taken") + places)
    if not free.update(places_taken=F("places_taken") + places):
        run.refresh_from_db(fields=["state", "capacity", "places_taken", "closes_at"])
        check_places(run, places)
        raise Full(run.places_left)
    run.places_taken += places


def give_back(run: CourseRun, places: int) -> None:
    """Counts places as free again."""
    CourseRun.objects.filter(pk=run.pk).update(places_taken=F("places_taken") - places)


def miscounted() -> list[tuple[CourseRun, int]]:
    """Runs whose counter differs from their bookings, each with the true number."""
    holding = Q(bookings__status__in=Booking.HOLDING)
    counted = Coalesce(Sum("bookings__places", filter=holding), 0)
    rows = CourseRun.objects.select_related("course").annotate(counted=counted)
    return [(run, run.counted) for run in rows.exclude(places_taken=F("counted")).order_by("pk")]

"""Those who wait for a place: whoever has waited longest is offered what becomes free."""

from home.letters import post

from .bookings import Booking
from .place_counter import Refusal, take_places
from .runs import CourseRun


def offer_places(run: CourseRun) -> None:
    """Offers free places to those who wait, first come first; an offered place counts as taken."""
    waiting = Booking.objects.filter(run=run, status=Booking.Status.WAITING)
    for booking in waiting.order_by("made_at", "pk"):
        try:
            take_places(run, booking.places)
        except Refusal:
            return
        booking.status = Booking.Status.OFFERED
        booking.save(update_fields=["status"])
        post("training.offered", booking.pk)

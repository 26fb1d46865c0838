"""Two people of the demo who said yes to meeting others who work in Eastgate."""

from home.neighbourhoods import NeighbourhoodPage
from training import introducing
from training.models import Booking

COURSE, NEIGHBOURHOOD = "pain-at-the-front-desk", "eastgate"
PEOPLE = ("Ruth Adeyemi", "Joe Pritchard")


def build_introductions() -> None:
    """Says yes for each of them on their first course date to come."""
    place = NeighbourhoodPage.objects.get(slug=NEIGHBOURHOOD, alias_of=None)
    rows = Booking.objects.filter(run__course__slug=COURSE, status=Booking.Status.CONFIRMED)
    for name in PEOPLE:
        booking = rows.filter(name=name).order_by("-run__starts_at").first()
        if booking:
            introducing.agree(booking, place)

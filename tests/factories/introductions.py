"""Small makers of people who said yes to meeting others, and their letters read back."""

from datetime import timedelta
from email.message import EmailMessage

from django.db.models import F

from home.letters import Letter
from home.neighbourhoods import NeighbourhoodPage
from tests.factories import publish
from tests.factories.courses import make_booking, numbers
from tests.factories.followers import deliver
from training import introducing
from training.introducing import INTRODUCTION
from training.models import Booking, Introduction


def eastgate() -> NeighbourhoodPage:
    """The demo's neighbourhood."""
    return NeighbourhoodPage.objects.get(slug="eastgate", alias_of=None)


def make_neighbourhood(**fields) -> NeighbourhoodPage:
    """Another one."""
    number = next(numbers)
    fields = {"title": f"Place {number}", "slug": f"place-{number}", "areas": "LE4", **fields}
    page = NeighbourhoodPage(intro="A place.", **fields)
    return publish(eastgate().get_parent().specific, page)


def make_worker(neighbourhood=None, run=None, **fields) -> Booking:
    """Somebody who booked and said yes."""
    booking = make_booking(run, role="Receptionist", **fields)
    introducing.agree(booking, neighbourhood or eastgate())
    return booking


def introduce() -> list[EmailMessage]:
    """One look of the worker, and the letters that come of it; no others."""
    Letter.objects.exclude(kind=INTRODUCTION).waiting().update(state=Letter.State.DROPPED)
    introducing.arrange_introductions()
    return deliver()


def readers(messages: list[EmailMessage]) -> list[str]:
    """Whom letters go to, by name."""
    return sorted(str(message["To"]) for message in messages)


def a_day_later() -> None:
    """As if the letters so far had been written a day ago."""
    day = timedelta(days=1, minutes=1)
    Letter.objects.filter(kind=INTRODUCTION).update(made_at=F("made_at") - day)


def said_yes(booking: Booking) -> bool:
    """Whether a booking's yes is in the database."""
    return Introduction.objects.filter(booking=booking).exists()

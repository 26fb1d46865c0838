"""Small makers of what tests need; each gives back a saved, published thing."""

from datetime import date, time, timedelta
from itertools import count

from django.utils import timezone
from wagtail.models import Page

from events.models import DropInPage
from events.recurrence import Recurrence
from home.models import Organisation, PartnersPage, Venue
from home.postcodes import Point

numbers = count(1)
CENTRE = Point(461_000, 305_000)


def next_weekday(day: int) -> date:
    """The next date after today that is this weekday; Monday is 0."""
    today = timezone.localdate()
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)


def in_future(days: int) -> date:
    """The date so many days from today in Europe/London."""
    return timezone.localdate() + timedelta(days=days)


def publish(parent: Page, page: Page) -> Page:
    """Adds a page below another and publishes it as an editor would."""
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_organisation(**fields) -> Organisation:
    """A partner."""
    number = next(numbers)
    fields = {"title": f"Partner {number}", "slug": f"partner-{number}", **fields}
    parent = PartnersPage.objects.get(alias_of=None)
    return publish(parent, Organisation(kind="charity", summary="A partner.", **fields))


def make_venue(point: Point = CENTRE, **fields) -> Venue:
    """A venue at a place on the grid."""
    number = next(numbers)
    fields = {
        "name": f"Venue {number}",
        "street": f"{number} Long Street",
        "town": "Testham",
        "postcode": "LE5 1ZZ",
        **fields,
    }
    venue = Venue(**fields)
    venue.put_at(point)
    venue.save()
    return venue


def make_drop_in(organisation=None, venue=None, live: bool = True, **fields) -> DropInPage:
    """A drop-in: every Tuesday 10am to 12 noon from today, unless fields say otherwise."""
    number = next(numbers)
    organisation = organisation or make_organisation()
    fields = {
        "title": f"Drop-in {number}",
        "slug": f"drop-in-{number}",
        "summary": "Tea and advice.",
        "phone": "01632 960001",
        "languages": ["en"],
        "recurrence": Recurrence(first_on=timezone.localdate(), days=(1,)),
        "start_time": time(10),
        "end_time": time(12),
        "venue": venue or make_venue(keeper=organisation),
        **fields,
    }
    page = DropInPage(**fields)
    if live:
        return publish(organisation, page)
    organisation.add_child(instance=page)
    page.unpublish()
    return page

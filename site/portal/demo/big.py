"""Many series over many places, for measuring: real sectors, invented halls."""

import random
from datetime import time, timedelta

from django.db import transaction
from django.utils import timezone

from events.expanding import expand
from events.models import DropInPage
from events.recurrence import Recurrence
from home.models import Organisation, PartnersPage, Venue
from home.postcodes import Point, sector_middles
from portal.founding import make_child

SERIES_PER_ORGANISATION = 50
BATCH = 100


def add_series(total: int, seed: int, progress) -> int:
    """Adds weekly drop-ins until there are `total`. Returns how many there are then."""
    chance = random.Random(seed)  # noqa: S311
    there = DropInPage.objects.count()
    sectors = sorted(sector_middles().items())
    partners = PartnersPage.objects.filter(alias_of=None).first()
    for start in range(there, total, BATCH):
        with transaction.atomic():
            for number in range(start, min(start + BATCH, total)):
                add_one(number, chance, sectors, partners)
        progress(min(start + BATCH, total), total)
    return DropInPage.objects.count()


def add_one(number: int, chance: random.Random, sectors: list, partners: PartnersPage) -> None:
    """One live weekly drop-in at a hall of its own."""
    organisation = organisation_for(number, partners)
    sector, middle = chance.choice(sectors)
    venue = Venue(
        name=f"Hall {number}",
        keeper=organisation,
        street=f"{number} Hall Street",
        town=f"Town of {sector}",
        postcode=f"{sector}ZZ",
        step_free=chance.choice(["yes", "no", "not_known"]),
    )
    venue.put_at(
        Point(
            middle.easting + chance.randint(-600, 600), middle.northing + chance.randint(-600, 600)
        )
    )
    venue.save()
    hour = chance.choice([9, 10, 13, 14, 18])
    today = timezone.localdate()
    page = DropInPage(
        slug=f"series-{number}",
        title=f"Drop-in {number}",
        summary="Measured, not met.",
        venue=venue,
        phone="01632 960199",
        languages=["en"],
        recurrence=Recurrence(first_on=today - timedelta(days=14), days=(chance.randrange(7),)),
        start_time=time(hour, 30),
        end_time=time(hour + 2, 30),
    )
    organisation.add_child(instance=page)
    expand(page)


def organisation_for(number: int, partners: PartnersPage) -> Organisation:
    """The organisation that this number's series belongs to, made when it is the first."""
    slug = f"organisation-{number // SERIES_PER_ORGANISATION}"
    there = Organisation.objects.filter(slug=slug, alias_of=None).first()
    if there:
        return there
    title = f"Organisation {number // SERIES_PER_ORGANISATION}"
    return make_child(
        partners, Organisation(slug=slug, title=title, kind="charity", summary="Measured, not met.")
    )

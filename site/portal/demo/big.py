"""Many series over many places, for measuring: real sectors, invented halls.

Rows are written straight into the tables, without revisions or the search index: what is
measured reads neither, and 5,000 pages published one by one take many minutes.
"""

import random
from datetime import time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from events.closing import Closings
from events.expanding import HORIZON, new_row
from events.models import Check, DropInPage, Occurrence, SeriesPage, Slot
from events.recurrence import Recurrence
from events.slots import slots_of
from events.stamp import stamp_anew
from home.models import Organisation, PartnersPage, Venue
from home.postcodes import Point, sector_middles
from portal.founding import make_child

SERIES_PER_ORGANISATION = 50


def add_series(total: int, seed: int, progress) -> int:
    """Adds weekly drop-ins until there are `total`. Returns how many there are then."""
    chance = random.Random(seed)  # noqa: S311
    done = DropInPage.objects.count()
    while done < total:
        size = min(SERIES_PER_ORGANISATION, total - done)
        with transaction.atomic():
            add_organisation(done, size, chance)
        done += size
        progress(done, total)
    return DropInPage.objects.count()


def add_organisation(first: int, size: int, chance: random.Random) -> None:
    """One organisation with as many live weekly drop-ins, each at a hall of its own."""
    parent = PartnersPage.objects.get(alias_of=None)
    organisation = make_child(
        parent,
        Organisation(
            slug=f"organisation-{first}",
            title=f"Organisation {first}",
            kind="charity",
            summary="Measured, not met.",
        ),
    )
    venues = Venue.objects.bulk_create(
        hall(number, organisation, chance) for number in range(first, first + size)
    )
    pages = [
        add_page(organisation, place, venue, first + place, chance)
        for place, venue in enumerate(venues)
    ]
    Page.objects.filter(pk=organisation.pk).update(numchild=size)
    now, today = timezone.now(), timezone.localdate()
    closings = Closings(pages, today)
    rows = {
        page: [
            new_row(page, session, closings, [])
            for session in page.sessions(today, today + HORIZON)
            if session.starts_at > now
        ]
        for page in pages
    }
    Occurrence.objects.bulk_create([row for dates in rows.values() for row in dates])
    slots = [slot for page, dates in rows.items() for slot in slots_of(page, dates)]
    Slot.objects.bulk_create(slots)
    Check.objects.bulk_create([Check(series_id=page.pk, checked_at=now) for page in pages])
    stamp_anew()


def hall(number: int, keeper: Organisation, chance: random.Random) -> Venue:
    """An unsaved venue near the middle of a real sector."""
    sector = chance.choice(list(sector_middles()))
    middle = sector_middles()[sector]
    venue = Venue(
        name=f"Hall {number}",
        keeper=keeper,
        street=f"{number} Hall Street",
        town=f"Town of {sector}",
        postcode=f"{sector}ZZ",
        step_free=chance.choice(["yes", "no", "not_known"]),
    )
    east, north = chance.randint(-600, 600), chance.randint(-600, 600)
    venue.put_at(Point(middle.easting + east, middle.northing + north))
    return venue


def add_page(parent: Organisation, place: int, venue: Venue, number: int, chance) -> DropInPage:
    """One live weekly drop-in, the `place`th child of its organisation."""
    hour, today = chance.choice([9, 10, 13, 14, 18]), timezone.localdate()
    page = DropInPage(
        slug=f"series-{number}",
        title=f"Drop-in {number}",
        draft_title=f"Drop-in {number}",
        url_path=f"{parent.url_path}series-{number}/",
        live=True,
        depth=parent.depth + 1,
        path=Page._get_path(parent.path, parent.depth + 1, place + 1),
        numchild=0,
        content_type=ContentType.objects.get_for_model(DropInPage),
        locale=Locale.get_default(),
        summary="Measured, not met.",
        venue=venue,
        phone="01632 960199",
        languages=["en"],
        recurrence=Recurrence(first_on=today - timedelta(days=14), days=(chance.randrange(7),)),
        start_time=time(hour, 30),
        end_time=time(hour + 2, 30),
    )
    values = {field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}
    base = Page(**values)
    base.save_base(raw=True)
    page.pk = page.page_ptr_id = page.seriespage_ptr_id = page.id = base.pk
    SeriesPage.save_base(as_series(page), raw=True)
    page.save_base(raw=True)
    return page


def as_series(page: DropInPage) -> SeriesPage:
    """The row of a drop-in in the table that every series shares."""
    fields = SeriesPage._meta.concrete_fields
    return SeriesPage(**{field.attname: getattr(page, field.attname) for field in fields})

"""Venues: placed exactly, never half-saved, each with its facts."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from home.gridref import from_degrees
from home.models import Venue
from tests.factories import make_drop_in, make_organisation, make_venue

pytestmark = pytest.mark.django_db


def venue(**fields):
    return Venue(
        **{"name": "Hall", "street": "1 High Street", "town": "Testham", "postcode": "le51aa"}
        | fields
    )


def test_a_known_postcode_places_a_venue():
    hall = venue()
    hall.full_clean()
    assert hall.postcode == "LE5 1AA"
    assert (hall.easting, hall.northing) == (462_199, 305_720)
    assert from_degrees(hall.latitude, hall.longitude).miles_to(hall.point) < 0.001


def test_a_map_reference_goes_before_the_postcode():
    hall = venue(map_reference="461400 306100")
    hall.full_clean()
    assert (hall.easting, hall.northing) == (461_400, 306_100)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"postcode": "LE5"}, "postcode"),
        ({"postcode": "nowhere"}, "postcode"),
        ({"postcode": "LS1 1UR"}, "map_reference"),
        ({"map_reference": "behind the church"}, "map_reference"),
        ({"map_reference": "48.8566, 2.3522"}, "map_reference"),
    ],
)
def test_a_venue_that_cannot_be_placed_is_refused_on_the_field(fields, field):
    with pytest.raises(ValidationError) as refusal:
        venue(**fields).full_clean()
    assert field in refusal.value.message_dict


def test_the_database_refuses_a_venue_without_a_place():
    with pytest.raises(IntegrityError), transaction.atomic():
        venue(postcode="LE5 1AA").save()


def test_every_access_fact_begins_as_not_known():
    assert {answer for _name, _label, answer in venue().access_facts} == {"not_known"}


def test_a_venue_outlives_the_organisation_that_kept_it():
    organisation = make_organisation()
    hall = make_venue(keeper=organisation)
    organisation.delete()
    hall.refresh_from_db()
    assert hall.keeper is None


def test_a_venue_in_use_cannot_be_deleted():
    page = make_drop_in()
    with pytest.raises(IntegrityError):
        page.venue.delete()

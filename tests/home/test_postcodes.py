"""Postcodes as people type them, and the data that ships."""

import pytest

from home.postcode_source import load_council, shipped_councils
from home.postcodes import (
    Point,
    Postcode,
    district_middles,
    find_partial,
    find_postcode,
    is_northern_irish,
    sector_middles,
    tidy,
)
from portal.demo.venues import VENUES


@pytest.mark.parametrize(
    "typed", ["LE5 1AA", "le5 1aa", "le51aa", "  LE5  1AA ", "L E 5 1 A A", "LE5-1AA", "LE5.1AA"]
)
def test_a_postcode_however_it_is_spaced(typed):
    assert tidy(typed) == "LE5 1AA"


@pytest.mark.parametrize("typed", ["LE5", "Noor House", "12345", "LE5 1A", ""])
def test_what_is_no_full_postcode_stays_as_it_was(typed):
    assert tidy(typed) == typed


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("LE5", "LE5"),
        ("le5", "LE5"),
        ("LE5 1", "LE5 1"),
        ("LE51", "LE5 1"),
        ("LE5 1A", "LE5 1"),
        ("LE11", "LE11"),  # a district that exists wins over sector LE1 1
        ("LE1 1", "LE1 1"),
        ("W1A", "W1A"),
        ("SW1A 1", "SW1A 1"),
    ],
)
def test_parts_of_a_postcode(typed, area):
    assert find_partial(typed)[0] == area


@pytest.mark.parametrize("typed", ["ZZ9", "LE", "5", "hall", "LE99 9"])
def test_parts_that_do_not_exist(typed):
    assert find_partial(typed) is None


@pytest.mark.parametrize(("typed", "answer"), [("BT1 1AA", True), ("bt9", True), ("B1 1AA", False)])
def test_northern_ireland(typed, answer):
    assert is_northern_irish(typed) is answer


def test_every_sector_of_great_britain_ships():
    assert len(sector_middles()) == 12_018
    assert not [sector for sector in sector_middles() if sector.startswith("BT")]


def test_a_district_lies_in_the_middle_of_its_sectors():
    assert district_middles()["LE5"].miles_to(sector_middles()["LE5 1"]) < 4


def test_a_mile_is_1609_metres():
    assert round(Point(0, 0).miles_to(Point(1609.344, 0)), 6) == 1


@pytest.mark.django_db
def test_the_demo_council_has_every_postcode():
    assert Postcode.objects.count() == 9_551
    assert find_postcode("le5 1aa").miles_to(sector_middles()["LE5 1"]) < 1


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    assert shipped_councils() == ["E06000016"]
    assert load_council("E06000016") == 9_551
    assert Postcode.objects.count() == 9_551


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "Leicester", "E99999999", "N09000001", "../../etc"])
def test_a_council_that_is_not_known_is_refused_in_a_sentence(code):
    with pytest.raises(ValueError, match=r"council code|no council"):
        load_council(code)


@pytest.mark.django_db
def test_the_demo_postcodes_lie_in_real_sectors_and_do_not_exist():
    for *_rest, postcode in [row[:5] for row in VENUES]:
        assert find_postcode(postcode) is None
        assert postcode[:-2] in sector_middles()

"""Grid references as people copy them."""

import pytest
from django.core.exceptions import ValidationError

from home.gridref import from_degrees, read_grid_reference, to_degrees
from home.postcodes import Point


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("SK 614 061", Point(461_450, 306_150)),
        ("sk614061", Point(461_450, 306_150)),
        ("SK 6140 0610", Point(461_405, 306_105)),
        ("SK 61400 06100", Point(461_400, 306_100)),
        ("461400 306100", Point(461_400, 306_100)),
        ("461400, 306100", Point(461_400, 306_100)),
        ("TQ 300 800", Point(530_050, 180_050)),
        ("HP 600 100", Point(460_050, 1_210_050)),
    ],
)
def test_the_ways_to_write_a_place(typed, point):
    assert read_grid_reference(typed) == point


def test_degrees_from_a_phone_lie_where_they_should():
    # Ordnance Survey's worked example: TG 51409 13177 is 52°39'27.2531"N 1°43'4.5177"E (OSGB36);
    # in WGS 84 that is 52.65798, 1.71605.
    point = read_grid_reference("52.65798, 1.71605")
    assert point.miles_to(Point(651_409, 313_177)) < 0.01


def test_there_and_back():
    latitude, longitude = to_degrees(Point(461_400, 306_100))
    assert from_degrees(latitude, longitude).miles_to(Point(461_400, 306_100)) < 0.001


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "here",
        "SK",
        "SK 61 0610",
        "48.8566, 2.3522",
        "91.0000, 0.0000",
        "999999 9999999",
        "0.0000, 0.0000",
        "SK 614 061 1",
        "1e9, 1e9",
        "II 123 456",
    ],
)
def test_what_is_no_place_in_great_britain_is_refused_in_a_sentence(typed):
    with pytest.raises(ValidationError) as error:
        read_grid_reference(typed)
    assert error.value.messages[0].endswith(".")

"""Grid references: what a person can type for a place, and its latitude and longitude."""

import re
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pyproj import Transformer

from .postcodes import Point

# The letters of the 100 km squares run west to east, north to south, without I.
LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
LETTERED = re.compile(r"([A-HJ-Z]{2})\s*(?:(\d{3})\s*(\d{3})|(\d{4})\s*(\d{4})|(\d{5})\s*(\d{5}))")
FIGURES = re.compile(r"(\d{5,6})[,\s]+(\d{5,7})")
DEGREES = re.compile(r"([-+]?\d{1,2}\.\d{3,})\s*,\s*([-+]?\d{1,2}\.\d{3,})")


def read_grid_reference(text: str) -> Point:
    """A place from `SK 614 061`, `461400 306100` or `52.6470, -1.0930`.

    Raises ValidationError with a sentence that names the three ways.
    """
    text = text.strip().upper()
    if match := DEGREES.fullmatch(text):
        point = from_degrees(float(match[1]), float(match[2]))
    elif match := FIGURES.fullmatch(text):
        point = Point(int(match[1]), int(match[2]))
    elif match := LETTERED.fullmatch(text):
        point = _from_square(*(part for part in match.groups() if part))
    else:
        raise ValidationError(
            _(
                "We cannot read this. Write a grid reference, like SK 614 061, "
                "or latitude and longitude from a map, like 52.6470, -1.0930."
            )
        )
    if not (0 <= point.easting <= 700_000 and 0 <= point.northing <= 1_300_000):
        raise ValidationError(_("This place is not in Great Britain. Check the numbers."))
    return point


def _from_square(square: str, east: str, north: str) -> Point:
    """The south-west corner of a lettered square, moved to the middle of the cell it names.

    Source: Ordnance Survey, "A guide to coordinate systems in Great Britain", section 7.
    """
    first, second = (LETTERS.index(letter) for letter in square)
    hundreds_east = ((first - 2) % 5) * 5 + second % 5
    hundreds_north = (19 - (first // 5) * 5) - second // 5
    cell = 10 ** (5 - len(east))
    return Point(
        hundreds_east * 100_000 + int(east) * cell + cell // 2,
        hundreds_north * 100_000 + int(north) * cell + cell // 2,
    )


@cache
def _to_degrees() -> Transformer:
    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def to_degrees(point: Point) -> tuple[float, float]:
    """Latitude and longitude (WGS 84), good to about five metres."""
    longitude, latitude = _to_degrees().transform(point.easting, point.northing)
    return round(latitude, 5), round(longitude, 5)


def from_degrees(latitude: float, longitude: float) -> Point:
    """The grid place of a latitude and longitude (WGS 84)."""
    east, north = _to_degrees().transform(longitude, latitude, direction="INVERSE")
    if east == float("inf"):
        raise ValidationError(_("This place is not in Great Britain. Check the numbers."))
    return Point(round(east), round(north))

"""Where a resident starts from: postcodes, parts of postcodes, and their grid references.

Positions are metres east and north on the British National Grid (EPSG:27700), so a distance
is plain arithmetic. The centre of every postcode sector of Great Britain ships with the
portal; full postcodes are rows, loaded council by council with `manage.py postcodes`.
Northern Ireland is left out: its postcodes come under another licence.
"""

import csv
import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import models

DATA = Path(__file__).parent / "data"
METRES_PER_MILE = 1609.344

FULL = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
SECTOR = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d)[A-Z]?")


class Postcode(models.Model):
    """One full postcode and its own grid reference, in metres."""

    code = models.CharField(max_length=8, primary_key=True)
    easting = models.PositiveIntegerField()
    northing = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True)
class Point:
    """A place on the British National Grid, in metres."""

    easting: float
    northing: float

    def miles_to(self, other: "Point") -> float:
        """The distance as the crow flies, in miles."""
        east, north = self.easting - other.easting, self.northing - other.northing
        return (east * east + north * north) ** 0.5 / METRES_PER_MILE


def middle(points: Iterable[Point]) -> Point:
    """The mean of some points. Raises ZeroDivisionError for none."""
    points = list(points)
    return Point(
        sum(point.easting for point in points) / len(points),
        sum(point.northing for point in points) / len(points),
    )


def squeeze(text: str) -> str:
    """Letters and digits alone, in capitals: what `le5-1 ab` and `LE5 1AB` share."""
    return re.sub(r"[\W_]+", "", text).upper()


def split(text: str) -> tuple[str, str] | None:
    """A full postcode's two halves, however it is spaced; None where it has not that shape."""
    match = FULL.fullmatch(squeeze(text))
    return (match[1], match[2]) if match else None


def tidy(text: str) -> str:
    """A full postcode as it is printed, `LE5 1AB`; anything else comes back as it was."""
    halves = split(text)
    return " ".join(halves) if halves else text


def is_northern_irish(text: str) -> bool:
    """Whether the text begins as every postcode of Northern Ireland does: BT and a digit."""
    return bool(re.match(r"BT\d", squeeze(text)))


@cache
def sector_middles() -> dict[str, Point]:
    """The middle of every postcode sector of Great Britain, as `LE5 1`: read once a process."""
    return {code: Point(*place) for code, *place in read_places(DATA / "sectors.csv.gz")}


@cache
def district_middles() -> dict[str, Point]:
    """The middle of every postcode district, as `LE5`: the mean of its sectors."""
    districts: dict[str, list[Point]] = {}
    for sector, point in sector_middles().items():
        districts.setdefault(sector.split()[0], []).append(point)
    return {district: middle(points) for district, points in districts.items()}


def find_postcode(text: str) -> Point | None:
    """The place of one full postcode, if it is among the loaded rows."""
    row = Postcode.objects.filter(code=tidy(text)).first()
    return Point(row.easting, row.northing) if row else None


def find_partial(text: str) -> tuple[str, Point] | None:
    """The sector or district that `LE5 1`, `LE5 1A` or `LE5` names, with its middle.

    Without its space `LE11` may be either: a district that exists wins over a sector.
    """
    squeezed = squeeze(text)
    spaced = len(text.split()) > 1
    if not spaced and squeezed in district_middles():
        return squeezed, district_middles()[squeezed]
    match = SECTOR.fullmatch(squeezed)
    if match and (sector := f"{match[1]} {match[2]}") in sector_middles():
        return sector, sector_middles()[sector]
    if squeezed in district_middles():
        return squeezed, district_middles()[squeezed]
    return None


def looks_like_postcode(text: str) -> bool:
    """Whether somebody who typed this meant a postcode or part of one."""
    squeezed = squeeze(text)
    return any(shape.fullmatch(squeezed) for shape in (FULL, SECTOR, OUTWARD))


def read_places(path: Path) -> Iterator[tuple[str, int, int]]:
    """Rows of a shipped file: code, easting and northing in metres."""
    with gzip.open(path, "rt", newline="") as file:
        for code, easting, northing in csv.reader(file):
            yield code, int(easting), int(northing)

"""Where something is: a location of Open Referral, or the one line of a calendar."""

import re

from django.utils.text import capfirst

from home.choices import YesNo
from home.models import Venue
from home.postcodes import split, tidy

from .proposals import Place, plain_line

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE | re.ASCII)
COUNTRIES = {"uk", "gb", "united kingdom", "england", "great britain"}
LONGEST = {"name": 120, "street": 200, "town": 80}
LONGEST_NOTE = 250


def read_place(location: dict) -> Place | None:
    """The place of a location; None where it has no name."""
    addresses = location.get("addresses")
    rows = addresses if isinstance(addresses, list) else []
    address = next((row for row in rows if isinstance(row, dict)), {})
    name = plain_line(location.get("name"), LONGEST["name"])
    if not name:
        return None
    place = Place(
        name=name,
        street=plain_line(address.get("address_1"), LONGEST["street"]),
        town=plain_line(address.get("city"), LONGEST["town"]),
        postcode=tidy(plain_line(address.get("postal_code"), 20)),
        degrees=degrees_of(location),
    )
    read_access(place, location.get("accessibility"))
    return place


def degrees_of(location: dict) -> tuple[float, float] | None:
    """Latitude and longitude, if both are numbers on the globe."""
    values = [location.get(name) for name in ("latitude", "longitude")]
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return None
    latitude, longitude = values
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return float(latitude), float(longitude)


def read_access(place: Place, rows: object) -> None:
    """What a location says about getting in: our own words as facts, all others as a note."""
    labels = {
        capfirst(str(Venue._meta.get_field(name).verbose_name)): name for name in Venue.ACCESS_FACTS
    }
    answers = {YesNo(value).label.lower(): value for value in YesNo.values}
    notes = []
    for row in rows if isinstance(rows, list) else []:
        words = plain_line(row.get("description")) if isinstance(row, dict) else ""
        label, _colon, answer = words.rstrip(".").partition(": ")
        if label in labels and answer in answers:
            place.facts[labels[label]] = answers[answer]
        elif words:
            notes.append(words)
    place.access_note = plain_line(" ".join(notes), LONGEST_NOTE)


def read_location(text: str) -> Place | None:
    """The place in one line: “Hall, 4 Long Street, Testham, LE5 1AB”. None for an empty one."""
    line = plain_line(text, 500)
    if line.startswith(("http://", "https://")):
        return None
    found = [match for match in POSTCODE.finditer(line) if split(match[0])]
    postcode = tidy(found[-1][0]) if found else ""
    if found:
        line = f"{line[: found[-1].start()]},{line[found[-1].end() :]}"
    parts = [part.strip(" .;") for part in line.split(",")]
    parts = [part for part in parts if part and part.lower() not in COUNTRIES]
    if not parts:
        return None
    name, *rest = parts
    town = rest.pop() if len(rest) > 1 else ""
    return Place(
        name=name[: LONGEST["name"]],
        street=", ".join(rest)[: LONGEST["street"]],
        town=town[: LONGEST["town"]],
        postcode=postcode,
    )

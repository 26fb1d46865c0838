"""Where it is: a venue as an Open Referral location, with how to get in."""

from django.utils.text import capfirst

from home.choices import YesNo
from home.models import Venue

from .ids import make_id


def describe_place(venue: Venue) -> dict:
    """A location as lists tell it. Latitude and longitude are in degrees (WGS 84)."""
    return {
        "id": make_id("venue", venue.pk),
        "location_type": "physical",
        "name": venue.name,
        "description": venue.finding_the_door,
        "latitude": venue.latitude,
        "longitude": venue.longitude,
    }


def describe_place_fully(venue: Venue) -> dict:
    """A location with its address and what is known about getting in."""
    return describe_place(venue) | {
        "addresses": [describe_address(venue)],
        "accessibility": describe_access(venue),
    }


def describe_address(venue: Venue) -> dict:
    """Its postal address. The standard wants a county; we ask nobody for one."""
    return {
        "id": make_id("venue", venue.pk, "address"),
        "location_id": make_id("venue", venue.pk),
        "address_1": venue.street,
        "city": venue.town,
        "state_province": "",
        "postal_code": venue.postcode,
        "country": "GB",
        "address_type": "physical",
    }


def describe_access(venue: Venue) -> list[dict]:
    """An entry for each access fact. “Not known” is said as well: silence is not a yes."""
    facts = [
        (name, f"{capfirst(label)}: {YesNo(answer).label.lower()}.")
        for name, label, answer in venue.access_facts
    ]
    if venue.access_note:
        facts.append(("access_note", venue.access_note))
    return [
        {
            "id": make_id("venue", venue.pk, name),
            "location_id": make_id("venue", venue.pk),
            "description": words,
            "accessibility": words,
        }
        for name, words in facts
    ]

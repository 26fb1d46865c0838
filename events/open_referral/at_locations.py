"""Where services are held: each pair of a series and a venue is a service_at_location.

A series has its usual venue, and others for as long as a date to come has moved there.
"""

from typing import NamedTuple
from uuid import UUID

from django.http import Http404

from home.models import Venue
from home.postcodes import Point

from ..occurrences import Occurrence
from .ids import make_id
from .places import describe_place, describe_place_fully
from .published import Published, look_up, published_series
from .schedules import id_at
from .services import describe_service, describe_service_fully

FEW = 500


class Pair(NamedTuple):
    """A series at a venue, by their keys, and the series' public id."""

    series_id: int
    venue_id: int
    key: UUID


def pairs_of(series, near: dict[int, float] | None = None, dates=None) -> list[Pair]:
    """Every pair of these series; with `near`, only at those venues and the nearest first.

    With `dates`, only where one of these dates takes place.
    """
    found = pairs_on(series, dates) if dates is not None else every_pair(series)
    if near is None:
        return sorted(found)
    return sorted(
        (pair for pair in found if pair.venue_id in near),
        key=lambda pair: (near[pair.venue_id], pair),
    )


def pairs_on(series, dates) -> set[Pair]:
    """Where these dates of these series take place."""
    keys = {pk: (usual, key) for pk, usual, key in rows_of(series)}
    places = dates.filter(series__in=series.order_by().values("pk"))
    pairs = places.values_list("series_id", "venue_id").distinct()
    found = {Pair(pk, venue_id or keys[pk][0], keys[pk][1]) for pk, venue_id in pairs}
    return {pair for pair in found if pair.venue_id}


def rows_of(series):
    """The key, the usual venue and the public id of each of these series."""
    return series.order_by().values_list("pk", "venue_id", "translation_key")


def every_pair(series) -> set[Pair]:
    """The usual venue of each of these series, and others for as long as dates are there."""
    rows = rows_of(series)
    keys = {pk: key for pk, _venue_id, key in rows}
    found = {Pair(*row) for row in rows if row[1]}
    other = Occurrence.objects.upcoming().running().exclude(venue=None).order_by()
    if len(keys) <= FEW:  # to look at all dates elsewhere is quicker than to look for many series
        other = other.filter(series__in=keys)
    for series_id, venue_id in other.values_list("series_id", "venue_id").distinct():
        if series_id in keys:
            found.add(Pair(series_id, venue_id, keys[series_id]))
    return found


def venues_near(point: Point, metres: float | None) -> dict[int, float]:
    """The venues at most so many metres away, and how far each is in square metres."""
    venues = Venue.objects.order_by().values_list("pk", "easting", "northing")
    squares = {
        pk: (easting - point.easting) ** 2 + (northing - point.northing) ** 2
        for pk, easting, northing in venues
    }
    if metres is None:
        return squares
    return {pk: square for pk, square in squares.items() if square <= metres * metres}


def describe_pairs(pairs: list[Pair]) -> list[dict]:
    """Pairs as lists tell them; as many queries for thirty as for one."""
    keys = {pair.series_id for pair in pairs}
    services = {each.series.pk: each for each in look_up(published_series().filter(pk__in=keys))}
    venues = Venue.objects.in_bulk({pair.venue_id for pair in pairs})
    return [
        describe_pair(services[pair.series_id], venues[pair.venue_id])
        for pair in pairs
        if pair.series_id in services and pair.venue_id in venues
    ]


def describe_pair(published: Published, venue: Venue) -> dict:
    """A service at a location as lists tell it."""
    service = describe_service(published)
    return describe_join(published, venue) | {
        # The standard's own openapi.json checks a single one as if it were a service.
        "name": service["name"],
        "status": service["status"],
        "location": describe_place(venue),
        "service": service,
    }


def describe_join(published: Published, venue: Venue) -> dict:
    """What joins a service and a location."""
    return {
        "id": id_at(published.series.translation_key, venue.pk),
        "service_id": str(published.series.translation_key),
        "location_id": make_id("venue", venue.pk),
    }


def find_pair(key: UUID) -> tuple[Published, Venue]:
    """The series and the venue of an id. Raises Http404."""
    for pair in pairs_of(published_series()):
        if id_at(pair.key, pair.venue_id) == str(key):
            for published in look_up(published_series().filter(pk=pair.series_id)):
                return published, Venue.objects.get(pk=pair.venue_id)
    raise Http404


def describe_pair_fully(published: Published, venue: Venue) -> dict:
    """A service at one location, with the dates that are held there alone."""
    pair, service = describe_pair(published, venue), describe_service_fully(published)
    here = [
        entry for entry in service["schedules"] if entry.get("service_at_location_id") == pair["id"]
    ]
    return pair | {
        "location": describe_place_fully(venue),
        "service": service | {"schedules": here},
    }


def describe_locations(published: Published) -> list[dict]:
    """Where one service is held, each location with all that is known of it."""
    pairs = pairs_of(published_series().filter(pk=published.series.pk))
    venues = Venue.objects.in_bulk({pair.venue_id for pair in pairs})
    return [
        describe_join(published, venues[pair.venue_id])
        | {"location": describe_place_fully(venues[pair.venue_id])}
        for pair in pairs
    ]

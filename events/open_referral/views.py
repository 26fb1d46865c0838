"""Every GET path of the standard's own description, the openapi.json of Open Referral UK 3.0."""

from django.http import Http404, HttpRequest

from .answers import open_data
from .asking import read
from .at_locations import (
    describe_locations,
    describe_pair_fully,
    describe_pairs,
    find_pair,
    pairs_of,
)
from .ids import read_id
from .paging import make_page
from .published import look_up, published_series
from .services import describe_service, describe_service_fully
from .taxonomies import (
    TAXONOMIES,
    TERMS,
    describe_taxonomy,
    describe_taxonomy_fully,
    describe_term,
    find_taxonomy,
    find_term,
)

ABOUT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://docs.openreferraluk.org/",
    "openapi_url": (
        "https://raw.githubusercontent.com/OpenReferralUK/uk-profile/main/schema/openapi.json"
    ),
}


@open_data
def about(request: HttpRequest) -> dict:
    """Which standard this is."""
    return ABOUT


@open_data
def services(request: HttpRequest) -> dict:
    """Services, a page at a time."""
    asked = read(request.GET)
    series = asked.narrow(published_series())
    if asked.metres is not None:
        series = series.filter(venue__in=asked.near())
    return make_page(
        request.GET, series, lambda rows: [describe_service(each) for each in look_up(rows)]
    )


@open_data
def service(request: HttpRequest, key: str) -> dict:
    """One service with everything that belongs to it."""
    for published in look_up(published_series().filter(translation_key=read_id(key))):
        locations = describe_locations(published)
        return describe_service_fully(published) | {"service_at_locations": locations}
    raise Http404


@open_data
def service_at_locations(request: HttpRequest) -> dict:
    """Services at their locations, a page at a time; the nearest first if a postcode is given."""
    asked = read(request.GET)
    series, dates = asked.narrow(published_series()), asked.dates() if asked.asks_when else None
    pairs = pairs_of(series, asked.near(), dates)
    return make_page(request.GET, pairs, describe_pairs)


@open_data
def service_at_location(request: HttpRequest, key: str) -> dict:
    """One service at one of its locations."""
    return describe_pair_fully(*find_pair(read_id(key)))


@open_data
def taxonomies(request: HttpRequest) -> dict:
    """What services are sorted by."""
    return make_page(
        request.GET, list(TAXONOMIES), lambda keys: [describe_taxonomy(key) for key in keys]
    )


@open_data
def taxonomy(request: HttpRequest, key: str) -> dict:
    """One taxonomy with its terms."""
    return describe_taxonomy_fully(find_taxonomy(read_id(key)))


@open_data
def taxonomy_terms(request: HttpRequest) -> dict:
    """Every term of every taxonomy."""
    return make_page(request.GET, TERMS, lambda terms: [describe_term(term) for term in terms])


@open_data
def taxonomy_term(request: HttpRequest, key: str) -> dict:
    """One term."""
    return describe_term(find_term(read_id(key)))


@open_data
def nothing(request: HttpRequest, rest: str) -> dict:
    """Any other address: no such thing, said in JSON."""
    raise Http404

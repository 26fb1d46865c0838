"""Filters and paging: what answers, and what is refused in a sentence."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from events.models import LearningSessionPage, SeriesPerson
from events.open_referral.taxonomies import TERMS
from events.recurrence import Recurrence
from home.models import Postcode
from home.postcodes import Point
from tests.factories import make_drop_in, make_organisation, make_venue, publish

from .reading import everything, get
from .standard import BASE

pytestmark = pytest.mark.django_db
FAR_AWAY = Point(200_000, 800_000)  # nothing of the demo is near
LISTS = ["/services", "/service_at_locations"]


@pytest.fixture
def organisation():
    return make_organisation(in_open_data=True, title="Wisteria Rooms")


def at_metres(metres, organisation, **fields):
    venue = make_venue(Point(FAR_AWAY.easting + metres, FAR_AWAY.northing))
    return make_drop_in(organisation, venue, **fields)


def names(client, path="/services", **keys):
    items = everything(client, path, **keys)
    return [item["name"] for item in items]


@pytest.fixture
def postcode():
    return Postcode.objects.create(
        code="PA80 1AA", easting=FAR_AWAY.easting, northing=FAR_AWAY.northing
    ).code


@pytest.mark.parametrize("path", LISTS)
def test_within_so_many_metres_of_a_postcode(client, organisation, postcode, path):
    near, edge, _far = (at_metres(metres, organisation) for metres in (900, 1000, 1001))
    keys = {"postcode": "pa801aa", "proximity": "1000"}
    assert names(client, path, **keys) == [near.title, edge.title]


def test_a_postcode_alone_hides_nothing_and_puts_the_nearest_first(client, organisation, postcode):
    second, first = at_metres(800, organisation), at_metres(100, organisation)
    told = names(client, "/service_at_locations", postcode=postcode)
    assert told[:2] == [first.title, second.title]
    assert len(told) == len(names(client, "/service_at_locations"))


@pytest.mark.parametrize("day", ["TH", "th", "Thu", "thursday", " THURSDAY ", "SA,TH"])
def test_by_day(client, organisation, day):
    on = make_drop_in(organisation, recurrence=Recurrence(timezone.localdate(), (3,)))
    off = make_drop_in(organisation, recurrence=Recurrence(timezone.localdate(), (2,)))
    told = names(client, day=day, organization_id=organisation.translation_key)
    assert (on.title in told, off.title in told) == (True, False)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"start_time": "10:00"}, True),
        ({"start_time": "10:01"}, False),
        ({"end_time": "12:00:00"}, True),
        ({"end_time": "11:59"}, False),
        ({"start_time": "09:30", "end_time": "12:30"}, True),
    ],
)
def test_by_time_of_day(client, organisation, keys, found):
    series = make_drop_in(organisation, start_time=time(10), end_time=time(12))
    assert (series.title in names(client, **keys)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("knees", True),
        ("KNEES tea", True),
        ("knees elbows", False),
        ("orchard lane", True),
        ("wisteria", True),
        ("100%", False),
        ("'\"\\;--", False),
        ("<b>", True),
    ],
)
def test_by_words(client, organisation, words, found):
    venue = make_venue(street="4 Orchard Lane")
    series = make_drop_in(organisation, venue, title="Knees <b>", summary="Tea and talk.")
    assert (series.title in names(client, search=words)) == found


def test_by_term_and_by_taxonomy(client, organisation):
    physio = make_drop_in(organisation)
    physio.people = [SeriesPerson(role="physio"), SeriesPerson(role="physio")]
    physio.save_revision().publish()
    session = LearningSessionPage(
        title="A group",
        slug="a-group",
        summary="Together.",
        phone="01632 960002",
        languages=["en"],
        recurrence=Recurrence(timezone.localdate(), (2,)),
        start_time=time(18),
        end_time=time(20),
        venue=make_venue(),
    )
    publish(organisation, session)
    ids = {term.key: term.id for term in TERMS}
    own = {"organization_id": organisation.translation_key}
    assert names(client, taxonomy_term_id=ids["physio"], **own) == [physio.title]
    assert names(client, taxonomy_term_id=ids["drop-in"], **own) == [physio.title]
    assert names(client, taxonomy_term_id=ids["learning-session"], **own) == ["A group"]
    assert names(client, taxonomy_term_id=ids["host"], **own) == []
    assert names(client, taxonomy_term_id=uuid4(), **own) == []
    kinds, roles = (each["id"] for each in everything(client, "/taxonomies"))
    assert names(client, taxonomy_id=kinds, **own) == [physio.title, "A group"]
    assert names(client, taxonomy_id=roles, **own) == [physio.title]
    assert names(client, taxonomy_id=uuid4(), **own) == []


def test_by_organisation_and_by_change(client, organisation):
    series = make_drop_in(organisation)
    own = {"organization_id": organisation.translation_key}
    assert names(client, **own) == [series.title]
    before, after = (timezone.now() + timedelta(minutes=each) for each in (-5, 5))
    assert names(client, modified_after=before.isoformat(), **own) == [series.title]
    assert names(client, modified_after=f"{after.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", **own) == []
    assert names(client, modified_after="2026-01-01", **own) == [series.title]


def test_what_means_nothing_here_is_ignored(client):
    some = everything(client, "/services")
    keys = {"minimum_age": "18", "maximum_age": "7.5", "full": "true", "format": "json", "x": "y"}
    assert everything(client, "/services", **keys) == some
    blank = dict.fromkeys(("postcode", "proximity", "day", "search", "start_time"), "")
    assert everything(client, "/services", **blank) == some


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("page", value) for value in ("-1", "0", "abc", "1.5", "٣", "9" * 100, "1e3")),
        *(("per_page", value) for value in ("-1", "0", "abc", "9" * 100)),
        *(("postcode", value) for value in ("BT1 1AA", "ZZ99 9ZZ", "nowhere", "x" * 100_000)),
        *(("day", value) for value in ("someday", "8", "MO;TU", "x" * 100_000)),
        *(("start_time", value) for value in ("25:00", "ten", "10:00 01:00")),
        *(("taxonomy_term_id", value) for value in ("7", "'", "x" * 100_000)),
        ("end_time", "-1"),
        ("taxonomy_id", "drop-in"),
        ("organization_id", "1"),
        ("minimum_age", "old"),
        ("maximum_age", "-3"),
        *(("modified_after", value) for value in ("soon", "2026-13-45", "0001-01-01T00:00+14:00")),
        ("proximity", "1000"),
    ],
)
def test_a_wrong_value_is_refused_in_a_sentence(client, path, name, value):
    response = client.get(BASE + path, {name: value})
    assert response.status_code == 400
    assert response.json()["parameter"] == name
    assert response.json()["message"].endswith(".")
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("value", ["-5", "far", "nan", "inf", "1e9", "9" * 50])
def test_a_wrong_distance_is_refused(client, value):
    response = client.get(f"{BASE}/service_at_locations", {"postcode": "LE5", "proximity": value})
    assert response.status_code == 400


@pytest.mark.parametrize("path", LISTS)
def test_hostile_input_never_breaks_anything(client, path):
    for query in (
        "search=" + "x" * 50_000,
        "search=%00",
        "search=%F0%9F%98%80%E2%80%AE",
        "postcode=LE5%001AA",
        "search=%FF%FE&day=%00",
        "&".join(f"k{number}=1" for number in range(2_000)),
        "page=1&page=2",
        "search[]=x&search=' OR 1=1 --",
        "search={{7*7}}",
    ):
        assert client.get(f"{BASE}{path}?{query}").status_code in {200, 400}, query[:60]


@pytest.mark.parametrize("path", [*LISTS, "/taxonomies", "/taxonomy_terms"])
def test_pages_hold_everything_once(client, path):
    whole = get(client, path, per_page=100)
    total = whole["total_items"]
    assert total == len(whole["contents"]) > 1
    seen = []
    for number in range(1, total + 1):
        page = get(client, path, page=number, per_page=1)
        assert (page["page_number"], page["size"], page["total_pages"]) == (number, 1, total)
        assert (page["first_page"], page["last_page"]) == (number == 1, number == total)
        seen += page["contents"]
    assert seen == whole["contents"]


@pytest.mark.parametrize("path", [*LISTS, "/taxonomies"])
@pytest.mark.parametrize("number", [1_000, 999_999_999])
def test_beyond_the_last_page_is_an_empty_one(client, path, number):
    page = get(client, path, page=number)
    assert (page["contents"], page["empty"], page["size"]) == ([], True, 0)
    assert (page["first_page"], page["last_page"]) == (False, True)
    assert page["total_items"] > 0


def test_nothing_found_is_an_empty_page(client):
    page = get(client, "/services", search="nothing like this")
    assert (page["total_items"], page["total_pages"], page["empty"]) == (0, 0, True)
    assert (page["first_page"], page["last_page"]) == (True, True)


def test_a_page_is_never_longer_than_a_hundred(client, organisation):
    for number in range(3):
        make_drop_in(organisation, title=f"Tea {number}")
    page = get(client, "/services", per_page=999_999)
    assert page["total_pages"] == 1
    assert page["size"] == page["total_items"]


def test_moments_without_an_offset_are_utc(client, organisation):
    series = make_drop_in(organisation)
    minute_ago = datetime.now(UTC) - timedelta(minutes=1)
    keys = {"modified_after": f"{minute_ago:%Y-%m-%dT%H:%M:%S}"}
    assert series.title in names(client, **keys)

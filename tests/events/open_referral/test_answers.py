"""How the open data answers: to whom, with which headers, and with how many queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.changes import cancel, move, set_note
from tests.factories import make_drop_in, make_organisation, make_venue

from .reading import everything, get
from .standard import BASE

pytestmark = pytest.mark.django_db
MOST = 16  # queries
KINDS = ["/services", "/service_at_locations", "/taxonomies", "/taxonomy_terms"]


def first_of(client, path):
    return f"{BASE}{path}/{get(client, path)['contents'][0]['id']}"


def test_it_says_which_standard_it_is(client):
    answer = get(client, "/")
    assert answer["version"] == "HSDS-UK-3.0"
    assert set(answer) == {"version", "profile", "openapi_url"}


@pytest.mark.parametrize("path", ["/", *KINDS])
def test_any_site_may_read_it(client, path):
    response = client.get(BASE + path, headers={"Origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in response
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("path", ["/", *KINDS])
def test_head_and_options(client, path):
    head = client.head(BASE + path)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Access-Control-Allow-Origin"] == "*"
    options = client.options(BASE + path)
    assert options.status_code == 204
    assert options["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert options["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/", *KINDS, "/elsewhere"])
def test_nothing_can_be_changed(method, path):
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(BASE + path)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["message"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "key",
    [
        "5c941a30-8476-4d5d-8f42-7b8a1f1b8d57",
        "7",
        "abc",
        "..",
        "%00",
        "'",
        "{" + "5c941a30-8476-4d5d-8f42-7b8a1f1b8d57" + "}",
        "7a62a3995ff74649b9fdbdc2650411f6",
        "x" * 5_000,
    ],
)
def test_an_unknown_id_is_not_found(client, kind, key):
    response = client.get(f"{BASE}{kind}/{key}")
    assert response.status_code == (400 if key == "%00" else 404)
    if key not in {"%00", ".."}:
        assert response.json()["message"]
        assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/organizations", "/services/", "/services/a/b", "/x.json"])
def test_other_addresses_are_not_found(client, path):
    response = client.get(BASE + path)
    assert response.status_code == 404
    assert response.json()["message"]


def test_the_address_without_its_slash_leads_there(client):
    assert client.get(BASE, follow=True).json()["version"]


def test_ids_are_read_in_capitals_too(client):
    address = first_of(client, "/services")
    assert client.get(BASE + "/services/" + address[-36:].upper()).status_code == 200


@pytest.mark.parametrize("path", ["/", *KINDS])
def test_what_has_not_changed_is_not_sent_again(client, path):
    first = client.get(BASE + path)
    again = client.get(BASE + path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"
    assert again["Cache-Control"] == "no-cache"


def test_a_change_of_a_date_is_sent_at_once(client):
    series = make_drop_in(make_organisation(in_open_data=True))
    address = f"{BASE}/services/{series.translation_key}"
    first = client.get(address)
    cancel(series.occurrences.upcoming().first(), reason="venue")
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "Not running" in again.json()["alert"]


def test_the_data_is_the_same_in_every_language(client):
    address = first_of(client, "/services")
    english = client.get(address)
    urdu = client.get(address, headers={"Accept-Language": "ur"})
    assert urdu.content == english.content
    assert urdu["Content-Language"] == "en"


def count(client, address):
    client.get(address)  # fills what a process keeps: sites, content types, sectors
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "query", ["/services?", "/service_at_locations?postcode=LE5+1AA&proximity=90000&day=tu&"]
)
def test_thirty_items_cost_as_many_queries_as_one(client, query):
    venue = make_venue()
    for number in range(30):
        organisation = make_organisation(in_open_data=True)
        series = make_drop_in(organisation, venue if number % 2 else None)
        first, second, third = series.occurrences.upcoming()[:3]
        cancel(first, reason="venue")
        set_note(second, "Bring a friend.")
        day = third.local_start.date()
        move(third, on=day, start_time=series.end_time, end_time=series.end_time.replace(hour=15))
    one, thirty = (count(client, f"{BASE}{query}per_page={size}") for size in (1, 30))
    assert one == thirty <= MOST


def test_a_service_with_many_changes_costs_as_many_queries_as_one_without(client):
    series = make_drop_in(make_organisation(in_open_data=True))
    address = f"{BASE}/services/{series.translation_key}"
    cancel(series.occurrences.upcoming().first(), reason="venue")
    before = count(client, address)
    for row in series.occurrences.upcoming()[1:30]:
        set_note(row, "Bring a friend.")
    assert count(client, address) == before <= MOST


def test_every_item_of_a_list_is_found_alone(client):
    for path in KINDS:
        for item in everything(client, path):
            assert get(client, f"{path}/{item['id']}")["id"] == item["id"]

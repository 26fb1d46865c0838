"""Every path of the standard's own description, and every item by its own schemas."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from events.changes import add_extra, cancel, move
from events.date_sets import DateSet
from events.models import LearningSessionPage, SeriesPerson
from events.recurrence import Recurrence
from tests.factories import make_drop_in, make_organisation, make_venue, publish

from .reading import everything, get
from .standard import BASE, example, needs_standard, problems, schema, schema_of_a_term

pytestmark = [pytest.mark.django_db, needs_standard]
LISTS = ["/services", "/service_at_locations", "/taxonomies", "/taxonomy_terms"]


def schema_named(reference: str) -> dict | None:
    """The schema of a `$ref` of the description, as far as it is here."""
    name = reference.rsplit("/schema/", 1)[1].removesuffix(".json").replace("/", "-")
    if name == "taxonomy_term":
        return schema_of_a_term()
    return None if name == "taxonomy" else schema(name)


def schemas_of(path: str) -> dict | None:
    """The schema of a path's answer, or of an item of its list."""
    answer = schema("openapi")["paths"][path]["get"]["responses"]["200"]
    rules = answer["content"]["application/json"]["schema"]
    if "$ref" in rules:
        return schema_named(rules["$ref"])
    return schema_named(rules["properties"]["contents"]["items"]["$ref"])


@pytest.fixture
def eventful():
    """Beside the demo: every kind of rule and change, long texts, nothing that is optional."""
    organisation = make_organisation(in_open_data=True, email="", phone="", website="")
    weekly = make_drop_in(organisation, title="Tea & “talk” <b>", what_to_bring="A friend")
    first, second, third = weekly.occurrences.upcoming()[:3]
    cancel(first, reason="weather", note="Snow")
    on = second.local_start.date() + timedelta(days=1)
    hours = {"start_time": time(14), "end_time": time(15, 30)}
    move(second, on=on, venue=make_venue(), **hours)
    add_extra(weekly, on=third.local_start.date(), **hours)
    make_drop_in(organisation, recurrence=Recurrence(date(2026, 1, 1), (0, 4), nth=-1))
    make_drop_in(
        organisation, recurrence=Recurrence(date(2001, 1, 1), (0,), last_on=date(2002, 1, 1))
    )
    session = LearningSessionPage(
        title="A set",
        slug="a-set",
        summary="Three evenings.",
        phone="01632 960002",
        languages=["en", "ur"],
        recurrence=DateSet(tuple(timezone.localdate() + timedelta(days=n) for n in (3, 17, 200))),
        start_time=time(18),
        end_time=time(20),
        venue=make_venue(step_free="yes", access_note="Ring the bell."),
    )
    session.people = [SeriesPerson(role="physio"), SeriesPerson(role="host")]
    return [weekly, publish(organisation, session)]


def test_every_path_of_the_description_answers(client):
    for path in schema("openapi")["paths"]:
        kind = path.removesuffix("/{id}")
        key = get(client, kind)["contents"][0]["id"] if "{id}" in path else ""
        assert client.get(f"{BASE}{path.replace('{id}', key)}").status_code == 200, path


@pytest.mark.parametrize("path", LISTS)
def test_every_item_of_every_list_is_valid(client, eventful, path):
    items, rules = everything(client, path), schemas_of(path)
    assert items
    if rules:
        assert [problem for item in items for problem in problems(item, rules)] == []


@pytest.mark.parametrize("path", LISTS)
def test_every_single_item_is_valid_and_says_no_less_than_its_list(client, eventful, path):
    rules = schemas_of(path + "/{id}")
    for item in everything(client, path):
        alone = get(client, f"{path}/{item['id']}")
        assert problems(alone, rules or {}) == []
        assert set(item) <= set(alone)


def test_a_service_at_a_location_is_valid_as_what_it_is_as_well(client, eventful):
    """The description checks it as a service; the standard has a schema of its own for it."""
    items = everything(client, "/service_at_locations")
    assert len(items) > len(everything(client, "/services")) - 1
    for item in items:
        alone = get(client, f"/service_at_locations/{item['id']}")
        assert problems(alone, schema("compiled-service_at_location")) == []


def test_a_schema_finds_what_is_wrong(client):
    [item, *_others] = everything(client, "/services")
    rules = schema("compiled-service_list")
    for wrong in (
        {"id": "7"},
        {"url": "/partners/"},
        {"status": "open"},
        {"assured_date": "26/11/2026"},
        {"last_modified": "yesterday"},
        {"email": None},
    ):
        assert problems(item | wrong, rules), wrong


def test_our_items_have_every_key_of_the_examples_that_we_know(client, eventful):
    """What nobody tells us is left out: accreditations, ages, logos, registers, areas, funds."""
    unknown = {
        *("accreditations", "minimum_age", "maximum_age", "logo", "uri"),
        *("parent_organization_id", "organization_identifiers", "service_areas", "funding"),
    }
    for name, path in (("service_full", "/services"), ("service_list", "/services")):
        wanted = example(name)
        wanted = set(wanted.get("contents", [wanted])[0]) - unknown
        items = everything(client, path)
        if name.endswith("full"):
            items = [get(client, f"{path}/{item['id']}") for item in items]
        assert any(wanted <= set(item) for item in items), wanted - set(items[0])


def test_a_taxonomy_is_as_the_example_shows_it(client):
    for item in everything(client, "/taxonomies"):
        alone = get(client, f"/taxonomies/{item['id']}")
        assert set(alone) == set(example("taxonomy"))
        assert alone["taxonomy_terms"]
        for term in alone["taxonomy_terms"]:
            assert problems(term, schema_of_a_term()) == []


@pytest.mark.parametrize("path", LISTS)
def test_a_page_has_the_envelope_of_the_examples(client, path):
    page = get(client, path, per_page=1)
    assert list(page) == list(example("service_list"))
    rules = schema("openapi")["components"]["schemas"]["Page"]
    assert problems(page, rules | {"required": list(rules["properties"])}) == []


def test_every_parameter_of_the_description_is_accepted(client):
    values = {
        "search": "tea", "page": "1", "per_page": "5", "taxonomy_term_id": "",
        "taxonomy_id": "", "minimum_age": "18", "maximum_age": "99", "start_time": "09:00",
        "end_time": "17:00", "day": "TU", "postcode": "LE5 1AA", "proximity": "5000",
    }  # fmt: skip
    for path, methods in schema("openapi")["paths"].items():
        for parameter in methods["get"].get("parameters", []):
            name = parameter["$ref"].rsplit("/", 1)[1]
            assert "contents" in get(client, path, **{name: values[name], "postcode": "LE5 1AA"})


def test_ids_are_unique_and_stay(client, eventful):
    def ids():
        text = "\n".join(
            client.get(f"{BASE}{path}/{item['id']}").content.decode()
            for path in LISTS[:2]
            for item in everything(client, path)
        )
        return sorted(re.findall(r'"id": ?"([0-9a-f-]{36})"', text))

    before = ids()
    weekly = eventful[0]
    weekly.title = "Another name"
    weekly.save_revision().publish()
    assert ids() == before
    for item in everything(client, "/services"):
        alone = get(client, f"/services/{item['id']}")
        keys = [entry["id"] for entry in alone["schedules"]]
        assert len(keys) == len(set(keys))

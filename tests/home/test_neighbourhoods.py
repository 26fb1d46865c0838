"""A neighbourhood's page: who is here, what is on this week, whom to ring; and where it begins."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from events.changes import cancel
from events.recurrence import Recurrence
from home.models import Nearby, NeighbourhoodPage, NeighbourhoodsPage, Organisation
from home.places import find_origin
from home.postcodes import find_partial
from tests.factories import in_future, make_drop_in, make_organisation, publish

pytestmark = pytest.mark.django_db


def make_neighbourhood(**fields):
    parent = NeighbourhoodsPage.objects.get(alias_of=None)
    fields = {"title": "Mill Bank", "slug": "mill-bank", "areas": "LE5 1, LE4", **fields}
    return publish(parent, NeighbourhoodPage(intro="By the old mill.", **fields))


@pytest.fixture
def mill_bank():
    return make_neighbourhood()


def read(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def titles(page, heading):
    section = page.select_one(f"section[aria-labelledby={heading}]")
    return [link.get_text() for link in section.select("h2 a, h3 a")]


def on_in(days, **fields):
    """A drop-in whose first date is so many days from today."""
    day = in_future(days)
    return make_drop_in(recurrence=Recurrence(day, (day.weekday(),)), **fields)


def test_it_lists_its_own_partners_and_their_week(client, mill_bank):
    here, there = make_organisation(neighbourhood=mill_bank), make_organisation()
    soon = on_in(3, organisation=here)
    on_in(9, organisation=here)
    on_in(3, organisation=there)
    page = read(client, mill_bank)
    assert titles(page, "here") == [here.title]
    assert titles(page, "week") == [soon.title]


def test_a_date_that_is_off_is_said_to_be_off(client, mill_bank):
    series = on_in(3, organisation=make_organisation(neighbourhood=mill_bank))
    cancel(series.occurrences.upcoming()[0], reason="weather")
    [card] = read(client, mill_bank).select("article")
    assert card["data-status"] == "cancelled"


def test_an_empty_one_says_so(client, mill_bank):
    text = read(client, mill_bank).get_text(" ")
    assert "Nothing is planned here within seven days." in text
    assert "No partner is listed yet." in text
    assert "Ring somebody" not in text


def test_it_says_whom_to_ring_and_what_else_is_on(client, mill_bank):
    mill_bank.contact_role, mill_bank.contact_phone = "Librarian", "01632 960199"
    mill_bank.nearby = [Nearby(name="Walkers", what="Slow.", link="https://walk.example/")]
    mill_bank.save_revision().publish()
    page = read(client, mill_bank)
    assert page.select_one('a[href="tel:01632960199"]')
    assert page.select_one('a[href="https://walk.example/"]').get_text() == "Walkers"


def test_it_costs_the_same_with_one_partner_and_with_twelve(client, mill_bank):
    def count():
        client.get(mill_bank.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(mill_bank.url)
        return len(queries)

    on_in(2, organisation=make_organisation(neighbourhood=mill_bank))
    one = count()
    for _number in range(11):
        on_in(2, organisation=make_organisation(neighbourhood=mill_bank))
    assert count() == one <= 20


def test_the_finder_begins_in_its_middle(client, mill_bank):
    origin = find_origin("mill  BANK")
    points = [find_partial(area)[1] for area in ("LE5 1", "LE4")]
    assert origin.point.easting == sum(point.easting for point in points) / 2
    assert (origin.label, origin.rough) == ("Mill Bank", True)
    answer = client.get("/drop-ins/?near=Mill+Bank").content.decode()
    assert "We measure from the middle of Mill Bank." in answer


def test_the_home_page_offers_it(client, mill_bank):
    page = BeautifulSoup(client.get("/").content, "html.parser")
    assert page.select_one('a[href="/drop-ins/?near=Mill%20Bank"]')


@pytest.mark.parametrize(("areas", "words"), [("LE5, XX99", "XX99"), (" , ", "at least one")])
def test_an_area_that_does_not_exist_is_refused_on_its_field(mill_bank, areas, words):
    mill_bank.areas = areas
    with pytest.raises(ValidationError) as refusal:
        mill_bank.full_clean()
    assert words in refusal.value.message_dict["areas"][0]


def test_nobody_is_named_who_did_not_agree(mill_bank):
    mill_bank.contact_name = "Ann"
    with pytest.raises(ValidationError) as refusal:
        mill_bank.full_clean()
    assert "contact_agreed_on" in refusal.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        mill_bank.save(clean=False)
    mill_bank.contact_agreed_on = date(2026, 11, 2)
    mill_bank.full_clean()


def test_one_with_partners_cannot_be_deleted(log_in, mill_bank):
    make_organisation(neighbourhood=mill_bank)
    log_in("admin").post(f"/admin/pages/{mill_bank.pk}/delete/", follow=True)
    assert NeighbourhoodPage.objects.filter(pk=mill_bank.pk).exists()


def test_a_partner_says_where_it_is_and_edits_no_neighbourhood(log_in, mill_bank):
    client = log_in("partner1")
    assert client.get(f"/admin/pages/{mill_bank.pk}/edit/").status_code == 404
    library = Organisation.objects.get(slug="eastgate-library", alias_of=None)
    editor = BeautifulSoup(client.get(f"/admin/pages/{library.pk}/edit/").content, "html.parser")
    offered = [each.get_text() for each in editor.select("[name=neighbourhood] option")]
    assert {"Eastgate", "Mill Bank"} <= set(offered)

"""Lists cost the same number of queries with one item, with thirty and with three thousand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import DropInPage, Slot
from home.models import Organisation
from portal.demo.big import add_series
from tests.factories import make_drop_in, make_organisation

pytestmark = pytest.mark.django_db
MOST = 15
MOST_OF_AN_ORGANISATION = 16  # two lists: its drop-ins and its courses


def count(client, address):
    client.get(address)  # fills what a process keeps: sites, content types, sectors
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def check_foreign_keys():
    """PostgreSQL checks 150,000 deferred keys at a test's end: longer than a visit may take."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0; SET CONSTRAINTS ALL IMMEDIATE;")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED; SET LOCAL statement_timeout = 10000;")


def keep_only(series):
    """Hides every other series, as unpublishing does."""
    Slot.objects.exclude(series=series).delete()


ADDRESSES = ["/", "/drop-ins/", "/drop-ins/?near=LE5+1AA", "/drop-ins/?near=LE5&day=tue&page=1"]


def test_the_finder_and_home_with_one_with_thirty_and_with_three_thousand(client):
    add_series(3_000, seed=1, progress=print)
    check_foreign_keys()
    many = [count(client, address) for address in ADDRESSES]
    keys = list(DropInPage.objects.order_by("pk").values_list("pk", flat=True))
    Slot.objects.exclude(series__in=keys[:30]).delete()
    thirty = [count(client, address) for address in ADDRESSES]
    assert many == thirty
    assert max(many) <= MOST


def test_the_finder_with_one(client):
    series = make_drop_in()
    some = count(client, "/drop-ins/")
    keep_only(series)
    assert count(client, "/drop-ins/") == some


@pytest.mark.parametrize("size", [1, 30])
def test_an_organisation_with_one_drop_in_and_with_thirty(client, size):
    organisation = make_organisation()
    for _number in range(size):
        make_drop_in(organisation)
    assert count(client, organisation.url) == count_of_one(client)


def count_of_one(client):
    organisation = make_organisation()
    make_drop_in(organisation)
    number = count(client, organisation.url)
    assert number <= MOST_OF_AN_ORGANISATION
    return number


def test_a_series_page_with_a_year_of_dates(client):
    series = DropInPage.objects.get(slug="garden-room-drop-in", alias_of=None)
    many = count(client, series.url)
    series.occurrences.upcoming()[2:3].get()
    series.occurrences.filter(original_date__gt=timezone.localdate()).exclude(
        pk=series.occurrences.upcoming().first().pk
    ).delete()
    assert count(client, series.url) == many <= MOST


def test_the_list_of_partners(client):
    before = count(client, "/partners/")
    for _number in range(30):
        make_organisation()
    assert Organisation.objects.count() >= 36
    assert count(client, "/partners/") == before <= MOST

"""Updates: a list, a page each, the newest on the home page, and a feed that readers know."""

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from home.models import UpdatePage, UpdatesPage
from tests.factories.updates import make_update

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(client, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return [link.get_text() for link in page.select(".card h2 a")]


def entries(client):
    answer = client.get("/updates/feed/")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def test_the_newest_by_its_day_stands_first_everywhere(client):
    for number in (2, 3, 1):
        make_update(number)
    wanted = ["Update 3", "Update 2", "Update 1"]
    assert titles(client, "/updates/")[:3] == wanted
    assert titles(client, "/")[-2:] == wanted[:2]
    assert [entry.find(f"{ATOM}title").text for entry in entries(client)][:3] == wanted


def test_a_long_list_has_pages_and_a_wrong_number_leads_somewhere(client):
    for number in range(1, 13):
        make_update(number)
    assert len(titles(client, "/updates/")) == 10
    second = titles(client, "/updates/?page=2")
    assert second[:2] == ["Update 2", "Update 1"]
    assert titles(client, "/updates/?page=99") == second
    assert titles(client, "/updates/?page=abc") == titles(client, "/updates/")


def test_a_draft_is_nowhere(client):
    update = make_update(1)
    update.unpublish()
    assert "Update 1" not in titles(client, "/updates/")
    assert client.get("/updates/update-1/").status_code == 404
    assert not [entry for entry in entries(client) if "Update 1" in entry.find(f"{ATOM}title").text]


def test_the_feed_is_at_the_portals_own_address_and_breaks_at_nothing(client):
    update = make_update(1, title="Tea & <b>cake</b> ☕", summary="“5 < 6” \u202e and so on")
    entry = entries(client)[0]
    assert entry.find(f"{ATOM}title").text == update.title
    assert entry.find(f"{ATOM}summary").text == update.summary
    assert entry.find(f"{ATOM}link").get("href") == f"{settings.SITE_URL}{update.url}"


def test_nothing_yet_says_so(client):
    UpdatePage.objects.all().delete()
    assert "There is no update yet." in client.get("/updates/").content.decode()
    assert client.get("/updates/feed/").status_code == 200
    assert "What we learnt, what we changed" not in client.get("/").content.decode()


def test_a_partner_writes_none(log_in):
    parent = UpdatesPage.objects.get(alias_of=None)
    answer = log_in("partner1").get(f"/admin/pages/add/home/updatepage/{parent.pk}/")
    assert answer.status_code in (302, 403, 404)

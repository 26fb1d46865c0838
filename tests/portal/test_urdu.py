"""Urdu switched on: alias trees and a few strings. Facts are one; English is marked as English."""

from datetime import time

import pytest
from bs4 import BeautifulSoup, NavigableString
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization

from events.changes import cancel
from events.models import DropInPage

pytestmark = pytest.mark.django_db
SERIES = "/ur/partners/noor-house/monday-morning/"
COURSE = "/ur/partners/eastgate-library/pain-at-the-front-desk/"


@pytest.fixture
def urdu(client):
    """The client of a site whose Urdu tree was just made: every page an alias."""
    english = Locale.get_default()
    locale = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=locale, sync_from=english)
    return client


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def source():
    return DropInPage.objects.get(slug="monday-morning", alias_of=None)


def test_without_an_urdu_home_page_there_is_no_urdu_address(client):
    assert client.get("/ur/drop-ins/").status_code == 404
    assert client.get("/ur/").status_code == 404
    assert not read(client, "/").select('a[href^="/ur/"]')


@pytest.mark.parametrize(
    "address",
    [
        "/ur/",
        "/ur/drop-ins/",
        "/ur/partners/",
        "/ur/partners/noor-house/",
        "/ur/neighbourhoods/northfold/",
        SERIES,
        "/ur/learn/",
        "/ur/learn/medication/",
        "/ur/search/?q=tea",
        "/ur/about/data/",
        "/ur/privacy/",
        "/ur/training/",
        "/ur/ideas/",
        "/ur/updates/follow/",
        COURSE,
    ],
)
def test_every_page_opens_right_to_left(urdu, address):
    root = read(urdu, address).html
    assert (root["lang"], root["dir"]) == ("ur", "rtl")


def test_the_finder_lists_every_series_and_leads_to_urdu_pages(urdu):
    english = read(urdu, "/drop-ins/?near=LE5+1AA").select("article")
    articles = read(urdu, "/ur/drop-ins/?near=LE5+1AA").select("article")
    marks = [
        [(a["data-series"], a["data-starts"], a["data-status"], a["data-miles"]) for a in page]
        for page in (english, articles)
    ]
    assert marks[0] == marks[1]
    assert all(a.select_one("a")["href"].startswith("/ur/") for a in articles)


def test_each_page_links_to_itself_in_the_other_language(urdu):
    assert read(urdu, "/drop-ins/").select_one('a[hreflang="ur"], a[lang="ur"]')["href"] == (
        "/ur/drop-ins/"
    )
    assert read(urdu, SERIES).select_one('a[hreflang="en"], a[lang="en"]')["href"] == (
        "/partners/noor-house/monday-morning/"
    )


def test_chosen_facts_and_interface_are_in_urdu(urdu):
    text = read(urdu, SERIES).get_text(" ")
    assert "کمیونٹی ورکر" in text
    assert "ہاں" in text


def test_a_time_changed_in_english_shows_at_once(urdu):
    page = source()
    page.start_time, page.end_time = time(11), time(14, 30)
    page.save_revision().publish()
    text = read(urdu, SERIES).get_text(" ", strip=True)
    assert "11am تا 2.30pm" in text
    assert "10am تا" not in text


def test_a_cancelled_date_shows_at_once(urdu):
    cancel(source().occurrences.upcoming().first(), reason="other", note="No heating.")
    page = read(urdu, SERIES)
    assert "نہیں ہو رہا" in page.get_text(" ")
    found = page.find_all(string=lambda s: "No heating." in s)
    note = [words for words in found if words.parent.name != "script"][-1]
    assert note.find_parent(attrs={"lang": True})["lang"] == "en"


@pytest.mark.parametrize(
    "address",
    [
        "/ur/",
        "/ur/drop-ins/",
        "/ur/partners/",
        "/ur/partners/noor-house/",
        "/ur/neighbourhoods/northfold/",
        SERIES,
        "/ur/learn/",
        "/ur/learn/pain-management/",
        "/ur/privacy/",
        "/ur/training/",
        "/ur/ideas/",
        COURSE,
    ],
)
def test_english_free_text_stands_in_elements_marked_as_english(urdu, address):
    page = read(urdu, address)
    free = {
        "Tea, advice and somebody to talk to in your own language.",
        "Monday morning at Noor House",
        "Noor House Community Centre",
        "The glass doors beside the sunrise mural. Ring the lower bell if they are shut.",
        "Pain management",
        "Most aches and pains are not dangerous.",
        "Talking about pain at the front desk",
        "Know what to say, and whom to point to, when somebody tells you that it hurts.",
        "Open a conversation about aches without playing the doctor",
        "Tea and biscuits from half past nine.",
        "Eastgate Learning Board (invented)",
        "Community Health Drop-In",
        "Knees and Tea",
        "You know at once what it is about, and that there is tea.",
        "Yes. Bring whom you like. There is tea for both of you.",
    }
    for text in page.body.find_all(string=True):
        if any(phrase in text for phrase in free) and text.parent.name != "script":
            marked = text.find_parent(attrs={"lang": True})
            assert (marked["lang"], marked.get("dir")) == ("en", "ltr"), text


def test_nothing_urdu_stands_in_an_element_marked_english(urdu):
    for address in ("/ur/", "/ur/drop-ins/?near=LE5+1AA", SERIES):
        for element in read(urdu, address).select('[lang="en"]'):
            strings = [s for s in element.find_all(string=True) if type(s) is NavigableString]
            mine = [s for s in strings if s.find_parent(attrs={"lang": True}) is element]
            assert not any("؀" <= letter <= "ۿ" for text in mine for letter in text)


def test_urdu_costs_no_more_queries_for_ten_series_than_for_one(urdu):
    def count(address):
        urdu.get(address)
        with CaptureQueriesContext(connection) as queries:
            urdu.get(address)
        return len(queries)

    ten = count("/ur/drop-ins/")
    one = count("/ur/drop-ins/?near=Noor+House&miles=0.1&day=mon")
    assert abs(ten - one) <= 3  # naming a place asks for neighbourhoods and venues
    assert ten <= 18


def test_a_course_shows_its_dates_and_can_be_booked_in_urdu(urdu):
    page = read(urdu, COURSE)
    english = read(urdu, COURSE.removeprefix("/ur"))
    links = [
        [link["href"] for link in each.select('main a[href$="/book/"]')] for each in (page, english)
    ]
    assert links[0] == [f"/ur{link}" for link in links[1]]
    assert links[0]
    answers = {
        "name": "علی",
        "email": "ali@example.org",
        "organisation": "Noor House",
        "sector": "vcse",
        "confirmed": "1",
    }
    answer = urdu.post(links[0][0], answers)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/ur/bookings/")
    root = read(urdu, answer.headers["Location"]).html
    assert (root["dir"], root.main["data-booking"]) == ("rtl", "confirmed")

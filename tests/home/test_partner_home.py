"""A partner's first page in the admin: sessions, drafts, what was not looked over, what helps."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from events.models import Check, DropInPage
from home.looking_over import not_looked_over
from home.models import Organisation, Venue
from tests.factories import make_drop_in, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    return Organisation.objects.get(slug="eastgate-library", alias_of=None)


def part(client, heading):
    """The section of this id, as text; nothing where there is none."""
    soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
    section = soup.select_one(f"section[aria-labelledby={heading}]")
    return section.get_text(" ", strip=True) if section else ""


def forget(page, weeks):
    """Makes it so long ago that somebody published this page."""
    long_ago = timezone.now() - timedelta(weeks=weeks)
    Page.objects.filter(pk=page.pk).update(last_published_at=long_ago)


def test_begins_with_the_next_sessions_of_all_its_series(log_in):
    client = log_in("partner1")
    soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
    rows = soup.select("section[aria-labelledby=your-sessions] tbody tr")
    assert len(rows) == 6
    assert {"After-work drop-in", "Thursday drop-in at the library"} == {
        next(name for name in ("After-work drop-in", "Thursday drop-in at the library")
             if name in row.get_text())
        for row in rows
    }  # fmt: skip
    assert "Cancel" in rows[0].get_text()
    assert "Change time" in rows[0].get_text()


def test_every_button_has_its_token(log_in, library):
    forget(library, weeks=30)
    soup = BeautifulSoup(log_in("partner1").get("/admin/").content, "html.parser")
    forms = soup.select("main form[method=post]")
    assert len(forms) > 2
    assert all(form.select_one("[name=csrfmiddlewaretoken][value]") for form in forms)


def test_comes_back_here_after_calling_off(log_in, library):
    client = log_in("partner1")
    soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
    link = soup.select_one("section[aria-labelledby=your-sessions] a[href*=cancel]")["href"]
    client.get(link)
    answer = client.post(link, {"reason": "people", "note": "", "next": "/admin/"})
    assert answer["Location"] == "/admin/"


def test_lists_drafts_with_what_they_wait_for(log_in, library):
    make_drop_in(library, live=False, title="Only begun")
    page = DropInPage.objects.get(slug="after-work-drop-in", alias_of=None)
    page.summary = "Other words."
    page.save_revision()
    text = part(log_in("partner1"), "your-drafts")
    assert "Only begun" in text
    assert "Changed, and not published yet" in text
    assert "Only begun" not in part(log_in("partner2"), "your-drafts")


def test_a_page_that_nobody_looked_over_for_long_is_listed_until_one_tap(log_in, library):
    client = log_in("partner1")
    assert library.title not in part(client, "still-right")
    forget(library, weeks=30)
    assert library.title in part(client, "still-right")
    client.post(f"/admin/still-right/{library.pk}/")
    assert part(client, "still-right") == ""


def test_half_a_year_is_the_border(library):
    pages = Page.objects.filter(pk=library.pk)
    forget(library, weeks=25)
    assert list(not_looked_over(pages)) == []
    forget(library, weeks=27)
    assert [page.pk for page in not_looked_over(pages)] == [library.pk]


def test_a_series_is_found_right_by_one_tap(log_in, library):
    series = DropInPage.objects.get(slug="after-work-drop-in", alias_of=None)
    long_ago = timezone.now() - timedelta(weeks=9)
    Check.objects.update_or_create(series=series, defaults={"checked_at": long_ago})
    client = log_in("partner1")
    assert "residents are told to ring first" in part(client, "your-series")
    client.post(f"/admin/dates/of/{series.pk}/right/")
    assert not Check.objects.get(series=series).is_old
    assert "residents are told to ring first" not in part(client, "your-series")


def test_a_series_is_not_asked_about_twice(log_in, library):
    series = DropInPage.objects.get(slug="after-work-drop-in", alias_of=None)
    forget(series, weeks=30)
    client = log_in("partner1")
    assert series.title not in part(client, "still-right")
    assert client.post(f"/admin/still-right/{series.pk}/").status_code == 404


def test_nobody_looks_over_for_others(log_in, library):
    forget(library, weeks=30)
    series = DropInPage.objects.get(slug="after-work-drop-in", alias_of=None)
    client = log_in("partner2")
    assert client.post(f"/admin/still-right/{library.pk}/").status_code == 404
    assert client.post(f"/admin/dates/of/{series.pk}/right/").status_code == 404
    assert client.get(f"/admin/still-right/{library.pk}/").status_code == 405
    assert list(not_looked_over(Page.objects.filter(pk=library.pk))) != []


def test_says_what_would_help_readers(log_in, library):
    make_drop_in(library, make_venue(keeper=library, name="The barn"))
    assert "say of The barn" in part(log_in("partner1"), "your-hints")


def test_begins_a_series_with_what_the_organisation_has_said(log_in, library):
    path = f"/admin/pages/add/events/dropinpage/{library.pk}/"
    soup = BeautifulSoup(log_in("partner1").get(path).content, "html.parser")
    assert soup.select_one("[name=phone]")["value"] == library.phone
    assert (
        soup.select_one("[name=recurrence_first_on]")["value"] == timezone.localdate().isoformat()
    )
    assert [box["value"] for box in soup.select("[name=languages][checked]")] == ["en"]
    assert "Eastgate Library" in soup.select_one("[data-chooser-title]").get_text()


def test_asks_the_database_no_more_for_many_sessions(log_in, library):
    client = log_in("partner1")
    client.get("/admin/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/admin/")
    venue = make_venue(keeper=library)
    for _number in range(8):
        make_drop_in(library, venue)
    with CaptureQueriesContext(connection) as many:
        client.get("/admin/")
    assert len(many) <= len(few) + 8 * 4


def answers_for(title, venue):
    """A new series as somebody sends it whose browser runs no scripts."""
    return {
        "title": title,
        "slug": "",
        "summary": "Tea.",
        "recurrence_rhythm": "weekly 1",
        "recurrence_days": "1",
        "recurrence_first_on": "2026-12-01",
        "start_time": "10:00",
        "end_time": "12:00",
        "bank_holidays": "closed",
        "venue": venue.pk,
        "languages": "en",
        "phone": "01632 960001",
        "people-TOTAL_FORMS": "0",
        "people-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "yes",
    }


def test_a_page_gets_an_address_where_no_script_made_one(log_in, library):
    client, taken = log_in("partner1"), make_drop_in(library, slug="tea-and-talk")
    path = f"/admin/pages/add/events/dropinpage/{library.pk}/"
    assert client.post(path, answers_for("Tea and talk", taken.venue)).status_code == 302
    made = DropInPage.objects.child_of(library).get(title="Tea and talk")
    assert (made.slug, made.live) == ("tea-and-talk-2", True)


@pytest.mark.parametrize(("title", "slug"), [("Poster", "poster-2"), ("Calendar", "calendar-2")])
def test_an_address_that_something_else_needs_is_not_made(log_in, library, title, slug):
    page = make_drop_in(library, slug="tea")
    path = f"/admin/pages/add/events/dropinpage/{library.pk}/"
    log_in("partner1").post(path, answers_for(title, page.venue))
    assert DropInPage.objects.child_of(library).get(title=title).slug == slug


def test_a_venue_made_on_the_way_is_kept_by_who_made_it(log_in, library):
    client = log_in("partner1")
    answers = {"name": "The barn", "street": "1 Lane", "town": "Eastgate", "postcode": "le55aa"}
    answer = client.post("/admin/venues/choose/create/", answers)
    assert answer.json()["step"] == "chosen"
    venue = Venue.objects.get(name="The barn")
    assert (venue.keeper_id, venue.postcode) == (library.pk, "LE5 5AA")
    wrong = client.post("/admin/venues/choose/create/", answers | {"postcode": "nowhere"}).json()
    assert "Write a full postcode" in wrong["htmlFragment"]


def test_a_form_that_says_it_has_a_million_rows_is_not_built(log_in, library):
    page = make_drop_in(library)
    answers = answers_for("A million", page.venue) | {"people-TOTAL_FORMS": "1000000"}
    path = f"/admin/pages/add/events/dropinpage/{library.pk}/"
    text = log_in("partner1").post(path, answers).content.decode()
    assert text.count('name="people-') < 400
    assert not DropInPage.objects.filter(title="A million").exists()

"""A partner changes a drop-in in the admin: what the public then reads, and what is refused."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from events.models import DropInPage, Occurrence
from home.models import Venue
from home.templatetags.words import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def drop_in():
    return DropInPage.objects.get(slug="after-work-drop-in", alias_of=None)


def form_of(client, page):
    """The editor's form as a browser would send it back."""
    answer = client.get(f"/admin/pages/{page.pk}/edit/")
    assert answer.status_code == 200
    form = BeautifulSoup(answer.content, "html.parser").select_one("form#w-editor-form") or (
        BeautifulSoup(answer.content, "html.parser").select_one("form[data-edit-form]")
    )
    data = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        kind = field.get("type")
        if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        if kind in {"submit", "button", "file"}:
            continue
        if field.name == "select":
            chosen = field.select("option[selected]") or field.select("option")[:1]
            value = chosen[0].get("value", "") if chosen else ""
        elif field.name == "textarea":
            value = field.text.lstrip("\n")
        else:
            value = field.get("value", "on" if kind == "checkbox" else "")
        data.setdefault(field["name"], []).append(value)
    return data


def publish(client, page, **changes):
    data = form_of(client, page) | changes | {"action-publish": "action-publish"}
    return client.post(f"/admin/pages/{page.pk}/edit/", data)


def test_a_new_time_shows_in_finder_page_and_structured_data_at_once(log_in, drop_in):
    client = log_in("partner1")
    assert publish(client, drop_in, start_time="18:00", end_time="20:15").status_code == 302
    first = drop_in.occurrences.upcoming().first()
    assert first.local_start.strftime("%H:%M") == "18:00"
    finder = client.get("/drop-ins/?near=Eastgate+Library&day=tue").content.decode()
    assert first.local_start.isoformat() in finder
    page = BeautifulSoup(client.get(drop_in.url).content, "html.parser")
    assert "6pm to 8.15pm" in page.get_text(" ", strip=True)
    data = json.loads(page.select_one('script[type="application/ld+json"]').string)
    event = data[0] if isinstance(data, list) else data.get("@graph", [data])[0]
    assert event["startDate"] == first.local_start.isoformat()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"end_time": "09:00"}, "The end must be later than the start."),
        ({"start_time": "01:30"}, "Choose a start outside 1am to 2am."),
        ({"start_time": "25:00"}, "Enter a valid time."),
        ({"recurrence_last_on": "2020-01-01"}, "The last date is before the first date."),
        ({"recurrence_days": []}, "Choose at least one day of the week."),
        ({"recurrence_rhythm": "secondly 1"}, "Select a valid choice."),
        ({"recurrence_first_on": ""}, "Say on which date it starts."),
        ({"venue": ""}, "This field is required."),
        ({"title": ""}, "This field is required."),
        ({"languages": ["klingon"]}, "Select a valid choice."),
    ],
)
def test_bad_input_is_refused_in_a_sentence_and_nothing_is_saved(
    log_in, drop_in, changes, sentence
):
    client = log_in("partner1")
    before = list(drop_in.occurrences.values())
    answer = publish(client, drop_in, **changes)
    assert answer.status_code == 200
    assert sentence in BeautifulSoup(answer.content, "html.parser").get_text(" ")
    assert list(drop_in.occurrences.values()) == before


def test_a_half_finished_draft_can_be_saved(log_in, drop_in):
    client = log_in("partner1")
    changes = {"recurrence_days": [], "recurrence_first_on": "", "venue": "", "start_time": ""}
    answer = client.post(f"/admin/pages/{drop_in.pk}/edit/", form_of(client, drop_in) | changes)
    assert answer.status_code == 302
    drop_in.refresh_from_db()
    assert drop_in.recurrence is not None  # the public page keeps its rule
    assert drop_in.get_latest_revision_as_object().recurrence is None


def test_the_editor_says_the_rule_in_words_and_lists_dates(log_in, drop_in):
    answer = log_in("partner1").get(f"/admin/pages/{drop_in.pk}/edit/").content.decode()
    assert "Every Tuesday, from" in answer
    assert "Next dates:" in answer
    assert "Call off" in answer


def test_a_partner_calls_one_date_off_and_puts_it_back(log_in, drop_in):
    client = log_in("partner1")
    date = drop_in.occurrences.upcoming().first()
    client.post(f"/admin/dates/{date.pk}/cancel/", {"reason": "people", "note": "Flu."})
    page = client.get(drop_in.url).content.decode()
    assert "Not running" in page
    assert "Flu." in page
    client.post(f"/admin/dates/{date.pk}/put-back/")
    assert Occurrence.objects.get(pk=date.pk).status == "scheduled"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"reason": "because"},
        {"reason": "bank_holiday"},
        {"reason": "other", "note": "x" * 500},
        {"reason": "other", "note": "\x00"},
    ],
)
def test_a_date_is_not_called_off_without_a_good_reason(log_in, drop_in, data):
    date = drop_in.occurrences.upcoming().first()
    answer = log_in("partner1").post(f"/admin/dates/{date.pk}/cancel/", data)
    assert answer.status_code == 200
    assert Occurrence.objects.get(pk=date.pk).status == "scheduled"


@pytest.mark.parametrize("user", ["partner2", "newpartner"])
@pytest.mark.parametrize("what", ["cancel", "put-back", "remove"])
def test_another_partner_cannot_touch_the_dates(log_in, drop_in, user, what):
    client = log_in(user)
    date = drop_in.occurrences.upcoming().first()
    answer = client.post(f"/admin/dates/{date.pk}/{what}/", {"reason": "other"})
    assert answer.status_code == 404
    assert client.get(f"/admin/dates/of/{drop_in.pk}/").status_code == 404
    assert Occurrence.objects.get(pk=date.pk).status == "scheduled"


def test_get_never_changes_a_date(log_in, drop_in):
    client = log_in("partner1")
    date = drop_in.occurrences.upcoming().first()
    assert client.get(f"/admin/dates/{date.pk}/cancel/?reason=other").status_code == 200
    assert client.get(f"/admin/dates/{date.pk}/put-back/").status_code == 200
    assert Occurrence.objects.get(pk=date.pk).changed_at is None


def test_a_date_that_is_over_cannot_be_called_off(log_in, drop_in):
    date = drop_in.occurrences.upcoming().first()
    date.put_at(timezone.now() - timedelta(hours=3), timezone.now() - timedelta(hours=1))
    date.save()
    answer = log_in("partner1").post(f"/admin/dates/{date.pk}/cancel/", {"reason": "other"})
    assert "This date is over" in answer.content.decode()


def test_a_new_rule_asks_about_a_date_that_was_called_off(log_in, drop_in):
    client = log_in("partner1")
    date = drop_in.occurrences.upcoming()[2]
    client.post(f"/admin/dates/{date.pk}/cancel/", {"reason": "people"})
    answer = publish(client, drop_in, recurrence_days=["2"])
    follow = client.get(answer.headers["Location"]).content.decode()
    assert "1 date changed by hand is not in the new rule" in follow
    dates = client.get(f"/admin/dates/of/{drop_in.pk}/").content.decode()
    assert "This date is not in the rule any more." in dates
    client.post(f"/admin/dates/{date.pk}/remove/")
    assert not Occurrence.objects.filter(pk=date.pk).exists()


def test_a_new_partner_can_draft_and_send_but_not_publish(log_in):
    client = log_in("newpartner")
    page = DropInPage.objects.get(slug="sunday-pavilion", alias_of=None)
    before = list(page.occurrences.values())
    publish(client, page, start_time="12:00", end_time="14:00")
    assert list(page.occurrences.values()) == before


def test_a_venue_that_cannot_be_placed_is_refused_on_the_field(log_in):
    client = log_in("partner1")
    venue = Venue.objects.get(name="Eastgate Library")
    answer = client.post(
        f"/admin/venues/edit/{venue.pk}/",
        {"name": "X", "street": "1", "town": "T", "postcode": "LS1 1UR", "keeper": venue.keeper_id},
    )
    assert "We do not know the place of LS1 1UR." in answer.content.decode()
    assert Venue.objects.get(pk=venue.pk).name == "Eastgate Library"


def test_a_partner_begins_with_its_own_series_and_their_next_dates(log_in, drop_in):
    text = log_in("partner1").get("/admin/").content.decode()
    first = drop_in.occurrences.upcoming().first()
    assert drop_in.title in text
    assert f"/admin/dates/of/{drop_in.pk}/" in text
    assert day(first.starts_at) in text
    assert "Monday morning at Noor House" not in text


def test_the_team_begins_with_the_whole_site(log_in):
    assert "Your sessions" not in log_in("team").get("/admin/").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/admin/choose-page/?id={}",
        "/admin/choose-page/{}/",
        "/admin/bulk/wagtailcore/page/delete/?id={}",
        "/admin/bulk/wagtailimages/image/delete/?id={}",
    ],
)
def test_a_number_that_no_database_holds_is_nobodys(log_in, path):
    assert log_in("partner1").get(path.format("9" * 23)).status_code == 404

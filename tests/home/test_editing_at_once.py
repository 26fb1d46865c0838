"""Two people edit the same thing at once: nobody's words are lost, in any form of the admin."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import Closure, DropInPage, Pause
from home import edit_views, overtaking
from home.models import Organisation, Wording
from home.templatetags.words import day
from home.walls import organisations_of
from tests.factories import make_drop_in, make_venue
from tests.factories.courses import make_course, make_run

pytestmark = pytest.mark.django_db
LIBRARY = "eastgate-library"


def login(name: str) -> Client:
    client = Client()
    user = get_user_model().objects.get(username=name)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def form_of(client, address: str) -> dict:
    """The form at an address as a browser without JavaScript would send it back."""
    answer = client.get(address)
    assert answer.status_code == 200
    return fields_of(read(answer))


def fields_of(page: BeautifulSoup) -> dict:
    data = {}
    for field in page.select("main form [name], form[data-edit-form] [name]"):
        kind = field.get("type")
        if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        if field.name == "button" or kind in {"submit", "button", "file"}:
            continue
        if field.name == "select":
            chosen = field.select("option[selected]") or field.select("option")[:1]
            data[field["name"]] = [option.get("value", "") for option in chosen]
        elif field.name == "textarea":
            data[field["name"]] = field.text.removeprefix("\n")
        elif kind == "checkbox" and field["name"] in data:
            data[field["name"]].append(field.get("value", "on"))
        elif kind == "checkbox":
            data[field["name"]] = [field.get("value", "on")]
        else:
            data[field["name"]] = field.get("value", "")
    return data


def tick(answer) -> dict:
    return {"over": read(answer).select_one("input[name=over]")["value"]}


@pytest.fixture
def library():
    return Organisation.objects.get(slug=LIBRARY, alias_of=None)


@pytest.fixture
def series(library):
    return make_drop_in(library, title="Tea", summary="Old words.")


def page_address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def forms() -> dict:
    """Every form in which somebody edits what is stored already."""
    library = Organisation.objects.get(slug=LIBRARY, alias_of=None)
    series = make_drop_in(library, title="Tea", summary="Old words.")
    course = make_course(library)
    run = make_run(course, note="Old")
    pause = Pause.objects.create(
        series=series,
        first_on=timezone.localdate() + timedelta(days=30),
        back_on=timezone.localdate() + timedelta(days=40),
        note="Old",
    )
    day = timezone.localdate() + timedelta(days=50)
    closure = Closure.objects.create(venue=series.venue, first_on=day, last_on=day, note="Old")
    return {
        "series": (page_address(series), series, "summary"),
        "course": (page_address(course), course, "summary"),
        "organisation": (page_address(library), library, "summary"),
        "venue": (reverse("venues:edit", args=[series.venue_id]), series.venue, "access_note"),
        "run": (reverse("course_runs:edit", args=[run.pk]), run, "note"),
        "break": (reverse("change_pause", args=[pause.pk]), pause, "note"),
        "closed days": (reverse("change_closure", args=[closure.pk]), closure, "note"),
        "wording": (
            reverse("wagtailsettings:edit", args=["home", "wording", Wording.load().pk]),
            Wording.load(),
            "phone_hours",
        ),
    }


NAMES = ["series", "course", "organisation", "venue", "run", "break", "closed days", "wording"]


def two_people(name: str) -> list[Client]:
    """Two who may both write there: names are the programme team's own."""
    return [login("admin" if name == "wording" else "partner1"), login("team")]


def stored(row, name: str):
    fresh = type(row).objects.get(pk=row.pk)
    if hasattr(fresh, "get_latest_revision_as_object"):
        fresh = fresh.get_latest_revision_as_object()
    return getattr(fresh, name)


@pytest.mark.parametrize("name", NAMES)
def test_who_comes_second_is_told_and_nothing_of_either_is_lost(name):
    address, row, field = forms()[name]
    ann, ben = two_people(name)
    his, hers = form_of(ben, address), form_of(ann, address)
    assert ann.post(address, hers | {field: "Her words."}).status_code == 302
    refused = ben.post(address, his | {field: "His words."})
    assert refused.status_code == 200
    assert stored(row, field) == "Her words."
    box = read(refused).select_one("section.overtaken")
    cells = [cell.get_text(strip=True) for cell in box.select("tbody td")]
    assert cells == ["Her words.", "His words."]
    assert fields_of(read(refused))[field] == "His words."
    again = ben.post(address, fields_of(read(refused)))
    assert again.status_code == 200
    assert stored(row, field) == "Her words."
    assert ben.post(address, fields_of(read(again)) | tick(again)).status_code == 302
    assert stored(row, field) == "His words."


@pytest.mark.parametrize("name", NAMES)
def test_without_the_guard_the_first_words_are_lost(name, monkeypatch):
    for place in (edit_views, overtaking):
        monkeypatch.setattr(place, "is_up_to_date", lambda form: True)
    address, row, field = forms()[name]
    ann, ben = two_people(name)
    his, hers = form_of(ben, address), form_of(ann, address)
    ann.post(address, hers | {field: "Her words."})
    assert ben.post(address, his | {field: "His words."}).status_code == 302
    assert stored(row, field) == "His words."


def change(client, page, **answers):
    """Saves a page's draft with other answers."""
    address = page_address(page)
    return client.post(address, form_of(client, address) | answers)


def sentence(answer) -> str:
    return read(answer).select_one("section.overtaken p").get_text(strip=True)


ACTIONS = {
    "save a draft": {},
    "publish": {"action-publish": "action-publish"},
    "plan": {
        "action-publish": "action-publish",
        "go_live_at": (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%d %H:%M"),
    },
}


@pytest.mark.parametrize("action", ACTIONS)
def test_every_way_to_save_a_page_is_refused_and_then_keeps_both_in_history(series, action):
    ann, ben = login("partner1"), login("team")
    his = form_of(ben, page_address(series)) | ACTIONS[action]
    change(ann, series, summary="Her words.")
    refused = ben.post(page_address(series), his | {"summary": "His words."})
    assert refused.status_code == 200
    series.refresh_from_db()
    assert series.summary == "Old words."
    assert not series.scheduled_revision
    over = fields_of(read(refused)) | ACTIONS[action] | tick(refused)
    assert ben.post(page_address(series), over).status_code == 302
    texts = [revision.as_object().summary for revision in series.revisions.order_by("pk")]
    assert texts[-2:] == ["Her words.", "His words."]
    series.refresh_from_db()
    assert series.summary == ("His words." if action == "publish" else "Old words.")


def test_sending_for_review_is_a_save_too():
    club = organisations_of(get_user_model().objects.get(username="newpartner")).get()
    page = make_drop_in(club, summary="Old words.")
    address, new = page_address(page), login("newpartner")
    hers = form_of(new, address)
    change(login("team"), page, summary="The team's words.")
    refused = new.post(address, hers | {"summary": "Her words.", "action-submit": "1"})
    assert refused.status_code == 200
    assert page.current_workflow_state is None
    over = fields_of(read(refused)) | tick(refused) | {"action-submit": "1"}
    assert new.post(address, over).status_code == 302
    page = DropInPage.objects.get(pk=page.pk)
    assert page.current_workflow_state is not None
    assert stored(page, "summary") == "Her words."


def test_bringing_a_former_version_back_is_refused_too(series):
    former = series.latest_revision
    ann, ben = login("partner1"), login("team")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[series.pk, former.pk])
    his = form_of(ben, address)
    change(ann, series, summary="Her words.")
    refused = ben.post(address, his)
    assert refused.status_code == 200
    assert stored(series, "summary") == "Her words."
    assert ben.post(address, fields_of(read(refused)) | tick(refused)).status_code == 302
    assert stored(series, "summary") == "Old words."


def test_a_former_version_can_be_brought_back_when_nobody_was_faster(series):
    former = series.latest_revision
    change(login("partner1"), series, summary="Her words.")
    ben = login("team")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[series.pk, former.pk])
    assert ben.post(address, form_of(ben, address)).status_code == 302
    assert stored(series, "summary") == "Old words."


def test_people_in_a_list_within_the_form_are_compared_too(series):
    ann, ben = login("partner1"), login("team")
    his = form_of(ben, page_address(series))
    person = {
        "people-TOTAL_FORMS": "1",
        "people-0-role": "physio",
        "people-0-first_name": "Zofia",
        "people-0-name_agreed_on": "2026-11-01",
        "people-0-ORDER": "1",
        "people-0-id": "",
    }
    assert change(ann, series, **person).status_code == 302
    refused = ben.post(page_address(series), his | {"summary": "His words."})
    [row] = read(refused).select("section.overtaken tbody tr")
    assert "Zofia" in row.get_text(" ")
    assert row.select("td")[1].get_text(strip=True) == "nothing"


def test_only_what_the_other_changed_is_listed(series):
    ann, ben = login("partner1"), login("team")
    his = form_of(ben, page_address(series))
    change(ann, series, phone="01632 960999")
    refused = ben.post(page_address(series), his | {"summary": "His words."})
    [row] = read(refused).select("section.overtaken tbody tr")
    assert row.get_text(" ", strip=True) == "Number to ring 01632 960999 01632 960001"


def test_the_order_of_ticked_boxes_is_no_change(series):
    series.languages = ["ur", "en", "pa"]
    series.save_revision()
    ann, ben = login("partner1"), login("team")
    his = form_of(ben, page_address(series))
    assert change(ann, series).status_code == 302
    assert stored(series, "languages") == ["en", "pa", "ur"]
    assert ben.post(page_address(series), his).status_code == 302


def test_who_it_was_and_when_is_said(series):
    user = get_user_model().objects.get(username="partner1")
    user.first_name = "Ann"
    user.save()
    ben = login("team")
    his = form_of(ben, page_address(series))
    change(login("partner1"), series, summary="Her words.")
    refused = ben.post(page_address(series), his | {"summary": "His words."})
    now = timezone.now()
    assert sentence(refused).startswith(f"Ann changed this while you were writing ({day(now)},")


def test_ones_own_other_window_is_called_that(series):
    ann = login("partner1")
    older = form_of(ann, page_address(series))
    change(ann, series, summary="Newer.")
    refused = ann.post(page_address(series), older | {"summary": "Older."})
    assert sentence(refused).startswith("You changed this yourself in another window")


def test_a_third_person_asks_anew(series):
    ann, ben, cem = login("partner1"), login("team"), login("admin")
    his = form_of(ben, page_address(series))
    change(ann, series, summary="Her words.")
    refused = ben.post(page_address(series), his | {"summary": "His words."})
    change(cem, series, summary="Third words.")
    again = ben.post(page_address(series), fields_of(read(refused)) | tick(refused))
    assert again.status_code == 200
    assert "Third words." in read(again).select_one("section.overtaken").get_text()
    assert stored(series, "summary") == "Third words."


def test_saving_without_a_change_disturbs_nobody(series):
    ann, ben = login("partner1"), login("team")
    his = form_of(ben, page_address(series))
    change(ann, series)
    assert ben.post(page_address(series), his | {"summary": "His."}).status_code == 302


def test_a_page_without_versions_is_guarded_as_well(series):
    series.revisions.all().delete()
    ann, ben = login("partner1"), login("team")
    series.refresh_from_db()
    his = form_of(ben, page_address(series))
    change(ann, series, summary="Her words.")
    assert ben.post(page_address(series), his | {"summary": "His."}).status_code == 200
    assert stored(series, "summary") == "Her words."


def test_what_was_saved_over_stands_in_a_venues_history(series):
    address = reverse("venues:edit", args=[series.venue_id])
    ann, ben = login("partner1"), login("team")
    his = form_of(ben, address)
    ann.post(address, form_of(ann, address) | {"access_note": "Ring the lower bell."})
    refused = ben.post(address, his | {"access_note": "Ring the upper bell."})
    assert ben.post(address, fields_of(read(refused)) | tick(refused)).status_code == 302
    history = ben.get(reverse("venues:history", args=[series.venue_id]))
    assert "Ring the lower bell." in history.content.decode()


def test_a_venue_that_was_deleted_meanwhile_is_not_found(series):
    venue = make_venue(keeper=series.get_parent().specific)
    address, ben = reverse("venues:edit", args=[venue.pk]), login("team")
    his = form_of(ben, address)
    venue.delete()
    assert ben.post(address, his).status_code == 404


HOSTILE = ["=", "title", "title=x title=y", "\0", "🦶‮" * 50, "x" * 30_000, "{{7*7}}"]


@pytest.mark.parametrize("seen", HOSTILE)
def test_marks_that_nobody_wrote_break_nothing(series, seen):
    ben = login("team")
    his = form_of(ben, page_address(series))
    answer = ben.post(page_address(series), his | {"seen": seen, "summary": "x", "over": seen})
    assert answer.status_code in {200, 302}


def test_a_preview_is_never_refused(series):
    ann, ben = login("partner1"), login("team")
    his = form_of(ben, page_address(series))
    change(ann, series, summary="Her words.")
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[series.pk])
    assert ben.post(preview, his | {"summary": "His words."}).json()["is_valid"]


def test_every_form_of_what_is_stored_knows_what_it_was_opened_with():
    """Each address at which somebody edits a row; a new one has to say which kind it is."""
    for address, _row, _field in forms().values():
        assert form_of(login("admin"), address)["seen"], address

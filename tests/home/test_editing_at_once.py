"""Two people edit the same thing at once: nobody's words are lost, in any form of the admin."""

import re
import threading
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry as log_registry

from events.models import Closure, DropInPage, Pause
from home import edit_views, overtaking
from home.models import Organisation, Venue, Wording
from tests.factories import make_drop_in
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


def words(answer) -> str:
    return re.sub(r"\s+", " ", read(answer).get_text(" "))


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


class Form:
    """One form of the admin: its address, two answers in it, and what is stored."""

    def __init__(self, address, row, first, second, people=("partner1", "team")):
        self.address, self.row = address, row
        (self.first, _theirs), (self.second, _mine) = first, second
        self.first_is, self.second_is = first[1], second[1]
        self.people = people

    def stored(self, name: str):
        row = type(self.row).objects.get(pk=self.row.pk)
        if hasattr(row, "get_latest_revision_as_object"):
            row = row.get_latest_revision_as_object()
        return getattr(row, name)


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


def stored(row, name: str):
    fresh = type(row).objects.get(pk=row.pk)
    if hasattr(fresh, "get_latest_revision_as_object"):
        fresh = fresh.get_latest_revision_as_object()
    return getattr(fresh, name)


@pytest.mark.parametrize("name", NAMES)
def test_who_comes_second_is_told_and_nothing_of_either_is_lost(name):
    address, row, field = forms()[name]
    # The team's two logins stand for two partners where only the team may write.
    ann, ben = login("admin" if name == "wording" else "partner1"), login("team")
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
    ann, ben = login("admin" if name == "wording" else "partner1"), login("team")
    his, hers = form_of(ben, address), form_of(ann, address)
    ann.post(address, hers | {field: "Her words."})
    assert ben.post(address, his | {field: "His words."}).status_code == 302
    assert stored(row, field) == "His words."

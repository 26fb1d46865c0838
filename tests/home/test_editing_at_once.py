"""Two people edit the same thing at once: nobody's words are lost, in any form of the admin."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, get_page_models

from events.models import Closure, Pause
from home import edit_views, overtaking
from home.models import Organisation, Wording
from home.viewsets import venues
from tests.factories import make_drop_in, make_venue
from tests.factories.courses import make_course, make_run
from tests.home.editing import (
    fields_of,
    form_of,
    login,
    page_address,
    read,
    stored,
    tick,
)  # fmt: skip
from training.viewsets import training

pytestmark = pytest.mark.django_db
LIBRARY = "eastgate-library"


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


def test_every_form_of_what_is_stored_knows_what_it_was_opened_with():
    """Each address at which somebody edits a row; a new one has to say which kind it is."""
    for address, _row, _field in forms().values():
        assert form_of(login("admin"), address)["seen"], address


def test_no_view_that_edits_a_row_does_without_the_guard():
    viewsets = [venues, *training.items]
    editing = [each.edit_view_class for each in viewsets if each.has_address("edit")]
    assert len(editing) == 2
    assert all(issubclass(view, edit_views.NothingLostMixin) for view in editing)


def test_the_form_of_every_kind_of_page_carries_its_marks():
    client = login("admin")
    for model in set(get_page_models()) - {Page}:  # only the root is of no kind
        assert issubclass(model.get_edit_handler().get_form_class(), overtaking.SeenMixin)
        page = model.objects.filter(alias_of=None, depth__gt=1).first()
        if page:
            assert "title=" in form_of(client, page_address(page))["seen"], model

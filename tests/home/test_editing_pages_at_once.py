"""Two people at one page: drafts, publishing, plans, reviews and former versions."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from events.models import DropInPage
from home.templatetags.words import day
from home.walls import organisations_of
from tests.factories import make_drop_in
from tests.home.editing import (
    change,
    fields_of,
    form_of,
    login,
    page_address,
    read,
    sentence,
    stored,
    tick,
)  # fmt: skip

pytestmark = pytest.mark.django_db


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


def test_a_preview_is_never_refused(series):
    ann, ben = login("partner1"), login("team")
    his = form_of(ben, page_address(series))
    change(ann, series, summary="Her words.")
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[series.pk])
    assert ben.post(preview, his | {"summary": "His words."}).json()["is_valid"]

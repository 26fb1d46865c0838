"""How course dates go from draft to public and back, who may do so, and what they read."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model

from tests.factories.courses import (
    in_days,
    letters_about,
    make_booking,
    make_course,
    make_run,
    status_of,
)
from tests.training.run_admin import address, now, partner, said, text_of
from training.models import CourseRun
from training.runs import RunState

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return make_run(make_course(partner("eastgate-library"), title="Listening"), sessions=2)


@pytest.fixture
def club_run():
    """An open run of the partner whose work is reviewed."""
    return make_run(make_course(partner("kestrel-park-club")))


def test_a_publisher_opens_closes_and_opens_again(log_in, run):
    client = log_in("partner1")
    CourseRun.objects.filter(pk=run.pk).update(state=RunState.DRAFT)
    assert "Open: people can book now." in said(client, client.post(address(run, "open")))
    assert "Closed:" in said(client, client.post(address(run, "close")))
    assert now(run).state == RunState.CLOSED
    client.post(address(run, "open"))
    assert now(run).state == RunState.OPEN


def test_what_keeps_dates_from_opening_is_said_before_and_after(log_in, run):
    client = log_in("partner1")
    CourseRun.objects.filter(pk=run.pk).update(state=RunState.DRAFT, closes_at=in_days(-1))
    page = client.get(address(run))
    assert "Its closing time is over." in text_of(page)
    assert address(run, "open") not in page.content.decode()
    answer = client.post(address(run, "open"))
    assert "Its closing time is over." in said(client, answer)
    assert now(run).state == RunState.DRAFT


def test_an_editor_who_is_reviewed_proposes_and_the_team_answers(log_in, club_run):
    CourseRun.objects.filter(pk=club_run.pk).update(state=RunState.DRAFT)
    client = log_in("newpartner")
    page = client.get(address(club_run)).content.decode()
    assert address(club_run, "propose") in page
    assert address(club_run, "open") not in page
    assert client.post(address(club_run, "open")).status_code == 302
    assert now(club_run).state == RunState.DRAFT
    client.post(address(club_run, "propose"))
    assert now(club_run).state == RunState.PROPOSED
    assert client.post(address(club_run, "send-back"), {"answer": "No"}).status_code == 302
    assert now(club_run).state == RunState.PROPOSED
    log_in("team").post(address(club_run, "send-back"), {"answer": "Which room?"})
    assert (now(club_run).state, now(club_run).answer) == (RunState.DRAFT, "Which room?")
    assert "Sent back: Which room?" in text_of(log_in("newpartner").get(address(club_run)))


def test_a_proposal_is_not_sent_back_without_a_word(log_in, club_run):
    user = get_user_model().objects.get(username="newpartner")
    CourseRun.objects.filter(pk=club_run.pk).update(state="proposed", proposed_by=user)
    answer = log_in("team").post(address(club_run, "send-back"), {"answer": " "})
    assert "Write what should be changed." in text_of(answer)
    assert now(club_run).state == RunState.PROPOSED


def test_public_dates_are_not_changed_by_an_editor_who_is_reviewed(log_in, club_run):
    booking = make_booking(club_run)
    client = log_in("newpartner")
    page = client.get(address(club_run))
    assert "To change or cancel them, ask the programme team." in text_of(page)
    assert booking.reference in text_of(page)
    assert not BeautifulSoup(page.content, "html.parser").select("#w-editor-form")
    form = {"capacity": "99", "note": "Mine", "sessions-TOTAL_FORMS": "0"}
    for step in ("edit", "close", "cancel"):
        assert client.post(address(club_run, step), form).status_code == 302
    assert client.post(f"/admin/course-dates/delete/{club_run.pk}/").status_code == 302
    assert list(CourseRun.objects.filter(pk=club_run.pk).values()) == [
        CourseRun.objects.filter(pk=club_run.pk).values()[0]
    ]
    assert (now(club_run).capacity, now(club_run).state) == (10, RunState.OPEN)


def test_cancelling_asks_first_and_writes_to_everybody(log_in, run):
    booking = make_booking(run)
    client = log_in("partner1")
    assert "1 booking is cancelled too" in text_of(client.get(address(run, "cancel")))
    assert now(run).state == RunState.OPEN
    answer = client.post(address(run, "cancel"))
    assert "Cancelled. 1 person gets a letter." in said(client, answer)
    assert (now(run).state, status_of(booking)) == (RunState.CANCELLED, "cancelled")
    assert letters_about(booking)[-1] == "training.run_cancelled"
    page = client.get(address(run))
    assert not BeautifulSoup(page.content, "html.parser").select("#w-editor-form")
    assert "It is cancelled already." in said(client, client.post(address(run, "cancel")))


def test_a_draft_is_not_cancelled_and_so_made_public(log_in, run):
    CourseRun.objects.filter(pk=run.pk).update(state=RunState.DRAFT)
    client = log_in("partner1")
    assert "Delete it instead." in said(client, client.post(address(run, "cancel")))
    assert now(run).state == RunState.DRAFT


@pytest.mark.parametrize("step", ["propose", "open", "close"])
def test_a_look_changes_nothing(log_in, run, step):
    assert log_in("partner1").get(address(run, step)).status_code == 405


@pytest.mark.parametrize("step", ["propose", "send-back"])
def test_a_step_out_of_turn_is_a_sentence(log_in, run, step):
    client = log_in("partner1")
    answer = client.post(address(run, step), {"answer": "x"})
    assert answer.status_code == 302
    assert now(run).state == RunState.OPEN


def test_every_step_is_in_the_history_of_the_course_without_names(log_in, run):
    booking = make_booking(run, name="Quentin Question")
    client = log_in("partner1")
    for step in ("close", "open", "cancel"):
        client.post(address(run, step))
    history = text_of(client.get(f"/admin/pages/{run.course_id}/history/"))
    for words in ("Closed dates for booking: ", "Opened dates", "Cancelled dates: "):
        assert words in history
    assert "Quentin" not in history
    assert booking.reference not in history


@pytest.mark.parametrize("who", ["partner2", "newpartner"])
@pytest.mark.parametrize(
    "step",
    ["edit", "propose", "open", "close", "send-back", "cancel", "copy", "repeat", "preview"],
)
def test_another_partners_dates_do_not_exist(log_in, run, who, step):
    client = log_in(who)
    for answer in (client.get(address(run, step)), client.post(address(run, step))):
        assert answer.status_code in {404, 405}
        assert "Listening" not in answer.content.decode()
    assert now(run).state == RunState.OPEN

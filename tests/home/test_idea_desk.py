"""The team reads, shows, shortens, answers and puts away; what is not shown goes."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from home.models import Idea
from tests.factories.ideas import (
    ADDRESS,
    name_answers,
    only_idea,
    question_answers,
    read,
    send,
    shown,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_wrote_yet")]


def test_the_team_sees_how_many_wait_and_reads_them(team):
    assert "or question waits" not in team.get("/admin/").content.decode()
    send(Client(), name_answers())
    home = team.get("/admin/").content.decode()
    assert "1 idea or question waits" in home
    assert "Ideas (1)" in home
    page = read(team, "/admin/ideas/")
    assert "Knees and Tea" in page.get_text()
    assert "Waiting (1)" in page.get_text()


def test_show_put_away_and_let_wait_again(client, team):
    send(Client(), name_answers())
    for state, words in [("shown", ["Knees and Tea"]), ("away", []), ("waiting", [])]:
        answer = team.post(f"/admin/ideas/{only_idea().pk}/decide/", {"state": state})
        assert answer.status_code == 302
        assert only_idea().state == state
        assert shown() == words
    assert only_idea().decided_by is None


def test_the_team_shortens_and_answers_and_what_stood_there_is_gone(client, team):
    send(Client(), question_answers("I am Zoe Private. May I bring my sister?"))
    answers = {"text": "May I bring my sister?", "answer": "Yes. Bring whom you like."}
    answers["seen"] = only_idea().seal
    assert team.post(f"/admin/ideas/{only_idea().pk}/", answers).status_code == 302
    page = client.get(ADDRESS).content.decode()
    assert "May I bring my sister?" in page
    assert "Yes. Bring whom you like." in page
    assert "Zoe" not in repr(Idea.objects.values().get())
    assert only_idea().decided_by.username == "team"
    answered_at = only_idea().answered_at
    answers["seen"] = only_idea().seal
    team.post(f"/admin/ideas/{only_idea().pk}/", {**answers, "text": "May she come?"})
    assert (only_idea().text, only_idea().answered_at) == ("May she come?", answered_at)
    answers["seen"] = only_idea().seal
    team.post(f"/admin/ideas/{only_idea().pk}/", {**answers, "answer": ""})
    assert (only_idea().answer, only_idea().answered_at) == ("", None)


def test_two_who_answer_at_once_lose_nothing(team):
    send(Client(), question_answers("May I bring my sister?"))
    idea, answers = only_idea(), {"text": "May I bring my sister?", "seen": only_idea().seal}
    path = f"/admin/ideas/{idea.pk}/"
    team.post(path, answers | {"answer": "Yes. Bring whom you like."})
    page = team.post(path, answers | {"answer": "Ask the host."})
    words = read(team, path).get_text()
    assert "Somebody else has changed this" in page.content.decode()
    assert "Yes. Bring whom you like." in page.content.decode()
    assert "Ask the host." in page.content.decode()
    assert only_idea().answer == "Yes. Bring whom you like."
    assert "Yes. Bring whom you like." in words
    again = answers | {"answer": "Ask the host.", "seen": only_idea().seal}
    assert team.post(path, again).status_code == 302
    assert only_idea().answer == "Ask the host."


def test_nothing_is_not_shown(team):
    send(Client(), question_answers())
    answer = team.post(f"/admin/ideas/{only_idea().pk}/", {"text": " "})
    assert "Something has to be shown. Or put it away." in answer.content.decode()
    assert only_idea().state == "waiting"


def test_all_that_looks_automatic_is_put_away_together(team):
    send(Client(), name_answers())
    for number in range(3):
        send(Client(), name_answers(f"www.{number}"))
    page = team.get("/admin/ideas/?state=automatic").content.decode()
    assert "There is a web address in it." in page
    assert team.post("/admin/ideas/put-away-automatic/").status_code == 302
    states = Idea.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["waiting", "away", "away", "away"]


@pytest.mark.parametrize("state", ["automatic", "nonsense", "", None])
def test_no_other_decision_is_taken(team, state):
    send(Client(), name_answers())
    said = {} if state is None else {"state": state}
    assert team.post(f"/admin/ideas/{only_idea().pk}/decide/", said).status_code == 404
    assert only_idea().state == "waiting"


def test_the_gate_is_what_keeps_partners_out(log_in, settings):
    send(Client(), name_answers())
    partner = log_in("partner1")
    row = f"/admin/ideas/{only_idea().pk}/"
    addresses = ["/admin/ideas/", row, f"{row}decide/", "/admin/ideas/put-away-automatic/"]
    for address in addresses:
        assert partner.get(address).status_code == 404
        assert partner.post(address, {"state": "shown"}).status_code == 404
    assert "Ideas" not in partner.get("/admin/").content.decode()
    assert only_idea().state == "waiting"
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "TeamOnly" not in each]
    unguarded = Client()
    unguarded.cookies = partner.cookies
    unguarded.post(f"{row}decide/", {"state": "shown"})
    assert only_idea().state == "shown"


def test_what_is_not_shown_goes_after_thirty_days_and_what_waits_stays(db):
    old, young = timedelta(days=31), timedelta(days=29)
    now = timezone.now()
    for state in Idea.State.values:
        for age in (old, young):
            decided = now - age if state in ("shown", "away") else None
            Idea.objects.create(
                kind="question",
                text=f"{state} {age.days}",
                digest=f"{state}{age}",
                state=state,
                made_at=now - age,
                decided_at=decided,
            )
    call_command("worker", "--once")
    left = set(Idea.objects.values_list("text", flat=True))
    assert left == {
        "waiting 31",
        "waiting 29",
        "shown 31",
        "shown 29",
        "away 29",
        "automatic 29",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "name", "element": ""},
        {"kind": "question", "element": "drop-ins"},
        {"kind": "question", "state": "shown"},
        {"kind": "question", "answer": "Yes"},
    ],
)
def test_the_database_holds_what_must_be_true(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Idea.objects.create(**{"state": "waiting", "text": "x", "digest": "x", **fields})


def test_the_privacy_page_says_why_and_how_long(client):
    words = client.get("/privacy/").content.decode()
    assert "When you suggest a name or ask a question" in words
    assert "is deleted after thirty days" in words


def test_every_page_leads_there(client):
    assert read(client, "/").select('footer a[href="/ideas/"]')
    assert read(client, "/").select('main a[href="/ideas/"]')
    assert read(client, "/updates/").select('main a[href="/ideas/"]')

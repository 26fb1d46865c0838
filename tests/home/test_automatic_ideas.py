"""What looks as if a program had sent it is kept apart; people always get through."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from home.models import Idea
from home.suggesting import MOST_AUTOMATIC, MOST_IN_AN_HOUR
from tests.factories.ideas import (
    ADDRESS,
    name_answers,
    only_idea,
    question_answers,
    read,
    send,
    show,
    shown,
    stamp_from,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_wrote_yet")]


@pytest.mark.parametrize(
    "stamp",
    [{"seconds": 3}, {"hours": 9}, {"days": 29}],
    ids=["quick with a paste", "slow", "a tab of last month"],
)
@pytest.mark.parametrize("text", ["Knees and Tea", "گھٹنے اور چائے", "Чай и колени", "膝盖和茶"])
def test_people_who_are_slow_or_quick_in_any_script_are_not_sorted_out(client, stamp, text):
    send(client, name_answers(text, stamp=stamp_from(**stamp)))
    assert only_idea().state == "waiting"


SIGNS = [
    ({"website": "https://spam.example"}, "trap"),
    ({"stamp": ""}, "stamp"),
    ({"stamp": "form:abc:def"}, "stamp"),
    ({"stamp": stamp_from(days=31)}, "stamp"),
    ({"name": "Win at casino.shop"}, "link"),
    ({"why": "See http://spam.example now"}, "link"),
    ({"why": "[url=x]y[/url]"}, "link"),
    ({"why": "<script>alert(1)</script>"}, "code"),
    ({"why": '=HYPERLINK("x")'}, "code"),
    ({"why": "hello bcc: bob@example.org"}, "code"),
]


@pytest.mark.parametrize(("fields", "sign"), SIGNS)
def test_what_looks_automatic_is_thanked_for_and_kept_apart(client, team, fields, sign):
    answer = send(Client(), name_answers(**fields))
    assert (answer.status_code, answer["Location"]) == (303, f"{ADDRESS}?sent=1")
    assert (only_idea().state, only_idea().sign) == ("automatic", sign)
    show(team, only_idea())  # a person with a filling browser: the team sees what it is
    assert len(shown()) == 1


@pytest.mark.parametrize("was_put_away", [False, True])
def test_a_person_is_read_whose_words_a_program_sent_before(client, team, was_put_away):
    send(Client(), name_answers(stamp=""))
    assert only_idea().state == "automatic"
    if was_put_away:
        team.post("/admin/ideas/put-away-automatic/")
    send(client, name_answers())
    assert (only_idea().state, only_idea().sign, only_idea().times) == ("waiting", "", 2)


def test_what_the_team_put_away_after_reading_stays_away(client, team):
    send(client, name_answers())
    team.post(f"/admin/ideas/{only_idea().pk}/decide/", {"state": "away"})
    send(Client(), name_answers())
    assert (only_idea().state, only_idea().times) == ("away", 2)


def test_sent_in_no_time_looks_automatic(client):
    stamp = read(client).select_one("[name=stamp]")["value"]
    send(client, name_answers(stamp=stamp))
    assert (only_idea().state, only_idea().sign) == ("automatic", "quick")


def test_a_flood_does_not_fill_the_list_of_the_team_and_loses_nobody(client):
    for number in range(MOST_IN_AN_HOUR + 20):
        assert send(client, question_answers(f"Is it on day {number}?")).status_code == 303
    assert Idea.objects.waiting().count() == MOST_IN_AN_HOUR
    assert set(Idea.objects.automatic().values_list("sign", flat=True)) == {"many"}
    Idea.objects.update(made_at=timezone.now() - timedelta(hours=2))
    send(client, question_answers("And now?"))
    assert Idea.objects.get(text="And now?").state == "waiting"


def test_when_very_much_looks_automatic_a_person_is_told_how_to_get_through(client):
    Idea.objects.bulk_create(
        Idea(kind="question", text=f"http://{n}", digest=str(n), state="automatic", sign="link")
        for n in range(MOST_AUTOMATIC)
    )
    answer = send(client, question_answers("Do you know nhs.example.org?"))
    page = BeautifulSoup(answer.content, "html.parser")
    assert "Take out web addresses" in page.select_one(".problem").get_text()
    assert page.textarea.get_text().strip() == "Do you know nhs.example.org?"
    assert send(client, question_answers("Do you know the one?")).status_code == 303
    assert Idea.objects.get(kind="question", state="waiting").text == "Do you know the one?"

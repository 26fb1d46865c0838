"""Ideas and questions: written without a name, and shown when the team says so."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization

from home.models import Idea, Wording
from tests.factories.ideas import (
    ADDRESS,
    name_answers,
    only_idea,
    question_answers,
    read,
    send,
    show,
    shown,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_wrote_yet")]


def test_a_name_waits_for_the_team_and_the_page_says_so(client):
    answer = send(client, name_answers())
    assert (answer.status_code, answer["Location"]) == (303, f"{ADDRESS}?sent=1")
    idea = only_idea()
    assert (idea.kind, idea.element, idea.text, idea.why, idea.state, idea.sign) == (
        "name",
        "drop-ins",
        "Knees and Tea",
        "There is tea.",
        "waiting",
        "",
    )
    page = read(client, answer["Location"])
    assert page.h1.get_text(strip=True) == "Thank you"
    assert "Somebody from the team reads it. If it is shown, it stands here." in page.get_text()
    assert shown() == []


def test_a_question_waits_too(client):
    assert send(client, question_answers()).status_code == 303
    assert (only_idea().kind, only_idea().element) == ("question", "")
    assert (only_idea().text, only_idea().state) == ("May I bring my sister?", "waiting")


def test_nothing_is_stored_of_who_wrote(client):
    client.post(
        ADDRESS,
        name_answers(name="Knees"),
        headers={"User-Agent": "Zoe's telephone", "X-Forwarded-For": "203.0.113.9"},
        REMOTE_ADDR="203.0.113.9",
    )
    assert "203.0.113.9" not in repr(Idea.objects.values().get())
    assert "Zoe" not in repr(Idea.objects.values().get())
    assert str(only_idea()) == f"idea {only_idea().pk}"


def test_the_names_of_the_elements_are_the_public_ones(client):
    wording = Wording.load()
    wording.drop_in_name = "The Neighbourhood Pop-In"
    wording.save()
    labels = [label.get_text(strip=True) for label in read(client).select(".ticks label")]
    assert labels[0] == "The Neighbourhood Pop-In"
    assert len(labels) == 4


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (name_answers(""), "Write a name."),
        (name_answers("!!!"), "Write it in words."),
        (name_answers("\u200b\u200d"), "Write it in words."),
        (name_answers("a" * 61), "This is too long: write 60 letters at most."),
        (name_answers(why="a" * 10_000), "This is too long: write 200 letters at most."),
        (name_answers(element="clinic"), "Choose what the name is for."),
        (name_answers(element=""), "Choose what the name is for."),
        (question_answers(" \x00 "), "Write your question."),
        (question_answers("a" * 301), "This is too long: write 300 letters at most."),
        ({}, "Write a name."),
        ({"kind": "nonsense"}, "Write a name."),
    ],
)
def test_what_is_missing_or_too_long_gets_a_sentence_and_keeps_the_words(client, answers, sentence):
    answer = send(client, answers)
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 200
    assert page.title.get_text().startswith("Error: ")
    [problem, *_more] = page.select(".problem a")
    sentences = [link.get_text() for link in page.select(".problem a")]
    assert sentence in sentences
    assert page.select_one(problem["href"])
    assert Idea.objects.count() == 0
    if answers.get("why"):
        assert page.select_one("#name_why")["value"] == answers["why"]
    if "stamp" in answers:
        assert answers["stamp"] in [each["value"] for each in page.select("[name=stamp]")]


HARMLESS = ["{{7*7}}", "=HYPERLINK()", "نام \u202e الٹا", "👋 hello", "o'; DROP TABLE x; --"]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_hostile_text_is_only_text(client, team, text):
    assert send(Client(), question_answers(f"{text}\x00\r\n<b>x</b>")).status_code == 303
    show(team, only_idea())
    [words] = shown()
    assert words == f"{text} <b>x</b>".replace("\u202e ", "")
    assert not read(Client()).select(".idea b")


def test_a_post_from_another_site_is_refused_with_a_sentence():
    answer = send(Client(enforce_csrf_checks=True), name_answers())
    assert answer.status_code == 403
    assert "Please send it again" in answer.content.decode()
    assert Idea.objects.count() == 0


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


def test_pressed_twice_is_kept_once(client):
    answers = name_answers()
    for each in (answers, answers, name_answers("KNEES  and tea")):
        assert send(client, each).status_code == 303
    assert (Idea.objects.count(), only_idea().times) == (1, 3)


def test_the_same_name_for_another_reason_is_another_idea(client):
    send(client, name_answers())
    send(client, name_answers(why="It says what it is."))
    send(client, name_answers(element="learning"))
    assert Idea.objects.count() == 3


def test_names_stand_by_their_element_the_newest_first_then_questions(client, team):
    for text, element in [("One", "training"), ("Two", "drop-ins"), ("Three", "drop-ins")]:
        send(Client(), name_answers(text, element=element))
        show(team, Idea.objects.get(text=text))
    send(Client(), question_answers("Four?"))
    show(team, Idea.objects.get(text="Four?"))
    assert shown() == ["Three", "Two", "One", "Four?"]
    headings = [each.get_text(" ", strip=True) for each in read(client).select("main h3")]
    assert headings == [
        "Names for Community Health Drop-In",
        "Names for Workforce learning offer",
        "Questions",
    ]


def test_a_long_list_has_pages_and_asks_the_database_no_more(client, team):
    def count():
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        return len(queries)

    client.logout()
    few = count()
    now = timezone.now()
    Idea.objects.bulk_create(
        Idea(kind="question", text=f"{n}?", digest=str(n), state="shown", decided_at=now)
        for n in range(31)
    )
    assert len(shown()) == 30
    assert "Page 1 of 2" in client.get(ADDRESS).content.decode()
    assert len(read(client, f"{ADDRESS}?page=2").select(".idea")) == 1
    assert client.get(f"{ADDRESS}?page=abc").status_code == 200
    assert count() <= few + 1


def test_an_idea_in_urdu_is_marked_on_the_english_page_and_the_other_way_round(client, team):
    locale = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=locale, sync_from=Locale.get_default())
    visitor = Client()
    answer = visitor.post(f"/ur{ADDRESS}", name_answers("گھٹنے"))
    assert answer["Location"] == f"/ur{ADDRESS}?sent=1"
    send(visitor, question_answers("May I?"))
    for idea in Idea.objects.all():
        show(team, idea)
    marks = [each.get("lang") for each in read(visitor).select(".idea")]
    assert marks == ["ur", None]
    page = read(visitor, f"/ur{ADDRESS}")
    assert [each.get("lang") for each in page.select(".idea")] == [None, "en"]
    assert {each.get("lang") for each in page.select(".ticks label span")} == {"en"}

"""Ideas and questions: written without a name, read by the team first, shown when it says so."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization

from home.models import Idea, Wording
from home.suggesting import MOST_AUTOMATIC, MOST_IN_AN_HOUR
from tests.factories.ideas import (
    ADDRESS,
    name_answers,
    only_idea,
    question_answers,
    send,
    stamp_from,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_wrote_yet(db):
    """The demo's own ideas are not there."""
    Idea.objects.all().delete()


@pytest.fixture
def team(log_in):
    """Somebody of the programme team at the admin."""
    return log_in("team")


def read(client, address=ADDRESS) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def shown(client) -> list[str]:
    """What the public reads, in its order."""
    return [text.get_text() for text in read(Client(), ADDRESS).select(".idea")]


def show(team, idea, **said):
    return team.post(f"/admin/ideas/{idea.pk}/decide/", {"state": "shown", **said})


# Writing


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
    assert shown(client) == []


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
    [words] = shown(client)
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


# People, in all their ways


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
    assert len(shown(client)) == 1


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


# What is shown


def test_names_stand_by_their_element_the_newest_first_then_questions(client, team):
    for text, element in [("One", "training"), ("Two", "drop-ins"), ("Three", "drop-ins")]:
        send(Client(), name_answers(text, element=element))
        show(team, Idea.objects.get(text=text))
    send(Client(), question_answers("Four?"))
    show(team, Idea.objects.get(text="Four?"))
    assert shown(client) == ["Three", "Two", "One", "Four?"]
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
    assert len(shown(client)) == 30
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


# The team


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
        assert shown(client) == words
    assert only_idea().decided_by is None


def test_the_team_shortens_and_answers_and_what_stood_there_is_gone(client, team):
    send(Client(), question_answers("I am Zoe Private. May I bring my sister?"))
    answers = {"text": "May I bring my sister?", "answer": "Yes. Bring whom you like."}
    assert team.post(f"/admin/ideas/{only_idea().pk}/", answers).status_code == 302
    page = client.get(ADDRESS).content.decode()
    assert "May I bring my sister?" in page
    assert "Yes. Bring whom you like." in page
    assert "Zoe" not in repr(Idea.objects.values().get())
    assert only_idea().decided_by.username == "team"
    answered_at = only_idea().answered_at
    team.post(f"/admin/ideas/{only_idea().pk}/", {**answers, "text": "May she come?"})
    assert (only_idea().text, only_idea().answered_at) == ("May she come?", answered_at)
    team.post(f"/admin/ideas/{only_idea().pk}/", {**answers, "answer": ""})
    assert (only_idea().answer, only_idea().answered_at) == ("", None)


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


# How long


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

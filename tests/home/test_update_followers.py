"""Following updates by e-mail: asked for, confirmed by a button, stopped by one tap."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from home.letters import Letter
from home.links import make_token
from home.models import UpdateFollower, UpdatePage
from home.update_followers import ALREADY, CONFIRM, UPDATE, follow
from tests.factories import in_future
from tests.factories.followers import body_of, deliver
from tests.factories.updates import EMAIL, kinds, link_in, make_update, make_update_follower

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letter_files")]
FORM = "/updates/follow/"


@pytest.fixture
def follower(letter_files) -> UpdateFollower:
    """Somebody who asked, pressed the button, and has read the letter."""
    return make_update_follower()


# Asking


@pytest.mark.parametrize("address", ["/", "/updates/"])
def test_the_pages_with_updates_lead_to_the_form(client, address):
    assert f'href="{FORM}"' in client.get(address).content.decode()


def test_from_the_form_to_the_first_update_and_the_last_letter(client):
    answer = client.post(FORM, {"email": EMAIL})
    assert (answer.status_code, answer["Location"]) == (303, f"{FORM}?sent=1")
    assert "Now look at your e-mails" in client.get(answer["Location"]).content.decode()
    make_update(1)
    [letter] = deliver()  # who has not confirmed hears nothing
    assert letter["Subject"].startswith("Please confirm: updates of ")
    link = link_in(letter)
    assert f"https://portal.example.org{link}\n" in body_of(letter)
    assert "Yes, tell me" in client.get(link).content.decode()
    answer = client.post(link, {"answer": "yes"})
    assert answer.status_code == 303
    assert "We tell you of updates" in client.get(answer["Location"]).content.decode()
    assert UpdateFollower.objects.get().expires_on == in_future(365)
    make_update(2, title="Chairs with arms", summary="Every room has four.", kind="changed")
    [letter] = deliver()
    assert letter["Subject"] == "Chairs with arms"
    body = body_of(letter)
    for words in ("What we changed", "Every room has four.", "org/updates/update-2/\n", link):
        assert words in body or words == link
    assert "We delete your address on" in body
    answer = client.post(link_in(letter), {"answer": "stop"})
    assert answer.status_code == 200
    assert "Your address is deleted." in answer.content.decode()
    assert UpdateFollower.objects.count() == 0
    make_update(3)
    assert deliver() == []
    assert client.get(link).status_code == 404


def test_the_answer_is_the_same_whoever_is_there_already(client, follower):
    follow("asked@example.org", "en")
    pages = set()
    for email in ("new@example.org", EMAIL, EMAIL.upper(), "asked@example.org"):
        answer = client.post(FORM, {"email": email})
        page = client.get(answer["Location"])
        pages.add((answer.status_code, answer["Location"], answer.content, page.content))
    assert len(pages) == 1
    assert UpdateFollower.objects.count() == 3


def test_who_hears_already_gets_a_letter_that_says_so(client, follower):
    client.post(FORM, {"email": EMAIL})
    client.post(FORM, {"email": EMAIL})
    [letter] = deliver()
    assert letter["Subject"].startswith("You already hear of updates: ")
    assert kinds() == [ALREADY]


@pytest.mark.parametrize("confirmed", [True, False])
def test_nobody_is_bombed_however_long_a_program_asks(client, confirmed):
    if confirmed:
        make_update_follower()
    for _time in range(50):
        client.post(FORM, {"email": EMAIL})
        Letter.objects.update(made_at=timezone.now() - timedelta(minutes=11))
    assert kinds() == [ALREADY if confirmed else CONFIRM] * 3
    Letter.objects.update(made_at=timezone.now() - timedelta(days=1))
    client.post(FORM, {"email": EMAIL})
    assert len(kinds()) == 4


@pytest.mark.parametrize(
    "email",
    [
        "",
        "ann",
        "ann@example.org\r\nBcc: bob@example.org",
        "a" * 9000 + "@x.org",
        "{{7*7}}",
        "\x00",
    ],
)
def test_what_is_no_address_gets_a_sentence_and_makes_nothing(client, email):
    answer = client.post(FORM, {"email": email})
    assert answer.status_code == 200
    assert "<title>Error: " in answer.content.decode()
    assert UpdateFollower.objects.count() == Letter.objects.count() == 0


def test_a_post_from_another_site_is_refused(follower):
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(FORM, {"email": "bob@example.org"}).status_code == 403
    assert UpdateFollower.objects.get() == follower


def test_one_row_for_an_address_is_held_by_the_database(follower):
    row = UpdateFollower(email=EMAIL.upper(), language="en", expires_on=in_future(0))
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


# The link


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_mail_scanner_changes_nothing(client, follower, method):
    before = UpdateFollower.objects.values().get()
    for query in ("", "?answer=stop", "?List-Unsubscribe=One-Click"):
        getattr(client, method)(follower.make_link() + query)
    assert UpdateFollower.objects.values().get() == before


@pytest.mark.parametrize("kind", [CONFIRM, ALREADY, UPDATE])
def test_every_letter_can_be_stopped_by_one_click_in_the_mail_program(kind):
    if kind == CONFIRM:
        follow(EMAIL, "en")
    else:
        make_update_follower()
        make_update(1) if kind == UPDATE else follow(EMAIL, "en")
    [letter] = deliver()
    assert kinds() == [kind]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    program = Client(enforce_csrf_checks=True)
    answer = program.post(link_in(letter), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert UpdateFollower.objects.count() == 0


BAD = {
    "cut": ({}, lambda token: token[:-3], 404),
    "of a series": ({"purpose": "events.follower"}, str, 404),
    "of nobody": ({"row_id": 99_999}, str, 404),
    "revoked": ({"version": 1}, str, 404),
    "too old": ({"expires_on": in_future(-1)}, str, 410),
}


@pytest.mark.parametrize("name", BAD)
def test_a_link_that_is_no_good_says_what_to_do(client, follower, name):
    said, spoil, status = BAD[name]
    good = {"purpose": follower.link_purpose, "row_id": follower.pk, "version": 0}
    token = make_token(**{**good, "expires_on": in_future(9), **said})
    answer = client.post(f"/updates/link/{spoil(token)}/", {"answer": "stop"})
    assert answer.status_code == status
    assert f'href="{FORM}"' in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert UpdateFollower.objects.count() == 1


def test_the_page_behind_the_link_is_kept_by_nobody_and_shows_no_address(client, follower):
    page = client.get(follower.make_link())
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert EMAIL not in page.content.decode()


# How long, and who sees it


def test_the_worker_deletes_whoever_is_over(follower):
    follow("asked@example.org", "en")
    UpdateFollower.objects.update(expires_on=in_future(-1))
    stays = make_update_follower("stays@example.org", expires_on=in_future(0))
    call_command("worker", "--once")
    assert list(UpdateFollower.objects.all()) == [stays]


def test_who_is_over_hears_nothing(follower):
    update = make_update(1)
    UpdateFollower.objects.update(expires_on=in_future(-1))
    assert deliver() == []
    assert UpdatePage.objects.filter(pk=update.pk).exists()


def test_no_log_line_and_no_letter_row_names_anybody(client, caplog):
    caplog.set_level("DEBUG")
    client.post(FORM, {"email": "zoe.private@example.org"})
    follower = UpdateFollower.objects.get()
    client.post(follower.make_link(), {"answer": "yes"})
    make_update(1)
    deliver()
    said = caplog.text + repr(list(Letter.objects.values_list())) + f"{follower} {follower!r}"
    assert not re.search(r"zoe|private@", said, re.IGNORECASE)


def test_the_privacy_page_says_why_and_how_long(client):
    words = client.get("/privacy/").content.decode()
    assert "When you ask us to tell you of updates" in words

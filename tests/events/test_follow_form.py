"""“Tell me only if it is off”: asking by the form, and what the answer does not give away."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.following import ALREADY, CONFIRM
from events.models import Follower
from home.letters import Letter
from tests.events.asking import ask, days, form_of, read
from tests.events.steps import cancel
from tests.factories import make_drop_in
from tests.factories.followers import body_of, deliver, letters_to, make_follower

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]

WRONG = [
    "",
    " ",
    "ann",
    "ann@",
    "@example.org",
    "ann@example",
    "ann@example.org, bob@example.org",
    "ann@example.org;bob@example.org",
    "ann@example.org bob@example.org",
    "Ann <ann@example.org>",
    "ann@example.org\r\nBcc: bob@example.org",
    "ann@example.org\nBcc: bob@example.org",
    "ann@example.org%0ABcc:bob@example.org",
    "a" * 10_000 + "@example.org",
    "ann@" + "a" * 10_000 + ".org",
    "👩🏽‍🏫@example.org",
    "ann@exa mple.org\x00",
    "{{7*7}}",
    "=HYPERLINK()",
    "<script>@example.org",
]


def test_the_series_page_leads_to_the_form(client, series):
    assert f'href="{form_of(series)}"' in client.get(series.url).content.decode()
    page = client.get(form_of(series))
    assert page.status_code == 200
    words = page.content.decode()
    assert 'type="email" name="email" autocomplete="email"' in words
    assert "<script" not in words


def test_asking_makes_a_follower_who_hears_nothing_yet_and_a_letter(client, series):
    answer = ask(client, series)
    assert (answer.status_code, answer["Location"]) == (303, f"{form_of(series)}?sent=1")
    follower = Follower.objects.get()
    assert (follower.email, follower.confirmed_at, follower.expires_on) == (
        "ann@example.org",
        None,
        days(2),
    )
    assert "Now look at your e-mails" in client.get(answer["Location"]).content.decode()
    [message] = deliver()
    assert message["Subject"] == "Please confirm: tell me if Tuesday drop-in is off"
    cancel(series)
    assert deliver() == []


def test_the_answer_is_the_same_whoever_is_there_already(client, series):
    make_follower(series, email="known@example.org")
    make_follower(series, email="asked@example.org", confirmed=False)
    pages = set()
    for email in ("new@example.org", "known@example.org", "asked@example.org"):
        answer = ask(client, series, email)
        page = client.get(answer["Location"])
        pages.add((answer.status_code, answer["Location"], answer.content, page.content))
    assert len(pages) == 1


@pytest.mark.parametrize("again", ["ann@example.org", "ANN@Example.ORG", "  ann@example.org  "])
def test_asking_twice_is_the_same_as_once(client, series, again):
    ask(client, series)
    ask(client, series, again)
    assert Follower.objects.count() == 1
    assert list(Letter.objects.values_list("kind", flat=True)) == [CONFIRM]


def test_asking_again_later_sends_the_letter_again(client, series):
    ask(client, series)
    Letter.objects.update(made_at=timezone.now() - timedelta(minutes=11))
    Follower.objects.update(expires_on=days(0))
    ask(client, series)
    assert Letter.objects.filter(kind=CONFIRM).count() == 2
    assert Follower.objects.get().expires_on == days(2)


def test_who_hears_already_gets_a_letter_to_stop_once_in_ten_minutes(client, series, follower):
    for _time in range(3):
        ask(client, series, follower.email.upper())
    [message] = deliver()
    assert message["Subject"] == "You already hear from us: Tuesday drop-in"
    assert follower.make_link() in body_of(message)
    assert letters_to(follower, ALREADY) == ["sent"]
    assert read(follower).confirmed_at == follower.confirmed_at
    assert read(follower).expires_on == follower.expires_on


def test_who_has_expired_begins_anew(client, series, follower):
    Follower.objects.update(expires_on=days(-1))
    ask(client, series, follower.email)
    anew = Follower.objects.get()
    assert anew.pk != follower.pk
    assert anew.confirmed_at is None


def test_one_address_may_follow_many_series_but_nobody_fills_its_postbox(client):
    several = [make_drop_in() for _number in range(7)]
    for series in several:
        ask(client, series)
    assert Follower.objects.count() == Letter.objects.filter(kind=CONFIRM).count() == 5
    for follower in Follower.objects.all():
        client.post(follower.make_link(), {"answer": "yes"})
    assert ask(client, several[-1]).status_code == 303
    assert Follower.objects.count() == 6


@pytest.mark.parametrize("email", WRONG)
def test_what_is_no_address_gets_a_sentence_and_makes_nothing(client, series, email):
    answer = ask(client, series, email)
    assert answer.status_code == 200
    words = answer.content.decode()
    assert "<title>Error: " in words
    assert 'aria-invalid="true"' in words
    assert any(words.count(hint) for hint in ("Write ", "This is too long"))
    assert Follower.objects.count() == Letter.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"email": ["ann@", "ann@example.org"], "series": "1", "confirmed_at": "2026-01-01"},
        {"email": "ann@example.org", "expires_on": "2099-01-01", "confirmed_at": "2026-01-01"},
    ],
)
def test_other_fields_change_nothing(client, series, fields):
    assert client.post(form_of(series), fields).status_code in (200, 303)
    assert not Follower.objects.exclude(confirmed_at=None, expires_on=days(2)).exists()


def test_a_post_from_another_site_is_refused(series):
    stranger = Client(enforce_csrf_checks=True)
    assert ask(stranger, series).status_code == 403
    assert Follower.objects.count() == 0


def hide(series):
    series.unpublish()


def make_private(series):
    PageViewRestriction.objects.create(page=series, restriction_type="login")


@pytest.mark.parametrize("away", [hide, make_private])
def test_a_series_that_is_not_public_has_no_form(client, series, away):
    away(series)
    assert client.get(form_of(series)).status_code == 404
    assert ask(client, series).status_code == 404
    assert client.get(f"/tell-me/{uuid4()}/").status_code == 404
    assert client.get("/tell-me/1/").status_code == 404
    assert Follower.objects.count() == 0


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(client, series, follower, method):
    for address in (form_of(series), follower.make_link()):
        assert getattr(client, method)(address).status_code == 405

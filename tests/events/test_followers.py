"""“Tell me only if it is off”: saying yes and stopping by the link, and what is kept."""

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization

from events.followers import CHANGES, LINK_PURPOSE
from events.following import ALREADY, CONFIRM, follow, forget_followers
from events.models import Follower, Told
from home.delivery import send_due_letters
from home.letters import Letter
from home.links import make_token
from tests.events.asking import ask, days, form_of, read
from tests.events.steps import cancel
from tests.factories.followers import deliver, make_follower

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]

# The link


def test_one_button_says_yes_for_twelve_months(client, series):
    follower = make_follower(series, confirmed=False)
    page = client.get(follower.make_link())
    assert page.content.decode().count("<button") == 2  # and the search at the foot
    assert "Yes, tell me" in page.content.decode()
    answer = client.post(follower.make_link(), {"answer": "yes"})
    assert answer.status_code == 303
    assert read(follower).expires_on == days(365)
    assert "We tell you if it is off" in client.get(answer["Location"]).content.decode()
    confirmed_at = read(follower).confirmed_at
    client.post(follower.make_link(), {"answer": "yes"})
    assert read(follower).confirmed_at == confirmed_at
    cancel(series)
    assert len(deliver()) == 1


def test_one_button_stops_and_deletes_everything(client, series, follower):
    cancel(series)
    deliver()
    assert Told.objects.filter(follower=follower).exists()
    assert "Stop these letters" in client.get(follower.make_link()).content.decode()
    answer = client.post(follower.make_link(), {"answer": "stop"})
    assert answer.status_code == 200
    assert "Your address is deleted." in answer.content.decode()
    assert f'href="{form_of(series)}"' in answer.content.decode()
    assert Follower.objects.count() == Told.objects.count() == 0
    cancel(series, 2)
    assert deliver() == []
    assert client.get(follower.make_link()).status_code == 404


@pytest.mark.parametrize("confirmed", [True, False])
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_mail_scanner_changes_nothing(client, series, confirmed, method):
    follower = make_follower(series, confirmed=confirmed)
    before = Follower.objects.values().get()
    for query in ("", "?answer=yes", "?answer=stop", "?List-Unsubscribe=One-Click", "?done=yes"):
        getattr(client, method)(follower.make_link() + query)
    assert Follower.objects.values().get() == before


def test_the_letters_own_link_confirms_and_still_stops_months_later(client, series):
    ask(client, series)
    [message] = deliver()
    link = link_in(message)
    client.post(link, {"answer": "yes"})
    assert "Stop these letters" in client.get(link).content.decode()
    Follower.objects.update(expires_on=days(1))
    assert client.post(link, {"answer": "stop"}).status_code == 200
    assert Follower.objects.count() == 0


def link_in(message) -> str:
    return message["List-Unsubscribe"].strip("<>").removeprefix("https://portal.example.org")


@pytest.mark.parametrize("kind", [CONFIRM, ALREADY, CHANGES])
def test_every_letter_can_be_stopped_by_one_click_in_the_mail_program(settings, series, kind):
    """RFC 8058: a post without cookies, answered by no redirect."""
    settings.SITE_URL = f"https://{'a-very-long-name.' * 4}portal.example.org"
    if kind == CONFIRM:
        follow(series, "ann@example.org", "en")
    else:
        follower = make_follower(series)
        Letter.objects.all().delete()
        cancel(series) if kind == CHANGES else follow(series, follower.email, "en")
    send_due_letters()
    [file] = settings.LETTER_FOLDER.glob("*.eml")
    raw = file.read_bytes()
    headers = dict(line.split(b": ", 1) for line in raw.splitlines() if line.startswith(b"List-"))
    assert headers[b"List-Unsubscribe-Post"] == b"List-Unsubscribe=One-Click"
    address = headers[b"List-Unsubscribe"].decode().removeprefix(f"<{settings.SITE_URL}")
    program = Client(enforce_csrf_checks=True)
    answer = program.post(address.removesuffix(">"), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Follower.objects.count() == 0


@pytest.mark.parametrize("body", [{}, {"answer": "no"}, {"List-Unsubscribe": "Two-Clicks"}])
def test_a_post_without_the_words_changes_nothing(client, follower, body):
    assert client.post(follower.make_link(), body).status_code == 200
    assert Follower.objects.count() == 1


def token_of(follower, purpose=LINK_PURPOSE, version=0, until=30, row_id=None) -> str:
    row_id = row_id or follower.pk
    return make_token(purpose=purpose, row_id=row_id, version=version, expires_on=days(until))


BAD = {
    "cut": (lambda each: token_of(each)[:-3], 404),
    "wrong": (lambda each: token_of(each)[:-1] + "~", 404),
    "of a booking": (lambda each: token_of(each, purpose="booking"), 404),
    "of nobody": (lambda each: token_of(each, row_id=each.pk + 1000), 404),
    "revoked": (lambda each: token_of(each, version=1), 404),
    "too old": (lambda each: token_of(each, until=-1), 410),
    "garbage": (lambda each: "a" * 3000, 404),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_no_good_says_what_to_do(client, follower, name, method):
    make, status = BAD[name]
    answer = getattr(client, method)(f"/tell-me/link/{make(follower)}/", {"answer": "stop"})
    assert answer.status_code == status
    assert "See all sessions" in answer.content.decode()
    assert Follower.objects.count() == 1


def test_who_is_over_but_not_deleted_yet_has_an_old_link(client, follower):
    link = follower.make_link()
    Follower.objects.update(expires_on=days(-1))
    assert client.get(link).status_code == 410


def test_a_link_can_be_revoked(client, follower):
    Follower.objects.update(link_version=1)
    assert client.get(follower.make_link()).status_code == 404
    assert client.get(read(follower).make_link()).status_code == 200


def test_the_page_behind_the_link_is_kept_by_nobody_and_shows_no_address(client, follower):
    page = client.get(follower.make_link())
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"
    assert follower.email not in page.content.decode()


def test_the_link_stops_the_letters_of_a_hidden_series_too(client, series, follower):
    series.unpublish()
    assert client.get(follower.make_link()).status_code == 200
    answer = client.post(follower.make_link(), {"answer": "stop"})
    assert answer.status_code == 200
    assert form_of(series) not in answer.content.decode()


def test_in_another_language_the_pages_and_letters_are_in_it(client, series):
    locale = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=locale, sync_from=Locale.get_default())
    answer = client.post(f"/ur{form_of(series)}", {"email": "ann@example.org"})
    assert answer["Location"] == f"/ur{form_of(series)}?sent=1"
    [message] = deliver()
    assert link_in(message).startswith("/ur/tell-me/link/")
    assert client.get(link_in(message)).status_code == 200


# How long, and who sees it


def test_the_worker_deletes_whoever_did_not_confirm_and_whoever_is_over(series):
    asked = make_follower(series, confirmed=False, expires_on=days(-1))
    over = make_follower(series, expires_on=days(-1))
    stays = [
        make_follower(series, confirmed=False, expires_on=days(0)),
        make_follower(series, expires_on=days(0)),
    ]
    forget_followers()
    assert list(Follower.objects.order_by("pk")) == stays
    assert not Told.objects.filter(follower__in=[asked.pk, over.pk]).exists()


def test_forgetting_is_a_chore_of_the_worker(series):
    make_follower(series, expires_on=days(-1))
    call_command("worker", "--once")
    assert Follower.objects.count() == 0


def test_no_log_line_and_no_letter_row_names_anybody(client, series, caplog):
    caplog.set_level("DEBUG")
    ask(client, series, "zoe.private@example.org")
    ask(client, series, "zoe.private@")
    follower = Follower.objects.get()
    token = follower.make_link().split("/")[-2]
    client.post(follower.make_link(), {"answer": "yes"})
    cancel(series)
    deliver()
    client.post(read(follower).make_link(), {"answer": "stop"})
    client.get(f"/tell-me/link/{token}/")
    said = caplog.text + repr(list(Letter.objects.values_list())) + f"{follower} {follower!r}"
    assert "private" not in said.replace("/private", "").lower()


def test_the_team_sees_how_far_letters_are_and_nobody_sees_to_whom(log_in, series, follower):
    cancel(series)
    client = log_in("team")
    words = client.get("/admin/letters/").content.decode()
    assert "Says what is off, moved, back on or noted" in words
    assert follower.email not in words
    words = log_in("partner1").get("/admin/letters/").content.decode()
    assert "Says what is off" not in words


def test_the_privacy_page_says_why_and_how_long(client):
    words = client.get("/privacy/").content.decode()
    assert "When you ask us to tell you if a session is off" in words
    assert "for twelve months" in words

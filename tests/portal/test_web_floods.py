"""What strangers send too much or too often of: floods, guesses, methods that no button has."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.letters import Letter
from tests.factories import make_drop_in
from tests.factories.courses import make_run
from tests.factories.pictures import sent
from tests.portal.strangers import FORGOTTEN, LOGIN, SIDE_LOGIN, ask, open_forms, rows, said
from training.models import Booking

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return make_run()


# Floods


@pytest.mark.parametrize("kind", ["text", "fields", "file"])
def test_a_form_of_three_megabytes_is_refused_in_our_words(client, run, kind):
    paths = open_forms(run)
    before, status = rows(), Booking.objects.get(run=run).status
    for path in paths:
        data = {"name": "x" * 3_000_000, "email": "x" * 100}
        options = {}
        if kind == "fields":
            options["content_type"] = "application/x-www-form-urlencoded"
            data = "a=1&" * 800_000
        if kind == "file":
            data = {"name": "Ann", "file": sent("a.bin", b"x" * 3_000_000)}
        answer = ask(client, "post", path, data, **options)
        if kind == "file" and path.startswith("/admin/"):
            assert answer.status_code in {200, 302, 413}
            continue
        assert answer.status_code == 413, path
        assert "Nothing was saved. Go back and send less" in said(answer)
    assert (rows(), Booking.objects.get(run=run).status) == (before, status)


def test_the_admin_says_so_too(log_in):
    page = make_drop_in()
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for data in ({"title": "x" * 3_000_000}, {f"a{number}": "" for number in range(6_000)}):
        answer = ask(log_in("partner1"), "post", path, data)
        assert answer.status_code == 413
        assert "Go back and send less" in said(answer)
    assert Page.objects.get(pk=page.pk).title == page.title


@pytest.mark.parametrize("size", ["-1", "abc", "9" * 5_000, "1e9", "²", "99999999999"])
def test_a_size_that_is_none_is_refused_or_read_as_nothing(client, size):
    answer = ask(client, "post", "/search/", {"q": "tea"}, CONTENT_LENGTH=size)
    assert answer.status_code in {200, 400, 405, 413}


# Guesses


def log_in_as(client, name, password="wrong", **options):
    return ask(client, "post", LOGIN, {"username": name, "password": password}, **options)


def test_guessing_is_locked_for_one_name_at_one_address(client):
    for _guess in range(settings.AXES_FAILURE_LIMIT):
        last = log_in_as(client, "team")
    assert last.status_code == 429
    assert "Wait half an hour, then try again." in said(last)
    assert log_in_as(client, "team", "eastgate-demo").status_code == 429
    assert log_in_as(client, "partner1", "eastgate-demo").status_code == 302
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert log_in_as(elsewhere, "team", "eastgate-demo").status_code == 302


@pytest.mark.parametrize("path", [LOGIN, SIDE_LOGIN])
def test_no_header_and_no_side_door_gives_more_guesses(client, path):
    for guess in range(settings.AXES_FAILURE_LIMIT):
        headers = {"X-Forwarded-For": f"192.0.2.{guess}", "X-Real-IP": f"192.0.2.{guess}"}
        ask(client, "post", path, {"username": "team", "password": "no"}, headers=headers)
    assert log_in_as(client, "team", "eastgate-demo").status_code == 429


def test_a_wrong_guess_tells_nothing_of_who_there_is(client):
    get_user_model().objects.filter(username="partner2").update(is_active=False)
    words = {
        said(log_in_as(Client(), name)) for name in ("team", "nobody-at-all", "partner2", "admin")
    }
    assert len(words) == 1


@pytest.mark.parametrize(
    "name", ["", "\x00", "team\x00", "x" * 10_000, "{{7*7}}", "' OR 1=1 --", "👩🏽‍🌾", "\u202eteam"]
)
def test_a_strange_name_is_a_wrong_name(client, name):
    answer = log_in_as(client, name, "eastgate-demo")
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def asked(client, email):
    answer = ask(client, "post", FORGOTTEN, {"email": email})
    page = client.get(answer.headers["Location"]) if answer.status_code == 302 else answer
    return answer.status_code, answer.headers.get("Location"), said(page)


def test_asking_for_a_password_says_the_same_to_everybody(client):
    get_user_model().objects.filter(username="partner2").update(is_active=False)
    people = ["team@eastgate.example", "nobody@example.org", "partner2@eastgate.example"]
    assert len({asked(client, email) for email in people}) == 1
    assert Letter.objects.filter(kind="home.new_password").count() == 1


@pytest.mark.parametrize(
    "email",
    [
        "",
        "\x00",
        "team@eastgate.example\r\nBcc: a@evil.example",
        "team@eastgate.example, a@evil.example",
        "x" * 10_000 + "@example.org",
        "team@EASTGATE.example\x00",
    ],
)
def test_a_strange_address_gets_a_sentence_or_no_letter(client, email):
    before = Letter.objects.count()
    ask(client, "post", FORGOTTEN, {"email": email})
    assert Letter.objects.count() == before


# Methods


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace", "head"])
def test_no_method_does_what_only_a_button_should(client, run, method):
    paths = open_forms(run)
    before, status = rows(), Booking.objects.get(run=run).status
    for path in [*paths, "/drop-ins/", "/-/live", "/sitemap.xml", "/robots.txt", "/updates/feed/"]:
        headers = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "DELETE"}
        answer = ask(client, method, path, headers=headers, query_params={"_method": "POST"})
        assert answer.status_code in {200, 204, 302, 403, 404, 405}
    assert (rows(), Booking.objects.get(run=run).status) == (before, status)


def test_nobody_becomes_more_than_they_are_by_a_field(client, log_in):
    partner = log_in("partner1")
    fields = {"is_superuser": "1", "groups": Group.objects.first().pk, "is_staff": "1"}
    partner.post("/admin/account/", fields)
    user = get_user_model().objects.get(username="partner1")
    assert (user.is_superuser, user.groups.count()) == (False, 1)

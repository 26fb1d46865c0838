"""What strangers try on any site: forged forms, ways off, strange paths, false hosts, frames."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from tests.events.asking import form_of
from tests.factories import make_drop_in
from tests.factories.courses import answers, make_booking, make_run
from tests.factories.hosts import link_of, make_host
from tests.portal.strangers import FORGOTTEN, LOGIN, SIDE_LOGIN, ask, rows, said
from tests.training.reading import letter_of, links_in

pytestmark = pytest.mark.django_db
EVIL = "https://evil.example/"
AWAY = [
    EVIL,
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    " https://evil.example/",
    "\thttps://evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "http:///evil.example/",
    "%2f%2fevil.example",
    "x" * 10_000,
    "/admin/\r\nSet-Cookie: a=b",
    "\x00//evil.example/",
]


@pytest.fixture
def stranger():
    """Somebody with a browser of their own, who sees error pages as people do."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def run():
    return make_run()


# Forged forms


@pytest.fixture
def forms(run):
    """Every form that is open to everybody, with what an honest person sends."""
    return {
        f"/training/runs/{run.pk}/book/": answers() | {"confirmed": "1"},
        form_of(make_drop_in()): {"email": "ann@example.org"},
        LOGIN: {"username": "team", "password": "eastgate-demo"},
        FORGOTTEN: {"email": "team@eastgate.example"},
        SIDE_LOGIN: {"username": "team", "password": "eastgate-demo"},
    }


def test_a_form_sent_from_elsewhere_does_nothing(stranger, forms):
    before = rows()
    for path, fields in forms.items():
        for data in (fields, fields | {"csrfmiddlewaretoken": "x" * 64}):
            answer = ask(stranger, "post", path, data, headers={"Origin": EVIL})
            assert answer.status_code == 403, path
            assert "Please send it again" in said(answer)
    assert rows() == before
    assert settings.SESSION_COOKIE_NAME not in stranger.cookies


def test_the_same_form_from_its_own_page_works(stranger, forms):
    for path, fields in forms.items():
        page = BeautifulSoup(stranger.get(path).content, "html.parser")
        token = page.select_one("[name=csrfmiddlewaretoken]")["value"]
        answer = stranger.post(path, fields | {"csrfmiddlewaretoken": token})
        assert answer.status_code in {302, 303}, path


def test_a_token_of_another_visitor_is_no_good(stranger, forms):
    path = next(iter(forms))
    page = BeautifulSoup(Client().get(path).content, "html.parser")
    token = page.select_one("[name=csrfmiddlewaretoken]")["value"]
    answer = stranger.post(path, forms[path] | {"csrfmiddlewaretoken": token})
    assert answer.status_code == 403


def test_nobody_logged_in_is_made_to_do_anything(log_in):
    log_in("admin")
    forger = Client(enforce_csrf_checks=True)
    forger.cookies = log_in("admin").cookies
    page = make_drop_in()
    for name, args in [
        ("wagtailadmin_pages:delete", [page.pk]),
        ("wagtailadmin_pages:unpublish", [page.pk]),
        ("wagtailimages:add_multiple", []),
        ("wagtailadmin_logout", []),
        ("add_partner", []),
    ]:
        assert forger.post(reverse(name, args=args)).status_code == 403
    assert Page.objects.get(pk=page.pk).live


# Ways off the site


def is_elsewhere(address: str) -> bool:
    """Whether a browser that reads this address leaves the site, or runs it as a programme."""
    other = re.match(r"\s*([a-z][a-z0-9+.-]*:|[/\\]{2})", address, re.IGNORECASE)
    return bool(other) and not address.startswith(("http://testserver/", settings.SITE_URL))


def leads_away(answer) -> bool:
    return is_elsewhere(answer.headers.get("Location", ""))


def links_away(answer) -> list[str]:
    page = BeautifulSoup(answer.content, "html.parser")
    places = [tag.get("href") or tag.get("action") or "" for tag in page.select("a, form")]
    return [place for place in places if is_elsewhere(place) and "evil" in place]


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize("path", [LOGIN, SIDE_LOGIN])
def test_a_login_leads_nowhere_else(client, path, away):
    people = {"username": "team", "password": "eastgate-demo"}
    answer = ask(client, "post", path, people | {"next": away}, query_params={"next": away})
    assert answer.status_code == 302
    assert not leads_away(answer)
    assert "Set-Cookie: a=b" not in str(answer.headers)
    again = ask(client, "get", path, {"next": away})
    assert not leads_away(again)


@pytest.mark.parametrize("away", AWAY[:7])
def test_no_page_of_the_admin_leads_elsewhere(log_in, away):
    client = log_in("admin")
    page = make_drop_in()
    for name in ("unpublish", "delete", "copy", "edit"):
        path = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        looked = ask(client, "get", path, {"next": away})
        assert links_away(looked) == []
    path = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    assert not leads_away(ask(client, "post", path, {"next": away}))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = {"id": page.pk, "next": away}
    assert not leads_away(ask(client, "post", bulk, {"next": away}, query_params=query))
    assert not leads_away(ask(client, "post", "/admin/logout/", {"next": away}))


@pytest.mark.parametrize("away", AWAY)
def test_nor_does_the_password_of_a_page_or_a_collection(client, away):
    page = make_drop_in()
    lock = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="tea"
    )
    files = CollectionViewRestriction.objects.create(
        collection_id=1, restriction_type="password", password="tea"
    )
    for path in (
        reverse("wagtailcore_authenticate_with_password", args=[lock.pk, page.pk]),
        reverse("wagtaildocs_authenticate_with_password", args=[files.pk]),
    ):
        answer = ask(client, "post", path, {"password": "tea", "return_url": away})
        assert not leads_away(answer)


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "//evil.example/",
        "//evil.example/..",
        "///evil.example/%2e%2e",
        "/%2f%2fevil.example",
        "/%5cevil.example",
        "/\\evil.example",
        "/ur//evil.example",
        "/en//evil.example/",
        "/training//evil.example",
        "/training/evil.example:80",
        "/admin//evil.example",
        "/..//evil.example",
        "/https://evil.example",
        "/d/evil.example",
        "/media//etc/passwd",
        "/media/../../etc/passwd",
        "/media/%2e%2e/%2e%2e/portal.sqlite3",
        "/media/images/..%2f..%2fportal.sqlite3",
        "/media/..%5c..%5cportal.sqlite3",
        "/static/../manage.py",
        "/static/%2e%2e/%2e%2e/manage.py",
        "/documents/1/../../../manage.py",
        "/documents/1/%2e%2e%2fmanage.py",
        "/.git/config",
        "/.env",
        "/portal.sqlite3",
        "/admin/%2e%2e/admin/pages/",
        "/" + "a/" * 3_000,
        "/" + "a" * 60_000 + "/",
        "/drop-ins/;jsessionid=1",
        "/drop-ins/?" + "a=1&" * 2_000,
    ],
    ids=lambda path: path[:30],
)
def test_a_strange_path_leads_to_nothing(stranger, path):
    for method in ("get", "head", "post"):
        answer = ask(stranger, method, path)
        assert answer.status_code in {200, 301, 302, 400, 403, 404, 405}
        assert not leads_away(answer)
        assert b"root:" not in answer.getvalue()
        assert b"SQLite format" not in answer.getvalue()


# False hosts


@pytest.mark.parametrize("host", ["evil.example", "a b", "", "x" * 300, "é"])
def test_a_host_that_is_not_ours_is_refused_in_our_words(stranger, host):
    for path in ("/", LOGIN, "/sitemap.xml", "/media/images/a.jpg"):
        answer = ask(stranger, "get", path, headers={"Host": host})
        assert answer.status_code == 400
        assert "We cannot read this address" in said(answer)


FORWARDED = {
    "X-Forwarded-Host": "evil.example",
    "X-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Original-URL": "/admin/",
    "X-Rewrite-URL": "/admin/",
    "Forwarded": "host=evil.example",
}


@pytest.mark.parametrize("headers", [FORWARDED, {"Host": "localhost"} | FORWARDED], ids=str)
def test_nothing_that_is_kept_or_sent_on_repeats_a_host(client, headers):
    series = make_drop_in()
    for path in (
        "/",
        "/drop-ins/",
        "/sitemap.xml",
        "/robots.txt",
        "/updates/feed/",
        "/drop-ins/calendar.ics",
        f"{series.url}calendar.ics",
        f"{series.url}poster/",
        series.url,
        "/open-data/open-referral/services",
    ):
        answer = ask(client, "get", path, headers=headers)
        text = answer.getvalue().decode()
        assert answer.status_code == 200
        assert "evil.example" not in text + str(answer.headers)
        assert "localhost" not in text + str(answer.headers)


@pytest.mark.parametrize("headers", [FORWARDED, {"Host": "localhost"} | FORWARDED], ids=str)
def test_a_letter_carries_our_address_whatever_the_request_says(client, headers):
    team = get_user_model().objects.get(username="team")
    ask(client, "post", FORGOTTEN, {"email": team.email}, headers=headers)
    message = letter_of("home.new_password", team.pk)
    text = message.as_string()
    [link] = links_in(message, settings.SITE_URL)[:1]
    assert link.startswith("/admin/welcome/")
    assert "evil.example" not in text
    assert client.get(link, follow=True).status_code == 200


# Frames


def test_no_public_page_is_framed_and_the_admin_only_by_itself(client, run):
    booking = make_booking(run)
    paths = ["/", "/no-such-page/", "/media/images/none.jpg", "/-/live", f"{booking.make_link()}"]
    paths += [f"/training/runs/{run.pk}/book/", link_of(make_host()), "/documents/9999/a.pdf"]
    for path in paths:
        headers = client.get(path).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    for path in (LOGIN, FORGOTTEN, "/admin/no-such-page/"):
        headers = client.get(path).headers
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]

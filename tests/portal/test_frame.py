"""What stands around every page: health, headers, errors, robots, and settings that refuse."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from home.models import Wording
from tests.factories import make_drop_in

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
PUBLIC = [
    "/",
    "/drop-ins/",
    "/partners/",
    "/partners/noor-house/",
    "/partners/noor-house/monday-morning/",
    "/neighbourhoods/",
    "/updates/",
    "/updates/chairs-with-arms/",
    "/neighbourhoods/eastgate/",
    "/learn/",
    "/learn/medication/",
    "/about/",
    "/about/data/",
    "/accessibility/",
    "/privacy/",
    "/search/",
]
WITH_FORMS = ["/ideas/", "/updates/follow/"]  # which set a cookie for the form


@pytest.mark.parametrize("address", PUBLIC)
def test_every_address_of_the_contract_answers(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.cookies == {}


@pytest.mark.parametrize("address", [*PUBLIC, *WITH_FORMS])
def test_no_link_on_a_page_is_dead(client, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    for link in {a["href"] for a in page.select("a[href]")}:
        if link.startswith("/"):
            assert client.get(link).status_code in (200, 302), link


@pytest.mark.parametrize(
    "address",
    [
        "/ar/drop-ins/",
        "/api/v3/",
    ],
)
def test_what_is_not_due_yet_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_health(client):
    assert client.get("/-/live").status_code == 200
    assert client.get("/-/ready").json() == {"database": "up", "migrations": "done"}


def test_a_page_that_is_not_there_leads_on(client):
    answer = client.get("/no-such-page/")
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 404
    assert page.select('main a[href="/drop-ins/"]')


@pytest.mark.parametrize("address", ["/%00", "/partners/%00/", "/%ff", "/drop-ins/%0a"])
def test_broken_addresses_are_refused_calmly(client, address):
    assert client.get(address).status_code in (301, 302, 400, 404)


def test_our_fault_has_a_page_of_its_own():
    client = Client(raise_request_exception=False)
    with override_settings(ROOT_URLCONF="tests.portal.broken_urls"):
        answer = client.get("/broken/")
    assert answer.status_code == 500
    assert "Traceback" not in answer.content.decode()
    assert BeautifulSoup(answer.content, "html.parser").h1


def test_public_headers(client):
    headers = client.get("/drop-ins/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_no_page_has_inline_style_or_script(client):
    for address in [*PUBLIC, *WITH_FORMS]:
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert not page.select("[style], style, [onclick]")
        kinds = {script.get("type") for script in page.select("script")}
        assert kinds <= {"application/ld+json"}


def test_the_admin_is_never_kept_by_a_browser(client):
    assert "no-store" in client.get("/admin/login/").headers["Cache-Control"]


def test_the_sitemap_lists_series_and_no_draft(client):
    live, draft = make_drop_in(), make_drop_in(live=False)
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [element.text for element in tree.iter() if element.tag.endswith("loc")]
    assert f"{settings.SITE_URL}{live.url}" in addresses
    assert not any(draft.slug in address for address in addresses)
    assert all(address.startswith(f"{settings.SITE_URL}/") for address in addresses)


def test_robots(client):
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()


def test_the_attribution_stands_on_its_page(client):
    text = client.get("/about/data/").content.decode()
    notice = (ROOT / "NOTICE").read_text()
    for line in ("Contains OS data", "Contains Royal Mail data", "Office for National Statistics"):
        assert line in text
        assert line in notice


def test_a_new_name_for_an_element_shows_everywhere(client):
    wording = Wording.load()
    wording.drop_in_short, wording.drop_in_name = "Pop-ins", "The Neighbourhood Pop-In"
    wording.save()
    home = client.get("/").content.decode()
    assert "Pop-ins" in home
    assert "The Neighbourhood Pop-In" in home
    assert "Community Health Drop-In" not in home


def test_help_now_stands_on_every_page_about_pain(client):
    for address in (
        "/",
        "/drop-ins/",
        "/learn/",
        "/learn/pain-management/",
        "/partners/noor-house/monday-morning/",
    ):
        assert "When to get help now" in client.get(address).content.decode(), address


def test_the_four_modules_say_that_nobody_checked_them(client):
    for slug in ("pain-management", "medication", "exercise-and-movement", "wellbeing"):
        page = client.get(f"/learn/{slug}/").content.decode()
        assert "not clinically checked" in page
        document = BeautifulSoup(page, "html.parser").select_one('a[href^="/documents/"]')
        assert client.get(document["href"]).status_code == 200


def run_with(settings):
    """Starts Django with production settings and nothing but these in the environment."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env={**environment, "DJANGO_SETTINGS_MODULE": "portal.settings.production", **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


FULL = {"SECRET_KEY": "x" * 60, "SITE_URL": "https://a.example", "ALLOWED_HOSTS": "a.example"}


@pytest.mark.parametrize("name", sorted(FULL))
def test_production_refuses_to_start_without(name, tmp_path):
    some = {key: value for key, value in FULL.items() if key != name}
    result = run_with({**some, "DATA_DIR": str(tmp_path)})
    assert result.returncode != 0
    assert f"Set {name}: a real site does not start without it." in result.stdout


def test_production_starts_with_all_of_them(tmp_path):
    assert run_with({**FULL, "DATA_DIR": str(tmp_path)}).returncode == 0


def test_a_public_process_has_no_admin(tmp_path):
    probe = "import django; django.setup(); from portal.urls import urlpatterns as all; "
    probe += "print([str(each.pattern) for each in all])"
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DATA_DIR": str(tmp_path)}
    for value, there in (("0", True), ("1", False)):
        output = subprocess.run(
            [sys.executable, "-c", probe],
            env={
                "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
                "PUBLIC_ONLY": value,
                **environment,
            },
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
        assert ("'admin/'" in output) is there


def test_a_page_is_small_and_compressed(client):
    for address in [*PUBLIC, *WITH_FORMS]:
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.content) <= 20_000


@override_settings(DEMO_ALLOWED=False)
def test_production_refuses_the_demo():
    with pytest.raises(CommandError, match="production settings refuse it"):
        call_command("demo")


@pytest.mark.parametrize("number", ["-1", "100001"])
def test_the_demo_refuses_a_silly_number_of_series(number):
    with pytest.raises(CommandError, match="takes a number from 0 to 100000"):
        call_command("demo", f"--series={number}")


def test_the_demo_again_keeps_what_a_partner_changed():
    from events.models import DropInPage

    page = DropInPage.objects.get(slug="monday-morning", alias_of=None)
    page.title = "Our own title"
    page.save_revision().publish()
    call_command("demo")
    assert DropInPage.objects.get(pk=page.pk).title == "Our own title"


def test_postcodes_refuses_an_unknown_council_in_one_line():
    with pytest.raises(CommandError, match="is no council code"):
        call_command("postcodes", "Leicester")


def test_the_worker_does_what_is_due_and_ends():
    series = make_drop_in()
    late = timezone.localdate() + timedelta(days=200)
    series.occurrences.filter(original_date__gte=late).delete()
    call_command("worker", "--once")
    assert series.occurrences.filter(original_date__gte=late).exists()


def test_structured_data_tells_the_next_four_dates(client):
    series = make_drop_in(title="</script><script>alert(1)</script>")
    page = BeautifulSoup(client.get(series.url).content, "html.parser")
    scripts = page.select('script[type="application/ld+json"]')
    assert "alert(1)</script>" not in str(scripts[0])
    items = [item for script in scripts for item in as_list(json.loads(script.string))]
    events = [item for item in items if item["@type"] == "Event"]
    expected = [row.local_start.isoformat() for row in series.occurrences.upcoming()[:4]]
    assert [event["startDate"] for event in events] == expected
    assert {event["eventStatus"] for event in events} == {"https://schema.org/EventScheduled"}


def as_list(data):
    return data if isinstance(data, list) else data.get("@graph", [data])

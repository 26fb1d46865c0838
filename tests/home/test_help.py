"""The help pages: the same in docs/ and in the admin, whole in their links and pictures."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from home.help import FOLDER, PARTS, address_of, find_help, find_picture, help_pages, read_help

PAGES = [page for part in PARTS for page in help_pages(part)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_of_a_page_is_there(page):
    source = (FOLDER / page.part / f"{page.name}.md").read_text()
    for link in re.findall(r"\]\(([^)]+)\)", source):
        assert (FOLDER / page.part / link).resolve().is_file(), link
    soup = BeautifulSoup(read_help(page), "html.parser")
    assert all(image["alt"] and image["src"].startswith("/admin/help/pictures/")
               for image in soup.select("img"))  # fmt: skip
    assert soup.select("h1") == []


def test_links_lead_to_the_admin():
    page = find_help("partners", "1-first-page")
    assert address_of("2-dates.md", "partners") == "/admin/help/partners/2-dates/"
    assert address_of("../team/2-names.md", "partners") == "/admin/help/team/2-names/"
    assert address_of("https://example.org/a.md", "team") == "https://example.org/a.md"
    assert page.title == "Your first page"


@pytest.mark.parametrize(
    "address", ["partners/9-nothing", "partners/..", "settings/1-first-page", "partners/1-FIRST"]
)
@pytest.mark.django_db
def test_what_is_no_page_is_not_found(log_in, address):
    assert log_in("team").get(f"/admin/help/{address}/").status_code == 404


@pytest.mark.parametrize("name", ["..png", "x.png", "../README.md", "first-page.svg", "%2e%2e.png"])
@pytest.mark.django_db
def test_only_its_own_pictures_are_given_out(log_in, name):
    assert find_picture(name) is None
    assert log_in("partner1").get(f"/admin/help/pictures/{name}").status_code in {404, 301}


@pytest.mark.django_db
def test_a_partner_reads_the_partners_pages_and_the_team_all(log_in):
    partner, team = log_in("partner1"), None
    text = partner.get(reverse("help")).content.decode()
    assert "Cancel, move or add a date" in text
    assert "Welcome a partner" not in text
    assert partner.get("/admin/help/team/1-partners/").status_code == 404
    assert partner.get("/admin/help/partners/2-dates/").status_code == 200
    picture = partner.get("/admin/help/pictures/first-page.png")
    assert picture["Content-Type"] == "image/png"
    assert b"".join(picture.streaming_content).startswith(b"\x89PNG")
    team = log_in("team")
    assert "Welcome a partner" in team.get(reverse("help")).content.decode()
    assert team.get("/admin/help/team/1-partners/").status_code == 200


@pytest.mark.django_db
def test_a_visitor_reads_none_of_it(client):
    for address in ("", "partners/2-dates/", "pictures/first-page.png"):
        assert client.get(f"/admin/help/{address}").status_code == 302

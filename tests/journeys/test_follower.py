"""A resident who asked to be told: the host calls it off, the letter comes, it is back on."""

import re

import pytest

from tests.journeys.conftest import link_in

EMAIL = "ann@reader.example"


@pytest.fixture
def follower(site, visit, read_letters):
    """The link in the letters of somebody who asked by the page and confirmed."""
    page = visit(f"{site}/partners/noor-house/monday-morning/")
    page.get_by_role("link", name="Tell me by e-mail, only if it is off").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Send me the link to confirm").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Now look at your e-mails"
    link = link_in(read_letters(EMAIL)[-1], "/tell-me/link/")
    page.goto(site + link)
    page.get_by_role("button", name="Yes, tell me").click()
    assert "We tell you if it is off" in page.get_by_role("heading", level=1).inner_text()
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrf"]  # of the form
    return link


def at_the_door(visit, site):
    """What somebody reads who scans the code of the poster."""
    poster = visit(f"{site}/partners/noor-house/monday-morning/poster/")
    address = poster.locator(".address a").first.get_attribute("href")
    page = visit(site + re.search(r"/d/\w+/$", address)[0])
    return page.locator("article.door").inner_text()


def test_hears_that_it_is_off_and_back_on_and_stops_with_one_tap(
    site, visit, link, follower, read_letters
):
    series = visit(f"{site}/partners/noor-house/monday-morning/")
    later = series.locator(".dates li").nth(1).inner_text()
    assert "Not running" not in at_the_door(visit, site)

    host = visit(site + link)
    host.get_by_role("link", name="Bad weather").click()
    host.get_by_role("button", name="Yes, it is off").click()
    letter = read_letters(EMAIL)[-1].get_content()
    assert "Not running on" in letter
    assert "Bad weather." in letter
    assert "Not running" in at_the_door(visit, site)
    series.reload()
    assert "Not running" in series.locator(".dates li").nth(0).inner_text()
    assert series.locator(".dates li").nth(1).inner_text() == later

    host.get_by_role("button", name="Put it back on").click()
    newest = read_letters(EMAIL)[-1]
    assert "On after all" in newest.get_content()
    assert "Not running" not in at_the_door(visit, site)

    page = visit(site + link_in(newest, "/tell-me/link/"))
    page.get_by_role("button", name="Stop these letters").click()
    assert "Stopped" in page.get_by_role("heading", level=1).inner_text()
    page.goto(site + follower)
    assert page.get_by_role("heading", level=1).inner_text() == "This link opens nothing"

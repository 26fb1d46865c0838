"""A host at eight in the morning: the letter, a phone, no script, no login, two taps."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.test_axe import OPTIONS


def in_finder(visit, site):
    """How the finder shows the host's session."""
    card = visit(f"{site}/drop-ins/").locator("article", has_text="Noor House").first
    return card.get_attribute("data-status")


def test_calls_it_off_in_two_taps_and_puts_it_back_on(site, visit, link):
    page = visit(site + link)
    taps = []
    page.on("request", lambda each: taps.append((each.resource_type, each.method)))
    assert in_finder(visit, site) == "scheduled"
    page.get_by_role("link", name="Nobody is free to run it").click()
    page.get_by_role("button", name="Yes, it is off").click()
    documents = [method for kind, method in taps if kind == "document"]
    assert documents == ["GET", "POST", "GET"]  # the last is where the answer leads
    assert "not running" in page.get_by_role("heading", level=1).inner_text()
    assert in_finder(visit, site) == "cancelled"
    page.get_by_role("button", name="Put it back on").click()
    assert "it is on" in page.get_by_role("heading", level=1).inner_text()
    assert in_finder(visit, site) == "scheduled"
    assert page.context.cookies() == []


def test_every_main_target_is_large_and_nothing_scrolls_sideways(site, visit, link):
    page = visit(site + link)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for summary in page.locator("main summary").all():
        summary.click()
    for target in page.locator("main :is(.button, button, summary, .dates a)").all():
        assert target.bounding_box()["height"] >= 44


def test_the_reasons_stand_on_the_first_screen(site, visit, link):
    page = visit(site + link)
    for words in ("The venue is closed", "Nobody is free to run it", "Bad weather"):
        box = page.get_by_role("link", name=words).bounding_box()
        assert box["y"] + box["height"] <= 740


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_page_of_a_host_is_without_findings(site, visit, link, colours):
    page = visit(site + link, javascript=True, colours=colours)

    def findings():
        page.wait_for_load_state()
        violations = Axe().run(page, options=OPTIONS).response["violations"]
        return [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations]

    page.get_by_text("Write a note").click()
    page.get_by_text("Say who is there").click()
    assert findings() == []
    note = page.get_by_label("A line for everybody to read")
    note.evaluate("field => field.removeAttribute('maxlength')")
    note.fill("x" * 201)
    page.get_by_role("button", name="Save the note").click()
    page.wait_for_load_state()
    assert page.title().startswith("Error: ")
    assert findings() == []
    page.get_by_role("link", name="Bad weather").click()
    assert findings() == []
    page.get_by_role("button", name="Yes, it is off").click()
    assert findings() == []
    page.get_by_role("button", name="Put it back on").click()
    page.get_by_role("button", name="Everything is still right").click()
    assert findings() == []
    page.goto(f"{site}/host/wrong/")
    assert findings() == []

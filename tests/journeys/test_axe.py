"""Every page type, light and dark, English and Urdu, and the partner's admin: no findings."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_partner import log_in
from tests.journeys.test_resident import PAGES
from tests.journeys.test_worker import fill_in

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "rules": {"color-contrast": {"enabled": True}},
}


def findings(page, context=None):
    """What axe has to say: rule and where."""
    page.wait_for_load_state()
    results = Axe().run(page, context=context, options=OPTIONS)
    return [
        (violation["id"], [node["target"] for node in violation["nodes"]][:5])
        for violation in results.response["violations"]
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_public_pages(site, visit, address, colours):
    for viewport in (PHONE, DESK):
        assert findings(visit(site + address, viewport, javascript=True, colours=colours)) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [
        "/ur/",
        "/ur/drop-ins/?near=LE5+1AA",
        "/ur/partners/eastgate-library/thursday-drop-in/",
        "/ur/partners/noor-house/",
        "/ur/neighbourhoods/northfold/",
        "/ur/learn/medication/",
        "/ur/training/",
        "/ur/training/runs/1/book/",
        "/ur/ideas/",
        "/ur/updates/follow/",
    ],
)
def test_pages_in_urdu(urdu_site, visit, address, colours):
    assert findings(visit(urdu_site + address, javascript=True, colours=colours)) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_step_of_a_booking(site, visit, colours):
    page = visit(f"{site}/training/runs/1/book/", javascript=True, colours=colours)
    page.get_by_role("button", name="Check your answers").click()
    assert findings(page) == []
    fill_in(page, name=f"Axe {colours}", email="axe@example.org", organisation="Library")
    for button in ("Check your answers", "Book my place"):
        page.get_by_role("button", name=button).click()
        assert findings(page) == []
    for link in ("Change my answers", "Leave them as they are", "Cancel my booking"):
        page.get_by_role("link", name=link).click()
        assert findings(page) == []
    page.get_by_role("button", name="Cancel my booking").click()
    assert findings(page) == []
    page.goto(f"{site}/bookings/wrong/")
    assert findings(page) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_what_is_wrong_with_an_idea(site, visit, colours):
    page = visit(f"{site}/ideas/", javascript=True, colours=colours)
    for button in ("Send the name", "Send the question"):
        page.get_by_role("button", name=button).click()
        assert findings(page) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_teams_ideas(site, visit, colours):
    page = visit(f"{site}/admin/", DESK, javascript=True, colours=colours)
    log_in(page, "team")
    for address in ("/admin/ideas/", "/admin/ideas/?state=shown", "/admin/ideas/1/"):
        page.goto(site + address)
        assert findings(page, "main") == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_our_own_parts_of_the_admin(site, visit, colours):
    page = visit(f"{site}/admin/", DESK, javascript=True, colours=colours)
    log_in(page, "partner1")
    page.goto(f"{site}/admin/pages/")
    page.get_by_role("link", name="Eastgate Library", exact=True).first.click()
    page.get_by_role("link", name="After-work drop-in", exact=True).first.click()
    page.wait_for_selector(".recurrence")
    assert findings(page, ".recurrence") == []
    page.get_by_role("link", name="All dates").click()
    page.wait_for_url("**/admin/dates/of/**")
    assert findings(page, "main") == []
    page.get_by_role("link", name="Call off").first.click()
    page.wait_for_url("**/cancel/**")
    assert findings(page, "main") == []


def test_the_check_sees_a_fault(site, visit):
    page = visit(f"{site}/drop-ins/", javascript=True)
    page.evaluate("document.querySelector('#id_near').labels[0].remove()")
    page.evaluate("document.querySelector('#id_near').removeAttribute('aria-describedby')")
    assert "label" in [rule for rule, _where in findings(page)]

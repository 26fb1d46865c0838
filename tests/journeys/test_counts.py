"""A host saves how many came; the programme team sees it in a picture, beside what it means."""

import re

import pytest

from tests.journeys.conftest import DESK, PHONE, manage
from tests.journeys.test_axe import findings
from tests.journeys.test_partner import log_in

# The session of the host's link began an hour ago: there are heads to count. So shortly after
# midnight it may have begun yesterday, and belong to the week before.
BEGIN = """
from datetime import timedelta
from events.models import DropInPage
series = DropInPage.objects.get(slug="monday-morning", alias_of=None)
row = series.occurrences.upcoming().first()
row.put_at(row.starts_at - timedelta(hours=2), row.ends_at)
row.save()
"""
HEADS = 321


def heads_of_noor_house(page, site):
    """What the counts say of Noor House over the last four weeks."""
    page.goto(f"{site}/admin/counts/")
    page.get_by_text("Choose weeks, groups, neighbourhood, organisation").click()
    page.get_by_label("Weeks").select_option("The last 4 weeks")
    page.get_by_label("Group by").select_option("Organisation")
    page.get_by_role("button", name="Show these counts").click()
    page.wait_for_url("**by=organisation**")
    heads = page.get_by_role("table", name="Heads: the numbers")
    row = heads.get_by_role("row").filter(has_text="Noor House Community Centre")
    said = row.get_by_role("cell").first.inner_text()
    return [int(number) for number in re.findall(r"\d+", said)]


@pytest.fixture
def team(site, visit):
    """The programme team's browser."""
    page = visit(f"{site}/admin/", DESK, javascript=True)
    log_in(page, "team")
    return page


def test_a_hosts_head_count_appears_in_the_dashboard(site, visit, link, team, demo_environment):
    before = heads_of_noor_house(team, site)
    manage(demo_environment, "shell", "-v0", "-c", BEGIN)
    phone = visit(site + link)
    phone.locator("[name=heads]").fill(str(HEADS))
    phone.get_by_role("button", name="Save the number").click()
    phone.get_by_role("button", name="Correct the number").wait_for()
    after = heads_of_noor_house(team, site)
    assert after == [number + HEADS for number in before]
    picture = team.get_by_role("img", name="Heads")
    assert "Noor House Community Centre" in picture.text_content()
    with team.expect_download() as saving:
        team.get_by_role("link", name="Save these counts as a file").click()
    assert saving.value.suggested_filename.startswith("counts-")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_counts_are_without_findings(site, visit, colours, viewport):
    page = visit(f"{site}/admin/", viewport, javascript=True, colours=colours)
    log_in(page, "team")
    for query in ("", "?by=organisation", "?first=2026-02-31"):
        page.goto(f"{site}/admin/counts/{query}")
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]

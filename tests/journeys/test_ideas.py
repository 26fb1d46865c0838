"""Somebody suggests a name and asks something; the team shows and answers; everybody reads it."""

from tests.journeys.conftest import PHONE
from tests.journeys.test_partner import log_in


def heading(page):
    return page.get_by_role("heading", level=1).inner_text()


def test_somebody_suggests_a_name_and_the_team_shows_it(site, visit):
    page = visit(site)
    page.get_by_role("link", name="Ideas and questions").click()
    page.get_by_role("button", name="Send the name").click()
    page.get_by_role("link", name="Choose what the name is for.").click()
    assert page.evaluate("document.activeElement.type") == "radio"
    page.get_by_role("radio", name="Community Health Drop-In").check()
    page.get_by_label("Name", exact=True).fill("The Warm Chair")
    page.get_by_label("Why?").fill("You can sit down.")
    page.wait_for_timeout(2_100)  # a person who reads what was wrong
    page.get_by_role("button", name="Send the name").click()
    assert "Thank you" in heading(page)
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrf"]
    page.get_by_role("link", name="Write something else").click()
    assert page.locator(".idea", has_text="The Warm Chair").count() == 0

    team = visit(f"{site}/admin/", PHONE, javascript=True)
    log_in(team, "team")
    team.goto(f"{site}/admin/ideas/")
    row = team.locator(".idea-list li", has_text="The Warm Chair")
    row.get_by_role("button", name="Show").click()
    team.get_by_text("It is shown now.").wait_for()

    page.reload()
    card = page.locator("li.card", has_text="The Warm Chair")
    assert "You can sit down." in card.inner_text()


def test_somebody_asks_and_reads_the_answer(site, visit):
    page = visit(f"{site}/ideas/")
    page.get_by_label("Your question").fill("Is there somewhere to lock a bicycle?")
    page.wait_for_timeout(2_100)
    page.get_by_role("button", name="Send the question").dblclick()
    page.get_by_role("heading", name="Thank you").wait_for()

    team = visit(f"{site}/admin/", javascript=True)
    log_in(team, "team")
    team.goto(f"{site}/admin/ideas/")
    row = team.locator(".idea-list li", has_text="lock a bicycle")
    assert row.count() == 1
    row.get_by_role("link", name="Shorten or answer, then show").click()
    team.get_by_label("Our answer").fill("Yes, beside the front door.")
    team.get_by_role("button", name="Show it").click()
    team.get_by_text("It is shown now.").wait_for()

    page.goto(f"{site}/ideas/")
    card = page.locator("li.card", has_text="lock a bicycle")
    assert "Yes, beside the front door." in card.inner_text()

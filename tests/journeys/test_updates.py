"""Somebody follows the updates by e-mail, hears of a new one, and leaves with one tap."""

from tests.journeys.conftest import link_in, manage

EMAIL = "ann@updates.example"
NEWS = """
from home.models import UpdatePage, UpdatesPage
parent = UpdatesPage.objects.get(alias_of=None)
page = UpdatePage(title="More {n} chairs", slug="more-{n}-chairs", summary="Twelve of them.")
parent.add_child(instance=page)
page.save_revision().publish()
"""


def publish_update(environment, number):
    """As an editor does, while the portal runs."""
    manage(environment, "shell", "-v0", "-c", NEWS.replace("{n}", str(number)))


def test_follows_hears_and_leaves(site, visit, read_letters, demo_environment):
    page = visit(site)
    page.get_by_role("link", name="Hear of updates by e-mail").click()
    page.get_by_role("button", name="Send me the link to confirm").click()
    assert page.title().startswith("Error: ")
    page.get_by_label("Your e-mail address").fill(EMAIL)
    page.get_by_role("button", name="Send me the link to confirm").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Now look at your e-mails"

    [letter] = read_letters(EMAIL)
    page.goto(site + link_in(letter, "/updates/link/"))
    page.get_by_role("button", name="Yes, tell me").click()
    assert "We tell you of updates" in page.get_by_role("heading", level=1).inner_text()

    publish_update(demo_environment, 1)
    [_first, letter] = read_letters(EMAIL)
    assert letter["Subject"] == "More 1 chairs"
    assert "Twelve of them." in letter.get_content()
    page.goto(site + link_in(letter, "/updates/more"))
    assert page.get_by_role("heading", level=1).inner_text() == "More 1 chairs"

    page.goto(site + link_in(letter, "/updates/link/"))
    page.get_by_role("button", name="Stop these letters").click()
    assert "Stopped" in page.get_by_role("heading", level=1).inner_text()
    publish_update(demo_environment, 2)
    assert len(read_letters(EMAIL)) == 2

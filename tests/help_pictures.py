"""Takes the pictures of the help pages anew: `python -m tests.help_pictures`, with the demo served.

`ADDRESS` is where it is served, by default http://127.0.0.1:8000. Nothing is saved there.
"""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
ADDRESS = os.environ.get("ADDRESS", "http://127.0.0.1:8000")
SIZE = {"width": 390, "height": 720}
PASSWORD = os.environ.get("DEMO_PASSWORD", "eastgate-demo")


def main() -> None:
    """One browser, a partner and the team, and a picture each of what the help describes."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        partner = log_in(chromium, "partner1")
        scroll_to(partner, "#your-sessions")
        take(partner, "first-page")
        partner.locator("a[href*='/cancel/']").first.click()
        take(partner, "cancel")
        partner.goto(f"{ADDRESS}/admin/")
        partner.locator("a[href*='/add/events/dropinpage/']").first.click()
        partner.wait_for_selector(".recurrence")
        take(partner, "new-session")
        send_for_a_look(chromium)
        team = log_in(chromium, "team")
        team.goto(f"{ADDRESS}/admin/reviews/")
        team.locator(".to-do-what").first.click()
        take(team, "review")
        chromium.close()


def log_in(chromium, name):
    """A page of somebody's own, logged in."""
    page = chromium.new_context(viewport=SIZE, locale="en-GB").new_page()
    page.goto(f"{ADDRESS}/admin/login/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{ADDRESS}/admin/")
    return page


def send_for_a_look(chromium) -> None:
    """Has something wait, unless it does already: other words in a drop-in of the new partner."""
    page = log_in(chromium, "newpartner")
    page.locator("#your-series ~ ul .to-do-what").first.click()
    page.wait_for_selector(".recurrence")
    send = page.get_by_role("button", name="Submit to")
    if send.count():
        words = "Chairs in the sun, a walk for whoever likes, and somebody who knows backs."
        page.locator("[name=summary]").fill(words)
        send.click()
        page.wait_for_url("**/admin/pages/*/")


def scroll_to(page, selector) -> None:
    """Brings a heading to the top of the picture."""
    page.locator(selector).evaluate(
        "element => { element.style.scrollMarginTop = '4rem'; element.scrollIntoView(); }"
    )


def take(page, name) -> None:
    """Saves what is seen."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()

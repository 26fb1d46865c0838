"""Somebody who works with people in pain books a course between two callers: a phone, no script."""

import re

from tests.journeys.conftest import manage


def open_course(visit, site):
    """From the first page to the dates of a course, as a visitor would go."""
    page = visit(site)
    page.get_by_role("link", name="Training", exact=True).click()
    page.get_by_role("link", name="Talking about pain at the front desk").click()
    return page


def fill_in(page, **answers):
    labels = {"name": "Your name", "email": "E-mail address", "organisation": "Organisation"}
    for name, answer in answers.items():
        page.get_by_label(labels[name]).fill(answer)
    page.get_by_label("Sector").select_option(label="Primary care")


def state(page):
    return page.locator("main").get_attribute("data-booking")


def test_books_changes_and_cancels(site, visit):
    page = open_course(visit, site)
    documents = []
    page.on("request", lambda request: documents.append(request.url))
    page.get_by_role("link", name="Book a place").first.click()
    assert state(page) == "form"
    page.get_by_role("button", name="Check your answers").click()
    page.wait_for_load_state()
    assert page.title().startswith("Error: ")
    assert "Write your name." in page.get_by_role("group", name="There is a problem").inner_text()
    fill_in(page, name="Ann Lee", email="ann.lee@example.org", organisation="Harebel Surgery")
    page.get_by_role("button", name="Check your answers").click()
    assert state(page) == "check"
    page.get_by_role("button", name="Change Organisation").click()
    assert page.get_by_label("Your name").input_value() == "Ann Lee"
    page.get_by_label("Organisation").fill("Harebell Surgery")
    page.get_by_role("button", name="Check your answers").click()
    assert "Harebell Surgery" in page.locator("main").inner_text()
    page.get_by_role("button", name="Book my place").click()
    assert state(page) == "confirmed"
    reference = page.locator("main").get_attribute("data-reference")
    assert reference in page.locator("main").inner_text()
    link = page.url

    page.get_by_role("link", name="Change my answers").click()
    page.get_by_label("Your role").fill("Receptionist")
    page.get_by_role("button", name="Save my answers").click()
    assert "Receptionist" in page.locator("main").inner_text()

    again = visit(link)
    assert again.locator("main").get_attribute("data-reference") == reference
    again.get_by_role("link", name="Cancel my booking").click()
    again.get_by_role("button", name="Cancel my booking").click()
    assert state(again) == "closed"
    assert "Your booking is cancelled" in again.locator("main").inner_text()
    assert not any("//" in url.split(site)[-1] for url in documents)  # nobody else was asked


def test_takes_four_requests_and_no_cookie_but_the_forms(site, visit):
    page = open_course(visit, site)
    requests = []
    page.on("request", lambda request: requests.append(request))
    page.get_by_role("link", name="Book a place").first.click()
    fill_in(page, name="Ben Ray", email="ben.ray@example.org", organisation="Library")
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("button", name="Book my place").click()
    assert state(page) == "confirmed"
    documents = [each for each in requests if each.resource_type == "document"]
    assert [each.method for each in documents] == ["GET", "POST", "POST", "GET"]
    assert {each["name"] for each in page.context.cookies()} == {"csrf"}


def test_goes_back_and_finds_the_answers_again(site, visit):
    page = open_course(visit, site)
    page.get_by_role("link", name="Book a place").first.click()
    fill_in(page, name="Dee Oak", email="dee.oak@example.org", organisation="Library")
    page.get_by_role("button", name="Check your answers").click()
    page.wait_for_load_state()
    page.go_back()
    page.wait_for_load_state()
    assert page.get_by_label("Your name").input_value() == "Dee Oak"
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("button", name="Book my place").click()
    reference = page.locator("main").get_attribute("data-reference")
    page.wait_for_load_state()
    page.go_back()
    page.wait_for_load_state()
    page.get_by_role("button", name="Book my place").click()
    assert page.locator("main").get_attribute("data-reference") == reference


def test_is_told_so_when_booked_already_and_finds_the_link_in_a_letter(
    site, visit, demo_folder, demo_environment
):
    for _time in range(2):
        page = open_course(visit, site)
        page.get_by_role("link", name="Book a place").first.click()
        fill_in(page, name="Cleo Fox", email="cleo.fox@example.org", organisation="Library")
        page.get_by_role("button", name="Check your answers").click()
        page.get_by_role("button", name="Book my place").click()
    assert state(page) == "already"
    assert "cleo.fox" not in page.content()
    manage(demo_environment, "worker", "--once")
    letters = [path.read_text() for path in (demo_folder / "mail").glob("*.eml")]
    mine = [letter for letter in letters if "To: cleo.fox@example.org" in letter]
    links = {re.search(r"http\S+(/bookings/\S+/)", letter)[1] for letter in mine}
    assert (len(mine), len(links)) == (2, 1)
    assert state(visit(site + links.pop())) == "confirmed"


def test_a_full_course_says_what_to_do_next(site, visit):
    page = open_course(visit, site)
    card = page.locator("article.run", has_text="Full").first
    assert card.get_by_role("link", name="Book a place").count() == 0
    page.goto(f"{site}/training/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

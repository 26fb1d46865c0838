"""A new partner: from the invitation to a drop-in that the team has looked at, on two phones."""

import re

import pytest

from tests.journeys.conftest import PHONE, link_in, manage
from tests.journeys.test_partner import log_in

EMAIL = "bo@allotments.example"
TITLE = "Tea between the beds"
# What somebody new may be asked for at most, from the invitation to “sent”.
MOST = {"pages": 6, "fields": 12, "clicks": 25}


class Hand:
    """Somebody's hand on a page: counts what it is asked to do."""

    def __init__(self, page):
        self.page = page
        self.count = {"pages": 1, "fields": 0, "clicks": 0}
        page.on("load", lambda _page: self.tick("pages"))

    def tick(self, name):
        self.count[name] += 1

    def fill(self, field, value):
        self.tick("fields")
        field.fill(value)

    def fill_time(self, label, value):
        field = self.page.get_by_label(label)
        self.fill(field, value)
        picker = self.page.locator(".xdsoft_datetimepicker:visible")
        picker.wait_for()
        field.blur()
        picker.wait_for(state="hidden")

    def click(self, element):
        self.tick("clicks")
        element.click()


@pytest.fixture
def invitation(demo_environment, read_letters):
    """The link in the letter to somebody whom the team invites just now."""
    manage(demo_environment, "partner", "Brick Lane Allotments", EMAIL, "--first-name", "Bo")
    return link_in(read_letters(EMAIL)[-1], "/admin/welcome/")


def send_first(hand):
    page = hand.page
    hand.fill(page.locator("[name=new_password1]"), "between-the-beds-26")
    hand.fill(page.locator("[name=new_password2]"), "between-the-beds-26")
    hand.click(page.get_by_role("button", name="Keep it and go on"))
    page.wait_for_url("**/admin/")
    hand.click(page.locator("a[href*='/admin/pages/add/events/dropinpage/']"))
    page.wait_for_selector(".recurrence")
    page.wait_for_load_state()
    hand.fill(page.locator("[name=title]"), TITLE)
    hand.fill(page.locator("[name=summary]"), "A cup of tea, and somebody who knows backs.")
    hand.click(page.get_by_label("Wednesday"))
    hand.fill_time("Starts at", "10:00")
    hand.fill_time("Ends at", "12:00")
    choose_new_venue(hand)
    hand.fill(page.locator("[name=phone]"), "01632 960188")
    hand.click(page.get_by_role("button", name="Submit to the programme team"))
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def choose_new_venue(hand):
    page = hand.page
    hand.click(page.get_by_role("button", name="Choose a venue"))
    hand.click(page.get_by_role("tab", name="A new venue"))
    form = page.locator("form", has=page.get_by_role("button", name="Use this venue"))
    hand.fill(form.get_by_label("Name"), "The potting shed")
    hand.fill(form.get_by_label("Number and street"), "2 Brick Lane")
    hand.fill(form.get_by_label("Area or town"), "Eastgate")
    hand.fill(form.get_by_label("Postcode"), "LE5 5PG")
    hand.click(form.get_by_role("button", name="Use this venue"))
    page.get_by_role("dialog").wait_for(state="hidden")


def test_sends_its_first_drop_in_with_little_work_and_a_reviewer_publishes_it_on_a_phone(
    site, visit, invitation, read_letters
):
    hand = Hand(visit(f"{site}{invitation}", PHONE, javascript=True))
    send_first(hand)
    assert "submitted for moderation" in hand.page.locator("main").inner_text()
    over = {name: hand.count[name] for name, most in MOST.items() if hand.count[name] > most}
    assert over == {}
    link = link_in(read_letters("team@eastgate.example")[-1], "/admin/reviews/")
    publish_on_a_phone(visit(f"{site}{link}", PHONE, javascript=True))
    public = visit(f"{site}/drop-ins/?near=LE5+5PG&day=wed")
    assert TITLE in public.locator("main").inner_text()
    assert "is public now" in read_letters(EMAIL)[-1]["Subject"]


def publish_on_a_phone(page):
    """What the reviewer does whom the letter brought there."""
    log_in(page, "team")
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    shown = page.frame_locator("iframe")
    assert shown.get_by_role("heading", name=TITLE).is_visible()
    page.get_by_role("button", name="Publish it").click()
    page.wait_for_url("**/admin/reviews/")
    assert "is public now" in page.locator("main").inner_text()

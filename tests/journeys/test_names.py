"""The programme team gives an element another name, and takes it back."""

from urllib.request import urlopen

from icalendar import Calendar

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_partner import log_in

SERIES = "/partners/noor-house/monday-morning/"
NEW = {
    "Name": "Aches & Pains Café",
    "In menus": "The Café",
    "Heading of its page": "Where the kettle is on",
    "Description": "Somebody with tea and time for a stiff elbow.",
}


def open_names(site, visit):
    """The screen, by the menu."""
    page = visit(f"{site}/admin/", DESK, javascript=True)
    log_in(page, "team")
    page.get_by_role("link", name="Names", exact=True).click()
    page.get_by_role("heading", name="Names", level=1).wait_for()
    return page


def press(page, words):
    page.get_by_role("button", name=words).click()
    page.wait_for_load_state()


def fill_in(page, names):
    """Answers the questions about the first element."""
    group = page.get_by_role("group", name="Where people come as they are")
    for label, words in names.items():
        group.get_by_label(label, exact=False).first.fill(words)


def text_at(visit, address):
    return visit(address, PHONE).locator("body").inner_text()


def get(address):
    with urlopen(address) as answer:
        return answer.read()


def test_renames_an_element_everywhere_and_puts_the_name_back(site, visit, read_letters, link):
    page = open_names(site, visit)
    fill_in(page, NEW)
    press(page, "Look at it first")
    frame = page.frame_locator('iframe[title="On the first page"]')
    assert "Aches & Pains Café" in frame.locator("body").inner_text()
    assert "Community Health Drop-In" in text_at(visit, f"{site}/")
    press(page, "Use these names")
    assert "The names are in use everywhere" in page.locator("body").inner_text()
    try:
        says_the_new_name(site, visit)
        assert "Aches & Pains Café" in letter_to_new_follower(site, visit, read_letters)
        assert "The Café" in text_at(visit, f"{site}{link}")
    finally:
        press(page, "Put the former names back")
        press(page, "Use these names")
    assert "Find a drop-in near you" in text_at(visit, f"{site}/drop-ins/")


def says_the_new_name(site, visit):
    home = text_at(visit, f"{site}/")
    for words in ("The Café", "Aches & Pains Café", "Somebody with tea and time"):
        assert words in home
    assert "Community Health Drop-In" not in home
    finder = visit(f"{site}/drop-ins/")
    assert finder.title().startswith("Where the kettle is on")
    assert finder.locator("h1").inner_text() == "Where the kettle is on"
    assert "Aches & Pains Café" in text_at(visit, f"{site}{SERIES}")
    assert "Aches & Pains Café" in text_at(visit, f"{site}{SERIES}poster/")
    assert "Aches & Pains Café" in text_at(visit, f"{site}{SERIES}poster/?kind=notice")
    calendar = Calendar.from_ical(get(f"{site}/drop-ins/calendar.ics"))
    assert calendar["X-WR-CALNAME"] == "Aches & Pains Café"
    assert "Aches &amp; Pains Café" in get(f"{site}/updates/feed/").decode()
    assert "Aches & Pains Café" in get(f"{site}/open-data/open-referral/taxonomy_terms").decode()


def letter_to_new_follower(site, visit, read_letters):
    page = visit(f"{site}{SERIES}")
    page.get_by_role("link", name="Tell me by e-mail, only if it is off").click()
    page.get_by_label("E-mail").fill("names@example.org")
    page.get_by_role("button", name="Send me the link").click()
    return read_letters("names@example.org")[-1].get_content()

"""Paper comes out of a real browser's printer: one sheet, the right size, nothing cut off."""

import re

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_axe import findings

THURSDAY = "/partners/eastgate-library/thursday-drop-in/poster/"
MONDAY = "/partners/noor-house/monday-morning/poster/"
PAPER = [
    THURSDAY,
    f"{THURSDAY}?kind=notice",
    "/partners/harebell-surgery/first-tuesday/poster/",
    "/partners/kestrel-park-club/sunday-pavilion/poster/",
    "/partners/eastgate-carers/last-friday/poster/",
]
URDU_PAPER = [f"/ur{MONDAY}", f"/ur{THURSDAY}?kind=notice"]
POINTS = {"a4": (595, 842), "a5": (420, 595)}
# Long words in every place that an editor can fill, and everything that a poster can list.
CROWD = """() => {
    for (const box of document.querySelectorAll(".sheet h1, .sheet .summary, address, .door, .why"))
        box.textContent = "A hall behind the old tram depot and " .repeat(40);
    for (const list of document.querySelectorAll(".lists ul, .rhythm"))
        list.innerHTML = list.innerHTML.repeat(40);
}"""
CUT_OFF = """() => [...document.querySelectorAll(".band, .facts, .words, .slips div")]
    .filter(box => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
    .map(box => box.className)"""


def print_it(page):
    """The size in points of each sheet that comes out, with the printer's own default settings."""
    paper = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", paper)
    assert len(boxes) == len(re.findall(rb"/Type\s*/Page\b", paper))
    return [tuple(round(float(number)) for number in box.split()[2:]) for box in boxes]


def with_size(address, size):
    return f"{address}{'&' if '?' in address else '?'}size={size}"


def cut_off(page):
    """What does not fit into its place on the sheet, printed."""
    page.emulate_media(media="print")
    return page.evaluate(CUT_OFF)


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("address", PAPER)
def test_it_is_one_sheet_and_nothing_is_cut_off(site, visit, address, size):
    page = visit(site + with_size(address, size), DESK)
    assert print_it(page) == [POINTS[size]]
    assert cut_off(page) == []


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("address", URDU_PAPER)
def test_it_is_one_sheet_in_urdu(urdu_site, visit, address, size):
    page = visit(urdu_site + with_size(address, size), PHONE)
    assert print_it(page) == [POINTS[size]]
    assert cut_off(page) == []


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("kind", ["poster", "notice"])
def test_it_stays_one_sheet_whatever_editors_write(site, visit, size, kind):
    page = visit(f"{site}{THURSDAY}?size={size}&kind={kind}", DESK, javascript=True)
    page.evaluate(CROWD)
    assert print_it(page) == [POINTS[size]]


def test_the_count_sees_a_second_sheet_and_the_look_sees_what_is_cut_off(site, visit):
    page = visit(site + THURSDAY, DESK, javascript=True)
    page.evaluate(CROWD)
    assert "facts" in cut_off(page)
    page.evaluate("document.querySelector('.sheet').style.blockSize = 'auto'")
    assert len(print_it(page)) > 1


def test_paper_is_light_and_the_tools_are_not_printed(site, visit):
    page = visit(site + THURSDAY, DESK, colours="dark")
    colours = [
        page.locator(box).evaluate("box => getComputedStyle(box).backgroundColor")
        for box in ("body", ".sheet")
    ]
    assert colours == ["rgb(28, 23, 19)", "rgb(253, 245, 232)"]
    page.emulate_media(media="print")
    assert not page.locator(".tools").is_visible()


def test_a_telephone_shows_the_whole_sheet_without_sideways_scroll(site, visit):
    for address in PAPER:
        page = visit(site + address, {"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_paper_and_at_the_door(site, urdu_site, visit, colours):
    for address in (site + THURSDAY, site + PAPER[1], urdu_site + URDU_PAPER[0]):
        page = visit(address, DESK, javascript=True, colours=colours)
        assert findings(page) == []
        page.goto(
            page.locator(".address a")
            .get_attribute("href")
            .replace("http://127.0.0.1:8000", address.split("/partners")[0].removesuffix("/ur"))
        )
        assert page.locator("article.door").is_visible()
        assert findings(page) == []


def test_from_the_series_page_to_the_paper_to_the_door_and_back(site, visit):
    page = visit(site + THURSDAY.removesuffix("poster/"))
    page.get_by_role("link", name="Print a poster").click()
    page.get_by_role("link", name="Door notice").click()
    page.get_by_label("For which day").select_option(index=1)
    page.get_by_role("button", name="Show").click()
    assert "still say" in page.locator(".tools").inner_text()
    door = page.locator(".address a").get_attribute("href")
    page.goto(site + door[door.index("/d/") :])
    assert "Not running" in page.locator("main").inner_text()
    page.get_by_role("link", name="All dates and how to get there").click()
    assert page.url == site + THURSDAY.removesuffix("poster/")

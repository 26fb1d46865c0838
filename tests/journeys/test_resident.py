"""A resident with an old phone: 360 x 740, no JavaScript."""

import pytest

PAGES = [
    "/",
    "/drop-ins/",
    "/drop-ins/?near=LE5+1AA&day=thu",
    "/drop-ins/?near=Narnia",
    "/partners/",
    "/partners/noor-house/",
    "/neighbourhoods/northfold/",
    "/partners/eastgate-library/thursday-drop-in/",
    "/learn/",
    "/learn/exercise-and-movement/",
    "/training/",
    "/partners/kestrel-park-club/moving-with-sore-joints/",
    "/training/runs/1/book/",
    "/training/runs/2/book/",
    "/training/runs/7/book/",
    "/updates/",
    "/updates/follow/",
    "/ideas/",
    "/ideas/?sent=1",
    "/about/data/",
    "/accessibility/",
    "/search/?q=knee",
    "/no-such-page/",
    "/styleguide/",
]


def test_finds_by_postcode_opens_and_reads_the_cancelled_date(site, visit):
    page = visit(site)
    page.get_by_label("postcode").first.fill("le5 1aa")
    page.get_by_role("button", name="Show what is on").first.click()
    assert "/drop-ins/" in page.url
    card = page.locator("article", has_text="Thursday drop-in at the library")
    assert card.get_attribute("data-status") == "cancelled"
    assert "Not running" in card.inner_text()
    card.get_by_role("link").first.click()
    main = page.locator("main").inner_text()
    assert "Not running" in main
    assert "The boiler is being mended." in main
    assert "No appointment" in main
    assert page.locator('main a[href^="tel:"]').count() >= 1
    assert page.locator('main a[href^="geo:"]').count() == 1


def test_a_wrong_postcode_leads_to_the_field(site, visit):
    page = visit(f"{site}/drop-ins/?near=BT1+1AA")
    page.locator('a[href="#id_near"]').click()
    assert page.evaluate("document.activeElement.id") == "id_near"


def test_filters_stay_open_when_they_are_in_use(site, visit):
    page = visit(f"{site}/drop-ins/?day=mon")
    assert page.locator(".facet a", has_text="Monday").is_visible()
    page = visit(f"{site}/drop-ins/")
    assert not page.locator(".facet a", has_text="Monday").is_visible()


def test_the_first_session_starts_above_900_px(site, visit):
    for address in ("/drop-ins/", "/drop-ins/?near=LE5+1AA"):
        box = visit(site + address).locator("article").first.bounding_box()
        assert box["y"] < 900, address


def test_by_keyboard_alone(site, visit):
    page = visit(f"{site}/drop-ins/")
    page.keyboard.press("Tab")
    assert "Skip" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(site, visit, address, width):
    page = visit(site + address, viewport={"width": width, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "address",
    [
        "/ur/",
        "/ur/drop-ins/",
        "/ur/drop-ins/?near=LE5+1AA",
        "/ur/partners/noor-house/monday-morning/",
        "/ur/learn/",
    ],
)
def test_right_to_left_without_sideways_scroll(urdu_site, visit, address):
    for width in (320, 360, 1280):
        page = visit(urdu_site + address, viewport={"width": width, "height": 740})
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.documentElement.scrollLeft") == 0


def test_main_targets_are_big_enough(site, visit):
    page = visit(f"{site}/drop-ins/?near=LE5+1AA")
    for button in page.locator("button:visible").all():
        assert button.bounding_box()["height"] >= 44


@pytest.mark.parametrize("address", PAGES)
def test_nothing_comes_from_elsewhere_and_requests_are_few(site, browser, address):
    context = browser.new_context()
    page = context.new_page()
    requests = []
    page.on("request", lambda request: requests.append((request.resource_type, request.url)))
    errors = []
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.goto(site + address)
    assert {url for _kind, url in requests if not url.startswith(site)} == set()
    assert len([kind for kind, _url in requests if kind != "image"]) <= 4
    assert [error for error in errors if "404" not in error] == []
    # A form that is sent needs the token against forgery; nothing else needs a cookie.
    is_sent = page.locator("form[method=post]").count() > 0
    assert [cookie["name"] for cookie in context.cookies()] == ["csrf"] * is_sent
    context.close()


def test_a_page_with_pictures_stays_light_on_a_phone(site, browser):
    for address in ("/", "/partners/noor-house/monday-morning/", "/learn/wellbeing/"):
        context = browser.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        sizes = []
        page.on("requestfinished", lambda request, sizes=sizes: sizes.append(request.sizes()))
        page.goto(site + address, wait_until="networkidle")
        assert sum(size["responseBodySize"] for size in sizes) <= 150_000, address
        context.close()


def test_printed_the_menu_stays_off_the_paper(site, visit):
    page = visit(f"{site}/partners/noor-house/monday-morning/")
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
    assert page.locator("h1").is_visible()

"""A partner's editor, once a month, no training."""

from datetime import date, timedelta

import recurring_ical_events
from icalendar import Calendar

from tests.journeys.conftest import DESK, PHONE

DROP_IN = "partners/eastgate-library/after-work-drop-in/"


def log_in(page, name):
    """Logs in by the form, as a person does."""
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("eastgate-demo")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "/admin/login/" not in address)


def open_drop_in(page, site):
    page.goto(f"{site}/admin/pages/")
    page.get_by_role("link", name="After-work drop-in", exact=True).first.click()
    page.wait_for_selector(".recurrence")
    page.wait_for_load_state()


def fill_in_time(page, label, value):
    """Types a time and leaves the field. Wagtail's picker opens a moment after the field
    is entered; a click while it is open moves the page under the pointer and is lost."""
    field = page.get_by_label(label)
    picker = page.locator(".xdsoft_datetimepicker:visible")
    field.fill(value)
    picker.wait_for()
    field.blur()
    picker.wait_for(state="hidden")


def test_changes_a_time_and_sees_it_in_public(site, visit):
    page = visit(f"{site}/admin/", PHONE, javascript=True)
    log_in(page, "partner1")
    open_drop_in(page, site)
    fill_in_time(page, "Starts at", "17:00")
    fill_in_time(page, "Ends at", "18:45")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/admin/pages/*/")
    public = visit(f"{site}/drop-ins/?near=Eastgate+Library&day=tue")
    card = public.locator("article", has_text="After-work drop-in")
    assert "5pm to 6.45pm" in card.inner_text()
    card.get_by_role("link").first.click()
    assert "5pm to 6.45pm" in public.locator("main").inner_text()


def test_saves_only_when_asked(site, visit):
    page = visit(f"{site}/admin/", DESK, javascript=True)
    log_in(page, "partner1")
    open_drop_in(page, site)
    form = page.locator("form[data-edit-form]")
    assert "w-unsaved" in form.get_attribute("data-controller")
    assert "w-autosave" not in form.get_attribute("data-controller")


def test_sees_only_its_own_organisation(site, visit):
    page = visit(f"{site}/admin/pages/", DESK, javascript=True)
    log_in(page, "partner1")
    page.goto(f"{site}/admin/pages/")
    text = page.locator("main").inner_text()
    assert "Thursday drop-in at the library" in text
    assert "Noor House" not in text
    page.goto(f"{site}/admin/images/")
    assert "mural" not in page.locator("main").inner_text()
    page.goto(f"{site}/admin/venues/")
    assert "Noor House" not in page.locator("main").inner_text()


def test_calls_off_a_date_and_puts_it_back(site, visit):
    page = visit(f"{site}/admin/", PHONE, javascript=True)
    log_in(page, "partner1")
    open_drop_in(page, site)
    page.get_by_role("link", name="All dates").click()
    page.get_by_role("link", name="Call off").first.click()
    page.get_by_label("Nobody is free to run it").check()
    page.get_by_label("A line to add").fill("Everybody has flu.")
    page.get_by_role("button", name="Call this date off").click()
    public = visit(f"{site}/{DROP_IN}")
    assert "Everybody has flu." in public.locator("main").inner_text()
    page.get_by_role("button", name="Put back").first.click()
    public.reload()
    assert "Everybody has flu." not in public.locator("main").inner_text()


def off_in_calendar(page, first, last):
    """The days on which the public calendar says that the drop-in does not run, and why."""
    answer = page.request.get(
        f"{page.url}partners/eastgate-library/after-work-drop-in/calendar.ics"
    )
    found = recurring_ical_events.of(Calendar.from_ical(answer.body())).between(first, last)
    return {
        event["DTSTART"].dt.date(): event["DESCRIPTION"]
        for event in found
        if event["STATUS"] == "CANCELLED"
    }


def test_pauses_over_christmas_and_takes_it_back(site, visit):
    today = date.today()  # noqa: DTZ011
    year = today.year + (today > date(today.year, 12, 1))
    first, back = date(year, 12, 19), date(year + 1, 1, 5)
    tuesdays = [first + timedelta(days=n) for n in range(17)]
    tuesdays = [day for day in tuesdays if day.weekday() == 1 and day > today]
    page = visit(f"{site}/admin/", PHONE, javascript=True)
    log_in(page, "partner1")
    open_drop_in(page, site)
    page.get_by_role("link", name="Have a break").click()
    page.get_by_label("First day of the break").fill(first.isoformat())
    page.get_by_label("Back on").fill(back.isoformat())
    page.get_by_label("A line to add").fill("See you next year!")
    page.get_by_role("button", name="Save this break").click()
    page.get_by_text("The public pages say so now.").wait_for()
    off = off_in_calendar(visit(site), first, back)
    assert set(tuesdays) <= set(off)
    for words in ("Having a break", f"5 January {year + 1}", "See you next year!"):
        assert words in off[tuesdays[0]]
    page.get_by_role("link", name="All dates").click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("on again").wait_for()
    assert "See you next year!" not in str(off_in_calendar(visit(site), first, back))


def test_a_wrong_rule_is_explained_beside_the_field_and_nothing_is_lost(site, visit):
    page = visit(f"{site}/admin/", DESK, javascript=True)
    log_in(page, "partner1")
    open_drop_in(page, site)
    page.get_by_label("Last date, if there is one").fill("2020-01-01")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_selector("text=The last date is before the first date.")
    assert page.get_by_label("Last date, if there is one").input_value() == "2020-01-01"

"""Reads a series through everything that tells of it, as people and programmes do."""

import json
from datetime import date, datetime, time

from bs4 import BeautifulSoup
from dateutil.rrule import rrulestr
from django.utils import timezone

from events.short_codes import make_code
from tests.events.open_referral.reading import service_of, told_dates
from tests.events.reading import fetch, shown

from .ledger import CLOCK, YEAR, Ledger, Told

SCHEMA = "https://schema.org"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPELT = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check_agreement(client, series, ledger: Ledger) -> None:
    """Fails on the first output that tells anything else than the ledger."""
    now = timezone.now()
    told = ledger.told(now)
    page = soup(client, series.url)
    check_page(page, told, ledger)
    check_first(page_next(page), told)
    check_json_ld(page, told, ledger)
    check_first(marks(soup(client, f"/d/{make_code(series.translation_key)}/"), series), told)
    check_first(marks(soup(client, "/"), series), told)
    check_finder(client, series, told)
    check_calendars(client, series, told)
    check_open_referral(client, series, told)


def soup(client, address: str, **keys) -> BeautifulSoup:
    answer = client.get(address, keys)
    assert answer.status_code == 200, (address, answer.status_code)
    return BeautifulSoup(answer.content, "html.parser")


def check_page(page, told: list[Told], ledger: Ledger) -> None:
    """The list of the next eight dates."""
    dates = [
        (datetime.fromisoformat(row.time["datetime"]), "is-off" not in row.get("class", []))
        for row in page.select(".dates li")
    ]
    assert dates == [(each.starts_at, each.is_on) for each in told[:8]]
    for row, each in zip(page.select(".dates li"), told, strict=False):
        words = row.get_text(" ")
        assert ("Not running" in words) == (each.word == "cancelled")
        assert ("Moved" in words) == (each.word == "moved")
        assert ("Extra date" in words) == (each.word == "extra")
        if each.word == "moved" and each.place != ledger.place:
            assert each.place in words


def page_next(page):
    """The day of the card at the top of a series' page, and whether it is on."""
    card = page.select_one(".card.next")
    leaf = card.select_one("time.leaf")
    if leaf is None:
        return None
    return date.fromisoformat(leaf["datetime"]), "is-off" not in card["class"]


def marks(page, series):
    """The marks of the series' own article, if it is listed there."""
    article = page.select_one(f'article[data-series="{series.translation_key}"][data-starts]')
    if article is None:
        return None
    return datetime.fromisoformat(article["data-starts"]), article["data-status"]


def check_first(found, told: list[Told]) -> None:
    """What tells of the next date alone."""
    if not told:
        assert found is None
    elif isinstance(found[0], datetime):
        assert found == (told[0].starts_at, told[0].word)
    else:
        day = told[0].starts_at.astimezone(CLOCK).date()
        assert found == (day, told[0].is_on)


def check_finder(client, series, told: list[Told]) -> None:
    """The list, and the list of each weekday on which there are dates; then one without any."""
    check_first(marks(soup(client, "/drop-ins/"), series), told)
    by_day = {}
    for each in told:
        by_day.setdefault(each.starts_at.astimezone(CLOCK).weekday(), []).append(each)
    for number, day in enumerate(DAYS):
        if number in by_day or number == min(set(range(7)) - set(by_day), default=7):
            found = marks(soup(client, "/drop-ins/", day=day), series)
            check_first(found, by_day.get(number, []))


def check_calendars(client, series, told: list[Told]) -> None:
    """The series' own calendar, and the finder's."""
    wanted = sorted((each.starts_at, each.ends_at, each.is_on, each.place) for each in told)
    for address in (f"{series.url}calendar.ics", "/drop-ins/calendar.ics"):
        calendar = fetch(client, address)[1]
        found = [
            (start, end, is_on, place.partition(",")[0])
            for start, end, is_on, place in shown(calendar, until=timezone.now() + 2 * YEAR)
        ]
        assert found == wanted, address


def check_json_ld(page, told: list[Told], ledger: Ledger) -> None:
    """The next four dates, and the rule without its excepted dates."""
    scripts = page.select('script[type="application/ld+json"]')
    items = [item for script in scripts for item in json.loads(script.string)]
    events = [item for item in items if item["@type"] == "Event"]
    assert [
        (
            datetime.fromisoformat(event["startDate"]),
            datetime.fromisoformat(event["endDate"]),
            event["eventStatus"] != f"{SCHEMA}/EventCancelled",
            event["location"]["name"],
        )
        for event in events
    ] == [(each.starts_at, each.ends_at, each.is_on, each.place) for each in told[:4]]
    for series in (item for item in items if item["@type"] == "EventSeries"):
        assert scheduled_days(series["eventSchedule"], ledger.until) == days_by_the_rule(ledger)


def scheduled_days(schedules, until: date) -> list[date]:
    """The days from today to a last one that a schedule gives, or several."""
    today = timezone.localdate()
    days = []
    for each in schedules if isinstance(schedules, list) else [schedules]:
        first = date.fromisoformat(each["startDate"])
        last = date.fromisoformat(each.get("endDate", "2099-12-31"))
        off = {date.fromisoformat(day) for day in each.get("exceptDate", [])}
        found = [first] if first == last else expand(each, first, min(last, until))
        days += [day for day in found if today <= day <= last and day not in off]
    return sorted(days)


def expand(schedule: dict, first: date, last: date) -> list[date]:
    """The days of a schema.org Schedule."""
    months = schedule["repeatFrequency"] == "P1M"
    nth = schedule.get("byMonthWeek", "")
    names = [name.removeprefix(f"{SCHEMA}/") for name in schedule["byDay"]]
    days = [f"{nth}{name[:2].upper()}" if name in SPELT else name for name in names]
    every = 1 if months else int(schedule["repeatFrequency"].strip("PW"))
    parts = [f"FREQ={'MONTHLY' if months else 'WEEKLY'}", f"INTERVAL={every}"]
    parts += [f"BYDAY={','.join(days)}", f"UNTIL={last:%Y%m%d}"]
    rule = rrulestr(";".join(parts), dtstart=datetime.combine(first, time()))
    return [moment.date() for moment in rule]


def days_by_the_rule(ledger: Ledger) -> list[date]:
    """The rule's days to come on which it takes place as the rule says."""
    return sorted(
        entry.by_the_rule
        for entry in ledger.ahead(timezone.now())
        if entry.by_the_rule and ledger.is_on(entry) and not entry.moved
    )


def check_open_referral(client, series, told: list[Told]) -> None:
    """What the standard's own rules make of the schedules."""
    found = told_dates(service_of(client, series))
    assert found == {each.starts_at: each.ends_at for each in told if each.is_on}

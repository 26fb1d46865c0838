"""What a poster says, and in which language."""

import re
from datetime import time, timedelta

import pytest
import segno
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.changes import add_extra, cancel, move
from events.date_sets import DateSet
from events.pauses import Pause
from events.pausing import save_pause
from events.people import SeriesPerson
from events.poster_room import is_full
from events.recurrence import Recurrence
from events.short_codes import make_short_link
from home.models import Wording
from tests.events.paper import NOTICE, day_of, read, sheet, spoken, switch_on_urdu, tools
from tests.factories import make_drop_in, make_venue

pytestmark = pytest.mark.django_db


def test_a_poster_says_what_when_where_who_and_that_it_is_free(client):
    venue = make_venue(
        name="Long Hall", finding_the_door="Ring the lower bell.", step_free="yes", parking="no"
    )
    series = make_drop_in(venue=venue, title="Tea on Tuesday", languages=["en", "ur", "gu"])
    series.people.add(
        SeriesPerson(role="host", first_name="Fatima", name_agreed_on=timezone.localdate()),
        SeriesPerson(role="physio"),
    )
    series.save_revision().publish()
    page = read(client, series)
    wording, today = Wording.load(), timezone.localdate()
    for words in (
        wording.drop_in_name,
        "Tea on Tuesday",
        "Tea and advice.",
        "Every Tuesday",
        "10am to 12pm",
        "Long Hall",
        f"{venue.street}, Testham LE5 1ZZ",
        "Ring the lower bell.",
        "Free. No appointment.",
        "Fatima , Community Development Worker",
        "Physio",
        "Step-free way in",
        series.phone,
        f"Correct on {today.day} {today:%B %Y}.",
        wording.demo_notice,
    ):
        assert words in sheet(page), words
    assert "Parking" not in sheet(page)
    spoken_there = [(each["lang"], each.get_text()) for each in page.select(".spoken li")]
    assert spoken_there == [("en", "English"), ("ur", "اردو"), ("gu", "ગુજરાતી")]
    assert page.h1.get_text() == "Tea on Tuesday"


def test_a_name_stands_on_paper_only_if_its_bearer_agreed():
    series = make_drop_in()
    with pytest.raises(ValidationError):
        SeriesPerson(page=series, role="host", first_name="Fatima").full_clean()


def test_the_square_holds_the_short_address_that_stands_below_it(client):
    series = make_drop_in()
    page = read(client, series)
    link = make_short_link(series)
    drawn = segno.make(link, micro=False).svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, light="#fff"
    )
    assert str(page.select_one("svg.qr")) == str(BeautifulSoup(drawn, "html.parser"))
    assert modules(page.select_one("svg.qr")) == [list(row) for row in segno.make(link).matrix]
    assert page.select_one(".address a")["href"] == link
    assert page.select_one(".address").get_text() == link.removeprefix("http://")
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200


def modules(svg):
    """The dark squares of a drawn code, without its quiet zone, read from its path of strokes."""
    size = int(svg["viewbox"].split()[2]) - 8
    grid = [[0] * size for _row in range(size)]
    across, down = 0, 0.0
    for letter, numbers in re.findall(r"([Mmh])([-\d. ]+)", svg.select("path")[1]["d"]):
        steps = [float(number) for number in numbers.split()]
        if letter == "h":
            for step in range(int(steps[0])):
                grid[int(down) - 4][int(across) + step - 4] = 1
            across += steps[0]
        else:
            across, down = steps if letter == "M" else [across + steps[0], down + steps[1]]
    return grid


def test_eight_slips_to_tear_off(client):
    series = make_drop_in()
    slips = read(client, series).select(".slips li")
    assert len(slips) == 8
    link = make_short_link(series).removeprefix("http://")
    for slip in slips:
        for words in (series.title, "Every Tuesday", "10am to 12pm", series.venue.name, link):
            assert words in slip.get_text()


def test_what_is_off_soon_and_what_is_moved_stands_on_the_poster(client):
    series = make_drop_in()
    one, two, three = series.occurrences.upcoming()[:3]
    cancel(one, reason="people")
    cancel(two, reason="venue")
    day, moved_to = day_of(three), day_of(three) + timedelta(days=1)
    move(three, on=moved_to, start_time=time(14), end_time=time(16))
    text = sheet(read(client, series))
    assert f"Not running: {spoken(day_of(one))}, {spoken(day_of(two))}" in text
    assert f"Moved: {spoken(day)}" in text


def test_a_break_stands_on_the_poster(client):
    series = make_drop_in()
    first = series.occurrences.upcoming().first()
    pause = Pause(series=series, first_on=day_of(first), back_on=day_of(first) + timedelta(days=21))
    by = get_user_model().objects.first()
    save_pause(pause, by=by)
    text = sheet(read(client, series))
    assert f"Having a break from {spoken(day_of(first))}." in text
    assert f"Back on {spoken(pause.back_on)}." in text
    assert "Not running" not in text
    pause.back_on = None
    save_pause(pause, by=by)
    assert "Until further notice." in sheet(read(client, series))


def test_a_rule_that_is_hard_to_reckon_brings_its_dates(client):
    today = timezone.localdate()
    series = make_drop_in(recurrence=Recurrence(first_on=today, days=(1,), nth=1))
    dates = [spoken(day_of(row)) for row in series.occurrences.upcoming()[:4]]
    text = sheet(read(client, series))
    assert "The first Tuesday of every month" in text
    assert f"Next: {', '.join(dates)}" in text


def test_a_set_of_dates_is_on_the_poster_itself_without_those_that_are_not_as_usual(client):
    days = [timezone.localdate() + timedelta(days=step) for step in (3, 10, 24, 40)]
    series = make_drop_in(recurrence=DateSet(tuple(days)))
    cancel(series.occurrences.upcoming().first(), reason="people")
    add_extra(series, on=days[0] + timedelta(days=1), start_time=time(7), end_time=time(8))
    page = read(client, series)
    rhythm = re.sub(r"\s+", " ", page.select_one(".rhythm").get_text()).strip()
    assert rhythm == ", ".join(spoken(day) for day in days[1:])
    assert f"Not running: {spoken(days[0])}" in sheet(page)


def test_without_dates_to_come_no_rule_is_promised(client):
    series = make_drop_in()
    series.occurrences.all().delete()
    text = sheet(read(client, series))
    assert "Every Tuesday" not in text
    assert "Ask us for the next date" in text
    assert "No dates are known yet." in sheet(read(client, series, **NOTICE))


def test_sizes_kinds_and_languages_are_chosen_by_links(client):
    series = make_drop_in()
    switch_on_urdu()
    page = read(client, series, size="a5")
    assert page.body["class"] == ["a5"]
    links = {link.get_text(strip=True): link["href"] for link in page.select("header nav a")}
    assert links == {
        "Poster": "?size=a5",
        "Door notice": "?size=a5&kind=notice",
        "A4": "?",
        "A5": "?size=a5",
        "اردو": f"/ur{series.url}poster/?size=a5",
    }
    assert "Print this page with your browser" in tools(page)


def test_in_urdu_the_sheet_is_right_to_left_and_english_is_marked(client):
    series = make_drop_in(title="Tea on Tuesday", venue=make_venue(name="Long Hall"))
    switch_on_urdu()
    cancel(series.occurrences.upcoming().first(), reason="other", note="No heating.")
    for keys in ({}, NOTICE):
        page = read(client, series, prefix="/ur", **keys)
        assert (page.html["lang"], page.html["dir"]) == ("ur", "rtl")
        assert "نہیں ہو رہا" in sheet(page)
        for text in page.main.find_all(string=re.compile("Tea on|Long Hall|No heating|This is a")):
            marked = text.find_parent(attrs={"lang": True})
            assert (marked["lang"], marked["dir"]) == ("en", "ltr"), text
        link = page.select_one(".address a")["href"]
        assert "/ur/d/" in link
        assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_a_change_of_the_english_page_is_on_urdu_paper_at_once(client):
    series = make_drop_in()
    switch_on_urdu()
    series.start_time, series.end_time = time(11), time(14, 30)
    series.save_revision().publish()
    assert "11am تا 2.30pm" in sheet(read(client, series, prefix="/ur"))


def test_long_names_on_its_head_are_counted():
    series = make_drop_in(title="Tea")
    short, long = ["Elbow Row", "Café"], ["Elbow Row", "The Café " * 7]
    full = [
        [is_full(series, series, [], lines, names) for lines in range(40)]
        for names in (short, long)
    ]
    assert full[0].index(True) - full[1].index(True) == 1

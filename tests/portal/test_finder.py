"""The finder's address, from outside: its keys, its marks, and whatever is thrown at it."""

import re
from datetime import datetime

import pytest
from bs4 import BeautifulSoup

from events.changes import cancel
from events.models import DropInPage, Occurrence, SeriesPage
from tests.factories import make_drop_in

pytestmark = pytest.mark.django_db


def read(client, **keys):
    answer = client.get("/drop-ins/", keys)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def articles(page):
    return page.select("article[data-series]")


def text(page):
    return re.sub(r"\s+", " ", page.get_text(" "))


def test_each_result_carries_its_marks_and_leads_to_its_page(client):
    page = read(client, near="LE5 1AA")
    assert len(articles(page)) == 10
    for article in articles(page):
        series = SeriesPage.objects.get(translation_key=article["data-series"], alias_of=None)
        date = series.occurrences.upcoming().first()
        assert article["data-starts"] == date.local_start.isoformat()
        assert article["data-status"] == date.shown_status
        assert re.fullmatch(r"\d+\.\d", article["data-miles"])
        assert article.select_one("a[href]")["href"] == series.url
        assert client.get(series.url).status_code == 200


def test_nearest_first(client):
    miles = [float(article["data-miles"]) for article in articles(read(client, near="le51aa"))]
    assert miles == sorted(miles)


def test_soonest_first_without_a_place_and_without_miles(client):
    found = articles(read(client))
    starts = [article["data-starts"] for article in found]
    assert starts == sorted(starts)
    assert not any(article.has_attr("data-miles") for article in found)


def test_the_second_page_holds_the_rest(client):
    first, second = read(client), read(client, page=2)
    keys = [article["data-series"] for article in articles(first) + articles(second)]
    listed = SeriesPage.objects.live().filter(alias_of=None, in_finder=True)
    assert len(keys) == len(set(keys)) == listed.count()


def test_a_cancelled_date_says_so_with_its_reason_and_the_next_date(client):
    series = DropInPage.objects.get(slug="thursday-drop-in", alias_of=None)
    page = read(client, near="LE5 1AA")
    [card] = page.select(f'article[data-series="{series.translation_key}"]')
    assert card["data-status"] == "cancelled"
    assert "Not running" in text(card)
    assert "The boiler is being mended." in text(card)
    following = series.occurrences.upcoming().running().first().local_start
    assert f"{following:%A} {following.day} {following:%B}" in text(card)


def test_by_day(client):
    for article in articles(read(client, day=["mon", "sat"])):
        assert datetime.fromisoformat(article["data-starts"]).weekday() in {0, 5}


def test_by_time_of_day(client):
    for article in articles(read(client, time="evening")):
        assert int(article["data-starts"][11:13]) >= 17


def test_nothing_within_two_miles_says_how_far_the_nearest_is(client):
    page = read(client, near="LE7 9AA", miles=1)
    assert articles(page) == []
    assert re.search(r"Nothing within 1 mile.*The nearest is about \d+ miles away", text(page))


def test_an_origin_known_only_roughly_says_so_in_whole_miles(client):
    page = read(client, near="LE5 3")
    assert "so we measure from the middle of LE5 3." in text(page)
    assert all(article["data-miles"].isdigit() for article in articles(page))
    assert re.search(r"about \d+ miles? away", text(page))


@pytest.mark.parametrize(
    ("keys", "field", "sentence"),
    [
        ({"near": "BT1 1AA"}, "near", "Northern Ireland"),
        ({"near": "ZZ9 9ZZ"}, "near", "We cannot find the postcode ZZ9 9ZZ."),
        ({"near": "Narnia"}, "near", "We do not know a place called “Narnia”."),
        ({"near": "x" * 100_000}, "near", "too long"),
        ({"miles": "far"}, "miles", "Write a number of miles, like 2."),
        ({"miles": "-1"}, "miles", "Write a number of miles above 0, like 2."),
        ({"miles": "nan"}, "miles", "Write a number of miles, like 2."),
        ({"miles": "1e99"}, "miles", "Nowhere is that far."),
        ({"day": "someday"}, "day", "There is no such day."),
        ({"time": "midnight"}, "time", "There is no such time."),
    ],
)
def test_a_wrong_value_gets_a_sentence_beside_the_field_and_the_list_stays(
    client, keys, field, sentence
):
    page = read(client, **keys)
    [summary] = page.select(f'a[href^="#id_{field}"]')
    assert sentence in text(summary)
    [message] = page.select(f"#id_{field}_error")
    assert sentence in text(message)
    assert page.title.get_text().strip().startswith("Error: ")
    assert len(articles(page)) == 10


def test_answers_are_kept(client):
    page = read(client, near="Narnia", day=["mon"], time="evening")
    assert page.select_one("input[name=near]")["value"] == "Narnia"
    kept = {(box["name"], box["value"]) for box in page.select("form.finder [type=hidden]")}
    assert kept == {("day", "mon"), ("time", "evening")}


@pytest.mark.parametrize("number", ["abc", "-1", "0", "1.5", "", "٣", "1" * 5000, "'", "\x00"])
def test_a_page_number_that_cannot_be_read_shows_the_first_and_says_so(client, number):
    page = read(client, page=number)
    assert len(articles(page)) == 10
    assert "We could not read the page number" in text(page)


def test_a_page_beyond_the_end_shows_the_last_and_says_so(client):
    page = read(client, page=999)
    assert "There is no page 999. This is the last one." in text(page)
    assert len(articles(page)) == 3


@pytest.mark.parametrize(
    "near",
    [
        "'",
        '"',
        "''; DROP TABLE home_venue; --",
        "\x00",
        "LE5\x001AA",
        "%",
        "_",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "‮LE5",
        "💥",
        " ",
        "\t\n",
        "AND OR NOT NEAR",
        "*",
        "(",
        "\ud7ff",
    ],
)
def test_hostile_places_break_nothing(client, near):
    page = read(client, near=near)
    assert len(articles(page)) == 10
    assert "<script>alert" not in str(page)
    assert "49" not in (page.select_one("input[name=near]").get("value") or "")


def test_unknown_keys_are_ignored_and_two_thousand_do_no_harm(client):
    keys = {f"key{number}": number for number in range(2_000)}
    assert len(articles(read(client, **keys))) == 10


def test_a_query_string_that_is_not_text_does_no_harm(client):
    answer = client.get("/drop-ins/?near=%ff%fe%00&day=%C3%28&page=%")
    assert answer.status_code == 200


def test_post_is_refused(client):
    assert client.post("/drop-ins/").status_code == 405


def test_a_change_shows_at_once(client):
    series = make_drop_in()
    date = series.occurrences.upcoming().first()
    cancel(date, reason="weather", note="Ice on the path.")
    assert "Ice on the path." in text(read(client, near=series.venue.name))
    assert Occurrence.objects.get(pk=date.pk).is_cancelled


def test_no_cookie_is_set(client):
    assert client.get("/drop-ins/?near=LE5+1AA").cookies == {}

"""Filters of the finder: links with counts that tell the truth about what they leave."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from events import changes
from events.clock import LONDON
from events.models import SeriesPage, Slot
from tests.factories import make_drop_in, make_venue

pytestmark = pytest.mark.django_db


def read(client, query: str):
    answer = client.get(f"/drop-ins/{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def listed(client, query: str) -> set[str]:
    """The series on every page of the list."""
    soup, found = read(client, query), set()
    while True:
        found |= {card["data-series"] for card in soup.select("article[data-series]")}
        following = soup.select_one("a[rel=next]")
        if not following:
            return found
        soup = read(client, following["href"])


def alone(query: str, href: str) -> str:
    """The query with one filter as its link means it: days, times alone, access facts together."""
    before, after = QueryDict(query[1:]), QueryDict(href[1:])
    asked = before.copy()
    for key in ("day", "time", "with", "language"):
        changed = set(before.getlist(key)) ^ set(after.getlist(key))
        if changed:
            value = (set(after.getlist(key)) - set(before.getlist(key)) or changed).pop()
            asked.setlist(key, [value])
    asked.setlist("access", {*before.getlist("access"), *after.getlist("access")})
    return "?" + asked.urlencode()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?day=tue",
        "?day=tue&day=mon&time=morning",
        "?access=step_free&access=hearing_loop",
        "?with=physio",
        "?language=ur&day=mon",
        "?with=prescriber&language=pl&access=step_free&time=evening&day=sun",
    ],
)
def test_each_filter_fits_as_many_as_it_says(client, query):
    links = read(client, query).select(".facet a")
    assert links
    for link in links:
        fits = len(listed(client, alone(query, link["href"])))
        assert int(link.select_one(".count").text) == fits, (query, link["href"])


def test_a_filter_turned_on_leaves_what_it_fits(client):
    link = read(client, "").select_one('.facet a[href="?language=ur"]')
    assert len(listed(client, link["href"])) == int(link.select_one(".count").text)


def test_a_chosen_filter_is_taken_off_by_its_own_link_and_the_rest_stays(client):
    soup = read(client, "?near=LE5+1AA&day=mon&access=step_free&nonsense=1")
    [monday, step_free] = soup.select(".facet a.is-on")
    assert monday["href"] == "?near=LE5+1AA&access=step_free"
    assert step_free["href"] == "?near=LE5+1AA&day=mon"


def test_the_form_for_a_place_keeps_the_filters(client):
    soup = read(client, "?day=mon&access=step_free&language=ur&with=physio")
    kept = [(box["name"], box["value"]) for box in soup.select("form.finder [type=hidden]")]
    assert kept == [
        ("day", "mon"), ("access", "step_free"), ("with", "physio"), ("language", "ur"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["?access=nothing", "?language=xx", "?with=nobody", "?access=\x00", "?with=", "?language=EN"],
)
def test_a_wrong_value_gets_a_sentence_and_is_set_aside(client, query):
    soup = read(client, query)
    assert soup.select("article")
    assert bool(soup.select(".error")) == (query != "?with=")


def test_all_access_facts_must_be_true(client):
    both = make_venue(step_free="yes", hearing_loop="yes")
    one = make_venue(step_free="yes", hearing_loop="no")
    page, other = make_drop_in(venue=both), make_drop_in(venue=one)
    found = listed(client, "?access=step_free&access=hearing_loop")
    assert str(page.translation_key) in found
    assert str(other.translation_key) not in found


def test_a_week_without_the_physio_is_passed_over_by_who_asks_for_one(client):
    slot = Slot.objects.filter(staff__contains=",physio,").first()
    series = SeriesPage.objects.get(pk=slot.series_id)
    row, following = series.occurrences.to_come()[:2]
    changes.set_staff(row, ["host"])
    key = str(series.translation_key)
    for query, day in (("", row), ("?with=physio", following)):
        for number in (1, 2):
            joint = "&" if query else "?"
            card = read(client, f"{query}{joint}page={number}").select_one(
                f'article[data-series="{key}"]'
            )
            if card:
                break
        assert card["data-starts"] == day.starts_at.astimezone(LONDON).isoformat(), query


def test_a_date_moved_to_another_hall_counts_as_far_away_as_that_hall(client):
    page = make_drop_in(title="Wanderer")
    far = make_venue(point=type(page.venue.point)(463_010, 306_480))
    row = page.occurrences.to_come().first()
    changes.move(
        row,
        on=row.original_date,
        start_time=row.local_start.time(),
        end_time=row.local_end.time(),
        venue=far,
    )
    key = f'article[data-series="{page.translation_key}"]'
    card = read(client, "?near=LE5+1ZW&miles=1").select_one(key) or read(
        client, "?near=LE5+1&miles=2"
    ).select_one(key)
    assert far.name in card.text
    assert card["data-status"] == "moved"


def test_nothing_fits_offers_to_leave_each_filter_out(client):
    soup = read(client, "?day=sun&time=evening&language=so&with=physio&access=step_free")
    assert soup.select(".empty a")
    for link in soup.select(".empty .ways a"):
        assert link["href"].startswith("?")


def test_counts_cost_no_query_more_with_many_filters(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        read(client, "?day=mon&day=tue&time=morning&access=step_free&language=en&near=LE5+1AA")

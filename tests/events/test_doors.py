"""What a poster's code opens: the truth about the next session, at once."""

import re
from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import LocaleSynchronization

from events.changes import add_extra, cancel, move, put_back, set_note, set_staff
from events.checks import SILENT, Check
from events.models import Occurrence
from events.pauses import Pause
from events.pausing import save_pause
from events.people import SeriesPerson
from events.recurrence import Recurrence
from events.short_codes import make_code
from tests.factories import make_drop_in, make_venue

pytestmark = pytest.mark.django_db


def address(series):
    return f"/d/{make_code(series.translation_key)}/"


def read(client, series, prefix=""):
    answer = client.get(prefix + address(series))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text(page):
    return re.sub(r"\s+", " ", page.main.get_text(" "))


def first(series):
    return series.occurrences.upcoming().first()


def spoken(when):
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    year = f" {local.year}" if local.year != timezone.localdate().year else ""
    return f"{local:%A} {local.day} {local:%B}{year}"


def put_on_now(series, **fields):
    """A session that began an hour ago."""
    now = timezone.now()
    row = Occurrence(series=series, decision="on", decided_at=now, **fields)
    row.put_at(now - timedelta(hours=1), now + timedelta(hours=1))
    row.save()
    return row


def test_it_says_that_the_next_one_is_on_when_where_and_whom_to_ring(client):
    series = make_drop_in(venue=make_venue(finding_the_door="Ring the lower bell."))
    page = read(client, series)
    [article] = page.select("article")
    assert article["data-series"] == str(series.translation_key)
    assert article["data-starts"] == first(series).local_start.isoformat()
    assert article["data-status"] == "scheduled"
    assert article.select_one("a[href]")["href"] == series.url
    assert page.h1.get_text() == series.title
    for words in ("On as planned", spoken(first(series).starts_at), "10am to 12pm"):
        assert words in text(page)
    assert f"{series.venue.name} {series.venue.street}" in text(page)
    assert "Ring the lower bell." in text(page)
    assert page.main.select_one('a[href^="tel:"]').get_text() == series.phone
    assert "Checked" in text(page)


def test_from_the_door_one_can_ask_to_be_told(client):
    series = make_drop_in()
    link = read(client, series).select_one('a[href*="/tell-me/"]')
    assert client.get(link["href"]).status_code == 200


def test_it_asks_again_each_time_and_search_engines_leave_it_out(client):
    series = make_drop_in()
    answer = client.get(address(series))
    assert answer.headers["Cache-Control"] == "no-cache"
    assert b'name="robots" content="noindex"' in answer.content
    assert answer.cookies == {}


def test_looking_changes_nothing(client):
    series = make_drop_in()
    with CaptureQueriesContext(connection) as queries:
        client.get(address(series))
    assert [row["sql"] for row in queries if not row["sql"].startswith("SELECT")] == []
    assert client.head(address(series)).status_code == 200
    assert client.post(address(series)).status_code == 405


def test_a_cancelled_date_says_why_and_when_it_is_next(client):
    series = make_drop_in()
    date, following = series.occurrences.upcoming()[:2]
    cancel(date, reason="venue", note="The boiler is broken.")
    page = read(client, series)
    assert page.article["data-status"] == "cancelled"
    assert "Not running" in page.title.get_text()
    for words in ("Not running", "The venue is closed.", "The boiler is broken."):
        assert words in text(page)
    assert f"Next: {spoken(following.starts_at)}, 10am" in text(page)
    put_back(date)
    page = read(client, series)
    assert page.article["data-status"] == "scheduled"
    assert "Not running" not in text(page)


def test_a_moved_date_says_so_first(client):
    series, hall = make_drop_in(), make_venue(name="The other hall")
    date = first(series)
    day = date.local_start.date() + timedelta(days=1)
    move(date, on=day, start_time=time(14), end_time=time(16), venue=hall, note="Floor is wet.")
    page = read(client, series)
    assert page.article["data-status"] == "moved"
    assert page.select_one(".door .on").get_text(strip=True) == "Moved"
    for words in ("2pm to 4pm", "The other hall", "to another place", "Floor is wet."):
        assert words in text(page)
    assert "as planned" not in text(page)


def test_who_stands_here_though_today_is_moved_away_is_told(client):
    today = timezone.localdate()
    series = make_drop_in(recurrence=Recurrence(first_on=today + timedelta(days=1), days=range(7)))
    row = Occurrence(
        series=series,
        original_date=today,
        moved=True,
        decision="on",
        decided_at=timezone.now(),
        venue=make_venue(name="The other hall"),
    )
    row.put_at(timezone.now() + timedelta(days=9), timezone.now() + timedelta(days=9, hours=2))
    row.save()
    page = read(client, series)
    assert page.article["data-status"] == "scheduled"
    assert "Not here today" in text(page)
    assert f"Moved to {spoken(row.starts_at)}" in text(page)
    assert "The other hall" in text(page)


def test_what_is_on_now_says_until_when(client):
    series = make_drop_in()
    row = put_on_now(series)
    page = read(client, series)
    assert page.article["data-starts"] == row.local_start.isoformat()
    assert page.article["data-status"] == "extra"
    assert re.search(r"On now until \d+(\.\d\d)?[ap]m", text(page))
    cancel(row, reason="people")
    page = read(client, series)
    assert page.article["data-status"] == "cancelled"
    assert "On now" not in text(page)


def test_what_is_on_now_at_another_place_says_moved_before_anything(client):
    series = make_drop_in()
    day = timezone.localdate() - timedelta(days=3)
    put_on_now(series, original_date=day, moved=True, venue=make_venue(name="The other hall"))
    words = [each.get_text(strip=True) for each in read(client, series).select(".door .on")]
    assert words[0] == "Moved"
    assert words[1].startswith("On now until")


def test_a_break_says_when_it_is_back(client):
    series = make_drop_in()
    by = get_user_model().objects.first()
    day = timezone.localdate()
    pause = Pause(series=series, first_on=day, back_on=day + timedelta(days=30), note="Painting.")
    save_pause(pause, by=by)
    assert "Having a break." in text(read(client, series))
    assert "Painting." in text(read(client, series))
    assert f"Back on {spoken(pause.back_on)}" in text(read(client, series))
    pause.back_on = None
    save_pause(pause, by=by)
    page = read(client, series)
    assert "Until further notice." in text(page)
    assert "Next:" not in text(page)


def test_an_extra_date_a_note_and_who_is_missing(client):
    series = make_drop_in()
    series.people.add(SeriesPerson(role="physio"))
    series.save_revision().publish()
    day = timezone.localdate() + timedelta(days=1)
    extra = add_extra(series, on=day, start_time=time(7), end_time=time(8))
    set_note(extra, "Side door.")
    set_staff(extra, ["host"])
    page = read(client, series)
    assert page.article["data-status"] == "extra"
    for words in ("It is on", "Tomorrow", "Extra date", "Side door.", "This time: no Physio"):
        assert words in text(page)


def test_a_series_without_dates_says_so(client):
    series = make_drop_in()
    series.occurrences.all().delete()
    page = read(client, series)
    assert "No dates are known yet." in text(page)
    assert not page.article.has_attr("data-starts")
    assert not page.article.has_attr("data-status")


def test_a_long_silence_says_ring_first(client):
    series = make_drop_in()
    Check.objects.filter(series=series).update(checked_at=timezone.now() - SILENT * 2)
    assert "ring first" in text(read(client, series))


def test_two_series_of_one_code_are_both_shown(client):
    one, other = make_drop_in(), make_drop_in()
    twin = UUID(int=one.translation_key.int ^ 1)
    Page.objects.filter(pk=other.pk).update(translation_key=twin)
    page = read(client, one)
    assert [each["data-series"] for each in page.select("article")] == [
        str(one.translation_key),
        str(twin),
    ]
    assert len(page.select("h1")) == 1
    assert one.title in text(page)
    assert other.title in text(page)


@pytest.mark.parametrize("code", ["00000000", "UUUUUUUU", "x", "%00", "%ff%fe", "'", "9" * 3000])
def test_an_unknown_code_answers_404_with_ways_on(client, code):
    answer = client.get(f"/d/{code}/")
    assert answer.status_code in (400, 404)
    if code != "%00":
        assert answer.status_code == 404
        assert b"/drop-ins/" in answer.content


def test_an_unknown_code_says_what_a_code_looks_like(client):
    page = BeautifulSoup(client.get("/d/00000000/").content, "html.parser")
    assert "Nothing has this code" in text(page)
    assert page.main.select_one('a[href="/drop-ins/"]')


def test_an_unpublished_series_is_not_listed_at_present_and_gives_nothing_away(client):
    series = make_drop_in()
    series.unpublish()
    check_unlisted(client, series)


@pytest.mark.parametrize("whose", ["its own", "its organisation's"])
def test_a_private_series_is_not_listed_at_present(client, whose):
    series = make_drop_in()
    page = series if whose == "its own" else series.get_parent()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    check_unlisted(client, series)


def check_unlisted(client, series):
    answer = client.get(address(series))
    assert answer.status_code == 404
    page = BeautifulSoup(answer.content, "html.parser")
    assert "Not listed at present" in text(page)
    assert page.main.select_one('a[href="/drop-ins/"]')
    assert series.title not in page.get_text()


def test_in_urdu_from_right_to_left_with_english_marked(client):
    series = make_drop_in(title="Tea on Tuesday")
    urdu = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=urdu, sync_from=Locale.get_default())
    cancel(first(series), reason="other", note="No heating.")
    page = read(client, series, "/ur")
    assert (page.html["lang"], page.html["dir"]) == ("ur", "rtl")
    assert page.article.select_one("a[href]")["href"] == f"/ur{series.url}"
    assert page.article["data-status"] == "cancelled"
    assert "نہیں ہو رہا" in text(page)
    for words in ("Tea on Tuesday", "No heating.", series.venue.name):
        said = page.main.find(string=lambda each, words=words: words in each)
        assert said.find_parent(attrs={"lang": True})["lang"] == "en"


def test_it_costs_as_many_queries_for_a_year_as_for_one_date(client):
    series = make_drop_in()
    cancel(first(series), reason="people")

    def count():
        client.get(address(series))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(series))
        return len(queries)

    year = count()
    keep = series.occurrences.upcoming()[:2].values_list("pk", flat=True)
    series.occurrences.exclude(pk__in=list(keep)).delete()
    assert count() == year <= 15

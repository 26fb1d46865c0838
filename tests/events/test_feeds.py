"""Calendars over HTTP: who gets one, what is asked again cheaply, what is refused."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import LocaleSynchronization

from events.changes import cancel, count_heads, put_back
from events.models import DropInPage
from tests.events.reading import entries, fetch, shown, stored
from tests.factories import make_drop_in, make_organisation

pytestmark = pytest.mark.django_db
FINDER = "/drop-ins/calendar.ics"
SERIES = "/partners/eastgate-library/thursday-drop-in/calendar.ics"


def of(page):
    return f"{page.url}calendar.ics"


def keys(calendar):
    """The public ids of the series in a calendar."""
    return {f"{event['UID']}"[:36] for event in entries(calendar)}


def make_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_series_has_a_calendar_that_programmes_must_ask_for_again(client):
    answer, calendar = fetch(client, SERIES)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Disposition"] == 'inline; filename="thursday-drop-in.ics"'
    assert answer.headers["ETag"].startswith('"')
    assert "Set-Cookie" not in answer.headers
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert calendar["X-PUBLISHED-TTL"] == "PT1H"
    [event] = [event for event in entries(calendar) if "RRULE" in event]
    assert event["URL"] == f"http://127.0.0.1:8000{SERIES.removesuffix('calendar.ics')}"


def test_every_line_ends_as_the_standard_says_and_none_is_too_long(client):
    lines = client.get(FINDER).content.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75


def test_an_organisation_has_all_its_live_series_in_one(client):
    organisation = make_organisation(title="Noor; House")
    two = [make_drop_in(organisation), make_drop_in(organisation)]
    make_drop_in(organisation, live=False)
    make_private(make_drop_in(organisation))
    answer, calendar = fetch(client, of(organisation))
    assert b"\r\nX-WR-CALNAME:Noor\\; House\r\n" in answer.content
    assert keys(calendar) == {f"{series.translation_key}" for series in two}
    assert shown(calendar) == sorted(stored(two[0]) + stored(two[1]))


def test_the_finder_calendar_has_the_series_that_the_finder_lists(client):
    for question in ("", "?near=LE5+1AA&miles=1", "?day=tue&day=thu&time=morning", "?near=LE5"):
        _answer, calendar = fetch(client, FINDER + question)
        marks = set()
        for number in range(1, 9):
            link = f"/drop-ins/{question or '?'}&page={number}"
            found = client.get(link).content.decode().split('data-series="')
            marks |= {part[:36] for part in found[1:]}
        assert keys(calendar) == marks, question


@pytest.mark.parametrize(
    "question",
    ["?day=noday", "?miles=-3&near=LE5+1AA", "?time=%00", "?page=abc", "?x=" + "y" * 3000, "?day="],
)
def test_what_the_finder_cannot_read_asks_nothing(client, question):
    assert client.get(FINDER + question).status_code in (200, 400)
    if "%00" not in question:
        fetch(client, FINDER + question)


def test_nothing_found_is_an_empty_calendar(client):
    _answer, calendar = fetch(client, f"{FINDER}?near=TR19+7AA&miles=1")
    assert entries(calendar) == []


@pytest.mark.parametrize("address", [SERIES, FINDER, "/partners/eastgate-library/calendar.ics"])
def test_an_asker_who_has_it_gets_304_until_a_date_changes(client, address):
    series = DropInPage.objects.get(slug="thursday-drop-in", alias_of=None)
    date = series.occurrences.upcoming().running()[1]
    tag = client.get(address).headers["ETag"]

    def ask():
        return client.get(address, headers={"if-none-match": tag})

    unchanged = ask()
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert (unchanged.headers["ETag"], unchanged.headers["Cache-Control"]) == (tag, "no-cache")
    cancel(date, reason="people")
    changed = ask()
    assert changed.status_code == 200
    assert b"STATUS:CANCELLED" in changed.content
    put_back(date)
    assert ask().status_code == 200


def test_other_things_that_the_calendar_tells_change_the_tag_too(client):
    series = make_drop_in()
    tags = [client.get(FINDER).headers["ETag"]]

    def changed():
        tags.append(client.get(FINDER).headers["ETag"])
        return tags[-1] not in tags[:-1]

    series.venue.access_note = "Ring the lower bell."
    series.venue.save()
    assert changed()
    series.summary = "Soup."
    series.save_revision().publish()
    assert changed()
    series.unpublish()
    assert changed()


def test_a_head_count_changes_nothing_that_is_told(client):
    series = make_drop_in()
    row = series.occurrences.upcoming().first()
    row.put_at(timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1))
    row.save()
    tag = client.get(of(series)).headers["ETag"]
    count_heads(row, 12)
    assert client.get(of(series), headers={"if-none-match": tag}).status_code == 304


def test_a_compressed_answer_is_known_again(client):
    answer = client.get(FINDER, headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    again = {"if-none-match": answer.headers["ETag"], "accept-encoding": "gzip"}
    assert client.get(FINDER, headers=again).status_code == 304


def test_head_is_answered_without_a_body_and_post_is_refused(client):
    for address in (SERIES, FINDER):
        head = client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["ETag"] == client.get(address).headers["ETag"]
        assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/calendar.ics",
        "/partners/calendar.ics",
        "/partners/nobody/calendar.ics",
        "/partners/eastgate-library/nothing/calendar.ics",
        "/learn/calendar.ics",
        "/partners/eastgate-library/thursday-drop-in/calendar.ics/",
        "/partners/eastgate-library/thursday-drop-in/calendar.ics.bak",
        "/partners/../calendar.ics",
        "/search/calendar.ics",
        "/ur/drop-ins/calendar.ics",
    ],
)
def test_there_is_no_calendar_elsewhere(client, address):
    assert client.get(address).status_code == 404


def test_what_is_not_public_has_no_calendar(client):
    draft, hidden, private = make_drop_in(live=False), make_drop_in(), make_drop_in()
    hidden.unpublish()
    make_private(private)
    below = make_drop_in(make_organisation())
    make_private(below.get_parent())
    for page in (draft, hidden, private, below, below.get_parent()):
        assert client.get(of(page)).status_code == 404, page
        assert f"{page.translation_key}".encode() not in client.get(FINDER).content


def test_a_team_member_gets_no_more_than_a_visitor(log_in):
    private = make_drop_in()
    make_private(private)
    assert log_in("admin").get(of(private)).status_code == 404


def count(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_thirty_series_cost_as_many_queries_as_one(client):
    one, thirty = make_organisation(), make_organisation()
    make_drop_in(one)
    before = count(client, FINDER)
    for _number in range(30):
        cancel(make_drop_in(thirty).occurrences.upcoming()[1], reason="people")
    assert count(client, of(thirty)) == count(client, of(one)) <= 15
    assert count(client, FINDER) == before <= 10


@pytest.fixture
def urdu(client):
    """The client of a site whose Urdu tree was just made: every page an alias."""
    locale = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=locale, sync_from=Locale.get_default())
    return client


def test_urdu_has_the_same_dates_with_our_words_and_links_in_urdu(urdu):
    series = DropInPage.objects.get(slug="thursday-drop-in", alias_of=None)
    cancel(series.occurrences.upcoming().running()[1], reason="venue")
    for address in (SERIES, "/partners/eastgate-library/calendar.ics", FINDER):
        english, urdu_one = (fetch(urdu, prefix + address)[1] for prefix in ("", "/ur"))
        assert keys(urdu_one) == keys(english) != set()
        assert shown(urdu_one) == shown(english)
        links = {event["URL"].split("8000")[1] for event in entries(urdu_one)}
        assert all(link.startswith("/ur/partners/") for link in links)


def test_urdu_hides_what_the_source_hides(urdu):
    series = DropInPage.objects.get(slug="thursday-drop-in", alias_of=None)
    make_private(series)
    assert urdu.get(f"/ur{SERIES}").status_code == 404
    PageViewRestriction.objects.all().delete()
    assert urdu.get(f"/ur{SERIES}").status_code == 200
    series.unpublish()
    assert urdu.get(f"/ur{SERIES}").status_code == 404


@pytest.mark.parametrize(
    "address", ["/drop-ins/?near=LE5+1AA&page=2&day=thu", "/partners/eastgate-library/"]
)
def test_pages_link_to_their_calendars(client, address):
    page = client.get(address).content.decode()
    link = page.split("calendar.ics")[0].rsplit('"', 1)[1] + "calendar.ics"
    rest = page.split("calendar.ics")[1].split('"')[0].replace("&amp;", "&")
    assert "page=" not in rest
    fetch(client, link + rest)


def test_a_title_cannot_add_anything_to_a_calendar(client):
    title = "Tea;,\\ 🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖 END:VEVENT"
    summary = "One\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Free\r\nEND:VEVENT"
    series = make_drop_in(title=title, summary=summary)
    _answer, calendar = fetch(client, of(series))
    assert len(calendar.walk("VEVENT")) == len({event.to_ical() for event in entries(calendar)})
    assert {f"{event['SUMMARY']}".removeprefix("Not running: ") for event in entries(calendar)} == {
        title
    }
    assert "UID:1" not in client.get(of(series)).content.decode().splitlines()

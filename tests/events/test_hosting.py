"""A host's page: what two taps do, and what everybody reads in the same moment."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from home.models import Letter
from tests.events.phone import Phone
from tests.factories import make_drop_in
from tests.factories.hosts import in_hours, link_of, make_follower, put_first, read

pytestmark = pytest.mark.django_db
REASONS = ["The venue is closed", "Nobody is free to run it", "Bad weather", "Another reason"]


# Off in two taps, and on again


@pytest.mark.parametrize("words", REASONS)
def test_from_the_opened_link_the_session_is_off_in_two_taps(phone, today, words):
    phone.tap(words)
    assert read(today).status == "scheduled"
    phone.tap("Yes, it is off")
    assert phone.taps == 2
    row = read(today)
    assert (row.status, row.get_reason_display(), row.decision) == ("cancelled", words, "off")
    assert "it is off." in phone.notice
    assert "The page, the finder, calendars and the poster’s address say so now." in phone.notice
    assert phone.main.select_one("section.next")["data-status"] == "cancelled"


def test_the_same_moment_every_page_says_so(client, phone, host, today):
    page = host.series.get_url()

    def statuses():
        """How the finder, the series' own page and the first page show today's session."""
        finder = BeautifulSoup(client.get("/drop-ins/").content, "html.parser")
        own = BeautifulSoup(client.get(page).content, "html.parser")
        home = BeautifulSoup(client.get("/").content, "html.parser")
        key = str(host.series.translation_key)
        cards = [each.select(f'article[data-series="{key}"]') for each in (finder, home)]
        return (
            {card["data-status"] for found in cards for card in found},
            "Not running" in own.select_one("section.next").get_text(),
            [len(found) for found in cards],
        )

    assert statuses() == ({"scheduled"}, False, [1, 1])
    phone.tap("Bad weather")
    phone.tap("Yes, it is off", note="Ice on the path.")
    assert statuses() == ({"cancelled"}, True, [1, 1])
    assert "Ice on the path." in client.get(page).content.decode()
    phone.tap("Put it back on")
    assert statuses() == ({"scheduled"}, False, [1, 1])


def test_put_back_on_it_is_on_and_the_line_is_gone(phone, today):
    phone.tap("Bad weather")
    phone.tap("Yes, it is off", note="Ice.")
    phone.tap("Put it back on")
    row = read(today)
    assert (row.status, row.reason, row.note, row.decision) == ("scheduled", "", "", "on")
    assert "it is on." in phone.notice


def test_next_week_is_unharmed(phone, host, today):
    following = host.series.occurrences.upcoming()[1]
    phone.tap("The venue is closed")
    phone.tap("Yes, it is off")
    assert read(following).status == "scheduled"


def test_a_session_that_has_begun_can_be_called_off_and_put_back_until_its_end(client, host):
    row = put_first(host.series, in_hours(-1))
    phone = Phone(client, link_of(host))
    assert "it is on now" in phone.text
    phone.tap("Nobody is free to run it")
    phone.tap("Yes, it is off")
    assert read(row).is_cancelled
    row.refresh_from_db()
    row.put_at(in_hours(-3), in_hours(-0.01))
    row.save()
    answer = client.post(f"{link_of(host)}on/", {"date": row.pk})
    assert answer.status_code == 200
    assert "This date is over: it cannot be changed any more." in answer.content.decode()
    assert read(row).is_cancelled


def test_a_page_that_stayed_open_until_the_end_does_not_call_off_next_week(client, host, today):
    phone = Phone(client, link_of(host))
    phone.tap("Bad weather")
    today.put_at(in_hours(-2), in_hours(-0.01))
    today.save()
    phone.tap("Yes, it is off", note="Ice.")
    assert "This date is over" in phone.text
    assert phone.main.select_one("[name=note]")["value"] == "Ice."
    assert not host.series.occurrences.filter(status="cancelled").exists()


def test_a_double_tap_is_no_second_change(client, host, today):
    make_follower(host.series)
    Letter.objects.all().delete()
    for _tap in range(2):
        answer = client.post(f"{link_of(host)}off/", {"date": today.pk, "reason": "weather"})
        assert answer.status_code == 302
    assert read(today).sequence == today.sequence + 1
    assert Letter.objects.filter(kind="events.changes").count() == 1
    for _tap in range(2):
        assert client.post(f"{link_of(host)}on/", {"date": today.pk}).status_code == 302
    assert read(today).sequence == today.sequence + 2


def test_only_those_who_confirmed_and_have_not_expired_are_counted(client, host, today):
    for number in range(2):
        make_follower(host.series, email=f"{number}@example.org")
    make_follower(host.series, email="new@example.org", confirmed_at=None)
    past = timezone.localdate() - timedelta(days=1)
    make_follower(host.series, email="old@example.org", expires_on=past)
    phone = Phone(client, link_of(host))
    phone.tap("Bad weather")
    phone.tap("Yes, it is off")
    assert "2 people who asked are being told." in phone.notice
    assert "@example.org" not in phone.answer.content.decode()


def test_the_notice_says_only_what_is_true(client, phone, today, host):
    phone.tap("Bad weather")
    phone.tap("Yes, it is off")
    address = phone.address
    client.post(f"{link_of(host)}on/", {"date": today.pk})
    assert Phone(client, address).notice == ""
    assert Phone(client, f"{link_of(host)}?done=nonsense&date={today.pk}").notice == ""


@pytest.mark.parametrize("reason", ["", "because", "bank_holiday", "pause", "\x00", "x" * 10_000])
def test_without_a_reason_of_the_list_nothing_is_off_and_the_reasons_are_offered(
    client, host, today, reason
):
    for answer in (
        client.get(f"{link_of(host)}off/", {"reason": reason, "date": today.pk}),
        client.post(f"{link_of(host)}off/", {"reason": reason, "date": today.pk}),
    ):
        assert answer.status_code == 200
        page = BeautifulSoup(answer.content, "html.parser")
        links = [each["href"] for each in page.select("main .choices a")]
        assert [parse_qs(urlsplit(link).query)["reason"][0] for link in links] == [
            "venue",
            "people",
            "weather",
            "other",
        ]
    assert read(today).status == "scheduled"


# Other dates


def test_each_of_the_coming_four_can_be_chosen_and_called_off(phone, host):
    dates = list(host.series.occurrences.upcoming()[1:5])
    links = phone.main.select("ul.dates a")
    assert [int(parse_qs(urlsplit(each["href"]).query)["date"][0]) for each in links] == [
        row.pk for row in dates
    ]
    phone.open(links[2]["href"])
    phone.tap("The venue is closed")
    phone.tap("Yes, it is off")
    off = host.series.occurrences.filter(status="cancelled")
    assert list(off) == [dates[2]]


@pytest.mark.parametrize("step", ["", "off/", "on/", "note/", "who/", "count/", "right/"])
def test_dates_of_somebody_else_do_not_exist(client, host, today, step):
    foreign = make_drop_in().occurrences.upcoming().first()
    address = link_of(host) + step
    keys = [foreign.pk, 10**9, 10**17, 10**40, "abc", "-1", "٣", "1 OR 1=1", f"{today.pk}x"]
    for key in keys:
        if step in ("", "off/"):
            assert client.get(address, {"date": key}).status_code == 404, key
        if step:
            data = {"date": key, "reason": "weather", "heads": 3, "note": "x"}
            assert client.post(address, data).status_code == 404, key
    assert read(foreign).sequence == foreign.sequence
    assert read(foreign).status == "scheduled"

"""Which links open a host's page, and what scanners, strangers and old letters get."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization

from events.models import Check, Host, Occurrence
from home.links import make_token
from tests.events.phone import Phone
from tests.factories import make_venue
from tests.factories.hosts import in_hours, link_of, put_first, read

pytestmark = pytest.mark.django_db


def test_silence_means_on_stands_on_the_page(phone):
    assert "Silence means on: you need not answer." in phone.text


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("step", ["", "off/", "on/", "note/", "who/", "count/", "right/"])
def test_what_scanners_of_mail_do_changes_nothing(client, host, method, step):
    row = put_first(host.series, in_hours(-0.5))
    address = f"{link_of(host)}{step}?reason=weather&note=x&heads=3&staff=host&date={row.pk}"
    before = (Occurrence.objects.filter(pk=row.pk).values().get(), check_of(host))
    answer = getattr(client, method)(address)
    assert answer.status_code in (200, 405)
    assert (Occurrence.objects.filter(pk=row.pk).values().get(), check_of(host)) == before


def check_of(host: Host) -> dict:
    return Check.objects.filter(series=host.series_id).values().get()


def broken_tokens(host: Host) -> list[str]:
    token = link_of(host).split("/")[2]
    other = {"row_id": host.pk, "version": 0, "expires_on": timezone.localdate()}
    return [
        token[:-1],
        token[1:],
        token + "x",
        token.upper(),
        "abc",
        "x" * 10_000,
        "1-0-fuya-" + "A" * 24,
        make_token(purpose="training.booking", **other),
        make_token(purpose="events.follower", **other),
        make_token(purpose="events.still_right", **other),
        make_token(purpose="events.host", **other | {"version": 1}),
        make_token(purpose="events.host", **other | {"row_id": 10**9}),
    ]


def test_wrong_links_open_nothing_and_say_what_to_do(client, host, today):
    for token in broken_tokens(host):
        for step in ("", "off/"):
            answer = client.get(f"/host/{token}/{step}")
            assert answer.status_code == 404, token
            assert "This link opens nothing" in answer.content.decode()
            assert "01632 960100" in answer.content.decode()
            assert "Tea and knees" not in answer.content.decode()
        data = {"date": today.pk, "reason": "weather"}
        assert client.post(f"/host/{token}/off/", data).status_code == 404
    assert read(today).status == "scheduled"


def test_an_old_link_says_so_and_whom_to_ring(client, host, today):
    answer = client.get(link_of(host, days=-1))
    assert answer.status_code == 410
    assert "This link is too old" in answer.content.decode()
    assert "01632 960100" in answer.content.decode()
    data = {"date": today.pk, "reason": "weather"}
    assert client.post(f"{link_of(host, days=-1)}off/", data).status_code == 410
    assert read(today).status == "scheduled"
    assert client.get(link_of(host, days=0)).status_code == 200


def test_a_raised_version_or_a_removed_host_revokes_every_link(client, host):
    link = link_of(host)
    Host.objects.filter(pk=host.pk).update(link_version=1)
    assert client.get(link).status_code == 404
    host.refresh_from_db()
    link = link_of(host)
    assert client.get(link).status_code == 200
    host.delete()
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("query", ["", "?date=1x"])
def test_a_page_behind_a_link_is_kept_by_nobody(client, host, today, query):
    for address in (link_of(host), f"{link_of(host)}off/", "/host/wrong/"):
        answer = client.get(address + query)
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies
        assert b"<script" not in answer.content


def test_a_hidden_series_has_nothing_to_call_off(client, host, today):
    host.series.specific.unpublish()
    phone = Phone(client, link_of(host))
    assert "nobody sees these dates" in phone.text
    data = {"date": today.pk, "reason": "weather"}
    assert client.post(f"{link_of(host)}off/", data).status_code == 200
    assert read(today).status == "scheduled"


def test_a_series_without_dates_says_so(client, host):
    host.series.occurrences.all().delete()
    phone = Phone(client, link_of(host))
    assert "There are no dates to come." in phone.text
    assert client.get(f"{link_of(host)}off/?reason=weather").status_code == 200
    for step in ("off/", "on/", "note/", "who/", "count/"):
        data = {"reason": "weather", "heads": 3}
        assert client.post(link_of(host) + step, data).status_code == 404
    phone.tap("Everything is still right")
    assert "checked today" in phone.notice


def test_the_page_works_in_another_language(client, host, today):
    urdu = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=urdu, sync_from=Locale.get_default())
    phone = Phone(client, f"/ur{link_of(host)}")
    assert (phone.page.html["lang"], phone.page.html["dir"]) == ("ur", "rtl")
    phone.tap("Bad weather")
    phone.tap("Yes, it is off")
    assert phone.address.startswith("/ur/host/")
    assert read(today).is_cancelled


def test_the_page_says_where_else_it_is_when_it_moved(client, host, today):
    today.venue = make_venue(name="The other hall")
    today.save()
    assert "The other hall" in Phone(client, link_of(host)).text


def test_many_dates_cost_no_more_queries(client, host):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(link_of(host))
        return len(queries)

    host.series.occurrences.exclude(pk=host.series.occurrences.first().pk).delete()
    client.get(link_of(host))
    one = count()
    host.series.specific.save_revision().publish()
    assert host.series.occurrences.count() > 30
    assert count() <= one + 1


def test_also_what_leads_on_or_to_nothing_keeps_the_link_to_itself(client, host):
    link = link_of(host)
    for address, status in ((link.rstrip("/"), 301), (f"{link}nope/", 404)):
        answer = client.get(address)
        assert answer.status_code == status
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"

"""Still right? After eight silent weeks one question, answered by one tap; the team's list."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.checks import note_check
from events.models import Check, Host
from events.still_right import ask_whether_still_right, make_link
from home.letters import Letter
from tests.events.phone import Phone
from tests.factories import make_drop_in, make_organisation
from tests.factories.hosts import make_host
from tests.training.reading import letter_of, links_in, text_of

pytestmark = pytest.mark.django_db

SITE = "https://portal.example.org"
KIND = "events.still_right"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE
    Host.objects.all().delete()
    Letter.objects.all().delete()
    Check.objects.update(checked_at=timezone.now(), asked_at=None)


@pytest.fixture
def series():
    """A series that nobody has looked at for nine weeks, of an organisation with an address."""
    series = make_drop_in(make_organisation(email="shared@partner.example"), title="Tea and knees")
    silence(series, weeks=9)
    return series


def silence(series, weeks: float) -> None:
    checked_at = timezone.now() - timedelta(weeks=weeks)
    Check.objects.filter(series=series).update(checked_at=checked_at)


def check_of(series) -> Check:
    return Check.objects.get(series=series)


def readers() -> list[int | None]:
    rows = Letter.objects.filter(kind=KIND).order_by("pk")
    return list(rows.values_list("reader_id", flat=True))


def link_to(series, days: int = 7) -> str:
    return make_link(check_of(series), timezone.localdate() + timedelta(days=days))


# The question


def test_after_eight_silent_weeks_each_host_is_asked_once(series):
    hosts = [make_host(series), make_host(series, email="dan@example.org")]
    assert ask_whether_still_right() == 2
    assert readers() == [host.pk for host in hosts]
    assert check_of(series).asked_at is not None
    assert ask_whether_still_right() == 0
    silence(series, weeks=20)
    assert ask_whether_still_right() == 0


def test_without_hosts_the_organisation_is_asked_at_its_shared_address(client, series):
    assert ask_whether_still_right() == 1
    message = letter_of(KIND, series.pk)
    assert message.get_all("To") == ["shared@partner.example"]
    assert message["Subject"] == "Is everything still right? Tea and knees"
    [public, link] = links_in(message, SITE)
    assert public == series.get_url()
    assert link.startswith("/host/")
    assert client.get(link).status_code == 200


def test_with_neither_nobody_is_asked_until_there_is_one(series):
    organisation = series.get_parent().specific
    organisation.email = ""
    organisation.save()
    assert ask_whether_still_right() == 0
    assert check_of(series).asked_at is None
    host = make_host(series)
    assert ask_whether_still_right() == 1
    assert readers() == [host.pk]


@pytest.mark.parametrize("weeks", [0, 7.9])
def test_before_eight_weeks_nobody_is_asked(series, weeks):
    silence(series, weeks)
    assert ask_whether_still_right() == 0


def test_about_what_is_hidden_or_has_no_dates_nobody_is_asked(series):
    series.occurrences.all().delete()
    assert ask_whether_still_right() == 0
    series.save_revision().publish()
    silence(series, weeks=9)
    series.unpublish()
    assert ask_whether_still_right() == 0


def test_any_check_ends_the_silence_and_the_next_one_is_asked_about_again(series):
    make_host(series)
    assert ask_whether_still_right() == 1
    note_check(series)
    assert check_of(series).asked_at is None
    silence(series, weeks=9)
    assert ask_whether_still_right() == 1


@pytest.mark.parametrize("overtaken", ["checked", "hidden", "gone", "no dates", "no address"])
def test_overtaken_the_question_is_not_sent(series, overtaken):
    host = None if overtaken == "no address" else make_host(series)
    ask_whether_still_right()
    assert letter_of(KIND, series.pk)
    if overtaken == "checked":
        note_check(series)
    elif overtaken == "hidden":
        series.unpublish()
    elif overtaken == "gone":
        host.delete()
    elif overtaken == "no dates":
        series.occurrences.all().delete()
    else:
        type(series.get_parent().specific).objects.update(email="")
    assert letter_of(KIND, series.pk) is None


# One tap


def test_a_host_answers_by_one_tap_from_the_letter(client, series):
    host = make_host(series)
    message = letter_of(KIND, series.pk, host.pk)
    assert message.get_all("To") == [host.email]
    assert "Nobody has confirmed this since" in text_of(message)
    phone = Phone(client, links_in(message, SITE)[1])
    phone.tap("Yes, everything is still right")
    assert (phone.taps, check_of(series).is_old) == (1, False)
    assert "Nobody has confirmed" not in phone.text


def test_an_organisation_answers_by_one_tap_from_the_letter(client, series):
    phone = Phone(client, links_in(letter_of(KIND, series.pk), SITE)[1])
    assert "Nobody has confirmed it since" in phone.text
    assert series.phone in phone.text
    phone.tap("Yes, everything is still right")
    assert (phone.taps, check_of(series).is_old) == (1, False)
    assert "checked today" in phone.notice


def test_the_card_says_so_in_the_same_moment(client, series):
    silence(series, weeks=9)
    assert "Not confirmed since" in card_of(client, series)
    Phone(client, link_to(series)).tap("Yes, everything is still right")
    assert "Not confirmed since" not in card_of(client, series)
    assert "Checked" in card_of(client, series)


def card_of(client, series) -> str:
    page = BeautifulSoup(client.get(series.get_url()).content, "html.parser")
    return page.select_one("section.next").get_text(" ")


def test_who_has_something_to_change_reads_how_and_whom_to_ring(client, series):
    phone = Phone(client, link_to(series))
    assert "Has something changed?" in phone.text
    assert "01632 960100" in phone.text
    assert phone.main.select('a[href="/admin/"]')


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_scanners_confirm_nothing(client, series, method):
    answer = getattr(client, method)(f"{link_to(series)}?done=right")
    assert answer.status_code in (200, 405)
    assert check_of(series).is_old
    assert "checked today" not in answer.content.decode()


def test_wrong_old_and_revoked_links_confirm_nothing(client, series):
    good = link_to(series)
    host_link = make_host(series).make_link(timezone.localdate())
    token = good.split("/")[2]
    wrong = [f"/host/{token[:-1]}/still-right/", f"{host_link}still-right/", f"/host/{token}/"]
    assert [client.post(each).status_code for each in wrong] == [404, 404, 404]
    assert client.post(link_to(series, days=-1)).status_code == 410
    Check.objects.filter(series=series).update(link_version=1)
    assert client.post(good).status_code == 404
    assert check_of(series).is_old
    answer = client.post(link_to(series))
    assert answer.status_code == 302
    assert answer["Cache-Control"] == "no-store"


def test_of_a_hidden_series_nothing_is_confirmed(client, series):
    link = link_to(series)
    series.unpublish()
    answer = client.post(link)
    assert answer.status_code == 200
    assert "nobody sees these dates" in answer.content.decode()
    assert check_of(series).is_old


# The team's list


def test_the_team_sees_the_longest_silent_first(log_in, series):
    older = make_drop_in(title="Backs at the baths")
    silence(older, weeks=20)
    page = BeautifulSoup(log_in("team").get("/admin/").content, "html.parser")
    rows = page.select('[aria-labelledby="unconfirmed"] li')
    names = [row.select_one(".to-do-what").get_text(strip=True) for row in rows]
    assert names == ["Backs at the baths", "Tea and knees"]
    assert rows[0].select_one("a")["href"] == f"/admin/pages/{older.pk}/edit/"
    assert rows[0].select_one("form [name=csrfmiddlewaretoken][value]")


def test_partners_do_not_see_the_list_and_without_silence_there_is_none(log_in, series):
    assert "unconfirmed" not in log_in("partner1").get("/admin/").content.decode()
    note_check(series)
    assert "unconfirmed" not in log_in("team").get("/admin/").content.decode()


def test_a_longer_list_costs_no_more_queries(log_in, series):
    client = log_in("team")

    def count() -> int:
        client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        return len(queries)

    one = count()
    for _number in range(5):
        silence(make_drop_in(series.get_parent().specific), weeks=10)
    assert count() <= one

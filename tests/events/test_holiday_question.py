"""Series that want to be asked about bank holidays: one question, one tap."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from events.changes import cancel, put_back
from events.clock import LONDON
from events.host_rounds import ask_about_bank_holidays
from events.models import Host
from events.recurrence import Recurrence
from home.letters import Letter
from tests.events.phone import Phone
from tests.factories import make_drop_in
from tests.factories.hosts import letters, make_host, read
from tests.training.reading import letter_of, links_in, text_of

pytestmark = pytest.mark.django_db

SITE = "https://portal.example.org"
HOLIDAY = "events.holiday"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE
    Host.objects.all().delete()
    Letter.objects.all().delete()


def next_christmas() -> date:
    today = timezone.localdate()
    return date(today.year + (today >= date(today.year, 12, 10)), 12, 25)


def noon(on: date) -> datetime:
    return datetime.combine(on, time(12), LONDON)


@pytest.fixture
def christmas():
    """A session on Christmas Day of a series that wants to be asked, with one host."""
    on = next_christmas()
    rule = Recurrence(first_on=timezone.localdate(), days=(on.weekday(),))
    series = make_drop_in(title="Tea and knees", recurrence=rule, bank_holidays="ask")
    make_host(series)
    return series.occurrences.get(original_date=on)


def test_two_weeks_before_a_bank_holiday_its_hosts_are_asked_once(christmas):
    assert ask_about_bank_holidays(noon(next_christmas() - timedelta(days=15))) == 0
    assert ask_about_bank_holidays(noon(next_christmas() - timedelta(days=14))) == 1
    assert ask_about_bank_holidays(noon(next_christmas() - timedelta(days=13))) == 0
    assert letters(HOLIDAY) == [(christmas.pk, christmas.series.hosts.get().pk)]


@pytest.mark.parametrize("rule", ["open", "closed"])
def test_who_does_not_want_to_be_asked_is_not(christmas, rule):
    type(christmas.series).objects.filter(pk=christmas.series_id).update(bank_holidays=rule)
    assert ask_about_bank_holidays(noon(next_christmas() - timedelta(days=10))) == 0


@pytest.mark.parametrize("decided", [put_back, lambda row: cancel(row, reason="people")])
def test_what_is_decided_is_not_asked_and_an_earlier_question_is_dropped(christmas, decided):
    host = christmas.series.hosts.get()
    assert letter_of(HOLIDAY, christmas.pk, host.pk)
    decided(christmas)
    assert letter_of(HOLIDAY, christmas.pk) is None
    Letter.objects.all().delete()
    assert ask_about_bank_holidays(noon(next_christmas() - timedelta(days=10))) == 0


def test_from_the_question_one_tap_puts_it_on(client, christmas):
    host = christmas.series.hosts.get()
    message = letter_of(HOLIDAY, christmas.pk, host.pk)
    assert message.get_all("To") == [host.email]
    assert message["Subject"].startswith("Is it on, on ")
    assert "25 December" in message["Subject"]
    text = " ".join(text_of(message).split())
    assert "25 December" in text
    assert "is a bank holiday: we show it as not running. Is it on?" in text
    [link] = links_in(message, SITE)
    phone = Phone(client, link)
    assert "is a bank holiday" in phone.text
    phone.tap("It is on")
    row = read(christmas)
    assert (row.status, row.decision) == ("scheduled", "on")
    assert "it is on." in phone.notice

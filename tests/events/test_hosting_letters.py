"""The letter of the evening before: exactly once, and true at the moment it is sent."""

from datetime import datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from events.changes import add_extra, cancel, move, put_back
from events.clock import LONDON
from events.host_rounds import write_the_evening_before
from events.models import Host, Occurrence
from events.pausing import start_of
from home.delivery import send_due_letters
from home.letters import Letter
from tests.events.phone import Phone
from tests.factories import make_drop_in, make_venue
from tests.factories.hosts import letters, make_host, read
from tests.training.reading import letter_of, links_in, text_of

pytestmark = pytest.mark.django_db

SITE = "https://portal.example.org"
TOMORROW, HOLIDAY = "events.tomorrow", "events.holiday"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE
    Host.objects.all().delete()
    Letter.objects.all().delete()


def clock(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """This time today by the clock in Europe/London, or so many days later."""
    on = timezone.localdate() + timedelta(days=days)
    return datetime.combine(on, time(hour, minute), LONDON)


def on_tomorrow(series, hour: int = 10) -> Occurrence:
    """Puts a series' next date on tomorrow."""
    row = series.occurrences.filter(starts_at__gt=start_of(timezone.localdate(), 1)).first()
    row.put_at(clock(hour, days=1), clock(hour + 2, days=1))
    row.save()
    return row


@pytest.fixture
def series():
    return make_drop_in(title="Tea and knees")


@pytest.fixture
def tomorrow(series):
    return on_tomorrow(series)


@pytest.fixture
def host(series):
    return make_host(series)


# When, and to whom


def test_one_letter_goes_to_each_host_from_5pm(series, tomorrow, host):
    second = make_host(series, first_name="Dan", email="dan@example.org")
    assert write_the_evening_before(clock(16, 59)) == 0
    assert write_the_evening_before(clock(17)) == 2
    assert letters(TOMORROW) == [(tomorrow.pk, host.pk), (tomorrow.pk, second.pk)]


def test_again_and_again_it_stays_one(series, tomorrow, host):
    for minute in range(3):
        write_the_evening_before(clock(18, minute))
    Letter.objects.update(state=Letter.State.SENT, sent_at=timezone.now())
    assert write_the_evening_before(clock(23, 59)) == 0
    assert write_the_evening_before(clock(8, days=1)) == 0
    assert len(letters(TOMORROW)) == 1


def test_a_host_who_joins_in_the_evening_gets_one_too(series, tomorrow, host):
    write_the_evening_before(clock(17))
    late = make_host(series, email="late@example.org")
    assert write_the_evening_before(clock(21)) == 1
    assert letters(TOMORROW)[1:] == [(tomorrow.pk, late.pk)]


def test_after_a_night_without_a_worker_the_letter_comes_in_the_morning(tomorrow, host):
    assert write_the_evening_before(clock(8, days=1)) == 1
    assert write_the_evening_before(clock(11, days=1)) == 0


def test_once_it_has_begun_it_is_too_late(tomorrow, host):
    assert write_the_evening_before(clock(10, 0, days=1)) == 0


def test_without_hosts_there_is_no_letter(tomorrow):
    assert write_the_evening_before(clock(18)) == 0


def test_the_day_after_tomorrow_waits(series, tomorrow, host):
    tomorrow.put_at(start_of(timezone.localdate(), 2), clock(2, days=2))
    tomorrow.save()
    assert write_the_evening_before(clock(23)) == 0


def test_what_is_off_or_hidden_gets_none(series, tomorrow, host):
    cancel(tomorrow, reason="venue")
    assert write_the_evening_before(clock(18)) == 0
    put_back(tomorrow)
    series.unpublish()
    assert write_the_evening_before(clock(18)) == 0


def test_moved_and_extra_sessions_get_one(series, host):
    row = series.occurrences.upcoming()[2]
    times = {"on": timezone.localdate() + timedelta(days=1), "end_time": time(23)}
    move(row, start_time=time(21), **times)
    extra = add_extra(series, start_time=time(20), **times)
    write_the_evening_before(clock(18))
    assert letters(TOMORROW) == [(extra.pk, host.pk), (row.pk, host.pk)]


def test_a_date_moved_after_its_letter_has_another_evening_before(series, tomorrow, host):
    write_the_evening_before(clock(17))
    on = timezone.localdate() + timedelta(days=5)
    move(tomorrow, on=on, start_time=time(9), end_time=time(10))
    assert write_the_evening_before(clock(18)) == 0
    assert write_the_evening_before(clock(18, days=4)) == 1
    assert write_the_evening_before(clock(19, days=4)) == 0


def test_off_and_on_again_in_the_evening_it_is_told_after_all(tomorrow, host):
    write_the_evening_before(clock(17))
    cancel(tomorrow, reason="venue")
    send_due_letters()
    assert list(Letter.objects.filter(kind=TOMORROW).values_list("state", flat=True)) == ["dropped"]
    put_back(tomorrow)
    assert write_the_evening_before(clock(18)) == 1


def test_the_worker_writes_and_sends_what_is_due_in_one_round(series, host, tmp_path, settings):
    settings.LETTER_FOLDER = tmp_path
    row = series.occurrences.upcoming().first()
    soon = timezone.now().replace(microsecond=0) + timedelta(minutes=1)
    if soon.astimezone(LONDON).date() != timezone.localdate():
        pytest.skip("it is midnight")
    row.put_at(soon, soon + timedelta(hours=1))
    row.save()
    call_command("worker", "--once")
    assert letters(TOMORROW) == [(row.pk, host.pk)]
    assert Letter.objects.get(kind=TOMORROW).state == "sent"
    call_command("worker", "--once")
    assert letters(TOMORROW) == [(row.pk, host.pk)]


def test_more_sessions_cost_more_letters_and_not_more_questions_when_all_is_written(
    series, tomorrow, host, django_assert_num_queries
):
    write_the_evening_before(clock(18))
    with django_assert_num_queries(2):
        write_the_evening_before(clock(18, 1))
    for _number in range(3):
        other = make_drop_in()
        on_tomorrow(other)
        make_host(other)
    assert write_the_evening_before(clock(18, 2)) == 3
    with django_assert_num_queries(2):
        write_the_evening_before(clock(18, 3))


# What it says


def test_it_says_what_when_where_and_that_silence_means_on(client, tomorrow, host):
    message = letter_of(TOMORROW, tomorrow.pk, host.pk)
    assert message.get_all("To") == [host.email]
    assert message.get_all("Cc", []) + message.get_all("Bcc", []) == []
    assert message.get_content_type() == "text/plain"
    assert message["Subject"] == "Tomorrow, 10am: Tea and knees"
    text = text_of(message)
    assert "Hello Fatima," in text
    assert "10am to 12pm" in text
    assert tomorrow.place.street in text
    assert "Silence means on: you need not answer." in text
    assert "Only if something is wrong, press this link." in text
    [link] = links_in(message, SITE)
    assert client.get(link).status_code == 200


def test_from_the_letter_it_is_off_in_two_taps(client, tomorrow, host):
    [link] = links_in(letter_of(TOMORROW, tomorrow.pk, host.pk), SITE)
    phone = Phone(client, link)
    phone.tap("Nobody is free to run it")
    phone.tap("Yes, it is off")
    assert (phone.taps, read(tomorrow).status) == (2, "cancelled")


def test_its_words_are_those_of_the_moment_at_which_it_is_sent(series, tomorrow, host):
    write_the_evening_before(clock(17))
    tomorrow.put_at(clock(11, 30, days=1), clock(12, days=1))
    tomorrow.venue, tomorrow.note = make_venue(name="The other hall"), "Ring the bell."
    tomorrow.save()
    message = letter_of(TOMORROW, tomorrow.pk)
    assert message["Subject"] == "Tomorrow, 11.30am: Tea and knees"
    assert "The other hall" in text_of(message)
    assert "Ring the bell." in text_of(message)


def test_its_link_opens_until_eight_days_after_the_session(tomorrow, host):
    day = tomorrow.local_start.date() + timedelta(days=8)
    [link] = links_in(letter_of(TOMORROW, tomorrow.pk, host.pk), SITE)
    assert link == host.make_link(day)


@pytest.mark.parametrize("overtaken", ["off", "over", "hidden", "gone", "moved", "removed", "else"])
def test_overtaken_it_is_not_sent(series, tomorrow, host, overtaken):
    write_the_evening_before(clock(17))
    assert letter_of(TOMORROW, tomorrow.pk)
    if overtaken == "off":
        cancel(tomorrow, reason="weather")
    elif overtaken == "over":
        tomorrow.put_at(timezone.now() - timedelta(hours=2), timezone.now())
        tomorrow.save()
    elif overtaken == "hidden":
        series.unpublish()
    elif overtaken == "gone":
        host.delete()
    elif overtaken == "moved":
        tomorrow.put_at(clock(10, days=3), clock(12, days=3))
        tomorrow.save()
    elif overtaken == "removed":
        tomorrow.delete()
    else:
        Host.objects.filter(pk=host.pk).update(series=make_drop_in())
    assert letter_of(TOMORROW, tomorrow.pk or letters(TOMORROW)[0][0]) is None


@pytest.mark.parametrize(
    "title",
    [
        "Tea\r\nBcc: b@example.org",
        "{{7*7}}",
        "\u202eeeT",
        "<b>Tea</b> & “Co”",
        "چائے ☕",
        "x" * 255,
    ],
)
def test_a_title_is_a_title_and_nothing_else(tomorrow, host, title):
    type(host.series).objects.filter(pk=host.series_id).update(title=title)
    message = letter_of(TOMORROW, tomorrow.pk, host.pk)
    assert message.get_all("To") == [host.email]
    assert message.get_all("Bcc", []) == []
    assert message["Subject"].startswith("Tomorrow, 10am: ")
    assert len(message["Subject"].splitlines()) == 1

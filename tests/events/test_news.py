"""Who hears what: each follower what they do not know yet, whatever happens to the letters."""

from datetime import timedelta
from time import monotonic

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import changes
from events.expanding import expand
from events.followers import CHANGES, spread_news
from events.models import Follower, Occurrence, Told
from events.news import find_news
from events.pausing import end_pause, save_pause
from events.recurrence import Recurrence
from home.delivery import claim, send, send_due_letters, write
from home.letters import Letter
from home.templatetags.words import day
from tests.events.steps import (
    cancel,
    date_of,
    day_of,
    end_the_pause,
    move,
    note,
    pause,
    put_back,
    someone,
)
from tests.factories import make_drop_in
from tests.factories.followers import body_of, deliver, letters_to, make_follower
from tests.factories.letters import make_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]


# Who hears


def test_only_who_follows_confirmed_and_has_not_expired_hears(series):
    other = make_follower(make_drop_in())
    late = make_follower(series, expires_on=timezone.localdate() - timedelta(days=1))
    silent = make_follower(series, confirmed=False)
    gone = make_follower(series)
    last_day = make_follower(series, expires_on=timezone.localdate())
    cancel(series)
    Follower.objects.filter(pk=gone.pk).delete()
    messages = deliver()
    assert [message["To"] for message in messages] == [last_day.email]
    assert [letters_to(each) for each in (other, late, silent)] == [[], [], []]
    assert letters_to(gone) == ["dropped"]


def test_each_letter_has_one_reader_and_their_own_link(series):
    followers = [make_follower(series) for _number in range(3)]
    cancel(series)
    for message in deliver():
        [reader] = message.get_all("To")
        told = [each.email for each in followers if each.make_link() in body_of(message)]
        assert told == [reader]
    assert [letters_to(each) for each in followers] == [["sent"]] * 3


def test_who_expires_before_the_letter_goes_hears_nothing(series, follower):
    cancel(series)
    Follower.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert deliver() == []
    assert letters_to(follower) == ["dropped"]


def test_what_was_off_when_they_confirmed_is_no_news_but_that_it_is_on_again_is(series):
    cancel(series)
    move(series, 2)
    follower = make_follower(series)
    cancel(series, 3)
    [message] = deliver()
    assert "Moved" not in body_of(message)
    assert body_of(message).count("Not running") == 1
    put_back(series)
    [message] = deliver()
    assert message["Subject"] == f"On after all: Tuesday drop-in, {day_of(series)}"
    assert letters_to(follower) == ["sent", "sent"]


def test_a_letter_speaks_the_language_in_which_it_was_asked_for(series):
    follower = make_follower(series, language="ur")
    cancel(series)
    [message] = deliver()
    assert f"https://portal.example.org/ur{follower.make_link()}\n" in body_of(message)


# A bank holiday is on every calendar


def bank_holiday_series():
    """A series of Mondays, most of whose bank holidays are Mondays."""
    first_on = timezone.localdate()
    return make_drop_in(recurrence=Recurrence(first_on=first_on, days=(0,)), bank_holidays="ask")


def test_a_bank_holiday_is_no_news_but_that_it_is_on_is():
    series = bank_holiday_series()
    make_follower(series)
    holiday = series.occurrences.upcoming().filter(reason="bank_holiday").first()
    before_confirming = Told.objects.filter(occurrence__isnull=False).count()
    changes.set_note(holiday, "Closed, of course.")
    changes.put_back(holiday)
    [message] = deliver()
    assert before_confirming == 0
    assert message["Subject"].endswith(f"On after all: {series.title}, {day(holiday.starts_at)}")


# As time goes on


def test_dates_that_a_told_break_reaches_later_are_no_news(series, follower):
    last = series.occurrences.upcoming().last()
    Occurrence.objects.filter(pk=last.pk).delete()
    pause(series, weeks=0)
    deliver()
    expand(series)
    assert series.occurrences.upcoming().last().reason == "pause"
    spread_news(series.pk)
    assert deliver() == []


def test_a_break_that_begins_earlier_than_told_is_news(series, follower):
    pause(series, number=3, weeks=0)
    deliver()
    known = series.pauses.get()
    known.first_on = date_of(series, 1).local_start.date()
    save_pause(known, by=someone())
    [message] = deliver()
    assert f"not running on {day_of(series, 1)} and {day_of(series, 2)}." in body_of(message)


def test_a_second_break_like_the_first_is_news_again(series, follower):
    pause(series, weeks=0)
    deliver()
    end_the_pause(series)
    deliver()
    pause(series, weeks=0)
    [message] = deliver()
    assert "Having a break until further notice" in body_of(message)


# Letters that fail, workers that die


def written_and_killed() -> Letter:
    """A letter whose worker was killed after it had written it."""
    letter = claim()
    assert write(letter) is not None
    make_due()
    return letter


def test_a_letter_whose_worker_was_killed_is_told_again(series, follower):
    cancel(series)
    written_and_killed()
    assert Told.objects.filter(follower=follower, occurrence=date_of(series)).count() == 1
    [message] = deliver()
    assert "Not running on" in body_of(message)
    assert letters_to(follower) == ["sent"]


def test_twin_if_unsent_letters_counted_it_would_never_be_told(series, follower):
    """The same rows, in a letter that says it was sent."""
    cancel(series)
    letter = written_and_killed()
    assert find_news(follower).is_news
    Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=timezone.now())
    assert not find_news(follower).is_news


def test_what_a_killed_worker_may_have_told_is_told_as_it_is_now(series, follower):
    """Nobody knows whether the first try arrived, so silence could leave somebody at home."""
    cancel(series)
    written_and_killed()
    put_back(series)
    written_and_killed()
    messages = deliver()
    assert [message["Subject"].split(":")[0] for message in messages] == ["On as planned"]
    assert sorted(letters_to(follower)) == ["dropped", "sent"]


def test_a_change_while_its_letter_is_under_way_is_told_in_one_more(series, follower):
    """Another worker finds nothing new, for the first letter is not there yet."""

    class SlowServer:
        def send(self, message, letter, seconds):
            assert message["Subject"].startswith("Not running")
            put_back(series)
            assert send_due_letters() == 0

    cancel(series)
    assert send(claim(), SlowServer(), monotonic() + 30)
    assert letters_to(follower) == ["sent", "dropped", "waiting"]
    [message] = deliver()
    assert message["Subject"].startswith("On after all:")
    assert letters_to(follower) == ["sent", "dropped", "sent"]


def test_a_letter_that_waits_untouched_takes_later_changes_along(series, follower):
    cancel(series)
    cancel(series, 2)
    note(series, "Sorry.")
    assert letters_to(follower) == ["waiting"]


def test_a_refused_letter_told_nothing(series, follower):
    cancel(series)
    letter = claim()
    write(letter)
    Letter.objects.filter(pk=letter.pk).update(state="refused")
    cancel(series, 2)
    [message] = deliver()
    assert f"{day_of(series, 1)} and {day_of(series, 2)}" in body_of(message)


# How much it costs


def queries_of(do) -> int:
    with CaptureQueriesContext(connection) as queries:
        do()
    return len(queries)


def test_a_letter_costs_the_same_with_one_date_and_with_thirty(series):
    counts = []
    for weeks in (1, 1, 30):  # the first fills what a process keeps
        for known in series.pauses.all():
            end_pause(known)
        follower = make_follower(series)
        pause(series, weeks=weeks)
        letter = Letter.objects.get(kind=CHANGES, reader_id=follower.pk)
        counts.append(queries_of(lambda letter=letter: write(letter)))
        Follower.objects.all().delete()
    assert counts[1] == counts[2] <= 16


def test_three_hundred_followers_cost_a_change_no_more_than_ten(series):
    today = timezone.now()
    expires_on = timezone.localdate() + timedelta(days=300)
    counts = []
    for number in (10, 290):
        Follower.objects.bulk_create(
            Follower(
                series=series,
                email=f"{number}-{place}@example.org",
                language="en",
                confirmed_at=today,
                expires_on=expires_on,
            )
            for place in range(number)
        )
        Letter.objects.all().delete()
        counts.append(queries_of(lambda: spread_news(series.pk)))
    assert Letter.objects.filter(kind=CHANGES, about_id=series.pk).count() == 300
    assert counts[1] <= counts[0] + 4  # how many rows fit into one INSERT

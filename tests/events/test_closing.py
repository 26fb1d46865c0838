"""Breaks, closures and bank holidays: the newest word counts, and nothing is silently absent."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events import changes
from events.expanding import expand
from events.models import Closure, Occurrence, Pause
from events.pausing import end_closure, end_pause, save_closure, save_pause
from events.recurrence import Recurrence
from tests.factories import make_drop_in, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """Weekly on the day after tomorrow; open on bank holidays, which could fall anywhere."""
    on = timezone.localdate() + timedelta(days=2)
    return make_drop_in(recurrence=Recurrence(on, (on.weekday(),)), bank_holidays="open")


def dates(page, count=4) -> list[Occurrence]:
    return list(page.occurrences.to_come()[:count])


def words(page, count=4) -> list[str]:
    return [row.reason or row.shown_status for row in dates(page, count)]


def pause(page, first: int, back: int | None, note="") -> Pause:
    rows = dates(page, 10)
    back_on = rows[back].original_date if back is not None else None
    made = Pause(series=page, first_on=rows[first].original_date, back_on=back_on, note=note)
    save_pause(made)
    return made


def closure(page, first: int, last: int, venue="own", note="") -> Closure:
    rows = dates(page, 10)
    made = Closure(
        venue=page.venue if venue == "own" else venue,
        first_on=rows[first].original_date,
        last_on=rows[last].original_date,
        note=note,
    )
    save_closure(made)
    return made


def test_a_pause_cancels_its_dates_and_says_when_it_is_back(page):
    pause(page, 1, 3, "Away.")
    assert words(page) == ["scheduled", "pause", "pause", "scheduled"]
    row = dates(page)[1]
    assert (row.closing_note, row.back_on) == ("Away.", dates(page)[3].original_date)


def test_until_further_notice_cancels_everything_to_come_also_what_comes_later(page):
    pause(page, 0, None)
    page.occurrences.filter(original_date__gt=timezone.localdate() + timedelta(days=300)).delete()
    expand(page)
    assert set(words(page, 60)) == {"pause"}
    assert len(dates(page, 60)) in {52, 53}


def test_ending_a_pause_puts_everything_back_but_what_people_called_off(page):
    off = dates(page)[1]
    changes.cancel(off, reason="weather")
    made = pause(page, 0, 3)
    assert words(page) == ["pause", "weather", "pause", "scheduled"]
    end_pause(made)
    assert words(page) == ["scheduled", "weather", "scheduled", "scheduled"]


def test_a_date_put_back_in_a_pause_stays_on_until_something_newer_is_said(page):
    made = pause(page, 0, 3)
    changes.put_back(dates(page)[1])
    assert words(page) == ["pause", "scheduled", "pause", "scheduled"]
    expand(page)
    assert words(page) == ["pause", "scheduled", "pause", "scheduled"]
    closure(page, 1, 1)
    assert words(page) == ["pause", "venue", "pause", "scheduled"]
    end_pause(made)
    assert words(page) == ["scheduled", "venue", "scheduled", "scheduled"]


def test_a_note_alone_keeps_no_date_on(page):
    """The hall closes after somebody wrote “bring a cup”: nobody may travel there."""
    changes.set_note(dates(page)[1], "Bring a cup.")
    closure(page, 1, 1, note="Flooded.")
    row = dates(page)[1]
    assert (row.reason, row.note, row.closing_note) == ("venue", "Bring a cup.", "Flooded.")


def test_a_closed_venue_closes_every_series_there_and_no_other(page):
    neighbour = make_drop_in(venue=page.venue, bank_holidays="open")
    elsewhere = make_drop_in(bank_holidays="open")
    row = dates(page)[0]
    made = Closure(venue=page.venue, first_on=row.original_date, last_on=row.original_date)
    made.last_on += timedelta(days=6)
    assert save_closure(made) == 2
    assert [words(each, 1) for each in (page, neighbour, elsewhere)] == [
        ["venue"], ["venue"], ["scheduled"],
    ]  # fmt: skip
    assert end_closure(made) == 2
    assert words(neighbour, 1) == ["scheduled"]


def test_a_date_that_is_held_elsewhere_is_not_closed_with_its_usual_venue(page):
    row, hall = dates(page)[0], make_venue()
    times = (row.local_start.time(), row.local_end.time())
    changes.move(row, on=row.original_date, start_time=times[0], end_time=times[1], venue=hall)
    closure(page, 0, 0)
    assert words(page, 1) == ["moved"]
    closure(page, 0, 0, venue=hall)
    assert words(page, 1) == ["venue"]


def test_the_whole_programme_is_closed(page):
    other = make_drop_in(bank_holidays="open")
    row = dates(page)[0]
    made = Closure(first_on=timezone.localdate(), last_on=row.original_date + timedelta(days=6))
    save_closure(made)
    assert words(page, 1) == words(other, 1) == ["programme"]


def test_other_words_for_a_closure_leave_newer_decisions_and_other_days_do_not(page):
    made = closure(page, 0, 1)
    changes.put_back(dates(page)[0])
    made.note = "Painted."
    save_closure(made)
    assert words(page, 2) == ["scheduled", "venue"]
    assert dates(page)[1].closing_note == "Painted."
    made.last_on = dates(page)[2].original_date
    save_closure(made)
    assert words(page, 4) == ["venue", "venue", "venue", "scheduled"]


def test_a_closure_that_moves_opens_the_days_that_it_leaves(page):
    made = closure(page, 0, 0)
    made.first_on = made.last_on = dates(page)[2].original_date
    save_closure(made)
    assert words(page) == ["scheduled", "scheduled", "venue", "scheduled"]


def test_every_change_of_a_status_raises_the_sequence(page):
    made = pause(page, 0, 1)
    assert dates(page)[0].sequence == 1
    end_pause(made)
    assert [row.sequence for row in dates(page, 2)] == [2, 0]


@pytest.mark.parametrize("days", [0, -1])
def test_a_pause_that_ends_before_it_begins_is_refused(page, days):
    on = timezone.localdate()
    with pytest.raises(ValidationError):
        save_pause(Pause(series=page, first_on=on, back_on=on + timedelta(days=days)))


def test_what_is_over_stays_as_it_was(page):
    row = dates(page)[0]
    row.put_at(timezone.now() - timedelta(hours=3), timezone.now() - timedelta(hours=1))
    row.save()
    save_pause(Pause(series=page, first_on=timezone.localdate() - timedelta(days=9)))
    row.refresh_from_db()
    assert row.status == "scheduled"


def test_a_session_that_has_begun_can_still_be_closed(page):
    row = dates(page)[0]
    row.put_at(timezone.now() - timedelta(minutes=5), timezone.now() + timedelta(hours=1))
    row.original_date = row.local_start.date()
    row.save()
    on = row.local_start.date()
    save_closure(Closure(venue=page.venue, first_on=on, last_on=on))
    row.refresh_from_db()
    assert row.reason == "venue"


def test_a_shorter_break_or_closure_leaves_what_was_put_back_in_it(page):
    made = pause(page, 0, 4)
    changes.put_back(dates(page)[1])
    made.back_on = dates(page)[2].original_date
    save_pause(made)
    assert words(page) == ["pause", "scheduled", "scheduled", "scheduled"]
    end_pause(made)
    shut = closure(page, 0, 3)
    changes.put_back(dates(page)[0])
    shut.last_on = dates(page)[1].original_date
    save_closure(shut)
    assert words(page) == ["scheduled", "venue", "scheduled", "scheduled"]

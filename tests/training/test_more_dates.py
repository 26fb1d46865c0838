"""More dates by a rule or by copying: days of the week, clock changes, ends of months and years."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories.courses import in_days, make_booking, make_course, make_run
from training.models import CourseRun, CourseSession
from training.more_dates import (
    check_can_copy,
    copy_run,
    days_of,
    local,
    move,
    plan_dates,
    repeat_run,
    rhythm_of,
)

LONDON = ZoneInfo("Europe/London")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)


def plan(first_on, rhythm, weekday, count, after=None):
    days = first_on if isinstance(first_on, list) else [first_on]
    return plan_dates(days, rhythm, weekday, count, after=after or days[0])


def test_the_first_tuesday_for_four_months():
    assert plan(date(2027, 1, 5), "1", TUESDAY, 4).dates == [
        date(2027, 2, 2),
        date(2027, 3, 2),
        date(2027, 4, 6),
        date(2027, 5, 4),
    ]


def test_dates_come_after_the_runs_own_also_within_its_month():
    assert plan(date(2027, 1, 4), "1", TUESDAY, 1).dates == [date(2027, 1, 5)]
    assert plan(date(2027, 1, 6), "1", TUESDAY, 1).dates == [date(2027, 2, 2)]


@pytest.mark.parametrize("first_on", [date(2027, 1, 29), date(2027, 1, 30), date(2027, 1, 31)])
def test_a_run_at_the_end_of_a_month_skips_no_month(first_on):
    assert plan(first_on, "3", WEDNESDAY, 2).dates == [date(2027, 2, 17), date(2027, 3, 17)]


def test_the_last_of_a_month_may_be_the_fourth_or_the_fifth():
    assert plan(date(2027, 6, 30), "-1", WEDNESDAY, 3).dates == [
        date(2027, 7, 28),
        date(2027, 8, 25),
        date(2027, 9, 29),
    ]


def test_the_fourth_is_not_the_last_when_there_is_a_fifth():
    assert plan(date(2027, 6, 1), "4", WEDNESDAY, 2).dates == [date(2027, 6, 23), date(2027, 7, 28)]


@pytest.mark.parametrize(("rhythm", "weeks"), [("week", 1), ("2 weeks", 2), ("4 weeks", 4)])
def test_weeks_are_counted_from_the_runs_own_over_the_years_end(rhythm, weeks):
    first_on = date(2026, 12, 15)
    dates = plan(first_on, rhythm, TUESDAY, 4).dates
    assert dates == [first_on + timedelta(weeks=weeks * place) for place in (1, 2, 3, 4)]


def test_another_weekday_is_taken_in_the_same_weeks():
    assert plan(date(2027, 1, 12), "2 weeks", THURSDAY, 2).dates == [
        date(2027, 1, 14),
        date(2027, 1, 28),
    ]
    assert plan(date(2027, 1, 14), "2 weeks", TUESDAY, 2).dates == [
        date(2027, 1, 26),
        date(2027, 2, 9),
    ]


def test_nothing_is_planned_in_the_past_and_weeks_are_still_counted_from_the_run():
    dates = plan(date(2027, 1, 5), "2 weeks", TUESDAY, 2, after=date(2027, 2, 1)).dates
    assert dates == [date(2027, 2, 2), date(2027, 2, 16)]


def test_bank_holidays_are_left_out_by_name_and_not_replaced():
    found = plan(date(2027, 4, 5), "1", MONDAY, 2)
    assert found.dates == [date(2027, 6, 7)]
    [left_out] = found.left_out
    assert (left_out.on, left_out.holiday_on) == (date(2027, 5, 3), date(2027, 5, 3))
    assert left_out.holiday == "May Day"


def test_a_later_session_on_a_bank_holiday_leaves_the_date_out_too():
    found = plan([date(2026, 12, 4), date(2026, 12, 11)], "week", FRIDAY, 3)
    assert found.dates == [date(2026, 12, 11)]
    assert [(each.on, each.holiday_on) for each in found.left_out] == [
        (date(2026, 12, 18), date(2026, 12, 25)),
        (date(2026, 12, 25), date(2026, 12, 25)),
    ]


@pytest.mark.parametrize(
    ("day", "rhythm"), [(1, "1"), (7, "1"), (8, "2"), (22, "4"), (28, "4"), (29, "-1"), (31, "-1")]
)
def test_a_date_suggests_its_own_rhythm(day, rhythm):
    assert rhythm_of(date(2027, 1, day)) == rhythm


@pytest.mark.parametrize(
    ("before", "by", "after"),
    [
        (datetime(2027, 3, 23, 10, tzinfo=LONDON), 7, "2027-03-30T10:00:00+01:00"),
        (datetime(2026, 10, 20, 10, tzinfo=LONDON), 7, "2026-10-27T10:00:00+00:00"),
        (datetime(2027, 3, 27, 1, 30, tzinfo=LONDON), 1, "2027-03-28T02:30:00+01:00"),
        (datetime(2026, 12, 31, 18, tzinfo=LONDON), 1, "2027-01-01T18:00:00+00:00"),
        (datetime(2028, 2, 28, 9, tzinfo=LONDON), 1, "2028-02-29T09:00:00+00:00"),
    ],
)
def test_moving_keeps_the_time_of_day_over_a_change_of_the_clocks(before, by, after):
    moved = move(before, timedelta(days=by))
    assert local(datetime.fromtimestamp(moved.timestamp(), LONDON)).isoformat() == after


def test_moving_does_not_depend_on_the_clock_of_whoever_asks():
    moment = datetime(2027, 3, 23, 23, 30, tzinfo=LONDON)
    with timezone.override("Asia/Karachi"):
        assert move(moment, timedelta(days=7)).isoformat() == "2027-03-30T23:30:00+01:00"


@pytest.mark.django_db
class TestCopies:
    def test_all_sessions_and_the_closing_time_move_and_nobody_is_booked(self):
        run = make_run(days=14, sessions=2, note="Tea.", closes_at=in_days(12, 9))
        make_booking(run)
        copy = CourseRun.objects.get(pk=copy_run(run, days_of(run)[0] + timedelta(days=3)).pk)
        assert [local(s.starts_at) for s in copy.sessions.all()] == [
            move(s.starts_at, timedelta(days=3)) for s in run.sessions.all()
        ]
        assert copy.closes_at == move(run.closes_at, timedelta(days=3))
        assert (copy.starts_at, copy.ends_at) == (
            copy.sessions.first().starts_at,
            copy.sessions.last().ends_at,
        )
        assert (copy.state, copy.places_taken, copy.bookings.count()) == ("draft", 0, 0)
        assert (copy.capacity, copy.note, copy.sessions_told) == (run.capacity, "Tea.", 2)
        assert run.sessions.count() == 2

    def test_what_was_written_about_the_run_stays_with_it(self):
        run = make_run(answer="Too early.", revision=3, places_taken=2)
        copy = copy_run(run, days_of(run)[0] + timedelta(days=1))
        assert (copy.answer, copy.revision, copy.proposed_by) == ("", 0, None)

    @pytest.mark.parametrize("days", [-14, -1000, 3 * 365])
    def test_a_day_gone_by_or_far_away_is_refused(self, days):
        run = make_run(days=14)
        with pytest.raises(ValidationError):
            check_can_copy(run, days_of(run)[0] + timedelta(days=days))

    def test_the_same_copy_is_not_made_twice(self):
        run = make_run()
        first_on = days_of(run)[0] + timedelta(days=1)
        check_can_copy(run, first_on)
        copy_run(run, first_on)
        with pytest.raises(ValidationError, match="at this time already"):
            check_can_copy(run, first_on)

    def test_a_rule_used_twice_makes_nothing_the_second_time(self):
        run = make_run()
        dates = [days_of(run)[0] + timedelta(days=7 * place) for place in (1, 2)]
        assert len(repeat_run(run, dates)) == 2
        assert repeat_run(run, dates) == []

    def test_all_are_made_or_none(self, monkeypatch):
        run = make_run(make_course())
        first_on = days_of(run)[0]
        real, calls = CourseSession.save, []

        def save(session, *args, **kwargs):
            calls.append(session)
            if len(calls) == 2:
                raise OSError("Disk full")
            return real(session, *args, **kwargs)

        monkeypatch.setattr(CourseSession, "save", save)
        with pytest.raises(OSError, match="Disk full"):
            repeat_run(run, [first_on + timedelta(days=7), first_on + timedelta(days=14)])
        assert CourseRun.objects.filter(course=run.course).count() == 1

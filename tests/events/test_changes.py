"""What people say of one date, and what outlives what."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events import changes
from events.clock import LONDON
from events.expanding import expand, off_rule, remove_off_rule
from events.models import Check, Occurrence, Pause, SeriesPerson
from events.pausing import save_pause
from events.recurrence import Recurrence
from tests.factories import make_drop_in, make_venue

pytestmark = pytest.mark.django_db
TEN, NOON = time(10), time(12)


@pytest.fixture
def page():
    return make_drop_in()


def dates(page) -> list[Occurrence]:
    return list(page.occurrences.to_come())


def local(row) -> tuple[date, time, time]:
    return row.local_start.date(), row.local_start.time(), row.local_end.time()


def republish(page, **fields):
    """Publishes other facts, as an editor does."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()


class TestMove:
    def test_a_moved_date_is_at_its_new_time_and_place(self, page):
        row, hall = dates(page)[1], make_venue()
        on = row.original_date + timedelta(days=1)
        changes.move(row, on=on, start_time=time(14), end_time=time(15, 30), venue=hall)
        assert local(row) == (on, time(14), time(15, 30))
        assert (row.shown_status, row.place, row.sequence) == ("moved", hall, 1)

    def test_it_stays_there_when_the_rule_gets_another_time(self, page):
        row = dates(page)[1]
        changes.move(row, on=row.original_date, start_time=time(14), end_time=time(15))
        republish(page, start_time=time(9), end_time=time(11))
        row.refresh_from_db()
        assert local(row)[1:] == (time(14), time(15))
        assert {local(other)[1] for other in dates(page) if other != row} == {time(9)}

    def test_moving_it_to_where_it_was_moves_it_back(self, page):
        row = dates(page)[1]
        changes.move(row, on=row.original_date, start_time=time(14), end_time=time(15))
        changes.move(row, on=row.original_date, start_time=TEN, end_time=NOON, venue=page.venue)
        assert (row.shown_status, row.venue) == ("scheduled", None)

    def test_a_moved_date_that_is_called_off_is_off_and_comes_back_moved(self, page):
        row = dates(page)[1]
        changes.move(row, on=row.original_date, start_time=time(14), end_time=time(15))
        changes.cancel(row, reason="weather")
        assert row.shown_status == "cancelled"
        changes.put_back(row)
        assert row.shown_status == "moved"

    @pytest.mark.parametrize(
        ("days", "start", "end", "field"),
        [
            (-2, TEN, NOON, "on"),
            (400, TEN, NOON, "on"),
            (1, time(1, 30), NOON, "start_time"),
            (1, NOON, TEN, "end_time"),
            (1, TEN, TEN, "end_time"),
        ],
    )
    def test_what_cannot_be_is_refused_on_its_field(self, page, days, start, end, field):
        row = dates(page)[1]
        on = timezone.localdate() + timedelta(days=days)
        with pytest.raises(ValidationError) as refusal:
            changes.move(row, on=on, start_time=start, end_time=end)
        assert list(refusal.value.message_dict) == [field]
        assert Occurrence.objects.get(pk=row.pk).sequence == 0

    def test_over_a_clock_change_it_keeps_the_wall_clock(self, page):
        row = dates(page)[-1]
        summer = next(
            date(row.original_date.year, 7, day)
            for day in range(5, 9)
            if not page.recurrence.falls_on(date(row.original_date.year, 7, day))
        )
        changes.move(row, on=summer, start_time=TEN, end_time=NOON)
        assert row.starts_at.astimezone(LONDON).isoformat() == f"{summer}T10:00:00+01:00"

    def test_not_to_where_another_date_is(self, page):
        row, other = dates(page)[1:3]
        on = other.original_date
        with pytest.raises(ValidationError) as refusal:
            changes.move(row, on=on, start_time=TEN, end_time=NOON)
        assert refusal.value.message_dict["on"] == ["There is a session at this time already."]
        row.refresh_from_db()
        assert not row.moved


class TestNote:
    def test_what_stood_there_before_it_was_called_off_comes_back_with_it(self, page):
        row = dates(page)[1]
        changes.set_note(row, "Use the side door.")
        changes.cancel(row, reason="venue", note="The boiler is broken.")
        changes.cancel(row, reason="venue", note="The boiler is broken, again.")
        assert row.note == "The boiler is broken, again."
        changes.put_back(row)
        assert row.note == "Use the side door."

    def test_a_break_that_is_not_for_this_date_leaves_its_note(self, page):
        row = dates(page)[1]
        changes.set_note(row, "Use the side door.")
        save_pause(Pause(series=page, first_on=row.original_date))
        row.refresh_from_db()
        changes.put_back(row)
        assert (row.note, row.is_cancelled) == ("Use the side door.", False)


class TestExtra:
    def test_it_stands_beside_the_rule_and_outlives_it(self, page):
        on = dates(page)[0].original_date + timedelta(days=1)
        extra = changes.add_extra(page, on=on, start_time=TEN, end_time=NOON, note="One more.")
        assert (extra.shown_status, extra.original_date, extra.note) == ("extra", None, "One more.")
        republish(page, recurrence=Recurrence(timezone.localdate(), (4,)))
        assert extra in dates(page)
        assert extra not in off_rule(page)

    def test_two_at_the_same_time_are_refused(self, page):
        row = dates(page)[0]
        with pytest.raises(ValidationError) as refusal:
            changes.add_extra(page, on=row.original_date, start_time=TEN, end_time=NOON)
        assert "There is a session at this time already." in str(refusal.value)

    def test_a_cancelled_extra_stays_listed_as_cancelled(self, page):
        on = dates(page)[0].original_date + timedelta(days=1)
        extra = changes.add_extra(page, on=on, start_time=TEN, end_time=NOON)
        changes.cancel(extra, reason="people")
        assert extra.shown_status == "cancelled"


class TestTouched:
    def test_a_cancelled_date_whose_rule_has_gone_waits_for_its_editor(self, page):
        row = dates(page)[0]
        changes.cancel(row, reason="people", note="Ill.")
        republish(page, recurrence=Recurrence(timezone.localdate(), (4,)))
        assert off_rule(page) == [row]
        remove_off_rule(row)
        assert row not in dates(page)

    def test_republishing_and_expanding_again_change_nothing_that_was_said(self, page):
        off, noted = dates(page)[:2]
        changes.cancel(off, reason="weather", note="Snow.")
        changes.set_note(noted, "Bring a cup.")
        before = list(page.occurrences.order_by("pk").values_list())
        republish(page, summary="New words.")
        expand(page)
        assert list(page.occurrences.order_by("pk").values_list()) == before

    def test_putting_back_what_is_on_is_nothing(self, page):
        row = dates(page)[0]
        changes.put_back(row)
        assert (row.sequence, row.changed_at) == (0, None)


class TestStaff:
    def test_a_date_without_the_physio_says_so_until_it_is_undone(self, page):
        page.people = [SeriesPerson(role="host"), SeriesPerson(role="physio")]
        republish(page)
        row = dates(page)[0]
        assert row.staff == ["host", "physio"]
        changes.set_staff(row, ["host"])
        assert (row.staff, row.staff_changed) == (["host"], True)
        page.people.add(SeriesPerson(role="prescriber"))
        republish(page)
        row.refresh_from_db()
        assert row.staff == ["host"]
        assert dates(page)[1].staff == ["host", "physio", "prescriber"]
        changes.set_staff(row, ["prescriber", "physio", "host"])
        assert row.staff_changed is False


class TestCheck:
    def test_every_change_is_a_check_with_a_name_only_if_agreed(self, page):
        page.people = [
            SeriesPerson(role="host", first_name="Fatima", name_agreed_on=timezone.localdate())
        ]
        republish(page)
        for name, told in [("Fatima", "Fatima"), ("Grace", ""), ("", "")]:
            Check.objects.filter(series=page).update(checked_at="2020-01-01T00:00Z")
            changes.set_note(dates(page)[0], f"Note by {name}", name=name)
            check = Check.objects.get(series=page)
            assert check.checked_by == told
            assert not check.is_old

    def test_a_head_count_is_one_too_and_only_once_it_has_begun(self, page):
        row = dates(page)[0]
        with pytest.raises(ValidationError):
            changes.count_heads(row, 12)
        row.put_at(timezone.now() - timedelta(hours=3), timezone.now() - timedelta(hours=1))
        row.save()
        changes.count_heads(row, 12)
        assert Occurrence.objects.get(pk=row.pk).head_count == 12
        for wrong in (-1, 1000):
            with pytest.raises(ValidationError):
                changes.count_heads(row, wrong)

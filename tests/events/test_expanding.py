"""From the rule to stored dates, and what a changed rule does to them."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.signals import page_published

from events.changes import cancel, put_back
from events.expanding import (
    expand,
    off_rule,
    refresh_slots,
    remove_off_rule,
    roll_horizon,
)
from events.models import Occurrence, SeriesPage, Slot
from events.recurrence import Recurrence
from home.bank_holidays import is_bank_holiday
from tests.factories import make_drop_in, next_weekday

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY = 1, 2


def republish(page, **changes):
    """Changes a page as an editor does: a new revision, published."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def rows(page):
    return list(page.occurrences.order_by("original_date"))


def on_a_bank_holiday():
    """The next bank holiday after tomorrow, and a weekly series that falls on it."""
    today = timezone.localdate()
    coming = (today + timedelta(days=number) for number in range(2, 360))
    day = next(filter(is_bank_holiday, coming))
    return day, make_drop_in(recurrence=Recurrence(today, (day.weekday(),)))


def move_into_the_past(row):
    """Lets a row have ended yesterday; there is no other way to wait."""
    row.put_at(timezone.now() - timedelta(days=1, hours=2), timezone.now() - timedelta(days=1))
    row.save()


def test_publishing_stores_a_rolling_year_of_dates():
    page = make_drop_in(recurrence=Recurrence(timezone.localdate(), tuple(range(7))))
    days = [row.original_date for row in rows(page)]
    assert days == sorted(set(days))
    assert days[-1] == timezone.localdate() + timedelta(days=366)
    assert len(days) in (366, 367)  # today's counts until it has begun


def test_stored_rows_keep_their_wall_clock_over_both_clock_changes():
    page = make_drop_in(start_time=time(10), end_time=time(12, 30))
    clocks = {(row.local_start.time(), row.local_end.time()) for row in rows(page)}
    offsets = {row.local_start.utcoffset() for row in rows(page)}
    assert clocks == {(time(10), time(12, 30))}
    assert offsets == {timedelta(0), timedelta(hours=1)}


def test_a_bank_holiday_is_a_row_that_says_so():
    day, page = on_a_bank_holiday()
    row = page.occurrences.get(original_date=day)
    assert (row.status, row.reason) == ("cancelled", "bank_holiday")


def test_a_draft_has_no_dates():
    page = make_drop_in(live=False)
    assert rows(page) == []


def test_a_page_that_is_only_scheduled_has_no_dates():
    page = make_drop_in(live=False, go_live_at=timezone.now() + timedelta(days=3))
    page.save_revision().publish()
    page.refresh_from_db()
    assert (page.live, rows(page)) == (False, [])


def test_expanding_again_changes_nothing():
    page = make_drop_in()
    before = list(page.occurrences.values())
    expand(page)
    assert list(page.occurrences.values()) == before


def test_a_new_time_moves_every_date_to_come():
    page = make_drop_in(start_time=time(10))
    changed = republish(page, start_time=time(11), end_time=time(13))
    assert {row.local_start.time() for row in rows(changed)} == {time(11)}


def test_a_new_day_makes_the_dates_anew():
    page = make_drop_in()
    changed = republish(page, recurrence=Recurrence(timezone.localdate(), (WEDNESDAY,)))
    assert {row.original_date.weekday() for row in rows(changed)} == {WEDNESDAY}


def test_a_last_date_ends_the_rows():
    page = make_drop_in()
    first = next_weekday(TUESDAY)
    changed = republish(
        page, recurrence=Recurrence(first, (TUESDAY,), last_on=first + timedelta(days=7))
    )
    assert [row.original_date for row in rows(changed)] == [first, first + timedelta(days=7)]


def test_past_rows_never_change():
    page = make_drop_in()
    past = rows(page)[0]
    move_into_the_past(past)
    republish(page, start_time=time(14), end_time=time(16))
    republish(page, recurrence=Recurrence(timezone.localdate(), (WEDNESDAY,)))
    unchanged = Occurrence.objects.get(pk=past.pk)
    assert (unchanged.starts_at, unchanged.ends_at) == (past.starts_at, past.ends_at)


def test_a_cancelled_date_survives_a_new_time_at_the_new_time():
    page = make_drop_in()
    row = rows(page)[1]
    cancel(row, reason="venue", note="Flooded.")
    changed = republish(page, start_time=time(15), end_time=time(17))
    kept = changed.occurrences.get(original_date=row.original_date)
    assert (kept.status, kept.reason, kept.note) == ("cancelled", "venue", "Flooded.")
    assert kept.local_start.time() == time(15)


def test_a_cancelled_date_that_the_new_rule_lacks_stays_and_is_asked_about():
    page = make_drop_in()
    row = rows(page)[1]
    cancel(row, reason="venue")
    changed = republish(page, recurrence=Recurrence(timezone.localdate(), (WEDNESDAY,)))
    assert off_rule(changed) == [row]


def test_the_editor_may_remove_a_date_that_the_rule_lacks():
    page = make_drop_in()
    row = rows(page)[1]
    cancel(row, reason="venue")
    republish(page, recurrence=Recurrence(timezone.localdate(), (WEDNESDAY,)))
    remove_off_rule(row)
    assert not Occurrence.objects.filter(pk=row.pk).exists()


def test_a_date_that_the_rule_has_cannot_be_removed():
    row = rows(make_drop_in())[1]
    cancel(row, reason="venue")
    with pytest.raises(ValidationError, match="has to stay listed"):
        remove_off_rule(row)
    assert Occurrence.objects.filter(pk=row.pk).exists()


def test_a_bank_holiday_that_somebody_put_back_stays_on():
    day, page = on_a_bank_holiday()
    put_back(page.occurrences.get(original_date=day))
    changed = republish(page, start_time=time(9), end_time=time(11))
    assert changed.occurrences.get(original_date=day).status == "scheduled"


def test_unpublishing_hides_the_series_and_keeps_its_changes():
    page = make_drop_in()
    cancel(rows(page)[0], reason="venue")
    page.unpublish()
    assert Slot.objects.filter(series=page).count() == 0
    assert page.occurrences.filter(status="cancelled", reason="venue").count() == 1


def test_publishing_again_lists_it_again():
    page = make_drop_in()
    page.unpublish()
    republish(page)
    assert Slot.objects.filter(series=page).count() == 1


def test_publishing_holds_whole_or_not_at_all():
    page = make_drop_in()
    before = list(page.occurrences.values())

    def break_off(sender, **kwargs):
        raise RuntimeError("the power fails after the dates were made")

    page_published.connect(break_off)
    try:
        with pytest.raises(RuntimeError):
            republish(page, start_time=time(9), end_time=time(11))
    finally:
        page_published.disconnect(break_off)
    assert SeriesPage.objects.get(pk=page.pk).start_time == time(10)
    assert list(page.occurrences.values()) == before


def test_the_database_refuses_a_second_row_for_a_date():
    row = rows(make_drop_in())[0]
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_database_refuses_a_cancelled_row_without_a_reason():
    row = rows(make_drop_in())[0]
    row.status = "cancelled"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_rolling_adds_the_dates_that_a_year_ahead_has_gained():
    page = make_drop_in()
    page.occurrences.filter(original_date__gt=timezone.localdate() + timedelta(days=100)).delete()
    roll_horizon()
    assert rows(page)[-1].original_date > timezone.localdate() + timedelta(days=355)


def test_a_slot_whose_hint_ran_out_is_moved_on():
    page = make_drop_in()
    move_into_the_past(rows(page)[0])
    Slot.objects.filter(series=page).update(next_ends_at=timezone.now() - timedelta(days=1))
    roll_horizon()
    assert Slot.objects.get(series=page).next_starts_at == rows(page)[1].starts_at


def test_a_series_with_every_date_stored_is_passed_over(django_assert_max_num_queries):
    roll_horizon()
    with django_assert_max_num_queries(3):
        roll_horizon()


def test_two_days_make_two_slots():
    page = make_drop_in(recurrence=Recurrence(timezone.localdate(), (TUESDAY, WEDNESDAY)))
    refresh_slots(page)
    assert list(page.slots.order_by("weekday").values_list("weekday", "part_of_day")) == [
        (TUESDAY, "morning"),
        (WEDNESDAY, "morning"),
    ]


def test_a_copy_of_a_page_in_the_same_language_gets_its_own_dates():
    page = make_drop_in()
    copy = page.copy(update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=True)
    assert len(rows(copy)) == len(rows(page))


def test_an_alias_shows_the_dates_of_its_source():
    page = make_drop_in()
    organisation = page.get_parent().specific
    alias = page.create_alias(parent=organisation, update_slug="an-alias")
    assert rows(alias) == []
    assert alias.source == page

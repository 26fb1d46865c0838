"""One date: called off, put back, and what cannot be changed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.changes import cancel, put_back
from events.models import Occurrence
from tests.factories import make_drop_in

pytestmark = pytest.mark.django_db


def first_date():
    return make_drop_in().occurrences.upcoming().first()


def test_a_cancelled_date_keeps_its_reason_and_line():
    row = first_date()
    cancel(row, reason="weather", note="  Snow to the knees. ")
    assert (row.status, row.reason, row.note) == ("cancelled", "weather", "Snow to the knees.")
    assert row.changed_at is not None


def test_putting_back_clears_the_reason():
    row = first_date()
    cancel(row, reason="weather", note="Snow.")
    put_back(row)
    assert (row.status, row.reason, row.note) == ("scheduled", "", "")


@pytest.mark.parametrize("reason", ["", "because", "\x00"])
def test_a_reason_must_be_one_of_the_list(reason):
    with pytest.raises(ValidationError):
        cancel(first_date(), reason=reason)


def test_a_line_that_is_too_long_is_refused_and_nothing_is_saved():
    row = first_date()
    with pytest.raises(ValidationError):
        cancel(row, reason="other", note="x" * 201)
    assert Occurrence.objects.get(pk=row.pk).status == "scheduled"


def test_a_date_that_is_over_stays_as_it_was():
    row = first_date()
    row.put_at(timezone.now() - timedelta(hours=3), timezone.now() - timedelta(minutes=1))
    row.save()
    with pytest.raises(ValidationError) as refusal:
        cancel(row, reason="other")
    assert refusal.value.messages == ["This date is over: it cannot be changed any more."]


def test_a_session_that_is_on_now_can_still_be_called_off():
    row = first_date()
    row.put_at(timezone.now() - timedelta(minutes=5), timezone.now() + timedelta(hours=1))
    row.save()
    cancel(row, reason="people")
    assert row.is_cancelled
    assert not row.is_on_now


def test_upcoming_holds_the_session_that_is_on_now():
    row = first_date()
    row.put_at(timezone.now() - timedelta(minutes=5), timezone.now() + timedelta(hours=1))
    row.save()
    assert row.series.occurrences.upcoming().first() == row
    assert row not in row.series.occurrences.to_come()

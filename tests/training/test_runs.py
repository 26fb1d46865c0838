"""What happens to a run as a whole, and to its counter of places."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from tests.factories.courses import (
    in_days,
    letters_about,
    make_booking,
    make_course,
    make_run,
    status_of,
    taken,
)
from training import booking_desk
from training.models import Booking, CourseRun
from training.place_counter import miscounted
from training.runs import RunState

pytestmark = pytest.mark.django_db
Status = Booking.Status


def test_the_database_itself_refuses_to_oversell():
    run = make_run(capacity=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseRun.objects.filter(pk=run.pk).update(places_taken=2)


def test_capacity_below_the_places_taken_is_refused_with_the_reason():
    run = make_run()
    make_booking(run, places=4)
    with pytest.raises(ValidationError, match="4 places are booked already"):
        booking_desk.set_capacity(run, 3)
    booking_desk.set_capacity(run, 4)
    assert CourseRun.objects.get(pk=run.pk).capacity == 4


def test_cancelling_a_run_cancels_every_booking_and_writes_to_each():
    run = make_run()
    bookings = [make_booking(run), make_booking(run)]
    gone = make_booking(run)
    booking_desk.cancel(gone)
    assert booking_desk.cancel_all(run) == 2
    assert booking_desk.cancel_all(run) == 0
    assert {status_of(booking) for booking in bookings} == {Status.CANCELLED}
    assert [letters_about(booking)[-1] for booking in bookings] == ["training.run_cancelled"] * 2
    assert letters_about(gone)[-1] == "training.cancelled"
    assert taken(run) == 0
    assert miscounted() == []


def test_new_dates_are_told_to_everybody_on_the_run():
    run = make_run()
    booking = make_booking(run)
    assert booking_desk.tell_all(run) == 1
    assert letters_about(booking)[-1] == "training.run_changed"
    assert Booking.objects.select_related("run").get(pk=booking.pk).sequence == 1


def test_check_places_finds_a_wrong_counter(capsys):
    run = make_run()
    make_booking(run)
    call_command("check_places")
    CourseRun.objects.filter(pk=run.pk).update(places_taken=5)
    with pytest.raises(CommandError):
        call_command("check_places")
    assert f"Run {run.pk}: the counter says 5, its bookings 1." in capsys.readouterr().err


def test_a_run_with_bookings_cannot_be_deleted_nor_can_its_course():
    run = make_run()
    make_booking(run)
    with pytest.raises(ProtectedError):
        run.delete()
    with pytest.raises(ProtectedError):
        run.course.delete()


def test_open_for_booking_speaks_the_publics_words():
    course = make_course()
    bookable = make_run(course)
    full = make_run(course, capacity=1)
    make_booking(full)
    make_run(course, state=RunState.DRAFT)
    make_run(course, closes_at=timezone.now() - timedelta(hours=1))
    make_run(course, days=-3)
    hidden = make_run(make_course())
    hidden.course.unpublish()
    runs = CourseRun.objects.open_for_booking().of_course(course)
    assert list(runs) == [bookable]
    assert hidden not in CourseRun.objects.open_for_booking()
    assert in_days(14) == CourseRun.objects.get(pk=bookable.pk).starts_at

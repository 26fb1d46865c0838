"""The rules of the booking desk."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories.courses import (
    answers,
    letters_about,
    make_booking,
    make_run,
    taken,
)
from training import booking_desk
from training.booking_desk import AlreadyBooked
from training.models import Booking, CourseRun
from training.place_counter import Closed, Full
from training.runs import RunState

pytestmark = pytest.mark.django_db
Status = Booking.Status


def test_a_booking_takes_its_places_and_writes_one_letter():
    run = make_run()
    booking = make_booking(run, places=3)
    assert taken(run) == 3
    assert booking.status == Status.CONFIRMED
    assert letters_about(booking) == ["training.confirmed"]


def test_the_same_key_gives_the_same_booking():
    run, key = make_run(), uuid4()
    person = answers()
    first = make_booking(run, key=key, **person)
    again = make_booking(run, key=key, **person)
    assert again == first
    assert taken(run) == 1
    assert letters_about(first) == ["training.confirmed"]


def test_no_more_places_than_there_are():
    run = make_run(capacity=3)
    make_booking(run, places=2)
    run.refresh_from_db()
    with pytest.raises(Full) as refusal:
        make_booking(run, places=2)
    assert refusal.value.left == 1
    assert taken(run) == 2


def test_what_was_read_before_does_not_count():
    """Two people both saw the last place; the second is refused by the counter itself."""
    run = make_run(capacity=1)
    seen_by_second = CourseRun.objects.get(pk=run.pk)
    make_booking(run)
    with pytest.raises(Full):
        make_booking(seen_by_second)
    assert Booking.objects.filter(run=run).count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"state": RunState.DRAFT},
        {"state": RunState.PROPOSED},
        {"state": RunState.CLOSED},
        {"state": RunState.CANCELLED},
        {"closes_at": timezone.now() - timedelta(minutes=1)},
        {"days": -1},
    ],
)
def test_what_is_not_open_cannot_be_booked(fields):
    run = make_run(**fields)
    with pytest.raises(Closed):
        make_booking(run)
    assert not Booking.objects.filter(run=run).exists()


def test_a_run_that_closes_between_reading_and_booking_is_closed():
    run = make_run()
    CourseRun.objects.filter(pk=run.pk).update(state=RunState.CLOSED)
    with pytest.raises(Closed):
        make_booking(run)
    assert not Booking.objects.filter(run=run).exists()


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Ann Lee", "ann@example.org"),
        ("ANN LEE", "Ann@Example.ORG"),
        ("ann lee", "ann@example.org"),
    ],
)
def test_the_same_person_again_has_booked_already(name, email):
    run = make_run()
    first = make_booking(run, name="Ann Lee", email="ann@example.org")
    with pytest.raises(AlreadyBooked) as refusal:
        make_booking(run, name=name, email=email)
    assert refusal.value.booking == first
    assert taken(run) == 1


def test_a_colleague_with_the_same_address_books_as_usual():
    run = make_run()
    make_booking(run, name="Ann Lee", email="info@example.org")
    make_booking(run, name="Ben Ray", email="info@example.org")
    assert taken(run) == 2


def test_the_database_itself_keeps_one_active_booking_for_a_person():
    run = make_run()
    person = answers()
    make_booking(run, **person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(run=run, **person)
    Booking.objects.create(run=run, **person | {"status": Status.CANCELLED})


def test_people_without_an_address_are_not_taken_for_each_other():
    run = make_run()
    Booking.objects.create(run=run, **answers(email="", name="Ann"))
    Booking.objects.create(run=run, **answers(email="", name="Ann"))


def test_after_cancelling_one_can_book_again():
    run = make_run()
    person = answers()
    booking_desk.cancel(make_booking(run, **person))
    make_booking(CourseRun.objects.get(pk=run.pk), **person)
    assert taken(run) == 1


def test_cancelling_frees_the_places_at_once_and_twice_is_once():
    run = make_run()
    booking = make_booking(run, places=4)
    booking_desk.cancel(booking)
    booking_desk.cancel(booking)
    assert taken(run) == 0
    assert letters_about(booking) == ["training.confirmed", "training.cancelled"]


def test_changing_takes_and_frees_the_difference():
    run = make_run(capacity=5)
    person = answers()
    booking = make_booking(run, **person)
    booking = booking_desk.change(booking, **person | {"places": 4})
    assert taken(run) == 4
    booking = booking_desk.change(booking, **person | {"places": 2})
    assert taken(run) == 2
    with pytest.raises(Full):
        booking_desk.change(booking, **person | {"places": 6})
    assert Booking.objects.get(pk=booking.pk).places == 2


def test_a_change_that_changes_nothing_sends_nothing():
    person = answers()
    booking = make_booking(**person)
    booking_desk.change(booking, **person)
    assert letters_about(booking) == ["training.confirmed"]


def test_a_new_address_revokes_the_old_links():
    person = answers()
    booking = make_booking(**person)
    before = booking.make_link()
    booking = booking_desk.change(booking, **person | {"email": "new@example.org"})
    assert booking.make_link() != before
    assert letters_about(booking)[-1] == "training.changed"


def test_nobody_changes_into_somebody_who_has_booked():
    run = make_run()
    ann, ben = answers(), answers()
    make_booking(run, **ann)
    booking = make_booking(run, **ben)
    with pytest.raises(AlreadyBooked):
        booking_desk.change(booking, **ann)
    assert Booking.objects.get(pk=booking.pk).name == ben["name"]


def test_after_the_start_nothing_can_be_changed():
    run = make_run()
    person = answers()
    booking = make_booking(run, **person)
    CourseRun.objects.filter(pk=run.pk).update(starts_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Closed):
        booking_desk.cancel(booking)
    with pytest.raises(Closed):
        booking_desk.change(booking, **person | {"role": "Other"})
    assert taken(run) == 1


def test_a_closed_run_still_lets_people_go():
    run = make_run()
    booking = make_booking(run)
    CourseRun.objects.filter(pk=run.pk).update(state=RunState.CLOSED)
    booking_desk.cancel(booking)
    assert taken(run) == 0


def test_the_link_is_sent_again_once_in_ten_minutes():
    booking = make_booking()
    booking_desk.recall(booking)
    booking_desk.recall(booking)
    assert letters_about(booking) == ["training.confirmed", "training.already"]

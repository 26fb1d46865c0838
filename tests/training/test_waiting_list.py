"""Those who wait for a place, and the offer of a freed one."""

import pytest

from tests.factories.courses import (
    letters_about,
    make_booking,
    make_run,
    make_waiting,
    status_of,
    taken,
)
from training import booking_desk
from training.models import Booking
from training.place_counter import Closed

pytestmark = pytest.mark.django_db
Status = Booking.Status


def test_a_freed_place_is_offered_to_whoever_has_waited_longest():
    run = make_run(capacity=1)
    booking = make_booking(run)
    first, second = make_waiting(run), make_waiting(run)
    booking_desk.cancel(booking)
    assert [status_of(first), status_of(second)] == [Status.OFFERED, Status.WAITING]
    assert taken(run) == 1
    assert letters_about(first) == ["training.offered"]


def test_an_offer_can_be_taken_once_or_given_up_to_the_next():
    run = make_run(capacity=1)
    booking = make_booking(run)
    first, second = make_waiting(run), make_waiting(run)
    booking_desk.cancel(booking)
    booking_desk.cancel(first)
    assert status_of(second) == Status.OFFERED
    booking_desk.accept(second)
    booking_desk.accept(second)
    assert status_of(second) == Status.CONFIRMED
    assert letters_about(second) == ["training.offered", "training.confirmed"]
    assert taken(run) == 1


def test_nobody_takes_an_offer_that_was_never_made():
    run = make_run(capacity=1)
    make_booking(run)
    waiting = make_waiting(run)
    with pytest.raises(Closed):
        booking_desk.accept(waiting)
    assert taken(run) == 1


def test_new_capacity_is_offered_to_those_who_wait():
    run = make_run(capacity=1)
    make_booking(run)
    waiting = make_waiting(run)
    booking_desk.set_capacity(run, 2)
    assert status_of(waiting) == Status.OFFERED
    assert taken(run) == 2

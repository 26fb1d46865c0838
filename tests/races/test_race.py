"""Thirty-two people at once, four hundred tries, a hundred places, two web processes."""

from collections import Counter

import pytest
from django.db import connections

from tests.races.house import ALIAS
from tests.races.visitors import race
from training.models import Booking, CourseRun
from training.place_counter import miscounted

PLACES, TRIES = 100, 400
GUARD = "a_run_is_never_oversold"
NO_FOREIGN_KEYS = {"sqlite": "PRAGMA foreign_keys=OFF", "postgresql": "SELECT 1"}


@pytest.fixture
def run(house):
    """A demo run with a hundred free places."""
    run = CourseRun.objects.using(ALIAS).open_for_booking().filter(closes_at=None).first()
    run.capacity = run.places_taken + PLACES
    run.save(using=ALIAS, update_fields=["capacity"])
    return run


@pytest.mark.django_db
def test_the_race_starts_from_counters_that_are_right():
    """Marked for the database, so that it is set up when these tests run alone, too."""
    assert miscounted() == []


def booked(run) -> int:
    """The places that bookings hold."""
    rows = Booking.objects.using(ALIAS).filter(run_id=run.pk).holding_places()
    return sum(rows.values_list("places", flat=True))


def test_exactly_as_many_places_are_booked_as_there_are(house, run):
    with house.serving(settings="tests.races.crowded") as addresses:
        answers = race(addresses, run.pk, TRIES)
    outcomes = Counter((answer.status, answer.state) for answer in answers)
    assert outcomes == {(303, ""): PLACES, (200, "full"): TRIES - PLACES}
    now = CourseRun.objects.using(ALIAS).get(pk=run.pk)
    assert now.places_taken == now.capacity == booked(run)


def test_without_the_guard_the_same_race_oversells(house, run, monkeypatch):
    """The twin: if this did not oversell, the race above would prove nothing."""
    kept = [each for each in CourseRun._meta.constraints if each.name != GUARD]
    (guard,) = (each for each in CourseRun._meta.constraints if each.name == GUARD)
    # SQLite builds the table anew from the model.
    monkeypatch.setattr(CourseRun._meta, "constraints", kept)
    connections[ALIAS].cursor().execute(NO_FOREIGN_KEYS[connections[ALIAS].vendor])
    with connections[ALIAS].schema_editor() as editor:
        editor.remove_constraint(CourseRun, guard)
    with house.serving(settings="tests.races.unguarded") as addresses:
        answers = race(addresses, run.pk, TRIES)
    assert {answer.status for answer in answers} == {200, 303}
    assert sum(answer.status == 303 for answer in answers) > PLACES
    assert booked(run) > run.capacity


def test_cancelling_and_changing_capacity_in_the_middle(house, run):
    """A third of the people cancel what they booked while others book."""

    def book_or_regret(visitor, number):
        answer = visitor.book(f"person{number}")
        if answer.status == 303 and number % 3 == 0:
            return visitor.ask("POST", f"{answer.location}cancel/", {})
        return answer

    with house.serving() as addresses:
        answers = race(addresses, run.pk, TRIES, attempt=book_or_regret)
    assert {answer.status for answer in answers} <= {200, 302, 303}
    now = CourseRun.objects.using(ALIAS).get(pk=run.pk)
    assert now.places_taken == booked(run) <= now.capacity
    regretted = Booking.objects.using(ALIAS).filter(run=now, status="cancelled")
    assert regretted.filter(name__startswith="person").count() == sum(
        answer.status == 302 for answer in answers
    )

"""Rows to count, made by hand: a date at a moment, a run with bookings in every state."""

from datetime import datetime, timedelta

from events.models import Occurrence
from home.models import Organisation
from tests.factories import make_drop_in
from tests.factories.courses import make_booking, make_run, make_waiting
from training import booking_desk
from training.models import CourseRun


def make_series(organisation: Organisation | None = None, **fields):
    """A live drop-in without a date."""
    series = make_drop_in(organisation, **fields)
    series.occurrences.all().delete()
    return series


def make_date(series, starts_at: datetime, heads: int | None = None, **fields) -> Occurrence:
    """A session of two hours, with or without a number of heads."""
    row = Occurrence(series=series, head_count=heads, **fields)
    row.put_at(starts_at, starts_at + timedelta(hours=2))
    if fields.get("reason"):
        row.status = row.Status.CANCELLED
    row.save()
    return row


def make_past_run(course, starts_at: datetime, *, booked=0, waiting=0, given_up=0) -> CourseRun:
    """A run that began at a moment, with so many people in each state, a place each."""
    run = make_run(course, capacity=booked + given_up + 10)
    bookings = [make_booking(run) for _person in range(booked + given_up)]
    for booking in bookings[booked:]:
        booking_desk.cancel(booking)
    for _person in range(waiting):
        make_waiting(run)
    ends_at = starts_at + timedelta(hours=2)
    run.sessions.update(starts_at=starts_at, ends_at=ends_at)
    CourseRun.objects.filter(pk=run.pk).update(starts_at=starts_at, ends_at=ends_at)
    return CourseRun.objects.get(pk=run.pk)

"""The rules of the booking desk: who gets a place, and what happens when one is given back.

Nobody else changes `places_taken`. Each rule refuses early from what it reads, then does its work
in one short transaction that starts with the counter: the row of the run orders everybody who
wants the same place, on PostgreSQL by its lock, on SQLite because one writer works at a time.
Nothing in here sends or renders: a letter is a row, written in the same transaction.
"""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import ngettext

from home.letters import post, post_all, post_seldom

from .bookings import Booking
from .introductions import Introduction
from .place_counter import Closed, Refusal, check_places, give_back, take_places
from .runs import CourseRun, RunState
from .waiting_list import offer_places


class AlreadyBooked(Refusal):
    """This person has an active booking on this run; `booking` is it."""

    def __init__(self, booking: Booking):
        super().__init__(booking.reference)
        self.booking = booking


def book(*, run: CourseRun, places: int, key: UUID, language: str, **answers: str) -> Booking:
    """Books places and writes the confirmation's letter, all or nothing.

    `key` is the form's idempotency key: the same key again gives the same booking back.
    `answers` are the booking's personal fields. Raises Closed, Full or AlreadyBooked.
    """
    if there := Booking.objects.filter(key=key).first():
        return there
    refuse_second_booking(run, answers["email"], answers["name"])
    check_places(run, places)
    booking = Booking(run=run, places=places, key=key, language=language, **answers)
    try:
        with transaction.atomic():
            take_places(run, places)
            booking.save(force_insert=True)
            post("training.confirmed", booking.pk)
    except IntegrityError:
        # The same form or the same person was faster in another request.
        if there := Booking.objects.filter(key=key).first():
            return there
        refuse_second_booking(run, answers["email"], answers["name"])
        raise
    return booking


def refuse_second_booking(run: CourseRun, email: str, name: str) -> None:
    """Raises AlreadyBooked when this person has an active booking on the run."""
    if there := Booking.objects.of_person(run, email, name).first():
        raise AlreadyBooked(there)


def free_places(run: CourseRun, places: int) -> None:
    """Gives places back, and offers them to whoever has waited longest and fits."""
    give_back(run, places)
    offer_places(run)


def accept(booking: Booking) -> None:
    """Takes an offered place; doing so twice is the same as once. Raises Closed."""
    with transaction.atomic():
        booking = lock(booking)
        if booking.status == Booking.Status.CONFIRMED:
            return
        if booking.status != Booking.Status.OFFERED or not booking.can_change:
            raise Closed
        booking.status = Booking.Status.CONFIRMED
        booking.save(update_fields=["status"])
        post("training.confirmed", booking.pk)


def change(booking: Booking, *, places: int, **answers: str) -> Booking:
    """Writes new answers, and takes or frees the difference in places.

    A new e-mail address revokes the links sent to the old one. Gives the booking as it is now.
    Raises Closed, Full or AlreadyBooked, and then nothing has changed.
    """
    try:
        with transaction.atomic():
            booking = lock(booking)
            if not booking.can_change:
                raise Closed
            if not differs(booking, places=places, **answers):
                return booking
            difference = places - booking.places
            if booking.is_holding and difference > 0:
                take_places(booking.run, difference)
            if booking.email != answers["email"]:
                booking.link_version += 1
                Introduction.objects.filter(booking=booking).delete()  # somebody else said yes
            booking.places = places
            booking.revision += 1
            for field, answer in answers.items():
                setattr(booking, field, answer)
            booking.save()
            if booking.is_holding and difference < 0:
                free_places(booking.run, -difference)
            post("training.changed", booking.pk)
    except IntegrityError:
        others = Booking.objects.of_person(booking.run, answers["email"], answers["name"])
        if there := others.exclude(pk=booking.pk).first():
            raise AlreadyBooked(there) from None
        raise
    return booking


def differs(booking: Booking, **answers) -> bool:
    """Whether any of these answers is new."""
    return any(getattr(booking, field) != answer for field, answer in answers.items())


def cancel(booking: Booking) -> None:
    """Cancels and frees its places at once; cancelling twice is the same as once. Raises Closed."""
    with transaction.atomic():
        booking = lock(booking)
        if not booking.is_active:
            return
        if not booking.can_change:
            raise Closed
        was_holding = booking.is_holding
        booking.status = Booking.Status.CANCELLED
        booking.cancelled_at = timezone.now()
        booking.revision += 1
        booking.save(update_fields=["status", "cancelled_at", "revision"])
        Introduction.objects.filter(booking=booking).delete()
        post("training.cancelled", booking.pk)
        if was_holding:
            free_places(booking.run, booking.places)


def lock(booking: Booking) -> Booking:
    """The booking and its run as they are now, held until the transaction ends.

    The run is locked first, as everywhere here: two people never wait for each other.
    """
    run = CourseRun.objects.select_for_update(of=("self",)).get(pk=booking.run_id)
    booking = Booking.objects.select_for_update(of=("self",)).get(pk=booking.pk)
    booking.run = run
    return booking


def set_capacity(run: CourseRun, capacity: int) -> None:
    """Changes how many places there are; new ones are offered to those who wait.

    Raises ValidationError when more places than that are taken already.
    """
    with transaction.atomic():
        rows = CourseRun.objects.filter(pk=run.pk, places_taken__lte=capacity)
        if not rows.update(capacity=capacity):
            run.refresh_from_db(fields=["capacity", "places_taken"])
            raise ValidationError(explain_capacity(run))
        run.capacity = capacity
        offer_places(run)


def explain_capacity(run: CourseRun) -> str:
    """Why a run cannot have fewer places than are taken, and what to do."""
    return ngettext(
        "%(count)d place is booked already. Cancel a booking first, or keep at least %(count)d.",
        "%(count)d places are booked already. Cancel bookings first, or keep at least %(count)d.",
        run.places_taken,
    ) % {"count": run.places_taken}


def cancel_all(run: CourseRun) -> int:
    """Cancels a run with every booking on it and writes to each. Returns how many there were."""
    with transaction.atomic():
        run = CourseRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.is_cancelled:
            return 0
        active = Booking.objects.filter(run=run).active()
        keys = list(active.values_list("pk", flat=True))
        Introduction.objects.filter(booking__in=keys).delete()
        active.update(status=Booking.Status.CANCELLED, cancelled_at=timezone.now())
        run.state, run.places_taken, run.revision = RunState.CANCELLED, 0, run.revision + 1
        run.save(update_fields=["state", "places_taken", "revision"])
        post_all("training.run_cancelled", keys)
    return len(keys)


def tell_all(run: CourseRun) -> int:
    """Writes to everybody on a run that its dates or places have changed. Returns how many."""
    with transaction.atomic():
        CourseRun.objects.filter(pk=run.pk).update(revision=F("revision") + 1)
        keys = list(Booking.objects.filter(run=run).active().values_list("pk", flat=True))
        post_all("training.run_changed", keys)
    return len(keys)


def recall(booking: Booking) -> None:
    """Sends the link to a booking again, to the address in it; seldom enough to annoy nobody."""
    post_seldom("training.already", booking.pk)

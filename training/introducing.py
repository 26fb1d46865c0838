"""The rules of introductions: who says yes, takes it back, and is due a letter.

A person is whoever reads the mail of an address: two bookings with one address are one person.
The worker looks again and again who has not been told of whom, so two who say yes at the same
instant need no lock, and a kill at any point is made good at the next look.
"""

from collections import defaultdict
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.letters import Letter, post
from home.neighbourhoods import NeighbourhoodPage
from home.organisations import pages_with_facts

from .booking_desk import lock
from .bookings import Booking
from .introductions import Introduced, Introduction

INTRODUCTION = "training.introduction"
KEPT = timedelta(days=365)
BETWEEN_LETTERS = timedelta(days=1)
NO_PLACE = _("You can meet others once you have a place on the course.")


def neighbourhoods():
    """The neighbourhoods to choose from, by name: public source pages."""
    pages = NeighbourhoodPage.objects.live().filter(view_restrictions=None, **pages_with_facts())
    return pages.order_by("title")


def can_agree(booking: Booking) -> bool:
    """Whether a booking may say yes: it has a place and an address, and its link is good."""
    is_placed = booking.status == Booking.Status.CONFIRMED and not booking.run.is_cancelled
    return is_placed and bool(booking.email_folded)


def agree(booking: Booking, neighbourhood: NeighbourhoodPage) -> Introduction:
    """Says yes for a booking; again, with another neighbourhood, changes it.

    Ends after twelve months, and before the link with which it is taken back. Raises
    ValidationError when the booking has no place, or no longer.
    """
    with transaction.atomic():
        booking = lock(booking)
        if not can_agree(booking):
            raise ValidationError(NO_PLACE)
        last_day = min(timezone.localdate() + KEPT, booking.link_expires_on())
        facts = {"neighbourhood": neighbourhood, "expires_on": last_day}
        row, _made = Introduction.objects.update_or_create(
            booking=booking,
            defaults=facts,
            create_defaults=facts | {"agreed_at": timezone.now()},
        )
    return row


def withdraw(booking: Booking) -> None:
    """Takes it back at once, for every booking with this address: nobody hears of them again."""
    Introduction.objects.filter(booking=booking).delete()
    Introduction.objects.of_person(booking.email_folded).delete()


def arrange_introductions() -> None:
    """Posts a letter to each person who has somebody new to meet, one a day at most."""
    people = people_in_force()
    told, places = told_of(people), by_place(people)
    for email, rows in people.items():
        if met_by(rows, places).keys() - told[email]:
            post_if_due(rows)


def people_in_force() -> dict[str, list[Introduction]]:
    """Everybody who said yes and can take it back by a link that is good, by address."""
    people, today = defaultdict(list), timezone.localdate()
    for row in Introduction.objects.in_force():
        if row.booking.link_expires_on() >= today:
            people[row.booking.email_folded].append(row)
    return people


def by_place(people: dict[str, list[Introduction]]) -> dict[int, dict[str, Introduction]]:
    """The same people by neighbourhood: the oldest yes of each there."""
    places = defaultdict(dict)
    for email, rows in people.items():
        for row in rows:
            places[row.neighbourhood_id].setdefault(email, row)
    return places


def met_by(rows: list[Introduction], places: dict) -> dict[str, Introduction]:
    """Whom a person with these rows may meet, by address: everybody else in their places."""
    found = {}
    for row in rows:
        found = places[row.neighbourhood_id] | found
    return {email: row for email, row in found.items() if email != rows[0].booking.email_folded}


def told_of(people, but_by: Letter | None = None) -> dict[str, set[str]]:
    """Of whom each of these people was told, as addresses; not counting one letter."""
    rows = Introduced.objects.filter(reader__email_folded__in=list(people))
    if but_by:
        rows = rows.exclude(letter=but_by)
    told = defaultdict(set)
    for email, other in rows.values_list("reader__email_folded", "other__email_folded"):
        told[email].add(other)
    return told


def post_if_due(rows: list[Introduction]) -> None:
    """Posts the letter, unless one waits or was written within a day: the next names them all."""
    keys = [row.booking_id for row in rows]
    with transaction.atomic():
        # Two workers at once: the second waits here, and sees the letter of the first.
        held = Introduction.objects.select_for_update(of=("self",)).filter(pk=rows[0].pk)
        letters = Letter.objects.filter(kind=INTRODUCTION, about_id__in=keys)
        lately = letters.exclude(state=Letter.State.DROPPED).filter(
            made_at__gt=timezone.now() - BETWEEN_LETTERS
        )
        if held.first() and not letters.waiting().exists() and not lately.exists():
            post(INTRODUCTION, rows[0].booking_id)


def meet(letter: Letter) -> tuple[list[Introduction], list[Introduction]]:
    """Who reads a letter, and whom it tells of, by name; noted down so that it is done once.

    Both are empty when the reader has taken it back.
    """
    people = people_in_force()
    readers = [rows for rows in people.values() if letter.about_id in keys_of(rows)]
    if not readers:
        return [], []
    [rows] = readers
    email = rows[0].booking.email_folded
    known = told_of([email], but_by=letter)[email]
    others = [row for key, row in met_by(rows, by_place(people)).items() if key not in known]
    with transaction.atomic():
        Introduced.objects.filter(letter=letter).delete()
        Introduced.objects.bulk_create(
            [
                Introduced(reader_id=letter.about_id, other_id=row.booking_id, letter=letter)
                for row in others
            ],
            ignore_conflicts=True,  # another worker writes the same letter
        )
    return rows, sorted(others, key=lambda row: row.booking.name_folded)


def keys_of(rows: list[Introduction]) -> list[int]:
    """The bookings behind a person's rows."""
    return [row.booking_id for row in rows]


def forget_introductions() -> None:
    """Deletes what is over; who was told of whom stays as long as their bookings."""
    Introduction.objects.due_to_go().delete()

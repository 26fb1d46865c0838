"""A booking's own page, reached by the link in the letter: see it, change it, cancel it.

Whoever holds the link may use it, so it stands in the place of a login and of a form's token:
nobody who does not know it can make somebody else's browser post here.
"""

from contextlib import suppress
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.links import BrokenLink, ExpiredLink, private_link, read_token

from . import booking_desk
from .booking_desk import AlreadyBooked
from .bookings import LINK_PURPOSE, Booking
from .forms import BookingForm, answers_of
from .place_counter import Closed, Full

STATES = {
    Booking.Status.CONFIRMED: "confirmed",
    Booking.Status.OFFERED: "waiting",
    Booking.Status.WAITING: "waiting",
    Booking.Status.CANCELLED: "closed",
}


def find_booking(token: str) -> Booking:
    """The booking of a link. Raises BrokenLink, also for a link that was revoked."""
    link = read_token(LINK_PURPOSE, token)
    booking = Booking.objects.select_related("run__course").filter(pk=link.row_id).first()
    if booking is None or booking.link_version != link.version:
        raise BrokenLink
    return booking


def by_link(view):
    """Gives a view the booking of the link in its address, or answers that the link is no good."""

    @wraps(view)
    def find_and_view(request: HttpRequest, token: str) -> HttpResponse:
        try:
            booking = find_booking(token)
        except ExpiredLink:
            return render(request, "training/booking/bad_link.html", {"expired": True}, status=410)
        except BrokenLink:
            return render(request, "training/booking/bad_link.html", status=404)
        return view(request, booking)

    return csrf_exempt(private_link(find_and_view))


@by_link
@require_safe
def show(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The booking as it is, and what can be done with it."""
    return answer(request, "booking", booking, STATES[booking.status])


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The answers in a form, to be changed."""
    if not booking.can_change:
        return redirect(booking.make_link())
    form = BookingForm(request.POST or None, initial=answers_of(booking))
    if form.is_valid():
        try:
            booking = booking_desk.change(booking, **form.cleaned_data)
        except Full as refusal:
            form.say_places_left(booking.places + refusal.left)
        except AlreadyBooked:
            form.say_booked_twice()
        except Closed:
            return redirect(booking.make_link())
        else:
            return redirect(f"{booking.make_link()}?done=changed")
    return answer(request, "change", booking, "form", form=form)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Asks once, then cancels."""
    if not booking.can_change:
        return redirect(booking.make_link())
    if request.method == "POST":
        with suppress(Closed):  # it began this very moment: its own page says so
            booking_desk.cancel(booking)
        return redirect(booking.make_link())
    return answer(request, "cancel", booking, STATES[booking.status])


@by_link
@require_POST
def accept(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Takes a place that was offered."""
    with suppress(Closed):  # its own page says how it stands
        booking_desk.accept(booking)
    return redirect(booking.make_link())


def answer(request, template: str, booking: Booking, state: str, **context) -> HttpResponse:
    """A page about a booking; `state` is its `data-booking`."""
    context |= {
        "state": state,
        "booking": booking,
        "run": booking.run,
        "course": booking.run.course.localized,
        "done": request.GET.get("done"),
    }
    return render(request, f"training/booking/{template}.html", context)

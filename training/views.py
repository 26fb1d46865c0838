"""Booking a place, in as few pages as can be: the form, “check your answers”, the confirmation."""

from uuid import uuid4

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from home.see_other import SeeOther

from . import booking_desk
from .booking_desk import AlreadyBooked
from .forms import BookingForm, read_key
from .place_counter import Closed, Full, check_places
from .runs import CourseRun

RETRY_SECONDS = "5"


# Not `no-store`: the browser's Back brings the answers back.
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, run_id: int) -> HttpResponse:
    """Asks, shows the answers again, books. Every answer carries what the next step needs.

    The step is in the form: `change` goes back to the questions, `confirmed` books.
    """
    run = CourseRun.objects.public().select_related("course").filter(pk=run_id).first()
    if run is None:
        return answer(request, "error", None, status=404)
    if not run.is_bookable:
        return refuse(request, run)
    form = BookingForm(request.POST or None)
    if "change" in request.POST or not form.is_valid():
        return answer(request, "form", run, form=form)
    try:
        if "confirmed" in request.POST:
            return confirm(request, run, form.cleaned_data)
        check_places(run, form.cleaned_data["places"])
    except Full as refusal:
        if refusal.left:
            form.say_places_left(refusal.left)
            return answer(request, "form", run, form=form)
        return refuse(request, run)
    except Closed:
        return refuse(request, run)
    return answer(request, "check", run, form=form, key=uuid4())


def confirm(request: HttpRequest, run: CourseRun, answers: dict) -> HttpResponse:
    """Books, and goes on to the booking's own page. Raises Full or Closed."""
    key = read_key(request.POST.get("key", ""))
    try:
        booking = booking_desk.book(run=run, key=key, language=get_language(), **answers)
    except AlreadyBooked as refusal:
        booking_desk.recall(refusal.booking)
        return answer(request, "already", run)
    except OperationalError:
        # The database had more to do than it could in time; nothing was booked.
        busy = answer(request, "error", run, status=503)
        busy.headers["Retry-After"] = RETRY_SECONDS
        return busy
    return SeeOther(booking.make_link())


def refuse(request: HttpRequest, run: CourseRun) -> HttpResponse:
    """Says why nobody can book this run, and what to do instead."""
    return answer(request, "closed" if run.is_closed else "full", run)


def answer(request, state: str, run, *, status=200, **context) -> HttpResponse:
    """A page of the flow; `state` is its `data-booking`, and the name of its template."""
    context |= {"state": state, "run": run, "course": run and run.course.localized}
    return render(request, f"training/booking/{state}.html", context, status=status)

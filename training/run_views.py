"""What can be done with a run in the admin besides editing it: each step of its state, copies."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from home.templatetags.words import day

from . import booking_desk, opening
from .more_dates import copy_run, plan_dates, repeat_run, rhythm_of
from .run_forms import CopyForm, RepeatForm, SendBackForm
from .runs import CourseRun
from .walls import runs_of

ASK_FIRST = require_http_methods(["GET", "HEAD", "POST"])


def get_run(request: HttpRequest, pk: int) -> CourseRun:
    """A run that this user may see; anybody else's does not exist."""
    run = runs_of(request.user).select_related("course").filter(pk=pk).first()
    if run is None:
        raise Http404
    return run


def get_run_to_open(request: HttpRequest, pk: int) -> CourseRun:
    """A run that this user may open and close. Raises PermissionDenied."""
    run = get_run(request, pk)
    if not opening.can_open(run, request.user):
        raise PermissionDenied
    return run


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks the team to open a draft."""
    run = get_run(request, pk)
    return take_step(
        request,
        run,
        "training.propose",
        lambda: opening.propose(run, by=request.user),
        _("Sent to the programme team. You get a letter when people can book."),
    )


@require_POST
def open_for_booking(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets the public book."""
    run = get_run_to_open(request, pk)
    return take_step(
        request,
        run,
        "training.open",
        lambda: opening.open_for_booking(run),
        _("Open: people can book now."),
    )


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes no more bookings."""
    run = get_run_to_open(request, pk)
    return take_step(
        request,
        run,
        "training.close",
        lambda: opening.close(run),
        _("Closed: nobody else can book. Bookings that are made stand."),
    )


@ASK_FIRST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks what should be changed, then makes the proposal a draft again."""
    run = get_run_to_open(request, pk)
    form = SendBackForm(request.POST or None)
    if form.is_valid():
        return take_step(
            request,
            run,
            "training.send_back",
            lambda: opening.send_back(run, **form.cleaned_data),
            _("Sent back with your words."),
        )
    context = {"form": form, "run": run, "button": _("Send it back")}
    return render(request, "training/admin/ask.html", context | {"title": _("Send back")})


@ASK_FIRST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Says who gets a letter, then cancels the run and everything booked on it."""
    run = get_run_to_open(request, pk)
    if request.method == "POST":
        count = booking_desk.cancel_all(run)
        log(instance=run.course, action="training.cancel", user=request.user, data=said_of(run))
        sentence = ngettext(
            "Cancelled. %(count)d person gets a letter.",
            "Cancelled. %(count)d people get a letter.",
            count,
        )
        messages.success(request, sentence % {"count": count})
        return redirect("course_runs:edit", run.pk)
    count = run.bookings.active().count()
    return render(request, "training/admin/cancel.html", {"run": run, "count": count})


@ASK_FIRST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for a day, then makes a draft of the same sessions from that day on."""
    run = get_run_with_dates(request, pk)
    form = CopyForm(request.POST or None)
    if form.is_valid():
        made = copy_run(run, form.cleaned_data["first_on"])
        messages.success(request, _("Copied as a draft: look at it, then open it."))
        return redirect("course_runs:edit", made.pk)
    context = {"form": form, "run": run, "button": _("Make the copy")}
    return render(
        request, "training/admin/ask.html", context | {"title": _("Copy to another date")}
    )


@ASK_FIRST
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for a rule, then makes a draft for each of its dates."""
    run = get_run_with_dates(request, pk)
    first_on = timezone.localdate(run.starts_at)
    fits = {"weekday": first_on.weekday(), "rhythm": rhythm_of(first_on)}
    form = RepeatForm(request.POST or None, initial=fits)
    if form.is_valid():
        plan = plan_dates(first_on, **form.cleaned_data)
        repeat_run(run, plan.dates)
        tell_plan(request, plan)
        return redirect_to_course(run)
    context = {"form": form, "run": run, "button": _("Make these dates")}
    return render(request, "training/admin/ask.html", context | {"title": _("Repeat by a rule")})


@require_safe
@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The course's page with every run on it, also those that nobody may see yet."""
    course = get_run(request, pk).course.get_latest_revision_as_object()
    return course.make_preview_request(request, course.default_preview_mode)


def get_run_with_dates(request: HttpRequest, pk: int) -> CourseRun:
    """A run that can be copied: it has a first day."""
    run = get_run(request, pk)
    if not run.starts_at:
        raise Http404
    return run


def take_step(request, run: CourseRun, action: str, do, sentence: str) -> HttpResponse:
    """Does one step of a run's state, logs it and says so; or says why it could not be done."""
    try:
        do()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        log(instance=run.course, action=action, user=request.user, data=said_of(run))
        messages.success(request, sentence)
    return redirect("course_runs:edit", run.pk)


def said_of(run: CourseRun) -> dict:
    """What the history says of a run: its number and first day, nobody's name."""
    on = run.starts_at and timezone.localdate(run.starts_at).isoformat()
    return {"run": run.pk, "date": on}


def tell_plan(request: HttpRequest, plan) -> None:
    """Says which dates were made, and which were left out."""
    if plan.dates:
        words = ", ".join(str(day(each)) for each in plan.dates)
        messages.success(request, _("Made as drafts: %s. Look at each, then open it.") % words)
    if plan.left_out:
        words = ", ".join(str(day(each)) for each in plan.left_out)
        messages.warning(request, _("Left out, for they are bank holidays: %s.") % words)


def redirect_to_course(run: CourseRun) -> HttpResponse:
    """Back to the list of this course's runs."""
    response = redirect("course_runs:index")
    response["Location"] += f"?course={run.course_id}"
    return response

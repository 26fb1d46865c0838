"""What can be done with a run in the admin besides editing it: each step of its state, copies."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.utils.decorators import xframe_options_sameorigin_override

from home.templatetags.words import day

from . import booking_desk, opening
from .more_dates import copy_run, days_of, plan_dates, repeat_run, rhythm_of
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
    """A run that this user may open, close and cancel. Raises PermissionDenied."""
    run = get_run(request, pk)
    if not opening.can_open(run, request.user):
        raise PermissionDenied
    return run


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks the team to open a draft."""
    run = get_run(request, pk)
    sentence = _("Sent to the programme team. You get a letter when people can book.")
    return take_step(
        request, run, "propose", lambda: opening.propose(run, by=request.user), sentence
    )


@require_POST
def open_for_booking(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets the public book."""
    run = get_run_to_open(request, pk)
    sentence = _("Open: people can book now.")
    return take_step(request, run, "open", lambda: opening.open_for_booking(run), sentence)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes no more bookings."""
    run = get_run_to_open(request, pk)
    sentence = _("Closed: nobody else can book. Bookings that are made stand.")
    return take_step(request, run, "close", lambda: opening.close(run), sentence)


@ASK_FIRST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks what should be changed, then makes the proposal a draft again."""
    run = get_run_to_open(request, pk)
    if not opening.can_send_back(run, request.user):
        messages.error(request, _("There is no proposal to send back."))
        return redirect("course_runs:edit", run.pk)
    form = SendBackForm(request.POST or None)
    if form.is_valid():
        sentence = _("Sent back with your words.")
        return take_step(
            request,
            run,
            "send_back",
            lambda: opening.send_back(run, **form.cleaned_data),
            sentence,
        )
    return ask(
        request,
        run,
        form,
        title=_("Send back"),
        meaning=_("It becomes a draft again, and can be proposed anew."),
        button=_("Send it back"),
    )


@ASK_FIRST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Says who gets a letter, then cancels the run and everything booked on it."""
    run = get_run_to_open(request, pk)
    try:
        opening.check_can_cancel(run)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("course_runs:edit", run.pk)
    if request.method == "POST":
        count = booking_desk.cancel_all(run)
        note(request, run, "cancel")
        sentence = ngettext(
            "Cancelled. %(count)d person gets a letter.",
            "Cancelled. %(count)d people get a letter.",
            count,
        )
        messages.success(request, sentence % {"count": count} if count else _("Cancelled."))
        return redirect("course_runs:edit", run.pk)
    count = run.bookings.active().count()
    return render(request, "training/admin/cancel.html", {"run": run, "count": count})


@ASK_FIRST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for a day, then makes a draft of the same sessions from that day on."""
    run = get_run_with_dates(request, pk)
    form = CopyForm(run, request.POST or None)
    if form.is_valid():
        made = copy_run(run, form.cleaned_data["first_on"])
        note(request, made, "add")
        messages.success(request, _("This is the copy, as a draft. Nobody has booked it yet."))
        return redirect("course_runs:edit", made.pk)
    return ask(
        request,
        run,
        form,
        title=_("Copy to another date"),
        meaning=_("The copy is a draft with the same sessions, places and note. Nobody is booked."),
        button=_("Make the copy"),
    )


@ASK_FIRST
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for a rule, then makes a draft for each of its dates."""
    run = get_run_with_dates(request, pk)
    days = days_of(run)
    fits = {"weekday": days[0].weekday(), "rhythm": rhythm_of(days[0])}
    form = RepeatForm(request.POST or None, initial=fits)
    if form.is_valid():
        plan = plan_dates(days, **form.cleaned_data, after=max(days[0], timezone.localdate()))
        made = repeat_run(run, plan.dates)
        for each in made:
            note(request, each, "add")
        tell(request, made, plan.left_out)
        if not made:
            return redirect("course_runs:edit", run.pk)
        return redirect(f"{reverse('course_runs:index')}?course={run.course_id}&state=draft")
    return ask(
        request,
        run,
        form,
        title=_("Repeat by a rule"),
        meaning=_("Each date becomes a draft with the same sessions, places and note."),
        button=_("Make these dates"),
    )


@require_safe
@xframe_options_sameorigin_override
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The course's page with every run on it, also those that nobody may see yet."""
    course = get_run(request, pk).course
    if not course.live:
        course = course.get_latest_revision_as_object()
    return course.make_preview_request(request, course.default_preview_mode)


def get_run_with_dates(request: HttpRequest, pk: int) -> CourseRun:
    """A run that can be copied: it has a first day."""
    run = get_run(request, pk)
    if not run.starts_at:
        raise Http404
    return run


def ask(request: HttpRequest, run: CourseRun, form, **words: str) -> HttpResponse:
    """A page with a few questions about a run."""
    return render(request, "training/admin/ask.html", {"run": run, "form": form, **words})


def take_step(request, run: CourseRun, action: str, do, sentence: str) -> HttpResponse:
    """Does one step of a run's state, notes it and says so; or says why it could not be done."""
    try:
        do()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        note(request, run, action)
        messages.success(request, sentence)
    return redirect("course_runs:edit", run.pk)


def note(request: HttpRequest, run: CourseRun, action: str) -> None:
    """Writes a step into the history of the course's page: the run's first day, nobody's name."""
    on = run.starts_at and timezone.localdate(run.starts_at).isoformat()
    data = {"run": run.pk, "date": on}
    log(instance=run.course, action=f"training.{action}", user=request.user, data=data)


def tell(request: HttpRequest, made: list[CourseRun], left_out: list) -> None:
    """Says which dates were made, and which were left out and why."""
    if made:
        dates = ", ".join(str(day(run.starts_at)) for run in made)
        sentence = ngettext(
            "%(count)d draft made: %(dates)s. Look at it, then open it.",
            "%(count)d drafts made: %(dates)s. Look at each, then open it.",
            len(made),
        )
        messages.success(request, sentence % {"count": len(made), "dates": dates})
    else:
        messages.warning(request, _("No dates made: the course is on at all of them already."))
    if left_out:
        dates = ", ".join(f"{day(each.on)} ({say_holiday(each)})" for each in left_out)
        messages.warning(request, _("Left out: %s.") % dates)


def say_holiday(left_out) -> str:
    """The holiday's name; with its day if it is not the first."""
    if left_out.on == left_out.holiday_on:
        return left_out.holiday
    return f"{left_out.holiday}, {day(left_out.holiday_on)}"

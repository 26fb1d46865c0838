"""The dates of a series in the admin: see them, and change one of them."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from home.looking_over import look_over
from home.refusals import is_done
from home.templatetags.words import day

from . import changes
from .checks import note_check
from .date_forms import CancelForm, MoveForm, NoteForm, StaffForm, times_of, times_of_series
from .expanding import off_rule, remove_off_rule
from .occurrences import Occurrence
from .series import SeriesPage

PAGE_SIZE = 20
ASK = require_http_methods(["GET", "HEAD", "POST"])


def get_series(request: HttpRequest, page_id: int) -> SeriesPage:
    """The series whose dates this user may change; anybody else's does not exist."""
    series = get_object_or_404(SeriesPage, id=page_id).specific
    if not series.permissions_for_user(request.user).can_edit() or not series.is_source:
        raise Http404
    return series


def get_occurrence(request: HttpRequest, pk: int) -> Occurrence:
    """A date of a series that this user may change."""
    occurrence = get_object_or_404(Occurrence, pk=pk)
    occurrence.series = get_series(request, occurrence.series_id)
    return occurrence


@require_safe
def dates(request: HttpRequest, page_id: int) -> HttpResponse:
    """The dates to come, with what can be done to each."""
    series = get_series(request, page_id)
    rows = series.occurrences.upcoming().select_related("venue")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p"))
    for row in page.object_list:
        row.series = series
    context = {
        "series": series,
        "page_obj": page,
        "off_rule": {row.pk for row in off_rule(series)},
        "pauses": series.pauses.all(),
    }
    return render(request, "events/admin/dates.html", context)


@ASK
def cancel_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why a date is off, then calls it off for everybody at once."""
    occurrence = get_occurrence(request, pk)
    form = CancelForm(request.POST or None)
    if is_done(form, lambda answers: changes.cancel(occurrence, **sign(request), **answers)):
        sentence = _("%(date)s is off. The public pages say so now.")
        return done(request, occurrence, "events.cancel_date", sentence)
    words = _(
        "The date stays listed as “Not running”, with your reason and the next date. "
        "Other dates do not change."
    )
    return ask(
        request,
        occurrence.series,
        form,
        occurrence=occurrence,
        title=_("Call off"),
        words=words,
        button=_("Call this date off"),
        keep=_("Keep it on"),
    )


@ASK
def put_date_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets a cancelled date take place after all."""
    occurrence = get_occurrence(request, pk)
    form = Form(request.POST if request.method == "POST" else None)
    if is_done(form, lambda _answers: changes.put_back(occurrence, **sign(request))):
        sentence = _("%(date)s is on again. The public pages say so now.")
        return done(request, occurrence, "events.put_date_back", sentence)
    return ask(
        request,
        occurrence.series,
        form,
        occurrence=occurrence,
        title=_("Put back"),
        words=_("The date takes place after all. Whoever was told that it is off is told again."),
        button=_("Put this date back"),
        keep=_("Leave it off"),
    )


@ASK
def move_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, time or venue for one date."""
    occurrence = get_occurrence(request, pk)
    form = MoveForm(request.POST or None, initial=times_of(occurrence))
    if is_done(form, lambda answers: changes.move(occurrence, **sign(request), **answers)):
        sentence = _("It is on %(date)s now. The public pages say so.")
        return done(request, occurrence, "events.move_date", sentence)
    words = _("Only this date moves. The list says so, and where and when it was before.")
    return ask(
        request,
        occurrence.series,
        form,
        occurrence=occurrence,
        title=_("Move"),
        words=words,
        button=_("Move this date"),
    )


@ASK
def note_date(request: HttpRequest, pk: int) -> HttpResponse:
    """A line beside one date."""
    occurrence = get_occurrence(request, pk)
    form = NoteForm(
        request.POST if request.method == "POST" else None, initial=times_of(occurrence)
    )
    if is_done(form, lambda answers: changes.set_note(occurrence, **sign(request), **answers)):
        return done(request, occurrence, "events.note_date", _("The line of %(date)s is changed."))
    return ask(
        request,
        occurrence.series,
        form,
        occurrence=occurrence,
        title=_("Add a line"),
        words=_("It stands beside this date in lists, on the page and in calendars."),
        button=_("Save this line"),
    )


@ASK
def staff_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is there on one date."""
    occurrence = get_occurrence(request, pk)
    form = StaffForm(
        request.POST if request.method == "POST" else None, initial=times_of(occurrence)
    )
    if is_done(form, lambda said: changes.set_staff(occurrence, said["staff"], **sign(request))):
        sentence = _("Who is there on %(date)s is changed.")
        return done(request, occurrence, "events.staff_date", sentence)
    return ask(
        request,
        occurrence.series,
        form,
        occurrence=occurrence,
        title=_("Who is there"),
        words=_("Only for this date. Lists say whom people do not meet this time."),
        button=_("Save who is there"),
    )


@ASK
def add_date(request: HttpRequest, page_id: int) -> HttpResponse:
    """A session beside the rule."""
    series = get_series(request, page_id)
    form = MoveForm(request.POST or None, initial=times_of_series(series))
    made = []
    if is_done(
        form,
        lambda answers: made.append(changes.add_extra(series, **sign(request), **answers)),
    ):
        made[0].series = series
        sentence = _("%(date)s is listed as an extra date now.")
        return done(request, made[0], "events.add_date", sentence)
    return ask(
        request,
        series,
        form,
        title=_("Add an extra date"),
        words=_("One date beside the rule. It is listed as extra; the rule does not change."),
        button=_("Add this date"),
    )


@require_POST
def remove_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Removes a date that somebody changed by hand and that the rule has no more."""
    occurrence = get_occurrence(request, pk)
    try:
        remove_off_rule(occurrence)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(way_back(request, occurrence.series))
    sentence = _("%(date)s is no longer listed.")
    return done(request, occurrence, "events.remove_date", sentence)


@require_POST
def still_right(request: HttpRequest, page_id: int) -> HttpResponse:
    """One tap: everything on the page is as it says."""
    series = get_series(request, page_id)
    note_check(series, request.user.first_name)
    look_over(series, request.user)
    sentence = _("Thank you: residents read that “%(title)s” was found right today.")
    messages.success(request, sentence % {"title": series.title})
    return redirect("wagtailadmin_home")


def sign(request: HttpRequest) -> dict:
    """Who says so: the login, and the first name that stands as “Checked by” if they agreed."""
    return {"by": request.user, "name": request.user.first_name}


def ask(request: HttpRequest, series: SeriesPage, form, **context) -> HttpResponse:
    """A page with a question about dates; afterwards it goes back to where one came from."""
    context |= {"series": series, "form": form, "back": way_back(request, series)}
    return render(request, "events/admin/ask.html", context)


def way_back(request: HttpRequest, series: SeriesPage) -> str:
    """Where one came from within the admin, or the series' dates."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if asked.startswith("/admin/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("series_dates", args=[series.pk])


def done(request: HttpRequest, occurrence: Occurrence, action: str, sentence: str) -> HttpResponse:
    """Writes the change into the page's history, says so, and goes back."""
    on = occurrence.local_start
    data = {"date": on.date().isoformat()}
    log(instance=occurrence.series, action=action, user=request.user, data=data)
    messages.success(request, sentence % {"date": day(on)})
    return redirect(way_back(request, occurrence.series))

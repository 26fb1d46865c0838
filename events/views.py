"""The dates of a series in the admin: see them, call one off, put it back."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from home.templatetags.words import day

from .expanding import off_rule, remove_off_rule
from .forms import CancelForm
from .occurrences import Occurrence, cancel, put_back
from .series import SeriesPage

PAGE_SIZE = 20


def get_series(request: HttpRequest, page_id: int) -> SeriesPage:
    """The series whose dates this user may change; anybody else's does not exist."""
    series = get_object_or_404(SeriesPage, pk=page_id).specific
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
    page = Paginator(series.occurrences.upcoming(), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "series": series,
        "page_obj": page,
        "off_rule": {row.pk for row in off_rule(series)},
    }
    return render(request, "events/admin/dates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why a date is off, then calls it off for everybody at once."""
    occurrence = get_occurrence(request, pk)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        try:
            cancel(occurrence, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return done(
                request,
                occurrence,
                "events.cancel_date",
                _("%(date)s is off. The public pages say so now."),
            )
    context = {"form": form, "occurrence": occurrence, "series": occurrence.series}
    return render(request, "events/admin/cancel.html", context)


@require_POST
def put_date_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets a cancelled date take place after all."""
    occurrence = get_occurrence(request, pk)
    try:
        put_back(occurrence, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("series_dates", occurrence.series_id)
    return done(
        request,
        occurrence,
        "events.put_date_back",
        _("%(date)s is on again. The public pages say so now."),
    )


@require_POST
def remove_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Removes a date that somebody changed by hand and that the rule has no more."""
    occurrence = get_occurrence(request, pk)
    remove_off_rule(occurrence)
    return done(request, occurrence, "events.remove_date", _("%(date)s is no longer listed."))


def done(request: HttpRequest, occurrence: Occurrence, action: str, sentence: str) -> HttpResponse:
    """Writes the change into the page's history, says so, and goes back to the dates."""
    date = day(occurrence.local_start)
    log(
        instance=occurrence.series,
        action=action,
        user=request.user,
        data={"date": occurrence.original_date.isoformat()},
    )
    messages.success(request, sentence % {"date": date})
    return redirect("series_dates", occurrence.series_id)

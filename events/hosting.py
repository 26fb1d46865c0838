"""A host's own page, reached by the link in a letter: how today stands, and what to change.

Whoever holds the link may use it, so it stands in the place of a login and of a form's token:
nobody who does not know it can make somebody else's browser post here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.links import BrokenLink, ExpiredLink, private_link, read_token
from home.refusals import is_done

from . import changes
from .checks import note_check
from .hosting_dates import check_can_count, dates_to_count, find_date, other_dates
from .hosting_forms import HeadsForm, NoteForm, OffForm, OnForm, StaffForm
from .hosts import LINK_PURPOSE, Host
from .occurrences import Occurrence
from .series import SeriesPage


@dataclass
class Visit:
    """A host at their page: who, by which link, and about which date (None: there is none)."""

    host: Host
    token: str
    occurrence: Occurrence | None

    @property
    def series(self) -> SeriesPage:
        """What they host."""
        return self.host.series

    def after(self, done: str) -> HttpResponse:
        """Back to the page, which says what is true now."""
        query = {"done": done, **({"date": self.occurrence.pk} if self.occurrence else {})}
        return redirect(f"{reverse('host', args=[self.token])}?{urlencode(query)}")


def find_host(token: str) -> Host:
    """The host of a link. Raises ExpiredLink, and BrokenLink also for a link that was revoked."""
    link = read_token(LINK_PURPOSE, token)
    rows = Host.objects.select_related("series__venue", "series__last_check")
    host = rows.filter(pk=link.row_id).first()
    if host is None or host.link_version != link.version:
        raise BrokenLink
    return host


def by_link(view: Callable) -> Callable:
    """Gives a view the visit of the link in its address, or answers that the link is no good."""

    @wraps(view)
    def find_and_view(request: HttpRequest, token: str) -> HttpResponse:
        try:
            host = find_host(token)
            key = request.POST.get("date") or request.GET.get("date", "")
            visit = Visit(host, token, find_date(host.series, key))
            if not host.series.live:
                return answer(request, "hidden", visit)
            return view(request, visit)
        except (BrokenLink, ExpiredLink) as error:
            return refuse_link(request, error)
        except Occurrence.DoesNotExist:
            return render(request, "404.html", status=404)

    return csrf_exempt(private_link(find_and_view))


def refuse_link(request: HttpRequest, error: Exception) -> HttpResponse:
    """What to do when a link opens nothing; whom it was for stays unsaid."""
    expired = isinstance(error, ExpiredLink)
    status = 410 if expired else 404
    return render(request, "events/hosting/bad_link.html", {"expired": expired}, status=status)


@by_link
@require_safe
def show(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How the date stands, and everything that can be said of it."""
    return show_page(request, visit)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Asks once, with the reason chosen by the first tap; the second calls the date off."""
    form = OffForm(request.POST) if request.method == "POST" else OffForm()
    reason = form.data.get("reason") or request.GET.get("reason", "")
    if say(visit, form, changes.cancel):
        return visit.after("off")
    known = dict(form.fields["reason"].choices)
    context = {"form": form, "reason": reason, "words": known.get(reason)}
    return answer(request, "off", visit, **context)


@by_link
@require_POST
def put_on(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Puts a date back on, at any time before its end."""
    return change(request, visit, OnForm(request.POST), changes.put_back, "on")


@by_link
@require_POST
def write_note(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A line beside the date."""
    return change(request, visit, NoteForm(request.POST), changes.set_note, "note")


@by_link
@require_POST
def say_who(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who is there on the date."""

    def set_staff(occurrence: Occurrence, *, staff: list[str], name: str) -> None:
        changes.set_staff(occurrence, staff, name=name)

    return change(request, visit, StaffForm(request.POST), set_staff, "staff")


@by_link
@require_POST
def count(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How many came; it can be corrected for a week."""

    def count_heads(occurrence: Occurrence, *, heads: int, name: str) -> None:
        check_can_count(occurrence)
        changes.count_heads(occurrence, heads, name=name)

    return change(request, visit, HeadsForm(request.POST), count_heads, "heads")


@by_link
@require_POST
def confirm(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everything is still right: one tap."""
    note_check(visit.series, visit.host.first_name)
    return visit.after("right")


def say(visit: Visit, form: forms.Form, rule: Callable) -> bool:
    """Does what a form says to the date, in the host's name. Whether it is done.

    What is in the way stands in the form. Raises Occurrence.DoesNotExist when the date has gone.
    """

    def do(answers: dict) -> None:
        if visit.occurrence is None:
            raise Occurrence.DoesNotExist
        rule(visit.occurrence, name=visit.host.first_name, **answers)

    return is_done(form, do)


def change(request, visit: Visit, form: forms.Form, rule: Callable, done: str) -> HttpResponse:
    """What every button of the page does: changes the date, or says why not and keeps the words."""
    if say(visit, form, rule):
        return visit.after(done)
    return show_page(request, visit, form)


def show_page(request: HttpRequest, visit: Visit, form: forms.Form | None = None) -> HttpResponse:
    """The page; `form` is one that was sent and could not be followed."""
    row = visit.occurrence
    to_count = list(dates_to_count(visit.series))
    is_asked = row in to_count or isinstance(form, HeadsForm)
    counted = row if is_asked else next(iter(to_count), None)
    forms = {
        "note_form": NoteForm(initial={"note": row and row.note}),
        "staff_form": StaffForm(initial={"staff": row and row.staff}),
        "heads_form": HeadsForm(initial={"heads": counted and counted.head_count}),
    }
    if hasattr(form, "name"):
        forms[form.name] = form
    return answer(
        request,
        "page",
        visit,
        form=form,
        done=request.GET.get("done"),
        told=visit.series.followers.active().count(),
        counted=counted,
        # What is over is counted before anything else is thought of.
        counts_first=counted and counted.is_over and counted.head_count is None,
        asks=getattr(visit.series, "last_check", None) and visit.series.last_check.is_old,
        uncounted=[each for each in to_count if each != counted and each.head_count is None],
        coming=other_dates(visit.series, row),
        reasons=OffForm.base_fields["reason"].choices,
        **forms,
    )


def answer(request: HttpRequest, template: str, visit: Visit, **context) -> HttpResponse:
    """One of a host's pages."""
    context |= {
        "host": visit.host,
        "token": visit.token,
        "occurrence": visit.occurrence,
        "series": visit.series,
        "page": visit.series.localized,
    }
    return render(request, f"events/hosting/{template}.html", context)

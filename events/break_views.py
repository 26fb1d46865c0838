"""Breaks of a series and the hosts whom we write, in the admin."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from home.overtaking import save_unless_overtaken

from .date_forms import HostForm, PauseForm
from .hosts import Host
from .pauses import Pause
from .pausing import end_pause, save_pause
from .series import SeriesPage
from .views import ASK, ask, get_series, way_back


@ASK
def add_pause(request: HttpRequest, page_id: int) -> HttpResponse:
    """Begins a break."""
    series = get_series(request, page_id)
    return ask_about_pause(request, Pause(series=series))


@ASK
def change_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Other days or another line for a break."""
    return ask_about_pause(request, get_pause(request, pk))


@require_POST
def remove_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a break back: its dates are on again, unless something else closes them."""
    pause = get_pause(request, pk)
    count = end_pause(pause)
    log(instance=pause.series, action="events.end_pause", user=request.user)
    messages.success(request, say_count(count, on=True))
    return redirect(way_back(request, pause.series))


def get_pause(request: HttpRequest, pk: int) -> Pause:
    """A break of a series that this user may change."""
    pause = get_object_or_404(Pause, pk=pk)
    pause.series = get_series(request, pause.series_id)
    return pause


def ask_about_pause(request: HttpRequest, pause: Pause) -> HttpResponse:
    """The form of a new break or of one that there is."""
    form = PauseForm(request.POST or None, instance=pause)
    count = form.is_valid() and save_unless_overtaken(
        form, request.user, lambda: save_pause(form.instance, by=request.user)
    )
    if count is not False:
        log(instance=pause.series, action="events.pause", user=request.user)
        messages.success(request, say_count(count, on=False))
        return redirect(way_back(request, pause.series))
    return ask(
        request,
        pause.series,
        form,
        title=_("Have a break"),
        words=_(
            "Every date in the break stays listed as “Not running”, with the day on which you "
            "are back. A date that you say is on afterwards stays on."
        ),
        button=_("Save this break"),
    )


def say_count(count: int, *, on: bool) -> str:
    """How many dates became others by that."""
    if on:
        return ngettext("%(n)d date is on again.", "%(n)d dates are on again.", count) % {
            "n": count
        }
    return ngettext(
        "Saved. %(n)d date changed. The public pages say so now.",
        "Saved. %(n)d dates changed. The public pages say so now.",
        count,
    ) % {"n": count}


@ASK
def hosts(request: HttpRequest, page_id: int) -> HttpResponse:
    """Who gets the link the evening before; add somebody."""
    series = get_series(request, page_id)
    form = HostForm(request.POST or None, series=series)
    if form.is_valid():
        form.save()
        log(instance=series, action="events.add_host", user=request.user)
        messages.success(request, _("Added. The first letter goes out the evening before."))
        return redirect("series_hosts", series.pk)
    context = {"series": series, "form": form, "hosts": series.hosts.all()}
    return render(request, "events/admin/hosts.html", context)


@require_POST
def remove_host(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes somebody off the list; their links open nothing any more."""
    host, series = get_host(request, pk)
    host.delete()
    log(instance=series, action="events.remove_host", user=request.user)
    messages.success(request, _("Taken off the list. Their links open nothing any more."))
    return redirect("series_hosts", series.pk)


@require_POST
def revoke_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes every link that was sent to a host useless, for example after a lost telephone."""
    host, series = get_host(request, pk)
    Host.objects.filter(pk=host.pk).update(link_version=F("link_version") + 1)
    log(instance=series, action="events.revoke_links", user=request.user)
    messages.success(request, _("The links sent so far open nothing any more. New ones will."))
    return redirect("series_hosts", series.pk)


def get_host(request: HttpRequest, pk: int) -> tuple[Host, SeriesPage]:
    """A host of a series that this user may change."""
    host = get_object_or_404(Host, pk=pk)
    return host, get_series(request, host.series_id)

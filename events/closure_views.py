"""Closures in the admin: of own venues for their keepers, of everything for the team."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from home.models import Venue
from home.overtaking import save_unless_overtaken
from home.walls import is_central, organisations_of

from .closures import Closure
from .date_forms import ClosureForm
from .pausing import end_closure, save_closure
from .views import ASK


def venues_kept_by(user):
    """The venues that this user may close."""
    policy = policy_registry.get_by_type(Venue)
    return policy.instances_user_has_any_permission_for(user, ["change"]).order_by("name")


def closures_of(user):
    """The closures that this user may see and change."""
    closures = Closure.objects.select_related("venue")
    return closures if is_central(user) else closures.filter(venue__in=venues_kept_by(user))


@require_safe
def closures(request: HttpRequest) -> HttpResponse:
    """What is closed now and to come."""
    check_edits_something(request)
    rows = closures_of(request.user).filter(last_on__gte=timezone.localdate())
    return render(request, "events/admin/closures.html", {"closures": rows})


@ASK
def add_closure(request: HttpRequest) -> HttpResponse:
    """Closes a venue, or everything, on some days."""
    check_edits_something(request)
    return ask_about_closure(request, Closure())


@ASK
def change_closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Other days, another place or line."""
    closure = get_object_or_404(closures_of(request.user), pk=pk)
    return ask_about_closure(request, closure)


@require_POST
def remove_closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a closure back."""
    closure = get_object_or_404(closures_of(request.user), pk=pk)
    count = end_closure(closure)
    sentence = ngettext(
        "Open again: %(n)d series has its dates back.",
        "Open again: %(n)d series have their dates back.",
        count,
    )
    messages.success(request, sentence % {"n": count})
    return redirect("closures")


def check_edits_something(request: HttpRequest) -> None:
    """Raises Http404 for a login that edits for nobody."""
    if not (is_central(request.user) or organisations_of(request.user).exists()):
        raise Http404


def ask_about_closure(request: HttpRequest, closure: Closure) -> HttpResponse:
    """The form of a new closure or of one that there is."""
    form = ClosureForm(
        request.POST or None,
        instance=closure,
        venues=venues_kept_by(request.user),
        central=is_central(request.user),
    )
    count = form.is_valid() and save_unless_overtaken(
        form, request.user, lambda: save_closure(form.instance, by=request.user)
    )
    if count is not False:
        sentence = ngettext(
            "Saved. The dates of %(n)d series changed. The public pages say so now.",
            "Saved. The dates of %(n)d series changed. The public pages say so now.",
            count,
        )
        messages.success(request, sentence % {"n": count})
        return redirect("closures")
    return render(request, "events/admin/closure.html", {"form": form, "closure": closure})

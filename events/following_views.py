"""“Tell me only if it is off”: the form, and the page behind the link in each letter.

Whoever holds the link may use it, so it stands in the place of a login and of a form's token.
Programs that look for viruses open every link of a letter: only a button changes anything.
"""

from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale

from home.links import BrokenLink, ExpiredLink, private_link, read_token
from home.one_click import is_to_stop

from . import following
from .follow_form import FollowForm
from .followers import LINK_PURPOSE, Follower
from .series import SeriesPage


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, key: UUID) -> HttpResponse:
    """Asks for an address, and says the same whether it was there already or not."""
    series = find_series(key)
    form = FollowForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        following.follow(series, form.cleaned_data["email"], get_language())
        response = redirect(f"{request.path}?sent=1")
        response.status_code = 303
        return response
    name = "sent" if "sent" in request.GET and not form.is_bound else "form"
    context = {"form": form, "series": series, "page": series.localized}
    return render(request, f"events/following/{name}.html", context)


def find_series(key: UUID) -> SeriesPage:
    """The public series with this public id. Raises Http404."""
    pages = SeriesPage.objects.live().public().filter(alias_of=None, locale=Locale.get_default())
    series = pages.select_related("venue").filter(translation_key=key).first()
    if series is None:
        raise Http404
    return series


def find_follower(token: str) -> Follower:
    """The follower of a link. Raises BrokenLink, also for one that was revoked, and ExpiredLink."""
    link = read_token(LINK_PURPOSE, token)
    follower = Follower.objects.select_related("series__venue").filter(pk=link.row_id).first()
    if follower is None or follower.link_version != link.version:
        raise BrokenLink
    if follower.expires_on < timezone.localdate():
        raise ExpiredLink
    return follower


def by_link(view):
    """Gives a view the follower of the link in its address, or answers that it is no good."""

    @wraps(view)
    def find_and_view(request: HttpRequest, token: str) -> HttpResponse:
        try:
            follower = find_follower(token)
        except ExpiredLink:
            context = {"expired": True}
            return render(request, "events/following/bad_link.html", context, status=410)
        except BrokenLink:
            return render(request, "events/following/bad_link.html", status=404)
        return view(request, follower)

    return csrf_exempt(private_link(find_and_view))


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def follower(request: HttpRequest, follower: Follower) -> HttpResponse:
    """What it is about, and one button: to hear, or to stop."""
    context = {"follower": follower, "series": follower.series, "page": follower.series.localized}
    if is_to_stop(request):
        following.stop(follower)
        # No redirect: what a mail program posts may not be answered by one (RFC 8058 section 3.1).
        return render(request, "events/following/stopped.html", context)
    if request.method == "POST" and request.POST.get("answer") == "yes":
        response = redirect(f"{following.confirm(follower).make_link()}?done=yes")
        response.status_code = 303
        return response
    context["done"] = "done" in request.GET
    return render(request, "events/following/letters.html", context)

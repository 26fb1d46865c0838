"""“Tell me only if it is off”: the form, and the page behind the link in each letter."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale

from home.following_views import answer_button, ask_by_form, by_link

from . import following
from .follow_form import FollowForm
from .followers import Follower
from .series import SeriesPage

FOLDER = "events/following"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, key: UUID) -> HttpResponse:
    """Asks for an address to tell if a series is off."""
    series = find_series(key)
    form = FollowForm(request.POST if request.method == "POST" else None)

    def do(email: str) -> None:
        following.follow(series, email, get_language())

    return ask_by_form(request, form, do, FOLDER, series=series, page=series.localized)


def find_series(key: UUID) -> SeriesPage:
    """The public series with this public id. Raises Http404."""
    pages = SeriesPage.objects.live().public().filter(alias_of=None, locale=Locale.get_default())
    series = pages.select_related("venue").filter(translation_key=key).first()
    if series is None:
        raise Http404
    return series


@by_link(lambda: Follower.objects.select_related("series__venue"), FOLDER)
@require_http_methods(["GET", "HEAD", "POST"])
def follower(request: HttpRequest, follower: Follower) -> HttpResponse:
    """To hear if a series is off, or to stop that."""
    context = {"series": follower.series, "page": follower.series.localized}
    return answer_button(request, follower, following.confirm, FOLDER, **context)

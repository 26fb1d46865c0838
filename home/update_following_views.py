"""Following updates by e-mail: the form, and the page behind the link in each letter."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from . import update_followers
from .following_views import answer_button, ask_by_form, by_link
from .line_fields import EmailLineField
from .update_followers import UpdateFollower

FOLDER = "home/following"


class FollowUpdatesForm(forms.Form):
    """One question, and what becomes of the answer."""

    email = EmailLineField(
        label=_("Your e-mail address"),
        help_text=_(
            "We write only when there is an update. One tap stops it. "
            "We keep the address for twelve months at most."
        ),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Asks for an address to send updates to."""
    form = FollowUpdatesForm(request.POST if request.method == "POST" else None)

    def do(email: str) -> None:
        update_followers.follow(email, get_language())

    return ask_by_form(request, form, do, FOLDER)


@by_link(UpdateFollower.objects.all, FOLDER)
@require_http_methods(["GET", "HEAD", "POST"])
def follower(request: HttpRequest, follower: UpdateFollower) -> HttpResponse:
    """To hear of updates, or to stop that."""
    return answer_button(request, follower, update_followers.confirm, FOLDER)

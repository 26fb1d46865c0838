"""The page on which somebody says yes to meeting others, and takes it back."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from home.one_click import is_to_stop
from home.refusals import is_done
from home.see_other import SeeOther

from . import introducing
from .bookings import Booking
from .introduction_form import IntroductionForm, form_for
from .manage_views import STATES, answer, by_link


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def introductions(request: HttpRequest, booking: Booking) -> HttpResponse:
    """How it stands, and one button: yes, or not any more."""
    if is_to_stop(request):
        introducing.withdraw(booking)
        # No redirect: what a mail program posts may not be answered by one (RFC 8058 section 3.1).
        return show(request, booking, stopped=True)
    if request.method == "POST" and introducing.can_agree(booking):
        form = IntroductionForm(request.POST)
        if is_done(form, lambda said: introducing.agree(booking, said["neighbourhood"])):
            return SeeOther(f"{booking.make_link('introductions')}?done=yes")
        return show(request, booking, form=form)
    return show(request, booking, form=form_for(booking))


def show(request: HttpRequest, booking: Booking, **context) -> HttpResponse:
    """The page in one of its states."""
    return answer(request, "introductions", booking, STATES[booking.status], **context)

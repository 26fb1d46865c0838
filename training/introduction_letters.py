"""The letter that introduces people to each other: each gets their own, and names who said yes."""

from email.message import EmailMessage

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from home.composing import add_way_to_stop, compose
from home.letters import Letter, writes

from .bookings import Booking
from .introducing import INTRODUCTION, meet


@writes(INTRODUCTION, label=_("People to meet"))
def write_introduction(letter: Letter) -> EmailMessage | None:
    """Who else said yes by now; None if nobody has, or the reader has taken it back."""
    _rows, others = meet(letter)
    if not others:
        return None
    booking = Booking.objects.select_related("run").get(pk=letter.about_id)
    with override(booking.language):
        link = settings.SITE_URL + booking.make_link("introductions")
        people = [(row.booking, row.neighbourhood.localized) for row in others]
        message = compose(booking.email, "introduction", booking=booking, people=people, link=link)
    add_way_to_stop(message, link)
    return message

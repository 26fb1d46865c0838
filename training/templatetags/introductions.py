"""What a booking's page says of meeting others."""

from django import template

from training.bookings import Booking
from training.introducing import can_agree, neighbourhoods
from training.introduction_form import IntroductionForm, form_for
from training.introductions import Introduction

register = template.Library()


@register.simple_tag
def introduction_of(booking: Booking) -> Introduction | None:
    """The yes that counts for a booking today."""
    rows = Introduction.objects.in_force().select_related("neighbourhood")
    return rows.filter(booking=booking).first()


@register.simple_tag
def introduction_form(booking: Booking) -> IntroductionForm | None:
    """The offer, where there is a neighbourhood to choose and a place to begin from."""
    return form_for(booking) if can_agree(booking) and neighbourhoods().exists() else None

"""What somebody is asked who would like to meet others: where they work, and a clear yes."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.neighbourhoods import NeighbourhoodPage
from home.row_fields import RowField

from .bookings import Booking
from .introducing import neighbourhoods


class NeighbourhoodField(RowField):
    """A public neighbourhood, by its name in the reader's language."""

    def __init__(self, **options):
        super().__init__(
            queryset=NeighbourhoodPage.objects.none(),
            label=_("Where do you work?"),
            empty_label=_("Choose one"),
            error_messages={
                "required": _("Choose a neighbourhood."),
                "invalid_choice": _("There is no such neighbourhood. Choose one from the list."),
            },
            **options,
        )

    def label_from_instance(self, page) -> str:
        is_source = get_language() == settings.LANGUAGE_CODE  # saves a query for each
        return (page if is_source else page.localized).title


class IntroductionForm(forms.Form):
    """The yes is never ticked beforehand."""

    neighbourhood = NeighbourhoodField()
    agreed = forms.BooleanField(
        label=_("Yes, share my name, role, organisation and e-mail with others who say yes"),
        error_messages={"required": _("Tick the box if you want this. If not, leave it.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["neighbourhood"].queryset = neighbourhoods()


def form_for(booking: Booking) -> IntroductionForm:
    """The form as somebody finds it: with the neighbourhood of whoever gives the course."""
    host = booking.run.course.host
    return IntroductionForm(initial={"neighbourhood": host and host.neighbourhood_id})

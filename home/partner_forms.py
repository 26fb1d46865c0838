"""What the programme team is asked when a partner joins, and when one more person does."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .neighbourhoods import NeighbourhoodPage
from .organisations import Organisation, pages_with_facts
from .row_fields import RowField

NO_ADDRESS = {
    "required": _("Write the e-mail address to invite."),
    "invalid": _("Check it: ann@example.org"),
}


class InvitationForm(forms.Form):
    """Whom to invite."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=150,  # it is the user name as well
        help_text=_("The invitation goes there, with a link to choose a password."),
        error_messages=NO_ADDRESS,
    )
    first_name = forms.CharField(label=_("First name"), max_length=40, required=False)


class PartnerForm(InvitationForm):
    """The few things that a new partner's page begins with; its editors write the rest."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=120,
        error_messages={"required": _("Write the name that people know it by.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    summary = forms.CharField(
        label=_("In one sentence"),
        max_length=200,
        help_text=_("Who they are and whom they welcome. They can change it."),
        error_messages={"required": _("Write one sentence. They can change it.")},
    )
    neighbourhood = RowField(
        label=_("Neighbourhood"), queryset=NeighbourhoodPage.objects.none(), required=False
    )
    trusted = forms.BooleanField(
        label=_("What they publish is public at once"),
        required=False,
        help_text=_("Without it the programme team looks at each page first."),
    )

    field_order = ("name", "kind", "summary", "neighbourhood", "email", "first_name", "trusted")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = NeighbourhoodPage.objects.filter(**pages_with_facts())
        self.fields["neighbourhood"].queryset = rows.order_by("title")

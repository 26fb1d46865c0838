"""What a partner is asked who brings its dates from elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.importing.fetching import LARGEST
from home.line_fields import LineField
from home.models import Organisation
from home.row_fields import RowField


class ImportForm(forms.Form):
    """A file or an address, whose it is, and a tick that they agree."""

    organisation = RowField(
        label=_("For whom"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    file = forms.FileField(
        label=_("A file"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "A calendar (.ics), a table (.csv) or Open Referral (.json), up to 2 MB and 500 lines."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.ics,.json,.txt"}),
    )
    address = LineField(
        label=_("Or a public address"),
        required=False,
        max_length=1000,
        help_text=_("Like the public address of your calendar. It begins with https://"),
        widget=forms.URLInput,
    )
    agreed = forms.BooleanField(
        label=_("This is ours, and we agree that it stands on this portal"),
        error_messages={"required": _("Tick the box if it is yours and you agree.")},
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.only = organisations[0] if len(organisations) == 1 else None
        if self.only:
            del self.fields["organisation"]

    def clean(self) -> dict:
        """Exactly one of the two, and not more than we read."""
        answers = super().clean()
        if self.only:
            answers["organisation"] = self.only
        file, address = answers.get("file"), answers.get("address")
        if not self.errors and bool(file) == bool(address):
            self.add_error("file", _("Choose a file, or write an address: one of the two."))
        if file and file.size > LARGEST:
            self.add_error("file", _("This file is larger than 2 MB. Give us less at once."))
        return answers

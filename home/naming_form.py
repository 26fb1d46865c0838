"""What the programme team is asked for on the screen “Names”."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .line_fields import LineField
from .wording import ELEMENTS, FORMS, NAMES, Wording

HEADINGS = {
    "drop_in": _("Where people come as they are"),
    "learning": _("What people read and go through together"),
    "training": _("Courses for people who work with people"),
}
HELP = {
    "name": _("On the first page, on posters, in calendars and below letters. At most 60 letters."),
    "short": _("In the menu of every page. At most 24 letters."),
    "title": _("On top of its page, and in search engines. At most 60 letters."),
    "description": _("On the first page and on top of its page. At most 250 letters."),
}
WIDGETS = {"description": forms.Textarea(attrs={"rows": 3})}


class NamesForm(forms.ModelForm):
    """Every public name, each on one line. It saves nothing: `home/naming.py` does."""

    class Meta:
        model = Wording
        fields = NAMES
        field_classes = dict.fromkeys(NAMES, LineField)
        widgets = {
            f"{element}_{form}": widget for form, widget in WIDGETS.items() for element in ELEMENTS
        }
        help_texts = {
            "programme_name": _("On top of every page, on paper and below letters. At most 60."),
            **{f"{element}_{form}": HELP[form] for element in ELEMENTS for form in FORMS},
        }

    def groups(self) -> list[tuple[str, list]]:
        """The fields below their headings."""
        elements = [
            (HEADINGS[element], [self[f"{element}_{form}"] for form in FORMS])
            for element in ELEMENTS
        ]
        return [(_("The programme"), [self["programme_name"]]), *elements]

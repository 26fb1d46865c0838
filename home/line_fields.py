"""Form fields for one line of a stranger's text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .lines import tidy_line


class LineMixin:
    """One line of text: control and direction marks are taken out before anything is checked."""

    def to_python(self, value):
        return super().to_python(tidy_line(value) if isinstance(value, str) else value)


class LineField(LineMixin, forms.CharField):
    """A name, an organisation, a role."""


class EmailLineField(LineMixin, forms.EmailField):
    """An e-mail address, with words for whatever is wrong with it."""

    def __init__(self, **options):
        defaults = {
            "label": _("E-mail address"),
            "max_length": 254,
            "error_messages": {
                "required": _("Write your e-mail address."),
                "invalid": _("Write an e-mail address like name@example.org."),
                "max_length": _("This is too long for an e-mail address. Please check it."),
            },
            "widget": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        super().__init__(**defaults | options)

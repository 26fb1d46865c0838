"""Form fields for one row of a list that somebody chooses from."""

import re

from django import forms

NUMBER = re.compile(r"[0-9]{1,18}")


class RowField(forms.ModelChoiceField):
    """A row by its number. What no database holds as one is no choice: a NUL, forty digits."""

    def to_python(self, value):
        if isinstance(value, str) and value and not NUMBER.fullmatch(value):
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return super().to_python(value)

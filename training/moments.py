"""A day and a time of day in one field of the admin, asked for by the browser's own calendar."""

from django import forms


class MomentInput(forms.DateTimeInput):
    """The browser asks in its owner's own way, so that nobody mistakes 1/12 for 12/1."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")

"""What a reviewer says of a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .reviewing import MOST_WORDS


class ReviewForm(forms.Form):
    """A word to the author, needed only when the page goes back."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("What should change?"),
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only if you send it back. The author reads it in a letter."),
    )

"""What somebody is asked who wants to hear if a session is off: an e-mail address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.line_fields import EmailLineField


class FollowForm(forms.Form):
    """One question, and what becomes of the answer."""

    email = EmailLineField(
        label=_("Your e-mail address"),
        help_text=_(
            "We write only when a date is off, moved, back on or noted. One tap stops it. "
            "We keep the address for twelve months at most."
        ),
    )

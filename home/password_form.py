"""A new link for whoever asks at the login page: also for people who never chose a password."""

from django.contrib.auth import get_user_model
from wagtail.admin.forms.auth import PasswordResetForm


class NewPasswordForm(PasswordResetForm):
    """Writes to the address if somebody has a login with it, invited ones among them.

    Django leaves out those without a password: whose invitation was too old could never come in.
    """

    def get_users(self, email: str):
        """Everybody of this address who may log in; the page says the same if there is nobody."""
        return get_user_model().objects.filter(email__iexact=email, is_active=True)

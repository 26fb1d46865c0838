"""A new password for somebody who forgot theirs, or never chose one: a letter with a link.

The form says the same to everybody. Nobody fills another's postbox with it: an address gets a
letter in ten minutes at most, and five in a day.
"""

from email.message import EmailMessage

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import PasswordResetForm

from .composing import compose
from .letters import Letter, post_seldom, writes
from .lines import fold

NEW_PASSWORD = "home.new_password"  # noqa: S105, the kind of a letter
MOST_IN_A_DAY = 5


class ForgottenPasswordForm(PasswordResetForm):
    """Asks for an e-mail address; whoever has a login with it gets the letter."""

    def get_users(self, email: str) -> list:
        """The active logins with this address, also those that were only invited so far."""
        users = get_user_model().objects.filter(email__iexact=email, is_active=True)
        return [user for user in users if fold(user.email) == fold(email)]

    def save(self, **options) -> None:
        """Writes the letters. Nothing of the request goes into them, least of all its Host."""
        for user in self.get_users(self.cleaned_data["email"]):
            offer_new_password(user)


def offer_new_password(user) -> None:
    """Posts the letter, unless one was written just now or enough were today."""
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=user.pk)  # two at once: one letter
        post_seldom(NEW_PASSWORD, user.pk, user.pk, most_a_day=MOST_IN_A_DAY)


def password_link(user) -> str:
    """The path at which somebody chooses a password; good for PASSWORD_RESET_TIMEOUT, once."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return reverse("welcome", args=[key, token])


@writes(NEW_PASSWORD, label=_("New password"))
def write_new_password(letter: Letter) -> EmailMessage | None:
    """The link, the user name, and what to do if it was somebody else."""
    user = get_user_model().objects.filter(pk=letter.about_id, is_active=True).first()
    if user is None or not user.email:
        return None
    link = settings.SITE_URL + password_link(user)
    days = settings.PASSWORD_RESET_TIMEOUT // 86_400
    return compose(user.email, "new_password", user=user, link=link, days=days)

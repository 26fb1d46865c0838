"""Where an invitation leads: one page to choose a password, and one is logged in."""

from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


class WelcomeView(PasswordResetConfirmView):
    """The first password of somebody who was invited; the link is good once, for seven days."""

    template_name = "home/admin/welcome.html"
    title = _("Welcome: choose a password")
    success_url = reverse_lazy("wagtailadmin_home")
    post_reset_login = True
    post_reset_login_backend = "django.contrib.auth.backends.ModelBackend"

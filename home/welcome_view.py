"""Where an invitation leads, or a letter about a forgotten password: one page, and one is in."""

from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


class WelcomeView(PasswordResetConfirmView):
    """A password for somebody who has none or forgot it; the link is good once, for seven days."""

    template_name = "home/admin/welcome.html"
    title = _("Choose a password")
    success_url = reverse_lazy("wagtailadmin_home")
    post_reset_login = True
    post_reset_login_backend = "django.contrib.auth.backends.ModelBackend"

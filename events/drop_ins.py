"""Drop-ins: come as you are, no appointment, free."""

from django.utils.translation import gettext_lazy as _

from .series import SeriesPage


class DropInPage(SeriesPage):
    """A weekly half-day, hosted by people who live and work near. Below its organisation."""

    parent_page_types = ["home.Organisation"]
    subpage_types = []
    template = "events/series_page.html"

    class Meta:
        verbose_name = _("open session")
        verbose_name_plural = _("open sessions")

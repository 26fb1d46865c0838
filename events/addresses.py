"""Addresses below a series page: which series they belong to."""

from django.http import HttpRequest
from wagtail.models import Site

from .series import SeriesPage


def series_at(request: HttpRequest, path: str) -> SeriesPage | None:
    """The public series page at a path of this site in the active language, else None.

    `path` has no slash at either end. The facts must be public too: a translation of a series
    whose source is hidden counts as hidden.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None
    public = SeriesPage.objects.live().public()
    page = public.filter(url_path=f"{site.root_page.localized.url_path}{path}/").first()
    if page is None or page.is_source:
        return page
    return page if public.filter(pk=page.source.pk).exists() else None

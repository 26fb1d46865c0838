"""What search engines may read, and where."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from home.pages import whole_address


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The rules for robots: everything public but the finder's countless questions."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /*?near=",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every live public page of this site, in every language."""
    site = Site.find_for_request(request)
    homes = site.root_page.get_translations(inclusive=True)
    pages = Page.objects.none()
    for home in homes:
        pages = pages | Page.objects.descendant_of(home, inclusive=True)
    pages = pages.live().public().order_by("path").defer_streamfields()
    rows = [(whole_address(page, request), page.last_published_at) for page in pages]
    return render(request, "sitemap.xml", {"rows": rows}, content_type="application/xml")

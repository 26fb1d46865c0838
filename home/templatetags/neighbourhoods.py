"""Neighbourhoods for any template."""

from django import template
from wagtail.models import Page

from home.neighbourhoods import NeighbourhoodPage

register = template.Library()


@register.simple_tag
def neighbourhoods_beside(page: Page) -> list[NeighbourhoodPage]:
    """The public neighbourhoods in the language of a page, by name."""
    pages = NeighbourhoodPage.objects.live().filter(locale=page.locale_id, view_restrictions=None)
    return list(pages.order_by("title"))

"""Neighbourhoods for any template."""

from django import template
from wagtail.models import Locale

from home.neighbourhoods import NeighbourhoodPage

register = template.Library()


@register.simple_tag
def every_neighbourhood() -> list[NeighbourhoodPage]:
    """The live neighbourhoods in the active language, by name."""
    pages = NeighbourhoodPage.objects.live().public().filter(locale=Locale.get_active())
    return list(pages.order_by("title"))

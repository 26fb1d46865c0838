"""The newest updates for any template."""

from django import template
from wagtail.models import Page

from home.updates import UpdatePage, latest_updates

register = template.Library()


@register.simple_tag
def newest_updates(page: Page, count: int) -> list[UpdatePage]:
    """So many updates in the language of a page, the newest first."""
    return latest_updates(page.locale_id, count)

"""The newest updates for any template."""

from django import template

from home.updates import UpdatePage, latest_updates

register = template.Library()


@register.simple_tag
def newest_updates(count: int) -> list[UpdatePage]:
    """So many updates in the active language, the newest first."""
    return latest_updates(count)

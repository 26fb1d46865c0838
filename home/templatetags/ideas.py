"""What an idea is about, in words."""

from django import template

register = template.Library()


@register.filter
def named(names: dict[str, str], element: str) -> str:
    """How an element is called in public."""
    return names.get(element, "")

"""What is stored about people, for the privacy page."""

from django import template

from home.personal import Declaration, declarations

register = template.Library()


@register.simple_tag
def personal_data() -> list[Declaration]:
    """Every declaration of personal fields."""
    return declarations()

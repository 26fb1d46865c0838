"""Our own symbols, each beside a word: they repeat it, so screen readers do not hear them."""

from django import template
from django.utils.safestring import mark_safe

register = template.Library()

# Drawn on a grid of 24 by 24 with strokes alone, so that they take the colour of their word.
SYMBOLS = {
    "yes": '<path d="m4 13 5 5L20 6"/>',
    "no": '<path d="m6 6 12 12M18 6 6 18"/>',
    "not_known": '<path d="M8 8.5a4 4 0 1 1 5.6 3.7c-1 .5-1.6 1.2-1.6 2.8M12 19.5v.1"/>',
    "off": '<circle cx="12" cy="12" r="9"/><path d="m6 6 12 12"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 3"/>',
    "pin": '<path d="M12 21s-7-6.4-7-11.5a7 7 0 0 1 14 0C19 14.6 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.3"/>',
    "phone": '<path d="M6 3h3l2 5-2.5 2c1 2.5 3 4.5 5.5 5.5l2-2.5 5 2v3c0 1.7-1.3 3-3 3C10.5 21 3 13.5 3 6c0-1.7 1.3-3 3-3z"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.3-4 3-6 6.5-6s6.2 2 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.3c2 .8 3.3 2.7 3.5 5.7"/>',
    "speech": '<path d="M4 5h16v11h-8l-5 4v-4H4z"/>',
    "bag": '<path d="M5 8h14l1 12H4zM8.5 8V7a3.5 3.5 0 0 1 7 0v1"/>',
    "file": '<path d="M12 4v11m-5-4.5 5 5 5-5M4 20h16"/>',
    "help": '<path d="M12 3 2.5 20h19zM12 9.5v4.5M12 17v.1"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c6 6 6 12 0 18-6-6-6-12 0-18z"/>',
    "book": '<path d="M12 6C9 4 6 4 3 4.5V19c3-.5 6-.5 9 1.5 3-2 6-2 9-1.5V4.5C18 4 15 4 12 6zm0 0v14"/>',
}


@register.simple_tag
def icon(name: str) -> str:
    """One symbol as inline SVG. A tag, not a template: a list shows a hundred of them."""
    return mark_safe(  # noqa: S308
        f'<svg class="icon {name}" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" '
        'fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" '
        f'stroke-linejoin="round">{SYMBOLS[name]}</svg>'
    )

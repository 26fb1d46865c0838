"""For what hangs on walls and what its code opens: how soon, the code itself, the short address."""

from datetime import date, datetime

import segno
from django import template
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext

from events.clock import LONDON
from events.short_codes import make_short_link

register = template.Library()


@register.filter
def how_soon(start: datetime) -> str:
    """“Today”, “Tomorrow”, “In 5 days”, by the calendar in Europe/London; today if it has begun."""
    today = timezone.localdate(timezone=LONDON)
    days = (start.astimezone(LONDON).date() - today).days
    if days <= 0:
        return gettext("Today")
    if days == 1:
        return gettext("Tomorrow")
    return ngettext("In %d day", "In %d days", days) % days


@register.filter
def short_link(series) -> str:
    """The whole short address of a series, in the active language."""
    return make_short_link(series)


@register.filter
def to_type(address: str) -> str:
    """An address as people type it, without what stands before the name; it may break at “/”."""
    parts = (address.partition("://")[2] or address).split("/")
    return format_html_join(mark_safe("/<wbr>"), "{}", ([part] for part in parts))


@register.simple_tag
def qr_code(address: str) -> str:
    """An address as a QR code: inline SVG with the quiet zone of four modules (ISO/IEC 18004)."""
    code = segno.make(address, micro=False)
    # segno writes numbers alone: nothing of the address is in the markup.
    return mark_safe(code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, light="#fff"))  # noqa: S308


@register.simple_tag
def paper_link(paper, **changes) -> str:
    """The query string of a paper with some of it changed."""
    return paper.link(**changes)


@register.filter
def is_today(day: date) -> bool:
    """Whether a date is the one on the calendar in Europe/London now."""
    return day == timezone.localdate(timezone=LONDON)


@register.filter
def fit(text: str, lengths: str) -> int:
    """How many of these lengths a text exceeds: the longer it is, the smaller it is set."""
    return sum(len(text) > int(length) for length in lengths.split())

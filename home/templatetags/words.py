"""How we write: dates, times, distances, numbers to ring, and whose language a text is in."""

import re
from datetime import datetime
from math import floor

from django import template
from django.conf import settings
from django.db.models import prefetch_related_objects
from django.template.defaultfilters import stringfilter
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext
from wagtail.models import Locale

register = template.Library()


@register.filter
def day(value: datetime) -> str:
    """“Thursday 26 November”, with the year when it is not this one."""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    this_year = local.year == timezone.localdate().year
    return date_format(local, "l j F" if this_year else "l j F Y")


@register.filter
def short_day(value: datetime) -> str:
    """“3 November”, with the year when it is not this one."""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    this_year = local.year == timezone.localdate().year
    return date_format(local, "j F" if this_year else "j F Y")


@register.simple_tag
def leaf(start: datetime) -> dict:
    """The parts of a calendar leaf for a local start; the year only when it is not this one."""
    return {
        "date": start.date().isoformat(),
        "day": WEEKDAYS[start.weekday()],
        "number": start.day,
        "month": MONTHS[start.month],
        "year": "" if start.year == timezone.localdate().year else start.year,
    }


@register.filter
def clock(value: datetime) -> str:
    """“9.30am”, “12 noon” said as 12pm, by the clock in Europe/London; also for a plain time."""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    minutes = f".{local.minute:02d}" if local.minute else ""
    half = gettext("am") if local.hour < 12 else gettext("pm")
    return f"{local.hour % 12 or 12}{minutes}{half}"


@register.simple_tag
def hours(occurrence) -> str:
    """When a date begins and ends: “9.30am to 12.30pm”."""
    return from_to(occurrence.local_start, occurrence.local_end)


@register.simple_tag
def usual_hours(schedule) -> str:
    """When its dates begin and end by the rule."""
    return from_to(schedule.start_time, schedule.end_time)


def from_to(start, end) -> str:
    """Two times with the word between them; each keeps its own direction in every language."""
    words = gettext("%(start)s to %(end)s") % {"start": "<bdi>{}</bdi>", "end": "<bdi>{}</bdi>"}
    return format_html(f"<bdi>{words}</bdi>", clock(start), clock(end))


@register.filter
def iso(value: datetime) -> str:
    """The machine's form of a moment, with the offset of Europe/London on that day."""
    return timezone.localtime(value).isoformat()


@register.simple_tag
def distance(miles: float, rough: bool = False) -> str:
    """“0.3 miles away”; “about 2 miles away” when the place is known only roughly."""
    if rough:
        return ngettext("about %d mile away", "about %d miles away", floor(miles)) % floor(miles)
    if miles < 0.1:
        return gettext("less than 0.1 miles away")
    return gettext("%s miles away") % f"{miles:.1f}"


@register.filter
@stringfilter
def tel(number: str) -> str:
    """A number to ring as a link; its digits read from left to right in every language."""
    digits = re.sub(r"[^\d+]", "", number)
    return format_html('<a href="tel:{}" dir="ltr">{}</a>', digits, number)


@register.simple_tag
def written_in(language: str = "") -> str:
    """Attributes for an element whose text is not in the language of the page; else nothing."""
    language = language or settings.LANGUAGE_CODE
    if language == get_language():
        return ""
    return format_html(' lang="{}" dir="{}"', language, "ltr" if language == "en" else "auto")


@register.simple_tag(takes_context=True)
def page_language(context, page) -> str:
    """Attributes for free text of a page: an alias speaks the language of what it copies."""
    active = get_language()
    if active == settings.LANGUAGE_CODE:
        return ""
    is_source = page.alias_of_id or page.locale_id == source_locale(context)
    return written_in(settings.LANGUAGE_CODE if is_source else active)


def source_locale(context) -> int:
    """The key of the default locale, read once for a request: a list asks for it on every card."""
    keeper = getattr(context, "request", None) or context
    if not hasattr(keeper, "source_locale"):
        keeper.source_locale = Locale.get_default().pk
    return keeper.source_locale


@register.filter
def name_for(wording, page) -> str:
    """The public name of the element that a series or a course belongs to."""
    return wording.name_of(page.specific_class)


@register.simple_tag
def fixed_address(path: str) -> str:
    """The link to a fixed page in the active language. Its address is kept, so no query."""
    return reverse("wagtail_serve", args=[path])


@register.filter
def with_related(rows, names: str) -> list:
    """Rows with what they point at already read, so that a longer list asks no more queries."""
    rows = list(rows)
    prefetch_related_objects(rows, *names.split())
    return rows


@register.simple_tag
def direction() -> str:
    """The direction of the active language, for the root element."""
    return "rtl" if get_language_bidi() else "ltr"

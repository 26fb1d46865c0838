"""How a host's page and letters call a date."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from events.occurrences import Occurrence
from home.templatetags.words import day

register = template.Library()


@register.filter
def day_word(occurrence: Occurrence) -> str:
    """“Today”, “Tomorrow”, or “Thursday 26 November”, by the calendar in Europe/London."""
    ahead = (occurrence.local_start.date() - timezone.localdate()).days
    return {0: _("Today"), 1: _("Tomorrow")}.get(ahead) or day(occurrence.local_start)


@register.filter
def day_named(occurrence: Occurrence) -> str:
    """“Today, Thursday 26 November”, or the day alone when it is neither today nor tomorrow."""
    word, named = day_word(occurrence), day(occurrence.local_start)
    return named if word == named else f"{word}, {named}"

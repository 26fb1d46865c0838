"""Sessions for any template: the home page shows the next ones though it knows nothing of them."""

from django import template

from events.drop_ins import DropInPage
from events.finding import Found, next_sessions, sessions_of

register = template.Library()


@register.simple_tag
def sessions_next(count: int) -> list[Found]:
    """The next sessions anywhere, one for each series, soonest first."""
    return next_sessions(count)


@register.simple_tag
def sessions_run_by(organisation) -> list[Found]:
    """An organisation's drop-ins with their next dates, soonest first."""
    source = organisation
    while source.alias_of_id:
        source = source.alias_of
    return sessions_of(DropInPage.objects.child_of(source).live().public().only("pk"))


@register.filter
def coming(series, count: int = 8) -> list:
    """A series' next dates, cancelled ones among them."""
    return list(series.occurrences.upcoming()[:count])

"""Sessions for any template: the home page shows the next ones though it knows nothing of them."""

from django import template

from events.drop_ins import DropInPage
from events.finding import Found, next_sessions, sessions_of
from events.structured_data import DATES_TOLD, describe
from home.choices import Language
from home.structured_data import write_json_ld

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
    # Whoever reads this list may read its page: only a drop-in's own restriction hides it.
    pages = DropInPage.objects.child_of(source).live().filter(view_restrictions=None)
    return sessions_of(pages.only("pk"))


@register.filter
def coming(series, count: int = 8) -> list:
    """A series' next dates, cancelled ones among them; a draft that was never saved has none."""
    return list(series.occurrences.upcoming()[:count]) if series.pk else []


@register.filter
def first_running(dates: list):
    """The first of these dates that takes place."""
    return next((date for date in dates if not date.is_cancelled), None)


@register.filter
def spoken(series) -> list[tuple[str, str]]:
    """The languages that people speak there: code, and name in itself."""
    return [(code, Language(code).label) for code in series.languages if code in Language]


@register.simple_tag(takes_context=True)
def json_ld(context, page, dates: list) -> str:
    """A series' next dates as a schema.org block that no text of an editor can break out of."""
    request, source = context["request"], page.source
    organiser = source.get_parent()
    link, home = (request.build_absolute_uri(each.get_url(request)) for each in (page, organiser))
    host = {"@type": "Organization", "name": organiser.title, "url": home}
    events = [describe(source, date, link, host) for date in dates[:DATES_TOLD]]
    return write_json_ld(events)

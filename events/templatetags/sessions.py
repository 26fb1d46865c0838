"""Sessions for any template: the home page shows the next ones though it knows nothing of them."""

from datetime import timedelta

from django import template
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from events.finding import Found, next_sessions, sessions_of
from events.learning_sessions import LearningSessionPage
from events.people import Role, roles_of
from events.series import SeriesPage, series_of
from events.structured_data import describe_all
from home.choices import Language
from home.models import Venue
from home.organisations import below
from home.pages import whole_address
from home.structured_data import write_json_ld

WEEK = timedelta(days=7)

register = template.Library()


@register.simple_tag
def sessions_next(count: int) -> list[Found]:
    """The next sessions anywhere, one for each series, soonest first."""
    return next_sessions(count)


@register.simple_tag
def sessions_run_by(organisation) -> list[Found]:
    """An organisation's series with their next dates, soonest first."""
    return sessions_of(series_of(organisation).only("pk"))


@register.simple_tag
def sessions_this_week(organisations) -> list[Found]:
    """What these source-language organisations run within seven days, soonest first."""
    # Whoever reads this list may read their pages: only a series' own restriction hides it.
    pages = SeriesPage.objects.live().filter(view_restrictions=None, alias_of=None)
    pages = pages.filter(below(organisations))
    until = timezone.now() + WEEK
    return [each for each in sessions_of(pages.only("pk")) if each.occurrence.starts_at < until]


@register.simple_tag
def sessions_about(module) -> list[Found]:
    """The learning sessions that go through a module, with their next dates, soonest first."""
    source = module
    while source.alias_of_id:
        source = source.alias_of
    pages = LearningSessionPage.objects.filter(module__translation_key=source.translation_key)
    return sessions_of(pages.live().public().only("pk"))


@register.filter
def is_learning(series) -> bool:
    """Whether people go through a module there."""
    return series.cached_content_type.model_class() is LearningSessionPage


@register.filter
def coming(series, count: int = 8) -> list:
    """A series' next dates, cancelled ones among them; a draft that was never saved has none."""
    return with_facts(series, series.occurrences.upcoming()[:count]) if series.pk else []


@register.filter
def ahead(series) -> list:
    """The next dates as in `coming`, and after them those that are not as the rule says."""
    return with_facts(series, series.occurrences.ahead(series.recurrence)) if series.pk else []


def with_facts(series, rows) -> list:
    """Dates of one series with everything that is shown of them already read."""
    venue = Prefetch("venue", Venue.objects.select_related("picture"))
    prefetch_related_objects([series], "people", venue)
    dates = list(rows.select_related("venue"))
    for date in dates:
        date.series = series
    return dates


@register.filter
def missing_staff(occurrence) -> list[str]:
    """Whom people expect at this series and do not meet on this date, by their roles."""
    return [
        Role(role).label for role in roles_of(occurrence.series) if role not in occurrence.staff
    ]


@register.filter
def added_staff(occurrence) -> list[str]:
    """Who is there on this date alone, by their roles."""
    usual = roles_of(occurrence.series)
    return [Role(role).label for role in occurrence.staff if role not in usual]


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
    """A series and its next dates as a schema.org block that no editor's text can break out of.

    `dates` are those that are `ahead`.
    """
    request, source = context["request"], page.source
    organiser = source.get_parent()
    link, home = (whole_address(each, request) for each in (page, organiser))
    host = {"@type": "Organization", "name": organiser.title, "url": home}
    element = context["wording"].name_of(source.specific_class)
    return write_json_ld(describe_all(page, dates, link, host, element))

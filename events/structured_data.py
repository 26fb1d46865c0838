"""What search engines read: schema.org as JSON-LD."""

from datetime import date

from django.utils.translation import gettext as _

from home.structured_data import describe_venue

from .clock import LONDON
from .date_sets import DateSet
from .date_words import news_of, off_words
from .occurrences import Occurrence
from .recurrence import ICAL_DAYS, Recurrence
from .series import SeriesPage

DATES_TOLD = 4
SCHEMA = "https://schema.org"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def describe_all(
    page: SeriesPage, dates: list[Occurrence], link: str, organiser: dict, element: str
) -> list[dict]:
    """The next four dates as Events, then their EventSeries with its schedule.

    `dates` are at least four, and all to come that are not as the rule says. `element` is the
    public name of what they are part of.
    """
    events = [describe(page, date, link, organiser) for date in dates[:DATES_TOLD]]
    told = [*events, describe_series(page, dates, link, organiser)]
    return [each | {"keywords": element} for each in told]


def describe(page: SeriesPage, occurrence: Occurrence, link: str, organiser: dict) -> dict:
    """One date as a schema.org Event, in the words of `page`; facts are those of the source.

    Times carry the offset of Europe/London on that day.
    """
    event = common(page, "Event", link, organiser) | {
        "startDate": occurrence.local_start.isoformat(),
        "endDate": occurrence.local_end.isoformat(),
        "eventStatus": f"{SCHEMA}/EventScheduled",
        "superEvent": {"@id": series_id(link)},
    }
    if occurrence.is_cancelled:
        event["eventStatus"] = f"{SCHEMA}/EventCancelled"
        words = [_("Not running: %s") % off_words(occurrence)]
    else:
        words = news_of(occurrence)
        if former := former_start(occurrence):
            event["eventStatus"] = f"{SCHEMA}/EventRescheduled"
            event["previousStartDate"] = former
    event["description"] = "\n".join([*words, page.summary])
    if occurrence.place:
        event["location"] = describe_venue(occurrence.place)
    return event


def describe_series(page: SeriesPage, dates: list[Occurrence], link: str, organiser: dict) -> dict:
    """The series as a schema.org EventSeries, with its rule and the dates that are not by it."""
    source = page.source
    series = common(page, "EventSeries", link, organiser) | {"@id": series_id(link)}
    series["description"] = page.summary
    if source.venue:
        series["location"] = describe_venue(source.venue)
    if source.is_complete:
        series["eventSchedule"] = describe_schedule(source, dates)
    return series


def common(page: SeriesPage, kind: str, link: str, organiser: dict) -> dict:
    """What a date and its series have in common."""
    return {
        "@context": SCHEMA,
        "@type": kind,
        "name": page.title,
        "eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "url": link,
        "organizer": organiser,
    }


def series_id(link: str) -> str:
    """What dates call their series by."""
    return f"{link}#series"


def former_start(row: Occurrence) -> str | None:
    """The start by the rule of a date that was moved to another time."""
    if not (row.moved and row.series.is_complete):
        return None
    start = row.series.session_on(row.original_date).starts_at
    return None if start == row.starts_at else start.astimezone(LONDON).isoformat()


def describe_schedule(source: SeriesPage, dates: list[Occurrence]) -> dict | list[dict]:
    """The rule as a schema.org Schedule; a set of dates as one Schedule for each to come.

    `exceptDate` names the rule's dates to come that do not take place as it says.
    """
    clock = {
        "@type": "Schedule",
        "startTime": f"{source.start_time:%H:%M:%S}",
        "endTime": f"{source.end_time:%H:%M:%S}",
        "scheduleTimezone": "Europe/London",
    }
    rows = [row for row in dates if not row.is_extra]
    rule = source.recurrence
    if isinstance(rule, DateSet):
        on = [row.original_date for row in rows if is_as_the_rule_says(row)]
        return [clock | {"startDate": f"{day}", "endDate": f"{day}"} for day in on]
    schedule = clock | repeats(rule) | {"startDate": f"{rule.first_on}"}
    if rule.last_on:
        schedule["endDate"] = f"{rule.last_on}"
    if off := [f"{day}" for day in off_dates(rule, rows)]:
        schedule["exceptDate"] = off
    return schedule


def repeats(rule: Recurrence) -> dict:
    """How a rule repeats. schema.org numbers a month's weeks from 1 to 5 and knows no last one;
    `byDay` may be iCalendar's own text, which does.
    """
    if rule.nth == -1:
        return {"repeatFrequency": "P1M", "byDay": [f"-1{ICAL_DAYS[day]}" for day in rule.days]}
    days = {"byDay": [f"{SCHEMA}/{DAYS[day]}" for day in rule.days]}
    if rule.nth:
        return days | {"repeatFrequency": "P1M", "byMonthWeek": rule.nth}
    return days | {"repeatFrequency": f"P{rule.every}W"}


def off_dates(rule: Recurrence, rows: list[Occurrence]) -> list[date]:
    """The rule's dates that are cancelled or were moved: to another day, time or place."""
    return sorted(
        row.original_date
        for row in rows
        if rule.falls_on(row.original_date) and not is_as_the_rule_says(row)
    )


def is_as_the_rule_says(row: Occurrence) -> bool:
    """Whether a session of the rule is held at the rule's own day, time and place."""
    return not (row.is_cancelled or row.moved)

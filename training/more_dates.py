"""More dates like these: a run copied to another day, or several by a rule."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.bank_holidays import is_bank_holiday

from .runs import CourseRun, RunState
from .sessions import CourseSession

WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
MOST_DATES = 12


class Rhythm(models.TextChoices):
    """How often a run is repeated; a month counts from its first or last day."""

    FIRST = "1", _("The first of each month")
    SECOND = "2", _("The second of each month")
    THIRD = "3", _("The third of each month")
    FOURTH = "4", _("The fourth of each month")
    LAST = "-1", _("The last of each month")
    WEEKLY = "week", _("Every week")
    FORTNIGHTLY = "2 weeks", _("Every two weeks")
    FOUR_WEEKLY = "4 weeks", _("Every four weeks")


EVERY_WEEKS = {Rhythm.WEEKLY: 1, Rhythm.FORTNIGHTLY: 2, Rhythm.FOUR_WEEKLY: 4}


class Plan(NamedTuple):
    """The dates that a rule gives, and those that it leaves out as bank holidays."""

    dates: list[date]
    left_out: list[date]


def plan_dates(after: date, rhythm: Rhythm, weekday: int, count: int) -> Plan:
    """The next `count` dates of a rule after a day; Monday is 0. Bank holidays are not used up.

    A bank holiday is left out and not replaced, so that a rule for four months ends in the fourth.
    """
    day = WEEKDAYS[weekday]
    if rhythm in EVERY_WEEKS:
        rule = {"freq": WEEKLY, "interval": EVERY_WEEKS[rhythm], "byweekday": day}
    else:
        rule = {"freq": MONTHLY, "byweekday": day(int(rhythm))}
    start = datetime.combine(after + timedelta(days=1), time())
    dates = [moment.date() for moment in rrule(dtstart=start, count=count, **rule)]
    left_out = [each for each in dates if is_bank_holiday(each)]
    return Plan([each for each in dates if each not in left_out], left_out)


def copy_run(run: CourseRun, first_on: date) -> CourseRun:
    """A draft of the same course that begins on another day; nobody is booked on it.

    Sessions keep their clock times in Europe/London and their distance in days.
    """
    days = (first_on - timezone.localdate(run.starts_at)).days
    copy = CourseRun(course=run.course, capacity=run.capacity, note=run.note, state=RunState.DRAFT)
    copy.closes_at = run.closes_at and move(run.closes_at, days)
    copy.sessions = [
        CourseSession(
            starts_at=move(session.starts_at, days),
            ends_at=move(session.ends_at, days),
            venue=session.venue,
            is_online=session.is_online,
            joining_link=session.joining_link,
        )
        for session in run.sessions.all()
    ]
    copy.set_dates()
    copy.save()
    return copy


def repeat_run(run: CourseRun, dates: list[date]) -> list[CourseRun]:
    """A draft for each date; all or none."""
    with transaction.atomic():
        return [copy_run(run, first_on) for first_on in dates]


def move(moment: datetime, days: int) -> datetime:
    """The same time of day so many days later, by the clock in Europe/London."""
    local = timezone.localtime(moment).replace(tzinfo=None) + timedelta(days=days)
    return timezone.make_aware(local)


def rhythm_of(first_on: date) -> Rhythm:
    """The monthly rhythm that a date fits: the fifth of its kind is the last."""
    place = (first_on.day - 1) // 7 + 1
    return Rhythm.LAST if place == 5 else Rhythm(str(place))

"""More dates like these: a run copied to another day, or several by a rule.

Days and times of day are those of Europe/London, whatever clock the editor's login is set to.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.bank_holidays import bank_holidays, is_bank_holiday

from .runs import CourseRun, RunState
from .sessions import CourseSession

WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
MOST_DATES = 12
FARTHEST = timedelta(days=2 * 365)


class Rhythm(models.TextChoices):
    """How often a run is repeated; a month counts from its first or last day."""

    FIRST = "1", gettext_lazy("The first in each month")
    SECOND = "2", gettext_lazy("The second in each month")
    THIRD = "3", gettext_lazy("The third in each month")
    FOURTH = "4", gettext_lazy("The fourth in each month")
    LAST = "-1", gettext_lazy("The last in each month")
    WEEKLY = "week", gettext_lazy("Every week")
    FORTNIGHTLY = "2 weeks", gettext_lazy("Every two weeks")
    FOUR_WEEKLY = "4 weeks", gettext_lazy("Every four weeks")


EVERY_WEEKS = {Rhythm.WEEKLY: 1, Rhythm.FORTNIGHTLY: 2, Rhythm.FOUR_WEEKLY: 4}


class LeftOut(NamedTuple):
    """A date that a rule gives and that is not used, for one of its sessions is on a holiday."""

    on: date
    holiday_on: date
    holiday: str


class Plan(NamedTuple):
    """The first days that a rule gives, and those that it leaves out."""

    dates: list[date]
    left_out: list[LeftOut]


def plan_dates(days: list[date], rhythm: str, weekday: int, count: int, *, after: date) -> Plan:
    """The next `count` first days of a rule for a run that is held on `days`; Monday is 0.

    They come after a given day. Weeks are counted from the run's own. A date with a session on a
    bank holiday is left out and not replaced: a rule for four months ends in the fourth.
    """
    day = WEEKDAYS[weekday]
    if rhythm in EVERY_WEEKS:
        rule = {"freq": WEEKLY, "interval": EVERY_WEEKS[rhythm], "byweekday": day}
    else:
        rule = {"freq": MONTHLY, "byweekday": day(int(rhythm))}
    begins = rrule(dtstart=midnight(days[0]), **rule)
    plan = Plan([], [])
    for moment in begins.xafter(midnight(after), count=count):
        on = moment.date()
        moved = [each + (on - days[0]) for each in days]
        if holiday := next(filter(is_bank_holiday, moved), None):
            plan.left_out.append(LeftOut(on, holiday, bank_holidays(holiday.year)[holiday]))
        else:
            plan.dates.append(on)
    return plan


def midnight(day: date) -> datetime:
    """The beginning of a day, by no clock in particular: rules know days alone."""
    return datetime.combine(day, time())


def days_of(run: CourseRun) -> list[date]:
    """The days on which a run has a session, the first first."""
    return sorted(local(session.starts_at).date() for session in run.sessions.all())


def rhythm_of(first_on: date) -> Rhythm:
    """The monthly rhythm that a date fits: the fifth of its kind is the last."""
    place = (first_on.day - 1) // 7 + 1
    return Rhythm.LAST if place == 5 else Rhythm(str(place))


def check_can_copy(run: CourseRun, first_on: date) -> None:
    """Raises ValidationError with the reason why a run cannot be copied to begin on this day."""
    if first_on > timezone.localdate() + FARTHEST:
        raise ValidationError(_("This is more than two years away. Please check the year."))
    starts_at = move(run.starts_at, first_on - days_of(run)[0])
    if starts_at <= timezone.now():
        raise ValidationError(_("Choose a day to come."))
    if is_there(run.course_id, starts_at):
        raise ValidationError(_("The course is on at this time already. Choose another day."))


def is_there(course_id: int, starts_at: datetime) -> bool:
    """Whether a course has a run that begins at this moment and is not cancelled."""
    runs = CourseRun.objects.filter(course_id=course_id, starts_at=starts_at)
    return runs.exclude(state=RunState.CANCELLED).exists()


def copy_run(run: CourseRun, first_on: date) -> CourseRun:
    """A draft of the same course that begins on another day; nobody is booked on it.

    Every session and the closing time move by the same number of days, and keep their time of day.
    """
    by = first_on - days_of(run)[0]
    copy = CourseRun(course_id=run.course_id, capacity=run.capacity, note=run.note)
    copy.closes_at = run.closes_at and move(run.closes_at, by)
    copy.sessions = [
        CourseSession(
            starts_at=move(session.starts_at, by),
            ends_at=move(session.ends_at, by),
            venue_id=session.venue_id,
            is_online=session.is_online,
            joining_link=session.joining_link,
        )
        for session in run.sessions.all()
    ]
    copy.set_dates()
    with transaction.atomic():
        copy.save()
    return copy


def repeat_run(run: CourseRun, dates: list[date]) -> list[CourseRun]:
    """A draft for each first day, all or none; where the course is on already, none is made."""
    first_on = days_of(run)[0]
    with transaction.atomic():
        return [
            copy_run(run, on)
            for on in dates
            if not is_there(run.course_id, move(run.starts_at, on - first_on))
        ]


def move(moment: datetime, by: timedelta) -> datetime:
    """The same time of day so many days later, also over a change of the clocks."""
    return timezone.make_aware(
        local(moment).replace(tzinfo=None) + by, timezone.get_default_timezone()
    )


def local(moment: datetime) -> datetime:
    """A moment by the clock in Europe/London."""
    return timezone.localtime(moment, timezone.get_default_timezone())

"""Whole weeks, from Monday to Sunday by the clock in Europe/London."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Case, IntegerField, Value, When

from events.clock import LONDON
from events.recurrence import monday_of

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def midnight(day: date) -> datetime:
    """The moment at which a day begins in London, in summer and in winter."""
    return datetime.combine(day, time(0), LONDON)


class Period(NamedTuple):
    """So many weeks on end: from a Monday to a Sunday, both included."""

    first: date
    last: date

    @property
    def weeks(self) -> list[date]:
        """The Mondays, in order."""
        return [self.first + WEEK * n for n in range((self.last - self.first).days // 7 + 1)]

    def moments(self, name: str) -> dict:
        """The filter for rows whose moment `name` lies in the period."""
        last = midnight(self.last + DAY)
        return {f"{name}__gte": midnight(self.first), f"{name}__lt": last}

    def days(self, name: str) -> dict:
        """The filter for rows whose day `name` lies in the period."""
        return {f"{name}__gte": self.first, f"{name}__lte": self.last}

    def week_of(self, name: str, *, is_day: bool = False) -> Case:
        """The number of the week, from 0, in which the moment or day `name` of a row lies.

        The borders are worked out here and not by the database: one week in spring is an hour
        short, one in autumn an hour long. A chain of comparisons costs next to nothing.
        """
        borders = [monday + WEEK for monday in self.weeks]
        return Case(
            *(
                When(**{f"{name}__lt": border if is_day else midnight(border)}, then=Value(number))
                for number, border in enumerate(borders)
            ),
            output_field=IntegerField(),
        )


def weeks_around(first: date, last: date) -> Period:
    """The whole weeks in which these days lie."""
    return Period(monday_of(first), monday_of(last) + WEEK - DAY)


def last_weeks(number: int, today: date) -> Period:
    """This week, as far as it has come, and those before it: so many in all."""
    return weeks_around(today - WEEK * (number - 1), today)

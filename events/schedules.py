"""The rule and one time of day: which dated sessions follow from them.

Times are wall clock in Europe/London. A weekly 10:00 is 10:00 in November and in April:
each date gets the clock's own offset of that day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .clock import LONDON
from .recurrence_fields import RecurrenceField


class BankHolidays(models.TextChoices):
    """What a series does on bank holidays in England and their substitute days."""

    CLOSED = "closed", _("Closed")
    OPEN = "open", _("Open as usual")
    ASK = "ask", _("Ask me: closed unless somebody says it is on")


@dataclass(frozen=True)
class Session:
    """One date that a schedule gives, with aware start and end."""

    on: date
    starts_at: datetime
    ends_at: datetime


class Schedule(models.Model):
    """A rule for dates, a start and an end, and what happens on bank holidays."""

    recurrence = RecurrenceField(_("rhythm and days"))
    start_time = models.TimeField(_("starts at"), null=True)
    end_time = models.TimeField(_("ends at"), null=True)
    bank_holidays = models.CharField(
        _("on bank holidays"),
        max_length=6,
        choices=BankHolidays,
        default=BankHolidays.CLOSED,
        help_text=_(
            "A closed date stays listed as “Not running”, with the reason. “Ask me” sends a "
            "question two weeks before."
        ),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Raises ValidationError on the field at fault."""
        super().clean()
        if self.start_time and time(1) <= self.start_time < time(2):
            # When the clocks change, this hour is missing once a year and doubled once a year.
            raise ValidationError({"start_time": _("Choose a start outside 1am to 2am.")})
        if self.start_time and self.end_time and self.end_time <= self.start_time:
            raise ValidationError({"end_time": _("The end must be later than the start.")})

    @property
    def is_complete(self) -> bool:
        """Whether dates can follow: a draft may still lack its rule or its times."""
        return bool(self.recurrence and self.start_time and self.end_time)

    def sessions(self, first: date, last: date) -> Iterator[Session]:
        """The sessions from `first` to `last`, both included, in order."""
        return (self.session_on(day) for day in self.recurrence.dates(first, last))

    def session_on(self, day: date) -> Session:
        """The session on a date of the rule."""
        return Session(
            on=day,
            starts_at=datetime.combine(day, self.start_time, LONDON),
            ends_at=datetime.combine(day, self.end_time, LONDON),
        )

"""The clock in Europe/London: what residents read on the wall, whatever the season."""

from datetime import time
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

LONDON = ZoneInfo("Europe/London")


class Weekday(models.IntegerChoices):
    """Days of the week; Monday is 0."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class PartOfDay(models.TextChoices):
    """When a session starts, by the clock in Europe/London: noon and 5pm are the borders."""

    MORNING = "morning", _("Morning (before 12)")
    AFTERNOON = "afternoon", _("Afternoon (12 to 5)")
    EVENING = "evening", _("Evening (5 or later)")


def part_of_day(start: time) -> PartOfDay:
    """The part of the day in which a session starts."""
    if start < time(12):
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if start < time(17) else PartOfDay.EVENING

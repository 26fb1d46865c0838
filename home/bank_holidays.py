"""Bank holidays in England with their substitute days, worked out offline."""

from datetime import date
from functools import cache

from holidays import country_holidays


@cache
def bank_holidays(year: int) -> dict[date, str]:
    """The year's bank holidays in England and their English names."""
    return dict(country_holidays("GB", subdiv="ENG", years=year))


def is_bank_holiday(day: date) -> bool:
    """Whether England has a bank holiday on this date."""
    return day in bank_holidays(day.year)

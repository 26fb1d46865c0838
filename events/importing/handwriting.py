"""Days, dates and times as people in England write them in a list."""

import re
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from home.choices import Language
from home.lines import fold

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NTHS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "last": -1,
}  # fmt: skip
TIME = re.compile(r"(\d{1,2})(?:[.:h](\d{2}))?(?::\d{2})?\s*(am|pm|a\.m\.?|p\.m\.?)?", re.ASCII)
BETWEEN = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*")
DATE_SHAPES = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")
LANGUAGES = {
    "english": "en", "arabic": "ar", "bengali": "bn", "bangla": "bn", "sylheti": "bn",
    "gujarati": "gu", "hindi": "hi", "polish": "pl", "punjabi": "pa", "panjabi": "pa",
    "romanian": "ro", "somali": "so", "tamil": "ta", "turkish": "tr", "ukrainian": "uk",
    "urdu": "ur",
}  # fmt: skip
EVERY = {
    "": 1, "week": 1, "weekly": 1, "fortnight": 2, "fortnightly": 2, "other week": 2,
    "second week": 2,
}  # fmt: skip


def read_time(text: str) -> time:
    """A time of day from “10am”, “10.30”, “14:00” or “noon”. Raises ValidationError."""
    said = fold(text).strip()
    if said in {"noon", "midday", "12 noon"}:
        return time(12)
    match = TIME.fullmatch(said)
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if match and match[3] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if match[3].startswith("p") else 0)
    elif match and match[3]:
        hour = 99
    try:
        return time(hour, minute)
    except ValueError:
        raise ValidationError(
            _("We cannot read the time “%s”. Write it like 10am or 14:30.") % text[:40]
        ) from None


def is_time(text: str) -> bool:
    """Whether somebody who wrote this meant a time of day, and no date."""
    return bool(TIME.fullmatch(fold(text).strip()))


def read_hours(text: str) -> tuple[time | None, time | None]:
    """A start and an end from “10am to 12.30pm” or “10-12”. Raises ValidationError."""
    parts = [part for part in BETWEEN.split(fold(text).strip()) if part]
    if not parts:
        return None, None
    if len(parts) > 2:
        raise ValidationError(_("We cannot read the times “%s”.") % text[:40])
    if len(parts) == 2 and parts[1].endswith("pm") and parts[0].isdecimal():
        end = read_time(parts[1])
        start = read_time(f"{parts[0]}pm")  # “1-3pm” is after noon at both ends; “10-1pm” is not
        return (start if start < end else read_time(parts[0])), end
    start, *end = map(read_time, parts)
    return start, end[0] if end else None


def read_date(text: str) -> date:
    """A date as written in England, or by ISO 8601. Raises ValidationError."""
    said = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", " ".join(text.split()), flags=re.IGNORECASE)
    said = re.sub(r"^[a-z]+,? (?=\d)", "", said, flags=re.IGNORECASE)  # the day of the week
    for shape in DATE_SHAPES:
        try:
            return datetime.strptime(said, shape).date()  # noqa: DTZ007
        except ValueError:
            continue
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        raise ValidationError(
            _("We cannot read the date “%s”. Write it like 24/11/2026.") % text[:40]
        ) from None


def read_weekdays(text: str) -> tuple[tuple[int, ...], int | None]:
    """Days of the week, Monday 0, and which of the month, from “Tue & Thu” or “first Friday”.

    Raises ValidationError.
    """
    said = fold(text)
    said = re.sub(r"\b(weekdays|mon(day)?\s*(-|–|to)\s*fri(day)?)\b", ",".join(DAYS[:5]), said)
    said = re.sub(r"\b(daily|every day|all days)\b", ",".join(DAYS), said)
    days, nths = [], set()
    for word in re.findall(r"\w+", said):
        if word in NTHS:
            nths.add(NTHS[word])
        elif word in {"and", "on", "every", "each", "the", "of", "month", "in"}:
            continue
        elif found := [n for n, day in enumerate(DAYS) if is_day(word, day)]:
            days += found
        else:
            raise ValidationError(
                _("We cannot read the days “%s”. Write them like Tuesday, Thursday.") % text[:40]
            )
    if len(nths) > 1:
        raise ValidationError(_("It is on different weeks of the month. Write a line for each."))
    return tuple(days), nths.pop() if nths else None


def is_day(word: str, day: str) -> bool:
    """Whether a word is a day, shortened or in the plural."""
    return len(word) >= 2 and (day.startswith(word) or word == f"{day}s")


def read_every(text: str) -> int | None:
    """Every how many weeks; None for every month. Raises ValidationError."""
    said = re.sub(r"^(every|each|once a)\s+", "", fold(text).strip())
    if said in EVERY:
        return EVERY[said]
    if said in {"month", "monthly"}:
        return None
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?(?: weeks?)?", said, re.ASCII)
    if not match:
        raise ValidationError(_("We cannot read the rhythm “%s”. Write 1 or 2 weeks.") % text[:40])
    return int(match[1])


def read_languages(texts: list[str]) -> tuple[list[str], list[str]]:
    """The languages that we know among these names or codes, and the names that we do not."""
    by_label = {fold(label): code for code, label in Language.choices}
    known, unknown = set(), []
    for text in texts:
        said = fold(text).strip()
        code = LANGUAGES.get(said) or by_label.get(said) or said[:2]
        if code in Language.values and (len(said) == 2 or said in LANGUAGES or said in by_label):
            known.add(code)
        elif said:
            unknown.append(text.strip()[:40])
    return [code for code in Language.values if code in known], unknown

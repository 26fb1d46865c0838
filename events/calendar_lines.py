"""Lines of iCalendar text: escaped and folded as RFC 5545 says, by the ten thousand.

The `icalendar` library takes 0.6 ms for one event, and a calendar of the whole neighbourhood may
hold thousands; letters, which hold one, are made with it, and the tests read every calendar with
it.
"""

from datetime import UTC, date, datetime, time

from .clock import LONDON

FOLD = 75  # octets, without the line break (RFC 5545, 3.1)
# RFC 5545, 3.3.11: what a text escapes. Other signs that break lines or have no place in a text
# become blanks: some readers split at each of them.
ESCAPES = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233), " ") | {
    ord("\\"): "\\\\",
    ord(";"): "\\;",
    ord(","): "\\,",
    ord("\n"): "\\n",
}


def text(name: str, value: str) -> bytes:
    """A property whose value is a text that people wrote."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return line(f"{name}:{value.translate(ESCAPES)}")


def line(content: str) -> bytes:
    """One content line with its break; folded where it is too long, never within a letter."""
    data = content.encode()
    parts, start, room = [], 0, FOLD
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # a letter of several octets goes on here
            end -= 1
        part = data[start:end]
        if (len(part) - len(part.rstrip(b"\\"))) % 2:  # a backslash stays with what it escapes
            part = part[:-1]
        parts.append(part)
        start += len(part)
        room = FOLD - 1
    parts.append(data[start:])
    return b"\r\n ".join(parts) + b"\r\n"


def local(moment: datetime) -> str:
    """A moment on the clock in Europe/London: a value for `;TZID=Europe/London`."""
    return f"{moment.astimezone(LONDON):%Y%m%dT%H%M%S}"


def utc(moment: datetime) -> str:
    """A moment in UTC."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def locals_on(days: list[date], clock: time) -> str:
    """The same wall clock on several days, as one list of values."""
    return ",".join(f"{day:%Y%m%d}T{clock:%H%M%S}" for day in days)


# The United Kingdom's two rules since 1996 (Summer Time Order 2002; EU directive 2000/84/EC).
VTIMEZONE = b"".join(
    line(content)
    for content in (
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "BEGIN:DAYLIGHT",
        "DTSTART:19960331T010000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "TZNAME:BST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19961027T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "TZNAME:GMT",
        "END:STANDARD",
        "END:VTIMEZONE",
    )
)

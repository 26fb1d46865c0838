"""Reads a letter as the programme of its reader does: from the bytes that travel."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from icalendar import Calendar

from home.delivery import write
from home.letters import Letter, post
from home.transports import to_bytes


def letter_of(kind: str, about_id: int, reader_id: int | None = None) -> EmailMessage | None:
    """The newest letter of a kind as it would travel now; None if it would not."""
    rows = Letter.objects.filter(kind=kind, about_id=about_id)
    letter = rows.order_by("-pk").first() or post(kind, about_id, reader_id)
    message = write(letter)
    if message is None:
        return None
    return message_from_bytes(to_bytes(message, eight_bit=True), policy=policy.default)


def text_of(message: EmailMessage) -> str:
    """Its words."""
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def links_in(message: EmailMessage, site: str) -> list[str]:
    """The paths of the lines that are a link to the portal and nothing else."""
    lines = text_of(message).splitlines()
    return [line.removeprefix(site) for line in lines if line.startswith(f"{site}/")]


def entries_of(message: EmailMessage) -> list[tuple[str, object]]:
    """(METHOD, event) of each calendar part; the part and the calendar name one method."""
    entries = []
    for part in message.iter_attachments():
        assert part.get_content_type() == "text/calendar"
        calendar = Calendar.from_ical(part.get_content())
        assert part.get_param("method") == calendar["METHOD"]
        [event] = calendar.walk("VEVENT")
        entries.append((str(calendar["METHOD"]), event))
    return entries


def told(message: EmailMessage) -> list[tuple[str, int]]:
    """(METHOD, SEQUENCE) of each calendar part."""
    return [(method, int(event["SEQUENCE"])) for method, event in entries_of(message)]


def names_of(message: EmailMessage) -> list[str]:
    """The UID of each calendar part."""
    return [str(event["UID"]) for _method, event in entries_of(message)]

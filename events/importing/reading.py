"""From the bytes of a file to what they say, by what stands in it and not by what it is called."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.importing.fetching import LARGEST

from .proposals import Reading
from .reading_calendar import read_calendar
from .reading_open_referral import load_json, read_open_referral
from .reading_table import read_table

# What files begin with that are no text, though their name may say so.
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11")
NO_TEXT = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"\x1f\x8b")
READABLE = gettext_lazy("We read calendars (.ics), tables (.csv) and Open Referral (.json).")


def read(data: bytes) -> Reading:
    """What a file says. Raises ValidationError with one sentence when nothing can be read."""
    check_is_text(data)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:200]
    if start[:1] in (b"{", b"["):
        return read_open_referral(load_json(data))
    text = decode(data)
    if start[:15].upper() == b"BEGIN:VCALENDAR":
        return read_calendar(text)
    if start[:1] == b"<":
        raise ValidationError(_("This is a web page. %s") % READABLE)
    return read_table(text)


def check_is_text(data: bytes) -> None:
    """Raises ValidationError for an empty file, one that is too large, and one that is no text."""
    if not data.strip():
        raise ValidationError(_("This file is empty."))
    if len(data) > LARGEST:
        raise ValidationError(_("This file is larger than 2 MB. Give us less at once."))
    if data.startswith(WORKBOOKS):
        raise ValidationError(
            _("This is a workbook or a zip file. In Excel choose “Save as” and “CSV UTF-8”.")
        )
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if data.startswith(NO_TEXT) or (b"\x00" in data and not wide):
        raise ValidationError(_("This is no text. %s") % READABLE)


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 by its mark, or what Excel writes on Windows."""
    names = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for name in names:
        try:
            return data.decode(name).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("We cannot read the letters of this file. Save it as UTF-8."))

"""Documents are what the ending of their name says, so that no browser takes them for a page."""

from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

# What stands in every archive of this kind.
OFFICE_PARTS = {
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "odp": "content.xml",
}
MOST_UNPACKED = 300 * 1024 * 1024  # bytes: what a reader's computer should not have to unpack
NOT_WHAT_IT_SAYS = _(
    "The name of this file ends in .%(ending)s, but something else is in it. Open it in the "
    "programme that made it, save it again and send that."
)


def check_document(file: File) -> None:
    """Raises ValidationError if the content of a document is not what its name promises.

    Endings that are not taken at all are refused elsewhere (WAGTAILDOCS_EXTENSIONS).
    """
    ending = PurePath(file.name).suffix.lower().removeprefix(".")
    file.seek(0)
    if not is_kind(file, ending):
        raise ValidationError(NOT_WHAT_IT_SAYS % {"ending": ending})
    file.seek(0)


def is_kind(file: File, ending: str) -> bool:
    """Whether a file begins, or is packed, as files with this ending are."""
    if ending in OFFICE_PARTS:
        return is_office_file(file, OFFICE_PARTS[ending])
    start = file.read(1024)
    if ending == "pdf":
        return start.startswith(b"%PDF-")  # not further on: a page of HTML could stand before it
    if ending == "mp3":
        return start[:3] == b"ID3" or (start[:1] == b"\xff" and start[1:2] >= b"\xe0")
    if ending == "txt":
        return b"\x00" not in start
    return True


def is_office_file(file: File, part: str) -> bool:
    """Whether it is an archive from its first byte, of a sane size, with the part it must have."""
    if file.read(4) != b"PK\x03\x04":
        return False
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    unpacked = sum(entry.file_size for entry in entries)
    return part in {entry.filename for entry in entries} and unpacked <= MOST_UNPACKED

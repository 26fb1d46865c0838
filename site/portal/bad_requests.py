"""Refuses what no honest form sends, before it reaches a database."""

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError

ROOM_FOR_FIELDS = 1024 * 1024  # bytes beside the largest file
MOST_DIGITS = 19


class RefuseBrokenInputMiddleware:
    """Cleans a NUL out of the address's keys, which no database takes; refuses endless ones."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise BadRequest
        if size_of(request) > most_sent_to(request.path_info):
            raise RequestDataTooBig  # before any of it is read
        try:
            keys = request.GET
        except TooManyFieldsSent as error:
            raise BadRequest from error
        if any("\x00" in part for key in keys for part in (key, *keys.getlist(key))):
            clean = keys.copy()
            for key in list(clean):
                values = [value.replace("\x00", "") for value in clean.pop(key)]
                clean.setlist(key.replace("\x00", ""), values)
            request.GET = clean
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """A form without what our own pages send: Wagtail's text blocks ask for their count."""
        if isinstance(error, MultiValueDictKeyError) and request.method == "POST":
            raise BadRequest from error


def size_of(request: HttpRequest) -> int:
    """How many bytes a request says that it sends; nothing that is no number is read at all."""
    size = request.META.get("CONTENT_LENGTH") or ""
    return int(size) if size.isascii() and size.isdecimal() and len(size) < MOST_DIGITS else 0


def most_sent_to(path: str) -> int:
    """How many bytes may be sent to an address: files come to the admin alone."""
    if path.startswith("/admin/"):
        return settings.WAGTAILDOCS_MAX_UPLOAD_SIZE + ROOM_FOR_FIELDS
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE

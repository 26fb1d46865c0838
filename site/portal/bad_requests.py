"""Refuses what no honest form sends, before it reaches a database."""

from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse


class RefuseBrokenInputMiddleware:
    """Cleans a NUL out of the address's keys, which no database takes; refuses endless ones."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise BadRequest
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

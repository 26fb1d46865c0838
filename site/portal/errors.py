"""Pages for when something is not there or went wrong, in our own words."""

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """No such page."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    """Not for this visitor."""
    return render(request, "403.html", status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or was sent from elsewhere."""
    return render(request, "csrf.html", status=403)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    """An address that cannot be read, or more than any honest form sends."""
    if isinstance(exception, TOO_MUCH):
        return HttpResponse(render_to_string("413.html"), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Our fault. Reads nothing from the database, which may be what is broken."""
    return HttpResponse(render_to_string("500.html"), status=500)

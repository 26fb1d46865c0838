"""Every component on one page, to look at while changing them. Not in production."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.finding import next_sessions


def styleguide(request: HttpRequest) -> HttpResponse:
    """The components with real data in them."""
    return render(request, "styleguide.html", {"sessions": next_sessions(3)})

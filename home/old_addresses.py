"""Addresses that a page had before it moved: what Wagtail leads on, also for what stands below."""

from django.http import HttpRequest
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect


def address_now(request: HttpRequest, ending: str) -> str | None:
    """Where something at the end of a page's old address is today; None if nothing has moved.

    `ending` is the last part of the address that was asked for, such as `calendar.ics`. Wagtail
    leads on whoever asks for the page itself, and knows nothing of a view below it.
    """
    old = Redirect.normalise_path(request.path.removesuffix(ending))
    redirect = get_redirect(request, old)
    address = redirect and redirect.link
    if not address:
        return None
    query = request.META.get("QUERY_STRING")
    return f"{address.rstrip('/')}/{ending}" + (f"?{query}" if query else "")

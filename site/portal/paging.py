"""Pages of long lists: the number that was asked for, and links that keep the question."""

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

MOST_DIGITS = 6


def asked_page(request: HttpRequest) -> tuple[int, str]:
    """The page number in the address, from 1, and a sentence if it could not be read."""
    text = request.GET.get("page", "1").strip()
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and int(text) > 0:
        return int(text), ""
    return 1, _("We could not read the page number, so this is the first page.")


def link_to_page(request: HttpRequest, page: Page, number: int) -> str | None:
    """The query string of another page of the same list; None where there is none."""
    if not 1 <= number <= page.paginator.num_pages:
        return None
    keys = request.GET.copy()
    keys["page"] = number
    return "?" + keys.urlencode()

"""Search over pages and series, in the language of the visitor."""

import re
import unicodedata

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from .paging import asked_page, link_to_page

LONGEST = 100
PAGE_SIZE = 10


def clean_words(text: str) -> str:
    """The words of a question: letters and digits alone, so that no sign can break the index."""
    text = unicodedata.normalize("NFC", text[: LONGEST * 4])
    return " ".join(re.findall(r"\w+", text))[:LONGEST].strip()


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Lists pages that hold the words of `q`."""
    asked = request.GET.get("q", "")
    words = clean_words(asked)
    message = ""
    if len(asked) > LONGEST:
        message = _("That was long: we searched for its first words.")
    elif asked.strip() and not words:
        message = _("Type one or two words, like “knee” or “library”.")
    number, paging_message = asked_page(request)
    page = Paginator(find_pages(words), PAGE_SIZE).get_page(number)
    context = {
        "words": words,
        "asked": asked[:LONGEST].replace("\x00", ""),
        "message": message or paging_message,
        "results": page,
        "previous_link": link_to_page(request, page, page.number - 1),
        "next_link": link_to_page(request, page, page.number + 1),
    }
    return render(request, "search.html", context)


def find_pages(words: str):
    """Live public pages in the active language that hold all the words; none for no words."""
    if not words:
        return Page.objects.none()
    pages = Page.objects.live().public().filter(locale=Locale.get_active(), depth__gt=2)
    return pages.specific().search(words, operator="and")

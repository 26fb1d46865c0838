"""What every page's frame needs; nothing is read before a template asks for it."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.wording import Wording

from .languages import other_languages


def furniture(request: HttpRequest) -> dict:
    """`wording` (the public names) and `languages` (links to this page in the others)."""
    return {
        "wording": SimpleLazyObject(lambda: Wording.load(request_or_site=request)),
        "languages": SimpleLazyObject(lambda: other_languages(request)),
    }

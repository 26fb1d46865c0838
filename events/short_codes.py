"""The eight signs on a poster that lead to a series. They follow from its public id: none is kept.

A code is the first 40 bits of `translation_key` in Crockford's base 32, which leaves out I, L, O
and U (https://www.crockford.com/base32.html): short enough to type from a slip of paper, and it
stays the same through every edit, move and translation.
"""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from wagtail.query import PageQuerySet

from .series import SeriesPage

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
REST = 128 - 5 * LENGTH  # the bits of a key that its code leaves open
ALIKE = str.maketrans("OIL", "011")


def make_code(key: UUID) -> str:
    """The code of a series with this `translation_key`: 8 signs, upper case."""
    number = key.int >> REST
    return "".join(DIGITS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def read_code(text: str) -> int | None:
    """The 40 bits of a code as somebody typed it; None if it is none.

    Small letters, hyphens and O, I, L for 0, 1, 1 are understood, as Crockford says.
    """
    signs = text.replace("-", "").upper().translate(ALIKE) if text.isascii() else ""
    if len(signs) != LENGTH or any(sign not in DIGITS for sign in signs):
        return None
    number = 0
    for sign in signs:
        number = number << 5 | DIGITS.index(sign)
    return number


def find_series(code: str) -> PageQuerySet:
    """The source-language series of a code, published or not; mostly one, seldom none or two."""
    number = read_code(code)
    if number is None:
        return SeriesPage.objects.none()
    first = number << REST
    keys = UUID(int=first), UUID(int=first | (1 << REST) - 1)
    return SeriesPage.objects.filter(
        translation_key__range=keys,
        locale__language_code=settings.LANGUAGE_CODE,
        alias_of=None,
    ).order_by("pk")


def make_short_link(series: SeriesPage) -> str:
    """The whole address that a poster carries, in the active language."""
    return settings.SITE_URL + reverse("door", args=[make_code(series.translation_key)])

"""Pages of long lists, in the standard's envelope."""

from collections.abc import Callable

from django.http import QueryDict

from .asking import Refused, text_of

USUAL_SIZE, MOST = 50, 100
MOST_DIGITS = 9


def read_page(keys: QueryDict) -> tuple[int, int]:
    """The page number, from 1, and how many a page holds: 100 at most. Raises Refused."""
    number, size = (read_count(keys, *each) for each in (("page", 1), ("per_page", USUAL_SIZE)))
    return number, min(size, MOST)


def read_count(keys: QueryDict, name: str, otherwise: int) -> int:
    """A whole number from 1. Raises Refused."""
    text = text_of(keys, name) or str(otherwise)
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and int(text)):
        raise Refused(name, "Give a whole number from 1.")
    return int(text)


def make_page(keys: QueryDict, rows, describe: Callable) -> dict:
    """One page of rows, a list or a queryset, as `describe` tells a slice of them.

    A page beyond the last is empty. Raises Refused.
    """
    number, size = read_page(keys)
    total = len(rows) if isinstance(rows, list) else rows.count()
    pages = -(-total // size)
    contents = describe(rows[(number - 1) * size : number * size]) if number <= pages else []
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }

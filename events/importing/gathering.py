"""Everything that is at an address: a file, or all pages of an open data service with details.

A service's list says little of each service. So where the list follows the standard's paging, its
pages are read one after the other, and then each service by itself, as far as the time goes.
"""

from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.importing.fetching import Deadline, fetch

from .proposals import Reading, plain_line
from .reading import check_is_text, read
from .reading_open_referral import MOST, load_json, read_open_referral

MOST_PAGES, MOST_DETAILS = 20, 200
DETAILED = ("schedules", "service_at_locations")


def gather(
    address: str,
    *,
    schemes: tuple[str, ...] = ("https", "http"),
    seconds: float = 10,
    progress: Callable[[str], None] | None = None,
) -> Reading:
    """What an address says, within so many seconds. Raises ValidationError."""
    deadline = Deadline(seconds)
    first = fetch(address, schemes=schemes, deadline=deadline)
    check_is_text(first.data)
    if not first.data.lstrip().startswith(b"{"):
        return read(first.data)
    document = load_json(first.data)
    if not is_page(document):
        return read_open_referral(document)

    def ask(where: str) -> object:
        if progress:
            progress(where)
        return load_json(fetch(where, schemes=schemes, deadline=deadline).data)

    items, remarks = read_pages(first.address, document, ask)
    items, more = read_details(first.address, items, ask)
    reading = read_open_referral(items)
    reading.remarks += [*remarks, *more]
    return reading


def is_page(document: object) -> bool:
    """Whether this is a page of a list, as the standard's services answer."""
    return isinstance(document, dict) and isinstance(document.get("contents"), list)


def read_pages(address: str, page: dict, ask: Callable) -> tuple[list, list[str]]:
    """The entries of all pages from this one on, and what was left out."""
    items, number = list(page["contents"]), 1
    while not is_last(page) and len(items) <= MOST:
        number += 1
        if number > MOST_PAGES:
            return items, [_("There are more pages. We read the first %d.") % MOST_PAGES]
        try:
            page = ask(at_page(address, number_of(page) + 1))
        except ValidationError as error:
            return items, [_("There are more pages, not read: ") + " ".join(error.messages)]
        if not is_page(page) or not page["contents"]:
            break
        items += page["contents"]
    return items, []


def is_last(page: dict) -> bool:
    """Whether no page follows."""
    pages = page.get("total_pages")
    if isinstance(pages, int) and not isinstance(pages, bool):
        return number_of(page) >= pages
    return page.get("last_page") is not False


def number_of(page: dict) -> int:
    """The number of a page, from 1."""
    number = page.get("page_number")
    return number if isinstance(number, int) and 0 < number < 1_000_000 else 1


def at_page(address: str, number: int) -> str:
    """The address of another page of a list."""
    parts = urlsplit(address)
    keys = parse_qs(parts.query, keep_blank_values=True) | {"page": [str(number)]}
    return urlunsplit(parts._replace(query=urlencode(keys, doseq=True)))


def read_details(address: str, items: list, ask: Callable) -> tuple[list, list[str]]:
    """The entries, with each brief service in full as far as the site tells more."""
    parts = urlsplit(address)
    base = urlunsplit(parts._replace(query="", fragment="")).rstrip("/")
    found, asked = [], 0
    for at, item in enumerate(items[:MOST]):
        if not is_brief(item):
            found.append(item)
            continue
        asked += 1
        if asked > MOST_DETAILS:
            rest = _("Of %d entries we know only the name: give us less at once.")
            return [*found, *items[at:]], [rest % (len(items) - at)]
        try:
            full = ask(f"{base}/{quote(plain_line(item['id'], 200), safe='')}")
        except ValidationError as error:
            rest = _("Of %d entries we know only the name: ") % (len(items) - at)
            return [*found, *items[at:]], [rest + " ".join(error.messages)]
        found.append(full if isinstance(full, dict) and full.get("id") == item["id"] else item)
    return [*found, *items[MOST:]], []


def is_brief(item: object) -> bool:
    """Whether a list tells of this service only what it is called."""
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        return False
    if isinstance(item.get("service"), dict):
        return "schedules" not in item["service"]
    return isinstance(item.get("organization"), dict) and not any(name in item for name in DETAILED)

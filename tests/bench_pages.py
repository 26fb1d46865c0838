"""What a page or a calendar costs with 100 to 20,000 weekly series.

Queries, and CPU milliseconds of the web process (SQLite: the database is in it), the median of
many requests in one run.
"""

import json
import statistics
import time
from collections import deque

from tests.bench_portal import Portal

SIZES = (100, 1_000, 5_000, 20_000)
ENOUGH = 40  # requests, or as many as fit into LONGEST
LONGEST = 15.0  # CPU seconds for one page
PAGES = {
    "finder": "/drop-ins/",
    "finder, near a postcode": "/drop-ins/?near=LE5+1AA",
    "finder, near a district": "/drop-ins/?near=LE5",
    "finder, near, 5 miles": "/drop-ins/?near=LE5+1AA&miles=5",
    "finder, Tuesday morning": "/drop-ins/?day=tue&time=morning",
    "finder, page 5": "/drop-ins/?page=5",
    "home": "/",
    "organisation with 50 series": None,
    "series": "/partners/eastgate-library/thursday-drop-in/",
    "calendar of a series": "/partners/eastgate-library/thursday-drop-in/calendar.ics",
    "calendar of everything": "/drop-ins/calendar.ics",
    "  the same, not changed (304)": "/drop-ins/calendar.ics",
}


def measure_pages() -> dict:
    """The figures of each size, each in a process of its own."""
    code = "from tests.bench_pages import print_figures; print_figures()"
    return {size: Portal(size).measure(code) for size in SIZES}


def print_figures() -> None:
    """Measures each page in this process."""
    from django.test import Client

    from home.models import Organisation

    full = Organisation.objects.filter(slug__startswith="organisation-").order_by("pk").first()
    client, figures = Client(), {}
    for name, address in PAGES.items():
        address, headers = address or full.url, {}
        if "304" in name:
            headers = {"if-none-match": client.get(address).headers["ETag"]}
        figures[name] = measure_page(client, address, headers)
    print(json.dumps(figures))


def measure_page(client, address: str, headers: dict) -> dict:
    """Queries, CPU and size of one answer."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def ask() -> float:
        began = time.process_time()
        answers.append(client.get(address, headers=headers))
        return time.process_time() - began

    answers: deque = deque(maxlen=1)
    first = ask()
    [answer] = answers
    assert answer.status_code == (304 if headers else 200), (address, answer.status_code)
    requests = max(1, min(ENOUGH, int(LONGEST / first)))
    with CaptureQueriesContext(connection) as captured:
        ask()
        queries = len(captured)
    times = [ask() for _request in range(requests)]
    return {
        "queries": queries,
        "cpu_ms": round(statistics.median(times) * 1000, 1),
        "bytes": len(answer.content),
    }


def tell_pages(results: dict) -> None:
    """The table: a row for each page, a column for each size, how much dearer many are."""
    print(f"\n{'weekly series':<30}" + "".join(f"{size:>18,}" for size in results) + "   ratio")
    for name in PAGES:
        cells = [figures[name] for figures in results.values()]
        shown = "".join(f"{cell['queries']:>6} q {cell['cpu_ms']:>7} ms" for cell in cells)
        print(f"{name:<30}{shown}{cells[-1]['cpu_ms'] / cells[0]['cpu_ms']:>8.2f}")


if __name__ == "__main__":
    tell_pages(measure_pages())

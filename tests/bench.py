"""`make bench`: what pages, calendars and rolling dates cost, and what a booking costs.

Compare figures of one run, not runs with each other: the machine may be busy.
"""

import json
from pathlib import Path

from tests.bench_bookings import measure_bookings, tell_bookings
from tests.bench_pages import measure_pages, tell_pages
from tests.bench_roll import measure_roll, tell_roll

STORED = Path(__file__).resolve().parents[1] / "var" / "bench.json"
PARTS = {
    "pages": (measure_pages, tell_pages),
    "roll": (measure_roll, tell_roll),
    "bookings": (measure_bookings, tell_bookings),
}


def main() -> None:
    """Measures each part, prints its table and stores everything as JSON."""
    results = {}
    for name, (measure, tell) in PARTS.items():
        results[name] = measure()
        tell(results[name])
    STORED.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()

"""`make bench`: what a page costs with 100 and with 5,000 series, and what a booking costs.

Figures are CPU milliseconds of the web process (the database's too where it is SQLite): the
median of many requests in one run. Compare columns of one run, not runs with each other.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.bench_bookings import measure_bookings, tell_bookings

ROOT = Path(__file__).resolve().parents[1]
SIZES = (100, 5_000)
REQUESTS = 40
PAGES = {
    "finder": "/drop-ins/",
    "finder, near a postcode": "/drop-ins/?near=LE5+1AA",
    "finder, near a district": "/drop-ins/?near=LE5",
    "finder, near, 5 miles": "/drop-ins/?near=LE5+1AA&miles=5",
    "finder, Tuesday morning": "/drop-ins/?day=tue&time=morning",
    "finder, page 5": "/drop-ins/?page=5",
    "home": "/",
    "organisation": "/partners/eastgate-library/",
    "series": "/partners/eastgate-library/thursday-drop-in/",
}


def main() -> None:
    """Measures each size in a process and a database of its own, then prints and stores."""
    results = {}
    for size in SIZES:
        folder = ROOT / "var" / "bench" / str(size)
        environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "DEBUG": "0",
        }
        environment.pop("DATABASE_URL", None)
        for words in (
            ["migrate", "-v0"],
            ["demo", f"--series={size}"],
            ["collectstatic", "--noinput", "-v0"],
        ):
            subprocess.run(
                [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=True
            )
        output = subprocess.run(
            [sys.executable, "-m", "tests.bench", "measure"],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        results[size] = json.loads(output.stdout)
    tell(results)
    bookings = measure_bookings()
    tell_bookings(bookings)
    text = json.dumps({"pages": results, "bookings": bookings}, indent=2)
    (ROOT / "var" / "bench.json").write_text(text + "\n")


def measure() -> dict:
    """Queries and CPU milliseconds of each page in this process."""
    sys.path.insert(0, str(ROOT / "site"))
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, figures = Client(), {}
    for name, address in PAGES.items():
        for _warm_up in range(5):
            client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            count = len(queries)
        assert answer.status_code == 200, (address, answer.status_code)
        times = []
        for _request in range(REQUESTS):
            began = time.process_time()
            client.get(address)
            times.append((time.process_time() - began) * 1000)
        figures[name] = {
            "queries": count,
            "cpu_ms": round(statistics.median(times), 1),
            "bytes": len(answer.content),
        }
    return figures


def tell(results: dict) -> None:
    """The table: a row for each page, a column for each size, and how much dearer many are."""
    few, many = SIZES
    print(f"{'page':<26}{few:>8} series{many:>14,} series{'ratio':>10}{'bytes':>9}")
    for name in PAGES:
        a, b = results[few][name], results[many][name]
        cells = [f"{cell['queries']:>6} q {cell['cpu_ms']:>6} ms" for cell in (a, b)]
        print(f"{name:<26}{'  '.join(cells)}{b['cpu_ms'] / a['cpu_ms']:>11.2f}{b['bytes']:>9}")


if __name__ == "__main__":
    if sys.argv[1:] == ["measure"]:
        print(json.dumps(measure()))
    else:
        main()

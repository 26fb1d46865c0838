"""What one completed booking costs: requests, queries, CPU of the web process, and how long.

Thirty-two people at once, the worker sending letters beside, on SQLite and on PostgreSQL. CPU is
that of the web process alone (with SQLite the database is in it), read from /proc: Linux only.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

from tests.postgres import cluster, find_binaries, free_port
from tests.races.house import wait_for
from tests.races.visitors import Visitor

ROOT = Path(__file__).resolve().parents[1]
PLACES, TRIES, AT_ONCE = 400, 600, 32
FREE = PLACES - AT_ONCE - 1  # after the warming up, and the one whose queries were counted
PREPARE = """
from training.models import CourseRun
run = CourseRun.objects.open_for_booking().filter(closes_at=None).first()
CourseRun.objects.filter(pk=run.pk).update(capacity=run.places_taken + {places})
print(run.pk)
"""


def measure_bookings() -> dict:
    """The figures of each database that is here."""
    results = {"SQLite": measure_on(nullcontext(None), "sqlite")}
    if find_binaries():
        results["PostgreSQL"] = measure_on(cluster(), "postgresql")
    return results


def measure_on(database, name: str) -> dict:
    """One database: prepares the demo, then lets everybody book."""
    folder = ROOT / "var" / "bench" / f"bookings-{name}"
    with database as address:
        environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
            "DEBUG": "0",
        }
        environment.pop("DATABASE_URL", None)
        if address:
            environment["DATABASE_URL"] = address
        for words in (
            ["migrate", "-v0"],
            ["demo"],
            ["collectstatic", "--noinput", "-v0"],
            ["worker", "--once"],
        ):
            manage(environment, *words)
        run_id = int(manage(environment, "shell", "-v0", "-c", PREPARE.format(places=PLACES)))
        figures = count_queries(environment, run_id)
        return figures | let_everybody_book(environment, run_id)


def let_everybody_book(environment: dict, run_id: int) -> dict:
    """Starts one web process and the worker; TRIES people want PLACES places."""
    port = free_port()
    web = subprocess.Popen(
        [
            Path(sys.executable).parent / "granian",
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
            *("--blocking-threads", "4", "--log-level", "error", "portal.wsgi:application"),
        ],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    worker = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        walk(address, run_id, range(-AT_ONCE, 0))  # warms up, and takes as many places
        began, cpu = time.monotonic(), cpu_seconds(web.pid)
        walks = walk(address, run_id, range(TRIES))
        cpu, took = cpu_seconds(web.pid) - cpu, time.monotonic() - began
    finally:
        for process in (web, worker):
            process.terminate()
            process.wait()
    booked = [(steps, each) for steps, each in walks if steps[-1].state == "confirmed"]
    refused = [each for steps, each in walks if steps[-1].state == "full"]
    states = Counter(steps[-1].state for steps, _each in walks)
    assert states == {"confirmed": FREE, "full": TRIES - FREE}, states
    return {
        "requests": len(booked[0][0]),
        "booked": len(booked),
        "refused": len(refused),
        "cpu_ms_per_booking": round(cpu / len(booked) * 1000, 1),
        "bookings_per_second": round(len(booked) / took, 1),
        "accepted_ms": spread([each for _steps, each in booked]),
        "refused_ms": spread(refused),
    }


def walk(address: str, run_id: int, numbers: range) -> list[tuple]:
    """Everybody's steps, and how many seconds each person's slowest answer took."""

    def go(place: int) -> list[tuple]:
        visitor, done = TimedVisitor(address, run_id), []
        for number in numbers[place::AT_ONCE]:
            visitor.slowest = 0.0
            done.append((visitor.walk(f"person{number}"), visitor.slowest))
        visitor.hang_up()
        return done

    with ThreadPoolExecutor(AT_ONCE) as people:
        return [each for walks in people.map(go, range(AT_ONCE)) for each in walks]


class TimedVisitor(Visitor):
    """A visitor who remembers the slowest answer."""

    slowest = 0.0

    def ask(self, method, path, data=None):
        began = time.monotonic()
        answer = super().ask(method, path, data)
        self.slowest = max(self.slowest, time.monotonic() - began)
        return answer


def spread(seconds: list[float]) -> dict:
    """The median and the 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    return {
        "p50": round(statistics.median(ordered) * 1000),
        "p95": round(ordered[int(len(ordered) * 0.95)] * 1000),
    }


def count_queries(environment: dict, run_id: int) -> dict:
    """Queries of each step of one booking, in a process of its own."""
    code = f"from tests.bench_bookings import print_queries; print_queries({run_id})"
    return {"queries": json.loads(manage(environment, "shell", "-v0", "-c", code))}


def print_queries(run_id: int) -> None:
    """Books once in this process and prints the number of queries of each step."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, path, counts = Client(), f"/training/runs/{run_id}/book/", []
    client.get(path)

    def ask(method, address, data=None):
        with CaptureQueriesContext(connection) as queries:
            answer = getattr(client, method)(address, data)
        counts.append(len(queries))
        return answer

    visitor = Visitor("http://127.0.0.1", run_id)
    answers = visitor.answers("counted")
    ask("get", path)
    ask("post", path, answers)
    answer = ask("post", path, answers | {"confirmed": "1"})
    ask("get", answer.headers["Location"])
    print(json.dumps(counts))


def cpu_seconds(leader: int) -> float:
    """CPU of every process in the group that this process leads, in seconds."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(fields[2]) == leader:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def manage(environment: dict, *words: str) -> str:
    """A management command's output."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def tell_bookings(results: dict) -> None:
    """The table: a column for each database."""
    rows = {
        "requests for one booking": lambda each: each["requests"],
        "queries, step by step": lambda each: "+".join(map(str, each["queries"])),
        "web CPU for one booking": lambda each: f"{each['cpu_ms_per_booking']} ms",
        "bookings a second": lambda each: each["bookings_per_second"],
        "accepted: slowest step p50 / p95": lambda each: "{p50} / {p95} ms".format(
            **each["accepted_ms"]
        ),
        "refused: p50 / p95": lambda each: "{p50} / {p95} ms".format(**each["refused_ms"]),
    }
    print(f"\n{'bookings, 32 people at once':<36}" + "".join(f"{name:>20}" for name in results))
    for label, cell in rows.items():
        print(f"{label:<36}" + "".join(f"{cell(each)!s:>20}" for each in results.values()))


if __name__ == "__main__":
    tell_bookings(measure_bookings())

"""What the worker's daily round costs that keeps a year of dates ahead, with 5,000 series."""

import json
import time
from datetime import UTC, datetime, timedelta

from tests.bench_portal import Portal

SIZE = 5_000


def measure_roll() -> dict:
    """Seconds of the round when nothing is due, a week later, and when no date is stored."""
    portal = Portal(SIZE)
    code = "from tests.bench_roll import print_figures; print_figures()"
    return portal.measure(code) | {"series": SIZE}


def print_figures() -> None:
    """Rolls in this process; what it writes is undone."""
    import time_machine
    from django.db import transaction

    from events.models import Occurrence, Slot

    figures = {}
    with transaction.atomic():
        figures["nothing is due"] = time_roll()
        with time_machine.travel(datetime.now(UTC) + timedelta(weeks=1)):
            figures["a week later"] = time_roll()
        Slot.objects.all().delete()
        Occurrence.objects.all().delete()
        figures["no date is stored"] = time_roll()
        transaction.set_rollback(True)
    print(json.dumps(figures))


def time_roll() -> dict:
    """CPU and clock seconds of one round, and how many dates it stored."""
    from events.expanding import roll_horizon
    from events.models import Occurrence

    before = Occurrence.objects.count()
    cpu, clock = time.process_time(), time.perf_counter()
    roll_horizon()
    return {
        "cpu_s": round(time.process_time() - cpu, 1),
        "clock_s": round(time.perf_counter() - clock, 1),
        "stored": Occurrence.objects.count() - before,
    }


def tell_roll(results: dict) -> None:
    """The table: a row for each state from which it begins."""
    head = f"rolling {results['series']:,} series"
    print(f"\n{head:<30}{'CPU':>10}{'clock':>10}{'dates':>10}")
    for name, cell in results.items():
        if name != "series":
            print(f"{name:<30}{cell['cpu_s']:>8} s{cell['clock_s']:>8} s{cell['stored']:>10,}")


if __name__ == "__main__":
    tell_roll(measure_roll())

"""SIGKILL in the middle, thirty times each: nothing confirmed is lost, no letter is lost.

On PostgreSQL ten times, to keep `make test` short; `KILLS=30` for more.
"""

import http.client
import os
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from uuid import uuid4

import pytest
from django.utils import timezone

from events.models import Check, Host
from home.letters import Letter
from tests.postgres import free_port
from tests.races.house import ALIAS, kill, wait_for
from tests.races.visitors import Visitor
from tests.smtp_sink import running_sink
from training.models import Booking, CourseRun, Introduction

KILLS = int(os.environ.get("KILLS") or (10 if os.environ.get("DATABASE_URL") else 30))
PEOPLE = 3
BOOKED_BETWEEN = 3


@pytest.fixture
def run(house):
    """A demo run with places for everybody."""
    run = CourseRun.objects.using(ALIAS).open_for_booking().filter(closes_at=None).first()
    run.capacity = 100_000
    run.save(using=ALIAS, update_fields=["capacity"])
    return run


class Crowd:
    """People who book one after the other, and press the button again when nobody answers."""

    def __init__(self, addresses: list[str], run_id: int):
        self.addresses, self.run_id = addresses, run_id
        self.told: dict[str, str] = {}  # who was told that they have a place, and where it is
        self.changed, self.over = threading.Condition(), threading.Event()
        self.threads = [
            threading.Thread(target=self.book, args=(place,)) for place in range(PEOPLE)
        ]
        for thread in self.threads:
            thread.start()

    def book(self, place: int) -> None:
        visitors = [Visitor(address, self.run_id) for address in self.addresses]
        number = tries = 0
        while not self.over.is_set():
            name, key = f"person{place}x{number}", uuid4()
            answer = None
            while answer is None:
                tries += 1
                # When one was killed: the other one, with the same key.
                with suppress(OSError, http.client.HTTPException):
                    answer = visitors[tries % len(visitors)].book(name, key=key)
            assert answer.status == 303, answer
            with self.changed:
                self.told[name] = answer.location
                self.changed.notify_all()
            number += 1

    def wait_for_more(self, count: int) -> None:
        """Waits until so many more people were told. Raises TimeoutError."""
        with self.changed:
            enough = len(self.told) + count
            if not self.changed.wait_for(lambda: len(self.told) >= enough, 30):
                raise TimeoutError

    def end(self) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(60)


def test_killing_web_processes_loses_no_booking_that_was_told(house, run):
    ports = [free_port(), free_port()]
    servers = [house.start_web(port) for port in ports]
    addresses = [f"http://127.0.0.1:{port}" for port in ports]
    for address in addresses:
        wait_for(address)
    crowd = Crowd(addresses, run.pk)
    for number in range(KILLS):
        crowd.wait_for_more(BOOKED_BETWEEN)
        turn = number % 2
        kill(servers[turn])
        servers[turn] = house.start_web(ports[turn])
        wait_for(addresses[turn])
    crowd.end()
    bookings = Booking.objects.using(ALIAS).filter(run_id=run.pk, name__startswith="person")
    assert sorted(bookings.values_list("name", flat=True)) == sorted(crowd.told)
    keys = list(bookings.values_list("pk", flat=True))
    letters = Letter.objects.using(ALIAS).filter(kind="training.confirmed", about_id__in=keys)
    assert sorted(letters.values_list("about_id", flat=True)) == sorted(keys)
    now = CourseRun.objects.using(ALIAS).get(pk=run.pk)
    assert now.places_taken == sum(
        Booking.objects.using(ALIAS).filter(run=now).holding_places().values_list("places", flat=1)
    )
    visitor = Visitor(addresses[0], run.pk)
    assert visitor.ask("GET", list(crowd.told.values())[-1]).state == "confirmed"
    visitor.hang_up()
    for server in servers:
        kill(server)


class Once(dict):
    """Manners that a mail server shows each reader the first time only."""

    def get(self, reader: str, otherwise: str) -> str:
        return self.pop(reader, otherwise)


def test_killing_workers_loses_no_letter_and_doubles_each_at_most_once(house, run):
    """Two at work, each killed half of the times while its mail server has a letter in hand."""
    Letter.objects.using(ALIAS).all().delete()  # the demo's own
    # Nobody else is due a letter, whatever the hour: no host, no series to ask about.
    Host.objects.using(ALIAS).all().delete()
    Check.objects.using(ALIAS).update(checked_at=timezone.now())
    Introduction.objects.using(ALIAS).all().delete()  # nor do two meet
    readers = [f"person{number}@example.org" for number in range(KILLS * 2)]
    for reader in readers:
        booking = Booking(run_id=run.pk, name=reader, email=reader)
        booking.save(using=ALIAS)
        Letter.objects.using(ALIAS).create(kind="training.confirmed", about_id=booking.pk)
    with running_sink() as first, running_sink() as second, ThreadPoolExecutor(2) as both:
        # One has taken the letter and not said so, the other has not taken it yet.
        first.manners = Once(dict.fromkeys(readers, "hold"))
        second.manners = Once(dict.fromkeys(readers, "hang"))
        killers = [
            both.submit(kill_workers, house, first, lambda: len(first.kept)),
            both.submit(kill_workers, house, second, lambda: len(second.asked)),
        ]
        for killer in killers:
            killer.result()
        for sink in (first, second):
            sink.manners = {}
            sink.release.set()
        # Those that the server had taken before the kill come once more: nobody was told so.
        expected = Counter(readers) + Counter(first.readers)
        worker = start_worker(house, first)
        first.wait_for(lambda: Counter(first.readers) + Counter(second.readers) == expected, 60)
        worker.terminate()
        worker.wait(20)
        names = Counter(each["Message-ID"] for each in (*first.messages, *second.messages))
    assert Counter(names.values()) == {1: len(readers) - KILLS // 2, 2: KILLS // 2}
    letters = Letter.objects.using(ALIAS)
    assert {letter.message_id for letter in letters.filter(state="sent")} == set(names)
    assert not letters.exclude(state="sent").exists()


def kill_workers(house, sink, in_hand) -> None:
    """Starts a worker and kills it once its mail server has one more letter in hand."""
    for _kill in range(KILLS // 2):
        before = in_hand()
        worker = start_worker(house, sink)
        sink.wait_for(lambda before=before: in_hand() > before)
        kill(worker)


def start_worker(house, sink):
    """A worker that holds letters for a short while, with a mail server of its own."""
    house.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{sink.port}"
    return house.start(sys.executable, "manage.py", "worker", settings="tests.races.impatient")

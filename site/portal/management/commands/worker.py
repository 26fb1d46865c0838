"""The background worker: what the clock asks for while nobody looks."""

import signal
import threading
import time
from datetime import date

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from events.expanding import refresh_stale_slots, roll_horizon

SECONDS_BETWEEN_ROUNDS = 20


class Command(BaseCommand):
    help = (
        "Publishes scheduled pages, keeps every series' dates a year ahead and the finder's "
        "hints fresh. Runs until SIGTERM or SIGINT; --once does what is due and ends."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due, then end")

    def handle(self, *args, once, **options):
        self.rolled_on: date | None = None
        if once:
            self.do_what_is_due()
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            began = time.monotonic()
            try:
                self.do_what_is_due()
            except Exception as error:
                # One bad round must not end the worker; the next one tries again.
                self.stderr.write(f"worker: {type(error).__name__}: trying again")
            close_old_connections()
            stop.wait(max(1, SECONDS_BETWEEN_ROUNDS - (time.monotonic() - began)))

    def do_what_is_due(self) -> None:
        """One round. Each part can be repeated at any time without harm."""
        call_command("publish_scheduled", verbosity=0)
        refresh_stale_slots()
        today = timezone.localdate()
        if self.rolled_on != today:
            roll_horizon()
            self.rolled_on = today

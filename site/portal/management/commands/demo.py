"""Fill the database with the demo neighbourhood, or with a big one for measuring."""

import os
import sys

from django.conf import settings
from django.core.management.base import CommandError

from portal.demo.big import add_series
from portal.demo.big_courses import add_bookings, add_courses
from portal.demo.build import build
from portal.plain_command import PlainCommand

MOST = 100_000
DEFAULT_PASSWORD = "eastgate-demo"  # noqa: S105


class Command(PlainCommand):
    help = (
        "Makes an invented neighbourhood with logins; again: keeps what is there. --series N adds "
        "series up to N all over England, for measuring; --courses N and --bookings N likewise. "
        "Refused by production settings."
    )

    def add_arguments(self, parser):
        parser.add_argument("--series", type=int, default=0, help="how many series in all")
        parser.add_argument("--courses", type=int, default=0, help="how many courses in all")
        parser.add_argument("--bookings", type=int, default=0, help="how many bookings in all")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same series")

    def handle(self, *args, series, courses, bookings, seed, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo has known passwords: production settings refuse it.")
        for name, number in (("series", series), ("courses", courses), ("bookings", bookings)):
            if not 0 <= number <= MOST:
                raise CommandError(f"--{name} takes a number from 0 to {MOST}.")
        build(os.environ.get("DEMO_PASSWORD", DEFAULT_PASSWORD))
        if series:
            self.stdout.write(f"{add_series(series, seed, self.progress)} series")
        if courses:
            self.stdout.write(f"{add_courses(courses, self.progress)} courses")
        if bookings:
            self.stdout.write(f"{add_bookings(bookings, seed, self.progress)} bookings")

    def progress(self, done: int, total: int) -> None:
        """Says how far it is, on one line of a terminal."""
        if sys.stderr.isatty() or done == total:
            self.stderr.write(f"\r{done} of {total}", ending="" if done < total else "\n")

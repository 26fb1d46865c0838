"""Fill the database with the demo neighbourhood, or with a big one for measuring."""

import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo.big import add_series
from portal.demo.build import build

DEFAULT_PASSWORD = "eastgate-demo"  # noqa: S105


class Command(BaseCommand):
    help = (
        "Makes an invented neighbourhood with logins; again: keeps what is there. --series N adds "
        "series up to N all over England, for measuring. Refused by production settings."
    )

    def add_arguments(self, parser):
        parser.add_argument("--series", type=int, default=0, help="how many series in all")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same series")

    def handle(self, *args, series, seed, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo has known passwords: production settings refuse it.")
        if not 0 <= series <= 100_000:
            raise CommandError("--series takes a number from 0 to 100000.")
        build(os.environ.get("DEMO_PASSWORD", DEFAULT_PASSWORD))
        if series:
            total = add_series(series, seed, self.progress)
            self.stdout.write(f"{total} series")

    def progress(self, done: int, total: int) -> None:
        """Says how far it is, on one line of a terminal."""
        if sys.stderr.isatty() or done == total:
            self.stderr.write(f"\r{done} of {total} series", ending="" if done < total else "\n")

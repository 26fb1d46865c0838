"""Load full postcodes of councils, so that distances there are told in tenths of a mile."""

import sys

from django.core.management.base import CommandError

from home.postcode_source import (
    load_council,
    shipped_councils,
    write_council,
    write_sectors,
)
from portal.plain_command import PlainCommand


class Command(PlainCommand):
    help = (
        "Loads every postcode of the councils that you name by their code (like E06000016 for "
        "Leicester). The source is the ONS Postcode Directory; Northern Ireland is left out."
    )

    def add_arguments(self, parser):
        parser.add_argument("council", nargs="*", help="council codes, like E06000016 E07000129")
        parser.add_argument(
            "--ship",
            action="store_true",
            help="write the files that ship with the portal anew: sectors, and these councils",
        )

    def handle(self, *args, council, ship, **options):
        councils = council or shipped_councils()
        for number, code in enumerate(councils, start=1):
            if sys.stderr.isatty():
                self.stderr.write(f"{code} ({number} of {len(councils)})")
            try:
                count = write_council(code) if ship else load_council(code)
            except ValueError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{code}: {count} postcodes")
        if ship:
            self.stdout.write(f"{write_sectors()} sectors")

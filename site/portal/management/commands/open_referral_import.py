"""Make drafts of what a partner publishes elsewhere: Open Referral UK, a calendar or a table."""

import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from events.importing.drafting import keep_reading, make_drafts, read_only
from events.importing.fetching import LARGEST
from events.importing.gathering import gather
from events.importing.owners import find_owner
from events.importing.reading import read
from events.importing.report import count_states
from home.lines import tidy_line
from portal.plain_command import PlainCommand

SECONDS = 120  # for all pages of an address together
LONGEST_CONSENT, LONGEST_SOURCE = 300, 1000
NOT_MADE = (
    "This is what would be made; nothing was. Say with --consent who of the organisation agreed, "
    "how and when, and with --for which organisation it is."
)


class Command(PlainCommand):
    help = (
        "Makes drafts of a partner's series and venues from what it publishes elsewhere: Open "
        "Referral UK (JSON), a calendar (iCalendar) or a table (CSV). Says line by line what was "
        "understood and what was not. Nothing is published. Run again, it makes no doubles: it "
        "renews drafts on which nobody has worked and leaves all else alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("source", metavar="FILE|URL", help="a file, or a public web address")
        parser.add_argument(
            "--for",
            dest="owner",
            default="",
            metavar="ORGANISATION",
            help="the last part of the organisation's address; can be left out where the source "
            "names one organisation that has a page here",
        )
        parser.add_argument(
            "--consent",
            default="",
            help="who of the organisation agreed, how and when; without it, it only reports",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="only report; nothing is written"
        )

    def handle(self, *args, source, owner, consent, dry_run, **options):
        consent = tidy_line(consent)[:LONGEST_CONSENT]
        only_report = dry_run or not consent
        try:
            reading = self.read(source)
            organisation = find_owner(reading, owner, must_be=not only_report)
            if only_report:
                lines = read_only(reading, organisation)
            elif reading.proposals:
                name = tidy_line(source.encode(errors="replace").decode())[:LONGEST_SOURCE]
                kept = keep_reading(
                    reading, organisation=organisation, source=name, consent=consent
                )
                lines = make_drafts(kept)
            else:
                lines = read_only(reading, organisation)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.tell(lines, reading.remarks)
        if reading.proposals and not (consent or dry_run):
            self.stdout.write(NOT_MADE)

    def read(self, source: str):
        """What a file or an address says. Raises ValidationError and CommandError."""
        if "://" in source:
            return gather(source, seconds=SECONDS, progress=self.say_progress)
        try:
            with Path(source).open("rb") as file:
                return read(file.read(LARGEST + 1))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "not the name of a file"
            raise CommandError(f"We cannot read “{source}”: {reason}.") from error

    def say_progress(self, words: str) -> None:
        """One line for each page, to whoever watches."""
        if sys.stderr.isatty():
            self.stderr.write(words)

    def tell(self, lines, remarks) -> None:
        """The report."""
        for line in lines:
            self.stdout.write(line.to_text())
        for remark in remarks:
            self.stdout.write(str(remark))
        counts = [f"{label}: {number}" for label, number in count_states(lines)]
        self.stdout.write(" · ".join(map(str, counts)) or "Nothing to import.")

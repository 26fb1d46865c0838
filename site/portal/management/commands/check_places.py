"""Compare each run's counter of places with its bookings."""

from django.core.management.base import CommandError

from portal.plain_command import PlainCommand
from training.place_counter import miscounted


class Command(PlainCommand):
    help = (
        "Counts the places that are booked and compares them with what each run says. Changes "
        "nothing. Ends with 1 and a line for each difference."
    )

    def handle(self, *args, **options):
        wrong = miscounted()
        for run, counted in wrong:
            self.stderr.write(
                f"Run {run.pk}: the counter says {run.places_taken}, its bookings {counted}."
            )
        if wrong:
            raise CommandError(f"{len(wrong)} counters differ from their bookings.")
        self.stdout.write("Every counter agrees with its bookings.")

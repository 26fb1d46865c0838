"""Courses and the only room with bookings."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = "Training"

    def ready(self) -> None:
        from . import letters, walls  # noqa: F401, `letters` registers who writes which

        walls.build()

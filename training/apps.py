"""Courses and the only room with bookings."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = "Training"

    def ready(self) -> None:
        from . import introduction_letters, letters, walls  # noqa: F401, two are writers

        walls.build()

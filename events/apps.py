"""Things you can turn up to."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        from . import first_answers, following_letters, hosting_letters, signals  # noqa: F401

"""The ground floor: who, where, and how we write."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from . import invitations, update_letters, walls  # noqa: F401, they register who writes

        walls.build()

"""The ground floor: who, where, and how we write."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from . import invitations, walls  # noqa: F401, `invitations` registers who writes them

        walls.build()

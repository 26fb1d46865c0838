"""The ground floor: who, where, and how we write."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        # The modules of letters register who writes them.
        from . import handing_letters, invitations, update_letters, walls  # noqa: F401

        walls.build()

"""The ground floor: who, where, and how we write."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        # The modules of letters register who writes them.
        from . import (  # noqa: F401
            handing_letters,
            invitations,
            passwords,
            update_letters,
            upload_forms,
            walls,
        )

        walls.build()
        upload_forms.guard()

"""The ground floor: who, where, and how we write."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from . import invitations, upload_forms, walls  # noqa: F401, the first registers

        walls.build()
        upload_forms.guard()

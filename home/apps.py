"""The ground floor: who, where, and how we write."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from . import invitations, passwords, upload_forms, walls  # noqa: F401, two are writers

        walls.build()
        upload_forms.guard()

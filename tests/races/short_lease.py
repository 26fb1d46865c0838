"""Shortens the lease of letters, so that thirty kills do not wait thirty minutes."""

from datetime import timedelta

from django.apps import AppConfig


class Config(AppConfig):
    name = "tests.races"
    label = "short_lease"

    def ready(self) -> None:
        from home import delivery

        delivery.LEASE = timedelta(seconds=5)

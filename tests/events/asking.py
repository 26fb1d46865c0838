"""Asking by the form."""

from datetime import date, timedelta

from django.utils import timezone

from events.models import Follower


def form_of(series) -> str:
    return f"/tell-me/{series.translation_key}/"


def ask(client, series, email="ann@example.org"):
    return client.post(form_of(series), {"email": email})


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def read(follower: Follower) -> Follower:
    return Follower.objects.select_related("series").get(pk=follower.pk)

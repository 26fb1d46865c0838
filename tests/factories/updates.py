"""Small makers of updates."""

from datetime import timedelta

from django.utils import timezone

from home.models import UpdatePage, UpdatesPage
from tests.factories import publish


def make_update(number: int = 0, **fields) -> UpdatePage:
    """An update of the day so many days from today, published unless it is to go live later."""
    fields = {
        "title": f"Update {number}",
        "slug": f"update-{number}",
        "summary": "Something small.",
        "on": timezone.localdate() + timedelta(days=number),
        **fields,
    }
    return publish(UpdatesPage.objects.get(alias_of=None), UpdatePage(**fields))

"""The demo's one open offer: a drop-in that its organisation would like another to have."""

from django.contrib.auth import get_user_model
from wagtail.models import Page

from home.models import Handover, Organisation


def build_handovers() -> None:
    """Offers the kitchen's afternoon to the library; nobody gets a letter about it."""
    giver, receiver = (
        Organisation.objects.get(slug=slug, alias_of=None)
        for slug in ("lantern-street-kitchen", "eastgate-library")
    )
    page = Page.objects.get(slug="tea-and-shoulders", alias_of=None)
    user = get_user_model().objects.get(username="partner2")
    Handover.objects.create(
        page=page, name=page.title, giver=giver, receiver=receiver, offered_by=user
    )

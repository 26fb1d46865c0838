"""Following the programme's updates: an e-mail address, and nothing else."""

from django.db import models, transaction
from django.db.models.functions import Lower
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.signals import page_published

from .following import AnyFollower, ask_to_follow, say_yes
from .letters import Letter
from .personal import Personal
from .updates import UpdatePage

CONFIRM, ALREADY = "home.update_confirm", "home.update_already"
UPDATE = "home.update"


class UpdateFollower(AnyFollower):
    """Who gets a letter for each new update."""

    link_purpose = "home.update_follower"
    link_name = "update_follower"
    personal_heading = _("When you ask us to tell you of updates")
    personal = {
        "email": Personal(
            _("We write to it only when there is a new update."),
            _("Until you stop it by the link in any of these letters, or for twelve months."),
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_follower_of_updates_for_an_address")
        ]


def follow(email: str, language: str) -> None:
    """Asks for updates at an address."""
    ask_to_follow(UpdateFollower, CONFIRM, ALREADY, email=email, language=language)


def confirm(follower: UpdateFollower) -> UpdateFollower:
    """From now on they hear, for twelve months; twice is the same as once. Who follows, as is."""
    with transaction.atomic():
        rows = UpdateFollower.objects.select_for_update()
        follower = rows.get(pk=follower.pk)
        if not follower.confirmed_at:
            say_yes(follower)
    return follower


@receiver(page_published)
def tell_followers(instance, **kwargs) -> None:
    """Writes to everybody when an update is public for the first time: never for a correction.

    The signal also fires for aliases and translations, which tell nothing new, and for pages that
    are not live yet.
    """
    if isinstance(instance, UpdatePage) and is_new(instance):
        followers = UpdateFollower.objects.active().order_by("pk")
        Letter.objects.bulk_create(
            Letter(kind=UPDATE, about_id=instance.pk, reader_id=pk)
            for pk in followers.values_list("pk", flat=True)
        )


def is_new(update: UpdatePage) -> bool:
    """Whether an update in the programme's own language has just become public."""
    is_source = update.alias_of_id is None and update.locale_id == Locale.get_default().pk
    return is_source and update.live and update.first_published_at == update.last_published_at


def forget_update_followers() -> None:
    """Deletes whoever did not confirm within two days, and everybody after twelve months."""
    UpdateFollower.objects.due_to_go().delete()

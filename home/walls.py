"""The walls between partners: which organisation a user edits for, and which venues follow.

A partner's editors are those whose group may change its organisation page; nothing else
records it, so there is one truth. Pages, images and documents have Wagtail's own walls
(page and collection permissions); this file holds the one for venues.
"""

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from .organisations import Organisation
from .venues import Venue


def organisations_of(user) -> QuerySet[Organisation]:
    """The organisations whose pages this user may change; for the central team, all of them."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return Organisation.objects.filter(pk__in=pages.values("pk"))


def is_central(user) -> bool:
    """Whether this user edits for the whole programme: may change the home pages themselves."""
    if user.is_superuser:
        return True
    homes = Page.objects.filter(depth=2)
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return homes.filter(pk__in=pages.values("pk")).exists()


class KeeperPermissionPolicy(ModelPermissionPolicy):
    """All may choose a venue; its keeper and the central team alone see its form and change it."""

    def _kept(self, user) -> QuerySet[Venue]:
        if is_central(user):
            return Venue.objects.all()
        return Venue.objects.kept_by_any(organisations_of(user))

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return (
            self.user_has_permission(user, action)
            and self._kept(user).filter(pk=instance.pk).exists()
        )

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet[Venue]:
        if not self.user_has_any_permission(user, actions):
            return Venue.objects.none()
        return self._kept(user)

    def users_with_any_permission_for_instance(self, actions, instance):
        users = self.users_with_any_permission(actions)
        return users.filter(
            pk__in=[
                user.pk
                for user in users
                if self.user_has_any_permission_for_instance(user, actions, instance)
            ]
        )


def build() -> None:
    """Puts the venue wall where every Wagtail view looks for it. Called once, at start."""
    register_permission_policy(Venue, KeeperPermissionPolicy(Venue))

"""The walls between partners: which organisation a user edits for, and which venues follow.

A partner's editors are those whose group may change its organisation page; nothing else
records it, so there is one truth. Pages, images and documents have Wagtail's own walls
(page and collection permissions); this file holds the one for venues, and mends holes in
those: a page's name and a file are also reached by number.
"""

from django.contrib.auth import get_user_model
from django.db.models import F, Q, QuerySet
from django.forms import ModelChoiceField
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import CollectionMember, Page, get_page_models
from wagtail.permission_policies import BasePermissionPolicy, ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from .organisations import Organisation
from .overtaking import SeenMixin
from .page_forms import AddressMixin, BoundedRowsMixin, NamedMixin
from .pages import HOME_DEPTH
from .venues import Venue
from .wording import Wording


def organisations_of(user) -> QuerySet[Organisation]:
    """The organisations whose pages this user may change; for the central team, all of them."""
    return Organisation.objects.filter(pk__in=pages_changed_by(user).values("pk"))


def pages_changed_by(user) -> QuerySet[Page]:
    """The pages that this user may change, drafts among them."""
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")


def is_central(user) -> bool:
    """Whether this user edits for the whole programme: may change the home pages themselves."""
    if user.is_superuser:
        return True
    granted = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return any(
        each.permission.codename == "change_page" and each.page.depth <= HOME_DEPTH
        for each in granted
    )


def pages_offered_to(user, pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those of `pages` whose names this user may read: its own, and what the public reads too.

    The admin calls a live page by the name that its next version will have: while the two differ,
    the page and those that name it as their parent are left out.
    """
    if is_central(user):
        return pages
    own, renamed = Q(), Q()
    for path in organisations_of(user).values_list("path", flat=True):
        own |= Q(path__startswith=path)
    for path in Organisation.objects.exclude(draft_title=F("title")).values_list("path", flat=True):
        renamed |= Q(path__startswith=path)
    offered = Page.objects.filter(own | Q(live=True, draft_title=F("title")) & ~renamed)
    return pages.filter(pk__in=offered.values("pk"))  # the form that a search can be narrowed by


class RowsMixin:
    """A permission policy in which a user knows some rows of a model and no others.

    `rows_of(user)` says which. Which actions there are at all is the policy's own affair.
    """

    def rows_of(self, user) -> QuerySet:
        """The rows that this user may see and change."""
        raise NotImplementedError

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return (
            self.user_has_permission(user, action)
            and self.rows_of(user).filter(pk=instance.pk).exists()
        )

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        return self.rows_of(user)

    def users_with_any_permission_for_instance(self, actions, instance):
        users = self.users_with_any_permission(actions)
        return users.filter(
            pk__in=[
                user.pk
                for user in users
                if self.user_has_any_permission_for_instance(user, actions, instance)
            ]
        )


class KeeperPermissionPolicy(RowsMixin, ModelPermissionPolicy):
    """All may choose a venue; its keeper and the central team alone see its form and change it."""

    def rows_of(self, user) -> QuerySet[Venue]:
        if is_central(user):
            return Venue.objects.all()
        return Venue.objects.kept_by_any(organisations_of(user))


class PagePermissionPolicy(RowsMixin, BasePermissionPolicy):
    """For rows that hang on pages: who may change the page may see them. No permission is given.

    `actions` are those that exist for the model at all.
    """

    actions = frozenset({"add", "change", "delete", "view"})

    def user_has_permission(self, user, action) -> bool:
        return user.is_active and action in self.actions and organisations_of(user).exists()

    def users_with_any_permission(self, actions):
        users = get_user_model().objects.filter(is_active=True)
        return users if self.actions.intersection(actions) else users.none()


class ChoosableMixin:
    """What the chooser would not offer cannot be had by its number either: it is left out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            chosen = self.data.get(key)
            if isinstance(field, ModelChoiceField) and chosen not in {"", None}:
                is_there = chosen == str(self.initial.get(name))
                if not is_there and not may_choose(self.for_user, field.queryset.model, chosen):
                    self.data = self.data.copy()
                    self.data[key] = ""


def may_choose(user, model, key: str) -> bool:
    """Whether this user's chooser offers the page, file or other row of this number."""
    if issubclass(model, Page):
        rows = pages_offered_to(user, Page.objects.all())
    elif issubclass(model, CollectionMember):
        rows = policy_registry.get_by_type(model).instances_user_has_permission_for(user, "choose")
    else:
        rows = model._default_manager.all()
    return key.isdecimal() and rows.filter(pk=key).exists()


class WalledRowForm(ChoosableMixin, WagtailAdminModelForm):
    """What the form of a row within another form is made from."""


class WalledForm(SeenMixin, WalledRowForm):
    """What the form of any model in the admin is made from."""


class WalledPageForm(
    SeenMixin, NamedMixin, AddressMixin, BoundedRowsMixin, ChoosableMixin, WagtailAdminPageForm
):
    """What the form of any page is made from."""


def build() -> None:
    """Puts the walls where every Wagtail view looks for them. Called once, at start."""
    register_permission_policy(Venue, KeeperPermissionPolicy(Venue))
    for model in get_page_models():
        model.base_form_class = WalledPageForm
    Wording.base_form_class = WalledForm

"""A new partner in one step: its page, its editors' group and files, and the first invitation."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, Locale

from .letters import post
from .lines import tidy_line
from .neighbourhoods import NeighbourhoodPage
from .organisations import Organisation, PartnersPage
from .pages import free_slug
from .partnering import allow_pages, make_partner_group

INVITATION = "home.invitation"


@transaction.atomic
def welcome_partner(
    *,
    name: str,
    kind: str,
    summary: str,
    email: str,
    first_name: str = "",
    neighbourhood: NeighbourhoodPage | None = None,
    trusted: bool = False,
) -> Organisation:
    """Makes an organisation with everything that its editors need, and invites the first of them.

    Trusted editors publish; the pages of others are looked at first. Raises ValidationError.
    """
    name = tidy_line(name)
    if Organisation.objects.filter(title__iexact=name, alias_of=None).exists():
        raise ValidationError({"name": _("There is a partner of this name already.")})
    parent = PartnersPage.objects.filter(alias_of=None, locale=Locale.get_default()).first()
    if parent is None:
        raise ValidationError(_("There is no partners page yet: run “manage.py found” first."))
    page = Organisation(
        title=name,
        slug=free_slug(parent, name),
        kind=kind,
        summary=tidy_line(summary),
        neighbourhood=neighbourhood,
    )
    page.clean_fields(exclude=["path", "depth", "url_path", "content_type", "locale"])
    parent.add_child(instance=page)
    page.save_revision().publish()
    make_partner_group(page, trusted=trusted)
    invite(page, email, first_name)
    return page


@transaction.atomic
def invite(organisation: Organisation, email: str, first_name: str = ""):
    """Lets somebody edit for an organisation and writes to them how. Raises ValidationError.

    Whoever has a login already keeps it. Twice is the same as once, and one more letter.
    """
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValidationError({"email": error.messages}) from error
    users = get_user_model().objects
    user = users.filter(email__iexact=email).order_by("pk").first()
    if user is None:
        user = users.create_user(email.lower(), email, first_name=tidy_line(first_name)[:150])
    elif not user.is_active:
        raise ValidationError({"email": _("This login is switched off. Ask an administrator.")})
    group = groups_of(organisation).first() or make_partner_group(organisation, trusted=False)
    user.groups.add(group)
    post(INVITATION, organisation.pk, user.pk)
    return user


def groups_of(organisation: Organisation) -> QuerySet[Group]:
    """The groups that edit for this organisation and for nobody above it."""
    allowed = GroupPagePermission.objects.filter(
        page=organisation.pk, permission__codename="change_page"
    )
    return Group.objects.filter(pk__in=allowed.values("group")).order_by("pk")


def editors_of(organisation: Organisation) -> QuerySet:
    """Everybody who edits for an organisation, by name."""
    users = get_user_model().objects.filter(groups__in=groups_of(organisation), is_active=True)
    return users.distinct().order_by("first_name", "pk")


class Team(NamedTuple):
    """An organisation, those who edit for it by name, and whether they publish by themselves."""

    organisation: Organisation
    editors: list
    trusted: bool


def teams_of(organisations: Iterable[Organisation]) -> list[Team]:
    """The teams of organisations, in their order; as many queries for thirty as for one."""
    organisations = list(organisations)
    names = ("change_page", "publish_page")
    rights = GroupPagePermission.objects.filter(
        page__in=[page.pk for page in organisations], permission__codename__in=names
    ).values_list("page_id", "group_id", "permission__codename")
    groups, trusted = defaultdict(set), set()
    for page_id, group_id, name in rights:
        if name == "change_page":
            groups[page_id].add(group_id)
        else:
            trusted.add(page_id)
    users = get_user_model().objects.filter(
        is_active=True, groups__in=set().union(*groups.values())
    )
    known = users.distinct().prefetch_related("groups").order_by("first_name", "pk")
    places = [(user, {group.pk for group in user.groups.all()}) for user in known]
    return [
        Team(
            organisation=page,
            editors=[user for user, their_groups in places if their_groups & groups[page.pk]],
            trusted=page.pk in trusted,
        )
        for page in organisations
    ]


def is_trusted(organisation: Organisation) -> bool:
    """Whether its editors publish without a look by the programme team."""
    return publishing(organisation).exists()


def publishing(organisation: Organisation) -> QuerySet[GroupPagePermission]:
    """What lets its editors publish."""
    return GroupPagePermission.objects.filter(
        page=organisation.pk, permission__codename="publish_page"
    )


@transaction.atomic
def set_trust(organisation: Organisation, trusted: bool) -> None:
    """Lets an organisation's editors publish, or has their pages looked at first."""
    if not trusted:
        publishing(organisation).delete()
        return
    for group in groups_of(organisation):
        allow_pages(group, organisation, "publish_page")

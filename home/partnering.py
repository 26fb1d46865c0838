"""Who may do what: the programme team, and a group of its own for each partner organisation."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from .organisations import Organisation

TEAM = "Programme team"
FILE_PERMISSIONS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
VENUE_PERMISSIONS = ("add_venue", "change_venue", "view_venue")


def make_team_group(home: Page) -> Group:
    """The group of the programme team: every page, picture, document, venue and name."""
    group, _made = Group.objects.get_or_create(name=TEAM)
    for name in (
        "add_page",
        "change_page",
        "publish_page",
        "bulk_delete_page",
        "lock_page",
        "unlock_page",
    ):
        allow_pages(group, home, name)
    for name in (*FILE_PERMISSIONS, "delete_image", "delete_document"):
        allow_files(group, Collection.get_first_root_node(), name)
    names = [
        *VENUE_PERMISSIONS,
        "delete_venue",
        "change_wording",
        "access_admin",
        "submit_translation",
    ]
    allow(group, names)
    return group


def make_partner_group(organisation: Organisation, *, trusted: bool) -> Group:
    """The group of an organisation's editors. Trusted ones publish; others send for review."""
    group, _made = Group.objects.get_or_create(name=f"Partner: {organisation.title}")
    for name in ("add_page", "change_page", *(["publish_page"] if trusted else [])):
        allow_pages(group, organisation, name)
    collection = make_collection(organisation.title)
    for name in FILE_PERMISSIONS:
        allow_files(group, collection, name)
    allow(group, [*VENUE_PERMISSIONS, "access_admin"])
    return group


def make_collection(name: str) -> Collection:
    """A collection of this name below the root; the same one when called again."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def allow(group: Group, names: list[str]) -> None:
    """Gives a group permissions by their code names."""
    group.permissions.add(*Permission.objects.filter(codename__in=names))


def allow_pages(group: Group, page: Page, name: str) -> None:
    """Gives a group a page permission on a page and everything below it."""
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=name)
    GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def allow_files(group: Group, collection: Collection, name: str) -> None:
    """Gives a group a permission on the pictures or documents of a collection."""
    label = "wagtailimages" if name.endswith("image") else "wagtaildocs"
    permission = Permission.objects.get(content_type__app_label=label, codename=name)
    GroupCollectionPermission.objects.get_or_create(
        group=group, collection=collection, permission=permission
    )

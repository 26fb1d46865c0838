"""Whose counts they are: an organisation in its neighbourhood, or the programme itself."""

from typing import NamedTuple

from django.db.models import F, Func, Value
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import Organisation
from home.organisations import pages_with_facts
from home.walls import is_central, organisations_of


class Owner(NamedTuple):
    """An organisation as its page and its neighbourhood stand today; `path` is the tree's."""

    path: str
    key: str
    name: str
    area_key: str
    area: str


def owners_of(user) -> list[Owner]:
    """The organisations whose counts this user may see, by name: one query."""
    pages = Organisation.objects.filter(**pages_with_facts())
    if not is_central(user):
        pages = pages.filter(pk__in=organisations_of(user).order_by().values("pk"))
    rows = pages.order_by("title", "path").values_list(
        "path", "translation_key", "title", "neighbourhood__translation_key", "neighbourhood__title"
    )
    return [
        Owner(path, str(key), name, str(area_key or ""), area or _("No neighbourhood"))
        for path, key, name, area_key, area in rows
    ]


def the_programme() -> Owner:
    """Whose counts belong to no organisation."""
    return Owner("", "", _("The programme itself"), "", _("No neighbourhood"))


def path_above(name: str) -> Func:
    """The tree's path of the page above the one whose path is `name`."""
    return Substr(F(name), Value(1), Length(F(name)) - Value(Page.steplen))

"""Moving a page below another organisation, so that nothing that leads to it breaks.

Old addresses lead on by redirects, which Wagtail writes itself when a page moves. Pages in other
languages move along; dates, hosts, followers, courses' dates and bookings hang on the page.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageSubscription
from wagtail.permissions import policy_registry

from .organisations import Organisation
from .pages import free_slug


def move_below(page: Page, to: Organisation, *, by) -> None:
    """Moves a source page and its pages in other languages below an organisation.

    To be called in a transaction, by a rule that has checked that it may go there.
    """
    parents = dict(to.get_translations(inclusive=True).values_list("locale_id", "pk"))
    wait_for(parents.values())
    for each in page.get_translations(inclusive=True).order_by("pk"):
        is_copy = each.locale_id == page.locale_id and each.pk != page.pk  # it was put elsewhere
        if each.locale_id in parents and not is_copy:
            move_one(each.pk, parents[each.locale_id], by)
    page.refresh_from_db()
    forget_readers(page)


def wait_for(keys: Iterable[int]) -> None:
    """Lets one at a time put pages below these: the tree numbers what stands below a page."""
    list(Page.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def move_one(key: int, parent_key: int, by) -> None:
    """Moves one page, under a name that is free where it goes."""
    parent, page = Page.objects.get(pk=parent_key), Page.objects.get(pk=key)
    if parent.get_children().filter(slug=page.slug).exists():
        rename(page, free_slug(parent, page.slug))
    move = MovePageAction(Page.objects.get(pk=key), parent, pos="last-child", user=by)
    move.execute(skip_permission_checks=True)  # no one person may write on both sides
    keep_redirects_straight(key)


def rename(page: Page, slug: str) -> None:
    """Gives a page that is about to move another last part of its address.

    Its versions that may be public one day have it too. The move writes the rest of the address.
    """
    Page.objects.filter(pk=page.pk).update(slug=slug)
    coming = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    for revision in page.revisions.filter(coming):
        revision.content["slug"] = slug
        revision.save(update_fields=["content"])


def keep_redirects_straight(key: int) -> None:
    """Sees to it that a page may also be handed back to where it was.

    What would then lead an address to itself goes. The rest are not called permanent: browsers
    keep those for ever.
    """
    for page in Page.objects.get(pk=key).get_descendants(inclusive=True):
        here = Redirect.normalise_path(urlsplit(page.full_url or "").path)
        rows = Redirect.objects.filter(redirect_page=page)
        rows.filter(old_path=here).delete()
        rows.filter(automatically_created=True).update(is_permanent=False)


def forget_readers(page: Page) -> None:
    """Those who cannot change a page any more hear nothing more of remarks on it and below."""
    policy = policy_registry.get_by_type(Page)
    for below in page.get_descendants(inclusive=True):
        rows = PageSubscription.objects.filter(page=below)
        for user in get_user_model().objects.filter(pk__in=rows.values("user")):
            if not policy.user_has_permission_for_instance(user, "change", below):
                rows.filter(user=user).delete()

"""What would help the readers of a page: said to its editor, never in the way of publishing."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.search.index import SearchField

from .choices import YesNo
from .reading_ease import HARD, lix
from .venues import Venue

NO_TEXT = {"title", "slug", "seo_title", "search_description"}


class Hint(NamedTuple):
    """One sentence, and where to do something about it if that is elsewhere."""

    words: str
    link: str = ""


def hints_for(page: Page, user) -> list[Hint]:
    """What would help the readers of a page as it is in memory; links that this user may follow."""
    hints = [*hints_on_text(page), *hints_on_pictures(page, user)]
    venue = getattr(page, "venue", None)
    return hints + hints_on_access(venue, user) if venue else hints


def link_to(name: str, row, user) -> str:
    """The form of a picture or a venue, or nothing for whoever may not change it."""
    policy = policy_registry.get_by_type(type(row))
    allowed = policy.user_has_permission_for_instance(user, "change", row)
    return reverse(name, args=[row.pk]) if allowed else ""


def hints_on_text(page: Page) -> list[Hint]:
    """Texts that are hard to read by LIX. What the search reads is what residents read."""
    hard = []
    for field in page.get_search_fields():
        if type(field) is SearchField and field.field_name not in NO_TEXT:
            found = field.get_value(page) or ""
            measure = lix("\n".join(found) if isinstance(found, list) else str(found))
            if measure and measure > HARD:
                hard.append((page._meta.get_field(field.field_name).verbose_name, measure))
    return [
        Hint(
            _(
                "“%(field)s” is hard to read (LIX %(measure)d, easy is %(easy)d or less). Shorter "
                "sentences help most, then shorter words."
            )
            % {"field": capfirst(name), "measure": measure, "easy": HARD}
        )
        for name, measure in hard
    ]


def hints_on_pictures(page: Page, user) -> list[Hint]:
    """Pictures that nothing describes to somebody who does not see them (WCAG 1.1.1)."""
    pictures = [
        getattr(page, field.name)
        for field in page._meta.get_fields()
        if field.many_to_one and field.related_model is Image and getattr(page, field.name)
    ]
    sentence = _("The picture “%(title)s” has no description for people who cannot see it.")
    return [
        Hint(sentence % {"title": image.title}, link_to("wagtailimages:edit", image, user))
        for image in pictures
        if not image.description.strip()
    ]


def hints_on_access(venue: Venue, user) -> list[Hint]:
    """Facts about getting in that nobody has said yet."""
    unknown = [str(label) for _name, label, value in venue.access_facts if value == YesNo.NOT_KNOWN]
    if not unknown:
        return []
    sentence = ngettext(
        "Residents ask how to get in: say of %(venue)s whether there is this: %(facts)s.",
        "Residents ask how to get in: say of %(venue)s whether there are these: %(facts)s.",
        len(unknown),
    )
    facts = {"venue": venue.name, "facts": get_text_list(unknown, _("and"))}
    return [Hint(sentence % facts, link_to("venues:edit", venue, user))]

"""The public names of the programme and its elements; they change all at once, or not at all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from .lines import fold
from .pages import ELEMENT_SLUGS, HOME_DEPTH
from .wording import ELEMENTS, NAMES, Wording

SHORTEST_STEM = 4  # letters of a former name that are looked for in the new words


class NamesChangedMeanwhile(ValidationError):  # noqa: N818
    """Somebody else has given other names since these were asked for."""


def rename_elements(names: dict[str, str], *, seen: str, user) -> Wording:
    """Gives the programme and its elements these names, on every page too, in one transaction.

    `names` has a word for each column of `NAMES`; `seen` is the seal of the names that `user`
    looked at. The former names are kept, for one step back. Raises ValidationError for names
    that nobody could read or tell apart, NamesChangedMeanwhile when others stand by now.
    """
    check_names(names)
    with transaction.atomic():
        wording = Wording.objects.select_for_update().get(pk=Wording.load().pk)
        former = wording.names
        if names == former:
            raise ValidationError(_("These names stand already. Nothing was changed."))
        if wording.seal != seen:
            raise NamesChangedMeanwhile(
                _("Somebody else has changed the names in the meantime. Theirs stand now.")
            )
        for column in NAMES:
            setattr(wording, column, names[column])
        wording.former_names = former
        wording.save()
        for page in pages_of_elements():
            republish(page, user)
        told = {column: [former[column], names[column]] for column in changed(former, names)}
        log(instance=wording, action="home.rename", user=user, data={"names": told})
    return wording


def check_names(names: dict[str, str]) -> None:
    """Raises ValidationError, by column, for what has no letter and for two alike names."""
    problems = {
        column: _("Write a few letters that people can read and say.")
        for column in NAMES
        if not any(sign.isalnum() for sign in names[column])
    }
    for form in ("name", "short"):
        taken = set()
        for element in ELEMENTS:
            column = f"{element}_{form}"
            if fold(names[column]) in taken:
                problems[column] = _("Another element has this name. Give each its own.")
            taken.add(fold(names[column]))
    if problems:
        raise ValidationError(problems)


def changed(former: dict[str, str], names: dict[str, str]) -> list[str]:
    """The columns in which two sets of names differ."""
    return [column for column in NAMES if former[column] != names[column]]


def former_words(former: dict[str, str], names: dict[str, str]) -> list[tuple[str, str]]:
    """Where a name that goes still stands in the new words: (column, the former short name).

    “Drop-ins” is also found in “Find a drop-in near you”.
    """
    found = []
    for element in ELEMENTS:
        short = former[f"{element}_short"]
        stem = fold(short).removesuffix("s")
        if names[f"{element}_short"] == short or len(stem) < SHORTEST_STEM:
            continue
        found += [
            (column, short)
            for column in NAMES
            if column.startswith(element) and stem in fold(names[column])
        ]
    return found


def names_before(wording: Wording) -> dict[str, str]:
    """The names before the last change, to put back; nothing if there was none."""
    if not wording.former_names:
        return {}
    return wording.names | {
        column: text for column, text in wording.former_names.items() if column in NAMES
    }


def pages_of_elements() -> list[Page]:
    """The pages that show an element's names, as they are in public."""
    pages = Page.objects.filter(
        depth=HOME_DEPTH + 1, slug__in=ELEMENT_SLUGS, locale=Locale.get_default(), alias_of=None
    )
    return list(pages.specific())


def republish(page: Page, user) -> None:
    """Publishes a page with the names of now; what somebody is still writing stays a draft.

    Saving takes the names (`FixedAddressMixin`), and publishing carries them to the aliases.
    """
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    revision = page.save_revision(user=user)
    if page.live:
        revision.publish(user=user)
        if draft:
            draft.save_revision(user=user)

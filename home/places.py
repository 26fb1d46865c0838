"""From what somebody typed to a place on the grid: a postcode, a part of one, or a known place."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .neighbourhoods import NeighbourhoodPage
from .postcodes import (
    Point,
    find_partial,
    find_postcode,
    is_northern_irish,
    looks_like_postcode,
    middle,
    sector_middles,
    split,
    tidy,
)
from .venues import Venue

LONGEST = 100


@dataclass(frozen=True)
class Origin:
    """Where distances are measured from. `rough`: known to about a mile, so no tenths are told."""

    label: str
    point: Point
    rough: bool = False
    remark: str = ""


def find_origin(text: str) -> Origin:
    """The place that `text` names. Raises ValidationError with a sentence that says what to do."""
    text = " ".join(text.replace("\x00", "").split())[:LONGEST]
    if is_northern_irish(text):
        raise ValidationError(
            _(
                "This postcode is in Northern Ireland. We only know places in England, "
                "Scotland and Wales. Leave the box empty to see everything that is on."
            )
        )
    return (
        _full_postcode(text)
        or _partial_postcode(text)
        or _neighbourhood(text)
        or _known_place(text)
    )


def _full_postcode(text: str) -> Origin | None:
    halves = split(text)
    if not halves:
        return None
    label = tidy(text)
    if point := find_postcode(text):
        return Origin(label, point)
    sector = f"{halves[0]} {halves[1][0]}"
    if sector not in sector_middles():
        raise ValidationError(
            _("We cannot find the postcode %(postcode)s. Check it, or type just its first half.")
            % {"postcode": label}
        )
    return Origin(
        label,
        sector_middles()[sector],
        rough=True,
        remark=_(
            "We do not know %(postcode)s exactly, so we measure from the middle of %(sector)s."
        )
        % {"postcode": label, "sector": sector},
    )


def _partial_postcode(text: str) -> Origin | None:
    if found := find_partial(text):
        label, point = found
        return Origin(
            label,
            point,
            rough=True,
            remark=_("This is part of a postcode, so we measure from the middle of %(area)s.")
            % {"area": label},
        )
    return None


def _neighbourhood(text: str) -> Origin | None:
    pages = NeighbourhoodPage.objects.live().public().filter(title__iexact=text)
    page = pages.first()
    if page is None:
        return None
    return Origin(
        page.title,
        page.source.point,
        rough=True,
        remark=_("We measure from the middle of %(place)s.") % {"place": page.title},
    )


def _known_place(text: str) -> Origin:
    venues = list(Venue.objects.named(text)[:200])
    if not venues:
        raise ValidationError(_unknown(text))
    point = middle(venue.point for venue in venues)
    spread = max(venue.point.miles_to(point) for venue in venues)
    if len({venue.name for venue in venues}) == 1 and spread == 0:
        return Origin(venues[0].name, point)
    return Origin(
        text,
        point,
        rough=True,
        remark=_("Several places match “%(place)s”, so we measure from the middle of them.")
        % {"place": text},
    )


def _unknown(text: str) -> str:
    shown = text if len(text) <= 40 else text[:40] + "…"
    if looks_like_postcode(text):
        return _(
            "We cannot find the postcode %(postcode)s. Check it, or type just its first half."
        ) % {"postcode": shown.upper()}
    return _(
        "We do not know a place called “%(place)s”. "
        "Type a postcode, like LE5 4AH, or just its first half, like LE5."
    ) % {"place": shown}

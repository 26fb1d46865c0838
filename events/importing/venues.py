"""Which venue a place is: one that there is, a new one, or none because too little is known."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from home.models import Organisation, Venue
from home.postcodes import find_postcode, split

from .imports import Imported
from .proposals import Place

FARTHEST = 1  # mile between a postcode's middle and the door


class Found(NamedTuple):
    """The venue of a place, saved or not yet; or None, and why."""

    venue: Venue | None
    note: str = ""


class Venues:
    """Looks places up for one organisation, each once."""

    def __init__(self, organisation: Organisation, imported: dict[str, Imported]):
        self.organisation = organisation
        self.imported = imported
        self.found: dict[str, Found] = {}

    def find(self, place: Place) -> Found:
        """The venue of a place."""
        if place.key not in self.found:
            self.found[place.key] = self.look_up(place)
        return self.found[place.key]

    def look_up(self, place: Place) -> Found:
        """What was made of it before, else a venue of this name and postcode, else a new one."""
        if known := self.imported.get(place.key):
            gone = _("The venue “%s” was deleted here. Choose another in the draft.") % place.name
            return Found(known.venue) if known.venue_id else Found(None, gone)
        if venue := self.named(place):
            return Found(venue)
        return self.make(place)

    def named(self, place: Place) -> Venue | None:
        """The venue of this name and postcode, whoever keeps it.

        Without a postcode it is the one that the organisation keeps, or the only one of the name.
        """
        venues = Venue.objects.order_by("pk").filter(name__iexact=place.name)
        if place.postcode:
            return venues.filter(postcode=place.postcode).first()
        own = [venue for venue in venues if venue.keeper_id == self.organisation.pk]
        return own[0] if len(own) == 1 else venues[0] if len(venues) == 1 else None

    def make(self, place: Place) -> Found:
        """A new venue, not saved; none where it would not be complete."""
        missing = [
            words
            for words, there in [
                (_("street"), place.street),
                (_("town"), place.town),
                (_("full postcode"), split(place.postcode)),
            ]
            if not there
        ]
        if missing:
            words = _("We do not know the venue “%(name)s” and made none (missing: %(missing)s). "
                      "Choose one in the draft.")  # fmt: skip
            return Found(None, words % {"name": place.name, "missing": ", ".join(missing)})
        venue = Venue(
            name=place.name,
            keeper=self.organisation,
            street=place.street,
            town=place.town,
            postcode=place.postcode,
            map_reference=reference_of(place),
            access_note=place.access_note,
            **place.facts,
        )
        try:
            venue.full_clean(exclude=["keeper", "picture"])
        except ValidationError as error:
            words = _("We could not make the venue “%s”: ") % place.name
            return Found(None, words + " ".join(error.messages))
        return Found(venue)

    def save(self, place: Place) -> Venue | None:
        """The venue of a place, saved; what was made for a key is remembered."""
        venue = self.find(place).venue
        if venue and venue.pk is None:
            venue.save()
            self.imported[place.key] = Imported.objects.create(
                organisation=self.organisation,
                key=place.key,
                venue=venue,
                said={"name": place.name},
            )
        return venue


def reference_of(place: Place) -> str:
    """Where on the map a source puts it; nothing where that is far from its own postcode."""
    if not place.degrees:
        return ""
    text = "{:.6f}, {:.6f}".format(*place.degrees)
    middle = find_postcode(place.postcode)
    try:
        probe = Venue(postcode=place.postcode, map_reference=text)
        probe.clean()
    except ValidationError:
        return ""
    if middle and probe.point.miles_to(middle) > FARTHEST:
        return ""
    return text

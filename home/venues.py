"""Places where things happen, each with its own grid reference and access facts."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from .choices import YesNo
from .gridref import read_grid_reference, to_degrees
from .pictures import picture_field
from .postcodes import Point, find_postcode, split, tidy


class VenueQuerySet(models.QuerySet):
    def named(self, text: str) -> "VenueQuerySet":
        """Venues of this name or in this town; names that only contain it count when none is so."""
        exact = self.filter(Q(name__iexact=text) | Q(town__iexact=text))
        if len(text) >= 3 and not exact.exists():
            return self.filter(Q(name__icontains=text) | Q(town__icontains=text))
        return exact

    def kept_by_any(self, organisations) -> "VenueQuerySet":
        """Venues whose keeper is one of these organisations."""
        return self.filter(keeper__in=organisations)


def access_fact(label: str, help_text: str = "") -> models.CharField:
    """A yes / no / not known column about getting in and being comfortable."""
    return models.CharField(
        label, max_length=9, choices=YesNo, default=YesNo.NOT_KNOWN, help_text=help_text
    )


class Venue(index.Indexed, models.Model):
    """A hall, library or room. Anyone may hold something there; its keeper alone edits it.

    `easting` and `northing` are metres on the British National Grid. They come from the map
    reference that an editor typed or, without one, from the full postcode.
    """

    name = models.CharField(_("name"), max_length=120)
    keeper = models.ForeignKey(
        "home.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="venues_kept",
        verbose_name=_("kept by"),
        help_text=_("Only this organisation and the programme team can change this page."),
    )
    street = models.CharField(_("number and street"), max_length=200)
    town = models.CharField(_("area or town"), max_length=80)
    postcode = models.CharField(_("postcode"), max_length=8)
    map_reference = models.CharField(
        _("map reference"),
        max_length=40,
        blank=True,
        help_text=_(
            "Only if the postcode's middle is not close enough to the door: a grid reference, "
            "like SK 614 061, or latitude and longitude from a map, like 52.6470, -1.0930."
        ),
    )
    easting = models.PositiveIntegerField(editable=False)
    northing = models.PositiveIntegerField(editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    latitude = models.FloatField(editable=False)
    longitude = models.FloatField(editable=False)

    step_free = access_fact(_("step-free way in"), _("From the pavement to the room."))
    accessible_toilet = access_fact(_("accessible toilet"))
    hearing_loop = access_fact(_("hearing loop"), _("Fitted, and somebody can turn it on."))
    parking = access_fact(_("parking"), _("At the door or within a minute's walk."))
    bus_stop = access_fact(_("bus stop near"), _("Within two minutes' walk."))
    seating = access_fact(_("seats while you wait"), _("Chairs with backs."))
    access_note = models.CharField(
        _("more about getting in"),
        max_length=250,
        blank=True,
        help_text=_("For example: “The ramp is on the left. Ring the lower bell.”"),
    )
    finding_the_door = models.TextField(
        _("how to find the door"),
        blank=True,
        help_text=_("What would you tell somebody on the phone who stands outside?"),
    )
    picture = picture_field(_("picture of the door"))

    objects = VenueQuerySet.as_manager()

    ACCESS_FACTS = (
        "step_free",
        "accessible_toilet",
        "hearing_loop",
        "seating",
        "parking",
        "bus_stop",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("keeper"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("town"), FieldPanel("postcode")]),
                FieldPanel("map_reference"),
                FieldPanel("finding_the_door"),
                FieldPanel("picture"),
            ],
            heading=_("Where it is"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("step_free"), FieldPanel("accessible_toilet")]),
                FieldRowPanel([FieldPanel("hearing_loop"), FieldPanel("seating")]),
                FieldRowPanel([FieldPanel("parking"), FieldPanel("bus_stop")]),
                FieldPanel("access_note"),
            ],
            heading=_("Getting in"),
            help_text=_("“Not known” is shown to residents too. A true “no” helps more."),
        ),
    ]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("town"),
        index.AutocompleteField("town"),
        index.AutocompleteField("postcode"),
    ]

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name", "town"]
        indexes = [models.Index(fields=["easting", "northing"])]
        constraints = [
            models.CheckConstraint(
                name="venue_is_on_the_grid",
                condition=Q(easting__lte=700_000, northing__lte=1_300_000),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.town}"

    @property
    def point(self) -> Point:
        """Its place on the grid, in metres."""
        return Point(self.easting, self.northing)

    @property
    def access_facts(self) -> list[tuple[str, str, str]]:
        """Each fact as (field name, label, answer), in the order in which residents ask."""
        return [
            (name, self._meta.get_field(name).verbose_name, getattr(self, name))
            for name in self.ACCESS_FACTS
        ]

    def clean(self) -> None:
        """Tidies the postcode, places the venue. Raises ValidationError on the field at fault."""
        super().clean()
        self.postcode = tidy(self.postcode)
        if not split(self.postcode):
            raise ValidationError({"postcode": _("Write a full postcode, like LE5 4AH.")})
        self._place()

    def _place(self) -> None:
        if self.map_reference:
            try:
                point = read_grid_reference(self.map_reference)
            except ValidationError as error:
                raise ValidationError({"map_reference": error}) from error
        else:
            point = find_postcode(self.postcode)
        if point is None:
            raise ValidationError(
                {
                    "map_reference": _(
                        "We do not know the place of %(postcode)s. Add a map reference: press and "
                        "hold the door on any map on your phone, and copy the two numbers."
                    )
                    % {"postcode": self.postcode}
                }
            )
        self.put_at(point)

    def put_at(self, point: Point) -> None:
        """Sets the grid place and the latitude and longitude that follow from it."""
        self.easting, self.northing = round(point.easting), round(point.northing)
        self.latitude, self.longitude = to_degrees(point)

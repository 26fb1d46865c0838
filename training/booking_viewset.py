"""Bookings in the admin: the list, one of them, and a table to download."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets import HeaderButton

from home.letters import Letter, label_of
from home.viewsets import ReadingViewSet, WalledIndexView

from .bookings import Booking
from .filters import BookingFilterSet
from .letters import ABOUT_BOOKINGS
from .run_list import edit_address
from .runs import CourseRun
from .spreadsheets import plain_cell


def wide(name: str, label: str, **options) -> Column:
    """A column that a telephone leaves to the booking's own page."""
    return Column(name, label=label, classname="run-wide", **options)


class BookingIndexView(WalledIndexView):
    """Bookings on own runs, newest first; also as a table to download."""

    page_title = gettext_lazy("Bookings")
    results_template_name = "training/admin/booking_results.html"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("run__course")

    @cached_property
    def run(self) -> CourseRun | None:
        """The run that the list is about, if it is about one."""
        if self.filters and self.filters.is_valid():
            return self.filters.form.cleaned_data["run"]
        return None

    def get_page_subtitle(self):
        return str(self.run) if self.run else ""

    @cached_property
    def columns(self):
        return [each for each in super().columns if not (self.run and each.name == "run")]

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        if self.run:
            address = edit_address(self.run)
            buttons.append(HeaderButton(_("These dates"), url=address, icon_name="date"))
        return buttons

    def preprocess_field_value(self, field, value, export_format):
        return plain_cell(value)


class BookingInspectView(generic.InspectView):
    """One booking, and what was written about it."""

    page_title = gettext_lazy("Booking")
    template_name = "training/admin/booking.html"

    def get_object(self, queryset=None):
        return Booking.objects.select_related("run__course").get(pk=self.pk)

    def get_context_data(self, **kwargs):
        letters = Letter.objects.filter(kind__in=ABOUT_BOOKINGS, about_id=self.object.pk)
        return super().get_context_data(**kwargs) | {
            "letters": [(label_of(letter.kind), letter) for letter in letters.order_by("pk")],
        }


class BookingViewSet(ReadingViewSet):
    """Bookings, to be read: the booking desk alone writes them."""

    model = Booking
    icon = "group"
    menu_label = gettext_lazy("Bookings")
    index_view_class = BookingIndexView
    inspect_view_class = BookingInspectView
    inspect_view_enabled = True
    addresses = ("index", "index_results", "inspect")
    list_display = [
        TitleColumn(
            "reference",
            label=gettext_lazy("Reference"),
            accessor="reference",
            get_url=lambda booking: reverse("bookings:inspect", args=[booking.pk]),
            classname="run-reference",
        ),
        Column("name", label=gettext_lazy("Name"), sort_key="name"),
        wide("organisation", gettext_lazy("Organisation"), sort_key="organisation"),
        wide("sector", gettext_lazy("Sector"), accessor=Booking.get_sector_display),
        Column("run", label=gettext_lazy("Course and date"), accessor="run"),
        wide("places", gettext_lazy("Places")),
        Column("status", label=gettext_lazy("Status"), accessor=Booking.get_status_display),
        DateColumn("made_at", label=gettext_lazy("Made"), sort_key="made_at", classname="run-wide"),
    ]
    list_export = [
        "reference",
        "run",
        "name",
        "email",
        "organisation",
        "get_sector_display",
        "role",
        "places",
        "get_status_display",
        "made_at",
    ]
    export_headings = {
        "run": gettext_lazy("Course and date"),
        "get_sector_display": gettext_lazy("Sector"),
        "get_status_display": gettext_lazy("Status"),
    }
    export_filename = "bookings"
    inspect_view_fields = ["name", "email", "organisation", "sector", "role", "places"]
    filterset_class = BookingFilterSet
    search_fields = ["reference", "name", "email", "organisation"]
    search_backend_name = None
    add_to_reference_index = False
    list_per_page = 30
    ordering = ["-made_at"]

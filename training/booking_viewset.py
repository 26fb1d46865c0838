"""Bookings in the admin: the list, one of them, and a table to download."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic

from home.letters import Letter, label_of
from home.viewsets import ReadingViewSet, WalledIndexView

from .bookings import Booking
from .exports import plain_cell
from .filters import BookingFilterSet
from .letters import ABOUT_BOOKINGS


class BookingIndexView(WalledIndexView):
    """Bookings on own runs, newest first; also as a table to download."""

    page_title = gettext_lazy("Bookings")

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("run__course")

    def preprocess_field_value(self, field, value, export_format):
        return plain_cell(super().preprocess_field_value(field, value, export_format))


class BookingInspectView(generic.InspectView):
    """One booking, and what was written about it."""

    def get_field_label(self, field_name, field):
        return (
            _("Letters") if field_name == "letters" else super().get_field_label(field_name, field)
        )

    def get_letters_display_value(self) -> str:
        """The letters about it, in the order in which they were written."""
        rows = Letter.objects.filter(kind__in=ABOUT_BOOKINGS, about_id=self.object.pk)
        said = [f"{label_of(row.kind)}: {row.get_state_display()}" for row in rows.order_by("pk")]
        return ", ".join(said) or "–"


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
        ),
        "name",
        "organisation",
        Column("run", label=gettext_lazy("Course and date"), accessor="run"),
        "places",
        Column("status", label=gettext_lazy("Status"), accessor=Booking.get_status_display),
        DateColumn("made_at", label=gettext_lazy("Made"), sort_key="made_at"),
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
    inspect_view_fields = [
        "run",
        "status",
        "places",
        "name",
        "email",
        "organisation",
        "sector",
        "role",
        "made_at",
        "cancelled_at",
        "letters",
    ]
    filterset_class = BookingFilterSet
    search_fields = ["reference", "name", "email", "organisation"]
    search_backend_name = None
    list_per_page = 30
    ordering = ["-made_at"]

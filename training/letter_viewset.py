"""Letters in the admin: what was written about own runs and bookings, and how far it is."""

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn

from home.letters import Letter, label_of
from home.viewsets import ReadingViewSet, WalledIndexView

from .bookings import Booking
from .filters import LetterFilterSet
from .letters import ABOUT_BOOKINGS, ABOUT_RUNS
from .runs import CourseRun


class LetterIndexView(WalledIndexView):
    """Letters about own runs and bookings, newest first: how far they are."""

    page_title = gettext_lazy("Letters")

    def get_base_queryset(self):
        reference = Booking.objects.filter(pk=OuterRef("about_id")).order_by()
        title = CourseRun.objects.filter(pk=OuterRef("about_id")).order_by()
        about = Case(
            When(kind__in=ABOUT_BOOKINGS, then=Subquery(reference.values("reference")[:1])),
            When(kind__in=ABOUT_RUNS, then=Subquery(title.values("course__title")[:1])),
            default=Value(""),
            output_field=CharField(),
        )
        return super().get_base_queryset().annotate(about=about)


class LetterViewSet(ReadingViewSet):
    """What was written to people, by state."""

    model = Letter
    icon = "mail"
    menu_label = gettext_lazy("Letters")
    index_view_class = LetterIndexView
    addresses = ("index", "index_results")
    list_display = [
        Column("kind", label=gettext_lazy("Letter"), accessor=lambda row: label_of(row.kind)),
        Column("about", label=gettext_lazy("About"), accessor="about"),
        Column("state", label=gettext_lazy("State"), accessor=Letter.get_state_display),
        DateColumn("made_at", label=gettext_lazy("Written"), sort_key="made_at"),
        DateColumn("sent_at", label=gettext_lazy("Sent"), sort_key="sent_at"),
        Column("tries", label=gettext_lazy("Tries"), accessor="tries"),
        Column("trouble", label=gettext_lazy("Trouble"), accessor="trouble"),
    ]
    filterset_class = LetterFilterSet
    list_per_page = 30
    ordering = ["-made_at"]

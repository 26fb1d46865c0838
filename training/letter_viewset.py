"""Letters in the admin: what was written about own runs and bookings, and how far it is."""

from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn

from home.letters import Letter, label_of
from home.viewsets import ReadingViewSet, WalledIndexView

from .bookings import Booking
from .filters import LetterFilterSet
from .letters import ABOUT_BOOKINGS, ABOUT_RUNS
from .run_list import edit_address
from .runs import CourseRun


def find_subjects(letters) -> dict[int, tuple[str, str]]:
    """What each letter is about, and the address of that; two queries for any number of letters."""
    bookings = Booking.objects.in_bulk(subjects_in(letters, ABOUT_BOOKINGS))
    runs = CourseRun.objects.select_related("course").in_bulk(subjects_in(letters, ABOUT_RUNS))
    found = {}
    for letter in letters:
        if letter.kind in ABOUT_BOOKINGS and letter.about_id in bookings:
            booking = bookings[letter.about_id]
            found[letter.pk] = (booking.reference, reverse("bookings:inspect", args=[booking.pk]))
        elif letter.kind in ABOUT_RUNS and letter.about_id in runs:
            run = runs[letter.about_id]
            found[letter.pk] = (str(run), edit_address(run))
    return found


def subjects_in(letters, kinds: list[str]) -> list[int]:
    """The keys of what letters of these kinds are about."""
    return [letter.about_id for letter in letters if letter.kind in kinds]


class SubjectColumn(Column):
    """What a letter is about, with the way there."""

    cell_template_name = "training/admin/subject_cell.html"


class LetterIndexView(WalledIndexView):
    """Letters about own runs and bookings, newest first: how far they are, never what they say."""

    page_title = gettext_lazy("Letters")
    results_template_name = "training/admin/letter_results.html"

    def get_table(self, object_list):
        subjects = find_subjects(object_list)
        for letter in object_list:
            letter.subject, letter.address = subjects.get(letter.pk, ("", ""))
        return super().get_table(object_list)


class LetterViewSet(ReadingViewSet):
    """What was written to people, by state."""

    model = Letter
    icon = "mail"
    menu_label = gettext_lazy("Letters")
    index_view_class = LetterIndexView
    addresses = ("index", "index_results")
    list_display = [
        Column("kind", label=gettext_lazy("Letter"), accessor=lambda row: label_of(row.kind)),
        SubjectColumn("subject", label=gettext_lazy("About")),
        Column("state", label=gettext_lazy("State"), accessor=Letter.get_state_display),
        DateColumn("made_at", label=gettext_lazy("Written")),
        Column("tries", label=gettext_lazy("Tries"), accessor="tries", classname="run-wide"),
        Column("trouble", label=gettext_lazy("Trouble"), accessor="trouble"),
        DateColumn("sent_at", label=gettext_lazy("Sent"), classname="run-wide"),
    ]
    filterset_class = LetterFilterSet
    add_to_reference_index = False
    list_per_page = 30
    ordering = ["-made_at", "-pk"]

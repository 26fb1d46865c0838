"""Filters of the lists in the admin; they offer and take a partner's own rows alone."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from home.letters import Letter

from .bookings import Booking
from .run_form import courses_of_editor
from .runs import CourseRun, RunState
from .walls import runs_of


def own_courses(request):
    """The courses of whoever asks."""
    return courses_of_editor(request.user)


def own_runs(request):
    """The runs of whoever asks, newest first."""
    return runs_of(request.user).select_related("course").order_by("-starts_at")


class RunFilterSet(WagtailFilterSet):
    course = django_filters.ModelChoiceFilter(queryset=own_courses, label=_("Course"))
    state = django_filters.ChoiceFilter(choices=RunState.choices, label=_("State"))

    class Meta:
        model = CourseRun
        fields = ["course", "state"]


class BookingFilterSet(WagtailFilterSet):
    run = django_filters.ModelChoiceFilter(queryset=own_runs, label=_("Course and date"))
    status = django_filters.ChoiceFilter(choices=Booking.Status.choices, label=_("Status"))

    class Meta:
        model = Booking
        fields = ["run", "status"]


class LetterFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(choices=Letter.State.choices, label=_("State"))

    class Meta:
        model = Letter
        fields = ["state"]

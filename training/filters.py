"""Filters of the lists in the admin; they offer and take a partner's own rows alone."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.forms import RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from home.letters import Letter

from .bookings import Booking
from .runs import CourseRun, RunState
from .walls import courses_of, runs_of

OFFERED_AFTER_END = timedelta(days=90)


def own_courses(request):
    """The courses of whoever asks."""
    return courses_of(request.user)


def own_runs(request):
    """The runs of whoever asks, newest first: those of lately and to come, and the one asked for.

    Every run there ever was would make a long list longer; each leads to its own bookings.
    """
    lately = timezone.now() - OFFERED_AFTER_END
    offered = Q(ends_at__isnull=True) | Q(ends_at__gt=lately)
    asked = request.GET.get("run", "")
    if asked.isdecimal():
        offered |= Q(pk=asked)
    runs = runs_of(request.user).filter(offered)
    return runs.select_related("course").order_by("-starts_at", "-pk")


def choices(label: str, those, **options) -> django_filters.ChoiceFilter:
    """A filter by one of a few words."""
    options = {"empty_label": _("All"), "widget": RadioSelect, **options}
    return django_filters.ChoiceFilter(label=label, choices=those, **options)


class RunFilterSet(WagtailFilterSet):
    """Unless asked otherwise, dates to come."""

    when = choices(
        _("When"),
        [("over", _("Over")), ("all", _("All"))],
        empty_label=_("To come"),
        method="filter_nothing",
    )
    course = django_filters.ModelChoiceFilter(queryset=own_courses, label=_("Course"))
    state = choices(_("State"), RunState.choices)

    class Meta:
        model = CourseRun
        fields = ["when", "course", "state"]

    def filter_nothing(self, queryset, name, value):
        """See below: no answer has a meaning too."""
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        when = self.form.cleaned_data["when"]
        if when == "over":
            return queryset.filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")
        # Counting the sessions groups the rows, and a grouped query forgets the model's own order.
        return queryset.order_by("starts_at", "pk") if when == "all" else queryset.upcoming()


class BookingFilterSet(WagtailFilterSet):
    """By the run that is booked, and by how the booking stands."""

    run = django_filters.ModelChoiceFilter(queryset=own_runs, label=_("Course and date"))
    status = choices(_("Status"), Booking.Status.choices)

    class Meta:
        model = Booking
        fields = ["run", "status"]


class LetterFilterSet(WagtailFilterSet):
    """By how far letters are."""

    state = choices(_("State"), Letter.State.choices)

    class Meta:
        model = Letter
        fields = ["state"]

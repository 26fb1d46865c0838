"""The list of course dates in the admin."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Length, Substr
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets import Button, HeaderButton

from home.models import Organisation
from home.templatetags.words import clock, day
from home.viewsets import WalledIndexView
from home.walls import is_central

from .courses import CoursePage
from .runs import CourseRun
from .walls import courses_of


def edit_address(run: CourseRun) -> str:
    """The page of a run."""
    return reverse("course_runs:edit", args=[run.pk])


def bookings_address(run: CourseRun) -> str:
    """The list of bookings on a run."""
    return f"{reverse('bookings:index')}?run={run.pk}"


def say_dates(run: CourseRun) -> str:
    """“Tuesday 1 December, 10am, and 1 session more”."""
    if not run.starts_at:
        return _("No date yet")
    said = f"{day(run.starts_at)}, {clock(run.starts_at)}"
    more = run.session_count - 1
    if not more:
        return said
    sentence = ngettext(
        "%(date)s, and %(count)d session more", "%(date)s, and %(count)d sessions more", more
    )
    return sentence % {"date": said, "count": more}


class DatesColumn(TitleColumn):
    """When it is, and below it the course and who gives it."""

    cell_template_name = "training/admin/dates_cell.html"


class StateColumn(Column):
    """How far a run is, in a word."""

    cell_template_name = "training/admin/state_cell.html"


class RunIndexView(WalledIndexView):
    """Runs to come, soonest first; those that are over when asked for."""

    page_title = gettext_lazy("Course dates")
    results_template_name = "training/admin/run_results.html"
    add_item_label = gettext_lazy("Add dates")

    def get_base_queryset(self):
        runs = super().get_base_queryset().select_related("course")
        runs = runs.annotate(session_count=Count("sessions"))
        if is_central(self.request.user):
            path = Substr(
                OuterRef("course__path"), 1, Length(OuterRef("course__path")) - CoursePage.steplen
            )
            host = Organisation.objects.filter(path=path).order_by().values("title")[:1]
            runs = runs.annotate(host=Subquery(host))
        return runs

    def order_queryset(self, queryset):
        return queryset  # the filter knows which is first

    @cached_property
    def columns(self):
        dates = self._get_title_column_class(DatesColumn)
        return [
            dates("dates", label=_("Dates"), accessor=say_dates, get_url=edit_address),
            StateColumn("state", label=_("State")),
            Column("places", label=_("Places taken"), accessor="places_said"),
        ]

    @cached_property
    def courses(self) -> list[CoursePage]:
        """The courses to which dates can be added."""
        return list(courses_of(self.request.user))

    @cached_property
    def course(self) -> CoursePage | None:
        """The course that the list is about, if it is about one."""
        asked = self.request.GET.get("course")
        return next((course for course in self.courses if str(course.pk) == asked), None)

    def get_page_subtitle(self):
        return self.course.title if self.course else ""

    def get_add_url(self):
        url = super().get_add_url()
        if not self.courses:
            return None
        return f"{url}?course={self.course.pk}" if self.course else url

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        if self.course:
            address = reverse("wagtailadmin_pages:edit", args=[self.course.pk])
            buttons.append(HeaderButton(_("The course’s page"), url=address, icon_name="edit"))
        return buttons

    def get_list_more_buttons(self, instance):
        """What can be done with each; whether it may be changed is said on its own page."""
        buttons = [
            (_("Look and change"), edit_address(instance), "edit"),
            (_("Bookings"), bookings_address(instance), "group"),
        ]
        if instance.starts_at:
            copy = reverse("copy_run", args=[instance.pk])
            buttons.append((_("Copy to another date"), copy, "copy"))
        return [
            Button(words, address, icon_name=icon, priority=place)
            for place, (words, address, icon) in enumerate(buttons)
        ]

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, **kwargs) | {
            "course": self.course,
            "courses": self.courses,
            "add_words": capfirst(self.add_item_label),
        }

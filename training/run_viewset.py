"""Course dates in the admin: the list, the form, and how far each run is."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, Value, When
from django.db.models.functions import Now
from django.forms import Select
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets import Button

from home.viewsets import WalledIndexView, WalledViewSet

from . import opening
from .bookings import Booking
from .filters import RunFilterSet
from .run_form import RunForm
from .runs import CourseRun


def bookings_address(run: CourseRun) -> str:
    """The list of bookings on a run."""
    return f"{reverse('bookings:index')}?run={run.pk}"


class RunIndexView(WalledIndexView):
    """Runs to come, soonest first; then those that are over."""

    page_title = gettext_lazy("Course dates")

    def get_base_queryset(self):
        over = Case(When(ends_at__lte=Now(), then=Value(1)), default=Value(0))
        return super().get_base_queryset().select_related("course").order_by(over, "starts_at")

    def order_queryset(self, queryset):
        return queryset

    def get_add_url(self):
        course = self.request.GET.get("course", "")
        url = super().get_add_url()
        return f"{url}?course={course}" if url and course.isdecimal() else url

    def get_list_more_buttons(self, instance):
        return [
            *super().get_list_more_buttons(instance),
            Button(_("Bookings"), bookings_address(instance), icon_name="group", priority=15),
            Button(
                _("Copy to another date"),
                reverse("copy_run", args=[instance.pk]),
                icon_name="copy",
                priority=16,
            ),
        ]


class RunCreateView(generic.CreateView):
    """New dates, as a draft."""

    def get_initial_form_instance(self):
        return CourseRun()

    def get_initial(self):
        return {"course": self.request.GET.get("course")}

    def get_success_url(self):
        return reverse("course_runs:edit", args=[self.object.pk])


class RunEditView(generic.EditView):
    """A run: how far it is, what can be done, its dates and places."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = self.get_object()
        self.is_locked = not opening.can_edit(self.object, request.user)

    def post(self, request, *args, **kwargs):
        if self.is_locked:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error("capacity", error)
            return self.form_invalid(form)

    def save_action(self):
        if self.form.told:
            sentence = ngettext(
                "%(count)d person gets a letter with the new dates.",
                "%(count)d people get a letter with the new dates.",
                self.form.told,
            )
            messages.info(self.request, sentence % {"count": self.form.told})
        return super().save_action()

    def get_success_url(self):
        return reverse("course_runs:edit", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        run, user = self.object, self.request.user
        return super().get_context_data(**kwargs) | {
            "run": run,
            "can_open": opening.can_open(run, user),
            "is_locked": self.is_locked,
            "bookings_address": bookings_address(run),
            "waiting": run.bookings.filter(status=Booking.Status.WAITING).count(),
        }


class RunDeleteView(generic.DeleteView):
    """Removes a run that nobody has booked."""

    def dispatch(self, request, *args, **kwargs):
        if self.object.bookings.exists():
            messages.error(
                request,
                _(
                    "People have booked these dates, so they cannot be deleted. "
                    "Cancel them instead: everybody gets a letter."
                ),
            )
            return redirect("course_runs:edit", self.object.pk)
        return super().dispatch(request, *args, **kwargs)


class RunViewSet(WalledViewSet):
    """Dates of a partner's own courses."""

    model = CourseRun
    icon = "date"
    menu_label = gettext_lazy("Course dates")
    index_view_class = RunIndexView
    add_view_class = RunCreateView
    edit_view_class = RunEditView
    edit_template_name = "training/admin/run.html"
    delete_view_class = RunDeleteView
    addresses = ("index", "index_results", "add", "edit", "delete")
    edit_handler = ObjectList(
        [
            FieldPanel("course", widget=Select),
            FieldRowPanel([FieldPanel("capacity"), FieldPanel("closes_at")]),
            InlinePanel(
                "sessions",
                heading=gettext_lazy("When and where"),
                label=gettext_lazy("Session"),
                min_num=1,
            ),
            FieldPanel("note"),
        ],
        base_form_class=RunForm,
    )
    list_display = [
        TitleColumn(
            "dates",
            label=gettext_lazy("Course and date"),
            accessor=str,
            get_url=lambda run: reverse("course_runs:edit", args=[run.pk]),
        ),
        Column("state", label=gettext_lazy("State"), accessor=CourseRun.get_state_display),
        Column("places", label=gettext_lazy("Places taken"), accessor=lambda run: run.places_said),
    ]
    filterset_class = RunFilterSet
    search_fields = ["course__title"]
    search_backend_name = None
    list_per_page = 30

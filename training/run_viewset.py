"""Course dates in the admin: making, changing and deleting them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views import generic

from home.edit_views import NothingLostMixin
from home.viewsets import WalledViewSet

from . import opening
from .bookings import Booking
from .filters import RunFilterSet
from .run_form import edit_handler
from .run_list import RunIndexView, bookings_address, edit_address
from .runs import CourseRun
from .walls import courses_of

BOOKINGS_SHOWN = 50


class StayMixin:
    """After saving, the run's own page: what comes next is done there."""

    def get_success_url(self):
        return edit_address(self.object)

    def get_success_buttons(self):
        return []


class RunCreateView(StayMixin, generic.CreateView):
    """New dates, as a draft."""

    page_title = gettext_lazy("Add dates")
    success_message = gettext_lazy("Saved as a draft, with places for people to book.")
    error_message = gettext_lazy("Not saved yet: please look at what is marked below.")
    submit_button_label = gettext_lazy("Save as a draft")

    def dispatch(self, request, *args, **kwargs):
        if not courses_of(request.user).exists():
            messages.warning(request, _("Add a course first: dates belong to one."))
            return redirect("course_runs:index")
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"course": self.request.GET.get("course")}

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        *above, _new = super().get_breadcrumbs_items()
        return [*above, {"url": "", "label": self.page_title}]


class RunEditView(StayMixin, NothingLostMixin, generic.EditView):
    """A run: how far it is, what can be done, its dates and places."""

    success_message = gettext_lazy("Saved.")
    error_message = gettext_lazy("Not saved yet: please look at what is marked below.")

    def get_queryset(self):
        return CourseRun.objects.select_related("course")

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not opening.can_edit(self.object, request.user):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error(None, error)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def get_success_message(self):
        told = self.form.told
        if not told:
            return super().get_success_message()
        return ngettext(
            "Saved. %(count)d person gets a letter with the new times.",
            "Saved. %(count)d people get a letter with the new times.",
            told,
        ) % {"count": told}

    def get_context_data(self, **kwargs):
        # As it is, not as a refused form would have it.
        run, user = self.get_queryset().get(pk=self.object.pk), self.request.user
        return super().get_context_data(**kwargs) | {
            "run": run,
            "can_edit": opening.can_edit(run, user),
            "can_open": opening.can_open(run, user),
            "can_send_back": opening.can_send_back(run, user),
            "can_cancel": opening.can_cancel(run, user),
            "reason": why_not_open(run),
            "bookings_address": bookings_address(run),
            "bookings": run.bookings.active()[:BOOKINGS_SHOWN],
            "waiting": run.bookings.filter(status=Booking.Status.WAITING).count(),
        }


def why_not_open(run: CourseRun) -> str:
    """What keeps these dates from being opened; nothing if they can be."""
    try:
        opening.check_can_open(run)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


class RunDeleteView(generic.DeleteView):
    """Removes a run that nobody has booked."""

    success_message = gettext_lazy("Deleted.")

    def dispatch(self, request, *args, **kwargs):
        if not opening.can_edit(self.object, request.user):
            raise PermissionDenied
        if self.object.bookings.exists():
            return self.refuse()
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:  # booked this very moment
            return self.refuse()

    def refuse(self):
        """Says why it stays."""
        messages.error(
            self.request,
            _(
                "People have booked these dates, so they cannot be deleted. "
                "Cancel them instead: everybody gets a letter."
            ),
        )
        return redirect(edit_address(self.object))

    def get_success_url(self):
        return f"{reverse('course_runs:index')}?course={self.object.course_id}"


class RunViewSet(WalledViewSet):
    """Dates of a partner's own courses."""

    model = CourseRun
    icon = "date"
    menu_label = gettext_lazy("Course dates")
    index_view_class = RunIndexView
    add_view_class = RunCreateView
    edit_view_class = RunEditView
    edit_template_name = "training/admin/run.html"
    create_template_name = "training/admin/new_run.html"
    delete_view_class = RunDeleteView
    addresses = ("index", "index_results", "add", "edit", "delete")
    edit_handler = edit_handler
    filterset_class = RunFilterSet
    search_fields = ["course__title"]
    search_backend_name = None
    add_to_reference_index = False
    list_per_page = 30

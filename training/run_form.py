"""The form of a run in the admin: its course, places, closing time, note and sessions."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from home.walls import WalledForm

from . import booking_desk, opening
from .moments import MomentInput
from .runs import CourseRun
from .session_forms import SessionsPanel
from .walls import courses_of

# What the form writes of a run that exists: never its counter or its state, and its capacity only
# by the booking desk, for all three may have changed since the form was opened.
WRITTEN = ["closes_at", "note", "starts_at", "ends_at", "sessions_told", "sessions"]


class RunForm(WalledForm):
    """A run with its sessions. `told` is how many people were written to about new dates."""

    told = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["course"]  # bookings were made for this one
        else:
            courses = self.fields["course"]
            courses.queryset = courses_of(self.for_user)
            alone = len(courses.queryset) == 1
            courses.empty_label = None if alone else _("Choose a course")

    def clean_capacity(self) -> int:
        capacity, run = self.cleaned_data["capacity"], self.instance
        if run.pk and capacity < run.places_taken:
            raise ValidationError(booking_desk.explain_capacity(run))
        return capacity

    def is_valid(self) -> bool:
        """Looks at the closing time too, which only the form with its sessions can judge."""
        if not super().is_valid():
            return False
        closes_at, starts = self.cleaned_data.get("closes_at"), self.formsets["sessions"].starts()
        if closes_at and starts and closes_at > min(starts):
            self.add_error("closes_at", _("It cannot close after the course has begun."))
        return not self.errors

    def save(self, commit: bool = True) -> CourseRun:
        """Saves what was asked, and writes to everybody booked if sessions have changed.

        Raises ValidationError if that is not right any more, and then nothing is saved.
        """
        run = super().save(commit=False)
        run.set_dates()
        with transaction.atomic():
            if run._state.adding:
                run.save()
                return run
            self.refuse_if_opened()
            self.set_capacity()
            run.save(update_fields=WRITTEN)
            if run.is_public and self.formsets["sessions"].has_changed():
                self.told = booking_desk.tell_all(run)
        return run

    def set_capacity(self) -> None:
        """Leaves it to the desk. Raises ValidationError on the field."""
        try:
            booking_desk.set_capacity(self.instance, self.cleaned_data["capacity"])
        except ValidationError as error:
            raise ValidationError({"capacity": error}) from error

    def refuse_if_opened(self) -> None:
        """Locks the run. Raises ValidationError if this user may not change it any more."""
        rows = CourseRun.objects.select_related("course").select_for_update(of=("self",))
        if not opening.can_edit(rows.get(pk=self.instance.pk), self.for_user):
            raise ValidationError(_("Somebody has opened or cancelled these dates meanwhile."))


edit_handler = ObjectList(
    [
        FieldPanel("course", widget=forms.Select),
        SessionsPanel(
            "sessions",
            heading=gettext_lazy("When and where"),
            label=gettext_lazy("session"),
            min_num=1,
            max_num=20,
        ),
        FieldRowPanel([FieldPanel("capacity"), FieldPanel("closes_at", widget=MomentInput)]),
        FieldPanel("note"),
    ],
    base_form_class=RunForm,
)

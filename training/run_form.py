"""The form of a run in the admin: its course, places, closing time, note and sessions."""

from hashlib import sha256

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
from .sessions import CourseSession
from .walls import courses_of

# What the form writes of a run that exists: never its counter or its state, and its capacity only
# by the booking desk, for all three may have changed since the form was opened.
WRITTEN = ["closes_at", "note", "starts_at", "ends_at", "sessions_told", "sessions"]


class RunForm(WalledForm):
    """A run with its sessions. `told` is how many people were written to about new dates."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    told = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["course"]  # bookings were made for this one
            self.initial["seen"] = imprint(self.instance)
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
            self.refuse_if_overtaken()
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

    def refuse_if_overtaken(self) -> None:
        """Locks the run. Raises ValidationError if somebody changed it since the form was opened.

        What was typed stays in the form, and can be saved after a look at what the other did.
        """
        rows = CourseRun.objects.select_related("course").select_for_update(of=("self",))
        run = rows.get(pk=self.instance.pk)
        if not opening.can_edit(run, self.for_user):
            raise ValidationError(_("Somebody has opened or cancelled these dates meanwhile."))
        now = imprint(run)
        if self.cleaned_data["seen"] not in {"", now}:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = now
            raise ValidationError(
                _(
                    "Somebody else has changed these dates meanwhile, so nothing is saved yet. "
                    "Compare with the page opened anew, then save again what should stand."
                )
            )


def imprint(run: CourseRun) -> str:
    """A short mark of what the form shows of a run: another mark, another run."""
    here = CourseRun.objects.filter(pk=run.pk).values_list("capacity", "closes_at", "note")
    sessions = CourseSession.objects.filter(run=run).order_by("pk").values_list()
    return sha256(repr([*here, *sessions]).encode()).hexdigest()[:16]


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

"""The form of a run in the admin: its course, places, closing time and sessions."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from home.walls import WalledForm, pages_changed_by

from . import booking_desk
from .courses import CoursePage

# What the form writes of a run that exists: never its counter, its state or, past the desk, its
# capacity, which may all have changed since the form was opened.
WRITTEN = ["closes_at", "note", "starts_at", "ends_at", "sessions_told", "sessions"]


def courses_of_editor(user):
    """The courses to which a user may add dates: source pages alone."""
    courses = CoursePage.objects.filter(alias_of=None, locale=Locale.get_default())
    return courses.filter(pk__in=pages_changed_by(user).values("pk")).order_by("title")


class RunForm(WalledForm):
    """A run with its sessions. `told` is to how many people new dates were written."""

    told = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        course = self.fields["course"]
        course.queryset = courses_of_editor(self.for_user)
        course.disabled = bool(self.instance.pk)

    def is_valid(self) -> bool:
        """Looks at what only the whole form can tell: places taken, and dates in the past."""
        if not super().is_valid():
            return False
        run, capacity = self.instance, self.cleaned_data["capacity"]
        if run.pk:
            run.refresh_from_db(fields=["places_taken", "state"])
            if capacity < run.places_taken:
                self.add_error("capacity", booking_desk.explain_capacity(run))
        starts = []
        for form in self.kept_sessions():
            starts.append(form.cleaned_data["starts_at"])
            if "starts_at" in form.changed_data and starts[-1] <= timezone.now():
                form.add_error("starts_at", _("This date is over. Choose one to come."))
        closes_at = self.cleaned_data["closes_at"]
        if closes_at and starts and closes_at > min(starts):
            self.add_error("closes_at", _("It cannot close after the course has begun."))
        return not self.errors and not any(form.errors for form in self.session_forms())

    def session_forms(self) -> list:
        """The forms of its sessions."""
        return self.formsets["sessions"].forms

    def kept_sessions(self) -> list:
        """The forms of the sessions that are to be there."""
        formset = self.formsets["sessions"]
        return [
            form
            for form in self.session_forms()
            if form.cleaned_data.get("starts_at") and form not in formset.deleted_forms
        ]

    def save(self, commit: bool = True):
        """Saves what was asked, and writes to everybody booked if dates or places moved.

        Raises ValidationError if places were booked meanwhile that the new capacity does not hold.
        """
        have_moved = self.formsets["sessions"].has_changed()
        run = super().save(commit=False)
        run.set_dates()
        with transaction.atomic():
            if run._state.adding:
                run.save()
                return run
            booking_desk.set_capacity(run, self.cleaned_data["capacity"])
            run.save(update_fields=WRITTEN)
            if have_moved and run.is_public:
                self.told = booking_desk.tell_all(run)
        return run

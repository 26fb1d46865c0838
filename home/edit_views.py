"""The views that change what is stored: who comes second is told, and nothing is lost."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.contrib.settings import views as settings_views
from wagtail.models import Page

from .overtaking import is_up_to_date, keep_theirs, lock_row

NOT_SAVED = _("Not saved yet: somebody else was faster. Please read what they changed.")


class NothingLostMixin:
    """Looks in the transaction that saves whether what was opened is still what is stored.

    Publishing, sending for review and planning are saves like any other.
    """

    def dispatch(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            lock_row(getattr(self, "model", None) or Page, kwargs.get("page_id", kwargs.get("pk")))
            return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        if is_up_to_date(form):
            response = super().form_valid(form)
            keep_theirs(form, self.request.user)
            return response
        if hasattr(form, "restore_required_fields"):
            form.restore_required_fields()
        return self.refuse(form)

    def refuse(self, form):
        """Shows the form as it was typed, with what the other changed above it."""
        self.produced_error_message = NOT_SAVED
        return self.form_invalid(form)


class NothingLostInPagesMixin(NothingLostMixin):
    """The same for pages, whose view has a template and an answer of its own."""

    def get_template_names(self):
        names = super().get_template_names()
        usual = "wagtailadmin/pages/edit.html"
        return ["home/admin/page_edit.html" if name == usual else name for name in names]

    def refuse(self, form):
        if self.expects_json_response:
            return self.json_error_response("invalid_revision", NOT_SAVED)
        messages.error(self.request, NOT_SAVED)
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())


class PageEditView(NothingLostInPagesMixin, EditView):
    """An existing page."""


class PageRevertView(NothingLostInPagesMixin, RevisionsRevertView):
    """A former version of a page, to be saved again."""


class WordingEditView(NothingLostMixin, settings_views.EditView):
    """The names and words that stand everywhere, in the place of Wagtail's view of them."""

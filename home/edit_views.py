"""The views that change what is stored: who comes second is told, and nothing is lost."""

from django.db import transaction
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.contrib.settings import views as settings_views
from wagtail.models import Page

from .overtaking import is_up_to_date, keep_theirs, lock_row


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
        self.produced_error_message = self.not_saved_message()
        return self.form_invalid(form)

    def not_saved_message(self) -> str:
        """What stands above the sentence that says who was faster."""
        return self.get_error_message()


class NothingLostInPagesMixin(NothingLostMixin):
    """The same for pages, whose view has a template of its own."""

    def get_template_names(self):
        names = super().get_template_names()
        usual = "wagtailadmin/pages/edit.html"
        return ["home/admin/page_edit.html" if name == usual else name for name in names]

    def not_saved_message(self) -> str:
        return ""


class PageEditView(NothingLostInPagesMixin, EditView):
    """An existing page."""


class PageRevertView(NothingLostInPagesMixin, RevisionsRevertView):
    """A former version of a page, to be saved again."""


class WordingEditView(NothingLostMixin, settings_views.EditView):
    """The names and words that stand everywhere, in the place of Wagtail's view of them."""

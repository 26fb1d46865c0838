"""Pages of partners that the programme team looks at before they are public."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState

from .lines import tidy_line

MOST_WORDS = 500


def reviews_for(user) -> QuerySet[TaskState]:
    """What waits for this user's look, the longest waiting first."""
    waiting = TaskState.objects.reviewable_by(user).filter(
        workflow_state__base_content_type__app_label="wagtailcore",
        workflow_state__base_content_type__model="page",
    )
    return waiting.select_related("revision__user", "workflow_state").order_by("started_at", "pk")


def page_of(review: TaskState) -> Page:
    """The page as it would be once it is published: as it was written last, by whomever."""
    page = Page.objects.get(pk=review.workflow_state.object_id)
    return page.get_latest_revision_as_object()


def changes_in(review: TaskState, request) -> list:
    """What differs from the public page, field by field; for a new page, all that it says.

    Each is one of Wagtail's comparisons, with `field_label` and `htmldiff`.
    """
    page = page_of(review)
    before = Page.objects.get(pk=page.pk).specific if page.live else type(page)()
    panel = type(page).get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    found = [compare(before, page) for compare in panel.get_comparison()]
    return [each for each in found if each.has_changed()]


def publish_reviewed(review: TaskState, user, revision_id: int) -> None:
    """Makes a page public as it was looked at. Raises ValidationError.

    `revision_id` is what the reviewer saw: Wagtail publishes the newest words, and they may be
    newer than what the author sent.
    """
    with transaction.atomic():
        lock(review, revision_id).approve(user=user)


def send_back(review: TaskState, user, revision_id: int, comment: str) -> None:
    """Gives a page back to its author with a sentence that says why. Raises ValidationError."""
    comment = tidy_line(comment)
    if not comment:
        raise ValidationError({"comment": _("Write what should change: the author reads it.")})
    with transaction.atomic():
        lock(review, revision_id).reject(user=user, comment=comment[:MOST_WORDS])


def lock(review: TaskState, revision_id: int) -> TaskState:
    """The review, held until this transaction ends. Raises ValidationError if it is not as seen."""
    rows = TaskState.objects.select_for_update(of=("self",)).select_related("workflow_state")
    review = rows.get(pk=review.pk)
    if review.status != TaskState.STATUS_IN_PROGRESS:
        raise ValidationError(_("Somebody else has answered this in the meantime."))
    page = Page.objects.select_for_update(of=("self",)).get(pk=review.workflow_state.object_id)
    if page.latest_revision_id != revision_id:
        raise ValidationError(
            _("Somebody has changed the page since you opened it. Please look at it again.")
        )
    return review

"""Pages that are not public as they were written last, and what they wait for."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState
from wagtail.query import PageQuerySet


class Draft(NamedTuple):
    """A page with unpublished words: what state it is in, and what a reviewer said of it."""

    page: Page
    state: str
    said: str = ""


def drafts_among(pages: PageQuerySet) -> PageQuerySet:
    """Those that are not public, or not as they were written last; the newest words first."""
    waiting = pages.filter(Q(live=False) | Q(has_unpublished_changes=True))
    newest = waiting.order_by("-latest_revision_created_at", "-pk")
    return newest.specific().prefetch_workflow_states()


def read_draft(page: Page) -> Draft:
    """How a draft stands."""
    review = page.current_workflow_state
    if review and review.status == WorkflowState.STATUS_IN_PROGRESS:
        return Draft(page, _("The programme team looks at it"))
    if review and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Draft(page, _("To be changed"), review.current_task_state.comment)
    if page.live:
        return Draft(page, _("Changed, and not published yet"))
    return Draft(page, _("Taken off") if page.first_published_at else _("Draft"))

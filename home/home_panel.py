"""What a partner sees of its own pages on the admin's first page; and what the team has to do."""

from collections.abc import Iterable

from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.query import PageQuerySet

from .drafts import drafts_among, read_draft
from .hints import hints_for
from .looking_over import not_looked_over
from .organisations import Organisation, below, pages_with_facts
from .reviewing import page_of, reviews_for
from .walls import organisations_of

MOST = 10


class YourDrafts(Component):
    """A partner's pages that are not public as they were written last, and why not."""

    order = 15
    template_name = "home/admin/your_drafts.html"

    def get_context_data(self, parent_context):
        pages = pages_of(organisations_of(parent_context["request"].user))
        return {"drafts": [read_draft(page) for page in drafts_among(pages)[:MOST]]}


class YourPages(Component):
    """Pages that nobody has looked over for long, what would help readers, what residents see."""

    order = 30
    template_name = "home/admin/your_pages.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        organisations = list(organisations_of(user).order_by("title")[:MOST])
        pages = pages_of(organisations)
        return {
            "organisations": organisations,
            "not_looked_over": list(not_looked_over(pages)[:MOST]),
            "hints": hints_on(pages, user),
            "csrf_token": parent_context["csrf_token"],
        }


def pages_of(organisations: Iterable[Organisation]) -> PageQuerySet:
    """The pages of these organisations in the source language, their own among them."""
    return Page.objects.filter(below(organisations), **pages_with_facts())


def hints_on(pages: PageQuerySet, user) -> list[tuple[Page, list]]:
    """What would help readers of the public pages among these, page by page."""
    rows = [
        (page, hints_for(page, user))
        for page in pages.live().order_by("-last_published_at")[:MOST].specific()
    ]
    return [(page, hints) for page, hints in rows if hints]


class PagesToLookAt(Component):
    """Partners' pages that wait for the programme team."""

    order = 8
    template_name = "home/admin/pages_to_look_at.html"

    def get_context_data(self, parent_context):
        waiting = reviews_for(parent_context["request"].user)
        rows = [(review, page_of(review)) for review in waiting[:MOST]]
        return {"rows": rows, "count": waiting.count()}

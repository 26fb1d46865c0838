"""Updates: short news of the programme, what was learnt and what changed because of it."""

from django.core.exceptions import ValidationError
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from .blocks import PageBody
from .pages import ListPage
from .panels import HintsPanel

PAGE_SIZE = 10


class UpdatesPage(ListPage):
    """The list of updates, the newest first."""

    subpage_types = ["home.UpdatePage"]
    template = "home/updates_page.html"

    class Meta:
        verbose_name = _("updates page")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"updates": self.page_of_updates(request.GET.get("page"))}

    def page_of_updates(self, number: str | None) -> PageOfList:
        """So many updates; a number that is none gives the first or the last."""
        pages = UpdatePage.objects.child_of(self).live().public()
        return Paginator(newest_first(pages), PAGE_SIZE).get_page(number)


class UpdatePage(Page):
    """One piece of news, in a few sentences. `on` is its day in Europe/London."""

    class Kind(models.TextChoices):
        LEARNT = "learnt", _("What we learnt")
        CHANGED = "changed", _("What we changed")
        NEWS = "news", _("News")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.NEWS)
    on = models.DateField(_("day"), default=timezone.localdate)
    summary = models.CharField(
        _("in a few sentences"),
        max_length=400,
        help_text=_("It stands in the list, on the home page and in the feed."),
    )
    body = StreamField(PageBody(), blank=True, verbose_name=_("text"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("on"),
        FieldPanel("summary"),
        FieldPanel("body"),
        HintsPanel(heading=_("What would help readers")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.UpdatesPage"]
    subpage_types = []
    template = "home/update.html"
    # Below the list these are addresses of their own.
    taken_slugs = frozenset({"feed", "follow"})

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")

    def clean(self) -> None:
        super().clean()
        if self.slug in self.taken_slugs:
            raise ValidationError({"slug": _("This address is taken. Choose another.")})


def latest_updates(locale_id: int, count: int) -> list[UpdatePage]:
    """The newest public updates in a language."""
    pages = UpdatePage.objects.live().filter(locale=locale_id, view_restrictions=None)
    return list(newest_first(pages)[:count])


def newest_first(pages: PageQuerySet) -> PageQuerySet:
    """By the day that readers see, then by when they were made."""
    return pages.order_by("-on", "-pk")

"""The home page, plain pages, and the few addresses that must always answer."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from .blocks import PageBody
from .pictures import picture_field
from .wording import Wording

# Below the home page these slugs belong to the contract: links from outside rely on them.
FIXED_SLUGS = frozenset(
    {
        "drop-ins",
        "partners",
        "neighbourhoods",
        "updates",
        "ideas",
        "learn",
        "training",
        "about",
        "accessibility",
        "privacy",
    }
)
# The pages of the elements: their title and introduction are settings (`home/naming.py`).
ELEMENT_SLUGS = {"drop-ins": "drop_in", "learn": "learning", "training": "training"}
FIXED_BELOW_ABOUT = frozenset({"data"})
HOME_DEPTH = 2


def is_fixed(page: Page) -> bool:
    """Whether people outside rely on this page's address, so that it cannot move or go."""
    if page.depth == HOME_DEPTH + 1:
        return page.slug in FIXED_SLUGS
    if page.depth == HOME_DEPTH + 2 and page.slug in FIXED_BELOW_ABOUT:
        return page.get_parent().slug == "about"
    return False


def fixed_page(slug: str) -> "PlainPage | None":
    """The live page of a fixed slug in the active language, whatever a translator called it."""
    source = (
        PlainPage.objects.live()
        .filter(depth__gt=HOME_DEPTH, slug=slug, locale=Locale.get_default())
        .order_by("depth")
        .first()
    )
    return source and source.localized


def whole_address(page: Page, request: HttpRequest | None = None) -> str:
    """A page's link for programmes that live elsewhere: always at the portal's own address."""
    return settings.SITE_URL + urlsplit(page.get_url(request) or "").path


def free_slug(parent: Page, name: str, reserved: Iterable[str] = ()) -> str:
    """The last part of a new page's address below another, which no other page there has.

    `reserved` are those that something else needs.
    """
    first = slugify(name)[:80] or "page"
    taken = {*parent.get_children().values_list("slug", flat=True), *reserved}
    slugs = (first if number == 1 else f"{first}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in slugs if slug not in taken)


class FixedAddressMixin(models.Model):
    """Keeps the slug of a fixed page from changing, and the names on an element's page."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.named_element:
            self.take_names()
        if not self.pk:
            return
        before = Page.objects.filter(pk=self.pk).first()
        if before and is_fixed(before) and self.slug != before.slug:
            raise ValidationError(
                {
                    "slug": _("Links from outside use the address “%(slug)s”: it has to stay.")
                    % {"slug": before.slug}
                }
            )

    @property
    def named_element(self) -> str | None:
        """The element whose public names this page shows; None for any other page.

        A translation keeps the words that its translator chose; an alias follows its source.
        """
        element = ELEMENT_SLUGS.get(self.slug)
        if not element or self.depth != HOME_DEPTH + 1 or self.alias_of_id:
            return None
        return element if self.locale_id == Locale.get_default().pk else None

    def take_names(self) -> None:
        """Its words are the element's, also when an old revision or a draft says others."""
        wording, element = Wording.load(), self.named_element
        self.title = getattr(wording, f"{element}_title")
        self.intro = getattr(wording, f"{element}_description")
        self.seo_title = self.search_description = ""


class ListPage(FixedAddressMixin, Page):
    """A page at a fixed address that lists the pages below it."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    max_count_per_parent = 1

    class Meta:
        abstract = True

    def listed(self, kind: type[Page]) -> PageQuerySet:
        """The public pages of one kind below this one, with their pictures."""
        return kind.objects.child_of(self).live().public().select_related("picture")


class HomePage(Page):
    """The front door: the next sessions, the three elements, when to get help now."""

    intro = models.CharField(
        _("first sentence"),
        max_length=250,
        help_text=_("What is here, for whom, in one or two short sentences."),
    )
    picture = picture_field()

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("picture")]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def route(self, request, path_components):
        """Finds a page below by its whole address: two queries instead of two for each level."""
        address = self.url_path + "".join(f"{part}/" for part in path_components)
        page = path_components and Page.objects.filter(url_path=address).first()
        if page:
            return page.specific.route(request, [])
        return super().route(request, path_components)


class PlainPage(FixedAddressMixin, Page):
    """A page of text. Some stand at fixed addresses and give a view its title and intro."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    body = StreamField(PageBody(), blank=True, verbose_name=_("text"))

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.HomePage", "home.PlainPage"]
    template = "home/plain_page.html"

    class Meta:
        verbose_name = _("plain page")

    def __str__(self) -> str:
        return self.title

"""The updates as a feed (Atom, RFC 4287), in the language of its address."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.models import Locale

from home.models import UpdatePage, Wording
from home.pages import whole_address
from home.updates import latest_updates
from home.wording import ELEMENTS

MOST = 30


def names_of_elements(wording: Wording) -> str:
    """The names of the three elements in one line."""
    names = [getattr(wording, f"{element}_name") for element in ELEMENTS]
    return get_text_list(names, _("and"))


class UpdatesFeed(Feed):
    """The newest thirty. Links are at the portal's own address, as in calendars."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return Wording.load().programme_name

    def subtitle(self) -> str:
        """The elements by their public names."""
        return names_of_elements(Wording.load())

    def link(self) -> str:
        return settings.SITE_URL + reverse("wagtail_serve", args=["updates/"])

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("updates_feed")

    def items(self) -> list[UpdatePage]:
        return latest_updates(Locale.get_active().pk, MOST)

    def item_title(self, item: UpdatePage) -> str:
        return item.title

    def item_description(self, item: UpdatePage) -> str:
        return item.summary

    def item_link(self, item: UpdatePage) -> str:
        return whole_address(item)

    def item_pubdate(self, item: UpdatePage):
        return item.first_published_at

    def item_updateddate(self, item: UpdatePage):
        return item.last_published_at

    def item_categories(self, item: UpdatePage) -> list[str]:
        return [item.get_kind_display()]

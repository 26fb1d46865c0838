"""Addresses that links from outside rely on, and partners' walls around venues and drafts."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from home.models import Organisation, Venue
from home.pages import fixed_page, is_fixed
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
FIXED = ["drop-ins", "partners", "learn", "about", "accessibility", "privacy"]


def fixed(slug):
    return Page.objects.get(slug=slug, depth=3).specific


@pytest.mark.parametrize("slug", FIXED)
def test_a_fixed_page_keeps_its_slug(slug):
    page = fixed(slug)
    assert is_fixed(page)
    page.slug = "elsewhere"
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert "slug" in refusal.value.message_dict


def test_where_our_data_comes_from_is_fixed_too():
    assert is_fixed(Page.objects.get(slug="data", depth=4))


def test_a_partner_page_of_the_same_slug_is_not_fixed():
    assert not is_fixed(make_organisation(slug="about"))


def test_a_fixed_page_gives_a_view_its_title():
    assert fixed_page("drop-ins").title == "Find a drop-in near you"
    assert fixed_page("not-there") is None


@pytest.mark.parametrize("slug", FIXED)
@pytest.mark.parametrize("action", ["delete", "unpublish", "move/{}/confirm"])
def test_even_the_superuser_cannot_take_a_fixed_page_away(log_in, slug, action):
    page = fixed(slug)
    action = action.format(make_organisation().pk)
    answer = log_in("admin").post(f"/admin/pages/{page.pk}/{action}/", follow=True)
    assert "stays where it is" in answer.content.decode()
    page.refresh_from_db()
    assert page.live


def test_nor_several_at_once(log_in):
    page = fixed("privacy")
    answer = log_in("admin").post(f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}", follow=True)
    assert "stays where it is" in answer.content.decode()
    assert Page.objects.filter(pk=page.pk).exists()


def test_an_ordinary_page_can_be_deleted(log_in):
    organisation = make_organisation()
    log_in("admin").post(f"/admin/pages/{organisation.pk}/delete/")
    assert not Organisation.objects.filter(pk=organisation.pk).exists()


def test_a_partner_can_choose_any_venue_and_change_only_its_own(log_in):
    client = log_in("partner1")
    others = Venue.objects.get(name="Noor House")
    own = Venue.objects.get(name="Eastgate Library")
    chooser = client.get("/admin/venues/choose/results/").content.decode()
    assert "Noor House" in chooser
    assert client.get(f"/admin/venues/edit/{own.pk}/").status_code == 200
    assert client.get(f"/admin/venues/edit/{others.pk}/").status_code == 404


def test_a_partner_can_keep_a_venue_only_for_itself(log_in):
    client = log_in("partner1")
    others = Organisation.objects.get(slug="noor-house")
    answer = client.post(
        "/admin/venues/new/",
        {"name": "Mine?", "street": "1", "town": "T", "postcode": "LE5 1AA", "keeper": others.pk},
    )
    assert answer.status_code == 200
    assert not Venue.objects.filter(name="Mine?").exists()

"""Who is in the open data: by choice, in public, and without anybody's name."""

import pytest
from wagtail.models import PageViewRestriction

from events.models import Host, SeriesPerson
from home.models import Organisation
from tests.factories import make_drop_in, make_organisation, make_venue

from .reading import everything, get, service_of
from .standard import BASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return make_organisation(in_open_data=True, phone="01632 960011", email="us@partner.example")


@pytest.fixture
def series(organisation):
    return make_drop_in(organisation, title="Tea for knees")


def addresses_of(client, series) -> list[str]:
    """Where a series is told, each found through the data itself."""
    service = service_of(client, series)
    paths = [f"/services/{service['id']}"]
    paths += [f"/service_at_locations/{each['id']}" for each in service["service_at_locations"]]
    assert len(paths) == 2
    return paths


def assert_gone(client, series, paths):
    """Nowhere in the data, and not by its ids either."""
    key = str(series.translation_key)
    for path in paths:
        assert client.get(BASE + path).status_code == 404
    for path in ("/services", "/service_at_locations"):
        assert key not in str(everything(client, path))


def assert_there(client, series, paths):
    for path in paths:
        assert client.get(BASE + path).status_code == 200
    for path in ("/services", "/service_at_locations"):
        assert str(series.translation_key) in str(everything(client, path))


def test_an_organisation_is_in_it_by_its_own_choice_alone(client, series, organisation):
    paths = addresses_of(client, series)
    assert_there(client, series, paths)
    organisation.in_open_data = False
    organisation.save_revision()
    assert_there(client, series, paths)  # a draft of the choice is no choice yet
    organisation.get_latest_revision().publish()
    assert_gone(client, series, paths)
    assert "01632 960011" not in str(everything(client, "/services"))
    organisation.refresh_from_db()
    organisation.in_open_data = True
    organisation.save_revision().publish()
    assert_there(client, series, paths)


def test_nobody_is_in_it_unless_they_said_so(client):
    assert not Organisation().in_open_data
    series = make_drop_in(make_organisation())
    assert str(series.translation_key) not in str(everything(client, "/services"))


def test_all_of_the_demo_but_one_chose_it(client):
    names = {each["organization"]["name"] for each in everything(client, "/services")}
    chosen = set(Organisation.objects.filter(in_open_data=True).values_list("title", flat=True))
    assert names == chosen
    assert Organisation.objects.filter(alias_of=None).count() == len(chosen) + 1


def test_an_unpublished_series_is_gone(client, series):
    paths = addresses_of(client, series)
    series.unpublish()
    assert_gone(client, series, paths)


def test_an_unpublished_organisation_takes_its_series_along(client, series, organisation):
    paths = addresses_of(client, series)
    organisation.unpublish()
    assert_gone(client, series, paths)


@pytest.mark.parametrize("above", [False, True])
def test_what_a_privacy_setting_hides_is_gone(client, series, organisation, above):
    paths = addresses_of(client, series)
    page = organisation if above else series
    lock = PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    assert_gone(client, series, paths)
    lock.delete()
    assert_there(client, series, paths)


def test_a_deleted_series_is_gone(client, series):
    paths = addresses_of(client, series)
    series.delete()
    assert_gone(client, series, paths)


def test_a_draft_is_not_in_it(client, organisation):
    draft = make_drop_in(organisation, live=False)
    assert_gone(client, draft, [f"/services/{draft.translation_key}"])


def test_a_draft_of_new_words_is_not_in_it(client, series):
    series.title = "Not yet"
    series.save_revision()
    assert service_of(client, series)["name"] == "Tea for knees"


def test_nobodys_name_and_no_hosts_address_is_in_it(client, series):
    Host.objects.create(series=series, first_name="Zebedee", email="zebedee@home.example")
    series.people = [SeriesPerson(role="host", first_name="Zebedee", name_agreed_on="2026-01-01")]
    series.save_revision().publish()
    words = [client.get(BASE + path).content.decode() for path in addresses_of(client, series)]
    words.append(str(everything(client, "/services")))
    assert [text for text in words if "zebedee" in text.lower()] == []
    assert all("us@partner.example" in text for text in words)


def test_only_shared_numbers_are_in_it(client, series):
    service = service_of(client, series)
    assert [phone["number"] for phone in service["phones"]] == ["01632 960001"]
    assert [phone["number"] for phone in service["organization"]["phones"]] == ["01632 960011"]


def test_without_a_shared_address_none_is_made_up(client, organisation):
    organisation.email = organisation.phone = ""
    organisation.save_revision().publish()
    service = service_of(client, make_drop_in(organisation))
    assert not {"email", "assurer_email"} & set(service)
    assert "email" not in service["organization"]
    assert service["organization"]["phones"] == []


def test_what_is_known_of_getting_in_is_told_and_so_is_what_is_not(client, organisation):
    venue = make_venue(step_free="yes", parking="no", access_note="Ring the lower bell.")
    service = service_of(client, make_drop_in(organisation, venue=venue))
    [place] = service["service_at_locations"]
    said = [entry["description"] for entry in place["location"]["accessibility"]]
    assert said == [
        "Step-free way in: yes.",
        "Accessible toilet: not known.",
        "Hearing loop: not known.",
        "Seats while you wait: not known.",
        "Parking: no.",
        "Bus stop near: not known.",
        "Ring the lower bell.",
    ]


def test_languages_have_their_code_and_terms_say_what_it_is(client, organisation):
    series = make_drop_in(organisation, languages=["en", "ur"])
    series.people = [SeriesPerson(role="physio")]
    series.save_revision().publish()
    service = service_of(client, series)
    assert [each["code"] for each in service["languages"]] == ["en", "ur"]
    names = [each["taxonomy_term"]["name"] for each in service["attributes"]]
    assert names == ["Community Health Drop-In", "Physio"]
    for attribute in service["attributes"]:
        assert get(client, f"/taxonomy_terms/{attribute['taxonomy_term_id']}")["name"] in names


def test_a_link_leads_to_the_page(client, series):
    url = service_of(client, series)["url"]
    assert url == f"http://127.0.0.1:8000{series.url}"
    assert client.get(series.url).status_code == 200


def test_the_data_page_names_the_open_data(client):
    assert f'href="{BASE}/"' in client.get("/about/data/").content.decode()


def test_a_partner_finds_the_choice_on_its_own_page(log_in):
    library = Organisation.objects.get(slug="eastgate-library", alias_of=None)
    page = log_in("partner1").get(f"/admin/pages/{library.pk}/edit/").content.decode()
    assert 'name="in_open_data"' in page
    assert "Nobody’s name is in it" in page

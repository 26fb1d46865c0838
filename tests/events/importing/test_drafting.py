"""Drafts: made once, renewed while nobody works on them, and never against a person's will."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.importing import drafting
from events.importing.drafting import make_drafts, preview
from events.importing.imports import Import, Imported
from events.models import DropInPage
from home.models import Venue
from tests.events.importing.bringing import (
    HEADING,
    TEA,
    bring,
    count_all,
    drafts_of,
    facts_of,
    keep,
    states,
)
from tests.factories import make_drop_in, make_organisation, make_venue

pytestmark = pytest.mark.django_db
SOURCE = HEADING + TEA
LATER = SOURCE.replace("10am", "11am")


def test_a_draft_has_what_the_source_says_and_nobody_else_sees_it(organisation, client):
    [line] = bring(organisation, SOURCE)
    [draft] = drafts_of(organisation)
    assert (line.state, line.page) == ("new", draft.pk)
    assert facts_of(draft) == ("Every Tuesday", time(10), time(12, 30), "Moat Hall")
    assert (draft.title, draft.summary) == ("Tea and moving", "Tea for backs")
    assert draft.phone == organisation.phone
    assert not draft.live
    assert draft.occurrences.count() == 0
    assert client.get(draft.url).status_code == 404
    assert "Tea and moving" not in client.get("/drop-ins/").content.decode()


def test_a_draft_can_be_completed_and_published(organisation):
    bring(organisation, SOURCE)
    [draft] = drafts_of(organisation)
    draft.languages = ["en"]
    draft.save_revision().publish()
    assert draft.occurrences.upcoming().count() > 40


def test_who_agreed_to_what_is_kept(organisation):
    bring(organisation, SOURCE)
    row = Import.objects.get(organisation=organisation)
    assert (row.source, row.consent) == ("dates.csv", "Ann, by telephone")
    assert row.read_at.date() == timezone.now().date()
    with pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.create(organisation=organisation, source="dates.csv", consent="")


def test_a_new_venue_is_kept_by_the_organisation_and_knows_nothing_of_access(organisation):
    bring(organisation, SOURCE)
    venue = Venue.objects.get(name="Moat Hall")
    assert (venue.keeper, venue.postcode, venue.town) == (organisation, "LE5 1AB", "Testham")
    assert {answer for _name, _label, answer in venue.access_facts} == {"not_known"}


@pytest.mark.parametrize("postcode", ["LE5 1AB", ""])
def test_a_venue_that_there_is_is_used_and_left_as_it_is(organisation, postcode):
    venue = make_venue(name="Moat Hall", postcode="LE5 1AB", street="Elsewhere", town="Hereby")
    bring(organisation, SOURCE.replace("LE5 1AB", postcode))
    [draft] = drafts_of(organisation)
    assert draft.venue == venue
    again = Venue.objects.get(name="Moat Hall")
    assert (again.street, again.town, again.keeper) == ("Elsewhere", "Hereby", None)


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ("12 Long Street", "missing: street"),
        ("Testham", "missing: town"),
        ("LE5 1AB", "missing: full postcode"),
    ],
)
def test_a_venue_of_which_too_little_is_known_is_not_made(organisation, gone, words):
    before = Venue.objects.count()
    [line] = bring(organisation, SOURCE.replace(gone, ""))
    [draft] = drafts_of(organisation)
    assert draft.venue is None
    assert Venue.objects.count() == before
    assert words in " ".join(line.notes)


def test_a_venue_at_a_postcode_that_nobody_knows_is_not_made(organisation):
    [line] = bring(organisation, SOURCE.replace("LE5 1AB", "ZZ99 9ZZ"))
    assert "We do not know the place of ZZ99 9ZZ" in " ".join(line.notes)
    assert not Venue.objects.filter(name="Moat Hall").exists()


def test_two_series_at_one_new_place_share_its_venue(organisation):
    bring(organisation, SOURCE + TEA.replace("Tea and moving", "Garden group"))
    assert Venue.objects.filter(name="Moat Hall").count() == 1
    assert len({draft.venue_id for draft in drafts_of(organisation)}) == 1


def test_again_is_the_same_as_once(organisation):
    bring(organisation, SOURCE)
    before = count_all()
    revision = drafts_of(organisation)[0].latest_revision_id
    assert states(bring(organisation, SOURCE)) == ["same"]
    pages, venues, imports, imported = count_all()
    assert (pages, venues, imports - 1, imported) == before
    assert drafts_of(organisation)[0].latest_revision_id == revision


def test_days_that_pass_change_nothing(organisation, time_machine):
    bring(organisation, SOURCE)
    time_machine.move_to(timezone.now() + timedelta(days=30))
    assert states(bring(organisation, SOURCE)) == ["same"]


def test_what_changed_there_renews_the_draft(organisation):
    bring(organisation, SOURCE)
    assert states(bring(organisation, LATER)) == ["renewed"]
    [draft] = drafts_of(organisation)
    assert draft.start_time == time(11)
    assert not draft.live
    assert DropInPage.objects.get(pk=draft.pk).start_time == time(11)
    assert states(bring(organisation, LATER)) == ["same"]


def test_a_draft_that_somebody_worked_on_is_left_alone(organisation):
    bring(organisation, SOURCE)
    [draft] = drafts_of(organisation)
    draft.summary = "Our own words."
    draft.save_revision(clean=False)
    [line] = bring(organisation, LATER)
    assert (line.state, line.page) == ("edited", draft.pk)
    [draft] = drafts_of(organisation)
    assert (draft.summary, draft.start_time) == ("Our own words.", time(10))


def test_what_is_public_is_never_changed(organisation):
    bring(organisation, SOURCE)
    [draft] = drafts_of(organisation)
    draft.languages = ["en"]
    draft.save_revision().publish()
    assert states(bring(organisation, LATER)) == ["edited"]
    assert DropInPage.objects.get(pk=draft.pk).start_time == time(10)


def test_what_was_deleted_here_stays_deleted(organisation):
    bring(organisation, SOURCE)
    drafts_of(organisation)[0].delete()
    assert states(bring(organisation, SOURCE)) == ["deleted"]
    assert states(bring(organisation, LATER)) == ["deleted"]
    assert drafts_of(organisation) == []


def test_a_venue_that_was_deleted_here_does_not_come_back(organisation):
    bring(organisation, SOURCE)
    [draft] = drafts_of(organisation)
    venue, draft.venue = draft.venue, None
    draft.save()
    draft.save_revision(clean=False)
    venue.delete()
    lines = bring(organisation, SOURCE + TEA.replace("Tea and moving", "Garden group"))
    assert states(lines) == ["same", "new"]
    assert lines[1].notes == [
        "The venue “Moat Hall” was deleted here. Choose another in the draft."
    ]
    assert not Venue.objects.filter(name="Moat Hall").exists()


def test_what_a_person_made_here_before_is_not_made_twice(organisation):
    there = make_drop_in(organisation, title="tea AND moving", start_time=time(10))
    [line] = bring(organisation, SOURCE)
    assert (line.state, line.page) == ("there", there.pk)
    assert len(drafts_of(organisation)) == 1


def test_a_second_time_of_day_is_a_second_series(organisation):
    lines = bring(organisation, SOURCE + TEA.replace("10am;12.30pm", "2pm;4pm"))
    assert states(lines) == ["new", "new"]
    assert [draft.start_time for draft in drafts_of(organisation)] == [time(10), time(14)]
    assert len({draft.slug for draft in drafts_of(organisation)}) == 2


def test_a_name_that_an_address_needs_gets_another_address(organisation):
    bring(organisation, SOURCE.replace("Tea and moving", "Poster"))
    assert [draft.slug for draft in drafts_of(organisation)] == ["poster-2"]


def test_two_partners_bring_the_same_and_each_has_its_own(organisation):
    other = make_organisation()
    assert states(bring(organisation, SOURCE)) == ["new"]
    assert states(bring(other, SOURCE)) == ["new"]
    assert len(drafts_of(other)) == 1


def test_more_than_we_make_at_once_waits_for_the_next_time(organisation, monkeypatch):
    monkeypatch.setattr(drafting, "MOST_AT_ONCE", 2)
    source = HEADING + "".join(TEA.replace("Tea", f"Tea {number}") for number in range(3))
    assert states(bring(organisation, source)) == ["new", "new", "later"]
    assert states(bring(organisation, source)) == ["same", "same", "new"]


def test_looking_writes_nothing_and_says_what_making_does(organisation):
    kept = keep(organisation, SOURCE)
    before = count_all()
    looked = preview(kept)
    assert count_all() == before
    made = make_drafts(kept)
    assert [(line.title, line.state, line.when) for line in looked] == [
        (line.title, line.state, line.when) for line in made
    ]


def test_pressing_twice_makes_no_doubles(organisation):
    kept = keep(organisation, SOURCE)
    make_drafts(kept)
    with pytest.raises(ValidationError, match="made already"):
        make_drafts(kept)
    assert len(drafts_of(organisation)) == 1


def test_two_imports_that_were_read_before_either_was_made_make_one_draft(organisation):
    first, second = keep(organisation, SOURCE), keep(organisation, SOURCE, "other.csv")
    assert states(make_drafts(first)) == ["new"]
    assert states(make_drafts(second)) == ["same"]
    assert len(drafts_of(organisation)) == 1


def test_without_a_look_under_the_lock_the_database_still_refuses_doubles(
    organisation, monkeypatch
):
    """The twin: what was planned before the other import was made is out of date."""
    first, second = keep(organisation, SOURCE), keep(organisation, SOURCE, "other.csv")
    stale = drafting.plan(organisation, drafting.proposals_of(second))
    make_drafts(first)
    monkeypatch.setattr(drafting, "plan", lambda *_: stale)
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        make_drafts(second)
    assert len(drafts_of(organisation)) == 1


def test_the_database_knows_a_key_once_for_each_organisation(organisation):
    bring(organisation, SOURCE)
    row = Imported.objects.filter(organisation=organisation).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Imported.objects.create(organisation=organisation, key=row.key)


def test_a_fault_in_the_middle_leaves_nothing(organisation, monkeypatch):
    kept = keep(organisation, SOURCE + TEA.replace("Tea and moving", "Garden group"))
    before = count_all()
    remember = drafting.remember

    def fail_at_the_second(step, page, user):
        remember(step, page, user)
        if page.title == "Garden group":
            raise RuntimeError("the lights went out")

    monkeypatch.setattr(drafting, "remember", fail_at_the_second)
    with pytest.raises(RuntimeError):
        make_drafts(kept)
    assert count_all() == before
    assert drafts_of(organisation) == []
    kept.refresh_from_db()
    assert kept.done_at is None
    monkeypatch.undo()
    assert states(make_drafts(kept)) == ["new", "new"]


def test_an_organisation_that_goes_takes_its_imports_along(organisation):
    bring(organisation, SOURCE)
    organisation.delete()
    assert not Import.objects.exists()
    assert not Imported.objects.exists()

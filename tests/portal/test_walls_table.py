"""Every admin address, asked by everybody for their own rows and for other people's.

The addresses come from the URL resolver, so a new one is in the table as soon as it exists; one
with parameters that nobody has thought about yet fails until `walls_cases.py` says what fills it.
"""

from datetime import timedelta
from itertools import permutations

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.permissions import policy_registry, register_permission_policy

from home.letters import Letter
from home.models import Venue
from home.walls import PagePermissionPolicy
from tests.factories import next_weekday
from tests.portal.walls_cases import (
    CHANGED,
    FOUND,
    GATED,
    MAY_ANSWER,
    OPEN_TO_VISITORS,
    SHOWN,
)
from tests.portal.walls_desk import ADDRESSES, Address, Answer, Desk, form_in, paths
from tests.portal.walls_rows import BAIT, PARTNERS
from training.models import Booking, CourseRun

pytestmark = pytest.mark.django_db
PAIRS = list(permutations(PARTNERS, 2))
REFUSED = {302, 400, 403, 404, 405}


every_address = pytest.mark.parametrize("address", ADDRESSES, ids=str)


def addresses(names: list[str]):
    """Those of the table's addresses that have these names."""
    found = [address for address in ADDRESSES if address.name in names]
    return pytest.mark.parametrize("address", found, ids=str)


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker):
    """One desk for the whole table, on top of the demo; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Desk()
        transaction.set_rollback(True)


def overwrite(text: str, has) -> dict:
    """The form of a page as somebody would send it who wants to change all, and fetch it here."""
    form = form_in(text)
    extras = {
        "action-publish": "1",
        "answer": "accept",
        "comment": "Taken over",
        "is_editing": "1",
        "reason": "venue",
        "staff": "physio",
        "tags": "taken",
    }
    wishes = point_at(has) | {
        "title": "Taken over",
        "name": "Taken over",
        "note": "Taken over",
        "answer": "Taken over",
        "first_on": timezone.localdate() + timedelta(days=99),
        "last_on": timezone.localdate() + timedelta(days=99),
        "on": next_weekday(3) + timedelta(weeks=6),
        "first_name": "Taken",
        "email": "taken.over@example.org",
        "new_slug": "taken-over",
        "restriction_type": "login",
    }
    if form:
        wishes = {key: wish for key, wish in wishes.items() if key in form}
    return extras | form | wishes


def point_at(has) -> dict:
    """Fields by which a row would come to a partner, or something of that partner's to the row."""
    return {
        "collection": has.collection.pk,
        "course": has.course.pk,
        "destination_page_id": has.organisation.pk,
        "external-link-chooser-link_text": "there",
        "external-link-chooser-url": has.live.url,
        "keeper": has.organisation.pk,
        "new_parent_page": has.organisation.pk,
        "parent_page": has.organisation.pk,
        "picture": has.image.pk,
        "to": has.handover.receiver_id,
        "venue": has.venue.pk,
    }


def queries(address: Address, is_row: bool, other) -> list[dict]:
    """What is put after the address: nothing, a search for everybody's, the other's numbers."""
    search = {"q": BAIT, "term": BAIT, "search_all": "1"}
    numbers = {"id": other.ids, "multiple": "1"}
    if is_row:
        return [{}, search]
    if address.name == "wagtail_bulk_action":
        return [numbers, {"id": "all", "childOf": other.organisation.pk}, {"id": "all"}]
    if address.name.startswith("wagtailadmin_choose_page"):
        return [{}, search, numbers]
    if address.name in {"bookings:index", "course_runs:index"}:
        theirs = {"run": other.run.pk, "course": other.course.pk, "when": "all"}
        return [{}, search | {"export": "csv"}, theirs, theirs | {"export": "xlsx"}]
    return [{}, search | numbers | {"export": "csv"}]


def ask_for_own(desk, address, me, other, seen: dict):
    """A partner's answers at addresses of its own and of everybody's; fills `seen` with pages."""
    theirs, is_row = desk.has[other], desk.is_row(address)
    questions = queries(address, is_row, theirs)
    for path in paths(address, desk.has[me]):
        for query in questions:
            answer = desk.ask(me.username, path, query, watched=other)
            seen.setdefault(path, answer.text)
            yield answer
        yield desk.ask(me.username, path, questions[0], overwrite(seen[path], theirs), other)
        questions = questions[:1] if is_row else questions


def ask_for_theirs(desk, address, me, other, seen: dict):
    """A partner's answers at the other's addresses; posts the form that its owner has seen."""
    for path in paths(address, desk.has[other]):
        yield desk.ask(me.username, path, watched=other)
        yield desk.ask(me.username, path, None, overwrite(seen[path], desk.has[me]), other)


def check(answer: Answer, other) -> None:
    """Nothing of the other's told or changed, and no crash that would hide it."""
    assert not answer.told(other)
    assert not answer.changed
    assert answer.status < 500


def test_an_address_with_unheard_of_parameters_has_to_be_thought_about(desk):
    with pytest.raises(pytest.fail.Exception, match="FILL"):
        paths(Address("new_room:door", "door_id"), desk.has[PARTNERS[0]])


@every_address
def test_a_visitor_gets_no_further_than_the_login(desk, address):
    partner = PARTNERS[0]
    for path in paths(address, desk.has[partner]):
        for post in (None, overwrite("", desk.has[partner])):
            answer = desk.ask("visitor", path, None, post, partner)
            check(answer, partner)
            if address.name not in OPEN_TO_VISITORS:
                assert answer.status in REFUSED
                assert answer.status != 302 or "/admin/login/" in answer.text


def prove_the_wall(desk: Desk, address: Address) -> None:
    """Each partner asks for its own rows, for everybody's and for the other's, in every way."""
    seen = {}
    for me, other in PAIRS:
        for answer in ask_for_own(desk, address, me, other, seen):
            check(answer, other)
    for me, other in PAIRS if desk.is_row(address) else []:
        for answer in ask_for_theirs(desk, address, me, other, seen):
            check(answer, other)
            assert answer.status in REFUSED or address.name in MAY_ANSWER


@every_address
def test_a_partner_never_meets_another(desk, address):
    prove_the_wall(desk, address)


@pytest.mark.parametrize("who", ["partner1", "team", "admin"])
@addresses(SHOWN)
def test_those_to_whom_a_row_belongs_get_in_and_read_it(desk, address, who):
    partner = PARTNERS[0]
    answers = [desk.ask(who, path) for path in paths(address, desk.has[partner])]
    assert any(answer.status == 200 and answer.told(partner) for answer in answers)


@pytest.mark.parametrize("who", ["partner1", "team", "admin"])
@addresses(FOUND)
def test_the_bait_is_found_by_those_who_may_find_it(desk, address, who):
    answer = desk.ask(who, reverse(address.name), {"q": BAIT})
    assert answer.told(PARTNERS[0])
    assert bool(answer.told(PARTNERS[1])) == (who != "partner1")


@pytest.mark.parametrize("action", ["publish", "move"])
def test_own_drafts_are_handled_together_but_not_handed_over(desk, action):
    me, other = PARTNERS
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = {"id": desk.has[me].draft.pk}
    assert desk.ask(me.username, path, query).told(me)
    for parent in (desk.has[other].organisation, desk.has[other].draft):
        form = {"chooser": parent.pk} if action == "move" else {}
        check(desk.ask(me.username, path, query, form, other), other)
        changed = desk.ask(me.username, path, query, form, me).changed
        assert ("pages" in changed) == (action == "publish")


@addresses(["wagtailadmin_pages:edit", "venues:edit"])
def test_a_picture_cannot_be_had_by_its_number(desk, address):
    me, other = PARTNERS
    for path in paths(address, desk.has[me])[:1]:
        form = form_in(desk.ask(me.username, path).text)
        form |= {"title": "", "name": "", "picture": desk.has[other].image.pk}
        assert desk.ask("admin", path, None, form, other).told(other)
        assert not desk.ask(me.username, path, None, form, other).told(other)


@addresses(CHANGED)
def test_a_post_that_is_refused_to_others_works_for_a_superuser(desk, address):
    partner = PARTNERS[1]
    query = {"id": desk.has[partner].ids} if address.name == "wagtail_bulk_action" else None
    answers = []
    for path in paths(address, desk.has[partner]):
        data = overwrite(desk.ask("admin", path, query).text, desk.has[partner])
        answers.append(desk.ask("admin", path, query, data, partner))
    assert any(answer.changed for answer in answers)


class OpenPolicy(PagePermissionPolicy):
    """A wall with nothing behind it: everybody knows every row."""

    def rows_of(self, user):
        return self.model.objects.all()


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("venues:edit", Venue),
        ("course_runs:index", CourseRun),
        ("course_runs:edit", CourseRun),
        ("bookings:index", Booking),
        ("bookings:inspect", Booking),
        ("letters:index", Letter),
    ],
)
def test_the_table_notices_when_a_list_loses_its_wall(desk, name, model):
    [address] = [address for address in ADDRESSES if address.name == name]
    wall = policy_registry.get_by_type(model)
    register_permission_policy(model, OpenPolicy(model))
    try:
        with pytest.raises(AssertionError):
            prove_the_wall(desk, address)
    finally:
        register_permission_policy(model, wall)


@addresses(GATED)
def test_the_table_notices_when_the_gate_is_gone(desk, address):
    rest = [name for name in settings.MIDDLEWARE if not name.startswith("home.gate")]
    with override_settings(MIDDLEWARE=rest):
        desk.open()
        with pytest.raises(AssertionError):
            prove_the_wall(desk, address)
    desk.open()

"""The few terms that services are sorted by: what it is, and who is there."""

from typing import NamedTuple

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from home.models import Wording

from ..drop_ins import DropInPage
from ..learning_sessions import LearningSessionPage
from ..people import Role, SeriesPerson, roles_of
from ..series import SeriesPage
from .ids import make_shared_id


class Term(NamedTuple):
    """A term and what in our data it stands for: a kind of page, or a role.

    A kind is called what its element is called in public, which is a setting.
    """

    taxonomy: str
    key: str
    means: type | Role
    name: str = ""
    description: str = ""

    @property
    def id(self) -> str:
        """Its id, the same in every portal."""
        return make_shared_id("term", self.taxonomy, self.key)

    def narrow(self, series):
        """Those of `series` that this term fits."""
        if isinstance(self.means, Role):
            people = SeriesPerson.objects.filter(role=self.means)
            return series.filter(pk__in=people.values("page"))
        return series.type(self.means)


TAXONOMIES = {
    "kind": ("Kind of session", "What happens there.", "service_type"),
    "role": ("Who is there", "Whom people meet at a session.", "staff_role"),
}
TERMS = [
    Term("kind", "drop-in", DropInPage),
    Term("kind", "learning-session", LearningSessionPage),
    Term("role", "physio", Role.PHYSIO, "Physio", "A physiotherapist."),
    Term(
        "role",
        "social-prescriber",
        Role.PRESCRIBER,
        "Social prescriber",
        "Somebody who knows what else there is near you, and goes along.",
    ),
    Term("role", "host", Role.HOST, "Host", "Somebody from the neighbourhood who welcomes people."),
]


def taxonomy_id(key: str) -> str:
    """A taxonomy's id, the same in every portal."""
    return make_shared_id("taxonomy", key)


def terms_of(series: SeriesPage) -> list[Term]:
    """The terms that fit a series."""
    true = {series.specific_class, *(Role(role) for role in roles_of(series))}
    return [term for term in TERMS if term.means in true]


def describe_term(term: Term) -> dict:
    """A term with the taxonomy that it is from."""
    if isinstance(term.means, type):
        wording = Wording.load()
        name, about = wording.name_of(term.means), wording.description_of(term.means)
        term = term._replace(name=name, description=about)
    return {
        "id": term.id,
        "name": term.name,
        "description": term.description,
        "taxonomy": TAXONOMIES[term.taxonomy][0],
        "taxonomy_id": taxonomy_id(term.taxonomy),
        "term_uri": settings.SITE_URL + reverse("open_data_term", args=[term.id]),
        "term": term.name,
    }


def describe_taxonomy(key: str) -> dict:
    """A taxonomy as lists tell it."""
    name, description, _link_type = TAXONOMIES[key]
    return {
        "id": taxonomy_id(key),
        "name": name,
        "description": description,
        "uri": settings.SITE_URL + reverse("open_data_taxonomy", args=[taxonomy_id(key)]),
        "version": "1",
    }


def describe_taxonomy_fully(key: str) -> dict:
    """A taxonomy with its terms."""
    terms = [describe_term(term) for term in TERMS if term.taxonomy == key]
    return describe_taxonomy(key) | {"taxonomy_terms": terms}


def find_term(key) -> Term:
    """The term of an id. Raises Http404."""
    for term in TERMS:
        if term.id == str(key):
            return term
    raise Http404


def find_taxonomy(key) -> str:
    """The taxonomy of an id. Raises Http404."""
    for name in TAXONOMIES:
        if taxonomy_id(name) == str(key):
            return name
    raise Http404

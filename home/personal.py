"""Personal data declares itself: each field why it is asked, and how long it stays.

The privacy page is made from these declarations, so what it says and what is stored cannot part.
"""

from typing import NamedTuple

from django.apps import apps
from django.db import models


class Personal(NamedTuple):
    """Why one field is asked, and how long it stays; both in words for the person it is about."""

    why: str
    kept: str


class Declaration(NamedTuple):
    """What a model holds about people: a heading, and (label, why, kept) of each field."""

    heading: str
    fields: list[tuple[str, str, str]]


def declarations() -> list[Declaration]:
    """Every model that declares personal fields in an attribute `personal`, by its name."""
    return [
        Declaration(model.personal_heading, fields_of(model))
        for model in apps.get_models()
        if hasattr(model, "personal")
    ]


def fields_of(model: type[models.Model]) -> list[tuple[str, str, str]]:
    """The declared fields of a model in their order, as (label, why, kept)."""
    return [
        (model._meta.get_field(name).verbose_name, said.why, said.kept)
        for name, said in model.personal.items()
    ]

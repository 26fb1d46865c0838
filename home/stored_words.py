"""What is stored of a page or row, field by field: as short marks to compare, and in plain words.

Only what a form asks is looked at. The people, sessions and neighbours that are edited within the
form of a page or run count as one field each.
"""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from hashlib import sha256
from html import unescape

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.forms import BaseForm
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.blocks import StreamValue
from wagtail.models import Page

from .choices import SeveralField
from .templatetags.words import clock, day

NO_WORDS = re.compile(r' data-block-key=\\?"[^"\\]*\\?"')  # the editor numbers its paragraphs
BREAKS = re.compile(r"</(?:p|li|h\d)>|<br/?>")
NOT_SAID = {"id", "ORDER", "DELETE", "seen"}


def stored(instance: models.Model) -> models.Model | None:
    """The row as the database has it now, a page as its latest version; None if it is gone."""
    row = type(instance)._base_manager.filter(pk=instance.pk).first()
    return row.get_latest_revision_as_object() if isinstance(row, Page) else row


def marks_of(form: BaseForm, row: models.Model) -> dict[str, str]:
    """A short mark of everything that a form asks of a row: another mark, another answer."""
    data = (
        row.serializable_data()
        if isinstance(row, ClusterableModel)
        else get_serializable_data_for_fields(row)
    )
    for field in row._meta.fields:
        if isinstance(field, SeveralField):
            data[field.name] = sorted(getattr(row, field.name))  # their order says nothing
    return {name: mark(data[name]) for name in asked(form) if name in data}


def asked(form: BaseForm) -> list[str]:
    """The fields of a form and the lists within it, in their order; remarks are not among them."""
    return [*form.fields, *(name for name in getattr(form, "formsets", {}) if name != "comments")]


def mark(value) -> str:
    """Twelve signs that stand for a value; of listed rows neither their numbers nor places."""
    if isinstance(value, list):
        value = [without_numbers(each) if isinstance(each, dict) else each for each in value]
    text = json.dumps(value, sort_keys=True, cls=DjangoJSONEncoder)
    text = NO_WORDS.sub("", text).replace('"<p></p>"', '""')
    return sha256(text.encode()).hexdigest()[:12]


def without_numbers(data: dict) -> dict:
    """A listed row as people know it."""
    return {name: value for name, value in data.items() if name not in {"pk", "sort_order"}}


def label_of(form: BaseForm, name: str) -> str:
    """What a field, or a list within the form, is called."""
    if name in form.fields:
        label = form.fields[name].label or name
    else:
        label = form.formsets[name].model._meta.verbose_name_plural
    return str(label)[:1].upper() + str(label)[1:]


def in_words_stored(form: BaseForm, name: str, row: models.Model) -> str:
    """What is stored of a field, in words."""
    if name in form.fields:
        return in_words(getattr(row, name, None), form.fields[name])
    fields = form.formsets[name].form.base_fields
    rows = getattr(row, name).all()
    return list_in_words([getattr(each, key, None) for key in said(fields)] for each in rows)


def in_words_typed(form: BaseForm, name: str) -> str:
    """What somebody has answered to a field, in words."""
    if name in form.fields:
        return in_words(form.cleaned_data.get(name), form.fields[name])
    formset = form.formsets[name]
    rows = [each for each in formset.forms if each not in formset.deleted_forms]
    keys = said(formset.form.base_fields)
    return list_in_words(
        [each.cleaned_data.get(key) for key in keys] for each in rows if any(each.cleaned_data)
    )


def said(fields: Iterable[str]) -> list[str]:
    """Those of a listed row's fields that a person would read."""
    return [name for name in fields if name not in NOT_SAID]


def list_in_words(rows: Iterable[list]) -> str:
    """Rows one after the other; of each what is not empty."""
    texts = [", ".join(in_words(value) for value in row if value not in EMPTY) for row in rows]
    return "; ".join(text for text in texts if text) or _("nothing")


EMPTY = (None, "", [], False)


def in_words(value, field=None) -> str:
    """A value as a person reads it: choices by their names, dates as we write them."""
    if value is True or value is False:
        return _("yes") if value else _("no")
    if value is None or value == "" or value == []:
        return _("nothing")
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, datetime):
        return f"{day(value)}, {clock(value)}"
    if isinstance(value, date | time):
        return day(value) if isinstance(value, date) else clock(value)
    if isinstance(value, StreamValue):
        return plain(str(value))
    names = {str(key): str(name) for key, name in getattr(field, "choices", None) or []}
    if isinstance(value, list | tuple | set):
        return ", ".join(names.get(str(each), str(each)) for each in value)
    return names.get(str(value)) or plain(str(value))


def plain(html: str) -> str:
    """The words of rich text; of plain text every word."""
    text = html if "<" not in html else unescape(strip_tags(BREAKS.sub(" ", html)))
    return " ".join(text.split())

"""The standard's own schemas and examples, read from beside the repository and never copied in."""

import json
import os
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(
    os.environ.get("OPEN_REFERRAL_UK") or ROOT.parent / "shared" / "data" / "open-referral-uk"
)
BASE = "/open-data/open-referral"
needs_standard = pytest.mark.skipif(
    not (FOLDER / "schema").is_dir(),
    reason=f"NOT CHECKED against Open Referral UK: no schemas in {FOLDER}. Set OPEN_REFERRAL_UK.",
)
formats = FormatChecker(["uuid", "email"])
READERS = {"date": date.fromisoformat, "time": time.fromisoformat}


@formats.checks("uri")
def is_absolute(value) -> bool:
    """An absolute address on the web."""
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


@formats.checks("date-time", raises=ValueError)
def is_moment(value) -> bool:
    """RFC 3339: with an offset."""
    return datetime.fromisoformat(value).tzinfo is not None


@cache
def schema(name: str) -> dict:
    """A schema file."""
    return json.loads((FOLDER / "schema" / f"{name}.json").read_text())


@cache
def example(name: str) -> dict:
    """An example file."""
    return json.loads((FOLDER / "examples" / f"{name}.json").read_text())


def schema_of_a_term() -> dict:
    """A taxonomy term has no compiled file of its own: it stands within the others."""
    attribute = schema("compiled-service")["properties"]["attributes"]["items"]
    return attribute["properties"]["taxonomy_term"]


def problems(item: dict, rules: dict) -> list[str]:
    """What is wrong with an item by a schema, and by the types that JSON Schema does not know."""
    found = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
        for error in Draft202012Validator(rules, format_checker=formats).iter_errors(item)
    ]
    return found + list(odd_types(item, rules))


def odd_types(item, rules: dict):
    """Dates and times that are none (`datapackage_type`), and keys whose values are empty."""
    if isinstance(item, list):
        for each in item:
            yield from odd_types(each, rules.get("items", {}))
        return
    if not isinstance(item, dict):
        return
    for name, value in item.items():
        rule = rules.get("properties", {}).get(name, {})
        read = READERS.get(rule.get("datapackage_type"))
        if value is None:
            yield f"{name} is null"
        elif read:
            try:
                read(value)
            except ValueError:
                yield f"{name}: {value} is no {rule['datapackage_type']}"
        yield from odd_types(value, rule)

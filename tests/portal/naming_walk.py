"""What the portal itself says at an address: its words, without links and without partners' own."""

import json
import re

from bs4 import BeautifulSoup

from events.models import Occurrence, SeriesPage
from home.models import (
    HomePage,
    NeighbourhoodPage,
    Organisation,
    PartnersPage,
    PlainPage,
    UpdatePage,
    UpdatesPage,
    Venue,
)
from resources.models import ModulePage
from training.models import CoursePage

ODD = {
    "programme_name": "Elbow Row",
    "drop_in_name": "Aches & Pains Café",
    "drop_in_short": "Café",
    "drop_in_title": "Where the kettle is on",
    "drop_in_description": "Somebody with tea and time for a stiff elbow.",
    "learning_name": "The Knee School",
    "learning_short": "Knees",
    "learning_title": "Into the Knee School",
    "learning_description": "Four odd topics about knees.",
    "training_name": "Shoulder to Shoulder",
    "training_short": "Shoulders",
    "training_title": "Stand shoulder to shoulder",
    "training_description": "Odd afternoons for people with shoulders.",
}
DROP_IN = re.compile(r"drop-?\s?ins?\b", re.IGNORECASE)
SPOKEN = ("alt", "title", "aria-label", "placeholder", "content")
WRITTEN = (
    HomePage,
    PartnersPage,
    UpdatesPage,
    UpdatePage,
    NeighbourhoodPage,
    Organisation,
    PlainPage,
    Venue,
    SeriesPage,
    Occurrence,
    ModulePage,
    CoursePage,
)


def said_in_html(html: str) -> list[str]:
    """Every string that somebody sees or hears, or a search engine reads."""
    soup = BeautifulSoup(html, "html.parser")
    words = [str(text) for text in soup.stripped_strings]
    words += [tag[name] for tag in soup.find_all(True) for name in SPOKEN if tag.get(name)]
    for script in soup.select('script[type="application/ld+json"]'):
        words += said_in_json(json.loads(script.string))
    return [word for word in map(without_links, words) if word]


def said_in_json(data) -> list[str]:
    """Every value of a JSON document that is a text."""
    if isinstance(data, dict):
        return [word for value in data.values() for word in said_in_json(value)]
    if isinstance(data, list):
        return [word for value in data for word in said_in_json(value)]
    return [data] if isinstance(data, str) else []


def said(answer) -> list[str]:
    """What an answer says, whatever kind it is of."""
    kind, text = answer.headers["Content-Type"].partition(";")[0], answer.content.decode()
    if kind == "application/json":
        return [without_links(word) for word in said_in_json(json.loads(text))]
    if kind == "text/calendar":
        return [*said_in_calendar(text), answer.headers["Content-Disposition"]]
    if kind == "text/html":
        return said_in_html(text)
    soup = BeautifulSoup(text, "html.parser")
    terms = [tag["term"] for tag in soup.select("category")]
    return [without_links(str(word)) for word in [*soup.stripped_strings, *terms]]


def said_in_calendar(text: str) -> list[str]:
    """The values of its lines, unfolded and without the signs that escape."""
    lines = text.replace("\r\n ", "").replace("\\", "").splitlines()
    return [without_links(line.partition(":")[2]) for line in lines]


def without_links(text: str) -> str:
    """Addresses stay when names change: they are not words."""
    return re.sub(r"(https?://|/drop-ins/|mailto:)\S*", "", text).strip()


def left_over(words: list[str], former: dict[str, str]) -> list[str]:
    """Where the words still say a former name. One that is a whole sentence part counts alone."""
    whole = {former["learning_short"], former["training_short"]}
    parts = [text for text in former.values() if text not in whole]
    return [
        word
        for word in words
        if word in whole or DROP_IN.search(word) or any(part in word for part in parts)
    ]


def hushed(text: str) -> str:
    """A text without the two names that the demo's people use."""
    return DROP_IN.sub("gathering", text).replace("Eastgate Neighbours", "Our street")


def hush_partners() -> None:
    """Takes former names out of what the demo's people wrote: that is theirs to keep."""
    for model in WRITTEN:
        for row in model.objects.all():
            if getattr(row, "named_element", None):
                continue
            for field in model._meta.fields:
                value = getattr(row, field.attname)
                if isinstance(value, str) and field.name not in {"slug", "url_path"}:
                    setattr(row, field.attname, hushed(value))
            if hasattr(row, "body"):
                row.body = hushed(json.dumps(list(row.body.raw_data)))
            row.save(**({"clean": False} if hasattr(row, "depth") else {}))

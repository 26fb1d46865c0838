"""The privacy page tells what is counted and what is not collected, and both are true."""

import re

import pytest
from bs4 import BeautifulSoup
from django.apps import apps

from home.personal import declarations
from portal.counts.measures import MEASURES
from portal.counts.not_collected import NOT_COLLECTED

ROOMS = ("home", "events", "resources", "training", "portal")
NEVER = re.compile(
    r"birth|\bage\b|gender|ethnic|nhs|health|pain|diagnos|condition|symptom|ip_address|user_agent"
)


@pytest.mark.django_db
def test_every_measure_stands_on_the_privacy_page_in_its_own_words(client):
    text = BeautifulSoup(client.get("/privacy/").content, "html.parser").main.get_text(" ")
    text = " ".join(text.split())
    for measure in MEASURES:
        if not measure.part_of:
            words = (measure.name, measure.counts, measure.silent, measure.topic.why)
            assert all(str(word) in text for word in (*words, measure.topic.kept))
    for each in NOT_COLLECTED:
        assert str(each.what) in text
        assert str(each.why) in text


def test_no_table_of_ours_holds_what_is_said_not_to_be_collected():
    fields = [
        f"{model.__name__}.{field.name}"
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        if NEVER.search(field.name)
    ]
    assert fields == []
    assert NEVER.search("date_of_birth")


def test_nothing_that_is_asked_of_people_is_about_their_health():
    labels = [str(label).lower() for said in declarations() for label, *_rest in said.fields]
    assert labels
    assert [label for label in labels if NEVER.search(label)] == []

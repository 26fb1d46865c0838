"""Reads paper as its readers do."""

import re
from datetime import date

from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization

NOTICE = {"kind": "notice"}


def read(client, series, prefix="", **keys):
    answer = client.get(f"{prefix}{series.url}poster/", keys)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def sheet(page):
    return re.sub(r"\s+", " ", page.main.get_text(" "))


def tools(page):
    return re.sub(r"\s+", " ", page.header.get_text(" "))


def spoken(day: date, weekday: bool = False):
    year = f" {day.year}" if day.year != timezone.localdate().year else ""
    return f"{day:%A} " * weekday + f"{day.day} {day:%B}{year}"


def day_of(occurrence):
    return occurrence.local_start.date()


def switch_on_urdu():
    locale = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=locale, sync_from=Locale.get_default())

"""The letters to hosts: what each says is worked out when it is sent, not before.

A letter that has been overtaken (the date is off by now, the host has gone, somebody has
answered) is not sent at all.
"""

from datetime import date, timedelta
from email.message import EmailMessage

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from home.composing import compose
from home.letters import Letter, writes
from home.pages import whole_address

from . import host_rounds, still_right
from .checks import Check
from .hosts import Host
from .occurrences import Occurrence
from .series import SeriesPage

LINK_DAYS = 8  # after the session: long enough to correct how many came
ANSWER_DAYS = 28


@writes(host_rounds.TOMORROW, label=_("To a host, the evening before"))
def write_the_evening_before(letter: Letter) -> EmailMessage | None:
    """Tomorrow's session, and the link for when something is wrong."""
    row = find_date(letter)
    soon = timezone.localdate() + timedelta(days=1)
    if row is None or row.is_cancelled or row.local_start.date() > soon:
        return None
    return write_about_date(letter, row, "host_tomorrow")


@writes(host_rounds.HOLIDAY, label=_("To a host, about a bank holiday"))
def write_about_holiday(letter: Letter) -> EmailMessage | None:
    """A bank holiday is shown as not running: is it on?"""
    row = find_date(letter)
    if row is None or row.decision or row.reason != Occurrence.Reason.BANK_HOLIDAY:
        return None
    return write_about_date(letter, row, "host_holiday", query=f"?date={row.pk}")


@writes(still_right.KIND, label=_("Is everything still right?"))
def write_question(letter: Letter) -> EmailMessage | None:
    """One question to a host, or to the organisation that has none."""
    rows = Check.objects.silent().select_related("series__venue")
    check = rows.filter(series=letter.about_id).first()
    if check is None or not check.series.occurrences.upcoming().exists():
        return None
    expires_on = timezone.localdate() + timedelta(days=ANSWER_DAYS)
    host = find_host(letter, check.series_id)
    if letter.reader_id and host is None:
        return None
    to = host.email if host else still_right.shared_address(check.series)
    if not to:
        return None
    with english():
        link = host.make_link(expires_on) if host else still_right.make_link(check, expires_on)
        return write(to, "still_right", check.series, link, expires_on, host=host, check=check)


def find_date(letter: Letter) -> Occurrence | None:
    """The date that a letter is about, if it is to come or on now and everybody sees it."""
    rows = Occurrence.objects.upcoming().select_related("series__venue", "venue")
    return rows.filter(pk=letter.about_id, series__live=True).first()


def find_host(letter: Letter, series_id: int) -> Host | None:
    """The reader of a letter, if they still host the series."""
    return Host.objects.filter(pk=letter.reader_id, series=series_id).first()


def write_about_date(
    letter: Letter, row: Occurrence, template: str, query: str = ""
) -> EmailMessage | None:
    """A letter to a host about one date; None if they are no host any more."""
    host = find_host(letter, row.series_id)
    if host is None:
        return None
    expires_on = row.local_start.date() + timedelta(days=LINK_DAYS)
    with english():
        link = host.make_link(expires_on) + query
        return write(host.email, template, row.series, link, expires_on, host=host, occurrence=row)


def english() -> override:
    """Hosts are written to in the language in which their series' facts are kept."""
    return override(settings.LANGUAGE_CODE)


def write(
    to: str, template: str, series: SeriesPage, link: str, expires_on: date, **context
) -> EmailMessage:
    """The message, with the addresses of the private page and of what everybody sees."""
    context |= {
        "series": series,
        "link": settings.SITE_URL + link,
        "expires_on": expires_on,
        "public_link": whole_address(series),
    }
    return compose(to, template, **context)

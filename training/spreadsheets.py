"""Cells of a table that somebody downloads and opens in a spreadsheet."""

import re
from datetime import datetime

from django.utils import timezone

# What a spreadsheet takes for the beginning of a formula, in wide letters too.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What no file of a spreadsheet can hold (XML 1.0 section 2.2).
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain_cell(value):
    """A value that does nothing when it is opened: texts begin no formula, times are London's."""
    if isinstance(value, datetime):
        return timezone.make_naive(value, timezone.get_default_timezone()).replace(microsecond=0)
    if value is None or isinstance(value, int | float):
        return value
    text = UNWRITABLE.sub("", str(value))
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text

"""Cells of a table that somebody downloads and opens in a spreadsheet."""

# What a spreadsheet takes for the beginning of a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(value):
    """The value, with an apostrophe before what a spreadsheet would run as a formula."""
    if hasattr(value, "_meta"):
        value = str(value)
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value

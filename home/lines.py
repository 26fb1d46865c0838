"""One line of text from a stranger, made safe to store, print and put in a header."""

import unicodedata

# Marks that turn the reading direction, and let a name rewrite the words around it.
# The joiners inside emoji and scripts (U+200C, U+200D) stay.
DIRECTION_MARKS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def tidy_line(text: str) -> str:
    """The text on one line: no control or direction marks, single spaces, composed letters."""
    text = unicodedata.normalize("NFC", text)
    kept = (
        " " if sign.isspace() else sign
        for sign in text
        if sign.isspace() or (sign not in DIRECTION_MARKS and unicodedata.category(sign) != "Cc")
    )
    return " ".join("".join(kept).split())


def fold(text: str) -> str:
    """The form in which two spellings of one name or address are the same (Unicode caseless)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())

"""How easy a text is to read, by the formula LIX (C. H. Björnsson, “Läsbarhet”, 1968).

LIX is the average number of words in a sentence plus the share of words with more than six
letters, in per cent. It needs no syllables, so it holds for every alphabet with spaces.
"""

import re

# Björnsson’s scale: below 30 is for children, 30 to 40 is easy, above 40 a text for grown-ups only.
HARD = 40
FEWEST_WORDS = 15  # a shorter text is no measure of anything
LONG_WORD = 7
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
END = re.compile(r"[.!?:…؟۔।]+(?=\s|$)|\n+")


def lix(text: str) -> int | None:
    """The LIX of a text, rounded; None for one that is too short to tell."""
    words = WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = sum(1 for part in END.split(text) if WORD.search(part))
    long_words = sum(1 for word in words if len(word) >= LONG_WORD)
    return round(len(words) / max(sentences, 1) + 100 * long_words / len(words))

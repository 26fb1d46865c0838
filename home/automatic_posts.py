"""Whether something looks as if a program had sent it. It only sorts: nobody is refused for it.

No puzzle, no address of the sender, nothing kept in the browser: what was written, a box that
people do not see, and how long the page was open. Any language, script or haste with the keyboard
is a person's; what looks like one and is none, the team puts away.
"""

import re
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

# Quicker than anybody reads, writes and presses a button. Pages stay open for weeks on telephones.
QUICKEST = timedelta(seconds=2)
OLDEST = timedelta(days=30)
LINK = re.compile(
    r"://|\bwww\.|\[/?(?:url|link)\b|\bhref\s*="
    r"|\w\.(?:com|net|org|info|biz|ru|cn|xyz|top|shop|site|online|click)\b",
    re.IGNORECASE,
)
CODE = re.compile(
    r"<\s*/?\s*[a-z!]|^=|^[+@-]\s*\w+\s*\(|\{\{|\$\{|\bjavascript:"
    r"|\b(?:b?cc|content-type|mime-version|reply-to)\s*:\s*\S"
    r"|\bunion\s+(?:all\s+)?select\b|'\s*(?:or|and)\s+'?\d|\.\./\.\./",
    re.IGNORECASE,
)
SIGNER = TimestampSigner(salt="home.automatic_posts")


def make_stamp() -> str:
    """When a form was given out, signed, to be sent back with it."""
    return SIGNER.sign("form")


def find_sign(*texts: str, trap: str, stamp: str) -> str:
    """Why this looks automatic, as a value of `Idea.Sign`; nothing when it looks like a person."""
    if trap:
        return "trap"
    if any(CODE.search(text) for text in texts):
        return "code"
    if any(LINK.search(text) for text in texts):
        return "link"
    return sign_of_stamp(stamp)


def sign_of_stamp(stamp: str) -> str:
    """Why the time between giving out a form and getting it back is not a person's."""
    try:
        SIGNER.unsign(stamp, max_age=OLDEST)
    except BadSignature:  # forged, missing, or too old
        return "stamp"
    try:
        SIGNER.unsign(stamp, max_age=QUICKEST)
    except SignatureExpired:
        return ""
    return "quick"

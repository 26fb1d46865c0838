"""What a log line must not hold: the token of a signed link, which is as good as a password."""

import logging
import re

TOKEN = re.compile(
    r"(?:\b|(?<=%2F))((?:bookings|host|certificates|(?:tell-me|updates)(?:/|%2F)link"
    r"|admin(?:/|%2F)welcome|password_reset(?:/|%2F)confirm(?:/|%2F)[^/\s?&#%\"'<>]+)(?:/|%2F))"
    r"[^/\s?&#%\"'<>]+",
    re.IGNORECASE,
)
FORMATTER = logging.Formatter()


class MaskTokens(logging.Filter):
    """Lets every record pass, with `…` in the place of tokens; tracebacks too."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Makes the record's text final: what is masked cannot be put together again."""
        record.msg, record.args = mask(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = FORMATTER.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = mask(record.exc_text)
        if record.stack_info:
            record.stack_info = mask(record.stack_info)
        return True


def mask(text: str) -> str:
    """The text without the tokens of addresses such as /bookings/<token>/."""
    return TOKEN.sub(r"\1…", text)

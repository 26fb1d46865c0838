"""Translations: each catalogue can be compiled, and keeps the placeholders of its source."""

import re
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def catalogues() -> list[Path]:
    """Every .po file of the portal and of its tests."""
    return [
        *ROOT.glob("site/locale/*/LC_MESSAGES/*.po"),
        *ROOT.glob("tests/locale/*/LC_MESSAGES/*.po"),
    ]


def problems(path: Path) -> list[str]:
    """Entries whose placeholders differ from their source's."""
    return [
        f"{path.relative_to(ROOT)}:{entry.linenum}: other placeholders than its source"
        for entry in polib.pofile(str(path)).translated_entries()
        if entry.msgstr
        and set(PLACEHOLDER.findall(entry.msgid)) != set(PLACEHOLDER.findall(entry.msgstr))
    ]


def compile_all() -> None:
    """Writes the .mo file beside each .po file; needs no system tools."""
    for path in catalogues():
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


if __name__ == "__main__":
    sentences = [sentence for path in catalogues() for sentence in problems(path)]
    compile_all()
    print("\n".join(sentences))
    sys.exit(bool(sentences))

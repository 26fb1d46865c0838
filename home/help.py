"""Help in the admin: the very pages of `docs/`, for partners and for the programme team.

They are Markdown with links and pictures beside them, so that they read the same in a repository.
"""

import re
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

FOLDER = Path(settings.BASE_DIR) / "docs"
PARTS = ("partners", "team")
NAME = re.compile(r"\d+-[a-z-]+")
PICTURE = re.compile(r"[a-z0-9-]+\.png")


class HelpPage(NamedTuple):
    """One page of help: whom it is for, the name of its file without ending, and its title."""

    part: str
    name: str
    title: str


def help_pages(part: str) -> list[HelpPage]:
    """The pages for partners or for the team, in the order of their numbers."""
    paths = sorted((FOLDER / part).glob("*.md"), key=lambda path: int(path.name.split("-")[0]))
    return [HelpPage(part, path.stem, title_of(path)) for path in paths]


def title_of(path: Path) -> str:
    """The first line of a page, which is its heading."""
    with path.open(encoding="utf-8") as source:
        return source.readline().removeprefix("#").strip()


def find_help(part: str, name: str) -> HelpPage | None:
    """The page of an address, or None where there is none."""
    if part not in PARTS or not NAME.fullmatch(name):
        return None
    path = FOLDER / part / f"{name}.md"
    return HelpPage(part, name, title_of(path)) if path.is_file() else None


def find_picture(name: str) -> Path | None:
    """The file of a picture, or None where there is none."""
    path = FOLDER / "pictures" / name
    return path if PICTURE.fullmatch(name) and path.is_file() else None


def read_help(page: HelpPage) -> SafeString:
    """A page's text below its heading as HTML, its links and pictures at the admin's addresses."""
    text = (FOLDER / page.part / f"{page.name}.md").read_text(encoding="utf-8")
    _heading, _line, body = text.partition("\n")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(body)
    for token in [each for block in tokens for each in [block, *(block.children or [])]]:
        for name in ("href", "src"):
            if name in token.attrs:
                token.attrs[name] = address_of(str(token.attrs[name]), page.part)
    return mark_safe(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S308


def address_of(link: str, part: str) -> str:
    """Where a link of a page in `docs/` leads to in the admin."""
    if found := re.fullmatch(r"\.\./pictures/([^/]+)", link):
        return reverse("help_picture", args=[found[1]])
    if found := re.fullmatch(r"(?:\.\./(\w+)/)?([\w-]+)\.md", link):
        return reverse("help_page", args=[found[1] or part, found[2]])
    return link

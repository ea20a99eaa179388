"""The digest as Markdown: a file on the site, and the plain part of a mail."""

from collections import Counter
from typing import TYPE_CHECKING

from digest.models import Edition
from digest.publish.rendition import Rendition, Site, edition_folder, page
from digest.publish.view import Words, views

if TYPE_CHECKING:
    from jinja2 import Environment


def markdown(edition: Edition, site: Site, templates: "Environment") -> str:
    """An edition as Markdown that reads well as bare text, in lines of 72 characters."""
    template = templates.get_template("edition.md")
    text = template.render(edition=edition, site=site, stories=views(edition, site), cited=cited)
    return "\n".join(_distinct_headings(_single_blanks(text.split("\n")))).strip() + "\n"


def edition_page(edition: Edition, site: Site, templates: "Environment") -> Rendition:
    """`index.md` beside an edition's page."""
    path = edition_folder(edition) + "index.md"
    return page(path, markdown(edition, site, templates))


def cited(words: Words) -> str:
    """`(1, 3; 4 outlets, 3 independent)`."""
    numbers = ", ".join(map(str, words.numbers))
    return f"({numbers}; {words.support})" if words.outlets > 1 else f"({numbers})"


def _single_blanks(lines: list[str]) -> list[str]:
    """No two blank lines in a row, so that templates need not count them."""
    trimmed = [line.rstrip() for line in lines]
    return [line for last, line in zip(["", *trimmed], trimmed, strict=False) if line or last]


def _distinct_headings(lines: list[str]) -> list[str]:
    """Every heading once: the second "Quick Look" is "Quick Look (2)"."""
    seen: Counter[str] = Counter()
    distinct = []
    for line in lines:
        words = line.lstrip("#").strip()
        if line.startswith("#"):
            seen[words] += 1
        distinct.append(
            f"{line} ({seen[words]})" if line.startswith("#") and seen[words] > 1 else line
        )
    return distinct

"""The digest as Markdown: a file on the site, and the plain part of a mail."""

from collections import Counter
from typing import TYPE_CHECKING

from digest.models import Edition
from digest.publish.press import Press
from digest.publish.rendition import Rendition, Site, edition_folder, page
from digest.publish.view import Words

if TYPE_CHECKING:
    from jinja2 import Environment


def markdown(edition: Edition, site: Site, templates: "Environment") -> str:
    """An edition as Markdown that reads well as bare text, in lines of 72 characters."""
    return _written(edition, Press(site, templates))


def edition_page(edition: Edition, press: Press) -> Rendition:
    """`index.md` beside an edition's page."""
    return page(edition_folder(edition) + "index.md", _written(edition, press))


def _written(edition: Edition, press: Press) -> str:
    stories = press.stories(edition)
    text = press.filled("edition.md", edition=edition, stories=stories, cited=cited)
    return "\n".join(_distinct_headings(_single_blanks(text.split("\n")))).strip() + "\n"


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

"""A page's source → its tree, within bounds; and the questions that are asked of every tree."""

import re
from collections.abc import Iterator
from typing import Any

Tree = Any  # lxml.html.HtmlElement, which has no types

MOST_TAGS = 200_000  # of a page that are read: what comes after them is left out
_LONG_TAG = 20_000  # characters between two `<`
_MOST_ATTRIBUTES = 2_000  # of one tag; the parser compares each with all before it
_MOST_METAS = 20  # of one name
_LABEL = 40  # characters of a label
_LONGEST = 2_000  # characters of an attribute

_UNPARSABLE = re.compile("[\0\ud800-\udfff]")
_STYLING = re.compile(r"\S*[\[:]\S*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"[^\s=]+\s*=|\s[^\s=]+(?=\s)")


def parse(page: str) -> Tree | None:
    """The tree; None where the source holds no page.  Comments are left out.

    Elements nested over 255 deep are left out as well: the parser stops there.
    """
    from lxml.etree import LxmlError
    from trafilatura.utils import load_html

    try:
        return load_html(_bounded(_UNPARSABLE.sub("\N{REPLACEMENT CHARACTER}", page)))
    except (LxmlError, ValueError, TypeError, AssertionError):
        return None


def line_of(element: Tree) -> str:
    """An element's text in one line."""
    return " ".join(" ".join(element.itertext()).split())


def printed(element: Tree) -> str:
    """An element's text in one line, its parts joined as the page prints them."""
    return " ".join("".join(element.itertext()).split())


def short(element: Tree, most: int) -> str:
    """What the page prints of an element, "" where that is over so many characters."""
    parts: list[str] = []
    left = most
    for part in element.itertext():
        left -= len(part.strip())
        if left < 0:
            return ""
        parts.append(part)
    line = " ".join("".join(parts).split())
    return line if len(line) <= most else ""


def opening(element: Tree) -> str:
    """The first text in an element: enough to tell whether the rest is worth looking at."""
    return next(filter(None, map(str.strip, element.itertext())), "")


def metas(tree: Tree, *names: str) -> Iterator[str]:
    """What `<meta>` of these names or properties hold, name by name, in one line each."""
    told: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        told.setdefault(name.strip().casefold(), []).append(meta.get("content") or "")
    for name in names:
        for content in told.get(name, ())[:_MOST_METAS]:
            if line := " ".join(content[:_LONGEST].split()):
                yield line


def tokens(element: Tree) -> str:
    """Class and id of an element, small, without names that are rules of style ("md:w-[8rem]")."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST].casefold()
    return _STYLING.sub("", names) if "[" in names or ":" in names else names


def after_label(tree: Tree, label: re.Pattern[str], most: int) -> Iterator[str]:
    """What is printed, in at most so many characters, next to a mere label ("Written by")."""
    for element in tree.iter():
        if len(element) or not element.text or len(element.text) > _LABEL:
            continue
        following = element.getnext()
        if following is not None and label.fullmatch(element.text.strip()):
            yield short(following, most)


def remove(element: Tree) -> None:
    """Takes an element out of its tree; what follows it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _bounded(page: str) -> str:
    """The page without what no parser takes in reasonable time and memory."""
    if page.count("<") > MOST_TAGS:
        page = "<".join(page.split("<", MOST_TAGS)[:-1])
    if len(page) <= _LONG_TAG:
        return page
    return "<".join(part for part in page.split("<") if not _overloaded(part))


def _overloaded(part: str) -> bool:
    """Whether a tag with what follows it holds more attributes than any page has a use for."""
    if len(part) <= _LONG_TAG or not part[0].isalpha() or part[:6].casefold() == "script":
        return False
    tag = _QUOTED.sub('""', part).split(">", 1)[0]
    return len(tag) > _LONG_TAG // 10 and len(_ATTRIBUTE.findall(tag)) > _MOST_ATTRIBUTES

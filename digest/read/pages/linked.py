"""JSON-LD of a page → what it states of the article, in bounds: it may be broken, deep or huge."""

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from digest.read.pages.tree import Tree

_MOST_SCRIPTS = 60
_MOST_CHARACTERS = 2_000_000  # of all scripts
_MOST_NODES = 5_000
_WRAPPINGS = (
    "//<![CDATA[",
    "// <![CDATA[",
    "/*<![CDATA[*/",
    "<![CDATA[",
    "<!--",
    "//]]>",
    "// ]]>",
    "/*]]>*/",
    "]]>",
    "-->",
    ";",
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_PAGES = frozenset({"WebPage", "ItemPage", "AboutPage"})


@dataclass(frozen=True, slots=True)
class Linked:
    """What JSON-LD states of the article; "", empty or None where it states nothing."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""  # as written
    publisher: str = ""
    language: str = ""
    body: str = ""  # "" too where it is said not to be free to read


@dataclass(frozen=True, slots=True)
class _Node:
    depth: int
    kinds: frozenset[str]
    holds: dict[str, Any]

    @property
    def name(self) -> str:
        return _id(self.holds)


def linked(tree: Tree) -> Linked:
    """Of the article nodes of the least depth, then of the nodes that stand for the page."""
    nodes = list(_nodes(tree))
    named = {n.name: n.holds for n in reversed(nodes) if n.name}
    articles = [n for n in nodes if any(_is_article(kind) for kind in n.kinds)]
    main = [n.holds for n in articles if n.depth == articles[0].depth]
    pages = [n.holds for n in nodes if n.kinds & _PAGES]
    said = [*main, *pages]
    return Linked(
        headline=_first(_texts(node.get("headline")) for node in main),
        authors=_authors(said, named),
        published=_first(_texts(node.get("datePublished")) for node in said),
        publisher=_first(_names(node.get("publisher"), named) for node in said),
        language=_first(_texts(node.get("inLanguage")) for node in said),
        body="" if any(_is_closed(node) for node in said) else _body(main),
    )


def _authors(nodes: Iterable[dict[str, Any]], named: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    for node in nodes:
        for key in ("author", "creator"):
            if names := tuple(dict.fromkeys(_names(node.get(key), named))):
                return names
    return ()


def _nodes(tree: Tree) -> Iterator[_Node]:
    """Every object, those of the least depth first; lists and `@graph` add no depth."""
    waiting: deque[tuple[int, Any]] = deque((0, value) for value in _values(tree))
    seen = 0
    while waiting and seen < _MOST_NODES:
        depth, value = waiting.popleft()
        seen += 1
        if isinstance(value, list):
            waiting.extendleft((depth, inner) for inner in reversed(value[:_MOST_NODES]))
        elif isinstance(value, dict):
            yield _Node(depth, frozenset(_texts(value.get("@type"))), value)
            for key, inner in value.items():
                if isinstance(inner, dict | list):
                    if key == "@graph":
                        waiting.appendleft((depth, inner))
                    else:
                        waiting.append((depth + 1, inner))


def _values(tree: Tree) -> Iterator[Any]:
    left = _MOST_CHARACTERS
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:_MOST_SCRIPTS]:
        text = _unwrapped(script.text or "")
        left -= len(text)
        if left < 0:
            return
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _unwrapped(text: str) -> str:
    """A script without the marks that once hid it from old browsers."""
    text = text.strip()
    for mark in _WRAPPINGS:
        text = text.removeprefix(mark).removesuffix(mark).strip()
    return text


def _is_article(kind: str) -> bool:
    return kind.endswith(("Article", "Posting", "Report", "Review", "OpinionPiece"))


def _is_closed(node: dict[str, Any]) -> bool:
    """Whether the node says that its text is not free to read."""
    free = node.get("isAccessibleForFree")
    return free is False or (isinstance(free, str) and free.strip().casefold() == "false")


def _id(node: dict[str, Any]) -> str:
    name = node.get("@id")
    return name if isinstance(name, str) else ""


def _first(lines: Iterable[Iterable[str]]) -> str:
    return next((line for some in lines for line in some if line), "")


def _texts(value: Any) -> Iterator[str]:
    """The strings of a value that is one, or a list, or holds one as `@value` or `name`."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            one = one.get("@value") or one.get("name")
        if isinstance(one, str) and (line := " ".join(html.unescape(one).split())):
            yield line


def _names(value: Any, named: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names of persons or organisations, given by themselves or by `@id`."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and "name" not in one:
            one = named.get(_id(one), one)
        yield from _texts(one.get("name") if isinstance(one, dict) else one)


def _body(nodes: Iterable[dict[str, Any]]) -> str:
    """The longest article body, its paragraphs as lines, no markup left in it."""
    bodies = (n.get("articleBody") for n in nodes)
    texts = [html.unescape(_TAG.sub(" ", body)) for body in bodies if isinstance(body, str)]
    longest = max(texts, key=len, default="")
    lines = (" ".join(line.split()) for line in longest.splitlines())
    return "\n".join(filter(None, lines))

"""What a publisher allows to be shown: robots rules of a page and of the answer that carried it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digest.read.pages.tree import Tree, remove

# Rules for these readers bind us: everybody's, our own, and those meant for a search engine.
OUR_NAMES = frozenset({"", "*", "robots", "googlebot", "digest"})
CHARACTERS_A_WORD = 6

_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})


@dataclass(frozen=True, slots=True)
class SnippetRules:
    """The rules that bind us, as their publisher gave them, and what follows from them."""

    rules: tuple[str, ...]  # sorted: "max-snippet:N", "noarchive", "nosnippet"
    may_quote: int | None  # words; None: no limit given


def snippet_rules(tree: Tree, robots: Sequence[str] = ()) -> SnippetRules:
    """The rules of the page's `<meta>`, and of `robots`, values of X-Robots-Tag headers.

    The strictest of several counts.
    """
    told = {rule for value in (*_told_by_page(tree), *robots) for rule in _binding(value)}
    limits = [int(rule.split(":")[1]) for rule in told if ":" in rule]
    rules = sorted(rule for rule in told if ":" not in rule)
    may_quote = 0 if "nosnippet" in rules else None
    if limits:
        rules = [f"max-snippet:{min(limits)}", *rules]
        may_quote = 0 if may_quote == 0 else min(limits) // CHARACTERS_A_WORD
    return SnippetRules(tuple(rules), may_quote)


def drop_unshowable(tree: Tree) -> bool:
    """Takes what is marked `data-nosnippet` out of the tree; whether there was any."""
    marked = tree.xpath("//*[@data-nosnippet]")
    for element in marked:
        if element is tree or element.tag == "body":
            for child in list(element):
                element.remove(child)
            element.text = None
        else:
            remove(element)
    return bool(marked)


def _told_by_page(tree: Tree) -> Iterator[str]:
    for meta in tree.iter("meta"):
        name = (meta.get("name") or "").strip().casefold()
        if name and name in OUR_NAMES:
            yield meta.get("content") or ""


def _binding(value: str) -> Iterator[str]:
    """The rules in one value, without those after the name of another reader ("otherbot: …")."""
    reader = ""
    for name, rule in _parts(value.casefold().split(",")):
        if name and name not in _VALUED:
            reader = name
        if reader not in OUR_NAMES:
            continue
        if name == "max-snippet":
            yield from _limit(rule)
        elif rule in ("nosnippet", "noarchive"):
            yield rule


def _parts(parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each part as what stands before its colon, "" where it has none, and what after it."""
    for part in parts:
        name, colon, rule = (side.strip() for side in part.partition(":"))
        if not colon or len(name.split()) != 1:
            yield "", part.strip()
        elif ":" in rule and name not in _VALUED:  # "otherbot: max-snippet: 20"
            yield name, ""
            inner, _, value = rule.partition(":")
            yield inner.strip(), value.strip()
        else:
            yield name, rule


def _limit(number: str) -> Iterator[str]:
    """A limit in characters; -1 is none, and what is no number says nothing."""
    if re.fullmatch(r"[0-9]{1,9}", number):
        yield f"max-snippet:{int(number)}"

"""The title of the article on a page: the heading that its own metadata agrees with.

A page names its article several times over: in a heading, for browsers, for search engines, for
those who share it.  The heading is what readers see, but a page may have others ("The Blog", the
name of the site), so one is believed only where something else on the page says about the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from digest.read.pages.tree import Tree, line_of, metas, short, tokens

_AGREEING = 0.4  # share of words that a heading and another title have in common (Dice)
_MOST_STATED = 20
_SUFFIX = 3  # words of a last part that is surely no part of the title
_HEADINGS = 40  # that are looked at
_LONGEST = 300  # characters of a title
_SEPARATOR = re.compile(r"\s+(?:[|·•»«›‹]|::|[-–—~])\s+|\s+(?:\||::)|(?:\||::)\s+|(?<=[^\W\d]):\s+")
_WORD = re.compile(r"\w+")


def title(tree: Tree, headline: str, site_names: Iterable[str]) -> str:
    """The title as printed, "" where the page has none.

    `headline` is what JSON-LD states, `site_names` what the site may be called in a suffix.
    """
    told = [name for name in _stated(tree, headline) if len(name) <= _LONGEST][:_MOST_STATED]
    sites = frozenset(filter(None, map(_folded, (*site_names, *_surplus(told)))))
    stated = [without_site(name, sites) for name in told]
    if len(stated) == 1:
        stated = [_without_last(stated[0])]
    stated = [name for name in stated if name and _folded(name) not in sites]
    headings = [h for h in _headings(tree) if _folded(h) not in sites]
    known = [*stated, *(name[: part.start()] for name in stated for part in _bars(name))]
    agreeing = max(headings, key=lambda h: _agreement(h, known), default="")
    if agreeing and _agreement(agreeing, known) >= _AGREEING:
        # Of the same words in other letters, metadata are not set in capitals.
        return next((s for s in known if _folded(s) == _folded(agreeing)), agreeing)
    if not stated:
        return headings[0] if headings else ""
    return _most_stated(stated)


def without_site(name: str, sites: frozenset[str]) -> str:
    """A title without the name of its site, or a section of it, before or after a separator."""
    parts = list(_SEPARATOR.finditer(name))
    while parts and (_names_site(name[parts[-1].end() :], sites) or _is_bar(parts[-1], name)):
        name = name[: parts[-1].start()]
        parts.pop()
    for part in parts[:1]:
        if _names_site(name[: part.start()], sites):
            name = name[part.end() :]
    return name.strip()


def _bars(name: str) -> Iterator[re.Match[str]]:
    return (part for part in _SEPARATOR.finditer(name) if ":" not in part[0])


def _surplus(told: Sequence[str]) -> Iterator[str]:
    """What one title has before or after all of another: the name of the site."""
    for whole, part in permutations(told, 2):
        surplus = len(whole) - len(part)
        if surplus > 0 and whole.startswith(part) and _SEPARATOR.match(whole, len(part)):
            yield whole[len(part) :]
        elif surplus > 0 and whole.endswith(part):
            found = _SEPARATOR.search(whole)
            if found and found.end() == surplus:
                yield whole[: found.start()]


def _without_last(name: str) -> str:
    """The only title there is, of `<title>` most likely, without a short last part."""
    parts = list(_SEPARATOR.finditer(name))
    if not parts:
        return name
    before, after = name[: parts[-1].start()], name[parts[-1].end() :]
    is_suffix = ":" not in parts[-1][0] and len(after.split()) <= _SUFFIX < len(before.split())
    return before.strip() if is_suffix else name


def _stated(tree: Tree, headline: str) -> Iterator[str]:
    """Every title that is no heading, those written for readers first."""
    if headline:
        yield headline
    yield from metas(tree, "og:title", "twitter:title", "parsely-title", "sailthru.title")
    yield from metas(tree, "headline", "dc.title", "dcterms.title", "citation_title")
    yield from filter(None, (line_of(element) for element in tree.xpath("//head/title")[:2]))


def _headings(tree: Tree) -> Iterator[str]:
    """First those of the first rank, then those that are marked as the headline."""
    marked = (
        "//*[contains(@itemprop, 'headline')][not(self::meta)] | //h2[contains(@class, 'title')]"
    )
    for path in ("//h1", marked):
        for element in tree.xpath(path)[:_HEADINGS]:
            line = short(element, _LONGEST)
            if line and not _is_of_comments(element):
                yield line


def _is_of_comments(element: Tree) -> bool:
    holders = (element, *element.iterancestors("div", "section", "aside"))
    return any("comment" in tokens(holder) for holder in holders)


def _agreement(heading: str, stated: Sequence[str]) -> float:
    return max((_dice(heading, name) for name in stated), default=0.0)


def _dice(one: str, other: str) -> float:
    """Share of words in common; 1 for equal ones."""
    a, b = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _most_stated(stated: Sequence[str]) -> str:
    """What most of them say; of equals the earliest."""
    counts = [sum(_folded(name) == _folded(other) for other in stated) for name in stated]
    return stated[counts.index(max(counts))]


def _names_site(part: str, sites: frozenset[str]) -> bool:
    folded = _folded(part)
    return bool(folded) and any(folded == s or _within(folded, s) for s in sites)


def _within(part: str, site: str) -> bool:
    """Whether one name holds the other and is not much longer ("NPR", "NPR News")."""
    short, long = sorted((part, site), key=len)
    return len(short) >= 3 and short in long and len(long) <= 4 * len(short)


def _is_bar(separator: re.Match[str], name: str) -> bool:
    """A bar parts the title from what is shorter than it, whoever that is."""
    if separator[0].strip() not in ("|", "::", "»", "•"):
        return False
    before, after = name[: separator.start()], name[separator.end() :]
    return len(before.split()) >= 3 and len(after.split()) < len(before.split())


def _folded(name: str) -> str:
    """Letters and figures alone, small: "The Courier.example" is "thecourierexample"."""
    return "".join(_WORD.findall(name.casefold()))

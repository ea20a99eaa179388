"""Shorter forms of a sentence, by deletion only: every piece left is a span of the source.

Only what can go without changing what is said: what stands before the sentence (dateline, time
stamp, label, connective), reference marks, asides, and a tail that hangs from the main clause.
Nothing goes that denies, limits, doubts, counts or attributes, and nothing from inside a quotation.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from digest.brief.asides import asides
from digest.brief.tails import is_closed, is_denied, is_fronted, is_weighty, tails

Span = tuple[int, int]

_LEAST_PIECE = 3  # words of each of several pieces; the first has one more, since "Mr" may go
_MOST_PIECES = 4
_MOST_SPAN = 700  # code points from the first piece to the last
_MOST_ASIDES = 4  # that are tried with and without one another

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_CLOCK = r"\d{1,2}:\d\d ?[aApP]\.?[mM]\.?(?: (?:[A-Z]{2,3}T|E[Tt]))?"
_DAY = r"(?i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_AGENCY = r"(?:AP|CNN|AFP|UPI|Reuters|Xinhua|[KW][A-Z]{3}|(?:[A-Z]\w+ )?[A-Z]\w+ News)"
_CAPITALS = r"[A-Z][A-Z.'’-]*[A-Z.](?: [A-Z][A-Z.'’-]*[A-Z.]){0,3}"
# What stands before a sentence.
_BEFORE = re.compile(
    "|".join(
        (
            r"(?:\[\d+\])+\s+",
            # Without a comma, only what begins no name ("Still Life", "Indeed Shipping").
            r"(?:But|And|Yet)\s+(?:however,\s+)?",
            r"(?:But|And|However|Meanwhile|Moreover|Furthermore|In addition|Additionally|Still|Yet|Also|Indeed"
            r"|Nevertheless|Nonetheless|Of course|In fact|For example|For instance|Separately|In the meantime"
            r"|At the same time),\s+",
            # "DRASNA, Tolm. (AP) — ", "Drasna (CNN) ", "(CNN) — "
            rf"{_CAPITALS}(?:, [A-Z][A-Za-z.]+){{0,2}}(?:, {_MONTH} \d{{1,2}})?\s*(?:\([A-Z][\w ./]{{1,20}}\)\s*)?"
            r"(?:(?:—|–|--)\s*|-\s+)(?=[A-Z“\"])",
            rf"(?:[A-Z][\w.,'’/-]* ){{0,4}}\({_AGENCY}\)\s*(?:(?:—|--?|–)\s*)?(?=[A-Z“\"])",
            # "July 31, 2013 A ferry …", "9:15 p.m. update: …"
            rf"{_MONTH} \d{{1,2}}, \d{{4}}(?:,? {_CLOCK})?\s+(?=(?:An?|The)\s)",
            rf"(?i:update:?\s+)?{_CLOCK}(?: {_DAY})?(?: (?i:update))?\s*(?::|\s[—–-])\s+(?=[A-Z“\"])",
            r"(?:(?:BREAKING|UPDATED?|Breaking|Updated?)(?: NEWS| News| news)?|ANALYSIS|Analysis|EXCLUSIVE"
            r"|Exclusive):\s+(?=[A-Z“\"])",
            r"(?:Analysis|Advertisement)\s+(?=(?:The|An?)\s)",
        )
    )
)
_CITATION = re.compile(r"(?:\[\d+\])+(?=\s|$)")
# Where a headline may end that is cut from a lede.
_HEADLINE_END = re.compile(
    r"(?<=\w)\s+(?=(?:after|as (?:he|she|they|it|police|officials|[A-Z]\w+)|while|amid|following|because|despite"
    r"|in what|during)\b)"
)
# What leads on, or what a reason or a time may belong to.
_LEADS_ON = re.compile(
    r"(?:\b(?:and|or|but|than|just|even|shortly|soon|days?|weeks?|hours?|years?)|[^\w.’'”\")])$"
)
# "A man charged during the riot was freed": a verb behind them belongs to the main clause.
_HOLDS_VERB = re.compile(
    r"\s(?:amid|following|despite|during)\b(?:(?!\b(?:who|that|which|where|what|when|and|as)\b).)*\b(?:was|were|is|are|has|have|had|will)\b"
)
_PAUSE = re.compile(r",\s|\s[—–]\s")


def cuts(text: str, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    """Forms of the sentence `text[start:end]`, longest first; the first is rid of what stands before it.

    Each is its pieces in order: one, or up to four of at least three words.
    """
    begin = _begin(text, start, end)
    marks = _citations(text, begin, end)
    plain = _without(text, begin, end, marks) or ((begin, end),)
    yield plain
    end = marks[-1][0] if marks and marks[-1][1] == end else end
    yield from (pieces for pieces in _shorter(text, begin, end, marks) if pieces != plain)


def headline_cuts(text: str, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    """Beginnings of the sentence `text[start:end]` that could head a story, longest first.

    After each comes the same without its asides.
    """
    begin = _begin(text, start, end)
    within = asides(text, begin, end)
    last: tuple[Span, ...] = ((start, end),)
    for reach in (end, *_headline_ends(text, begin, end)):
        plain = _without(text, begin, reach, [aside for aside in within if aside[1] <= reach])
        for pieces in (((begin, reach),), plain):
            if pieces and pieces != last:
                yield pieces
                last = pieces


def _headline_ends(text: str, begin: int, end: int) -> Iterator[int]:
    """Where a sentence can end, and before a circumstance of what it tells, the last place first."""
    ends = set(tails(text, begin, end))
    reach = end
    for at in sorted({*ends, *(m.start() for m in _HEADLINE_END.finditer(text, begin, end))})[::-1]:
        kept, dropped = text[begin:at], text[at:end]
        leads_on = is_denied(kept) or _LEADS_ON.search(kept) or _HOLDS_VERB.match(dropped)
        loose = at in ends or not leads_on
        firm = loose and not (is_fronted(kept) or is_weighty(dropped)) and is_closed(kept)
        if firm and not _PAUSE.search(text, at + 1, reach):
            yield at
            reach = at


def _begin(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind what stands before it."""
    while (before := _BEFORE.match(text, start, end)) and text[before.end() : end].strip():
        start = before.end()
    return start


def _citations(text: str, begin: int, end: int) -> list[Span]:
    if text.find("[", begin, end) < 0:
        return []
    return [mark.span() for mark in _CITATION.finditer(text, begin, end)]


def _shorter(text: str, begin: int, end: int, marks: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Every form with asides or a tail cut, longest first."""
    within = asides(text, begin, end)[:_MOST_ASIDES]
    forms = set()
    for reach in (end, *tails(text, begin, end)):
        inside = [aside for aside in within if aside[1] <= reach]
        for count in range(len(inside) + 1):
            for chosen in combinations(inside, count):
                forms.add(_without(text, begin, reach, (*marks, *chosen)))
    return sorted((f for f in forms if f), key=lambda f: (-sum(b - a for a, b in f), f))


def _without(text: str, begin: int, end: int, gone: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of `text[begin:end]`, in pieces; () where they are too many, too short or do not join."""
    edges = [begin]
    for start, stop in sorted(gone):
        if edges[-1] <= start < end:
            edges += [start, min(stop, end)]
    edges.append(end)
    parts = (_trimmed(text, *part) for part in zip(edges[::2], edges[1::2], strict=True))
    pieces = tuple(part for part in parts if part)
    if len(pieces) < 2:
        return pieces
    words = [len(text[a:b].split()) for a, b in pieces]
    loose = any(text[a] in ",.;:!?)]”’" for a, _ in pieces[1:])
    short = words[0] <= _LEAST_PIECE or min(words) < _LEAST_PIECE
    long = len(pieces) > _MOST_PIECES or pieces[-1][1] - pieces[0][0] > _MOST_SPAN
    return () if loose or short or long else pieces


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None where it holds no word."""
    words = text[start:end]
    if not re.search(r"\w", words):
        return None
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())

"""`Article` → `Document`: asides marked, language found, sentences and terms found once."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from digest.language.identify import language_of
from digest.language.lines import (
    LONG,
    byline,
    dateline,
    ends_like_a_sentence,
    furniture,
    is_comment_count,
    is_heading,
    is_short,
    is_summary_label,
    opens_letter,
    word_count,
)
from digest.language.sentences import Quotation, Span, paragraphs, sentences, trimmed
from digest.language.words import terms_of
from digest.models import Article, Aside, AsideKind, Document, Sentence, Subhead

_LIST_MARKS = ("- ", "• ", "* ", "– ", "· ", "‣ ", "○ ", "▪ ")
_MARKS = " \t\u00a0-–—•·*>‣○▪"  # what may stand before the first word of a report's line
_MARKED_HEADING = re.compile(r"#{1,6}\s|\*\*.*\*\*$")
_SAYS = re.compile(r"\w")  # a sentence of marks alone says nothing
_REMARK = 60  # words of a reader's remark at most
_TOP = 24  # lines among which a dateline stands
_SHORT = 5  # words of a line that only its neighbours explain
_RECURS = 3  # articles of an outlet that hold a line which is then no report
_LOOKED_AT = 12  # articles that hold it, of which so many must be of different events
_ENOUGH = 1000  # code points of a text in which its names stand
_NAMES = re.compile(r"\b[^\W\d_a-zß-öø-ÿ]\w{3,}")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, and what it is if it is not report."""

    start: int
    end: int
    text: str
    kind: AsideKind | None


@dataclass(frozen=True, slots=True)
class _Gist:
    """What tells whether two articles report one event, roughly."""

    opening: str
    names: frozenset[str]

    def apart_from(self, other: "_Gist", common: frozenset[str]) -> bool:
        """Begun otherwise, and fewer than half of the shorter list of names shared.

        The `common` names are those of the line that both hold.
        """
        mine, others = self.names - common, other.names - common
        fewest = min(len(mine), len(others))
        return self.opening != other.opening and (2 * len(mine & others) < fewest or not fewest)


def prepare(article: Article, recurring: frozenset[str] = frozenset()) -> Document:
    """The document; `recurring` are the lines that its outlet prints under everything."""
    lines = _classified(article, recurring)
    asides = sorted(set(_asides(lines, article)), key=lambda a: (a.start, a.end, a.kind))
    report = [line for line in lines if line.kind is None]
    language = article.language or language_of(
        f"{article.title}\n{' '.join(r.text for r in report[:5])}"
    )
    terms = terms_of(language)
    found = tuple(_sentences(article, report, asides, language))
    return Document(
        article=article,
        language=language,
        asides=tuple(asides),
        sentences=found,
        subheads=tuple(_subheads(lines, found)),
        title_terms=terms(article.title),
        words=sum(word_count(article.text[s.start : s.end]) for s in found),
    )


def recurring_lines(articles: Iterable[Article]) -> dict[str, frozenset[str]]:
    """For each outlet, the lines that stand under several articles of different events.

    Copies of one text, and reports of one event that were brought up to date, share their lines
    because they report the same: articles that begin alike or name the same names count once.
    """
    bearers: dict[str, dict[str, list[_Gist]]] = {}
    for article in articles:
        lines = dict.fromkeys(article.text[a:b] for a, b in paragraphs(article.text))
        gist = _Gist(
            opening=" ".join([*lines][:2])[:200],
            names=frozenset(_NAMES.findall(f"{article.title} {article.text[:_ENOUGH]}")),
        )
        of_outlet = bearers.setdefault(article.outlet, {})
        for line in lines:
            of_outlet.setdefault(line, []).append(gist)
    return {
        outlet: frozenset(line for line, gists in lines.items() if _recurs(line, gists))
        for outlet, lines in bearers.items()
    }


def _recurs(line: str, gists: Sequence[_Gist]) -> bool:
    if len(gists) < _RECURS:
        return False
    own = frozenset(_NAMES.findall(line))
    apart: list[_Gist] = []
    for gist in gists[:_LOOKED_AT]:
        if all(gist.apart_from(other, own) for other in apart):
            apart.append(gist)
    return len(apart) >= _RECURS


# ---- asides ----------------------------------------------------------------------------------


def _classified(article: Article, recurring: frozenset[str]) -> list[_Line]:
    marked = {(a.start, a.end): a.kind for a in article.asides}
    lines = [
        _Line(start, end, article.text[start:end], marked.get((start, end)))
        for start, end in paragraphs(article.text)
    ]
    lines = list(_by_form(lines, recurring))
    lines = list(_letters(lines, article.outlet))
    lines = _comments(lines)
    lines = _between_appeals(lines)
    lines = list(_own_summaries(lines))
    lines = _between_furniture(lines)
    lines = list(_headings(lines))
    return [part for line in lines for part in _unloaded(line)]


def _by_form(lines: list[_Line], recurring: frozenset[str]) -> Iterator[_Line]:
    """What a line's own form tells, and what was printed before."""
    printed: set[str] = set()
    for line in lines:
        kind = line.kind or furniture(line.text)
        if kind is None and byline(line.text):
            kind = "byline"
        if kind is None and (line.text in recurring or line.text in printed):
            kind = "repeat"
        printed.add(line.text)
        yield _of(line, kind)


def _letters(lines: list[_Line], outlet: str) -> Iterator[_Line]:
    """Below the report, a letter to the readers goes on to the end."""
    written = False
    for index, line in enumerate(lines):
        written = written or (_low(index, lines) and opens_letter(line.text, outlet))
        yield _of(line, "appeal") if written and line.kind is None else line


def _comments(lines: list[_Line]) -> list[_Line]:
    """What readers wrote stands below the count of it: short lines, less than the report above."""
    for index, line in enumerate(lines):
        if line.kind == "prompt" and is_comment_count(line.text):
            above, below = (
                [word_count(x.text) for x in lines[a:b]] for a, b in ((0, index), (index + 1, None))
            )
            if sum(above) > sum(below) and max(below, default=0) <= _REMARK:
                return [*lines[:index], *(_of(x, x.kind or "prompt") for x in lines[index:])]
    return lines


def _low(index: int, lines: Sequence[_Line]) -> bool:
    """Whether a line stands so low that a report may have ended above it."""
    return index * 5 > len(lines) * 2


def _between_appeals(lines: list[_Line]) -> list[_Line]:
    """Below the top, up to three lines between two appeals belong to them."""
    found = list(lines)
    marked = [i for i, line in enumerate(lines) if line.kind == "appeal" and _low(i, lines)]
    for before, after in pairwise(marked):
        if after - before <= 4:
            between = slice(before + 1, after)
            found[between] = [_of(line, line.kind or "appeal") for line in lines[between]]
    return found


def _own_summaries(lines: list[_Line]) -> Iterator[_Line]:
    """The list under "Quick Looks" or "Key points" is the outlet's own summary."""
    inside = False
    for line in lines:
        if inside and (
            line.text.startswith(_LIST_MARKS) or (is_heading(line.text) and line.kind is None)
        ):
            yield _of(line, "summary")
            continue
        inside = line.kind in (None, "label") and is_summary_label(line.text)
        yield _of(line, "label") if inside else line


def _between_furniture(lines: list[_Line]) -> list[_Line]:
    """Short lines between furniture, and at the end below the last sentence, are furniture too."""
    after = [line.kind in _FURNITURE for line in lines[1:]] + [True] * bool(lines)
    found: list[_Line] = []
    for line, next_is in zip(lines, after, strict=True):
        below = bool(found) and found[-1].kind in _FURNITURE
        lost = line.kind is None and below and is_short(line.text, _SHORT)
        enclosed = lost and (next_is or not ends_like_a_sentence(line.text))
        found.append(_of(line, "navigation") if enclosed else line)
    return list(reversed(list(_tail(reversed(found)))))


def _tail(lines: Iterable[_Line]) -> Iterator[_Line]:
    """From the last line upwards: fragments that no sentence follows."""
    at_end = True
    for line in lines:
        at_end = at_end and (line.kind is not None or _is_fragment(line.text))
        yield _of(line, "navigation") if at_end and line.kind is None else line


def _is_fragment(text: str) -> bool:
    return is_short(text, _SHORT) and not ends_like_a_sentence(text)


_FURNITURE = ("appeal", "prompt", "navigation", "credit")


def _headings(lines: list[_Line]) -> Iterator[_Line]:
    """Short lines that are no sentence head what follows."""
    for line in lines:
        heads = line.kind is None and _heads(line.text)
        yield _of(line, "label") if heads else line


def _heads(text: str) -> bool:
    if _MARKED_HEADING.match(text):
        return is_short(text, 2 * _TOP)
    return is_heading(text) and not dateline(text)


def _unloaded(line: _Line) -> list[_Line]:
    """A long line's parts: its report, and the furniture that was run together with its two ends."""
    if line.kind is not None or len(line.text) <= LONG:
        return [line]
    parts = [
        _Line(line.start + start, line.start + end, line.text[start:end], None)
        for start, end in sentences(line.text)
    ]
    kinds = [furniture(part.text) for part in parts]
    told = [i for i, kind in enumerate(kinds) if kind is None] or [0]
    first, last = told[0], told[-1]
    start, end = parts[first].start, parts[last].end
    report = _Line(start, end, line.text[start - line.start : end - line.start], None)
    above, below = slice(None, first), slice(last + 1, None)
    return [
        *map(_of, parts[above], kinds[above]),
        report,
        *map(_of, parts[below], kinds[below]),
    ]


def _of(line: _Line, kind: AsideKind | None) -> _Line:
    return line if kind == line.kind else replace(line, kind=kind)


def _asides(lines: Sequence[_Line], article: Article) -> Iterator[Aside]:
    """Those of whole lines, and the datelines that open one."""
    yield from article.asides
    taken = {(a.start, a.end) for a in article.asides}
    for index, line in enumerate(lines):
        if line.kind is not None:
            if (line.start, line.end) not in taken:
                yield Aside(line.start, line.end, line.kind)
        elif index < _TOP:
            yield from _dateline(article, line)


def _dateline(article: Article, line: _Line) -> Iterator[Aside]:
    """The dateline of a line, behind what reading has marked of it."""
    for start, end in _uncovered(article.asides, line.start, line.end):
        start, end = trimmed(article.text, start, end)
        if opening := dateline(article.text[start:end]):
            printed = article.text[start : start + opening.end].rstrip()
            yield Aside(start, start + len(printed), "dateline")
            return


# ---- what is left ----------------------------------------------------------------------------


def _sentences(
    article: Article, report: Sequence[_Line], asides: Sequence[Aside], language: str
) -> Iterator[Sentence]:
    terms = terms_of(language)
    text = article.text
    for number, line in enumerate(report):
        quotation, seen = Quotation(), line.start
        for start, end in _uncovered(asides, line.start, line.end):
            start = end - len(text[start:end].lstrip(_MARKS))
            for a, b in sentences(text[start:end], language):
                span = text[start + a : start + b]
                quotation, seen = quotation.after(text[seen : start + a]), start + a
                if _SAYS.search(span):
                    yield Sentence(start + a, start + b, number, terms(span), quotation.is_open)


def _uncovered(asides: Sequence[Aside], start: int, end: int) -> Iterator[Span]:
    """What the asides, sorted by where they start, leave of a span."""
    for aside in asides:
        if aside.end <= start:
            continue
        if aside.start >= end:
            break
        if aside.start > start:
            yield start, aside.start
        start = aside.end
    if start < end:
        yield start, end


def _subheads(lines: Sequence[_Line], found: Sequence[Sentence]) -> Iterator[Subhead]:
    """Labels right above a paragraph of the report, with the sentence that they stand before."""
    starts = [sentence.start for sentence in found]
    for line, below in pairwise(lines):
        if line.kind != "label" or below.kind is not None:
            continue
        if is_summary_label(line.text) or furniture(line.text):
            continue
        index = bisect_left(starts, below.start)
        if index < len(starts):
            yield Subhead(line.text.strip("#* \t:"), index)

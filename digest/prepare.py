"""`Article` → `Document`: asides marked, language found, sentences and terms found once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digest.language.identify import language_of
from digest.language.lines import (
    byline,
    dateline,
    furniture,
    is_heading,
    is_summary_label,
    opens_letter,
    word_count,
)
from digest.language.sentences import Span, inside_quotation, paragraphs, sentences
from digest.language.words import terms_of
from digest.models import Article, Aside, AsideKind, Document, Sentence, Subhead

_LIST_MARKS = ("- ", "• ", "* ", "– ", "· ", "‣ ", "○ ", "▪ ")
_TOP = 24  # lines among which a dateline stands
_SHORT = 5  # words of a line that only its neighbours explain
_RECURS = 3  # articles of an outlet that hold a line which is then no report


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, and what it is if it is not report."""

    start: int
    end: int
    text: str
    kind: AsideKind | None


def prepare(article: Article, recurring: frozenset[str] = frozenset()) -> Document:
    """The document; `recurring` are the lines that its outlet prints under everything."""
    lines = _classified(article, recurring)
    asides = sorted(
        {*article.asides, *_asides(lines, article)}, key=lambda a: (a.start, a.end, a.kind)
    )
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
    """For each outlet, the lines that stand in several articles of it without being all they share.

    Two articles that share most of their lines are copies of one text, and those lines are report;
    so only articles that begin differently are counted.
    """
    seen: dict[str, Counter[str]] = {}
    begun: dict[str, set[str]] = {}
    for article in articles:
        lines = list(
            dict.fromkeys(
                line for start, end in paragraphs(article.text) if (line := article.text[start:end])
            )
        )
        opening = " ".join(lines[:2])[:200]
        if opening in begun.setdefault(article.outlet, set()):
            continue
        begun[article.outlet].add(opening)
        seen.setdefault(article.outlet, Counter()).update(lines)
    return {
        outlet: frozenset(line for line, count in counts.items() if count >= _RECURS)
        for outlet, counts in seen.items()
    }


# ---- asides ----------------------------------------------------------------------------------


def _classified(article: Article, recurring: frozenset[str]) -> list[_Line]:
    marked = {(a.start, a.end): a.kind for a in article.asides}
    lines = [
        _Line(start, end, article.text[start:end], marked.get((start, end)))
        for start, end in paragraphs(article.text)
    ]
    lines = list(_by_form(lines, recurring))
    lines = list(_letters(lines))
    lines = _between_appeals(lines)
    lines = list(_own_summaries(lines))
    lines = _between_furniture(lines)
    return list(_headings(lines, article.title))


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


def _letters(lines: list[_Line]) -> Iterator[_Line]:
    """Below the report, a letter to the readers goes on to the end."""
    written = False
    for index, line in enumerate(lines):
        written = written or (_low(index, lines) and opens_letter(line.text))
        yield _of(line, "appeal") if written and line.kind is None else line


def _low(index: int, lines: Sequence[_Line]) -> bool:
    """Whether a line stands so low that a report may have ended above it."""
    return index * 5 > len(lines) * 2


def _between_appeals(lines: list[_Line]) -> list[_Line]:
    """Below the top, up to three lines between two appeals belong to them."""
    found = list(lines)
    marked = [i for i, line in enumerate(lines) if line.kind == "appeal" and _low(i, lines)]
    for before, after in zip(marked, marked[1:], strict=False):
        if after - before <= 4:
            found[before + 1 : after] = [
                _of(line, line.kind or "appeal") for line in lines[before + 1 : after]
            ]
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
    after = [line.kind in _FURNITURE for line in lines[1:]] + [True]
    found: list[_Line] = []
    for line, next_is in zip(lines, after, strict=False):
        before = bool(found) and found[-1].kind in _FURNITURE
        if (
            line.kind is None
            and before
            and (next_is or not _ends(line))
            and word_count(line.text) <= _SHORT
        ):
            line = _of(line, "navigation")
        found.append(line)
    return list(reversed(list(_tail(reversed(found)))))


def _tail(lines: Iterable[_Line]) -> Iterator[_Line]:
    """From the last line upwards: fragments that no sentence follows."""
    at_end = True
    for line in lines:
        at_end = at_end and (
            line.kind is not None or (not _ends(line) and word_count(line.text) <= _SHORT)
        )
        yield _of(line, "navigation") if at_end and line.kind is None else line


_FURNITURE = ("appeal", "prompt", "navigation", "credit")


def _ends(line: _Line) -> bool:
    return line.text[-1:] in '.!?…”"’)»'


def _headings(lines: list[_Line], title: str) -> Iterator[_Line]:
    """Short lines that are no sentence head what follows."""
    for line in lines:
        plain = line.text.lstrip("#").strip()
        marked = line.text.startswith("#")
        bold = line.text.startswith("**") and line.text.endswith("**")
        is_label = line.kind is None and (
            marked or bold or (is_heading(plain) and not dateline(line.text))
        )
        yield _of(line, "label") if is_label else line


def _of(line: _Line, kind: AsideKind | None) -> _Line:
    return line if kind == line.kind else _Line(line.start, line.end, line.text, kind)


def _asides(lines: list[_Line], article: Article) -> Iterator[Aside]:
    taken = {(a.start, a.end) for a in article.asides}
    for index, line in enumerate(lines):
        if line.kind is not None and (line.start, line.end) not in taken:
            yield Aside(line.start, line.end, line.kind)
        elif line.kind is None and index < _TOP and (opening := dateline(line.text)):
            yield Aside(line.start, line.start + len(line.text[: opening.end].rstrip()), "dateline")


# ---- what is left ----------------------------------------------------------------------------


def _sentences(
    article: Article, report: Sequence[_Line], asides: Sequence[Aside], language: str
) -> Iterator[Sentence]:
    terms = terms_of(language)
    text = article.text
    for number, line in enumerate(report):
        start = _past(asides, line.start, line.end)
        start += len(text[start : line.end]) - len(
            text[start : line.end].lstrip(" \t\u00a0-–—•·*>")
        )
        for a, b in sentences(text[start : line.end], language):
            quoted = inside_quotation(text[start : start + a])
            yield Sentence(start + a, start + b, number, terms(text[start + a : start + b]), quoted)


def _past(asides: Sequence[Aside], start: int, end: int) -> int:
    """Where a line's report begins, past the asides that open it."""
    for aside in asides:
        if aside.start <= start < aside.end <= end:
            start = aside.end
        elif start <= aside.start < end and aside.start - start <= 1:
            start = aside.end
    return min(start, end)


def _subheads(lines: list[_Line], found: Sequence[Sentence]) -> Iterator[Subhead]:
    """Labels right above a paragraph of the report, with the sentence that they stand before."""
    starts = {s.start for s in found}
    ordered: list[Span] = [(s.start, s.end) for s in found]
    index = 0
    for line, below in zip(lines, lines[1:], strict=False):
        if (
            line.kind != "label"
            or below.kind is not None
            or is_summary_label(line.text)
            or furniture(line.text)
        ):
            continue
        while index < len(ordered) and ordered[index][0] < below.start:
            index += 1
        if index < len(ordered) and ordered[index][0] in starts:
            yield Subhead(line.text.strip("#* \t:"), index)

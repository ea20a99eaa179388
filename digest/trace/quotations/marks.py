"""Where quotation marks open and close, in any of the world's pairs of them.

A paragraph is read from mark to mark.  Of marks within marks the outer pair counts; a mark that looks
both ways (`"`, `'`) is told by the letters beside it; single marks, which are apostrophes too, count
only where they close again.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# What may close each mark that opens: the typographic partner, and what careless hands put there.
_CLOSING = {
    "“": ("”", '"', "’’", "''"), "„": ("“", "”", '"'), "‟": ("”",), "”": ("”",), '"': ('"', "”"),
    "«": ("»",), "»": ("«", "»"), "‹": ("›",), "›": ("‹", "›"), "「": ("」",), "『": ("』",),
    "‘‘": ("’’", "”"), "``": ("''", '"'), "''": ("''",), "‘": ("’", "'"), "‚": ("‘", "’"), "'": ("'",),
}  # fmt: skip
_CARELESS = {("“", "’’"), ("“", "''"), ("‘‘", "”"), ("‘", "'")}
_SINGLE = "‘‚'"
_MARK = re.compile(r"‘‘|’’|''|``|[“”„‟«»‹›「」『』\"‘’‚']")
_REOPENS = re.compile(r"\s*[“„«\"「『‘]")
_SAID = (
    r"(?:said|says|told|added|adds|wrote|asked|explained|noted|stated|continued|recalled|replied)"
)
_WHO = r"(?:he|she|they|(?:[A-Z][\w.'’-]+ ?){1,4})"
_ATTRIBUTED = re.compile(rf"[,.?!…]\s+(?:{_WHO} ?{_SAID}|{_SAID} {_WHO})\b")


class Marked(NamedTuple):
    """A span inside quotation marks, the marks not counted."""

    start: int
    end: int
    continued: bool  # goes on with the quotation that the paragraph above left open
    sure: bool  # closed by the mark that it asks for, or left open for the next paragraph


def marked(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Marked]:
    """The spans inside quotation marks, in order; no span leaves its paragraph."""
    is_open = False
    for at, (start, end) in enumerate(paragraphs):
        below = paragraphs[at + 1][0] if at + 1 < len(paragraphs) else -1
        goes_on = below >= 0 and _REOPENS.match(text, below) is not None
        adjoining = goes_on and not text[end:below].strip()
        spans = list(_in_paragraph(text, start, end))
        for number, (opened, closed) in enumerate(spans):
            continued = is_open and number == 0 and opened - start <= 2
            sure = closed is not None and _is_careful(text, opened, closed)
            if closed is None:
                after = spans[number + 1][0] if number + 1 < len(spans) else end
                closed = _cut(text, opened, after, is_last=after == end)
                sure = adjoining and closed == end
            if closed > opened:
                yield Marked(opened, closed, continued, sure)
        is_open = goes_on and bool(spans) and spans[-1][1] is None


def _is_careful(text: str, opened: int, closed: int) -> bool:
    opening = (
        text[opened - 2 : opened] if text[opened - 2 : opened] in _CLOSING else text[opened - 1]
    )
    closing = (
        text[closed : closed + 2] if text[closed : closed + 2] in ("’’", "''") else text[closed]
    )
    return (opening, closing) not in _CARELESS


def _cut(text: str, start: int, end: int, *, is_last: bool) -> int:
    """Where a quotation ends whose mark never closes: where somebody is said to have said it."""
    if said := _ATTRIBUTED.search(text, start, end):
        return said.start() + 1
    return end if is_last else start


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int | None]]:
    """From behind each mark that opens to its closing one, None where that is missing."""
    at, opened, opening = start, -1, ""
    paired = text.count('"', start, end) % 2 == 0
    while found := _MARK.search(text, at, end):
        mark, place, at = found[0], found.start(), found.end()
        if opening:
            if mark in _CLOSING[opening] and (paired or _closes(text, place, mark)):
                yield opened, place
                opening = ""
            elif mark == opening and _opens(text, place, mark):
                yield opened, None
                opened = at
        elif mark in _SINGLE:
            closed = _single(text, place, end) if _opens(text, place, mark) else None
            if closed is not None:
                yield at, closed
                at = closed + 1
        elif mark in _CLOSING and (_is_paired(text, place, paired) or _opens(text, place, mark)):
            opened, opening = at, mark
    if opening:
        yield opened, None


def _is_paired(text: str, at: int, paired: bool) -> bool:
    """A straight mark among an even number of them: the letters beside it need not tell; no inches."""
    return paired and text[at] == '"' and not text[max(0, at - 1) : at].isdigit()


def _single(text: str, at: int, end: int) -> int | None:
    """Where a single mark closes: by a stop if there is one, for "the boys' house" has a mark too."""
    closing = _CLOSING[text[at]]
    ends = [i for i in range(at + 1, end) if text[i] in closing and not _letter(text, i + 1)]
    stops = [i for i in ends if text[i - 1] in ",.!?…" or text[i + 1 : i + 2] in (",", ".", ";")]
    return next(iter(stops or ends), None)


def _opens(text: str, at: int, mark: str) -> bool:
    before, after = _letter(text, at - 1), _letter(text, at + 1)
    if mark == '"':
        closes = at > 0 and not text[at - 1].isspace() and not after and text[at - 1] not in "([—–"
        return not before and not closes
    if mark in ("'", "''", "»", "›", "”"):
        return (
            not before and (after or text[at + 1 : at + 2] in '“"«([') and not _shortened(text, at)
        )
    return True


def _closes(text: str, at: int, mark: str) -> bool:
    if mark == '"':  # behind a space and before a letter it opens again
        return not (text[at - 1 : at].isspace() and _letter(text, at + 1))
    return True


def _shortened(text: str, at: int) -> bool:
    """'90s, 'em: a mark that stands for letters left out."""
    return (
        text[at] == "'"
        and re.match(r"'(?:\d\d|em\b|til\b|cause\b|n'|tis\b)", text[at : at + 6]) is not None
    )


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()

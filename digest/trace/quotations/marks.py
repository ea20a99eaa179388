"""Where quotation marks open and close, in any of the world's pairs of them.

A paragraph is read from mark to mark.  Of marks within marks the outer pair counts; a mark that looks
both ways (`"`, `'`) is told by the letters beside it; single marks, which are apostrophes too, count
only where they close again.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# What may close each mark that opens: the typographic partner, and what careless hands put there.
_CLOSING = {
    "“": "”\"", "„": "“”\"", "‟": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "「": "」", "『": "』", "”": "”", '"': "\"”", "‘": "’", "‚": "‘’", "'": "'",
}  # fmt: skip
_SINGLE = "‘‚'"
_MARK = re.compile(r"[“”„‟«»‹›「」『』\"‘’‚']")
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


def marked(text: str, paragraphs: list[tuple[int, int]]) -> Iterator[Marked]:
    """The spans inside quotation marks, in order; no span leaves its paragraph."""
    is_open = False
    for at, (start, end) in enumerate(paragraphs):
        goes_on = at + 1 < len(paragraphs) and _REOPENS.match(text, paragraphs[at + 1][0])
        spans = list(_in_paragraph(text, start, end))
        for number, (opened, closed) in enumerate(spans):
            continued = is_open and number == 0 and opened - start <= 2
            if closed is None:
                below = spans[number + 1][0] if number + 1 < len(spans) else end
                closed = _cut(text, opened, below, at_end=below == end, goes_on=bool(goes_on))
            if closed > opened:
                yield Marked(opened, closed, continued)
        is_open = bool(spans and spans[-1][1] is None and goes_on)


def _cut(text: str, start: int, end: int, *, at_end: bool, goes_on: bool) -> int:
    """Where a quotation ends whose mark never closes: where somebody is said to have said it."""
    if said := _ATTRIBUTED.search(text, start, end):
        return said.start() + 1
    return end if at_end or goes_on else start


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int | None]]:
    """From behind each mark that opens to its closing one, None where that is missing."""
    at, opened, closing = start, -1, ""
    while found := _MARK.search(text, at, end):
        mark, at = found[0], found.end()
        place = found.start()
        if opened >= 0:
            if mark in closing and _closes(text, place, mark):
                yield opened, place
                opened = -1
            elif mark not in _SINGLE and mark == text[opened - 1] and _opens(text, place, mark):
                yield opened, None
                opened = at
        elif mark in _CLOSING and _opens(text, place, mark):
            if mark in _SINGLE:
                closed = _single(text, at, end, _CLOSING[mark])
                if closed is not None:
                    yield at, closed
                    at = closed + 1
            else:
                opened, closing = at, _CLOSING[mark]
    if opened >= 0:
        yield opened, None


def _single(text: str, start: int, end: int, closing: str) -> int | None:
    """Where a single mark closes: behind a stop if there is one, for "the boys' house" has a mark too."""
    ends = [i for i in range(start, end) if text[i] in closing and not _letter(text, i + 1)]
    stops = [i for i in ends if text[i - 1] in ",.!?…" or text[i + 1 : i + 2] in ",.;:"]
    return next(iter(stops or ends), None)


def _opens(text: str, at: int, mark: str) -> bool:
    before, after = _letter(text, at - 1), _letter(text, at + 1)
    if mark == '"':
        closes = at > 0 and not text[at - 1].isspace() and not after and text[at - 1] not in "([—–"
        return not before and not closes
    if mark in "'»›”":
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

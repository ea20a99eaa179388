"""Sentences of a text, as exact spans of it.

sentencex does the splitting.  Two things it cannot know are repaired here: a quotation mark that is
never closed would swallow the rest of the paragraph, and an opening mark must stay with the
sentence that it opens.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

Span = tuple[int, int]

_PARAGRAPH = re.compile(
    r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*"
)
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_STARTS_ANEW = re.compile(r"\s*(?:[-•*–·‣○▪>]\s|#{1,6}\s|\d{1,2}[.)]\s)")
_NARROW = 45  # code points of a line that may have been broken at a width, and
_WIDER = re.compile(r"^[^\n]{111}", re.M)  # of one that shows that no line was
_FEWEST = 4  # lines by which a width shows
_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("(", ")"), ("[", "]"))
_MARKS = re.compile(r"[“”«»「」『』()\[\]\"]")
_OPENING = "“«„「『‘([\"'"
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # JSON can escape half of a pair; no encoder takes it
_HOUR = re.compile(r"\b[ap]\.m\.$")
_AFTER_HOUR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec)[a-z.]*\s\d"
    r"|[A-Z]{2,4}\b"
)
_WORD = 80  # code points; initials are no longer
_LONG = 400  # code points; a longer "sentence" hides a break that its quotation marks covered
_BREAK = re.compile(r"(?<=[.!?…])[”’\"']?\s+(?=[“‘\"'«]?[^\W\d_a-zà-ÿ])")
# After these a full stop ends no sentence, whatever follows.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'‘])(?:(?:[^\W\d_]\.)+|(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|Cmdr|Maj|Cpl"
    r"|Adm|Det|Supt|Insp|St|Ave|Blvd|Mt|Ft|Jr|Sr|No|vs|Inc|Ltd|Co|Corp|Bros|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|approx|ca|Nos|Assn|Dept|Univ)\.|[DRI]-(?:[A-Z][a-z]*\.)+)$"
)


def paragraphs(text: str) -> Iterator[Span]:
    """Spans of the lines that hold anything but white space, without the space at their ends.

    Where lines were broken at a width, a paragraph is what stands between two blank lines.
    """
    lines = (trimmed(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text))
    return _rejoined(text, list(lines)) if _is_wrapped(text) else lines


def _is_wrapped(text: str) -> bool:
    """Whether its lines end at a width and not with what they say."""
    if "\n" not in text or _WIDER.search(text):
        return False
    blocks = [block.split("\n") for block in _BLANK.split(text.strip())]
    inner = [a for block in blocks for a, b in pairwise(block) if not _STARTS_ANEW.match(b)]
    full = sum(len(line.rstrip()) >= _NARROW for line in inner)
    ended = sum(line.rstrip().endswith((".", "!", "?", ":", "”", '"')) for line in inner)
    return len(inner) >= _FEWEST and full >= 0.8 * len(inner) and ended <= 0.35 * len(inner)


def _rejoined(text: str, lines: list[Span]) -> Iterator[Span]:
    """Lines of one paragraph as one; a list's item, a heading and a quoted line begin a new one."""
    held: Span | None = None
    for start, end in lines:
        if held and text.count("\n", held[1], start) == 1 and _goes_on(text, held, start):
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _goes_on(text: str, held: Span, start: int) -> bool:
    """Whether the line at `start` goes on with the one above: that is full, and it begins nothing."""
    above = held[1] - max(held[0], text.rfind("\n", held[0], held[1]) + 1)
    return above >= _NARROW and not _STARTS_ANEW.match(text, start)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its two ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(text: str, language: str = "en") -> list[Span]:
    """Spans of the sentences of one paragraph: in order, not overlapping, none of them blank.

    `language` is an ISO 639-1 code; an unknown one is split as English is.
    """
    from sentencex import get_sentence_boundaries

    found = get_sentence_boundaries(language, _SURROGATE.sub("?", _masked(text)))
    spans = [(b["start_index"], b["end_index"]) for b in found]
    spans = _opening_marks_moved(text, spans)
    spans = [piece for span in spans for piece in _broken(text, *span)]
    return _joined(text, [trimmed(text, start, end) for start, end in spans])


def _masked(text: str) -> str:
    """The text with every mark and bracket that has no partner made harmless."""
    if not _MARKS.search(text):
        return text
    alone = sorted({i for opening, closing in _PAIRS for i in _unpaired(text, opening, closing)})
    if text.count('"') % 2:
        alone.append(text.rindex('"'))
    if not alone:
        return text
    letters = list(text)
    for i in alone:
        letters[i] = "'"
    return "".join(letters)


def _unpaired(text: str, opening: str, closing: str) -> Iterator[int]:
    """Where a mark opens that never closes, or closes what was never opened."""
    if opening not in text and closing not in text:
        return
    opened = -1
    for i, letter in enumerate(text):
        if letter == opening:
            if opened >= 0:
                yield opened
            opened = i
        elif letter == closing:
            if opened < 0:
                yield i
            opened = -1
    if opened >= 0:
        yield opened


def _opening_marks_moved(text: str, spans: list[Span]) -> list[Span]:
    """An opening mark at the end of a sentence belongs to the next."""
    moved: list[Span] = []
    start = spans[0][0] if spans else 0
    for _, end in spans:
        cut = end
        while cut > start + 1 and (text[cut - 1].isspace() or text[cut - 1] in _OPENING):
            cut -= 1
        marks = text[cut:end].strip()
        cut = end if not marks or not text[cut:end][:1].isspace() else cut
        moved.append((start, cut))
        start = cut
    return [*moved[:-1], (moved[-1][0], spans[-1][1])] if moved else []


def _broken(text: str, start: int, end: int) -> Iterator[Span]:
    """A span of unlikely length, at every place that looks like the end of a sentence."""
    if end - start > _LONG:
        for gap in _BREAK.finditer(text, start, end):
            yield start, gap.end()
            start = gap.end()
    yield start, end


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Spans parted after an abbreviation, or before a mark that closes, put together again."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < end and _belong(text, joined[-1], (start, end)):
            joined[-1] = (joined[-1][0], end)
        elif start < end:
            joined.append((start, end))
    return joined


def _belong(text: str, before: Span, after: Span) -> bool:
    """Whether two spans are one sentence."""
    if not any(letter.isalnum() for letter in text[slice(*after)]):
        return True
    if not _ABBREVIATION.search(text, max(before[0], before[1] - 12), before[1]):
        return False
    return _continues(text, before, after[0])


def _continues(text: str, before: Span, start: int) -> bool:
    """Whether what follows an abbreviation goes on with its sentence.

    After initials ("U.S.", "p.m.") only what begins in lower case, or the day after an hour; after
    a title or another abbreviation, whatever follows.
    """
    last = text[max(before[0], before[1] - _WORD) : before[1]].rsplit(None, 1)[-1].lstrip(_OPENING)
    if not re.fullmatch(r"(?:[^\W\d_]\.){2,}", last):
        return True
    if _HOUR.search(last) and _AFTER_HOUR.match(text, start):
        return True
    return text[start : start + 1].islower()


class Quotation(NamedTuple):
    """Which marks of quotation stand open at a place of a paragraph."""

    curly: bool = False
    straight: bool = False

    def after(self, text: str) -> "Quotation":
        """What stands open once `text` has followed."""
        opens, closes = text.rfind("“"), text.rfind("”")
        curly = self.curly if opens == closes else opens > closes
        return Quotation(curly, self.straight ^ (text.count('"') % 2 == 1))

    @property
    def is_open(self) -> bool:
        """Whether what follows begins inside a quotation."""
        return self.curly or self.straight

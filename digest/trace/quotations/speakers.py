"""Who is said to have said a quotation: a name beside a word of saying, or "he", or nobody."""

import re
from collections.abc import Sequence

from digest.models import Document
from digest.trace.names import Mention, Named, Names

_SAYING = (
    r"said|says|saying|told|tells|added|adds|wrote|writes|asked|asks|explained|explains|noted|notes"
    r"|stated|states|continued|recalled|recalls|replied|insisted|insists|argued|argues|warned|warns"
    r"|stressed|stresses|emphasi[sz]ed|declared|announced|claimed|claims|tweeted|posted|commented"
    r"|testified|acknowledged|admitted|admits|confirmed|exclaimed|yelled|shouted|concluded|remarked"
    r"|responded|reported|described|called|recounted|urged|observed|read|reads|quipped|joked|cried"
)
_SAYS = re.compile(rf"\b(?:{_SAYING})\b", re.I)
_PRONOUN = re.compile(r"\b(?:he|she)\b", re.I)
_ACCORDING = re.compile(r"\baccording to\b", re.I)
_OPENING = "“\"„«‘「『"
_REACH = 160  # code points behind a quotation within which its speaker is named
_NEAR = 60  # in which the word of saying stands
_BACK = 3  # sentences within which "he" was named

_Span = tuple[int, int, int, bool]  # start, end, sentence, goes on with the one above


def speakers(document: Document, names: Names, spans: Sequence[_Span]) -> list[Named | None]:
    """The speaker of each quotation, None where the article does not tell for sure."""
    found: list[Named | None] = []
    for at, (_, _, sentence, continued) in enumerate(spans):
        speaker = _attributed(document, names, spans, at, found)
        if speaker is None and at:
            same_paragraph = _paragraph(document, spans[at - 1][2]) == _paragraph(document, sentence)
            opens = same_paragraph and not _told_between(document, spans[at - 1], spans[at])
            if continued or opens:
                speaker = found[-1]
        found.append(speaker)
    _back_filled(document, spans, found)
    return found


def _paragraph(document: Document, sentence: int) -> int:
    return document.sentences[sentence].paragraph


def _told_between(document: Document, before: _Span, span: _Span) -> bool:
    """Whether a whole sentence of the reporter stands between two quotations."""
    return any(
        before[1] < s.start and s.end < span[0]
        for s in document.sentences[before[2] : span[2]]
    )


def _back_filled(document: Document, spans: Sequence[_Span], found: list[Named | None]) -> None:
    """A quotation without a speaker that the paragraph below goes on with has that one's speaker."""
    for at in range(len(spans) - 2, -1, -1):
        if found[at] is None and spans[at + 1][3]:
            found[at] = found[at + 1]


def _attributed(
    document: Document,
    names: Names,
    spans: Sequence[_Span],
    at: int,
    before: Sequence[Named | None],
) -> Named | None:
    start, end, sentence, _ = spans[at]
    text = document.article.text
    ends = [s.end for s in document.sentences[sentence:] if s.end >= end]
    below = spans[at + 1][0] - 1 if at + 1 < len(spans) else len(text)
    # A question or exclamation ends a sentence for the splitter, though "she asked" follows.
    behind = (end + 1, min(below, end + _REACH, max(ends[0] if ends else end, _line_end(text, end))))
    above = spans[at - 1][1] + 1 if at else 0
    ahead = (max(above, document.sentences[sentence].start), max(0, start - 1))
    return _named(document, names, behind, before, sentence, is_behind=True) or _named(
        document, names, ahead, before, sentence, is_behind=False
    )


def _line_end(text: str, at: int) -> int:
    """The end of the clause that follows a quotation: where a stop stands, or the line ends."""
    stop = re.compile(r"\.(?=\s+[^a-z])|\n").search(text, at + 2)
    return stop.start() if stop else len(text)


def _named(
    document: Document,
    names: Names,
    span: tuple[int, int],
    before: Sequence[Named | None],
    sentence: int,
    *,
    is_behind: bool,
) -> Named | None:
    """The person beside the word of saying, in a stretch of the reporter's words."""
    start, end = span
    told = document.article.text[start:end] if start < end else ""
    says = [m for m in _SAYS.finditer(told) if not is_behind or m.start() <= _NEAR]
    according = _ACCORDING.search(told)
    if according and not says:
        return _first(_persons(names, document, start + according.end(), end))
    if not says:
        return None
    verb = says[0] if is_behind else says[-1]
    people = _persons(names, document, start, end)
    subject = [(m, n) for m, n in people if m.end <= start + verb.start()]
    inverted = [(m, n) for m, n in people if m.start >= start + verb.end()]
    if is_behind and told[: verb.start()].strip(" ,.\"”’'»*_-—–") == "":
        direct = [(m, n) for m, n in inverted if m.start - start - verb.end() <= _NEAR]
        pronoun = _PRONOUN.match(told[verb.end() :].lstrip())
        return _recent(document, names, sentence, before) if pronoun else _first(direct)
    if _PRONOUN.search(told[: verb.start()]) and not subject:
        return _recent(document, names, sentence, before)
    return subject[-1][1] if subject and len({n.name for _, n in subject}) == 1 else (
        subject[0][1] if subject and is_behind else None
    )


def _first(people: Sequence[tuple[Mention, Named]]) -> Named | None:
    return people[0][1] if people else None


def _persons(
    names: Names, document: Document, start: int, end: int
) -> list[tuple[Mention, Named]]:
    return [
        (mention, named)
        for mention, named in names.within(document.article.id, start, end)
        if named.kind == "person"
    ]


def _recent(
    document: Document, names: Names, sentence: int, before: Sequence[Named | None]
) -> Named | None:
    """Whom "he" means: the last person named, if the sentence that names one names no other."""
    for at in range(sentence, max(-1, sentence - _BACK - 1), -1):
        told = document.sentences[at]
        people = {n.name: n for _, n in _persons(names, document, told.start, told.end)}
        if len(people) == 1:
            return next(iter(people.values()))
        if people:
            last = before[-1] if before else None
            return last if last and last.name in people else None
    return None

"""Who is said to have said a quotation: a name beside a word of saying, or "he", or nobody."""

import re
from collections.abc import Sequence
from typing import Literal

from digest.models import Document, Sentence
from digest.trace.names import Mention, Named, Names

_SAYING = (
    r"said|says|saying|told|tells|added|adds|wrote|writes|asked|asks|explained|explains|noted|notes"
    r"|stated|states|continued|recalled|recalls|replied|insisted|insists|argued|argues|warned|warns"
    r"|stressed|stresses|emphasi[sz]ed|declared|announced|claimed|claims|tweeted|posted|commented"
    r"|testified|acknowledged|admitted|admits|confirmed|exclaimed|yelled|shouted|concluded|remarked"
    r"|responded|reported|described|called|recounted|urged|observed|read|reads|quipped|joked|cried"
)
_SAYS = re.compile(rf"\b(?:{_SAYING})\b")
_PRONOUN = re.compile(r"\b(?:he|she)\b", re.I)
_ACCORDING = re.compile(r"\baccording to\b", re.I)
_OPENING = '“"„«‘「『'
_REACH = 160  # code points behind a quotation within which its speaker is named
_NEAR = 60  # in which the word of saying stands
_FIRST = 4  # code points of a sentence before its first name
_BACK = 2  # sentences within which "he" was named
_RIGHT_BEFORE = 12  # code points between a name and its verb
_PUNCTUATION = " ,.\"”’'»*_-—–"
_OFFICE = 40  # code points of an office between "said" and a name
_ENDED = (",", "?", "!", "…", "-", "—", "–")  # what ends a quotation that an attribution follows
_POSSESSIVES = ("'s", "’s", "' ", "’ ")
# Of somebody, or to somebody, who is not the one that speaks.
_OF = re.compile(
    r"\b(?:of|for|with|by)\s(?:the\s)?(?:[\w.]+\s){0,3}$"
    r"|(?:\b(?:t(?:old|ells?|elling)|ask(?:s|ed|ing)?|question(?:s|ed|ing)?)|(?<!according)\sto)"
    r"\s(?:the\s)?(?:[A-Z][\w.]*\s){0,2}$"
)

_Span = tuple[int, int, int, bool]  # start, end, sentence, goes on with the one above


def speakers(document: Document, names: Names, spans: Sequence[_Span]) -> list[Named | None]:
    """The speaker of each quotation, None where the article does not tell for sure."""
    found: list[Named | None] = []
    for at, (_, _, sentence, continued) in enumerate(spans):
        speaker = _attributed(document, names, spans, at, found)
        if speaker and _is_addressed(document.article.text, spans[at], speaker):
            speaker = None
        if speaker is None and at:
            same_paragraph = _paragraph(document, spans[at - 1][2]) == _paragraph(
                document, sentence
            )
            opens = same_paragraph and not _told_between(document, spans[at - 1], spans[at])
            if continued or opens:
                speaker = found[-1]
        found.append(speaker)
    _back_filled(document, spans, found)
    return found


def _is_addressed(text: str, span: _Span, speaker: Named) -> bool:
    """Whether a quotation speaks to whom it seems to be of: "That is enough, Mr. Lisk."."""
    last = re.escape(speaker.name.split()[-1])
    return bool(re.search(rf",\s(?:[A-Z]\w*\.?\s){{0,2}}{last}[,.?!]", text[span[0] : span[1] + 1]))


def _paragraph(document: Document, sentence: int) -> int:
    return document.sentences[sentence].paragraph


def _told_between(document: Document, before: _Span, span: _Span) -> bool:
    """Whether a whole sentence of the reporter stands between two quotations."""
    return any(
        before[1] < s.start and s.end < span[0] for s in document.sentences[before[2] : span[2]]
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
    behind = (
        end + 1,
        min(below, end + _REACH, max(ends[0] if ends else end, _line_end(text, end))),
    )
    above = spans[at - 1][1] + 1 if at else 0
    ahead = (max(above, document.sentences[sentence].start), max(0, start - 1))
    for stretch, is_behind in ((behind, True), (ahead, False)):
        named = _named(document, names, stretch, is_behind=is_behind)
        if named:
            return _recent(document, names, spans, at, before) if named == "he" else named
    return None


def _line_end(text: str, at: int) -> int:
    """The end of the clause that follows a quotation: where a stop stands, or the line ends."""
    if text.startswith("\n", at + 1):  # the paragraph below tells of somebody else
        return at + 1
    stop = re.compile(r"\.(?=\s+[^a-z])|\n").search(text, at + 2)
    return stop.start() if stop else len(text)


def _named(
    document: Document, names: Names, span: tuple[int, int], *, is_behind: bool
) -> "Named | Literal['he'] | None":
    """The person beside the word of saying, in a stretch of the reporter's words."""
    start, end = span
    text = document.article.text
    told = text[start:end] if start < end else ""
    says = [m for m in _SAYS.finditer(told) if not is_behind or m.start() <= _NEAR]
    if not says:
        according = _ACCORDING.search(told)
        return _inverted(document, names, start + according.end(), end) if according else None
    verb = says[0] if is_behind else says[-1]
    if is_behind and not told[: verb.start()].strip(_PUNCTUATION):
        is_he = _PRONOUN.match(told[verb.end() :].lstrip())
        return "he" if is_he else _inverted(document, names, start + verb.end(), end)
    people = _subjects(document, names, start, start + verb.start())
    if not people:
        return "he" if _PRONOUN.search(told[: verb.start()]) else None
    if is_behind:
        ended = text[start - 2 : start - 1] in _ENDED
        return people[0][1] if ended else _beside(people[-1], start + verb.start())
    return people[0][1] if len({named.name for _, named in people}) == 1 else None


def _inverted(document: Document, names: Names, start: int, end: int) -> Named | None:
    """The first name behind "said", if it is a person's and nothing but an office stands between."""
    held = names.within(document.article.id, start, end)
    if not held or not _may_speak(held[0][1]):
        return None
    mention, named = held[0]
    between = document.article.text[start : mention.start].removesuffix(mention.title).strip()
    return named if len(between) <= _OFFICE and not set(between) & set(',;:"“') else None


def _beside(person: tuple[Mention, Named], verb: int) -> Named | None:
    """The person right before the word of saying."""
    return person[1] if verb - person[0].end <= _RIGHT_BEFORE else None


def _subjects(
    document: Document, names: Names, start: int, end: int
) -> list[tuple[Mention, Named]]:
    """The persons of a stretch that can be its subject: not "Ann's mother", "the mother of Ann"."""
    text = document.article.text
    return [
        (mention, named)
        for mention, named in _persons(names, document, start, end)
        if not text.startswith(_POSSESSIVES, mention.end)
        and not _OF.search(text, max(start, mention.start - len(mention.title) - 5), mention.start)
    ]


def _persons(names: Names, document: Document, start: int, end: int) -> list[tuple[Mention, Named]]:
    return [
        (mention, named)
        for mention, named in names.within(document.article.id, start, end)
        if _may_speak(named)
    ]


def _may_speak(named: Named) -> bool:
    """A person; beside a word of saying, also a name in full that nothing tells the kind of."""
    return named.kind == "person" or (named.kind == "other" and " " in named.name)


def _recent(
    document: Document, names: Names, spans: Sequence[_Span], at: int, found: Sequence[Named | None]
) -> Named | None:
    """Whom "he" means: the one person that the sentences above name last, or who opens that sentence."""
    start = spans[at][0]
    first = max(0, spans[at][2] - _BACK)
    own = _paragraph(document, spans[at][2])
    for told in reversed(document.sentences[first : spans[at][2] + 1]):
        if own - told.paragraph > 1:
            break
        below = (
            _PRONOUN.search(document.article.text, told.start, start) if told.end >= start else None
        )
        end = below.start() if below else min(told.end, start)  # "she" was named before
        people = [
            (mention, named)
            for mention, named in _subjects(document, names, told.start, end)
            if named.kind == "person" and not any(a <= mention.start < b for a, b, *_ in spans)
        ]
        if people:
            if len({named.name for _, named in people}) == 1 or _opens(
                document, people[0][0], told
            ):
                return people[0][1]
            last = found[-1] if found else None
            return last if last and any(named == last for _, named in people) else None
    return None


def _opens(document: Document, mention: Mention, told: Sentence) -> bool:
    """Whether a sentence begins by a name and goes on to say what that one said."""
    says = _SAYS.search(document.article.text, mention.end, told.end)
    near = mention.start - len(mention.title) - 1 <= told.start + _FIRST
    return near and says is not None and says.start() - mention.end <= _NEAR

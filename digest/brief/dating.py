"""Days that a statement names, as days of the calendar, counted from the day of its article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digest.brief.cutting import Span
from digest.brief.standing import quotations
from digest.language.days import moments
from digest.models import Article

# What is still to come, or comes again, is dated by nobody's guess.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|to \w+|planned|plans?|scheduled|expect\w*|next|each|every|begins?|starts?|opens?"
    r"|ahead of|until|through|by|before)\b[^,;]{0,40}$"
)
_LOOSE = re.compile(r"today|tonight|this \w+", re.I)  # may be "nowadays"
_JUST_TOLD = re.compile(r"\b(?:\w+ed|said|told|found|struck|hit|died|began|took place)\s+$")
# A day of telling is none of happening: "police said Monday that …".
_TELLING = re.compile(
    r"\b(?:said|says|told|announced|confirmed|reported|according|statement|posted|wrote|published|updated"
    r"|released|identified|interview|conference)\b\W+(?:\w+\W+){0,2}$"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of the past where it stands: `[start:end]` of its article's text."""

    day: date
    start: int
    end: int
    relative: bool  # "Friday", "yesterday": only its article tells which
    telling: bool  # it is when somebody said so, not when it happened


def dated(article: Article, pieces: Sequence[Span]) -> Iterator[Dated]:
    """The days in these spans of an article that knows its own day, outside quotations."""
    if not article.published:
        return
    published = date.fromisoformat(article.published[:10])
    for start, end in pieces:
        text = article.text[start:end]
        spoken = quotations(text, 0, len(text))
        for moment in moments(text, published):
            before = text[: moment.start]
            if moment.sort != "day" or not moment.low or _AHEAD.search(before):
                continue
            if _LOOSE.match(text, moment.start) and not _JUST_TOLD.search(before):
                continue
            if any(a <= moment.start < b for a, b in spoken):
                continue
            day = date.fromordinal(moment.low)
            if day <= published:
                relative = len(moment.raw) == 1
                telling = bool(_TELLING.search(before))
                yield Dated(day, start + moment.start, start + moment.end, relative, telling)

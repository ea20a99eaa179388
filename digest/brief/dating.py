"""Days that a statement names, as days of the calendar, counted from the day of its article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digest.brief.cutting import Span
from digest.brief.standing import quotations
from digest.language.days import moments, weekdays
from digest.models import Article

# What is still to come, or comes again, is dated by nobody's guess.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|to [a-z]+|planned|plans?|scheduled|expect\w*|next|each|every|begins?|starts?|opens?"
    r"|ahead of|until|through|by|before|is|are|may|might|could|can)\b[^,;]{0,40}$"
)
# "Last Friday" may be either of two.
_OTHER = re.compile(r"\b(?:last|previous|this|coming|on a|every|most) \w+$")
# Weekdays so long past are mostly to come: an article was brought up to date and kept its day.
_LATE = 5
_LOOSE = re.compile(r"today|tonight|this \w+", re.I)  # may be "nowadays"
_JUST_TOLD = re.compile(r"\b(?:\w+ed|said|told|found|struck|hit|died|began|took place)\s+$")
# A day of telling is none of happening: "police said Monday that …", "the March 1 shooting".
_TELLING = re.compile(
    r"\b(?:the|an?|this|that|his|her|its|their) $"
    r"|\b(?:said|says|told|announced|confirmed|reported|according|statement|posted|wrote|published|updated"
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
        for day, (a, b), relative in sorted(_past(text, published), key=lambda found: found[1]):
            if day <= published and not any(s <= a < e for s, e in spoken):
                telling = bool(_TELLING.search(text[:a]))
                yield Dated(day, start + a, start + b, relative, telling)


def _past(text: str, published: date) -> Iterator[tuple[date, Span, bool]]:
    """Days of the past, where they stand, and whether it takes the article's day to tell them."""
    for match, day in weekdays(text, published):
        before = text[: match.start()]
        loose = _LOOSE.match(match[0]) and not _JUST_TOLD.search(before)
        late = (published - day).days >= _LATE
        if not (loose or late or _AHEAD.search(before) or _OTHER.search(text[: match.end()])):
            yield day, match.span(), True
    for moment in moments(text, published):
        calendar = moment.sort == "day" and moment.low and len(moment.raw) == 2
        if calendar and not _AHEAD.search(text[: moment.start]):
            yield date.fromordinal(moment.low), (moment.start, moment.end), False

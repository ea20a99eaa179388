"""Days, hours and years of what happened, where two articles give them differently."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digest.language.days import Moment, moments
from digest.language.words import lowered
from digest.models import Document
from digest.trace.facts.fact import Fact
from digest.trace.names import Names

_EVENTS = {
    "death": r"died(?! (?:when|in (?:a|an|the) ))|dies|pronounced|declared|passed away|succumbed",
    "arrest": r"arrest\w*|(?:into|in) custody|apprehended|surrendered|turned (?:him|her|them)self in"
    r"|captured|caught|booked",
    "court": r"courts?|arraign\w*|hearing|trial|sentenc\w+|pleaded|convicted|jury|judge|indict\w+|verdict"
    r"|charged|plea|entered|suspended|faces?",
    "mourning": r"funeral|life support|vigil|memorial service|buried|mourn\w*|birthday|born",
    "protest": r"riot\w*|protest\w*|demonstrat\w*|rall(?:y|ies)",
    "word": r"said|says|confirmed|told|announced|statement|news conference|press conference|identified"
    r"|released|according to|report(?:ed|s) (?:on )?(?=mon|tues|wednes|thurs|fri|satur|sun)|updated?"
    r"|posted|published",
    "incident": r"shootings?|shot|shots|occurred|happened|took place|opened fire|fired|gunfire|stabb\w+"
    r"|crash\w*|explo\w+|attack\w*|killed"
    r"|killing|wounded|injured|injuring|incident|erupted|struck|went off|plunged|sank|dropped"
    r"|capsized|derailed|collapsed|dispatched|(?:were|was) (?:first )?called|called (?:police|for help)"
    r"|(?<!phone )calls? (?:of|about|for|from|came|reporting)|(?:received|got|took) an? (?:\w+ )?calls?"
    r"|respond\w*|reports? of|911|sent to|arrived|died (?=when|in )|gun ?battle|gunfight|brawl",
}
_EVENT = re.compile(
    rf"\b(?:{'|'.join(rf'(?P<{name}>{form})' for name, form in _EVENTS.items())})\b"
)  # of lower case
_SUBJECTS = {
    "incident": "it happened",
    "death": "the death",
    "arrest": "the arrest",
}
_SORTS = {"clock": "hour", "day": "day", "month": "month"}
_APART = 45  # minutes between a shot and a call, or between "about" and the hour
_TURNS = re.compile(
    r"\b(?:(?P<begins>open(?:s|ed|ing)?|beg[ia]ns?|start(?:s|ed)?|arriv\w+)"
    r"|(?P<ends>end(?:s|ed)?|clos(?:es|ed)|finish\w*|le(?:ft|aves?)|conclud\w+)|(?P<again>again|another|second))\b"
)
_NAME = re.compile(
    r"(?<=[a-z,] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|Street|Avenue|Road|Police|County)[A-Z][a-z]{2,}"
)
_ANY = re.compile(
    r"\d|day\b|[Nn]oon\b|[Mm]idnight\b|night\b|this (?:morning|afternoon)"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_PLANNED = re.compile(r"\b(?:will|is to|are to|scheduled|set for|expected|due|planned)\b")
_FAR = 150  # code points, clauses counted, between an event and its moment
_CLAUSE = 25  # what a break between clauses counts
_BREAK = re.compile(r"[,;–—]|\b(?:and|but|when|after|before|who|that|then|where|while)\b")
_BESIDE = 12  # code points between a word that tells of the telling, and its day
_ROUNDED = 5  # minutes by which an hour may be rounded
_LEAD = 8  # sentences in which an article tells what it is about
_GROUNDS = re.compile(
    r"\b(?:for|in|of|to|with|from|over|after)\s+(?:the|an?|his|her|their)\s+(?:[\w-]+\s+){0,2}$"
)
_WEEK = 6  # days within which a weekday names one day, and reports are of one news
_APART_AT_MOST = 14  # days between two dates of which one is mistaken
_BODY = 24  # sentences among which an hour is still that of the news
_OF_YEAR = re.compile(
    r"\b(?P<before>(?:19|20)\d\d)\s+(?:[a-z-]+\s+){0,2}?(?P<noun>invasion|annexation|massacre|uprising|coup"
    r"|revolution|earthquake|tsunami|hurricane|genocide|merger|takeover|bombing)\b"
    r"|\b(?P<noun2>invasion|invaded|annexation|annexed|massacre|uprising|coup|revolution|earthquake|tsunami"
    r"|hurricane|genocide|merger|takeover|bombing)\b[^.;,\d]{0,50}?\s(?:in|of"
    r"|since)\s+(?:[A-Z][a-z]+\s+)?(?P<after>(?:19|20)\d\d)\b"
)
_SURE = 0.75  # confidence, in years of an event that is named with its year
_DOUBTFUL = 0.45  # in days and hours of independent reports, of which most are of two things
_AS_OF = re.compile(r"\b[Aa]s of (?:about |around )?$")  # when it was counted, not when it happened
_ONE_NOUN = {"invaded": "invasion", "annexed": "annexation"}
_BARE_YEAR = re.compile(
    r"(?<![\d/$.-])\b(?:(?:19|20)\d\d|(?<=[Ii]n )1[5-8]\d\d)\b(?![\d/-]|\s+block)"
)


@dataclass(frozen=True, slots=True)
class _Detail:
    """What tells whether two moments are of the same thing."""

    moment: Moment
    event: str
    published: date | None
    late: bool = False  # the sentence stands below those that tell the news
    names: frozenset[str] = frozenset()  # capitalised words of the sentence
    turn: str = ""  # whether the sentence tells a beginning, an end, or one more time


def facts(document: Document, index: int, names: Names) -> tuple[Fact, ...]:
    """The days, hours and years of one sentence."""
    if document.language != "en":
        return ()
    text = document.text_of(index)
    if not _ANY.search(text):
        return ()
    return (*_of_moments(document, index, text), *_of_years(document, index, text))


def _of_moments(document: Document, index: int, text: str) -> Iterator[Fact]:
    published = _published(document)
    found = [m for m in moments(text, published) if not _AS_OF.search(text[: m.start])]
    sentence = document.sentences[index]
    for moment in found:
        same = [m for m in found if m.sort == moment.sort]
        event = _event(text, moment)
        named = event in _SUBJECTS
        yield Fact(
            kind="date",
            key=f"{moment.sort} of {event}",
            value=(moment.low, moment.high) if moment.low else moment.raw,
            sentence=(document.article.id, index),
            start=sentence.start + moment.start,
            end=sentence.start + moment.end,
            subject=f"{_SORTS[moment.sort]} {_SUBJECTS.get(event, 'named')}",
            anchored=_is_news(event, moment, index) and not _is_past(found, published),
            place=(same.index(moment), len(same)),
            running=bool(_PLANNED.search(text)),
            detail=_Detail(
                moment,
                event if named else "",
                published,
                index >= _LEAD,
                _names(text),
                _turn(text),
            ),
        )


def _is_news(event: str, moment: Moment, index: int) -> bool:
    """Whether it is when that happened which the article tells about, and not something before it."""
    if moment.sort == "clock":
        return index < _BODY and event in {"incident", "death"}
    return index < _LEAD and event == "incident"


def _names(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text))


def _is_past(found: Sequence[Moment], published: date | None) -> bool:
    """Whether a sentence names a day that is far from that of its article."""
    days = [m.low for m in found if m.sort == "day" and m.low] if published else []
    return bool(
        published and any(abs(day - published.toordinal()) > _APART_AT_MOST for day in days)
    )


def _turn(text: str) -> str:
    return " ".join(sorted({match.lastgroup or "" for match in _TURNS.finditer(text)}))


def _published(document: Document) -> date | None:
    given = document.article.published
    return date.fromisoformat(given[:10]) if given else None


def _event(text: str, moment: Moment) -> str:
    """What happened at a moment: the event whose word is nearest to it in its clause."""
    found: list[tuple[int, str]] = []
    for match in _EVENT.finditer(lowered(text)):
        after = match.start() >= moment.end
        if after and _GROUNDS.search(text, max(moment.end, match.start() - 30), match.start()):
            continue
        between = text[moment.end : match.start()] if after else text[match.end() : moment.start]
        if after and " then " in between:
            continue
        distance = len(between) + _CLAUSE * len(_BREAK.findall(between)) + (10 if after else 0)
        if distance <= (_BESIDE if match.lastgroup == "word" else _FAR):
            found.append((distance, match.lastgroup or ""))
    return min(found, default=(0, ""))[1]


def _of_years(document: Document, index: int, text: str) -> Iterator[Fact]:
    """Years, those of an event that is named with its year by what it was."""
    sentence = document.sentences[index]
    named = {
        m.start("before") if m["before"] else m.start("after"): m for m in _OF_YEAR.finditer(text)
    }
    found = list(_BARE_YEAR.finditer(text))
    for at, match in enumerate(found):
        of = named.get(match.start())
        noun = (of["noun"] or of["noun2"]) if of else ""
        noun = _ONE_NOUN.get(noun, noun)
        year = int(match[0])
        yield Fact(
            kind="date",
            key=f"year of {noun or 'something'}",
            value=year,
            sentence=(document.article.id, index),
            start=sentence.start + match.start(),
            end=sentence.start + match.end(),
            subject=f"year of the {noun}" if noun else "year",
            anchored=bool(noun),
            place=(at, len(found)),
            detail=_Detail(Moment("year", year, year, match.start(), match.end()), noun, None),
        )


def rivals(one: Fact, other: Fact, copied: bool) -> float | None:
    """The confidence that two moments of one family exclude one another."""
    a, b = one.detail, other.detail
    assert isinstance(a, _Detail) and isinstance(b, _Detail)
    if a.moment.sort != b.moment.sort or a.moment.zone != b.moment.zone:
        return None
    if copied and one.place == other.place:
        return _in_copy(a.moment, b.moment) if a.turn == b.turn else None
    agree = _agree(a, b)
    if one.key != other.key:
        return 0.0 if agree and _apart(a.moment, b.moment) <= _ROUNDED else None
    if agree is None or (not agree and not a.event and not _are_dates(a.moment, b.moment)):
        return None
    return 0.0 if agree else _SURE if a.moment.sort == "year" else _DOUBTFUL


def _are_dates(one: Moment, other: Moment) -> bool:
    """Whether both are days by their dates; "on Monday" may be of another week, or when it was told."""
    return one.sort == other.sort == "day" and len(one.raw) == len(other.raw) == 2


def _apart(one: Moment, other: Moment) -> int:
    """By how much, at least, two moments of one sort differ: minutes, or days."""
    return max(one.low - other.high, other.low - one.high, 0)


def _in_copy(a: Moment, b: Moment) -> float | None:
    """As `rivals`, of a moment and the one that stands in its place in a copy."""
    if a.sort in {"year", "month"}:
        return 0.0 if a.low == b.low else 0.95
    if a.sort == "clock":
        return 0.95 if _apart(a, b) > _ROUNDED else 0.0
    if a.raw and b.raw and len(a.raw) == len(b.raw):
        return 0.0 if a.raw == b.raw else 0.95
    return 0.95 if a.low and b.low and abs(a.low - b.low) > (a.vague or b.vague) else 0.0


def _agree(one: _Detail, other: _Detail) -> bool | None:
    """Whether two moments can be one; None where that is not known."""
    match one.moment.sort:
        case "year" | "month":
            return one.moment.low == other.moment.low
        case "clock":
            return _one_hour(one, other)
    return _one_day(one, other)


def _one_hour(one: _Detail, other: _Detail) -> bool | None:
    gap = _apart(one.moment, other.moment)
    if min(gap, 1440 - gap) < _APART:
        return True
    shared = len(one.names & other.names)
    if (one.late or other.late) and not shared:
        return None
    return False if _near(one, other, _APART_AT_MOST if shared > 1 else _WEEK) else None


def _one_day(one: _Detail, other: _Detail) -> bool | None:
    a, b = one.moment, other.moment
    if a.raw == b.raw:
        return True
    exact = _are_dates(a, b)
    if not a.low or not b.low:
        return False if exact and a.raw[0] == b.raw[0] else None
    gap = abs(a.low - b.low)
    if gap <= (1 if a.vague or b.vague else 0):
        return True
    return False if gap <= _APART_AT_MOST and (exact or _near(one, other, _WEEK)) else None


def _near(one: _Detail, other: _Detail, most: int) -> bool:
    """Whether both articles, and the days that they name, are within so many days."""
    days = [d.toordinal() for d in (one.published, other.published) if d]
    days += [m.low for m in (one.moment, other.moment) if m.sort == "day"]
    return bool(one.published and other.published) and max(days) - min(days) <= most

"""Days, hours and years that a sentence names, as what they can be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:,?\s+(?P<{0}>(?:19|20)\d\d)\b)?"
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.,]*\d){_YEAR.format('year')}"
    rf"|(?<![\d:.,])(?P<day2>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?(?:\s+of)?\s+(?P<month2>{_MONTH})\b{_YEAR.format('year2')})"
)
_WEEKDAY = re.compile(
    r"\b(?:(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|(?P<near>today|tonight|this morning"
    r"|this afternoon|yesterday|last night))\b",
)
_CLOCK = re.compile(
    r"(?<![\d:.,/$-])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<hour24>0\d|1[3-9]|2[0-3]):(?P<minute24>[0-5]\d)(?![\d:]|\s?[ap]\.?m)"
    r"|(?P<word>\bnoon|\bmidnight))",
    re.I,
)
_IN_MONTH = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|until|by|during|this|last|next|early|late)\s+(?P<month>January|February|March|April|May|June"
    r"|July|August|September|October|November|December)\b(?!\s+\d{1,2}\b)"
)
_ZONE = re.compile(
    r"\s?(?:\(?(?P<zone>GMT|UTC|CET|CEST|BST|MSK|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b|(?P<named>\w+)\s+time\b)"
)
_BEFORE = re.compile(
    r"\b(?:(?P<about>about|around|approximately|approx\.?|roughly|near|close to)|(?P<until>(?:just "
    r"|shortly |moments |a little )?before|by|until|nearly|almost)"
    r"|(?P<after>just after|shortly after|a little after|moments after|just past|past|after|since))\s+$",
    re.I,
)
_TURN = re.compile(
    r"\b(?:night|overnight|midnight|early|late|evening|morning|predawn|[12]?[0-9][:0-9]*\s?[ap]\.?m)\b",
    re.I,
)
_SEPARATE = re.compile(r"\b(?:next|coming|upcoming|will|scheduled|set for|due|until)\b", re.I)
_LOOSE = 12  # minutes that "just after" takes
_LONG = 90  # and that "after" alone may take
_JUST = re.compile(r"just|shortly|moments|a little|nearly|almost|past", re.I)
_PRINTED = re.compile(r"\b(?:Published|Updated|Posted|Modified)\b[^.]{0,40}$")
_LAST = re.compile(r"\b(?:last|previous)\s+$", re.I)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day ("day"), an hour of some day ("clock"), as the earliest and latest that it can be."""

    sort: str
    low: int  # days since year 1, or minutes since midnight
    high: int
    start: int
    end: int
    vague: bool = False  # of a day: its night may be counted to the next one; of an hour: about
    raw: tuple[int, ...] = ()  # as printed: a weekday, a month and a day
    zone: str = ""  # of an hour, where it is told


def moments(text: str, published: date | None) -> Iterator[Moment]:
    """The moments of a sentence of an article of that day, in order."""
    found = [*_dates(text, published), *_weekdays(text, published), *_clocks(text), *_months(text)]
    told = (m for m in found if not _PRINTED.search(text, max(0, m.start - 60), m.start))
    yield from sorted(told, key=lambda moment: (moment.start, moment.end))


def _dates(text: str, published: date | None) -> Iterator[Moment]:
    for match in _DATE.finditer(text):
        month = _MONTHS.index((match["month"] or match["month2"])[:3].lower()) + 1
        day = int(match["day"] or match["day2"])
        given = match["year"] or match["year2"]
        found = _calendar(int(given), month, day) if given else _nearest(month, day, published)
        ordinal = found.toordinal() if found else 0
        yield Moment(
            "day", ordinal, ordinal, match.start(), match.end(), _turns(text, match), (month, day)
        )


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, published: date | None) -> date | None:
    """The day of the calendar that is nearest to the day of an article."""
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    days = [d for y in years if (d := _calendar(y, month, day))]
    return min(days, key=lambda d: abs((d - published).days)) if days else None


def _weekdays(text: str, published: date | None) -> Iterator[Moment]:
    for match in _WEEKDAY.finditer(text):
        if _DATE.match(text, match.end() + 1) or _DATE.match(text, match.end() + 2):
            continue
        name = (match["name"] or "").lower()
        day = _resolved(text, match, published)
        raw = (_DAYS.index(name),) if name else (day.weekday(),) if day else ()
        ordinal = day.toordinal() if day else 0
        yield Moment("day", ordinal, ordinal, match.start(), match.end(), _turns(text, match), raw)


def _resolved(text: str, match: re.Match[str], published: date | None) -> date | None:
    """The day that a weekday or "yesterday" means in an article: the last one before it, or its own."""
    if published is None or _SEPARATE.search(text):
        return None
    if match["near"]:
        return published - timedelta(days=match["near"] in ("yesterday", "last night"))
    back = (published.weekday() - _DAYS.index(match["name"].lower())) % 7
    if _LAST.search(text, max(0, match.start() - 10), match.start()):
        return None
    return published - timedelta(days=back)


def _turns(text: str, match: re.Match[str]) -> bool:
    """Whether the words beside a day speak of the hours in which it turns."""
    return bool(_TURN.search(text[max(0, match.start() - 24) : match.end() + 16]))


def _clocks(text: str) -> Iterator[Moment]:
    for match in _CLOCK.finditer(text):
        minute = _minute(match)
        if minute is None:
            continue
        before = _BEFORE.search(text, max(0, match.start() - 20), match.start())
        how = before.lastgroup if before else None
        loose = _LOOSE if before and _JUST.match(before[0]) else _LONG
        low = minute - loose if how == "until" else minute
        high = minute + loose if how == "after" else minute
        zone = _ZONE.match(text, match.end())
        told = (zone["zone"] or zone["named"]) if zone else ""
        vague = how == "about"
        yield Moment("clock", low, high, match.start(), match.end(), vague, (minute,), told)


def _months(text: str) -> Iterator[Moment]:
    for match in _IN_MONTH.finditer(text):
        month = _MONTHS.index(match["month"][:3].lower()) + 1
        yield Moment(
            "month", month, month, match.start("month"), match.end("month"), False, (month,)
        )


def _minute(match: re.Match[str]) -> int | None:
    """Minutes since midnight; None where there is no such hour."""
    if match["word"]:
        return 12 * 60 if match["word"].lower() == "noon" else 0
    if match["hour24"]:
        return int(match["hour24"]) * 60 + int(match["minute24"])
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= 12:
        return None
    return (hour % 12 + (12 if match["half"].lower() == "p" else 0)) * 60 + minute

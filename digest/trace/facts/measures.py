"""Amounts, shares, measures with their units, and counts of whatever a sentence counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.trace.facts.figures import Figure

_UNITS = {
    **dict.fromkeys("mile miles mi".split(), ("length", 1609.344)),
    **dict.fromkeys("kilometer kilometers kilometre kilometres km kms".split(), ("length", 1000.0)),
    **dict.fromkeys("meter meters metre metres".split(), ("length", 1.0)),
    **dict.fromkeys("centimeter centimeters centimetre centimetres cm".split(), ("length", 0.01)),
    **dict.fromkeys("foot feet ft".split(), ("length", 0.3048)),
    **dict.fromkeys("inch inches".split(), ("length", 0.0254)),
    **dict.fromkeys("yard yards".split(), ("length", 0.9144)),
    **dict.fromkeys("pound pounds lb lbs".split(), ("mass", 0.45359)),
    **dict.fromkeys("kilogram kilograms kilo kilos kg".split(), ("mass", 1.0)),
    **dict.fromkeys("ton tons tonne tonnes".split(), ("mass", 1000.0)),
    **dict.fromkeys("acre acres".split(), ("area", 4046.9)),
    **dict.fromkeys("hectare hectares".split(), ("area", 10000.0)),
    **dict.fromkeys("year years".split(), ("duration", 365.25)),
    **dict.fromkeys("month months".split(), ("duration", 30.44)),
    **dict.fromkeys("week weeks".split(), ("duration", 7.0)),
    **dict.fromkeys("day days".split(), ("duration", 1.0)),
    **dict.fromkeys("hour hours".split(), ("duration", 1 / 24)),
    **dict.fromkeys("minute minutes".split(), ("duration", 1 / 1440)),
    **dict.fromkeys("second seconds".split(), ("duration", 1 / 86400)),
    "mph": ("speed", 1.609),
    "km/h": ("speed", 1.0),
    "kph": ("speed", 1.0),
}  # fmt: skip
_PERCENT = re.compile(r"\s?(?:%|percent\b|per\s+cent\b|pct\b)")
_NEXT = re.compile(
    r"(?:[\s-]+(?P<first>km/h|[A-Za-z][A-Za-z’'-]*))(?:\s+(?P<second>[a-z][a-z’'-]*))?(?:\s+(?P<third>[a-z][a-z’'-]*))?"
)
_ROAD = re.compile(
    r"(?:\b(?:Highway|Hwy\.?|Route|Rt\.?|Interstate|I|US|U\.S\.|Road|State|Room|Channel|News|No\.?|Nos\.?"
    r"|Number|Chapter|Section|Sections|Article|Flight|Unit"
    r"|Apt\.?|Apartment|Suite|Building|Lot|Exit|Mile|District|Precinct|Ward|Engine|Ladder|Zone|Gate|Area"
    r"|Phase|Group|Page|Image|Photo|Photos|Slide|Figure|Table|Vol\.?|Volume"
    r"|Boeing|Airbus|Windows|iOS|iPhone|Type|Class|Grade|Level|Title|Case|Local|Section|Psalm|Super Bowl"
    r"|Fox|KSLA|CBS|ABC|NBC|Region|Proposition|Amendment|Form|Troop|Model)[\s-]+)$"
)
_PLACE = re.compile(
    r"\s+(?:(?:[NSEW]\.?|North|South|East|West)\s+)?(?:(?:[A-Z0-9][\w’'.]*)\s+){0,3}(?:Street|St|Avenue|Ave"
    r"|Road|Rd|Drive|Dr|Lane|Ln|Boulevard"
    r"|Blvd|Court|Ct|Place|Pl|Way|Circle|Terrace|Parkway|Pkwy|Highway|Hwy|Trail|Loop|Square|Plaza"
    r"|Broadway)\b|\s+block\b|(?:st|nd|rd|th)\b"
)
_HOUSE = re.compile(
    r"\s+(?:(?:North|South|East|West|[NSEW]\.)\s+[A-Z]"
    r"|(?:[A-Z][\w’'.]*\s+){1,3}(?:Street|Avenue|Road|Lane|Drive|Boulevard)\b)"
)
_GROUP = re.compile(r"\d[\s().-]+$")  # of a number for the telephone
_GROUP_AFTER = re.compile(r"[\s().-]+\d{3}")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s+$")
_AFTER_MONTH = re.compile(
    r"(?:st|nd|rd|th)?(?:\s+of)?\s+(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b"
)
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o[’']clock|[AP]M\b|noon|midnight|hours\b(?=\s+on))")
_AGED = re.compile(r"\b[Aa](?:ged?|ges)\s(?:between\s|of\s|from\s)*$")
_SUM = re.compile(r"(bail|bond|reward|ransom|fine)\s(?:of|at|was|is|totaling)\b")
_STOP = frozenset(
    "of in and or who when with after to from at on for that as but before by was were is are has"
    " have had the a an it he she they which while where then than this these those his her its"
    " their also not so if until since because".split()
)
_EMPTY = frozenset("more other others additional separate different new people time one".split())


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure measures or counts."""

    key: str
    per_unit: float  # of the unit that values of one key are compared in
    about: tuple[str, ...]  # the words that follow: what it is of
    subject: str
    end: int


def measures(text: str, figures: list[Figure]) -> Iterator[tuple[Figure, Measure]]:
    """The measures and counts of a sentence; figures that name a place, a day or an hour are none."""
    for figure in figures:
        if _HOUSE.match(text, figure.end):
            yield figure, Measure("address", 1.0, (), "house number", figure.end)
        elif not names_something(text, figure) and (found := _measure(text, figure)):
            yield figure, found


def names_something(text: str, figure: Figure) -> bool:
    """Whether a figure is part of an address, a road's name, a date, a time."""
    before = text[max(0, figure.at - 24) : figure.at]
    plain = text[figure.at : figure.end]
    if figure.money:
        return False
    year = plain.isdigit() and len(plain) == 4 and 1700 <= figure.value < 2100
    return bool(
        year
        or _GROUP.search(before)
        or _GROUP_AFTER.match(text, figure.end)
        or _ROAD.search(before)
        or _MONTH.search(before)
        or _PLACE.match(text, figure.end)
        or _AFTER_MONTH.match(text, figure.end)
        or _CLOCK.match(text, figure.end)
        or (plain.isdigit() and plain.startswith("0"))
    )


def _measure(text: str, figure: Figure) -> Measure | None:
    if figure.money:
        return _sum(text, figure)
    if _AGED.search(text, max(0, figure.start - 24), figure.at):
        return Measure("ages", 1.0, (), "ages", figure.end)
    if percent := _PERCENT.match(text, figure.end):
        return Measure("percent", 1.0, _following(text, percent.end()), "a share", percent.end())
    after = _NEXT.match(text, figure.end)
    told = tuple(w.lower() for w in (after.groups() if after else ()) if w)
    unit = _UNITS.get(told[0].split("-")[0]) if told else None
    if after and unit:
        old = "-old" in told[0] or told[1:2] == ("old",)
        return None if old else Measure(unit[0], unit[1], told[1:], unit[0], after.end("first"))
    nouns = tuple(noun for noun in _until_stop(told) if noun not in _EMPTY)
    if not after or not nouns:
        return Measure("count", 1.0, (), "how many", figure.end)
    return Measure("count", 1.0, nouns, f"number of {' '.join(nouns)}", after.end("first"))


def _sum(text: str, figure: Figure) -> Measure:
    """An amount of money, with the words after it and what it is said to be before it."""
    before = _SUM.findall(text[max(0, figure.start - 16) : figure.start].lower())
    after = _following(text, figure.end)
    return Measure(
        f"money {figure.money}", 1.0, (*after, *before), "an amount of money", figure.end
    )


def _following(text: str, at: int) -> tuple[str, ...]:
    return tuple(w.lower() for w in re.findall(r"[A-Za-z]{4,}", text[at : at + 40])[:3])


def _until_stop(told: tuple[str, ...]) -> Iterator[str]:
    for word in told:
        if word in _STOP:
            return
        yield word

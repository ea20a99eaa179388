"""Numbers in words and digits, as the intervals that they allow: "at least six", "about 40", "3 to 5"."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.language.words import lowered

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {w: n for n, w in enumerate(_UNITS)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "m": 10**6, "bn": 10**9, "k": 1000,
}  # fmt: skip
_WORD = rf"(?:{'|'.join(_TENS)})[-\s](?:{'|'.join(_UNITS[1:10])})|{'|'.join([*_TENS, *reversed(_UNITS)])}"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?<![\w.,:/#@&=’'–-])(?P<money>\$us|(?:us|c|a)?[$£€])?(?P<number>{_DIGITS}|(?:{_WORD})\b|an?(?=\s(?:dozen"
    rf"|hundred|thousand|million|billion)\b))"
    r"(?:\s?(?:-|–|to)\s?(?:[$£€])?(?P<until>\d+(?:\.\d+)?)(?![\w:/,.]*\d))?"
    r"(?:[\s-](?P<scale>dozen|hundred|thousand|million|billion|trillion)\b|(?P<short>m|bn|k)\b)?"
    r"(?![\w:/@]|[.,]\d|-\d|['’]s?\b)"
)  # of lower case, as the next one
_BEFORE = re.compile(
    r"\b(?:(?P<about>about|around|approximately|approx\.|roughly|some|an? estimated|estimated|close to"
    r"|circa|or so)"
    r"|(?P<least>at least|no fewer than|no less than|not less than)"
    r"|(?P<more>more than|over|upwards? of|in excess of|exceeding)"
    r"|(?P<nearly>nearly|almost|just under|just shy of)"
    r"|(?P<most>up to|as many as|as much as|at most|no more than|fewer than|less than"
    r"|a maximum of|maximum)"
    r"|(?P<between>between|from))\s+$"
)
_AFTER = re.compile(r"\s?(?:\+|plus\b|or more\b|or so\b)", re.I)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text and the values that its words allow."""

    value: float
    low: float
    high: float
    grain: float  # of the last place that is not 0: 100 of "1,200"
    start: int  # with the words that qualify it
    at: int  # the number itself
    end: int
    money: str = ""
    how: str = ""  # in what way it is qualified: "about", "least", "more", "nearly", "most"


def figures(text: str) -> Iterator[Figure]:
    """The numbers of a sentence, in order."""
    small = lowered(text)
    for match in _FIGURE.finditer(small):
        value, grain = _valued(match)
        before = _BEFORE.search(small, max(0, match.start() - 24), match.start())
        low, high = _bounds(value, before.lastgroup if before else None)
        if match["until"]:
            high = max(value, float(match["until"]) * _scaled(match))
        elif _AFTER.match(text, match.end()):
            low, high = value * 0.9, math.inf
        yield Figure(
            value,
            low,
            high,
            grain,
            before.start() if before else match.start(),
            match.start("number"),
            match.end(),
            (match["money"] or "").upper().replace("$US", "US$"),
            (before.lastgroup or "") if before else "",
        )


def _scaled(match: re.Match[str]) -> float:
    return _SCALES.get(match["scale"] or match["short"] or "", 1)


def _valued(match: re.Match[str]) -> tuple[float, float]:
    """A number's value, and the grain of its last digit that tells."""
    number, scale = match["number"], _scaled(match)
    if not number[0].isdigit():
        value = sum(WORDS.get(part, 1) for part in re.split(r"[-\s]", number))
        return value * scale, scale
    plain = number.replace(",", "")
    decimals = len(plain.partition(".")[2])
    digits = plain.replace(".", "")
    zeros = len(digits) - len(digits.rstrip("0")) if not decimals else 0
    return float(plain) * scale, scale * 10.0 ** (zeros - decimals)


def _bounds(value: float, how: str | None) -> tuple[float, float]:
    match how:
        case "about":
            return value * 0.85, value * 1.15
        case "least":
            return value, math.inf
        case "more":
            return value * 1.0001, math.inf
        case "nearly":
            return value * 0.85, value
        case "most":
            return 0.0, value
    return value, value


def compatible(one: Figure, other: Figure, rounding: bool) -> bool:
    """Whether both can hold of one thing; with `rounding`, if one is the other in round numbers."""
    if one.value == other.value or (one.low <= other.high and other.low <= one.high):
        return True
    return rounding and (_rounds(one, other) or _rounds(other, one))


def _rounds(one: Figure, other: Figure) -> bool:
    """Whether a figure is another one in round numbers."""
    if one.grain <= other.grain or one.value < 20:
        return False
    return abs(one.value - other.value) <= one.grain * (
        0.5 if one.value >= 100 or other.grain < 1 else 0.3
    )

"""Numbers: ages, tolls, amounts and counts that two articles give differently."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from digest.models import Document
from digest.trace.facts.ages import Age, ages
from digest.trace.facts.fact import Fact
from digest.trace.facts.figures import Figure, compatible, figures
from digest.trace.facts.measures import Measure, measures, names_something
from digest.trace.facts.tolls import Toll, tolls
from digest.trace.names import Names

_COUNTED_TWICE = re.compile(
    r"\b(?:later died|died later|died at (?:the|a) hospital|succumbed|himself|herself|themselves|suicide"
    r"|took (?:his|her) own life|turned the (?:gun|weapon)"
    r"|(?:gunman|shooter|suspect|attacker)s?,? (?:is|was|were|also|are)? ?(?:also )?(?:dead|died|killed"
    r"|shot))\b"
)  # of lower case
_CONVERTED = 1.07  # how far a measure may be off in other units, which are rounded
_BEYOND = re.compile(r"\s(?:others?|more|additional|remaining)\b")
_NEAR = 40  # code points
_GENERATION = 15  # years, at least, between two people of one name, father and son
_BIRTHDAY = 7  # days between two reports in which somebody may have had one
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGER = re.compile(r"[^\W\d_]{4,}")
_SUMS = frozenset(("bond", "bail", "reward", "ransom", "fine"))  # of money, of which there is one
_NUMBER = re.compile(
    r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty|dozen|hundred|thousand"
    r"|[mb]illion)\b"
)  # of lower case; a sentence without has no figure
_RUNNING = frozenset(("toll", "count", "money", "percent", "area"))
_RISING = (" killed", " shot")  # tolls; the wounded may die
_LEAD = 5  # sentences in which an article tells what it is about
_SHARES_OWN = ("killed", "shot", "wounded")
# A number that its own article takes back, and the days and wholes over which something is counted.
_REVISED = re.compile(r"\b(?:initially|originally|earlier|correct(?:ed|ion)|revised)\b")
_PERIOD = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday"
    r"|so far|since|in all|total\w*|altogether|overall|until)\b|\bby (?=early|late|mid|[a-z]+day)"
)  # of lower case


@dataclass(frozen=True, slots=True)
class _Detail:
    """What tells whether two numbers are of the same thing."""

    figure: Figure
    about: tuple[str, ...]
    around: frozenset[str]  # longer words near it
    published: str
    counts_twice: bool  # somebody in the article shot himself too
    beyond: bool  # it counts those beside somebody else: "two others"
    revised: bool  # its sentence tells of what was said before
    period: frozenset[
        str
    ]  # the days, or the time, over which it counts, as far as its sentence tells


@dataclass(frozen=True, slots=True)
class _Told:
    """A number, what it is of, and where its words stand in the sentence."""

    figure: Figure
    key: str
    subject: str
    about: tuple[str, ...]
    span: tuple[int, int]
    anchored: bool = False


def facts(document: Document, index: int, names: Names) -> tuple[Fact, ...]:
    """The numbers of one sentence."""
    text = document.text_of(index)
    if document.language != "en" or not _NUMBER.search(text.lower()):
        return ()
    article = document.article
    offset, published = document.sentences[index].start, article.published or ""
    is_news = index < _LEAD and all(year == published[:4] for year in _YEAR.findall(text))
    told = _told(text, is_news)
    befell = any(each.key.endswith(_SHARES_OWN) for each in told)
    twice = befell and _somebody_counts_twice(article.text)
    small = text.lower()
    revised, period = bool(_REVISED.search(small)), frozenset(_PERIOD.findall(small))
    return tuple(
        Fact(
            kind="number",
            key=each.key,
            value=(round(each.figure.low, 4), round(each.figure.high, 4)),
            sentence=(article.id, index),
            start=offset + each.span[0],
            end=offset + each.span[1],
            subject=each.subject,
            anchored=each.anchored,
            place=(at, len(told)),
            detail=_Detail(
                each.figure,
                each.about,
                _around(text, each.figure),
                published,
                twice,
                bool(_BEYOND.match(text, each.figure.end)),
                revised,
                period,
            ),
            running=each.key.split()[0] in _RUNNING,
            rising=each.figure.value if each.key.endswith(_RISING) else None,
        )
        for at, each in enumerate(told)
    )


@lru_cache(maxsize=64)
def _somebody_counts_twice(text: str) -> bool:
    """Whether an article tells of somebody whom one report may count and another not."""
    return bool(_COUNTED_TWICE.search(text.lower()))


def _told(text: str, is_news: bool) -> list[_Told]:
    """The numbers of a sentence, in order, each read as the most telling thing that it can be."""
    found = list(figures(text))
    told = {figure: _age(figure, age) for figure, age in ages(text, found)}
    rest = [f for f in found if f not in told and not names_something(text, f)]
    told |= {figure: _toll(figure, toll, is_news) for figure, toll in tolls(text, rest)}
    rest = [figure for figure in found if figure not in told]
    told |= {figure: _measure(figure, measure) for figure, measure in measures(text, rest)}
    return [told[figure] for figure in found if figure in told]


def _age(figure: Figure, age: Age) -> _Told:
    about = (age.key,) if age.key != "somebody" else ()
    span = (age.start, age.end)
    return _Told(figure, f"age of {age.key}", f"age of {age.whose}", about, span, age.is_told_apart)


def _toll(figure: Figure, toll: Toll, is_news: bool) -> _Told:
    what = f"{toll.people or 'people'} {toll.role}"
    return _Told(figure, f"toll of {what}", what, (toll.people,), (toll.start, toll.end), is_news)


def _measure(figure: Figure, measure: Measure) -> _Told:
    scaled = _times(figure, measure.per_unit)
    span = (figure.start, measure.end)
    return _Told(scaled, measure.key, measure.subject, measure.about, span)


def _around(text: str, figure: Figure) -> frozenset[str]:
    near = text[max(0, figure.start - _NEAR) : figure.end + _NEAR]
    return frozenset(word.lower()[:6] for word in _LONGER.findall(near))


def _times(figure: Figure, factor: float) -> Figure:
    if factor == 1.0:
        return figure
    return replace(
        figure,
        value=figure.value * factor,
        low=figure.low * factor / _CONVERTED,
        high=figure.high * factor * _CONVERTED,
        grain=figure.grain * factor,
    )


def rivals(one: Fact, other: Fact, copied: bool) -> float | None:
    """The confidence that two numbers of one family exclude one another."""
    a, b = one.detail, other.detail
    assert isinstance(a, _Detail) and isinstance(b, _Detail)
    family = one.key.split()[0]
    if copied and one.place == other.place:
        return _in_copy(a, b) if _SORTS.get(family) == _SORTS.get(other.key.split()[0]) else None
    same = compatible(a.figure, b.figure, rounding=family != "age")
    if one.key != other.key:
        return (
            0.0 if same and (family == "toll" or (family == "age" and not _is_named(one))) else None
        )
    if family == "toll":
        return 0.0 if same or _may_count_twice(one, a, b) else 0.75
    if same or not set(a.about) & set(b.about):
        return 0.0 if set(a.about) & set(b.about) else None
    if family == "age":
        return _of_ages(a, b)
    return 0.8 if set(a.about) & set(b.about) & _SUMS else 0.45


def are_of_one(one: Fact, other: Fact) -> bool:
    """Whether numbers of independent reports can be of one thing.

    Neither is taken back, and counts are of the same things over the same time.
    """
    a, b = one.detail, other.detail
    assert isinstance(a, _Detail) and isinstance(b, _Detail)
    if a.revised or b.revised:
        return False
    return not one.key.startswith("count") or (
        bool(set(a.about) & set(b.about)) and a.period == b.period
    )


def _of_ages(a: _Detail, b: _Detail) -> float | None:
    """As `rivals`, of two ages of people of one name."""
    if abs(a.figure.value - b.figure.value) > _GENERATION:
        return None
    return 0.0 if _birthday(a, b) else 0.9


def _is_named(fact: Fact) -> bool:
    return not fact.key.startswith(("age of the ", "age of somebody"))


# What a number in a copy may have been changed from.
_SORTS = {sort: sort for sort in ("age", "ages", "money", "percent", "address")}


def _in_copy(a: _Detail, b: _Detail) -> float | None:
    """As `rivals`, of a number and the one that stands in its place in a copy."""
    if a.around and b.around and not a.around & b.around:
        return None
    if a.beyond != b.beyond or a.figure.money[-1:] != b.figure.money[-1:]:
        return None
    least, most = sorted((a.figure.value, b.figure.value))
    if a.figure.how and a.figure.how == b.figure.how and most > _CONVERTED * least:
        return 0.95
    return 0.0 if compatible(a.figure, b.figure, rounding=True) else 0.95


def _may_count_twice(one: Fact, a: _Detail, b: _Detail) -> bool:
    """Whether the one may count somebody who shot himself, whom the other leaves out."""
    if not one.key.endswith(_SHARES_OWN):
        return False
    return abs(a.figure.value - b.figure.value) <= 1 and (a.counts_twice or b.counts_twice)


def _birthday(a: _Detail, b: _Detail) -> bool:
    """Whether somebody can have come from the one age to the other between two reports."""
    if not a.published or not b.published:
        return abs(a.figure.value - b.figure.value) <= 1
    days = (date.fromisoformat(b.published[:10]) - date.fromisoformat(a.published[:10])).days
    grown = (b.figure.value - a.figure.value) * (1 if days >= 0 else -1)
    years = abs(days) / 365.25
    return abs(days) > _BIRTHDAY and years - 1 <= grown <= years + 1

"""How many people were killed, wounded, arrested: the tolls of a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.trace.facts.figures import Figure

_ROLES = {
    "killed": r"killed|dead|died|dies|slain|murdered|fatally\s+(?:shot|wounded|stabbed)"
    r"|shot\s+(?:to\s+death|dead|and\s+killed|fatally)|deaths|fatalities|lost\s+(?:their"
    r"|his)\s+li(?:ves|fe)",
    "wounded": r"wounded|injured|hurt|shot\s+and\s+(?:wounded|injured)|injuries|hospitali[sz]ed"
    r"|sent\s+to\s+(?:the\s+|a\s+)?(?:[a-z]+\s+)?hospitals?|nursing\s+(?:bullet|gunshot)\s+wounds"
    r"|recovering\s+from\s+(?:injuries|gunshot\s+wounds|wounds)",
    "shot": r"(?:found\s+)?shot|struck\s+by\s+(?:gunfire|bullets)",
    "arrested": r"arrested|detained|in\s+custody|taken\s+into\s+custody|under\s+arrest",
    "missing": r"missing|unaccounted\s+for",
}
_ROLE = "|".join(f"(?P<{role}>{form})" for role, form in _ROLES.items())
_NOUN_WORD = (
    r"(?!(?:of|in|and|or|who|when|with|after|to|from|at|on|for|that|as|but|before|by|was|were|is"
    r"|are|has|have|had|years?|months?|days?|hours?|minutes?|weeks?|times?|counts?|percent"
    r"|miles?)\b)[A-Za-z’'-]+"
)
_AFTER = re.compile(
    rf"(?P<nouns>(?:[\s-]+{_NOUN_WORD}){{0,3}}?)"
    r"(?:,?\s+(?:including|among\s+them)\s[^.;]{3,70}?,?(?=\s+(?:were|was|are|is|have|has)\b))?"
    r"(?:\s+(?:were|was|are|is|have\s+been|has\s+been|had\s+been|being|have|has|had|lay))?"
    r"(?:\s+(?:also|reportedly|confirmed|critically|seriously|severely|accidentally|feared|believed|now"
    r"|still))?"
    rf"\s+(?:{_ROLE})\b",
    re.I,
)
_ACTIVE = {
    "killed": r"kill(?:ed|ing|s)?|fatally\s+(?:shot|shooting)|murder(?:ed|ing)|claim(?:ed|ing"
    r"|s)\s+the\s+lives\s+of|shot\s+dead|shot\s+and\s+killed|deaths?\s+of",
    "wounded": r"wound(?:ed|ing|s)|injur(?:ed|ing|es)|hurt(?:ing)?|injuries\s+to",
    "shot": r"shot|shooting(?:\s+of)?",
    "arrested": r"arrest(?:ed|ing|s)?|detain(?:ed|ing)",
}
_BEFORE = re.compile(
    "|".join(rf"(?P<{role}>\b(?:{form})\s+$)" for role, form in _ACTIVE.items())
    + r"|(?P<toll>\b(?:death\s+toll|number\s+of\s+(?:dead|deaths))\b[^.;,]{0,40}\s$)",
    re.I,
)
_NOUNS = re.compile(rf"(?:[\s-]+{_NOUN_WORD}){{0,3}}")
_LEAVES = re.compile(
    rf"(?P<nouns>(?:[\s-]+{_NOUN_WORD}){{0,3}}?)\s+(?P<role>dead|wounded|injured|hurt)\b", re.I
)
_GENERIC = frozenset("people persons person victims victim individuals individual lives".split())
_PEOPLE = _GENERIC | frozenset(
    "men man women woman children child kids boys boy girls girl teens teenagers teen teenager students"
    " student officers officer police policemen soldiers troops workers worker passengers civilians"
    " civilian suspects suspect adults adult youths juveniles protesters residents members females males"
    " employees firefighters deputies militants hostages bystanders brothers sisters siblings".split()
)
_SAME = {
    "man": "men", "woman": "women", "child": "children", "kids": "children", "boy": "boys",
    "girl": "girls", "teen": "teens", "teenager": "teens", "teenagers": "teens",
    "student": "students", "officer": "officers", "policemen": "officers", "police": "officers",
    "worker": "workers", "civilian": "civilians", "suspect": "suspects", "adult": "adults",
    "females": "women", "males": "men",
}  # fmt: skip
_MORE = re.compile(
    r"\b(?:others?|more|another|additional|remaining|further|of (?:them|the|those|whom|his|her|its|their))\b",
    re.I,
)
_SO_FAR = re.compile(r"\b(?:another|other|the other|an additional|of the|found)\s*$", re.I)
_ELSEWHERE = re.compile(
    r"\b(?:unrelated|the others?|separate(?:ly)?|initially|at first|earlier reports|previous(?:ly)?|at the scenes?"
    r"|on the spot|last (?:year|month)"
    r"|years? ago|since (?:19|20)\d\d|this year|a (?:third|fourth|fifth|sixth|seventh|eighth))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Toll:
    """What befell how many of whom."""

    role: str
    people: str  # "" for people at large, else "officers", "children"
    start: int
    end: int


def tolls(text: str, figures: list[Figure]) -> Iterator[tuple[Figure, Toll]]:
    """The tolls of a sentence."""
    for figure in figures:
        whole = figure.money == "" and (figure.value == int(figure.value))
        if whole and (found := _toll(text, figure)) and not _ELSEWHERE.search(text):
            yield figure, found


def _toll(text: str, figure: Figure) -> Toll | None:
    if _SO_FAR.search(text, max(0, figure.start - 16), figure.start):
        return None
    before = _BEFORE.search(text, max(0, figure.start - 60), figure.start)
    after = _AFTER.match(text, figure.end)
    if after and (people := _people(after["nouns"])) is not None:
        role = after.lastgroup or ""
        if role == "shot" and not after["nouns"]:
            return None
        return Toll(
            role,
            people,
            figure.start,
            after.end("nouns"),
        )
    if before:
        role = "killed" if before.lastgroup == "toll" else before.lastgroup or ""
        end, people = _counted(text, figure.end)
        if people is not None and (
            people or end > figure.end or before.lastgroup == "toll" or _ends(text, end)
        ):
            return Toll(role, people, figure.start, end)
    return None


def _ends(text: str, at: int) -> bool:
    return bool(re.match(r"\s*(?:[,.;]|$|and\b|in\b|at\b|before\b|on\b)", text[at:]))


def _counted(text: str, at: int) -> tuple[int, str | None]:
    """Where the words for the people end that a figure counts, and who they are."""
    match = _NOUNS.match(text, at)
    if not match or _MORE.search(match[0]):
        return at, None
    end, found = at, ""
    for word in re.finditer(r"[A-Za-z’'-]+", match[0]):
        if word[0].lower() in _PEOPLE:
            end, found = at + word.end(), word[0].lower()
            break
    if not found:
        return (at, "" if not match[0].strip() or _ends(text, at) else None)
    return end, "" if found in _GENERIC else _SAME.get(found, found)


def _people(nouns: str) -> str | None:
    """Whom a phrase counts: "" people at large, None nobody, or only those beyond others."""
    if _MORE.search(nouns):
        return None
    told = nouns.lower().replace("-", " ").split()
    if not told:
        return ""
    found = next((w for w in told if w in _PEOPLE), None)
    if found is None:
        return None
    return "" if found in _GENERIC else _SAME.get(found, found)

"""Ages: of a person who is named, or of the boy, the woman, the officer of whom a sentence speaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.trace.facts.figures import WORDS, Figure

_SAID = re.compile(r"\b(?:according to|said|says|told|by|adds?|added)\s[^,;.]{0,60}, an?\s+$", re.I)
_NAME = r"(?:[A-Z][\w’'.-]*\.?\s+){1,3}(?:[A-Z][\w’'-]+)(?:,?\s(?:Jr|Sr)\.?|\s(?:II|III|IV))?"
_BEFORE_NAMED = re.compile(
    rf"(?P<name>{_NAME})(?:,\s*(?:an?\s+|who\s+(?:is|was)\s+|age[d]?\s+)?|\s*\(\s*|,?\s+aged?\s+|,\s*(?:aka"
    rf"|a\.k\.a\.)\s[^,;]{{2,24}},\s*|\s+(?:is|was)\s+)$"
)
_YEARS_OLD = re.compile(r"[\s-]year[s]?[\s-]old(?:[-\s](?P<next>[\w’'-]+))?")
_BETWEEN = (
    r"(?!(?:at|in|of|on|from|who|was|were|is|the|an?|and|by|with|to|for|near|after|when|that|had|has"
    r"|his|her)\b)[a-z][\w’'-]*"
)
_AFTER_NAMED = re.compile(rf"[\s-]year[s]?[\s-]old\s+(?:{_BETWEEN}\s+){{0,4}}(?P<name>{_NAME})")
_ENDS = re.compile(r"\s*(?:[,.;)]|$|and\b|of\b|was\b|is\b|who\b|from\b|at\b)")
_OTHER_COUNT = re.compile(r"\s+(?:[a-z]+ed\b|counts?\b|years?\b|months?\b|days?\b|people\b)")
_NOT_NAME = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Boulevard|Blvd|Highway|Hwy|Route|Interstate|County"
    r"|Court|Park|School|University|Channel|News|No|Room|Chapter|Section|Psalm|Act|Article|District)\b\.?"
)
_TITLES = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Sgt|Lt|Capt|Col|Gen|Det|Deputy|Officer|Detective|Sergeant|Lieutenant|Captain"
    r"|Chief|Sheriff|Pastor|Rev|Police|Trooper|Constable|Private|Pvt|Pfc|Cpl|Corporal|Judge|Professor|Prof"
    r"|The|A|An|Suspect|Victim|And|But|While|When|Investigators|Authorities)\.?\s+)+"
)
_CALLED = {
    "boy": "boy", "schoolboy": "boy", "girl": "girl", "schoolgirl": "girl", "toddler": "toddler",
    "baby": "baby", "infant": "baby",
}  # fmt: skip
KIN = frozenset("son daughter brother sister grandson granddaughter nephew niece cousin".split())


@dataclass(frozen=True, slots=True)
class Age:
    """An age and whose it is."""

    key: str  # of a name, or "the girl"; "somebody" who is not told from others
    whose: str  # for a reader
    start: int
    end: int

    @property
    def is_named(self) -> bool:
        """Whether it is the age of a person whose name stands there."""
        return not self.key.startswith(("the ", "somebody"))

    @property
    def is_told_apart(self) -> bool:
        """Whether it is clear in all of an article whose age is meant."""
        return self.is_named or self.key.removeprefix("the ") in _CALLED


def ages(text: str, figures: list[Figure]) -> Iterator[tuple[Figure, Age]]:
    """The ages of a sentence."""
    for figure in figures:
        if (
            figure.low != figure.high
            or figure.value != int(figure.value)
            or not figure.value < 115
            or figure.money
        ):
            continue
        if found := _age(text, figure):
            yield figure, found


def _age(text: str, figure: Figure) -> Age | None:
    old = _YEARS_OLD.match(text, figure.end)
    before = _BEFORE_NAMED.search(text, max(0, figure.at - 70), figure.at)
    if _SAID.search(text, max(0, figure.at - 90), figure.at) or not (old or _ends(text, figure)):
        before = None
    if before and text[: before.start()].endswith("old "):
        before = None  # whose age stands before the name
    if before and (key := named(before["name"])):
        return Age(key, _bare(before["name"]), figure.at, figure.end)
    if not old:
        return None
    after = _AFTER_NAMED.match(text, figure.end)
    if after and (key := named(after["name"])):
        return Age(key, _bare(after["name"]), figure.at, figure.end)
    called = (old["next"] or "").lower()
    kind = called if called in KIN else _CALLED.get(called, "")
    end = old.end() if kind else figure.end + len("-year-old")
    whose = f"the {kind}" if kind else "a person"
    return Age(f"the {kind}" if kind else "somebody", whose, figure.at, end)


def _ends(text: str, figure: Figure) -> bool:
    return bool(_ENDS.match(text, figure.end)) and not _OTHER_COUNT.match(text, figure.end)


def _bare(name: str) -> str:
    return " ".join(_TITLES.sub("", " ".join(name.split())).split()).strip(",.")


def named(name: str) -> str:
    """The key of a name: its first and last word, with what tells father and son apart; "" if none."""
    bare = _bare(name)
    if _NOT_NAME.search(bare):
        return ""
    parts = [p.strip(".,’'").casefold() for p in bare.split()]
    suffix = parts.pop() if parts and parts[-1] in ("jr", "sr", "ii", "iii", "iv") else ""
    if len(parts) < 2 or parts[0] in WORDS:
        return ""
    return " ".join(p for p in (parts[0], parts[-1], suffix) if p)

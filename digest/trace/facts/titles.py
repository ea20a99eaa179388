"""Offices of people: "former US President", "Sgt." and "Lt.", "chief" and "deputy chief".

A title is read off the words right before a name, or off an apposition after it.  Two titles are
rivals where one person cannot hold both: a rank and another one, an office and its deputy, an office
and the same one left behind.  A less specific title, another office beside it, or one that is held
for the time being contradicts nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice, pairwise, tee

from digest.models import Document, Sentence, SentenceRef
from digest.trace.facts.fact import Fact
from digest.trace.names import Names

_FULL = {
    "pvt": "private", "ofc": "officer", "cpl": "corporal", "sgt": "sergeant", "lt": "lieutenant",
    "capt": "captain", "cpt": "captain", "maj": "major", "col": "colonel", "gen": "general",
    "adm": "admiral", "cmdr": "commander", "det": "detective", "insp": "inspector",
    "supt": "superintendent", "gov": "governor", "sen": "senator", "rep": "representative",
    "pres": "president", "asst": "assistant", "atty": "attorney", "dep": "deputy",
    "congressman": "representative", "congresswoman": "representative", "premier": "prime minister",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair",
    "chairwoman": "chair", "chairperson": "chair", "patrolman": "officer", "policeman": "officer",
    "policewoman": "officer", "lawyer": "attorney", "ex": "former", "interim": "acting",
    "undersheriff": "vice sheriff",
}  # fmt: skip
_STANDINGS = frozenset(("former", "acting", "then", "retired", "elect", "designate"))
_GRADES = frozenset(
    ("deputy", "assistant", "associate", "vice", "lieutenant")
)  # of a following office
_FORCE = frozenset(("corporal", "sergeant", "lieutenant", "captain", "major", "sheriff", "chief"))
_ARMY = frozenset(
    ("private", "corporal", "sergeant", "lieutenant", "captain", "major", "lieutenant colonel",
     "colonel", "major general", "lieutenant general", "general", "admiral")
)  # fmt: skip
_SERVICE = _FORCE | frozenset(
    ("officer", "detective", "trooper", "constable", "inspector", "superintendent",
     "commander", "commissioner", "marshal")
)  # fmt: skip
_POSTS = frozenset(
    ("president", "prime minister", "chancellor", "governor", "senator", "representative", "mayor")
)
_COURT = frozenset(("judge", "magistrate", "prosecutor"))
_LED = _POSTS | frozenset(  # offices that have a deputy, and that one leaves for good
    ("sheriff", "chief", "inspector", "superintendent", "commissioner", "coroner", "minister",
     "secretary", "ambassador", "district attorney", "attorney general", "prosecutor", "judge",
     "marshal")
)  # fmt: skip
_GRADED = _LED | {"director", "principal", "attorney", "chair", "manager", "coach"}
_OTHERS = frozenset(
    ("justice", "agent", "investigator", "spokesperson", "professor", "ceo", "secretary general")
)
_OFFICES = {"deputy"} | _ARMY | _SERVICE | _COURT | _LED | _GRADED | _OTHERS
_COMPOUNDS = {
    ("prime", "minister"): "prime minister",
    ("district", "attorney"): "district attorney",
    ("lieutenant", "governor"): "lieutenant/governor",
    ("attorney", "general"): "attorney general",
    ("secretary", "general"): "secretary general",
    ("lieutenant", "colonel"): "lieutenant colonel",
    ("lieutenant", "general"): "lieutenant general",
    ("major", "general"): "major general",
}
_IN_BETWEEN = frozenset(
    ("police", "county", "state", "city", "district", "federal", "national", "fire", "homicide",
     "news", "affairs", "public", "information", "patrol", "town", "village", "school", "division",
     "media", "press", "department", "regional", "foreign", "senior", "first", "second")
)  # fmt: skip
_PORTFOLIOS = {  # of ministers, of which nobody has two
    "foreign": "foreign",
    "defence": "defence",
    "defense": "defence",
    "interior": "interior",
    "finance": "finance",
    "health": "health",
}
_VOCABULARY = _STANDINGS | _GRADES | _OFFICES | {"prime", "district"}
_SPACES = ("", " ", "\u00a0")
_MOST_BETWEEN = 5
_PAST = re.compile(  # what tells of another day, when somebody may have held an office
    r"\b(?:(?:years?|months?|decades?) (?:ago|earlier|before)|last year|in (?:19|20)\d\d|at the time|era"
    r"|administration|campaign\w*|predecessor|success(?:or|ion)|succeeded|ousted|resigned|retired|retirement"
    r"|stepped down|left office|promoted|appointed|sworn)\b"
)
# "the mayor who built the quay" may be one of long ago.
_WHO_DID = re.compile(r"\swho (?:\w+ed|wrote|led|held|gave|made|ran|won|took|oversaw|built)\b")
_UNDER = re.compile(r"\b[Uu]nder(?: the)? $")
_ALTERED = 0.9
_CONTRARY = 0.7
_BEFORE = 12  # characters before a title that tell of another day
_FARTHEST = 120  # characters before a name in which its title begins
_WORD = re.compile(r"[\w.’'&/-]+")
_PARTS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W_]+")
_APPOSITION = re.compile(
    r",[ \u00a0](?:who (?:is|was) )?(?:(?:an?|the|its|his|her|their|now|currently) )?"
    r"(?P<words>[\w.’'&/ -]{3,90}?)"
    r"(?=\s+(?:of|for|with|in|at|who|from|and|on|to|said|says|told)\b|[,;:)”\"\n]|\.\s|\.?$)"
)


@dataclass(frozen=True, slots=True)
class Office:
    """What a person is called; two are equal that say the same of the person."""

    standing: str  # "former", "acting" …; "" where nothing is said of it
    grade: str  # "deputy", "assistant" …; "" for the office itself
    held: str  # the office next to the name
    offices: frozenset[str] = field(compare=False)  # all that stand there, the grade left out
    domain: frozenset[str] = field(compare=False)  # proper names among them: whose office it is
    portfolios: frozenset[str] = frozenset()  # of a minister


@dataclass(frozen=True, slots=True)
class Title:
    """An office and the words that give it to a person, the name being among them."""

    start: int
    end: int
    office: Office


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    parts: tuple[str, ...]  # in full and in lower case: "Lt.Gov." has two
    text: str
    between: bool  # may stand inside a title without being of it


@lru_cache(maxsize=256)  # another kind of facts asks for the same ones
def title_before(text: str, start: int, end: int, least: int = 0) -> Title | None:
    """The title right before the name at `text[start:end]`, beginning at `least` or later."""
    found = _title(_leading(text, start, max(least, start - _FARTHEST)))
    return replace(found, end=end) if found else None


def title_after(text: str, start: int, end: int, most: int) -> Title | None:
    """The title in an apposition to the name at `text[start:end]`, ending before `most`."""
    phrase = _APPOSITION.match(text, end, most)
    if phrase is None:
        return None
    words = [*_leading(text, phrase.end("words"), phrase.start("words"))]
    if not all(word.between or _VOCABULARY.issuperset(word.parts) for word in words):
        return None
    found = _title(words)
    return replace(found, start=start, end=phrase.end("words")) if found else None


def facts(document: Document, index: int, names: Names) -> tuple[Fact, ...]:
    """The titles of people whom a sentence names, each beside the name."""
    sentence = document.sentences[index]
    article = document.article
    told: list[Fact] = []
    for mention, named in names.within(article.id, sentence.start, sentence.end):
        if " " not in mention.text:
            continue  # a short form goes with a short title
        at = (mention.start, mention.end)
        title = title_before(article.text, *at, sentence.start)
        after = title_after(article.text, *at, sentence.end) if named.kind == "person" else None
        if title and after:  # "Sgt. Ann Ray, a spokeswoman": both are held at once
            title = replace(title, office=_both(title.office, after.office))
        if title := title or after:
            title = _timed(title, article.text, sentence)
            told.append(_fact(title, named.name, (article.id, index)))
    return tuple(told)


def _both(one: Office, other: Office) -> Office:
    return replace(one, offices=one.offices | other.offices)


def _timed(title: Title, text: str, sentence: Sentence) -> Title:
    """The title, as one of its day where the sentence tells of another day."""
    then = replace(title, office=replace(title.office, standing="then"))
    if title.office.standing:
        return title
    if not _LED.isdisjoint(title.office.offices) and _WHO_DID.match(text, title.end, sentence.end):
        return then
    if title.office.held not in _LED:  # a rank lasts
        return title
    under = _UNDER.search(text, max(0, title.start - _BEFORE), title.start)
    if not under and not _PAST.search(text, sentence.start, sentence.end):
        return title
    return then


def _fact(title: Title, name: str, sentence: SentenceRef) -> Fact:
    return Fact(
        "title", name, title.office, sentence, title.start, title.end, f"title of {name}", True
    )


def rivals(one: Fact, other: Fact, copied: bool) -> float | None:
    """The confidence that one person cannot be both; in a copy, any other office is an alteration."""
    mine, theirs = one.value, other.value
    assert isinstance(mine, Office) and isinstance(theirs, Office)
    if _is_apart(mine.domain, theirs.domain):
        return None
    if _is_apart(mine.portfolios, theirs.portfolios):
        return _CONTRARY if _are_plain(mine, theirs) else None
    if copied and _is_altered(mine, theirs):
        return _ALTERED
    if mine.held == theirs.held:
        contrary = not _LED.isdisjoint(mine.offices) and (
            _stands_otherwise(mine, theirs) or _is_graded_otherwise(mine, theirs)
        )
        return _CONTRARY if contrary else 0.0
    if (
        mine.standing
        or theirs.standing
        or mine.held in theirs.offices
        or theirs.held in mine.offices
    ):
        return None
    excluded = any(
        mine.held in ladder and theirs.held in ladder for ladder in (_FORCE, _ARMY, _POSTS)
    )
    return _CONTRARY if excluded else None


def _are_plain(one: Office, other: Office) -> bool:
    """Both are said to be held, without a deputy."""
    return not (one.standing or other.standing or one.grade or other.grade)


def _stands_otherwise(one: Office, other: Office) -> bool:
    """One is said to have left the office that the other holds."""
    return {one.standing, other.standing} == {"former", ""} and one.grade == other.grade


def _is_graded_otherwise(one: Office, other: Office) -> bool:
    """One is the office's deputy, the other its holder."""
    return (
        one.grade != other.grade
        and "" in {one.grade, other.grade}
        and not (one.standing or other.standing)
    )


def _is_altered(one: Office, other: Office) -> bool:
    """Whether a copy calls a person otherwise: left office, a deputy, another one of its kind."""
    if one.offices == other.offices:
        return _stands_otherwise(one, other) or one.grade != other.grade
    mine, theirs = one.offices - other.offices, other.offices - one.offices
    return any(kind & mine and kind & theirs for kind in (_SERVICE, _ARMY, _POSTS, _COURT))


def _is_apart(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the offices are of different bodies, as far as both are named."""
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _leading(text: str, at: int, least: int) -> Iterator[_Word]:
    """The words that run up to `at`, the nearest first, as far as single spaces part them."""
    for match in reversed([*_WORD.finditer(text, least, at)]):
        broken = text[match.end() : at] not in _SPACES
        if broken or (match.end() < at and _ends_sentence(match[0])):
            break
        yield _word(match)
        at = match.start()


def _word(match: re.Match[str]) -> _Word:
    word = match[0]
    owned = word.endswith(("'s", "’s"))
    parts = () if owned else tuple(_in_full(part) for part in _PARTS.findall(word.casefold()))
    between = owned or word[0].isupper() or word.casefold() in _IN_BETWEEN
    return _Word(match.start(), match.end(), tuple(" ".join(parts).split()), word, between)


def _in_full(part: str) -> str:
    """A word of a title in full and in the singular; any other as it is."""
    for word in (part, part.removesuffix("s")):
        full = _FULL.get(word, word)
        if full != word or word in _VOCABULARY:
            return full
    return part


def _ends_sentence(word: str) -> bool:
    bare = word.rstrip(".").casefold()
    return word.endswith(".") and bare not in _FULL and "." not in bare and len(bare) > 2


def _title(words: Iterable[_Word]) -> Title | None:
    """What these words, the nearest to the name first, make of a person."""
    kept: list[_Word] = []
    domain: set[str] = set()
    words, again = tee(words)
    for word in words:
        if word.parts and _VOCABULARY.issuperset(word.parts):
            kept.insert(0, word)
        elif kept and word.between and len(domain) < _MOST_BETWEEN:
            domain |= _domain(word)
        else:
            break
    if not kept:
        return None
    parts = _joined([part for word in kept for part in word.parts])
    standing = next((part for part in parts if part in _STANDINGS), "")
    grade = next((p for p, of in pairwise(parts) if p in _GRADES and of in _GRADED), "")
    if grade:
        parts.remove(grade)
    offices = [part for part in parts if part in _OFFICES]
    if not offices:
        return None
    portfolios = _portfolios(again) if offices[-1] == "minister" else {}
    office = Office(
        standing,
        grade,
        offices[-1],
        frozenset(offices),
        frozenset(domain) - portfolios.keys(),
        frozenset(_PORTFOLIOS[told] for told in portfolios),
    )
    return Title(min([kept[0].start, *portfolios.values()]), kept[-1].end, office)


def _portfolios(words: Iterable[_Word]) -> dict[str, int]:
    """What a minister is minister of, by where it stands, "and" and all."""
    near = ((word.text.casefold(), word.start) for word in islice(words, _MOST_BETWEEN + 1))
    return {word: start for word, start in near if word in _PORTFOLIOS}


def _joined(parts: Sequence[str]) -> list[str]:
    """The words of a title, those of a compound office as one."""
    joined: list[str] = []
    for part in parts:
        compound = _COMPOUNDS.get((joined[-1] if joined else "", part))
        if compound:
            joined[-1:] = compound.split("/")
        else:
            joined.append(part)
    return joined


def _domain(word: _Word) -> set[str]:
    """The proper names in it that tell whose office it is; letters stand for too much."""
    plain = word.text.casefold().removesuffix("'s").removesuffix("’s")
    if plain in _IN_BETWEEN | _VOCABULARY or not word.text[0].isupper() or word.text.isupper():
        return set()
    return {plain}

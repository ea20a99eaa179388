"""What one article says and another one denies: "will" and "will not", "ruled out" and "not ruled out".

A claim is a verb after its auxiliary, with the clause around it.  Two claims are rivals where the
verb is the same, one is negated, and the clauses and their sentences say the same otherwise.  What is
only possible, asked, expected or not yet so contradicts nothing.
"""

import re
from dataclasses import dataclass, field

from digest.language.words import terms_of
from digest.models import Document
from digest.trace.facts.fact import Fact
from digest.trace.names import Names

_CLAIM = re.compile(
    r"\b(?P<auxiliary>will|is|are|was|were|has|have|had|did|does|do|can)(?P<short>n['’]t)?"
    r"(?:\s+(?P<not>not|never))?(?:\s+been)?(?:\s+(?!not\b)\w+ly)?\s+(?P<verb>[a-z]{3,})\b"
    r"|\b(?P<wont>won['’]t|cannot|can['’]t)\s+(?P<verb2>[a-z]{3,})\b"
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|would|should|whether|if|unless|until|unclear|yet|immediately|initially|only|just"
    r"|any|all|every|always|necessarily|alleged\w*|reportedly|possibl[ey]|likely|expect\w*|believ\w*|think\w*"
    r"|thought|said they|seem\w*|appear\w*|longer|except|but|or|nor|neither|other)\b|\?"
)  # of lower case
_PLAIN = frozenset("the been being not any and that this there who which also now".split())
_QUOTES = re.compile(r"[“”\"«»„]")
_EDGE = re.compile(r"[,;:—–]\s|\s[-—–]+\s")
_SAME_CLAUSE = 0.7
_SAME_SENTENCE = 0.5
_FEWEST_TERMS = 3
_CONTRARY = 0.6


@dataclass(frozen=True, slots=True)
class Assertion:
    """Whether a clause says that something is so; two are equal that both do, or both do not."""

    negated: bool
    hedged: bool = field(compare=False)
    clause: frozenset[str] = field(compare=False)  # terms
    sentence: frozenset[str] = field(compare=False)  # terms


def facts(document: Document, index: int, names: Names) -> tuple[Fact, ...]:
    """What a sentence says of somebody or something outside quotations, each clause by its verb."""
    sentence, text = document.sentences[index], document.article.text
    whole = text[sentence.start : sentence.end]
    if document.language not in ("en", "") or sentence.quoted or _QUOTES.search(whole):
        return ()
    terms = terms_of("en")
    told: list[Fact] = []
    for found in _CLAIM.finditer(text, sentence.start, sentence.end):
        verb = found["verb"] or found["verb2"]
        [key, *_] = terms(verb) or ("",)
        if not key or verb in _PLAIN:
            continue
        start, end = _clause(text, found.start(), found.end(), sentence.start, sentence.end)
        claim = Assertion(
            bool(found["short"] or found["not"] or found["wont"]),
            _HEDGED.search(whole.lower()) is not None,
            frozenset(terms(text[start:end])),
            frozenset(sentence.terms),
        )
        ref = (document.article.id, index)
        subject = f"whether it is so: {verb}"
        told.append(Fact("negation", key, claim, ref, start, end, subject, running=True))
    return tuple(told)


def rivals(one: Fact, other: Fact, copied: bool) -> float | None:
    """The confidence that one clause denies what the other says."""
    mine, theirs = one.value, other.value
    assert isinstance(mine, Assertion) and isinstance(theirs, Assertion)
    if min(len(mine.clause), len(theirs.clause)) < _FEWEST_TERMS:
        return None
    if _common(mine.clause, theirs.clause) < _SAME_CLAUSE:
        return None
    if mine.negated == theirs.negated:
        return 0.0
    if mine.hedged or theirs.hedged or _common(mine.sentence, theirs.sentence) < _SAME_SENTENCE:
        return None
    return _CONTRARY


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _clause(text: str, start: int, end: int, least: int, most: int) -> tuple[int, int]:
    """The words around a verb up to the next comma or dash, within its sentence."""
    begins = max((edge.end() for edge in _EDGE.finditer(text, least, start)), default=least)
    ends = next((edge.start() for edge in _EDGE.finditer(text, end, most)), most)
    return begins, ends

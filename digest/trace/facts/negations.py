"""What one article says and another one denies: "will" and "will not", "confirmed" and "denied".

A claim is a verb with the clause around it, or one of two contrary words with its sentence.  Two claims
are rivals where they are of one verb or pair, one is negated, the clauses say the same otherwise, and one sentence
says nothing but what the other says too.  What is only possible, asked, expected or not yet so
contradicts nothing; nor does what is said of somebody who may be somebody else ("he", "the driver", "two
officers"), or of an outlet's own questions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from digest.language.words import terms_of
from digest.models import Document
from digest.trace.facts.fact import Fact
from digest.trace.names import Names

_CLAIM = re.compile(
    r"\b(?P<auxiliary>will|is|are|was|were|has|have|had|did|does|do|can)(?P<short>n['’]t)?"
    r"(?:\s+(?P<not>not|never))?(?:\s+been)?(?:\s+(?!not\b)\w+ly)?\s+(?P<verb>[a-z]{3,})\b"
    r"|\b(?P<wont>won['’]t|cannot|can['’]t)\s+(?P<verb2>[a-z]{3,})\b"
    r"|(?<!never )\b(?P<done>[a-z]{2,}ed)\b"
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|would|should|whether|if|unless|until|unclear|yet|just|at first|first|almost"
    r"|any|all|every|always|alleged|possible|likely|expect\w*|believ\w*|think\w*"
    r"|thought|said they|seem\w*|appear\w*|longer|except|but|or|nor|neither|other|again|later|earlier|then"
    r"|still|already|soon|comment\w*|request\w*|respon\w+|repl(?:y|ies|ied)|[a-z]+ly)\b|\?",
    re.I,
)
_VAGUE = re.compile(  # who may be another one, or another few, than those of another report
    r"\b(?:he|she|they|it|who|which|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|some|many|most"
    r"|several|few|both|half|others|officials?|sources?|witness\w*|experts?|neighbou?rs?|residents?|members?"
    r"|spokes\w+|lawyers?|attorneys?|officers?|deput(?:y|ies)|drivers?|passengers?|suspects?|victims?"
    r"|m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|teen\w*|gunm[ae]n|relatives?|workers?)\b|\d [a-z]",
    re.I,
)
_DEFINITE = r"(?= (?:that|the|its|his|her|their|[A-Z]))"
_CONTRARIES = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!being )(?<!is )(?<!are )(?<!be )\b(?:"  # by whom is not said
    rf"(?P<confirmed>confirm(?:ed|s){_DEFINITE})|(?P<not_confirmed>denie[ds]{_DEFINITE})"
    rf"|(?P<accepted>(?:accept(?:ed|s)|approve[ds]){_DEFINITE})"
    rf"|(?P<not_accepted>(?:reject(?:ed|s)|turn(?:ed|s) down){_DEFINITE}))"
    r"|\b(?P<not_guilty>not guilty)\b|\b(?P<guilty>guilty)\b"
    r"|\b(?P<all>[Aa]ll of)(?= the )|\b(?P<not_all>[Nn]one of)(?= the )"
)
_OTHERWISE = re.compile(  # denies, puts off or counts
    r"\b(?:no|not|never|none|nobody|non|without|declin\w+|refus\w+|fail\w+|will|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|\d+)\b|n['’]t\b"
)
_PLAIN = frozenset("the been being not any and that this there who which also now".split())
_QUOTES = re.compile(r"[“”\"«»„]")
_EDGE = re.compile(r"[,;:—–]\s|\s[-—–]+\s")
_TIMES = frozenset(  # stems
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morn afternoon"
    " evening night week month year".split()
)
_SAME_CLAUSE = 0.7  # share of common terms with which two clauses are about one thing
_SAME_SENTENCE = 0.5
_FEWEST_TERMS = 3
_CONTRARY = 0.6


@dataclass(frozen=True, slots=True)
class Assertion:
    """Whether a clause says that something is so; two are equal that both do, or both do not."""

    negated: bool
    hedged: bool = field(compare=False)  # or of what may be something else in another report
    clause: frozenset[str] = field(compare=False)  # terms
    sentence: frozenset[str] = field(compare=False)  # terms


def facts(document: Document, index: int, names: Names) -> tuple[Fact, ...]:
    """What a sentence says of somebody or something outside quotations, by its verbs and contrary words."""
    sentence, text = document.sentences[index], document.article.text
    whole = text[sentence.start : sentence.end]
    if document.language not in ("en", "") or sentence.quoted or _QUOTES.search(whole):
        return ()
    ref = (document.article.id, index)
    return tuple(
        Fact("negation", key, told, ref, start, end, f"whether it is so: {word}", running=True)
        for key, word, told, start, end in (
            *_claims(document, index),
            *_contraries(document, index),
        )
    )


_Told = tuple[str, str, Assertion, int, int]  # key, word that a reader is shown, span of the clause


def _claims(document: Document, index: int) -> Iterator[_Told]:
    """The verbs of a sentence; those in the past without an auxiliary are denied by "did not" alone."""
    sentence, text = document.sentences[index], document.article.text
    hedged = _HEDGED.search(text, sentence.start, sentence.end) is not None
    terms = terms_of("en")
    for found in _CLAIM.finditer(text, sentence.start, sentence.end):
        verb = found["verb"] or found["verb2"] or found["done"]
        [stem, *_] = terms(verb) or ("",)
        if not stem or verb in _PLAIN:
            continue
        start, end = _clause(text, found.start(), found.end(), sentence.start, sentence.end)
        told = Assertion(
            bool(found["short"] or found["not"] or found["wont"]),
            hedged or _VAGUE.search(text, start, found.start()) is not None,
            frozenset(terms(text[start:end])),
            frozenset(sentence.terms),
        )
        done = found["done"] or found["auxiliary"] == "did"
        yield f"{stem} done" if done else stem, verb, told, start, end


def _contraries(document: Document, index: int) -> Iterator[_Told]:
    """The words of a sentence that have a contrary; what is told by them is all the rest."""
    sentence, text = document.sentences[index], document.article.text
    for found in _CONTRARIES.finditer(text, sentence.start, sentence.end):
        before, after = text[sentence.start : found.start()], text[found.end() : sentence.end]
        rest = f"{before} {after}"
        hedged = any(pattern.search(rest) for pattern in (_HEDGED, _OTHERWISE))
        said = frozenset(terms_of("en")(rest))
        told = Assertion(
            str(found.lastgroup).startswith("not_"),
            hedged or _VAGUE.search(before) is not None,
            said,
            said,
        )
        word = str(found.lastgroup).removeprefix("not_")
        yield word, word, told, sentence.start, sentence.end


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
    if mine.hedged or theirs.hedged or not _is_of_one_thing(mine, theirs):
        return None
    return _CONTRARY


def _is_of_one_thing(one: Assertion, other: Assertion) -> bool:
    """Whether nothing tells two claims apart: each would name somebody, or another day."""
    more, less = sorted((one.sentence, other.sentence), key=len, reverse=True)
    return (
        one.clause == other.clause
        and less <= more
        and _TIMES.isdisjoint(more - less)
        and _common(more, less) >= _SAME_SENTENCE
    )


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _clause(text: str, start: int, end: int, least: int, most: int) -> tuple[int, int]:
    """The words around a verb up to the next comma or dash, within its sentence."""
    begins = max((edge.end() for edge in _EDGE.finditer(text, least, start)), default=least)
    ends = next((edge.start() for edge in _EDGE.finditer(text, end, most)), most)
    return begins, ends

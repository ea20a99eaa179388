"""Which sentences of different articles report the same.

Two sentences support each other where their words and their meaning are close (half idf-weighted
cosine, half static embedding) and nothing in them speaks against it: another figure, a negation or a
"would" on one side only.  Strict on purpose: a false corroboration costs more than a missing one.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from digest.language.vectors import SentenceVectors
from digest.models import Document, SentenceRef

_SAME = 0.60
_CANDIDATE = 0.25  # cosine of words under which a pair is not looked at
_LEAST_TERMS = 4
_MOST = 600  # sentences of a story that are compared, those that stand highest first

_FIGURE = re.compile(
    r"\d+(?:[.,:]\d+)*(?:\s(?:hundred|thousand|million|billion|trillion)\b)?|\b(?:dozen|hundred|thousand|million|billion)s?\b"
)
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_NEGATION = re.compile(
    r"\b(?:no|not|never|nobody|nothing|none|neither|nor|without|denie[sd]|deny|refus\w+|reject\w*|rul\w+ out|fail(?:s|ed|ing)? to)\b|n['’]t\b",
    re.I,
)
_CONDITION = re.compile(
    r"\b(?:will|would|could|might|(?-i:may)|if|unless|whether|alleged\w*|reportedly|suspected)\b",
    re.I,
)
_NUMBER_WORDS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split()
    )
} | {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SPELLED = re.compile(rf"\b({'|'.join(_NUMBER_WORDS)})(?:-([a-z]+))?\b")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence, as it is compared."""

    ref: SentenceRef
    text: str
    weights: dict[str, float]  # unit length
    figures: frozenset[str]
    days: frozenset[str]  # weekdays and months
    negated: bool
    conditional: bool


def supported(
    documents: Sequence[Document], vectors: SentenceVectors
) -> dict[SentenceRef, tuple[SentenceRef, ...]]:
    """For each sentence that others report too, theirs: at most one an article, best first."""
    claims = _claims(documents)
    pairs = [(a, b, cosine) for a, b, cosine in _near(claims) if _agree(claims[a], claims[b])]
    if not pairs:
        return {}
    one = vectors.of([claims[a].ref for a, _, _ in pairs])
    other = vectors.of([claims[b].ref for _, b, _ in pairs])
    meanings = (one * other).sum(axis=1).tolist()
    found: defaultdict[SentenceRef, list[tuple[float, SentenceRef]]] = defaultdict(list)
    for (a, b, cosine), meaning in zip(pairs, meanings, strict=True):
        score = round(0.5 * cosine + 0.5 * meaning, 4)
        if score >= _SAME:
            found[claims[a].ref].append((-score, claims[b].ref))
            found[claims[b].ref].append((-score, claims[a].ref))
    return {ref: _one_each(scored) for ref, scored in found.items()}


def _one_each(scored: list[tuple[float, SentenceRef]]) -> tuple[SentenceRef, ...]:
    best: dict[str, SentenceRef] = {}
    for _, ref in sorted(scored):
        best.setdefault(ref[0], ref)
    return tuple(best.values())


def _claims(documents: Sequence[Document]) -> list[_Claim]:
    """The sentences of a story that say enough to be compared."""
    if len(documents) < 2:
        return []
    spoken = [
        (index, (d.article.id, index), d.article.text[s.start : s.end], Counter(s.terms))
        for d in documents
        for index, s in enumerate(d.sentences)
        if len(s.terms) >= _LEAST_TERMS
    ]
    spoken = sorted(spoken, key=lambda item: (item[0], item[1]))[:_MOST]
    frequency = Counter(term for *_, terms in spoken for term in terms)
    return [_claim(ref, text, terms, frequency, len(spoken)) for _, ref, text, terms in spoken]


def _claim(
    ref: SentenceRef, text: str, terms: Counter[str], frequency: Counter[str], of: int
) -> _Claim:
    weights = {
        t: (1 + math.log(n)) * math.log((of + 21) / (frequency[t] + 0.5)) for t, n in terms.items()
    }
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return _Claim(
        ref,
        text,
        {t: w / length for t, w in weights.items()},
        _figures(text),
        frozenset(_DAY.findall(text)),
        bool(_NEGATION.search(text)),
        bool(_CONDITION.search(text)),
    )


def _figures(text: str) -> frozenset[str]:
    """The figures and number words of a sentence, each with its magnitude ("2 million")."""
    digits = _SPELLED.sub(_in_digits, text.casefold())
    return frozenset(f.replace(",", "").rstrip(".:") for f in _FIGURE.findall(digits))


def _in_digits(word: re.Match[str]) -> str:
    """Number words as figures, "twenty-one" too; "one" alone is hardly ever a count."""
    first, second = _NUMBER_WORDS[word[1]], _NUMBER_WORDS.get(word[2] or "")
    if word[0] == "one":
        return word[0]
    return str(first + (second or 0)) + ("" if second or not word[2] else f" {word[2]}")


def _near(claims: Sequence[_Claim]) -> list[tuple[int, int, float]]:
    """Pairs of claims by different articles with a word cosine that is worth a look."""
    holding: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    found: list[tuple[int, int, float]] = []
    for at, claim in enumerate(claims):
        cosines: defaultdict[int, float] = defaultdict(float)
        for term, weight in claim.weights.items():
            for other, theirs in holding[term]:
                cosines[other] += weight * theirs
            holding[term].append((at, weight))
        found.extend(
            (other, at, cosine)
            for other, cosine in cosines.items()
            if cosine >= _CANDIDATE and claims[other].ref[0] != claim.ref[0]
        )
    return found


def _agree(one: _Claim, other: _Claim) -> bool:
    if one.negated != other.negated or one.conditional != other.conditional:
        return False
    if _rivals(one.days, other.days) or _rivals(one.figures, other.figures):
        return False
    return not (one.figures and other.figures) or bool(one.figures & other.figures)


def _rivals(one: frozenset[str], other: frozenset[str]) -> bool:
    """Each side has something that the other lacks."""
    return bool(one - other and other - one)

"""Which sentences of different articles report what a sentence reports.

One supports another where the words and the meaning of both are close (idf-weighted cosine, static
embedding), most of what the one says stands in the other, and nothing speaks against it: a figure, a
person, a charge or a death that only the one has, a negation or a "would" on one side only.  So a long
sentence may support a short one that says less, and not the other way round.  Strict on purpose: a
false corroboration costs more than a missing one.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from digest.language.vectors import SentenceVectors
from digest.language.words import terms_of
from digest.models import Derivation, Document, SentenceRef

_CANDIDATE = 0.28  # cosine of words under which a pair is not looked at
_LEAST_TERMS = 4
_MANY = 4  # words of names: of several people, who must all be named
_MOST = 600  # sentences of a story that are compared, those that stand highest first

_FIGURE = re.compile(
    r"\d+(?:[.,:]\d+)*(?:\s(?:hundred|thousand|million|billion|trillion)\b)?|\b(?:dozen|hundred|thousand|million|billion)s?\b"
)
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_NEGATION = re.compile(
    r"\b(?:no|not|never|nobody|nothing|none|neither|nor|without|denie[sd]|deny|refus\w+|reject\w*|rul\w+ out"
    r"|fail(?:s|ed|ing)? to|nicht|kein\w*|niemals|pas|jamais|aucun\w*|nunca|jamás|ning[uú]n\w*|não|nessun\w*|niet|geen"
    r"|inte|ikke|nie|не|нет|ни|немає|tidak|bukan|değil)\b|n['’]t\b",
    re.I,
)
_CONDITION = re.compile(
    r"\b(?:will|would|could|might|(?-i:may)|if|unless|whether|alleged\w*|reportedly|suspected"
    r"|(?:scheduled|expected|due|set|planned|plans|planning|likely|ordered) to)\b",
    re.I,
)
# What became of somebody: a sentence that tells one is not supported by one that does not.
_TURNS = tuple(
    re.compile(rf"\b(?:{words})\b", re.I)
    for words in (
        r"sentenc\w+",
        r"plead\w*|pled|pleas?|guilty",
        r"charg\w+|indict\w+|accus\w+|fac(?:es|ing)|counts?",
        r"arrest\w*|custody|detain\w*|apprehend\w*",
        r"search\w*|sought|seek\w*|hunt\w*|looking",
        r"kill\w*|d(?:ied|ead|ies|ying)|deaths?|slay\w*|slain|fatal\w*|murder\w*",
        r"wound\w*|injur\w*|hurt|graz\w+",
    )
)
# Ages, hours, dates, years, numbers of houses and telephones: what one leaves out, another may add.
_IN_PASSING = re.compile(
    r",\s\d{1,3},|\b\d{1,3}[- ]years?[- ]old\b|\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b"
    r"|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}\b|\b(?:19|20)\d\d\b"
    r"|\b\d+ block\b|\d{3}[-. ]\d{3,4}\b",
    re.I,
)
_WHO_IT_WAS = re.compile(
    r"\W*(?:(?:he|she|they|it|his|her|their|its|another|one)\b|an? (?:second|third|fourth)\b)", re.I
)
_CAPITAL = re.compile(r"(?<=[^\W_] )[\"'“‘«(]*[^\W\d_a-zß-öø-ÿ][\w’'-]*|(?<=, )[A-ZÀ-ÖØ-Þ][\w’'-]*")
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


Scored = list[tuple[float, SentenceRef]]  # best first, once sorted


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence, as it is compared."""

    ref: SentenceRef
    weights: dict[str, float]  # unit length
    figures: frozenset[str]
    counted: frozenset[str]  # of the figures those that are not told in passing
    names: frozenset[str]  # terms of capitalised words
    turns: frozenset[int]  # what became of somebody
    days: frozenset[str]  # weekdays and months
    negated: bool
    conditional: bool
    referring: bool  # of whom it speaks stands in another sentence


def supported(
    documents: Sequence[Document],
    vectors: SentenceVectors,
    derived: Mapping[str, Derivation] = {},
) -> dict[SentenceRef, tuple[SentenceRef, ...]]:
    """For each sentence that others report too, theirs: at most one an article, best first.

    What derives from a text may say it in looser words: it is not another witness.
    """
    copies = {frozenset((a, d.article)) for a, d in derived.items() if d.kind != "credit"}
    claims = _claims(documents)
    pairs = [(a, b, cosine) for a, b, cosine in _near(claims) if _agree(claims[a], claims[b])]
    if not pairs:
        return {}
    one = vectors.of([claims[a].ref for a, _, _ in pairs])
    other = vectors.of([claims[b].ref for _, b, _ in pairs])
    meanings = (one * other).sum(axis=1).tolist()
    found: defaultdict[SentenceRef, Scored] = defaultdict(list)
    for (a, b, cosine), meaning in zip(pairs, meanings, strict=True):
        for claim, report in ((claims[a], claims[b]), (claims[b], claims[a])):
            near = round(cosine, 4), round(meaning, 4)
            is_copy = frozenset((claim.ref[0], report.ref[0])) in copies
            if _retells(claim, report, *near) if is_copy else _reports(claim, report, *near):
                found[claim.ref].append((-round(0.5 * cosine + 0.5 * meaning, 4), report.ref))
    return {
        ref: _one_each(ref, [*scored, *_by_copies(scored, found, copies)])
        for ref, scored in found.items()
    }


def _by_copies(
    scored: Scored, found: Mapping[SentenceRef, Scored], copies: AbstractSet[frozenset[str | None]]
) -> Scored:
    """What copies of the articles that report a claim have in the place of their sentences."""
    return [
        (weaker, other)
        for _, ref in scored
        for weaker, other in found.get(ref, ())
        if frozenset((ref[0], other[0])) in copies
    ]


def _reports(claim: _Claim, report: _Claim, cosine: float, meaning: float) -> bool:
    """Whether the report says what the claim says."""
    if not (claim.turns <= report.turns and claim.counted <= report.figures):
        return False
    named, other_words, told = _covered(claim, report)
    if (named < 0.5 and report.names - claim.names) or (named < 0.7 and len(claim.names) >= _MANY):
        return False
    if cosine + meaning >= (1.3 if claim.referring else 1.2):
        return told >= 0.42 and other_words >= 0.4
    if claim.referring or named < 0.5:
        return False
    fully = told + meaning >= 1.24 and told >= 0.5 and other_words >= 0.55
    nearly = meaning >= 0.70 and told >= 0.42 and other_words >= 0.4
    return (fully and meaning >= 0.5 and cosine >= 0.35) or (nearly and cosine >= 0.30)


def _retells(claim: _Claim, report: _Claim, cosine: float, meaning: float) -> bool:
    """Whether of two articles that derive from one another the one says what the other says."""
    named, _, told = _covered(claim, report)
    return (
        cosine + meaning >= 1.0
        and told >= 0.35
        and named >= 0.5
        and claim.counted <= report.figures
    )


def _covered(claim: _Claim, report: _Claim) -> tuple[float, float, float]:
    """Shares of the claim that stand in the report: of its names, its other words, and of all by weight."""
    named = claim.names & claim.weights.keys()
    others = {t: w for t, w in claim.weights.items() if t not in named and not t[0].isdigit()}
    same = claim.weights.keys() & report.weights.keys()
    return (
        len(named & same) / len(named) if named else 1.0,
        sum(others[t] for t in sorted(same & others.keys())) / sum(others.values())
        if others
        else 1.0,
        sum(claim.weights[t] for t in sorted(same)) / sum(claim.weights.values()),
    )


def _one_each(claim: SentenceRef, scored: Scored) -> tuple[SentenceRef, ...]:
    best: dict[str, SentenceRef] = {}
    for _, ref in sorted(scored):
        if ref[0] != claim[0]:
            best.setdefault(ref[0], ref)
    return tuple(best.values())


def _claims(documents: Sequence[Document]) -> list[_Claim]:
    """The sentences of a story that say enough to be compared."""
    if len(documents) < 2:
        return []
    spoken = [
        (index, (d.article.id, index), d, Counter(s.terms))
        for d in documents
        for index, s in enumerate(d.sentences)
        if len(s.terms) >= _LEAST_TERMS
    ]
    spoken = sorted(spoken, key=lambda item: (item[0], item[1]))[:_MOST]
    frequency = Counter(term for *_, terms in spoken for term in terms)
    return [_claim(ref, d, terms, frequency, len(spoken)) for _, ref, d, terms in spoken]


def _claim(
    ref: SentenceRef, document: Document, terms: Counter[str], frequency: Counter[str], of: int
) -> _Claim:
    text = document.text_of(ref[1])
    weights = {
        t: (1 + math.log(n)) * math.log((of + 21) / (frequency[t] + 0.5)) for t, n in terms.items()
    }
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return _Claim(
        ref,
        {t: w / length for t, w in weights.items()},
        _figures(text),
        _figures(_IN_PASSING.sub(" ", text)),
        frozenset(terms_of(document.language)(" ".join(_CAPITAL.findall(text)))),
        frozenset(i for i, turn in enumerate(_TURNS) if turn.search(text)),
        frozenset(_DAY.findall(text)),
        bool(_NEGATION.search(text)),
        bool(_CONDITION.search(text)),
        bool(_WHO_IT_WAS.match(text)),
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

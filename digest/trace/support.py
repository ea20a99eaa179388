"""Which sentences of different articles report what a sentence reports.

One supports another where the words and the meaning of both are close (idf-weighted cosine, static
embedding), most of what the one says stands in the other, and nothing speaks against it: a figure, a
person, a charge or a death that only the one has, a negation or a "would" on one side only.  So a long
sentence may support a short one that says less, and not the other way round.  Strict on purpose: a
false corroboration costs more than a missing one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from digest.language.vectors import SentenceVectors
from digest.models import Derivation, Document, SentenceRef
from digest.trace.claims import Claim, Spoken, spoken_in

_CANDIDATE = 0.28  # cosine of words under which a pair is not looked at
_MANY = 4  # words of names: of several people, who must all be named

Scored = list[tuple[float, SentenceRef]]  # best first, once sorted


def supported(
    documents: Sequence[Document],
    vectors: SentenceVectors,
    derived: Mapping[str, Derivation] = {},
) -> dict[SentenceRef, tuple[SentenceRef, ...]]:
    """For each sentence that others report too, theirs: at most one an article, best first.

    What derives from a text may say it in looser words: it is not another witness.
    """
    copies = {frozenset((a, d.article)) for a, d in derived.items() if d.kind != "credit"}
    spoken = spoken_in(documents)
    near = _near(spoken)
    claims = {at: spoken[at].claim() for at in sorted({at for a, b, _ in near for at in (a, b)})}
    pairs = [(a, b, cosine) for a, b, cosine in near if _agree(claims[a], claims[b])]
    if not pairs:
        return {}
    one = vectors.of([claims[a].ref for a, _, _ in pairs])
    other = vectors.of([claims[b].ref for _, b, _ in pairs])
    meanings = (one * other).sum(axis=1).tolist()
    found: defaultdict[SentenceRef, Scored] = defaultdict(list)
    for (a, b, cosine), meaning in zip(pairs, meanings, strict=True):
        for claim, report in ((claims[a], claims[b]), (claims[b], claims[a])):
            how = round(cosine, 4), round(meaning, 4)
            is_copy = frozenset((claim.ref[0], report.ref[0])) in copies
            if _reports(claim, report, *how) or (is_copy and _retells(claim, report, *how)):
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
        (max(score, further), other)
        for score, ref in scored
        for further, other in found.get(ref, ())
        if frozenset((ref[0], other[0])) in copies
    ]


def _reports(claim: Claim, report: Claim, cosine: float, meaning: float) -> bool:
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


def _retells(claim: Claim, report: Claim, cosine: float, meaning: float) -> bool:
    """Whether of two articles that derive from one another the one says what the other says."""
    named, _, told = _covered(claim, report)
    return (
        cosine + meaning >= 1.0
        and told >= 0.35
        and named >= 0.5
        and claim.counted <= report.figures
    )


def _covered(claim: Claim, report: Claim) -> tuple[float, float, float]:
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


def _near(spoken: Sequence[Spoken]) -> list[tuple[int, int, float]]:
    """Pairs of sentences of different articles with a word cosine that is worth a look."""
    holding: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    found: list[tuple[int, int, float]] = []
    for at, sentence in enumerate(spoken):
        cosines: defaultdict[int, float] = defaultdict(float)
        for term, weight in sentence.weights.items():
            for other, theirs in holding[term]:
                cosines[other] += weight * theirs
            holding[term].append((at, weight))
        found.extend(
            (other, at, cosine)
            for other, cosine in cosines.items()
            if cosine >= _CANDIDATE and spoken[other].document is not sentence.document
        )
    return found


def _agree(one: Claim, other: Claim) -> bool:
    if one.negated != other.negated or one.conditional != other.conditional:
        return False
    if _rivals(one.days, other.days) or _rivals(one.figures, other.figures):
        return False
    return not (one.figures and other.figures) or bool(one.figures & other.figures)


def _rivals(one: frozenset[str], other: frozenset[str]) -> bool:
    """Each side has something that the other lacks."""
    return bool(one - other and other - one)

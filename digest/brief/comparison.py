"""Which quotations and differences the limit on words shown of one article leaves room for."""

from collections import Counter
from collections.abc import Sequence

from digest.brief.allowance import Allowance
from digest.models import Difference, Findings, Passage, Quote, Variant

MOST_QUOTES = 6
MOST_DIFFERENCES = 8


def allowed(
    findings: Findings, allowance: Allowance
) -> tuple[tuple[Quote, ...], tuple[Difference, ...]]:
    """The differences, then the quotations that were altered, then others: the surest first of each.

    One is shown whole or not at all.
    """
    differences = sorted(findings.differences, key=lambda d: (d.development, -d.confidence))
    told = _within(differences, [d.values for d in differences], allowance, MOST_DIFFERENCES)
    quotes = sorted(findings.quotes, key=lambda q: (not q.variants, -q.confidence))
    forms = [(Variant(q.text, q.passages), *q.variants) for q in quotes]
    spoken = _within(quotes, forms, allowance, MOST_QUOTES)
    return tuple(quotes[at] for at in spoken), tuple(differences[at] for at in told)


def _within(
    found: Sequence[Quote | Difference],
    forms: Sequence[Sequence[Variant]],
    allowance: Allowance,
    most: int,
) -> list[int]:
    """Which of them are shown, in their order; what these cost is spent."""
    shown: list[int] = []
    for at in range(len(found)):
        costs: Counter[str] = Counter()
        for form in forms[at]:
            for passage in form.passages:
                costs[passage.article] += _words(form, passage)
        if len(shown) < most and all(allowance.admits(a, n) for a, n in costs.items()):
            shown.append(at)
            for article, words in costs.items():
                allowance.spend(article, words)
    return shown


def _words(form: Variant, passage: Passage) -> int:
    """Words that a passage shows: at least those of the form that it is printed in."""
    return len(form.text.split())

"""Articles that name somebody else as the source of their text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from digest.models import Derivation, Document


def comes_from(article: str, original: str, derived: Mapping[str, Derivation]) -> bool:
    """Whether one article is another, or derives from it, through others or not.

    Dates, credits and lengths may run in a circle; nothing is the original of its own original.
    """
    at: str | None = article
    while at is not None and at != original:
        at = derived[at].article if at in derived else None
    return at is not None


def with_credits(
    documents: Sequence[Document], copies: Mapping[str, Derivation]
) -> dict[str, Derivation]:
    """The copies, and the articles that credit somebody else; a copy that does, says so too."""
    found = dict(copies)
    for document in documents:
        article = document.article
        whom = next((c for c in article.credits if not is_of(article.outlet, c)), None)
        if whom and article.id in found:
            copy = found[article.id]
            found[article.id] = replace(copy, evidence=(*copy.evidence, f"credits {whom}"))
        elif whom:
            original = _named(documents, document, whom, found)
            found[article.id] = Derivation(original, "credit", 1.0, (f"credits {whom}",))
    return found


def credits_outlet(document: Document, outlet: str) -> bool:
    """Whether the article names this outlet as the origin of its text."""
    return any(is_of(outlet, whom) for whom in document.article.credits)


def is_of(outlet: str, credited: str) -> bool:
    """Whether a credit names this outlet: "(WQRS)" at wqrs.example is the outlet itself."""
    one, other = _folded(outlet), _folded(credited)
    return bool(one) and one == other


def shared_credits(
    documents: Sequence[Document], derived: Mapping[str, Derivation]
) -> Iterator[tuple[str, str]]:
    """Pairs of articles that credit the same absent original."""
    groups: dict[str, list[str]] = {}
    for document in documents:
        article = document.article
        derivation = derived.get(article.id)
        if derivation and derivation.article is None:
            for whom in article.credits:
                if not is_of(article.outlet, whom):
                    groups.setdefault(_folded(whom), []).append(article.id)
    for members in groups.values():
        yield from pairwise(members)


def _named(
    documents: Sequence[Document],
    credited: Document,
    whom: str,
    derived: Mapping[str, Derivation],
) -> str | None:
    """The one article here by the outlet that is credited, if there is one."""
    own = credited.article.id
    by_outlet = (d.article.id for d in documents if is_of(d.article.outlet, whom))
    return next((a for a in by_outlet if a != own and not comes_from(a, own, derived)), None)


def _folded(outlet: str) -> str:
    """An outlet's name or host, so that "The Daily Post" meets "dailypost.example"."""
    name = re.sub(
        r"^(?:https?://)?(?:www\.)?|^the\s+|\.[a-z]{2,8}(?:/.*)?$", "", outlet.strip().casefold()
    )
    folded = "".join(c for c in re.sub(r"^the(?=\s)", "", name) if c.isalnum())
    return _SHORT.get(folded, folded)


# Agencies by their full names and by their initials are one.
_SHORT = {
    "associatedpress": "ap",
    "apnews": "ap",
    "agencefrancepresse": "afp",
    "pressassociation": "pa",
    "pamedia": "pa",
    "deutschepresseagentur": "dpa",
    "unitedpressinternational": "upi",
    "presstrustofindia": "pti",
}

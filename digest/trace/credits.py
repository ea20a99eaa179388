"""Articles that name somebody as the source of their text: in a credit, byline, dateline or copyright line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from digest.language.lines import AGENCIES, dateline
from digest.models import Article, Derivation, Document

_TOP = 12  # lines among which a dateline stands
_COPYRIGHT = re.compile(
    r"(?:\bcopyright|©|\(c\)|\bre(?:published|printed) (?:with permission )?(?:from|of)\b"
    r"|\b(?:article|information|report|story) provided by\b)"
    r"(?:[^\w\n(]|\(c\)|copyright|by\b|(?:19|20)\d\d){0,9}(?P<whom>[^\n.(]{2,60})",
    re.I,
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})")
_PARTS = re.compile(r"[,|/;•]|\s[-–—]\s|['’]s\s|\s(?:for|of|at)\s")
_HOST = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<names>[\w-]+(?:\.[\w-]+)*?)(?:\.(?:com?|net|org|gov|ac))?\.[a-z]{2,8}(?:/.*)?"
)
# A station is known by its initials: "WQRS Action News" is at wqrs12.example.
_STATION = re.compile(r"[KW][A-Z]{2,3}\b")
_STATION_HOST = re.compile(r"(?P<station>[kw][a-z]{2,3}?)(?:tv|fm|am|radio)?\d*")


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
    for document, outlets in zip(documents, outlets_credited(documents), strict=True):
        article = document.article
        present = sorted(_others(article, outlets))
        whom = next(
            (c for c in (*_credits(document), *present) if not is_of(article.outlet, c)), None
        )
        if whom and article.id in found:
            copy = found[article.id]
            found[article.id] = replace(copy, evidence=(*copy.evidence, f"credits {whom}"))
        elif whom:
            original = _named(documents, article, whom, found)
            found[article.id] = Derivation(original, "credit", 1.0, (f"credits {whom}",))
    return found


def outlets_credited(documents: Sequence[Document]) -> tuple[frozenset[str], ...]:
    """For each article the outlets among them that it says its text is of, its own perhaps."""
    outlets: dict[str, set[str]] = {}
    for document in documents:
        for key in _keys(document.article.outlet):
            outlets.setdefault(key, set()).add(document.article.outlet)
    return tuple(
        frozenset(
            outlet
            for name in (*_credits(document), *_signatures(document))
            for key in _keys(name)
            for outlet in outlets.get(key, ())
        )
        for document in documents
    )


def _credits(document: Document) -> tuple[str, ...]:
    """Whom it credits, and the agencies in its byline."""
    named = (name for name in _byline(document) if name.removeprefix("The ") in AGENCIES)
    return tuple(dict.fromkeys((*document.article.credits, *named)))


def _signatures(document: Document) -> Iterator[str]:
    """Names that stand where an outlet tells whose a text is, and names that stand beside them."""
    yield from _byline(document)
    text = document.article.text
    for found in _COPYRIGHT.finditer(text):
        yield from (
            name for name in _parts(found["whom"]) if name.removeprefix("The ") not in AGENCIES
        )
    yield from (found["host"] for found in _ADDRESS.finditer(text))
    for line in list(filter(None, text.split("\n")))[:_TOP]:
        opening = dateline(line)
        if opening and opening.agency:
            yield opening.agency


def _byline(document: Document) -> Iterator[str]:
    article = document.article
    yield from _parts(article.author or "")
    for aside in document.asides:
        if aside.kind == "byline":
            yield from _parts(
                re.sub(r"^\W*by\s", "", article.text[aside.start : aside.end], flags=re.I)
            )


def _parts(names: str) -> Iterator[str]:
    yield from filter(None, (part.strip(" .") for part in _PARTS.split(names)))


def is_of(outlet: str, credited: str) -> bool:
    """Whether a credit names this outlet: "(WQRS)" at wqrs.example is the outlet itself."""
    return not _keys(outlet).isdisjoint(_keys(credited))


def is_wire(outlet: str) -> bool:
    """Whether an outlet is an agency, whose texts others print."""
    return not _keys(outlet).isdisjoint(_WIRES)


def shared_credits(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Pairs of articles that say their texts are of one outlet, or of which one is by that outlet."""
    groups: dict[str, list[str]] = {}
    first = {d.article.outlet: d.article.id for d in reversed(documents)}
    for document, outlets in zip(documents, outlets_credited(documents), strict=True):
        article = document.article
        yield from ((first[outlet], article.id) for outlet in sorted(_others(article, outlets)))
        for whom in _credits(document):
            if not is_of(article.outlet, whom):
                groups.setdefault(_folded(whom), []).append(article.id)
    for members in groups.values():
        yield from pairwise(members)


def _others(article: Article, outlets: frozenset[str]) -> frozenset[str]:
    """Of the outlets that an article names, those whose text it is: none where it signs as its own."""
    return frozenset() if article.outlet in outlets else outlets


def _named(
    documents: Sequence[Document],
    credited: Article,
    whom: str,
    derived: Mapping[str, Derivation],
) -> str | None:
    """The first article here by the outlet that is credited, if it is not of a later day."""
    for document in documents:
        article = document.article
        if not is_of(article.outlet, whom) or _is_later(article, credited):
            continue
        if article.id != credited.id and not comes_from(article.id, credited.id, derived):
            return article.id
    return None


def _is_later(article: Article, other: Article) -> bool:
    days = (article.published or "")[:10], (other.published or "")[:10]
    return all(days) and days[0] > days[1]


def _keys(name: str) -> frozenset[str]:
    """What an outlet's name, address or initials have in common: "The Daily Post", "dailypost.example"."""
    host = _HOST.fullmatch(name.strip().casefold())
    station = _STATION_HOST.fullmatch(_folded(name)) if host else _STATION.match(name)
    found = {_folded(name)}
    if host:
        found.add("".join(c for c in host["names"] if c.isalnum()))
    if station:
        found.add(station[1].casefold() if host else station[0].casefold())
    return frozenset(found) - {""}


def _folded(name: str) -> str:
    """The name alone, of an address the last part before those that tell a kind or a country."""
    bare = name.strip().casefold()
    host = _HOST.fullmatch(bare)
    spoken = host["names"].rpartition(".")[2] if host else re.sub(r"^the\s+", "", bare)
    folded = "".join(c for c in spoken if c.isalnum())
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
_WIRES = frozenset(map(_folded, AGENCIES)) - {"cnn", "bbc"}  # these broadcast

"""How an article introduces somebody: by a full name, with an office or a description."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from digest.models import Article, Mention, Named

_MOST_DESCRIPTION = 9  # words of a full name and who that is
_MOST_TITLE = 6  # words of an office and given names together
HONOUR = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\b\.?")
POSSESSIVE = re.compile(r"['’]s?\b")
_GIVEN = re.compile(r"(?:[^\W\d_][\w’'-]+|[A-Z]\.)\.?", re.U)
_SPEAKS = re.compile(
    r" (?:said|says|told|added|adds|argued|wrote|writes|asked|recalled|and (?:his|her)|was (?:born|discussing))\b"
)
_AGED = re.compile(r", \d{1,2}\b|, who\b")
_SPOKEN_BY = re.compile(r"\b(?:said|says|told|added|adds|asked) $")
# ", a neighbour of the family, said": who somebody is, between two commas.
_DESCRIPTION = re.compile(r", (?P<who>(?:an?|the|his|her|their) [^,.;:()“”\"\n]{3,60})(?=,)")
_WITHIN = re.compile(r"[a-z\d,;:’'”-]\s+$")  # a sentence's first word may be any word
_TURNS = re.compile(r"\d|\b(?:no|not|never|none|nor|without|den(?:y|ies|ied))\b|[\[\]“”\"]", re.I)


def is_somebody(text: str, mention: Mention, named: Named) -> bool:
    """Whether a name is a person's, by what is known of it or as it speaks here."""
    if named.kind != "other":
        return named.kind == "person"
    return bool(
        _SPEAKS.match(text, mention.end)
        or _SPOKEN_BY.search(text[max(0, mention.start - 8) : mention.start])
    )


@dataclass(frozen=True, slots=True)
class Introduction:
    """What an article says of who bears a surname: a full name, and an office or a description."""

    words: str = ""
    before: bool = True  # of the surname, with which the words go on
    tells_who: bool = False  # and not only the given names


def introduction(article: Article, mention: Mention, named: Named) -> Introduction:
    """How the article introduces somebody who stands by surname; no words where it never does."""
    text = article.text
    office = bool(mention.title) and not HONOUR.fullmatch(mention.title)
    full = [
        m
        for m in named.mentions
        if m.article == article.id
        and m.text.endswith(f" {mention.text}")
        and not _TURNS.search(m.text)
        and _is_named(text, m)
    ]
    given = full[0].text[: -len(mention.text)].strip() if full else ""
    if not given or not all(
        _GIVEN.fullmatch(w) and not is_common(w, article) for w in given.split()
    ):
        return Introduction(tells_who=office)
    before = (
        ""
        if mention.title
        else next(filter(None, (_with_office(text, m, given) for m in full)), "")
    )
    owner = office or POSSESSIVE.match(text, mention.end)
    behind = "" if owner else next(filter(None, (_described(text, m) for m in full)), "")
    if not (mention.title or before or behind or _is_a_person(text, full)):
        return Introduction()
    return Introduction(
        before or behind or given, bool(before or not behind), bool(office or before or behind)
    )


def _is_a_person(text: str, mentions: Iterable[Mention]) -> bool:
    """Whether a full name is surely a person's: it has a title or an age, or speaks."""
    return any(m.title or _SPEAKS.match(text, m.end) or _AGED.match(text, m.end) for m in mentions)


def _is_named(text: str, mention: Mention) -> bool:
    """Whether a full name is surely one: a sentence's first word may be any word."""
    within = _WITHIN.search(text[max(0, mention.start - 4) : mention.start])
    told = _DESCRIPTION.match(text, mention.end) or _SPEAKS.match(text, mention.end)
    return bool(mention.title or within or told) and not mention.text.split()[0].endswith("ly")


def is_common(word: str, article: Article) -> bool:
    """Whether the article writes a word small as well: "Early Christians" are nobody's name."""
    return re.search(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])", article.text) is not None


def _with_office(text: str, mention: Mention, given: str) -> str:
    """An office and the given names behind it, as they stand; "" where there is none, or a long one."""
    start = text.rfind(mention.title, 0, mention.start) if mention.title else -1
    if start < 0 or text[start + len(mention.title) : mention.start].strip():
        return ""
    words = text[start : mention.start + len(given)]
    plain = not _TURNS.search(words) and not HONOUR.match(words) and "\n" not in words
    return words if plain and len(words.split()) <= _MOST_TITLE else ""


def _described(text: str, mention: Mention) -> str:
    """A full name and what stands behind it to say who that is; "" where nothing does."""
    found = _DESCRIPTION.match(text, mention.end)
    words = text[mention.start : found.end("who")] if found else ""
    return "" if _TURNS.search(words) or len(words.split()) > _MOST_DESCRIPTION else words

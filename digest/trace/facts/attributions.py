"""Who is said to have said it, or done it.

Between independent reports only one quotation in two mouths is a difference: two officials may well
say the same thing.  Between an article and its copy a sentence has one speaker, and one name in
each place, so that another one was put there.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from digest.language.words import terms_of, words
from digest.models import Document
from digest.trace.facts.fact import Fact
from digest.trace.facts.titles import title_before
from digest.trace.names import Names

_SAYS = (
    r"(?:said|says|saying|stated|states|added|adds|wrote|writes|noted|notes|explained|explains|announced"
    r"|announces|confirmed|confirms|claimed|claims|argued|argues|insisted|insists|warned|warns|replied"
    r"|recalled|recalls|declared|acknowledged|admitted|admits|commented|reported|reports|tweeted)"
)
_BESIDE = (  # a word of what is put before a name
    r"(?:[A-Z][\w.’'&/-]*|the|his|her|their|its|a|an|police|county|city|state|district|school|fire|team|defen[sc]e"
    r"|former|acting|chief|sheriff|president|judge|attorney|witness|friend|coach|uncle|aunt|cousin|son|wife"
    r"|husband|general|regional|foreign|prime|resident|deputy"
    r"|(?!after|before|never|later|earlier|under|over|either|however|another|whether)[a-z]+(?:er|or|man|woman|ist|ian))"
)
_SPEAKS = re.compile(
    rf"(?:,[^,“”\"\n]{{2,90}},)?[ \u00a0](?:(?:also|later|previously|then|had) )?(?:{_SAYS}|told|tells)\b"
)
_SPOKEN_OF = re.compile(
    rf"(?:[,\"”’?!][ \u00a0]{_SAYS}|(?:^|[\s,])(?:[Aa]ccording to|[Aa]s (?:reported|stated|said) by))"
    rf"[ \u00a0](?:{_BESIDE}[ \u00a0]){{0,7}}$"
)
_GOES_ON = re.compile(r"[ \u00a0](?:[A-Z]|police|spokes)")  # the name is part of somebody's title
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]*)[”\"»“]")
_AGENCY = re.compile(
    r"^\S+$|\b(?:police|pd|department|dept|office|county|city|sheriff|hospital|authorit\w+|court|agency|bureau"
    r"|news|tv|radio|times|post|press|reuters|fire|state|ministry|government|university|school|patrol)\b"
)  # of lower case
_FEWEST_WORDS = 5  # of a quotation that tells itself from others
_FEWEST_WORDS_OF_ONE = 8  # of one that two people do not say by chance
_SAID_BY_ALL = frozenset("thoughts prayers hearts condolences investigation investigating".split())
_FEWEST_TERMS = 4
_FEWEST_TERMS_DONE = 7
_ALIKE = 60
_SAME_WORDS = 0.85  # share of common words, names left out
_SAME_STATEMENT = 0.6  # of the shorter one's terms, in a copy
_SAME_SENTENCE = 0.75  # share of common terms, where only a name was put in another's place
_IN_TWO_MOUTHS = 0.7
_OTHER_SPEAKER = 0.8
_OTHER_ACTOR = 0.6
_SHOWN_WORDS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in a sentence; two are equal that are of one person in one role."""

    who: str
    spoke: bool
    names: frozenset[str] = field(compare=False)  # words of all spellings, folded
    terms: frozenset[str] = field(compare=False)  # what the sentence says beside who says it
    quotation: tuple[str, ...] = field(compare=False)  # words that tell themselves from others
    words: frozenset[str] = field(compare=False)  # of the whole sentence, folded
    agency: bool = field(compare=False)  # speaks through its officers
    organised: bool = field(compare=False)  # an organisation, as far as is known


def facts(document: Document, index: int, names: Names) -> tuple[Fact, ...]:
    """Who has a part in a sentence: its speaker, or else whoever is named in it."""
    sentence, text = document.sentences[index], document.article.text
    parts = [
        (mention, named, spoke)
        for mention, named in names.within(document.article.id, sentence.start, sentence.end)
        if (spoke := _speaks(text, mention.start, mention.end, sentence.start, sentence.end))
        or " " in mention.text
    ]
    if not parts:
        return ()
    terms = terms_of(document.language)
    quoted = (found[1] for found in _QUOTED.finditer(text, sentence.start, sentence.end))
    gist, quotation = next(((q, said) for q in quoted if (said := _quotation(q))), ("", ()))
    folded = _folded(text[sentence.start : sentence.end])
    told: list[Fact] = []
    for mention, named, spoke in parts:
        title = title_before(text, mention.start, mention.end, sentence.start)
        start = title.start if title else mention.start
        own = frozenset(terms(text[start : mention.end]))
        part = Part(
            named.name,
            spoke,
            _folded(" ".join((named.name, *named.variants))),
            frozenset(sentence.terms) - own,
            quotation,
            folded,
            title is None and bool(_AGENCY.search(named.name.lower())),
            title is None and named.kind == "organisation",
        )
        ref = (document.article.id, index)
        subject = f"who {'said' if spoke else 'is meant'}: {_gist(gist or text[sentence.start : sentence.end])}"
        key = ("said " + " ".join(quotation)) if spoke else "done"
        anchored = spoke and bool(quotation)
        told.append(Fact("attribution", key, part, ref, start, mention.end, subject, anchored))
    return tuple(told)


def rivals(one: Fact, other: Fact, copied: bool) -> float | None:
    """The confidence that one thing is put down to two people."""
    mine, theirs = one.value, other.value
    assert isinstance(mine, Part) and isinstance(theirs, Part)
    certain = _certainty(mine, theirs, copied)
    if mine.who == theirs.who or _is_alike(mine, theirs):
        return 0.0 if certain else None
    if mine.agency or theirs.agency or (not copied and (mine.organised or theirs.organised)):
        return None
    if not mine.words.isdisjoint(theirs.names) or not theirs.words.isdisjoint(mine.names):
        return None
    return certain


def _certainty(one: Part, other: Part, copied: bool) -> float | None:
    """How surely two sentences put down the same thing to somebody; None where they do not."""
    shorter = min(len(one.terms), len(other.terms))
    if not one.spoke:
        same = copied and shorter >= _FEWEST_TERMS_DONE
        return _OTHER_ACTOR if same and _common(one.terms, other.terms) >= _SAME_SENTENCE else None
    if one.quotation and one.quotation == other.quotation:
        if copied:
            return _OTHER_SPEAKER
        return _IN_TWO_MOUTHS if _is_of_one(one.quotation) else None
    if not copied or one.quotation or other.quotation:
        return None
    same = shorter >= _FEWEST_TERMS and len(one.terms & other.terms) / shorter >= _SAME_STATEMENT
    same = same or _common(one.words - one.names, other.words - other.names) >= _SAME_WORDS
    return _OTHER_SPEAKER if same else None


def _is_alike(one: Part, other: Part) -> bool:
    """Whether two names may be of one: they share a word, or the last ones are spelt alike."""
    if not one.names.isdisjoint(other.names):
        return True
    return fuzz.ratio(one.who.split()[-1], other.who.split()[-1]) >= _ALIKE


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _speaks(text: str, start: int, end: int, least: int, most: int) -> bool:
    """Whether a sentence is put down to whoever is named at `text[start:end]`."""
    if _GOES_ON.match(text, end, most):
        return False
    return (
        _SPEAKS.match(text, end, most) is not None
        or _SPOKEN_OF.search(text[least:start]) is not None
    )


def _quotation(text: str) -> tuple[str, ...]:
    """The words of a quotation that is long enough to be nobody else's."""
    said = tuple(word.casefold() for word in words(text))
    return said if len(said) >= _FEWEST_WORDS else ()


def _is_of_one(quotation: tuple[str, ...]) -> bool:
    """Whether two people would hardly both say so."""
    return len(quotation) >= _FEWEST_WORDS_OF_ONE and _SAID_BY_ALL.isdisjoint(quotation)


@lru_cache(maxsize=1 << 12)
def _folded(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]{3,}", text))


def _gist(text: str) -> str:
    """The first words of what is said."""
    said = text.split()
    return " ".join(said[:_SHOWN_WORDS]) + ("…" if len(said) > _SHOWN_WORDS else "")

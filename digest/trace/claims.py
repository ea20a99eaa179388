"""Sentences of a story as claims: what of each is compared when it is asked whether another reports it."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from digest.language.words import terms_of
from digest.models import Document, SentenceRef

_LEAST_TERMS = 4
_MOST = 600  # sentences of a story that are compared, those that stand highest first

_FIGURE = re.compile(
    r"\d+(?:[.,:]\d+)*(?:\s(?:hundred|thousand|million|billion|trillion)\b)?|\b(?:dozen|hundred|thousand|million|billion)s?\b"
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_NEGATION = re.compile(
    r"\b(?:no|not|never|nobody|nothing|none|neither|nor|without|denie[sd]|deny|refus\w+|reject\w*|rul\w+ out"
    r"|fail(?:s|ed|ing)? to|nicht|kein\w*|niemals|pas|jamais|aucun\w*|nunca|jamás|ning[uú]n\w*|não|nessun\w*|niet|geen"
    r"|inte|ikke|nie|не|нет|ни|немає|tidak|bukan|değil)\b|n['’]t\b"
)
_CONDITION = re.compile(
    r"\b(?:will|would|could|might|(?-i:may)|if|unless|whether|alleged\w*|reportedly|suspected"
    r"|(?:scheduled|expected|due|set|planned|plans|planning|likely|ordered) to)\b",
    re.I,
)
# What became of somebody: a sentence that tells one is not supported by one that does not.
_TURNS = tuple(
    re.compile(words)
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
    r"\W*(?:(?:he|she|they|it|his|her|their|its|another|one)\b|an? (?:second|third|fourth)\b)"
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


@dataclass(frozen=True, slots=True)
class Claim:
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


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence by its words alone, from which its claim is read when that is asked for."""

    document: Document
    index: int
    weights: dict[str, float]  # unit length

    @property
    def ref(self) -> SentenceRef:
        """Which sentence it is."""
        return self.document.article.id, self.index

    def claim(self) -> Claim:
        """What is compared of it."""
        text = self.document.text_of(self.index)
        low = text.lower()
        figures = _figures(text)
        bare = _IN_PASSING.sub(" ", text) if _DIGIT.search(text) else text
        return Claim(
            self.ref,
            self.weights,
            figures,
            _figures(bare) if bare != text else figures,
            frozenset(terms_of(self.document.language)(" ".join(_CAPITAL.findall(text)))),
            frozenset(chain.from_iterable(map(_turns, _WORD.findall(low)))),
            frozenset(_DAY.findall(text)),
            bool(_NEGATION.search(low)),
            bool(_CONDITION.search(text)),
            bool(_WHO_IT_WAS.match(low)),
        )


def spoken_in(documents: Sequence[Document]) -> list[Spoken]:
    """The sentences of a story that say enough to be compared."""
    if len(documents) < 2:
        return []
    told = [
        (index, d.article.id, d, Counter(s.terms))
        for d in documents
        for index, s in enumerate(d.sentences)
        if len(s.terms) >= _LEAST_TERMS
    ]
    told = sorted(told, key=lambda item: item[:2])[:_MOST]
    frequency = Counter(term for *_, terms in told for term in terms)
    rarity = {t: math.log((len(told) + 21) / (n + 0.5)) for t, n in frequency.items()}
    return [Spoken(d, index, _weights(terms, rarity)) for index, _, d, terms in told]


def _weights(terms: Counter[str], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {t: (1 + math.log(n)) * rarity[t] for t, n in terms.items()}
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {t: w / length for t, w in weights.items()}


@lru_cache(maxsize=1 << 14)
def _turns(word: str) -> tuple[int, ...]:
    """What became of somebody, as one word tells it."""
    return tuple(at for at, turn in enumerate(_TURNS) if turn.fullmatch(word))


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

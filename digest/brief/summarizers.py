"""Summarizers by name: ours, and every one of sumy's, at home in each other's place.

Importing sumy's summarizers takes a second, so this module is imported only where one is asked for
by name, or where a program wants ours as a sumy class.
"""

import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer, null_stemmer
from sumy.summarizers._summarizer import AbstractSummarizer

from digest.brief.consensus import cover
from digest.brief.material import units
from digest.language.sentences import paragraphs, sentences
from digest.language.words import LANGUAGE_NAMES, stop_words, words

SUMY = {
    "lexrank": "lex_rank.LexRankSummarizer",
    "textrank": "text_rank.TextRankSummarizer",
    "lsa": "lsa.LsaSummarizer",
    "luhn": "luhn.LuhnSummarizer",
    "kl": "kl.KLSummarizer",
    "sumbasic": "sum_basic.SumBasicSummarizer",
    "reduction": "reduction.ReductionSummarizer",
}


class Tokenizer:
    """What sumy asks of a tokenizer, with our sentences and words: nothing is downloaded."""

    def __init__(self, language: str) -> None:
        self.language = language

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """The sentences of a text of any number of paragraphs."""
        return tuple(
            text[start + a : start + b]
            for start, end in paragraphs(text)
            for a, b in sentences(text[start:end], self.language)
        )

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """The words of a sentence."""
        return tuple(words(sentence))


class ConsensusSummarizer(AbstractSummarizer):  # type: ignore[misc]
    """Our selection as a sumy summarizer: `ConsensusSummarizer(stemmer)(document, sentences_count)`.

    Each paragraph of the sumy document counts as an independent report.
    """

    stop_words: frozenset[str] = frozenset()

    def __call__(self, document: Any, sentences_count: int) -> tuple[Any, ...]:
        """The chosen sentences, in the order of the document."""
        spoken = [self._units(sentence) for sentence in document.sentences]
        weights = self._weights(document)
        ranks = {
            at: -rank
            for rank, at in enumerate(cover(spoken, [len(s) for s in spoken], weights, 10**9))
        }
        rated = {
            s: ranks.get(at, -len(spoken))
            for at, s in reversed(list(enumerate(document.sentences)))
        }
        return tuple(self._get_best_sentences(document.sentences, sentences_count, rated))

    def _units(self, sentence: Any) -> tuple[str, ...]:
        stems = [
            self.stem_word(w)
            for w in sentence.words
            if self.normalize_word(w) not in self.stop_words
        ]
        return tuple(dict.fromkeys(units(stems)))

    def _weights(self, document: Any) -> dict[str, float]:
        told: Counter[str] = Counter()
        for paragraph in document.paragraphs:
            earliest: dict[str, float] = {}
            for index, sentence in enumerate(paragraph.sentences):
                for unit in self._units(sentence):
                    earliest.setdefault(unit, 1 / (1 + 0.3 * index))
            told.update(earliest)
        return {unit: weight**1.5 for unit, weight in told.items()}


def ranking(name: str) -> Callable[[Sequence[str], str], list[int]]:
    """A sumy summarizer as a function from sentences and their language to indexes, best first."""
    module, _, kind = SUMY[name].partition(".")
    summarizer_class = getattr(import_module(f"sumy.summarizers.{module}"), kind)

    def rank(spoken: Sequence[str], language: str) -> list[int]:
        return _ranked(_prepared(summarizer_class, language), spoken, language)

    return rank


def _prepared(summarizer_class: Any, language: str) -> Any:
    try:
        stemmer = Stemmer(LANGUAGE_NAMES.get(language, language))
    except LookupError:
        stemmer = null_stemmer
    summarizer = summarizer_class(stemmer)
    if hasattr(summarizer, "stop_words"):
        summarizer.stop_words = stop_words(language)
    return summarizer


def _ranked(summarizer: Any, spoken: Sequence[str], language: str) -> list[int]:
    """Asks for one sentence more at a time and sees which one came: sumy gives no ranks."""
    tokenizer = Tokenizer(language)
    told = [Sentence(text, tokenizer) for text in spoken]
    place = {id(sentence): at for at, sentence in enumerate(told)}
    order: list[int] = []

    def notes(infos: Iterable[Any]) -> Sequence[Any]:
        listed = list(infos)
        order.extend(place[id(info.sentence)] for info in listed)
        return listed

    with warnings.catch_warnings():  # stories of few words make them divide by zero, or say so
        warnings.simplefilter("ignore")
        chosen = summarizer(ObjectDocumentModel([Paragraph(told)]), notes)
    return order or [place[id(sentence)] for sentence in chosen]

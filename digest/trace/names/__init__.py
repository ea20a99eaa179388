"""A story's `Document`s → its `Names`: who and what is named, in which spellings, and where."""

from collections import Counter
from collections.abc import Mapping, Sequence

from digest.models import Document
from digest.trace.names.forms import Spelling, printed, spellings_of
from digest.trace.names.kinds import kind_of
from digest.trace.names.named import Mention, Named, Names
from digest.trace.names.phrases import Phrase, Reading, usage_of, words_of

__all__ = ["Mention", "Named", "Names", "names_in"]


def names_in(documents: Sequence[Document]) -> Names:
    """The names of one story; `documents` are its articles, earliest first."""
    texts = [words_of(document) for document in documents]
    usage = usage_of(texts)
    phrases: list[Phrase] = []
    for document, sentences in zip(documents, texts, strict=True):
        phrases.extend(Reading(usage, document.language).phrases(document, sentences))
    by_id = {document.article.id: document for document in documents}
    return Names(tuple(_named([spelling], by_id) for spelling in spellings_of(phrases)))


def _named(spellings: Sequence[Spelling], documents: Mapping[str, Document]) -> Named:
    """One name of its spellings, the canonical one first."""
    phrases = [phrase for spelling in spellings for phrase in spelling.phrases]
    names = [_printed(spelling, documents) for spelling in spellings]
    order = {article: rank for rank, article in enumerate(documents)}
    phrases.sort(key=lambda p: (order[p.article], p.start))
    mentions = tuple(_mention(p, documents[p.article].article.text) for p in phrases)
    return Named(names[0], kind_of(phrases, documents), tuple(names[1:]), mentions, 1.0)


def _printed(spelling: Spelling, documents: Mapping[str, Document]) -> str:
    """The fullest form of a spelling as it is printed, most often."""
    counts = Counter(
        printed(p, documents[p.article].article.text)
        for p in spelling.phrases
        if p.words == spelling.words
    )
    return max(counts, key=lambda each: counts[each])


def _mention(phrase: Phrase, text: str) -> Mention:
    return Mention(
        phrase.article, phrase.start, phrase.end, text[phrase.start : phrase.end], phrase.title
    )

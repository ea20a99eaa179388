"""A story's `Document`s → its `Names`: who and what is named, in which spellings, and where."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from digest.language.named import Names
from digest.models import Document, Mention, Name, Named
from digest.trace.names.context import Contexts
from digest.trace.names.forms import Spelling, bare, printed, spellings_of
from digest.trace.names.kinds import kind_of
from digest.trace.names.phrases import Phrase, Reading
from digest.trace.names.variants import Joining
from digest.trace.names.words import usage_of, words_of

__all__ = ["Mention", "Named", "Names", "findings_of", "names_in"]


def names_in(documents: Sequence[Document]) -> Names:
    """The names of one story; `documents` are its articles, earliest first."""
    texts = [words_of(document) for document in documents]
    usage = usage_of(texts)
    phrases: list[Phrase] = []
    for document, sentences in zip(documents, texts, strict=True):
        phrases.extend(Reading(usage, document.language).phrases(document, sentences))
    by_id = {document.article.id: document for document in documents}
    languages = {document.language for document in documents}
    language = languages.pop() if len(languages) == 1 else ""
    parts = Joining(spellings_of(phrases), Contexts(by_id), language).names()
    return Names(tuple(_named(spellings, sure, by_id) for spellings, sure in parts))


def findings_of(names: Names) -> tuple[Name, ...]:
    """The names that the articles print in more than one spelling."""
    return tuple(
        Name(each.name, each.kind, each.variants, each.confidence)
        for each in names.named
        if each.variants
    )


def _named(
    spellings: Sequence[Spelling], confidence: float, documents: Mapping[str, Document]
) -> Named:
    """One name of its spellings, the canonical one first."""
    order = {article: rank for rank, article in enumerate(documents)}
    phrases = [phrase for spelling in spellings for phrase in spelling.phrases]
    phrases.sort(key=lambda phrase: (order[phrase.article], phrase.start))
    mentions = tuple(_mention(p, documents[p.article].article.text) for p in phrases)
    name, *variants = _printed(spellings, documents)
    return Named(name, kind_of(phrases, documents), tuple(variants), mentions, confidence)


def _printed(spellings: Sequence[Spelling], documents: Mapping[str, Document]) -> Iterator[str]:
    """Each spelling once as it is printed most often, variants with as many words as the first."""
    seen: set[str] = set()
    first, length = bare(spellings[0].ends), len(spellings[0].words)
    for spelling in spellings:
        longer = len(spelling.key) != len(spellings[0].key)  # or shorter, by a middle name
        if spelling.bare in seen or (longer and bare(spelling.ends) == first):
            continue
        seen.add(spelling.bare)
        lengths = {len(phrase.words) for phrase in spelling.phrases}
        words = length if length in lengths else len(spelling.words)
        counts = Counter(
            printed(phrase, documents[phrase.article].article.text)
            for phrase in spelling.phrases
            if len(phrase.words) == words
        )
        yield max(counts, key=lambda each: counts[each])


def _mention(phrase: Phrase, text: str) -> Mention:
    return Mention(
        phrase.article, phrase.start, phrase.end, text[phrase.start : phrase.end], phrase.title
    )

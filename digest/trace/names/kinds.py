"""What a name is of: a person, a place, an organisation, or something else."""

from collections.abc import Mapping, Sequence

from digest.models import Document, NameKind
from digest.trace.names import vocabulary
from digest.trace.names.phrases import Phrase

_AROUND = 24  # code points before and after a name that are looked at


def kind_of(phrases: Sequence[Phrase], documents: Mapping[str, Document]) -> NameKind:
    """The kind of one name, by its own words, then by what stands around it."""
    longest = max((p.words for p in phrases), key=len)
    if own := _by_words(longest):
        return own
    told = {_by_place(p, documents[p.article].article.text) for p in phrases}
    if "person" in told or "place" in told:
        return "person" if "person" in told else "place"
    short = len(longest) > 1 and any(p.words == longest[-1:] for p in phrases)
    return "person" if short else "other"


def _by_words(words: tuple[str, ...]) -> NameKind | None:
    if len(words) == 1 and vocabulary.NATIONALITY.fullmatch(words[0]):
        return "other"
    small = [word.lower() for word in words]
    if small[-1] in vocabulary.ORGANISATIONS:
        return "organisation"
    if "of" in small and (head := vocabulary.HEADS.intersection(small)):
        return "place" if head <= vocabulary.PLACES else "organisation"
    if len(words) > 1 and (small[-1] in vocabulary.PLACES or small[0] in ("mount", "lake", "fort")):
        return "place"
    return None


def _by_place(phrase: Phrase, text: str) -> NameKind | None:
    """What the words before and after one mention tell."""
    if phrase.title:
        return "person"
    before = text[max(0, phrase.start - _AROUND) : phrase.start]
    if len(phrase.words) > 1 and (
        vocabulary.SPEECH.match(text, phrase.end) or vocabulary.AGED.search(before)
    ):
        return "person"
    return "place" if vocabulary.IN_PLACE.search(before) else None

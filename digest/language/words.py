"""Words of a text, and the terms that stand for them in every comparison."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

# Acronyms with their stops, figures with theirs, words with an inner apostrophe.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
# Scripts that put no space between words: their terms are pairs of characters.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")

# ISO 639-1 to the name under which sumy keeps stop words and Snowball its stemmers.
LANGUAGE_NAMES = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "he": "hebrew", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "ja": "japanese", "ko": "korean", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "nb": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "th": "thai", "tr": "turkish", "uk": "ukrainian",
    "zh": "chinese",
}  # fmt: skip


def words(text: str) -> list[str]:
    """The words and figures of a text, as written, in order."""
    found = _WORD.findall(text)
    if text.isascii() or not _UNSPACED.search(text):
        return found
    return [piece for word in found for piece in _pairs(word)]


def lowered(text: str) -> str:
    """The text in lower case, letter for letter, so that offsets stay.

    To search it takes a third of the time that a pattern takes to which case tells nothing.
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if c == "İ" else c.lower() for c in text)


def _pairs(word: str) -> Iterable[str]:
    if len(word) > 2 and _UNSPACED.fullmatch(word):
        return (word[i : i + 2] for i in range(len(word) - 1))
    return (word,)


@cache
def stop_words(language: str) -> frozenset[str]:
    """sumy's stop words of a language, empty where it has none; read without importing sumy."""
    listed = files("sumy") / "data" / "stopwords" / f"{LANGUAGE_NAMES.get(language, '-')}.txt"
    if not listed.is_file():
        return frozenset()
    plain = {line.strip() for line in listed.read_text(encoding="utf-8").splitlines()}
    return frozenset(plain | {word.replace("'", "’") for word in plain}) - {""}


class Terms:
    """Text to terms, for one language: folded, stop words gone, stemmed.  Remembers each word."""

    def __init__(self, language: str) -> None:
        import Stemmer

        name = LANGUAGE_NAMES.get(language, "")
        self._stem = Stemmer.Stemmer(name).stemWord if name in Stemmer.algorithms() else str
        self._stop = stop_words(language)
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> tuple[str, ...]:
        """The terms of the text, in order; words that carry nothing are left out."""
        known = self._known
        found = []
        for word in words(text):
            term = known.get(word)
            if term is None:
                term = known[word] = self._term(word)
            if term:
                found.append(term)
        return tuple(found)

    def _term(self, word: str) -> str:
        folded = word.casefold().replace("’", "'")
        if word.endswith("."):
            folded = folded.replace(".", "")
            return folded if len(folded) > 1 else ""
        folded = _POSSESSIVE.sub("", folded)
        if folded in self._stop or (len(folded) == 1 and folded.isascii() and not folded.isdigit()):
            return ""
        return self._stem(folded)


@cache
def terms_of(language: str) -> Terms:
    """The `Terms` of a language (ISO 639-1), made once a process."""
    return Terms(language)

"""Static embeddings: a vector for any text, from a table of word pieces.

The table and its tokenizer are files inside the `wordllama` package.  They are loaded directly: the
package's own loader looks elsewhere and then asks a network.  Nothing else here knows where vectors
come from, so that another table can take this one's place.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.models import Document, SentenceRef

if TYPE_CHECKING:
    import numpy as np

_WEIGHTS = "weights/l2_supercat_256.safetensors"
_PIECES = "tokenizers/l2_supercat_tokenizer_config.json"
_SPACE = "▁"  # as the pieces have it, which begins a word
_SPECIAL = "<"  # begins pieces that are no text


def vectors(texts: Sequence[str]) -> "np.ndarray[Any, Any]":
    """One row a text, of unit length (float32, 256 columns); an empty text is a row of zeros."""
    import numpy as np

    rows = np.zeros((len(texts), _model()[0].shape[1]), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        row[:] = _summed(text)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1)


@lru_cache(maxsize=1 << 12)  # several stages ask for the sentences of one story
def _summed(text: str) -> Any:
    """The sum of the vectors of a text's pieces."""
    return _model()[0][_pieces(text)].sum(axis=0)


def _pieces(text: str) -> list[int]:
    """The word pieces of a text: those of its words, as none goes on over a single space."""
    words = text.split(" ")
    if "" in words or _SPACE in text or _SPECIAL in text:
        found: list[int] = _model()[1].encode(text, add_special_tokens=False).ids
        return found
    return [piece for word in words for piece in _pieces_of(word)]


@lru_cache(maxsize=1 << 15)
def _pieces_of(word: str) -> tuple[int, ...]:
    return tuple(piece.id for piece in _model()[2].tokenize(_SPACE + word))


@cache
def _model() -> tuple[Any, Any, Any]:
    """The table, a row a piece; what parts a text into pieces, and what parts a word."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    spec = find_spec("wordllama")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("wordllama is not installed: pip install wordllama")
    folder = Path(spec.origin).parent
    pieces = Tokenizer.from_file(str(folder / _PIECES))
    pieces.no_padding()
    pieces.no_truncation()
    return load_file(str(folder / _WEIGHTS))["embedding.weight"], pieces, pieces.model


class SentenceVectors:
    """The vectors of a story's sentences, each found when it is first asked for."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {d.article.id: d for d in documents}
        self._known: dict[SentenceRef, Any] = {}

    def of(self, sentences: Sequence[SentenceRef]) -> "np.ndarray[Any, Any]":
        """A row of unit length a sentence."""
        import numpy as np

        missing = [ref for ref in dict.fromkeys(sentences) if ref not in self._known]
        if missing:
            found = vectors([self._documents[a].text_of(index) for a, index in missing])
            self._known.update(zip(missing, found, strict=True))
        return np.stack([self._known[ref] for ref in sentences])

"""Typed facts: what a sentence says that another sentence can say otherwise."""

from collections.abc import Hashable
from dataclasses import dataclass

from digest.models import DifferenceKind, SentenceRef


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one sentence; only facts of one kind and key are ever compared."""

    kind: DifferenceKind
    key: str  # what it is about, its family first ("age of the girl"), as coarse as its rules want it
    value: Hashable
    sentence: SentenceRef
    start: int  # the words that say it, in the text of the article
    end: int
    subject: str  # what it is about, for a reader
    anchored: bool = False  # the key tells what is meant wherever it stands (the age of one person)
    place: tuple[int, int] | None = (
        None  # which of how many in its sentence, if copies tell by that
    )
    detail: Hashable = None  # what else the rules of its kind look at; no part of the value
    running: bool = False  # later reports may rightly say more (a toll, a status)
    rising: float | None = None  # how many, where they can say nothing but more: of the dead

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.sentence[0]

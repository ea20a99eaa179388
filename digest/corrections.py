"""What earlier editions said of a story and its sources no longer do."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from digest.models import Correction, Edition, EditionArticle, Statement, Story

_WORDS = re.compile(r"\w+")
_SAME = 0.75  # share of its words, in their order, at which a sentence was only polished
# Words of which none may change in polishing: figures, denials, names.
_TELLING = re.compile(r"\d|^(?:no|not|never|none|nor|nt|t|without)$|^[^\W\d_a-zß-öø-ÿ]")


def corrected(edition: Edition, earlier: Iterable[Edition]) -> Edition:
    """The edition with what each story's last state said that none of its sources says any more.

    `earlier` are the editions before this one, the oldest first.  A source that is no longer read
    withdraws nothing, nor does one that was only polished; corrections stay with their story.
    """
    articles = {article.id: article for article in edition.articles}
    last = {story.id: (each, story) for each in earlier for story in each.stories}
    stories = tuple(
        replace(s, corrections=tuple(_corrections(s, *last[s.id], articles))) if s.id in last else s
        for s in edition.stories
    )
    return replace(edition, stories=stories)


def _corrections(
    story: Story, edition: Edition, before: Story, articles: Mapping[str, EditionArticle]
) -> Iterator[Correction]:
    yield from before.corrections
    read = {article.id: article.text or "" for article in edition.articles}
    told = [*([before.standfirst] if before.standfirst else []), *before.quick_look]
    for statement in dict.fromkeys(told):
        cited = {p.article for p in (*statement.passages, *statement.support)}
        texts = [
            articles[a].text or "" for a in sorted(cited & set(story.articles)) if a in articles
        ]
        pieces = _pieces(statement, read)
        said = any(all(_says(text, piece) for piece in pieces) for text in texts)
        if len(texts) == len(cited) and not said:
            yield Correction(edition.date, statement.text)


def _pieces(statement: Statement, read: Mapping[str, str]) -> list[str]:
    """What a statement was cut from, as its article was read then: its pieces need not be neighbours."""
    return [read.get(p.article, "")[p.start : p.end] for p in statement.passages]


def _says(text: str, piece: str) -> bool:
    """Whether a text has the words of a piece, be they polished."""
    said = _WORDS.findall(piece)
    words = _WORDS.findall(text)
    told = " ".join(words).casefold()
    if " ".join(said).casefold() in told:
        return True
    matcher = SequenceMatcher(
        None, [w.casefold() for w in words], [w.casefold() for w in said], autojunk=False
    )
    at = matcher.find_longest_match()
    start = max(0, at.a - at.b)
    near = words[start : start + len(said) + 2]
    return _polished(said, near)


def _polished(said: list[str], near: list[str]) -> bool:
    kept = SequenceMatcher(
        None, [w.casefold() for w in said], [w.casefold() for w in near], autojunk=False
    )
    same = sum(block.size for block in kept.get_matching_blocks())
    left = {w.casefold() for w in near}
    return same >= _SAME * len(said) and all(
        word.casefold() in left for word in said[1:] if _TELLING.search(word)
    )

"""The editor's hand: overrides applied to articles, groups and stories; they win over everything.

What an entry names and is not there is noted, in one line an entry, and is no error.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import combinations

from digest.models import Article, Edition, EditionArticle, LeftOut, Statement
from digest.overrides import Kind, Mute, Overrides, Pin, Rename, Wish

MUTED = "muted in overrides.toml"

Groups = list[list[str]]
Whereabouts = Callable[[Sequence[Sequence[str]]], Mapping[str, int]]
"""Groups of articles → which of them is a story, by the story's id or slug."""


class Editor:
    """Applies overrides, step by step, and keeps notes of what does not apply."""

    def __init__(
        self, overrides: Overrides, articles: Iterable[Article], whereabouts: Whereabouts
    ) -> None:
        self.overrides = overrides
        self.articles = {article.id: article for article in articles}
        self.whereabouts = whereabouts
        self.notes: list[str] = []
        self._names = _names_of(self.articles.values())
        self._wished: list[tuple[int, str, Wish]] = []  # index of the entry, first article, wish

    # ---- articles ----------------------------------------------------------------------------

    def muted(self) -> list[str]:
        """The articles that are muted by themselves, by outlet or by source; gone from now on."""
        found: list[str] = []
        for index, mute in enumerate(self.overrides.mute):
            if mute.story is None:
                these = [a.id for a in self.articles.values() if _is_meant(mute, a, self._names)]
                if not these:
                    self._note("mute", index, f"nothing here is of {_named(mute)}")
                found.extend(these)
        for article in found:
            self.articles.pop(article, None)
        self._names = _names_of(self.articles.values())
        return list(dict.fromkeys(found))

    def left_out(self, articles: Iterable[Article]) -> list[LeftOut]:
        """What is told of articles that are muted."""
        return [LeftOut(article.source, "edit", MUTED) for article in articles]

    # ---- groups ------------------------------------------------------------------------------

    def regrouped(self, groups: Groups) -> Groups:
        """The groups, parted and joined; nothing joins what is parted."""
        parted, apart = self._parted(groups)
        return self._joined(parted, apart)

    def _parted(self, groups: Groups) -> tuple[Groups, set[frozenset[str]]]:
        """The groups without what does not belong in them, and which pairs may not be together."""
        made = [list(group) for group in groups]
        places = self.whereabouts(groups) if any(p.story for p in self.overrides.part) else {}
        apart: set[frozenset[str]] = set()
        for index, part in enumerate(self.overrides.part):
            these = self._articles("part", index, part.articles, 1 if part.story else 2)
            if part.story is None:
                apart.update(map(frozenset, combinations(these, 2)))
                leaving = these[1:]
                made = [_without(group, leaving, these[:1]) for group in made]
            elif part.story in places:
                at = places[part.story]
                rest = [a for a in groups[at] if a not in these]
                apart.update(frozenset((a, b)) for a in these for b in rest)
                made[at] = [a for a in made[at] if a not in these]
            else:
                self._note("part", index, f"no story {part.story!r} in this edition")
        held = {article for group in made for article in group}
        alone = [[a] for group in groups for a in group if a not in held]
        return [group for group in made if group] + alone, apart

    def _joined(self, groups: Groups, apart: set[frozenset[str]]) -> Groups:
        made = groups
        for index, join in enumerate(self.overrides.join):
            these = set(self._articles("join", index, join.articles, 2))
            meant = [group for group in made if these.intersection(group)]
            together = [article for group in meant for article in group]
            kept = [pair for pair in apart if pair.issubset(together)]
            if kept:
                one, other = sorted(min(map(sorted, kept)))
                self._note("join", index, f"{one!r} and {other!r} are parted")
            elif len(meant) > 1:
                made = [group for group in made if group not in meant] + [together]
        return made

    # ---- stories -----------------------------------------------------------------------------

    def muted_stories(self, groups: Sequence[Sequence[str]]) -> set[int]:
        """Which of the stories are not shown."""
        asked = [(i, m) for i, m in enumerate(self.overrides.mute) if m.story is not None]
        found = (self._story("mute", i, m, groups) for i, m in asked)
        return {at for at in found if at is not None}

    def pinned(self, groups: Sequence[Sequence[str]]) -> dict[int, int]:
        """At which position some of the stories stand."""
        found: dict[int, int] = {}
        for index, pin in enumerate(self.overrides.pin):
            at = self._story("pin", index, pin, groups)
            if at is not None:
                found.setdefault(at, pin.position)
        return found

    def wishes(self, groups: Sequence[Sequence[str]]) -> list[Wish | None]:
        """The headline that is wanted for each of the stories; the last entry counts."""
        wanted: list[Wish | None] = [None] * len(groups)
        for index, rename in enumerate(self.overrides.rename):
            at = self._story("rename", index, rename, groups)
            article = self._names.get(rename.article or "")
            if at is None:
                continue
            if rename.headline is None and article not in groups[at]:
                self._note("rename", index, f"{rename.article!r} is no article of the story")
                continue
            words = None if rename.headline is None else str(rename.headline)
            wanted[at] = Wish(article if words is None else None, words)
            self._wished.append((index, groups[at][0], Wish(article, words)))
        return wanted

    def see_headlines(self, headlines: Mapping[str, Statement]) -> None:
        """Notes the wishes that the headlines do not fulfil; they are by a story's first article."""
        for index, first, wish in self._wished:
            if first in headlines and not _fulfils(headlines[first], wish):
                self._note("rename", index, _why_not(wish))

    # ---- what is named -----------------------------------------------------------------------

    def _articles(self, kind: Kind, index: int, named: Sequence[str], least: int) -> list[str]:
        """The ids of the articles named, if enough of them are here."""
        missing = [name for name in named if name not in self._names]
        found = list(dict.fromkeys(self._names[name] for name in named if name in self._names))
        if missing:
            self._note(kind, index, _missing(missing), partly=len(found) >= least)
        return found if len(found) >= least else []

    def _story(
        self, kind: Kind, index: int, entry: Pin | Mute | Rename, groups: Sequence[Sequence[str]]
    ) -> int | None:
        """Which story an entry names, by itself or by an article of it."""
        if entry.story is not None:
            at = self.whereabouts(groups).get(entry.story)
            reason = f"no story {entry.story!r} in this edition"
        else:
            article = self._names.get(entry.article or "")
            at = next((n for n, group in enumerate(groups) if article in group), None)
            reason = _missing([entry.article or ""])
        if at is None:
            self._note(kind, index, reason)
        return at

    def _note(self, kind: Kind, index: int, reason: str, partly: bool = False) -> None:
        how = "applied in part" if partly else "not applied"
        self.notes.append(f"{self.overrides.where(kind, index)} {how}: {reason}")


def unapplied(overrides: Overrides, edition: Edition, whereabouts: Whereabouts) -> list[str]:
    """What in the overrides names nothing that this edition holds, a line each.

    What is muted is not in the edition, so that only a mute that left nothing out is told.
    """
    editor = Editor(overrides, map(_as_read, edition.articles), whereabouts)
    groups = [list(story.articles) for story in edition.stories]
    editor.regrouped(groups)
    editor.pinned(groups)
    editor.wishes(groups)
    if not any(left.reason == MUTED for left in edition.left_out):
        editor.muted_stories(groups)
        editor.muted()
    return editor.notes


def _as_read(article: EditionArticle) -> Article:
    return Article(article.id, article.title, "", article.outlet, article.source, url=article.url)


def _names_of(articles: Iterable[Article]) -> dict[str, str]:
    """The id of each article by all that it may be called: id, address, source."""
    known = list(articles)
    names = {article.source: article.id for article in reversed(known)}
    names |= {article.url: article.id for article in reversed(known) if article.url}
    return names | {article.id: article.id for article in known}


def _is_meant(mute: Mute, article: Article, names: Mapping[str, str]) -> bool:
    """Whether a mute is of this article."""
    if mute.outlet is not None:
        return mute.outlet.casefold() == article.outlet.casefold()
    if mute.source is not None and mute.source == article.configured:
        return True
    if mute.source is not None:
        inside = (f"{mute.source.rstrip('/')}{mark}" for mark in "/:#")
        return fnmatchcase(article.source, mute.source) or article.source.startswith(tuple(inside))
    return names.get(mute.article or "") == article.id


def _named(mute: Mute) -> str:
    kinds = {"article": mute.article, "outlet": mute.outlet, "source": mute.source}
    return next(f"{kind} {str(name)!r}" for kind, name in kinds.items() if name is not None)


def _missing(names: Sequence[str]) -> str:
    return f"no article {', '.join(repr(str(name)) for name in names)} in this edition"


def _without(group: list[str], leaving: Sequence[str], staying: Sequence[str]) -> list[str]:
    """A group after those left whom one that stays, or an earlier of themselves, is in it with."""
    present = [a for a in (*staying, *leaving) if a in group]
    return [a for a in group if a not in present[1:]]


def _fulfils(headline: Statement, wish: Wish) -> bool:
    if wish.words is not None:
        return _folded(headline.text) == _folded(wish.words)
    first = headline.passages[0]
    return (first.article, first.field) == (wish.article, "title")


def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()


def _why_not(wish: Wish) -> str:
    if wish.words is None:
        return f"{wish.article!r} has no title"
    return (
        f"{wish.words!r} is no title of its articles, and no beginning of a sentence of them that"
        " may be shown"
    )

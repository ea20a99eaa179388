"""`overrides.toml` → `Overrides`: what an editor decided, whatever the program would.

    [[join]]    articles that are one story
    [[part]]    articles that are not
    [[pin]]     a story that stays at the top
    [[mute]]    what is not shown
    [[rename]]  whose title, or which words of its sources, are a story's headline

Articles are named by id or address, stories by id or slug.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from digest.config import DEFAULT_FILE, Config, Line, Table, converted, line_of, read_toml

DEFAULT_NAME = "overrides.toml"

Kind = Literal["join", "part", "pin", "mute", "rename"]


class Join(Table, frozen=True):
    """`[[join]]`: these articles are one story, with whatever else is in theirs."""

    articles: Annotated[tuple[Line, ...], Meta(min_length=2)]


class Part(Table, frozen=True):
    """`[[part]]`: no two of these are in one story, or none is in the story named."""

    articles: Annotated[tuple[Line, ...], Meta(min_length=1)]
    story: Line | None = None

    def __post_init__(self) -> None:
        if self.story is None and len(self.articles) < 2:
            raise ValueError("two articles, or a story that the one is not in, found one article")


class Pin(Table, frozen=True):
    """`[[pin]]`: a story, or the one of an article, and where it stands."""

    story: Line | None = None
    article: Line | None = None
    position: Annotated[int, Meta(ge=1)] = 1

    def __post_init__(self) -> None:
        _one_of(story=self.story, article=self.article)


class Mute(Table, frozen=True):
    """`[[mute]]`: a story, an article, all of an outlet or all of a place that is read."""

    story: Line | None = None
    article: Line | None = None
    outlet: Line | None = None
    source: Line | None = None  # its name, or where it was read as `left_out` shows it, with `*`

    def __post_init__(self) -> None:
        _one_of(story=self.story, article=self.article, outlet=self.outlet, source=self.source)


class Rename(Table, frozen=True):
    """`[[rename]]`: an article's own title as headline of its story, or words of its articles."""

    story: Line | None = None
    article: Line | None = None
    headline: Line | None = None

    def __post_init__(self) -> None:
        if self.article is None and self.headline is None:
            raise ValueError("an article, whose title it is, or a headline, found none")
        if self.article is None and self.story is None:
            raise ValueError("a story, or an article of it, found none")


def _one_of(**given: Line | None) -> None:
    found = [name for name, value in given.items() if value is not None]
    if len(found) != 1:
        *others, last = given
        raise ValueError(
            f"exactly one of {', '.join(others)} and {last}, found {' and '.join(found) or 'none'}"
        )


class _File(Table, frozen=True):
    """The whole file."""

    join: tuple[Join, ...] = ()
    part: tuple[Part, ...] = ()
    pin: tuple[Pin, ...] = ()
    mute: tuple[Mute, ...] = ()
    rename: tuple[Rename, ...] = ()


_TABLES: Mapping[str, type[Table]] = {
    "join": Join,
    "part": Part,
    "pin": Pin,
    "mute": Mute,
    "rename": Rename,
}


@dataclass(frozen=True, slots=True)
class Overrides:
    """What an editor decided, in the order of the file."""

    join: tuple[Join, ...] = ()
    part: tuple[Part, ...] = ()
    pin: tuple[Pin, ...] = ()
    mute: tuple[Mute, ...] = ()
    rename: tuple[Rename, ...] = ()
    file: str = DEFAULT_NAME
    lines: tuple[tuple[str, int, int], ...] = ()  # kind of an entry, its index, its line

    def where(self, kind: Kind, index: int) -> str:
        """What to call an entry: `overrides.toml:7: [[pin]]`."""
        line = next((n for k, at, n in self.lines if (k, at) == (kind, index)), None)
        return f"{self.file}:{line}: [[{kind}]]" if line else f"{self.file}: [[{kind}]]"


NO_OVERRIDES = Overrides()


@dataclass(frozen=True, slots=True)
class Wish:
    """The headline that an editor wants for a story."""

    article: str | None  # id of that whose title it is
    words: str | None  # verbatim a title, or the beginning of a sentence


def load_overrides(config_file: Path | None, config: Config) -> Overrides:
    """What the file says that the configuration names, else `overrides.toml` beside it, if any.

    Raises `ConfigError`, one line that names file, line and key.
    """
    path = config.overrides or (config_file or DEFAULT_FILE).parent / DEFAULT_NAME
    if config.overrides is None and not path.exists():
        return NO_OVERRIDES
    return parse_overrides(read_toml(path, "make it a file that can be read"), path)


def parse_overrides(text: str, path: Path) -> Overrides:
    """What `text` says; `path` is the file that it stands in.  Raises `ConfigError`."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    said = converted(text, path, _File, _TABLES)
    lines = tuple(
        (kind, index, line_of(text, (kind, index)))
        for kind in _TABLES
        for index in range(len(getattr(said, kind)))
    )
    return Overrides(said.join, said.part, said.pin, said.mute, said.rename, str(path), lines)

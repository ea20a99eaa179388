"""Edits the sources of a `digest.toml`: text in, text out, and nothing else of the text changes.

    add, import_opml   a table after the last one, or at the end
    remove             a table from its header to its last value; comments stay
    export_opml        the sources as OPML, for other readers

Each takes the text of the file and, for what it says in errors and for the folder that paths count
from, the file's path.  A text that is wrong is refused before anything is changed (`ConfigError`),
and no text is handed back that would not load.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count, groupby
from pathlib import Path
from typing import Literal, Protocol, TypeVar, cast
from urllib.parse import urlsplit

import msgspec
import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array

from digest.config import (
    DEFAULT_FILE,
    UNSEEN,
    Line,
    Source,
    WebAddress,
    last_line_of,
    line_of,
    parse_config,
)
from digest.errors import ConfigError, UsageError
from digest.opml import Outline, opml

_BYTE_ORDER_MARK = "\ufeff"
_LONGEST_NAME = 80  # characters of a name that is made from a feed's own title


Text = TypeVar("Text", bound=Line)


class Subscription(Protocol):
    """A feed in somebody's list of feeds; its texts are as they stand there, cleaned here."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def address(self) -> str: ...  # noqa: D102
    @property
    def section(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list of feeds."""

    text: str
    added: tuple[Source, ...]
    known: int  # that are sources already, or come twice
    refused: tuple[str, ...]  # addresses that are none of http or https


def names(text: str, file: Path = DEFAULT_FILE) -> tuple[str, ...]:
    """The names of the sources, in the order of the file."""
    return tuple(str(source.name) for source in parse_config(text, file).sources)


def new_source(
    kind: Literal["path", "feed", "page"],
    place: str,
    name: str | None = None,
    section: str | None = None,
) -> Source:
    """A source from what was typed; without a name it is called after its host, file or folder.

    UsageError where the address, the name or the section is none.
    """
    where: Path | WebAddress = Path(place) if kind == "path" else _typed(WebAddress, place)
    called = name if name is not None else _name_of(where)
    return Source(
        name=_typed(Line, called),
        path=where if isinstance(where, Path) else None,
        feed=where if kind == "feed" and isinstance(where, WebAddress) else None,
        page=where if kind == "page" and isinstance(where, WebAddress) else None,
        section=None if section is None else _typed(Line, section),
    )


def add(text: str, source: Source, file: Path = DEFAULT_FILE) -> str:
    """The text with one more source; only what is not the default is written.

    UsageError where its name, or its path or address, is that of a source already.
    """
    sources = parse_config(text, file).sources
    told = [*(str(known.name) for known in sources), str(source.name)]
    if source.name in told[:-1]:
        raise UsageError(f'{file}: "{source.name}" is the name of a source already; choose another')
    changed = _with(text, [source], len(sources))
    place = _checked(changed, told, file)[-1].place
    for known in sources:
        if known.place == place:
            raise UsageError(f'{file}: {place} is the source "{known.name}" already')
    return changed


def remove(text: str, which: str, file: Path = DEFAULT_FILE) -> str:
    """The text without the source that has this name, path or address; comments stay.

    UsageError where there is none, or where an address is that of several.
    """
    sources = parse_config(text, file).sources
    index = _index(sources, which, file)
    changed = _without(text, index)
    _checked(changed, [str(s.name) for s in (*sources[:index], *sources[index + 1 :])], file)
    return changed


def import_opml(
    text: str, subscriptions: Iterable[Subscription], file: Path = DEFAULT_FILE
) -> Imported:
    """The text with the feeds of a list that are not in it yet, in the order of the list.

    A name that is taken gets a number; a feed without a name is called after its host.
    """
    sources = parse_config(text, file).sources
    addresses = {source.place for source in sources}
    taken = {str(source.name) for source in sources}
    added: list[Source] = []
    refused: list[str] = []
    known = 0
    for subscription in subscriptions:
        address = _address(subscription.address)
        if address is None:
            refused.append(subscription.address)
        elif address in addresses:
            known += 1
        else:
            source = _from_list(subscription, address, taken)
            addresses.add(address)
            taken.add(source.name)
            added.append(source)
    changed = _with(text, added, len(sources))
    _checked(changed, [str(source.name) for source in (*sources, *added)], file)
    return Imported(changed, tuple(added), known, tuple(refused))


def export_opml(sources: Sequence[Source], title: str) -> str:
    """Feeds and pages as OPML 2.0, sections as groups, all by name; paths mean nothing elsewhere."""
    public = [source for source in sources if source.path is None]
    ordered = sorted(public, key=lambda s: (*_by_name(s.section or ""), *_by_name(s.name)))
    outlines: list[Outline] = []
    for section, grouped in groupby(ordered, key=lambda source: source.section):
        below = tuple(_outline(source) for source in grouped)
        outlines += [Outline(section, below=below)] if section else below
    return opml(title, outlines).decode()


def _by_name(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _outline(source: Source) -> Outline:
    address = str(source.place)
    if source.feed is None:
        return Outline(source.name, {"type": "link", "url": address})
    return Outline(source.name, {"type": "rss", "title": source.name, "xmlUrl": address})


# ---- which source ----------------------------------------------------------------------------


def _index(sources: Sequence[Source], which: str, file: Path) -> int:
    named = [i for i, source in enumerate(sources) if source.name == which]
    places = (_address(which), Path(which), file.parent / which)
    found = named or [i for i, source in enumerate(sources) if source.place in places]
    if len(found) == 1:
        return found[0]
    if found:
        several = " and ".join(f'"{sources[i].name}"' for i in found)
        raise UsageError(f"{file}: {which} is the address of {several}; give a name")
    near = get_close_matches(which, [str(source.name) for source in sources], n=1)
    hint = f'did you mean "{near[0]}"?' if near else "see digest sources for those there are"
    raise UsageError(f'{file}: no source "{_clean(which)}"; {hint}')


def _typed(kind: type[Text], raw: str) -> Text:
    try:
        return kind(raw)
    except ValueError as error:
        raise UsageError(f'"{_clean(raw)}": expected {error}') from error


def _name_of(place: Path | WebAddress) -> str:
    return place.stem or str(place) if isinstance(place, Path) else _host(place)


def _host(address: WebAddress) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")


def _address(raw: str) -> WebAddress | None:
    try:
        return WebAddress(raw.strip())
    except ValueError:
        return None


def _from_list(subscription: Subscription, address: WebAddress, taken: set[str]) -> Source:
    name = _clean(subscription.name)[:_LONGEST_NAME].strip() or _host(address)
    section = _clean(subscription.section or "")
    return Source(
        name=Line(_untaken(name, taken)),
        feed=address,
        section=Line(section) if section else None,
    )


def _untaken(name: str, taken: set[str]) -> str:
    numbered = (f"{name} ({number})" for number in count(2))
    return name if name not in taken else next(n for n in numbered if n not in taken)


def _clean(text: str) -> str:
    return " ".join(UNSEEN.sub(" ", text).split())


# ---- the text --------------------------------------------------------------------------------


def _with(text: str, added: Sequence[Source], present: int) -> str:
    """The text with more sources behind the `present` ones."""
    if not added:
        return text
    body = text.removeprefix(_BYTE_ORDER_MARK)
    in_brackets = _in_brackets(body)
    changed = _with_items(body, added) if in_brackets else _with_tables(body, added, present)
    return text[: len(text) - len(body)] + changed


def _without(text: str, index: int) -> str:
    body = text.removeprefix(_BYTE_ORDER_MARK)
    changed = _without_item(body, index) if _in_brackets(body) else _without_table(body, index)
    return text[: len(text) - len(body)] + changed


def _checked(changed: str, expected: Sequence[str], file: Path) -> tuple[Source, ...]:
    """The sources of a changed text, which have the names that are expected."""
    sources = parse_config(changed, file).sources
    if [source.name for source in sources] != list(expected):
        raise ConfigError(f"{file}: its sources can only be edited by hand")
    return sources


def _with_tables(text: str, added: Sequence[Source], present: int) -> str:
    """A blank line and a table for each, after the last value of the last source, or at the end."""
    lines, plain, end = _lines(text), _plain(text), _line_end(text)
    at = last_line_of(plain, ("sources", present - 1)) if present else len(lines)
    before = "".join(lines[:at])
    if before and not before.endswith("\n"):
        before += end
    tables = [tomlkit.dumps({"sources": [_values(source)]}) for source in added]
    tables = [table.replace("\n", end) for table in tables]
    return before + (end if before else "") + end.join(tables) + "".join(lines[at:])


def _without_table(text: str, index: int) -> str:
    """Takes a blank line before it along, so that it undoes `_with_tables`."""
    lines, plain = _lines(text), _plain(text)
    first, last = line_of(plain, ("sources", index)) - 1, last_line_of(plain, ("sources", index))
    if first and not lines[first - 1].strip():
        first -= 1
    elif not first and last < len(lines) and not lines[last].strip():
        last += 1
    return "".join(lines[:first] + lines[last:])


def _in_brackets(text: str) -> bool:
    """Whether the sources are a list `sources = […]` and not tables `[[sources]]`."""
    plain = _plain(text)
    if "sources" not in tomllib.loads(plain):
        return False
    line = plain.split("\n")[line_of(plain, ("sources",)) - 1]
    return not line.lstrip().startswith("[[")


def _with_items(text: str, added: Sequence[Source]) -> str:
    def append(listed: Array) -> None:
        for source in added:
            item = tomlkit.inline_table()
            item.update(_values(source))
            listed.append(item)

    return _relisted(text, append)


def _without_item(text: str, index: int) -> str:
    return _relisted(text, lambda listed: listed.__delitem__(index))


def _relisted(text: str, change: Callable[[Array], None]) -> str:
    """The text with its list of sources changed."""
    by_hand = "sources = [ ] can only be edited by hand; write each source as a table, [[sources]]"
    try:
        document = tomlkit.parse(text)
        if tomlkit.dumps(document) != text:
            raise ConfigError(by_hand)
        change(cast(Array, document["sources"]))
        return tomlkit.dumps(document)
    except TOMLKitError as error:
        raise ConfigError(by_hand) from error


def _values(source: Source) -> dict[str, str | int | float]:
    """What a source says that is not the default, as TOML has it."""
    said = {field.name: getattr(source, field.name) for field in msgspec.structs.fields(source)}
    defaults = {field.name: field.default for field in msgspec.structs.fields(source)}
    return {
        key: str(value) if isinstance(value, (str, Path)) else value
        for key, value in said.items()
        if value != defaults[key]
    }


def _lines(text: str) -> list[str]:
    """The lines with their ends."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _plain(text: str) -> str:
    """The text with the line ends that TOML's parser counts; as many lines as before."""
    return text.replace("\r\n", "\n")


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"

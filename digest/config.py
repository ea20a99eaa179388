"""`digest.toml` → `Config`: every key has a type, and a wrong one is named with its line.

Text that can be wrong in its own way (a zone, a time, an address) has its own type here; each is a
`str` that refuses what it is not, with a `ValueError` that says what was expected.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Mapping
from contextlib import suppress
from difflib import get_close_matches
from email.headerregistry import Address
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self, TypeVar
from urllib.parse import quote, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from digest.errors import ConfigError
from digest.language import queries

DEFAULT_FILE = Path("digest.toml")
MAX_VALUE_SHOWN = 60  # characters of a wrong value that an error repeats

_LISTS = (("schedule", "build"), ("mail", "to"))  # a single string stands for a list of one
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")

_URL_SAFE = "/?%:@!$&'()*+,;=~{}"
_MAILBOX = re.compile(
    r"""(?: (?P<name> [^<>()\[\]:;@\\,"]* ) < | "(?P<quoted> (?: [^"\\] | \\. )* )" \s* < | )
    (?P<local> [^\s<>()\[\]:;@\\,".]+ (?: \. [^\s<>()\[\]:;@\\,".]+ )* ) @ (?P<domain> [^\s<>@:]+ )
    (?(name) > | (?(quoted) > | ) )""",
    re.VERBOSE,
)

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that break a line, turn its direction, or cannot be encoded."""

Key = tuple[str | int, ...]
"""Where a value stands: ("sources", 1, "path") is `path` of the second `[[sources]]`."""


# ---- text that is right by its type ----------------------------------------------------------


class Line(str):
    """Text of one line: not empty, no control characters."""

    __slots__ = ()
    EXPECTED: ClassVar[str] = "one line of text"

    def __new__(cls, raw: str) -> Self:
        """The text as it is kept; `ValueError` says what was expected instead."""
        text = cls._parsed(raw) if raw.strip() and not UNSEEN.search(raw) else None
        if text is None:
            raise ValueError(cls.EXPECTED)
        return super().__new__(cls, text)

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        """The text as it is kept, or None where it is wrong."""
        return raw.strip()


class Language(Line):
    """A language tag, as in BCP 47."""

    __slots__ = ()
    EXPECTED = 'a language tag such as "en" or "pt-BR"'

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        return raw if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", raw) else None


class Zone(Line):
    """A time zone that the machine's (or Python's) zone data know by this name."""

    __slots__ = ()
    EXPECTED = 'a time zone such as "Europe/Lisbon"'

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        # A name that is a folder of the zone data, or leads out of it, raises other errors.
        with suppress(LookupError, ValueError, OSError):
            return ZoneInfo(raw).key
        return None


class WallTime(Line):
    """A time of day, "HH:MM"."""

    __slots__ = ()
    EXPECTED = 'a time as "HH:MM", from "00:00" to "23:59"'

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        return raw if re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", raw) else None


class Host(Line):
    """A host name (in its ASCII form) or an IP address."""

    __slots__ = ()
    EXPECTED = 'a host name such as "mail.example.org"'

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        with suppress(ValueError):
            return str(ip_address(raw))
        with suppress(UnicodeError):
            name = raw.encode("idna").decode("ascii").lower()
            return name if _HOST.fullmatch(name) else None
        return None


class WebAddress(Line):
    """An http or https address."""

    __slots__ = ()
    EXPECTED = 'an address such as "https://news.example.org/"'

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        with suppress(ValueError):  # of urlsplit and of Host
            parts = urlsplit(raw)
            if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc:
                netloc = _netloc(Host(parts.hostname), parts.port)
                rest = (quote(part, safe=_URL_SAFE) for part in (parts.path or "/", *parts[3:]))
                return urlunsplit((parts.scheme, netloc, *rest))
        return None


class SiteAddress(WebAddress):
    """An http or https address of a folder: it ends in "/"."""

    __slots__ = ()

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        address = super()._parsed(raw)
        if address is None or "?" in raw or "#" in raw:
            return None
        return address if address.endswith("/") else f"{address}/"


class Mailbox(Line):
    """One mail address, with or without a name: "desk@example.org", "Desk <desk@example.org>"."""

    __slots__ = ()
    EXPECTED = 'a mail address such as "desk@example.org" or "Desk <desk@example.org>"'

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        with suppress(ValueError):  # of Host, too
            return str(cls._split(raw.strip()))
        return None

    @staticmethod
    def _split(text: str) -> Address:
        found = _MAILBOX.fullmatch(text)
        if found is None:
            raise ValueError(text)
        name = found["name"] or re.sub(r"\\(.)", r"\1", found["quoted"] or "")
        return Address(name.strip(), found["local"], Host(found["domain"]))

    @property
    def parts(self) -> Address:
        """Name, local part and domain, as the `email` package keeps them."""
        return self._split(self)

    @property
    def address(self) -> str:
        """The bare address, without the name."""
        return self.parts.addr_spec


class WayOut(Line):
    """Where a subscriber leaves the list: a mail address, or an http or https address."""

    __slots__ = ()
    EXPECTED = "a mail address or a web address"

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        if raw.startswith(("http://", "https://")):
            return WebAddress._parsed(raw)
        address = Mailbox._parsed(raw.removeprefix("mailto:"))
        return None if address is None else Mailbox(address).address


class FullText(Line):
    """Where an article's text is taken from, of a source that is a feed."""

    __slots__ = ()
    EXPECTED = '"auto", "feed" or "page"'

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        return raw if raw in ("auto", "feed", "page") else None


class Query(Line):
    """A word, the beginning of one (`flood*`), or a phrase in quotation marks."""

    __slots__ = ()
    EXPECTED = (
        'a word, the beginning of one such as "flood*", or a phrase such as "\\"coast guard\\""'
    )

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        return raw.strip() if queries.is_query(raw) else None


class Variable(Line):
    """The name of an environment variable."""

    __slots__ = ()
    EXPECTED = 'the name of an environment variable such as "DIGEST_MAIL_PASSWORD"'

    @classmethod
    def _parsed(cls, raw: str) -> str | None:
        return raw if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", raw) else None


def _netloc(host: str, port: int | None) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port is None else f"{name}:{port}"


# ---- the configuration -----------------------------------------------------------------------


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file; every key that it does not name is an error."""


class Site(Table, frozen=True):
    """`[site]`: where the digest is published."""

    url: SiteAddress = SiteAddress("http://localhost/")
    templates: Path | None = None  # folder whose templates are taken before the project's own


class Limits(Table, frozen=True):
    """`[limits]`: how much an edition shows."""

    max_stories: Annotated[int, Meta(ge=1)] = 50
    bullets: Annotated[int, Meta(ge=1, le=20)] = 8
    max_words_shown: Annotated[int, Meta(ge=0)] = 250  # of any one article
    max_share_shown: Annotated[float, Meta(ge=0, le=1)] = 0.35  # of any one article's words
    max_age_days: Annotated[int, Meta(ge=1)] = 7  # of an article from the store, at its edition


class Source(Table, frozen=True):
    """`[[sources]]`: a file or folder, a feed, or a page; exactly one of the three is given."""

    name: Line
    path: Path | None = None
    feed: WebAddress | None = None
    page: WebAddress | None = None
    section: Line | None = None
    language: Language | None = None
    weight: Annotated[float, Meta(gt=0, le=100)] = 1.0
    full_text: FullText = FullText("auto")
    max_words_shown: Annotated[int, Meta(ge=0)] | None = None  # None: the general limit alone

    def __post_init__(self) -> None:
        places = {"path": self.path, "feed": self.feed, "page": self.page}
        given = [key for key, place in places.items() if place is not None]
        if len(given) != 1:
            found = " and ".join(given) or "none"
            raise ValueError(f"exactly one of path, feed and page, found {found}")

    @property
    def place(self) -> Path | WebAddress:
        """The path or the address, whichever it has."""
        place = self.path or self.feed or self.page
        assert place is not None, "one of the three is given"
        return place


class Section(Table, frozen=True):
    """`[[sections]]`: a part of the digest, and the words that make a story belong to it."""

    name: Line
    words: Annotated[tuple[Query, ...], Meta(min_length=1)]


class Fetch(Table, frozen=True):
    """`[fetch]`: how feeds and pages are asked for."""

    allow_private: bool = False  # hosts of one's own network, where a source names them
    delay: Annotated[float, Meta(ge=0, le=3600)] = 1.0  # seconds between two requests to one host
    concurrency: Annotated[int, Meta(ge=1, le=64)] = 8  # requests at a time, over all hosts
    contact: WayOut | None = None  # told to every host that is asked
    offline: bool = False
    max_bytes: Annotated[int, Meta(ge=1000)] = 10_000_000  # of one answer
    timeout: Annotated[float, Meta(gt=0, le=600)] = 20.0  # seconds


class Store(Table, frozen=True):
    """`[store]`: what has been read."""

    keep_days: Annotated[int, Meta(ge=1)] = 90


class Schedule(Table, frozen=True):
    """`[schedule]`: when `digest run` builds, in the zone of `timezone`."""

    build: tuple[WallTime, ...] = ()


class Mail(Table, frozen=True):
    """`[mail]`: the server that takes the messages, and who gets one."""

    host: Host
    sender: Mailbox = msgspec.field(name="from")
    to: Annotated[tuple[Mailbox, ...], Meta(min_length=1)]
    port: Annotated[int, Meta(ge=1, le=65535)] = 25
    starttls: bool = False
    username: Line | None = None
    password_env: Variable | None = None  # variable that holds the password
    unsubscribe: WayOut | None = None
    timeout: Annotated[float, Meta(gt=0, le=600)] = 30.0  # seconds

    def __post_init__(self) -> None:
        if (self.username is None) != (self.password_env is None):
            raise ValueError("username and password_env to be given both or not at all")
        if self.username and not self.starttls and not _is_local(self.host):
            raise ValueError("starttls = true beside a username, or the password travels in clear")
        addresses = [recipient.address.casefold() for recipient in self.to]
        for address in addresses:
            if addresses.count(address) > 1:
                raise ValueError(f"each recipient once; {address} is in `to` twice")


class Config(Table, frozen=True):
    """Everything that `digest.toml` can say; made without arguments, the defaults."""

    title: Line = Line("Digest")
    language: Language = Language("en")
    timezone: Zone = Zone("UTC")
    summarizer: Line = Line("consensus")
    overrides: Path | None = None  # what the editor decided; None: overrides.toml beside, if any
    site: Site = Site()
    limits: Limits = Limits()
    sources: tuple[Source, ...] = ()
    sections: tuple[Section, ...] = ()
    fetch: Fetch = Fetch()
    store: Store = Store()
    schedule: Schedule = Schedule()
    mail: Mail | None = None


_TABLES: Mapping[str, type[Table]] = {
    "site": Site,
    "limits": Limits,
    "sources": Source,
    "sections": Section,
    "fetch": Fetch,
    "store": Store,
    "schedule": Schedule,
    "mail": Mail,
}

AnyTable = TypeVar("AnyTable", bound=Table)


def load_config(path: Path | None) -> Config:
    """The configuration in `path`; None: in `digest.toml` here if there is one, else the defaults.

    Paths in the file count from the folder it stands in.  Raises `ConfigError`, one line that
    names file, line and key, for a file that cannot be read and for whatever is wrong in it.
    """
    if path is None:
        return load_config(DEFAULT_FILE) if DEFAULT_FILE.exists() else Config()
    text = read_toml(path, "check --config")
    config = parse_config(text, path)
    templates = config.site.templates
    if templates is not None and not templates.is_dir():
        line = line_of(text, ("site", "templates"))
        raise ConfigError(f"{path}:{line}: site.templates: {templates} is not a folder; make it")
    if config.overrides is not None and not config.overrides.is_file():
        line = line_of(text, ("overrides",))
        raise ConfigError(f"{path}:{line}: overrides: {config.overrides} is not a file; make it")
    return config


def parse_config(text: str, path: Path) -> Config:
    """The configuration that `text` says; `path` is the file that it stands in, or will.

    Nothing is read: that a folder exists is not looked at.  Raises `ConfigError` as `load_config`.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    config = converted(text, path, Config, _TABLES)
    _refuse_a_name_twice(config.sources, path, text)
    return config


def converted(
    text: str, path: Path, kind: type[AnyTable], tables: Mapping[str, type[Table]]
) -> AnyTable:
    """What a TOML text says, as a table of `kind`; `tables` are those in it, for what errors tell.

    Raises `ConfigError`, one line that names file, line and key.
    """
    document = _parse(text, path)
    try:
        return msgspec.convert(_with_lists(document), kind, dec_hook=_decoder(path.parent))
    except msgspec.ValidationError as error:
        known: dict[str, type[Table]] = {"": kind, **tables}
        raise _config_error(str(error), path, text, known) from error


def _refuse_a_name_twice(sources: tuple[Source, ...], path: Path, text: str) -> None:
    first: dict[str, int] = {}
    for index, source in enumerate(sources):
        known = first.setdefault(source.name, index)
        if known != index:
            line = line_of(text, ("sources", index, "name"))
            told = f'"{source.name}" is the name of sources[{known}] already; choose another'
            raise ConfigError(f"{path}:{line}: sources[{index}].name: {_one_line(told)}")


def _is_local(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def read_toml(path: Path, remedy: str) -> str:
    """The text of a file in UTF-8.  Raises `ConfigError`, which ends in the remedy where it can."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}; {remedy}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1
        reason = str(error)[: place.start()] if place else str(error)
        raise ConfigError(f"{path}:{line}: not TOML: {_one_line(reason)}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: brackets are nested too deep to read") from error


def _with_lists(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the single strings that stand for a list made one."""
    listed = dict(document)
    for table, key in _LISTS:
        value = _value(listed, (table, key))
        if isinstance(value, str):
            listed[table] = {**listed[table], key: [value]}
    return listed


def _decoder(folder: Path) -> Callable[[type, object], object]:
    """A msgspec `dec_hook` for the types above, and for paths that count from `folder`."""

    def decode(kind: type, raw: object) -> object:
        if issubclass(kind, Line):
            return kind(raw if isinstance(raw, str) else "")
        return _path(folder, raw)

    return decode


def _path(folder: Path, raw: object) -> Path:
    if not isinstance(raw, str) or not raw or UNSEEN.search(raw):
        raise ValueError("the path of a file or folder")
    with suppress(RuntimeError):  # no home folder is known
        return folder / Path(raw).expanduser()
    return folder / raw


# ---- what is wrong, and on which line --------------------------------------------------------

_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "text in quotation marks",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
_BOUNDS = {">=": "of at least", "<=": "of at most", ">": "above", "<": "below"}


def _config_error(
    message: str, path: Path, text: str, tables: Mapping[str, type[Table]]
) -> ConfigError:
    """The error of msgspec, `REASON - at `$.KEY``, in words for people."""
    reason, key = _split(message)
    document = tomllib.loads(text)
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", reason, re.DOTALL):
        key = (*key, unknown[1])
        told = f"no such key; {_nearest(unknown[1], _known(key[:-1], tables))}"
    elif missing := re.fullmatch(r"Object missing required field `(.*)`", reason):
        told = f"{missing[1]} is missing"
    else:
        told = f"expected {_expectation(reason)}"
        if ", found " not in reason:  # as a table's own check says it
            told += f", found {_shown(_value(document, key))}"
    return ConfigError(f"{path}:{line_of(text, key)}: {_dotted(key)}: {_one_line(told)}")


def line_of(text: str, key: Key) -> int:
    """Number of the line, from 1, on which the value under `key` begins (a table: its header).

    Lines end in a line feed alone.  What stands on one cannot be told from it alone (strings and
    lists run over several), so the parser itself is asked: the shortest beginning of the text that
    holds the key ends with its value, and the value begins after the longest beginning that lacks
    it.
    """
    lines = text.split("\n")
    last = bisect_left(range(len(lines)), True, key=lambda n: _holds(_beginning(lines, n)[1], key))
    return _beginning(lines, max(last - 1, 0))[0] + 1


def last_line_of(text: str, key: Key) -> int:
    """Number of the line, from 1, on which the value under `key` ends (a table: its last value)."""
    lines, whole = text.split("\n"), _value(tomllib.loads(text), key)
    counts = range(len(lines))
    return bisect_left(counts, True, key=lambda n: _value(_beginning(lines, n)[1], key) == whole)


def _beginning(lines: list[str], count: int) -> tuple[int, dict[str, Any]]:
    """The longest run of at most the first `count` lines that is TOML, its length before it."""
    for length in range(count, 0, -1):
        with suppress(tomllib.TOMLDecodeError):
            return length, tomllib.loads("\n".join(lines[:length]))
    return 0, {}


def _holds(document: object, key: Key) -> bool:
    return _value(document, key, missing := object()) is not missing


def _value(document: object, key: Key, default: object = None) -> object:
    """The value under `key`; a single string where a list may stand is its own first item."""
    value: Any = document
    for step in key:
        if isinstance(value, str) and step == 0:
            continue
        try:
            value = value[step]
        except (LookupError, TypeError):
            return default
    return value


def _split(message: str) -> tuple[str, Key]:
    place = re.search(r" - at `\$([^`]*)`$", message)
    if place is None:
        return message, ()
    steps = re.findall(r"\.([a-z_]+)|\[(\d+)\]", place[1])
    return message[: place.start()], tuple(name or int(index) for name, index in steps)


def _dotted(key: Key) -> str:
    """The key as people write it: `sources[1].path`."""
    dotted = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in key)
    return _one_line(dotted.removeprefix("."))


def _known(key: Key, tables: Mapping[str, type[Table]]) -> list[str]:
    """The keys that the table under `key` may have."""
    table = tables[str(key[0]) if key else ""]
    return [field.encode_name for field in msgspec.structs.fields(table)]


def _nearest(key: str, known: list[str]) -> str:
    near = get_close_matches(key.lower(), known, n=1)
    return f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known)}"


def _expectation(reason: str) -> str:
    """What msgspec, or a type above, says it expected."""
    found = re.match(r"Expected `(\w+)(?: \| null)?`(?: of length)?(?: (>=|<=|>|<) (\S+))?", reason)
    if found is None:
        return reason
    kind, bound, number = found.groups()
    if kind == "array" and bound:
        return "a list that is not empty" if number == "1" else f"a list of at least {number}"
    words = _KINDS.get(kind, kind)
    return f"{words} {_BOUNDS[bound]} {number.removesuffix('.0')}" if bound else words


def _shown(value: object) -> str:
    """A value as an error repeats it."""
    match value:
        case dict():
            return "a table"
        case list():
            return "a list"
        case bool():
            return str(value).lower()
        case str():
            text = value if len(value) <= MAX_VALUE_SHOWN else f"{value[:MAX_VALUE_SHOWN]}…"
            return f'"{text}"'
        case int() | float():
            return str(value)
    return f"{value} without quotation marks"  # dates and times


def _one_line(text: str) -> str:
    """The text with nothing in it that would break a line or hide in a terminal."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)

"""digest.toml: what it may say, and how it is told what is wrong."""

import json
import re
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec import NODEFAULT
from msgspec.structs import fields

from digest.config import (
    Config,
    Fetch,
    Host,
    Limits,
    Mail,
    Mailbox,
    Schedule,
    Section,
    Site,
    Source,
    Store,
    WayOut,
    WebAddress,
    last_line_of,
    line_of,
    load_config,
    parse_config,
)
from digest.errors import ConfigError

ROOT = Path(__file__).parents[1]
TABLES = {
    "site": Site,
    "limits": Limits,
    "sources": Source,
    "sections": Section,
    "fetch": Fetch,
    "store": Store,
    "schedule": Schedule,
    "mail": Mail,
}
MAIL = '[mail]\nhost = "localhost"\nfrom = "desk@example.org"\nto = "ada@example.org"\n'
SOURCE = '[[sources]]\nname = "A"\nfeed = "https://a.example/feed.xml"\n'
EVERYTHING = """\
title = "The Harbour Digest"
language = "pt-BR"
timezone = "Europe/Lisbon"
summarizer = "lexrank"
overrides = "my-overrides.toml"

[site]
url = "HTTPS://News.Example.org/harbour"
templates = "my-templates"

[limits]
max_stories = 12
bullets = 5
max_words_shown = 100
max_share_shown = 0.2
max_age_days = 3

[[sources]]
name = "Wire"
path = "incoming/wire"

[[sources]]
name = "Elsewhere"
path = "/srv/articles"

[[sources]]
name = "Post"
feed = "http://127.0.0.1:8770/feed.xml"
section = "Harbour"
language = "pt"
weight = 2.5
full_text = "page"
max_words_shown = 0

[[sources]]
name = "Council"
page = "HTTPS://Council.Example.org"

[[sections]]
name = "Water"
words = ["flood", "river*", '"coast guard"']

[fetch]
allow_private = true
delay = 0
concurrency = 64
contact = "mailto:desk@example.org"
offline = true
max_bytes = 1000
timeout = 600

[store]
keep_days = 1

[schedule]
build = ["06:30", "18:00"]

[mail]
host = "Mail.Example.org"
port = 587
from = "Harbour Desk <desk@example.org>"
to = ["ada@example.org", "Bo <bo@example.net>"]
starttls = true
username = "desk"
password_env = "HARBOUR_PASSWORD"
unsubscribe = "https://news.example.org/leave?who={recipient}"
timeout = 5
"""


def written(folder, text):
    path = folder / "digest.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder, text):
    """The line told for `text`, without the folder it stands in."""
    with pytest.raises(ConfigError) as refused:
        load_config(written(folder, text))
    line = str(refused.value)
    assert "\n" not in line
    return line.removeprefix(f"{folder}/")


# ---- what it may say -------------------------------------------------------------------------


def test_every_key_arrives(tmp_path):
    """Each key of a full file is found in its record, paths counted from the file's folder."""
    (tmp_path / "my-templates").mkdir()
    (tmp_path / "my-overrides.toml").touch()
    config = load_config(written(tmp_path, EVERYTHING))
    assert (config.title, config.language) == ("The Harbour Digest", "pt-BR")
    assert (config.timezone, config.summarizer) == ("Europe/Lisbon", "lexrank")
    assert config.overrides == tmp_path / "my-overrides.toml"
    assert config.sections == (Section(name="Water", words=("flood", "river*", '"coast guard"')),)
    assert config.site == Site(
        url="https://news.example.org/harbour/", templates=tmp_path / "my-templates"
    )
    assert config.limits == Limits(
        max_stories=12, bullets=5, max_words_shown=100, max_share_shown=0.2, max_age_days=3
    )
    assert config.sources == (
        Source(name="Wire", path=tmp_path / "incoming/wire"),
        Source(name="Elsewhere", path=Path("/srv/articles")),
        Source(
            name="Post",
            feed="http://127.0.0.1:8770/feed.xml",
            section="Harbour",
            language="pt",
            weight=2.5,
            full_text="page",
            max_words_shown=0,
        ),
        Source(name="Council", page="https://council.example.org/"),
    )
    assert config.fetch == Fetch(True, 0, 64, "desk@example.org", True, 1000, 600)
    assert config.store == Store(keep_days=1)
    assert config.schedule.build == ("06:30", "18:00")
    assert config.mail is not None
    assert (config.mail.host, config.mail.port) == ("mail.example.org", 587)
    assert config.mail.sender.address == "desk@example.org"
    assert [to.address for to in config.mail.to] == ["ada@example.org", "bo@example.net"]
    assert config.mail.unsubscribe == "https://news.example.org/leave?who={recipient}"
    assert (config.mail.starttls, config.mail.timeout) == (True, 5)


def test_an_empty_file_means_the_defaults(tmp_path):
    """A file without keys, and no file at all, give one and the same configuration."""
    assert load_config(written(tmp_path, "")) == Config()
    assert Config().mail is None
    assert Config().limits == Limits(50, 8, 250, 0.35, 7)
    assert Config().site.url == "http://localhost/"


def test_the_default_file_may_be_absent_or_present(tmp_path, monkeypatch):
    """Without a name, digest.toml of the present folder is read where there is one."""
    monkeypatch.chdir(tmp_path)
    assert load_config(None) == Config()
    written(tmp_path, 'title = "Here"')
    assert load_config(None).title == "Here"


def test_a_single_string_stands_for_a_list_of_one(tmp_path):
    """`build` and `to` take one string as they take a list."""
    config = load_config(written(tmp_path, '[schedule]\nbuild = "06:30"\n' + MAIL))
    assert config.schedule.build == ("06:30",)
    assert config.mail is not None
    assert config.mail.to == ("ada@example.org",)


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path):
    """A byte order mark and carriage returns change nothing, not the line numbers either."""
    path = tmp_path / "digest.toml"
    path.write_bytes(b'\xef\xbb\xbftitle = "A"\r\n\r\n[limits]\r\nbullets = 5\r\n')
    assert load_config(path).limits.bullets == 5
    path.write_bytes(b'\xef\xbb\xbftitle = "A"\r\n\r\n[limits]\r\nbullets = 50\r\n')
    with pytest.raises(ConfigError, match=r"digest\.toml:4: limits\.bullets: "):
        load_config(path)


def test_a_text_is_parsed_as_its_file_would_be(tmp_path):
    """What is about to be written can be tried first, a byte order mark and carriage returns too."""
    text = SOURCE.replace("feed =", "path =").replace("\n", "\r\n")
    path = tmp_path / "digest.toml"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert parse_config("\ufeff" + text, path) == load_config(path)
    with pytest.raises(ConfigError, match=r"new\.toml:1: sources: expected a list"):
        parse_config("sources = 3", Path("new.toml"))


def test_a_source_has_one_place(tmp_path):
    """The path or the address, whichever it has, is where it lies."""
    sources = parse_config(EVERYTHING, tmp_path / "digest.toml").sources
    assert [source.place for source in sources] == [
        tmp_path / "incoming/wire",
        Path("/srv/articles"),
        "http://127.0.0.1:8770/feed.xml",
        "https://council.example.org/",
    ]


def test_the_sample_says_the_defaults():
    """The commented sample, as it stands, changes nothing."""
    assert load_config(ROOT / "digest.toml") == Config()


def test_the_sample_is_right_when_uncommented(tmp_path):
    """Each line that the sample has commented out may be switched on, and no key is forgotten."""
    sample = (ROOT / "digest.toml").read_text(encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "overrides.toml").touch()
    text = re.sub(r"^#(?=[a-z_\[])", "", sample, flags=re.MULTILINE)
    config = load_config(written(tmp_path, text))
    assert config.mail is not None
    assert config.sources
    named = {key for table in _tables(tomllib.loads(text)) for key in table}
    assert named >= {key for table in _tables(tomllib.loads(EVERYTHING)) for key in table}


def _tables(document):
    yield document
    for value in document.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield item


# ---- how it is told what is wrong ------------------------------------------------------------

WRONG = {
    "title = 3\n": "digest.toml:1: title: expected one line of text, found 3",
    'title = ""\n': 'digest.toml:1: title: expected one line of text, found ""',
    'title = "a\\nb"\n': 'digest.toml:1: title: expected one line of text, found "a\\nb"',
    'title = "a\\u202eb"\n': 'digest.toml:1: title: expected one line of text, found "a\\u202eb"',
    '\ntitel = "x"\n': 'digest.toml:2: titel: no such key; did you mean "title"?',
    '[[sections]]\nname = "A"\n': "digest.toml:1: sections[0]: words is missing",
    '[[sections]]\nname = "A"\nwords = []\n': "digest.toml:3: sections[0].words: expected a list "
    "that is not empty, found a list",
    '[[sections]]\nname = "A"\nwords = ["a b"]\n': "digest.toml:3: sections[0].words[0]: expected a "
    'word, the beginning of one such as "flood*", or a phrase such as "\\"coast guard\\"", found "a b"',
    "[feeds]\n": "digest.toml:1: feeds: no such key; known here: title, language, timezone, "
    "summarizer, overrides, site, limits, sources, sections, fetch, store, schedule, mail",
    '[site]\nuri = "x"\n': 'digest.toml:2: site.uri: no such key; did you mean "url"?',
    '[site]\nurl = "ftp://x/"\n': "digest.toml:2: site.url: expected an address such as "
    '"https://news.example.org/", found "ftp://x/"',
    "# one\n[limits]\n\nbullets = 0\n": "digest.toml:4: limits.bullets: expected a whole number "
    "of at least 1, found 0",
    '[limits]\nbullets = "8"\n': "digest.toml:2: limits.bullets: expected a whole number, "
    'found "8"',
    "[limits]\nbullets = true\n": "digest.toml:2: limits.bullets: expected a whole number, "
    "found true",
    "[limits]\nbullets = 21\n": "digest.toml:2: limits.bullets: expected a whole number of at "
    "most 20, found 21",
    "[limits]\nmax_share_shown = 1.5\n": "digest.toml:2: limits.max_share_shown: expected a "
    "number of at most 1, found 1.5",
    "[limits]\nmax_share_shown = nan\n": "digest.toml:2: limits.max_share_shown: expected a "
    "number of at least 0, found nan",
    "limits = 3\n": "digest.toml:1: limits: expected a table, found 3",
    "sources = {}\n": "digest.toml:1: sources: expected a list, found a table",
    'timezone = "Mars/Olympus"\n': "digest.toml:1: timezone: expected a time zone such as "
    '"Europe/Lisbon", found "Mars/Olympus"',
    'timezone = "../etc"\n': "digest.toml:1: timezone: expected a time zone such as "
    '"Europe/Lisbon", found "../etc"',
    'timezone = "Europe"\n': "digest.toml:1: timezone: expected a time zone such as "
    '"Europe/Lisbon", found "Europe"',
    "[schedule]\nbuild = 06:30:00\n": "digest.toml:2: schedule.build: expected a list, found "
    "06:30:00 without quotation marks",
    '[schedule]\nbuild = "6:30"\n': "digest.toml:2: schedule.build[0]: expected a time as "
    '"HH:MM", from "00:00" to "23:59", found "6:30"',
    '[schedule]\nbuild = [\n  "06:30",\n  "24:00",\n]\n': "digest.toml:2: schedule.build[1]: "
    'expected a time as "HH:MM", from "00:00" to "23:59", found "24:00"',
    '[[sources]]\nname = "A"\npath = "a"\n\n[[sources]]\nname = "B"\n': "digest.toml:5: "
    "sources[1]: expected exactly one of path, feed and page, found none",
    '[[sources]]\nname = "A"\npath = "a"\nfeed = "https://a.example/"\n': "digest.toml:1: "
    "sources[0]: expected exactly one of path, feed and page, found path and feed",
    '[[sources]]\npath = "a"\n': "digest.toml:1: sources[0]: name is missing",
    '[[sources]]\nname = "A"\npath = "a"\n[[sources]]\npath = "b"\nname = "A"\n': "digest.toml:6: "
    'sources[1].name: "A" is the name of sources[0] already; choose another',
    SOURCE + "weight = 0\n": "digest.toml:4: sources[0].weight: expected a number above 0, found 0",
    SOURCE
    + "weight = 101\n": "digest.toml:4: sources[0].weight: expected a number of at most 100, "
    "found 101",
    SOURCE + 'full_text = "all"\n': 'digest.toml:4: sources[0].full_text: expected "auto", "feed" '
    'or "page", found "all"',
    SOURCE
    + "max_words_shown = -1\n": "digest.toml:4: sources[0].max_words_shown: expected a whole "
    "number of at least 0, found -1",
    SOURCE + 'language = "Portuguese"\n': "digest.toml:4: sources[0].language: expected a language "
    'tag such as "en" or "pt-BR", found "Portuguese"',
    SOURCE.replace(
        "https:", "file:"
    ): "digest.toml:3: sources[0].feed: expected an address such as "
    '"https://news.example.org/", found "file://a.example/feed.xml"',
    SOURCE.replace("feed =", "fead ="): "digest.toml:3: sources[0].fead: no such key; did you mean "
    '"feed"?',
    "[fetch]\ndelay = 3601\n": "digest.toml:2: fetch.delay: expected a number of at most 3600, "
    "found 3601",
    "[fetch]\nconcurrency = 0\n": "digest.toml:2: fetch.concurrency: expected a whole number of at "
    "least 1, found 0",
    '[fetch]\ncontact = "me"\n': "digest.toml:2: fetch.contact: expected a mail address or a web "
    'address, found "me"',
    "[fetch]\nmax_bytes = 999\n": "digest.toml:2: fetch.max_bytes: expected a whole number of at "
    "least 1000, found 999",
    "[fetch]\ntimeout = 0\n": "digest.toml:2: fetch.timeout: expected a number above 0, found 0",
    "[fetch]\nallow-private = true\n": "digest.toml:2: fetch.allow-private: no such key; did you "
    'mean "allow_private"?',
    "[store]\nkeep_days = 0\n": "digest.toml:2: store.keep_days: expected a whole number of at "
    "least 1, found 0",
    "[limits]\nmax_age_days = 0\n": "digest.toml:2: limits.max_age_days: expected a whole number of "
    "at least 1, found 0",
    '[[sources]]\nname = "A"\npath = "a"\n\n[[sources]]\nname = "B"\npth = "b"\npath = "b"\n': (
        'digest.toml:7: sources[1].pth: no such key; did you mean "path"?'
    ),
    '[[sources]]\nname = "A"\npath = ""\n': "digest.toml:3: sources[0].path: expected the path "
    'of a file or folder, found ""',
    "[mail]\n": "digest.toml:1: mail: host is missing",
    'mail = { host = "h", from = "a@b", too = "c@d" }\n': "digest.toml:1: mail.too: no such key; "
    'did you mean "to"?',
    MAIL + "port = 0\n": "digest.toml:5: mail.port: expected a whole number of at least 1, found 0",
    MAIL + "port = 99999999999999999999999999\n": "digest.toml:5: mail.port: expected a whole "
    "number of at most 65535, found 99999999999999999999999999",
    MAIL + 'starttls = "yes"\n': "digest.toml:5: mail.starttls: expected true or false, "
    'found "yes"',
    MAIL + "timeout = 0\n": "digest.toml:5: mail.timeout: expected a number above 0, found 0",
    MAIL.replace('"ada@example.org"', "[]"): "digest.toml:4: mail.to: expected a list that is "
    "not empty, found a list",
    MAIL.replace('"ada@example.org"', '["ada@example.org", "ada"]'): "digest.toml:4: mail.to[1]: "
    'expected a mail address such as "desk@example.org" or "Desk <desk@example.org>", found "ada"',
    MAIL.replace("desk@", "desk@a, b@"): "digest.toml:3: mail.from: expected a mail address such "
    'as "desk@example.org" or "Desk <desk@example.org>", found "desk@a, b@example.org"',
    MAIL.replace("localhost", "bad host"): "digest.toml:2: mail.host: expected a host name such "
    'as "mail.example.org", found "bad host"',
    MAIL + 'username = "desk"\n': "digest.toml:1: mail: expected username and password_env to be "
    "given both or not at all, found a table",
}


@pytest.mark.parametrize(("text", "told"), WRONG.items(), ids=range(len(WRONG)))
def test_a_wrong_key_is_told_in_one_line(tmp_path, text, told):
    """The line names the file, its line, the key's full path, what was expected and found."""
    assert refusal(tmp_path, text) == told


def test_a_folder_of_templates_must_be_there(tmp_path):
    """A folder that is missing is told at once, not passed over in silence."""
    told = refusal(tmp_path, '[site]\ntemplates = "mine"\n')
    assert told.startswith("digest.toml:2: site.templates: ")
    assert told.endswith("mine is not a folder; make it")


def test_a_password_never_travels_in_clear(tmp_path):
    """A user name for a server elsewhere is refused without STARTTLS."""
    secret = 'username = "desk"\npassword_env = "SECRET"\n'
    assert load_config(written(tmp_path, MAIL + secret)).mail is not None
    told = refusal(tmp_path, MAIL.replace("localhost", "mail.example.org") + secret)
    assert "digest.toml:1: mail: expected starttls = true" in told


def test_a_recipient_named_twice_is_refused(tmp_path):
    """Two spellings of one address would be two copies of one message."""
    twice = MAIL.replace('"ada@example.org"', '["ada@example.org", "Ada <ADA@example.org>"]')
    assert "ada@example.org is in `to` twice" in refusal(tmp_path, twice)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title = \n", 1),
        ('a = "x"\nb = [1,\n2\nc = 3\n', 4),
        ('title = "open\n', 1),
        ("a = 1\na = 2\n", 2),
        ('a = """\nnever closed\n', 2),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(tmp_path, text, line):
    """The parser's own line number is passed on."""
    assert refusal(tmp_path, text).startswith(f"digest.toml:{line}: not TOML: ")


def test_nesting_without_end_is_refused(tmp_path):
    """Ten thousand brackets are an error in one line, not a crash."""
    assert "nested too deep" in refusal(tmp_path, "a = " + "[" * 10_000)


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path):
    """The line of the first wrong byte is named."""
    path = tmp_path / "digest.toml"
    path.write_bytes(b'language = "en"\ntitle = "caf\xe9"\n')
    with pytest.raises(ConfigError, match=r"digest\.toml:2: not UTF-8"):
        load_config(path)


@pytest.mark.parametrize("name", ["absent.toml", "."])
def test_a_named_file_must_be_one(tmp_path, name):
    """A missing file and a folder are refused by name."""
    with pytest.raises(ConfigError, match="cannot be read") as refused:
        load_config(tmp_path / name)
    assert str(tmp_path / name) in str(refused.value)


# ---- the line of a key -----------------------------------------------------------------------

TRAPS = '''\
note = """
[limits]
bullets = 99
"""
list = [
  "[mail]",  # ] not the end
  'port = 1',
]
"limits".bullets = 8

[[a]]
x = 1
  [[a.b]]
  x = 2

  [[a.b]]
  # x = 0
  x = 3
[[a]]
[[a.b]]
x = 4
[c.d]
e.f = { g = 1, h = [1, 2] }
'''


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("note",), 1),
        (("list",), 5),
        (("list", 1), 5),
        (("limits", "bullets"), 9),
        (("a", 0), 11),
        (("a", 0, "x"), 12),
        (("a", 0, "b", 0, "x"), 14),
        (("a", 0, "b", 1), 16),
        (("a", 0, "b", 1, "x"), 18),
        (("a", 1), 19),
        (("a", 1, "b", 0, "x"), 21),
        (("c", "d"), 22),
        (("c", "d", "e", "f", "h"), 23),
    ],
)
def test_the_line_of_a_key_is_where_its_value_begins(key, line):
    """Strings and lists over several lines, comments, dotted keys and nested tables mislead not."""
    assert line_of(TRAPS, key) == line


@pytest.mark.parametrize(
    ("key", "line"),
    [(("note",), 4), (("list",), 8), (("a", 0, "b", 1), 18), (("a", 0), 18), (("c",), 23)],
)
def test_the_last_line_of_a_key_is_where_its_value_ends(key, line):
    """Comments and blank lines that follow are no part of it."""
    assert last_line_of(TRAPS, key) == line


def test_the_line_is_found_in_a_long_file():
    """Of a thousand sources the one that is wrong is named."""
    text = "".join(f'[[sources]]\nname = "Outlet {n}"\npath = "{n}"\n\n' for n in range(1000))
    assert line_of(text, ("sources", 900, "path")) == 900 * 4 + 3
    assert last_line_of(text, ("sources", 900)) == 900 * 4 + 3


# ---- the types -------------------------------------------------------------------------------


@hypothesis_settings(deadline=None)
@given(st.text())
def test_no_text_breaks_the_types(raw):
    """A type takes a text or says what it expected; what it took once, it takes again."""
    for kind in (Mailbox, Host, WebAddress, WayOut):
        try:
            taken = kind(raw)
        except ValueError as error:
            assert str(error) == kind.EXPECTED
        else:
            assert kind(taken) == taken


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("desk@example.org", "desk@example.org"),
        ("Desk, The <desk@example.org>", None),
        ('"Desk, The" <desk@example.org>', '"Desk, The" <desk@example.org>'),
        ("Zoë <zoe@exämple.org>", "Zoë <zoe@xn--exmple-cua.org>"),
        ("a@b@c", None),
        ("desk@", None),
        ("@example.org", None),
        ("Desk: desk@example.org;", None),
        ("desk@example.org\r\nBcc: eve@example.org", None),
        ("<>", None),
    ],
)
def test_a_mailbox_is_one_address(raw, kept):
    """A name is allowed; a list, a group, half an address and a second header are not."""
    if kept is None:
        with pytest.raises(ValueError, match="mail address"):
            Mailbox(raw)
    else:
        assert Mailbox(raw) == kept


def test_each_zone_name_of_the_record_is_one():
    """The default zone is known to zoneinfo."""
    assert ZoneInfo(Config().timezone).key == "UTC"


# ---- the documentation -----------------------------------------------------------------------


def test_the_documentation_names_every_key_with_its_default():
    """The table of docs/operating.md and the records say the same, no key more or less."""
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z_.]+)` \| (\S+) \|", text, flags=re.MULTILINE)
    assert rows == list(_documented(Config))


def _documented(table, prefix=""):
    """Each key of a record and its default, as the table writes them, required keys first."""
    for field in sorted(fields(table), key=lambda field: not field.required):
        name = prefix + field.encode_name
        inner = TABLES.get(name)
        default = None if field.default is NODEFAULT else field.default
        if inner:
            yield from _documented(inner, f"{name}.")
        else:
            yield name, _as_documented(field.required, default)


def _as_documented(required, default):
    if required:
        return "*needed*"
    shown = json.dumps(default)
    return "none" if default is None else f"`{shown}`"

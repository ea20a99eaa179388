"""The sources of a digest.toml: edited, and nothing else of the file."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from digest.config import UNSEEN, FullText, Language, Line, Source, WebAddress, parse_config
from digest.errors import ConfigError, UsageError
from digest.sources import add, export_opml, import_opml, names, new_source, remove

FILE = Path("digest.toml")
SAMPLE = (Path(__file__).parents[1] / "digest.toml").read_text(encoding="utf-8")
LAID_OUT = """\
# Our digest.
title   = 'Harbour'   # short

  [[sources]]   # the wire
  name = "Wire"
  path = "wire"
  # weight = 2

# The Post, since March.
[[sources]]
feed = "https://post.example/feed.xml"
name = "Post"
section = \"""
Harbour\"""   # odd, but allowed

# When it builds.
[schedule]
build = [
  "06:30",  # [[sources]]
]
[[sources]]
name = "Council"
page = "https://council.example/notices"
#[mail]
"""
COURIER = Source(name=Line("Courier"), feed=WebAddress("http://127.0.0.1:8770/feed.xml"))
IN_BRACKETS = """\
# one
sources = [
    {name = "Wire", path = "wire"},   # ours
    {name = "Post", feed = "https://post.example/feed.xml"},
]
title = "x"   # two
"""


@dataclass(frozen=True)
class Listed:
    """A feed of a list, as its reader hands it over."""

    name: str
    address: str
    section: str | None = None


# ---- adding ----------------------------------------------------------------------------------


def test_a_source_is_added_after_the_last_one():
    """Comments that follow the last source, and what else the file says, stay where they are."""
    assert add(LAID_OUT, COURIER) == LAID_OUT.replace(
        'notices"\n',
        'notices"\n\n[[sources]]\nname = "Courier"\nfeed = "http://127.0.0.1:8770/feed.xml"\n',
    )


def test_the_first_source_goes_to_the_end():
    """A file without sources gets its first one behind everything; an empty file holds it alone."""
    table = '[[sources]]\nname = "Courier"\nfeed = "http://127.0.0.1:8770/feed.xml"\n'
    assert add(SAMPLE, COURIER) == f"{SAMPLE}\n{table}"
    assert add('title = "x"', COURIER) == f'title = "x"\n\n{table}'
    assert add("", COURIER) == table


def test_only_what_is_not_the_default_is_written():
    """Each key that was chosen stands in the file, in the order of the documentation."""
    source = Source(
        name=Line('A "B" \\ C'),
        path=Path("a\\b"),
        section=Line("Harbour"),
        language=Language("pt-BR"),
        weight=2.5,
        full_text=FullText("page"),
        max_words_shown=0,
    )
    text = add("", source)
    assert text.splitlines()[3:] == [
        'section = "Harbour"',
        'language = "pt-BR"',
        "weight = 2.5",
        'full_text = "page"',
        "max_words_shown = 0",
    ]
    assert parse_config(text, FILE).sources == (source,)


def test_line_ends_and_byte_order_mark_stay():
    """A file saved by a Windows editor remains one, in its new lines too."""
    text = "\ufeff" + LAID_OUT.replace("\n", "\r\n")
    added = add(text, COURIER)
    assert added.replace("\r\n", "").count("\n") == 0
    assert added.startswith("\ufeff# Our")
    assert remove(added, "Courier") == text
    assert remove(add("\ufeff", COURIER), "Courier") == "\ufeff"


def test_a_source_is_not_added_twice(tmp_path):
    """A name, an address or a path that is there already is refused by name."""
    with pytest.raises(UsageError, match='"Wire" is the name of a source already'):
        add(LAID_OUT, new_source("feed", "https://other.example/", "Wire"))
    with pytest.raises(UsageError, match=r'post\.example/feed\.xml is the source "Post" already'):
        add(LAID_OUT, new_source("feed", "HTTPS://Post.example/feed.xml", "Mail"))
    with pytest.raises(UsageError, match='wire is the source "Wire" already'):
        add(LAID_OUT, new_source("path", str(tmp_path / "wire")), tmp_path / "digest.toml")


def test_a_list_in_brackets_is_edited_in_its_brackets():
    """Its comments and layout stay as well."""
    added = add(IN_BRACKETS, COURIER)
    item = '    {name = "Courier", feed = "http://127.0.0.1:8770/feed.xml"},\n'
    assert added == IN_BRACKETS.replace('xml"},\n', f'xml"}},\n{item}')
    assert remove(added, "Courier") == IN_BRACKETS
    assert names(remove(IN_BRACKETS, "Wire")) == ("Post",)
    assert names(add("sources = []  # none\n[fetch]\n", COURIER)) == ("Courier",)


@pytest.mark.parametrize("edit", [lambda text: add(text, COURIER), lambda text: remove(text, "A")])
def test_a_file_that_is_wrong_is_not_edited(edit):
    """It is told as load_config tells it."""
    with pytest.raises(ConfigError, match=r"^digest\.toml:1: titel: no such key"):
        edit('titel = "x"\n')
    with pytest.raises(ConfigError, match=r"^digest\.toml:1: not TOML"):
        edit("[[sources]\n")


def test_a_source_that_would_not_load_is_not_written():
    """A record that was made without being checked ends at the file's own check."""
    with pytest.raises(ConfigError, match=r"sources\[0\]\.weight: expected a number above 0"):
        add("", Source(name=Line("A"), path=Path("a"), weight=-1))


# ---- removing --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "which", ["Post", "https://post.example/feed.xml", "HTTPS://POST.example/feed.xml"]
)
def test_a_source_goes_and_its_surroundings_stay(which):
    """The table goes from its header to its last value; no comment outside it does."""
    assert remove(LAID_OUT, which) == LAID_OUT.replace(
        """[[sources]]
feed = "https://post.example/feed.xml"
name = "Post"
section = \"""
Harbour\"""   # odd, but allowed
""",
        "",
    )


def test_a_source_is_found_by_its_path(tmp_path):
    """As it stands in the file, and as it lies on the disk."""
    file = tmp_path / "digest.toml"
    expected = ("Post", "Council")
    assert names(remove(LAID_OUT, "wire", file)) == expected
    assert names(remove(LAID_OUT, str(tmp_path / "wire"), file)) == expected


def test_what_is_not_there_cannot_be_removed():
    """The nearest name is offered; an address of several is told with their names."""
    with pytest.raises(UsageError, match=r'no source "Pots"; did you mean "Post"\?'):
        remove(LAID_OUT, "Pots")
    with pytest.raises(UsageError, match=r'^digest\.toml: no source "a b"; see digest sources'):
        remove("", "a\nb")
    twice = '[[sources]]\nname = "A"\npath = "x"\n[[sources]]\nname = "B"\npath = "x"\n'
    with pytest.raises(UsageError, match='x is the address of "A" and "B"; give a name'):
        remove(twice, "x")
    assert names(remove(twice, "B")) == ("A",)


def test_the_last_source_leaves_a_file_that_loads():
    """All sources of a file can be removed, one after another."""
    text = LAID_OUT
    for name in names(LAID_OUT):
        text = remove(text, name)
    assert names(text) == ()
    assert "# When it builds.\n[schedule]" in text


# ---- any file, any source --------------------------------------------------------------------

LINES = st.text(max_size=20).filter(lambda text: text.strip() and not UNSEEN.search(text)).map(Line)
ADDRESSES = st.from_regex(
    r"https?://[a-z]{1,8}\.example(:[1-9][0-9]{3})?/[a-z?&=é%]{0,9}", fullmatch=True
)
PLACES = st.one_of(
    ADDRESSES.map(lambda a: {"feed": WebAddress(a)}),
    ADDRESSES.map(lambda a: {"page": WebAddress(a)}),
    LINES.filter(lambda line: not line.startswith("~")).map(lambda a: {"path": Path(a)}),
)
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "section": LINES,
        "language": st.sampled_from(["en", "pt-BR"]).map(Language),
        "weight": st.floats(0, 100, exclude_min=True),
        "full_text": st.sampled_from(["auto", "feed", "page"]).map(FullText),
        "max_words_shown": st.integers(0, 10**6),
    },
)
SOURCES = st.builds(lambda n, p, c: Source(name=n, **p, **c), LINES, PLACES, CHOICES)
PIECES = st.lists(
    st.sampled_from(
        [
            "",
            "# a comment",
            "#[[sources]]",
            '[[sources]] # {n}\nname = "Outlet {n}"\npath = "{n}"',
            '\n[["sources"]]\n# {n}\n  feed = "https://{n}.example/" # x\n\n  name = \'Outlet {n}\'',
            '[[sources]]\npage = "https://{n}.example/p"\nname = """\\\n  Outlet {n}"""\nweight=3\n\n\n',
        ]
    ),
    max_size=6,
)


def _file(pieces, tail, end):
    body = "".join(f"{piece}\n".replace("{n}", str(n)) for n, piece in enumerate(pieces))
    return ('title = "x"\n' * bool(end) + body + tail).replace("\n", end or "\n")


FILES = st.builds(
    _file,
    PIECES,
    st.sampled_from(["", "\n\n# the end\n", "[fetch]\ndelay = 2\n# sources\n", "[store]\n\n"]),
    st.sampled_from(["", "\n", "\r\n"]),
)


@settings(deadline=None)
@given(FILES, SOURCES)
def test_adding_and_removing_gives_the_file_back(text, source):
    """Byte for byte, whatever the file looks like; and what was added loads as it was meant."""
    before = parse_config(text, FILE)
    assume(source.name not in names(text) and source.place not in {s.place for s in before.sources})
    added = add(text, source)
    after = parse_config(added, FILE)
    assert after.sources == (*before.sources, source)
    assert (after.title, after.fetch, after.store) == (before.title, before.fetch, before.store)
    assert remove(added, source.name) == text


@settings(deadline=None)
@given(FILES, st.data())
def test_removing_takes_one_source_and_nothing_else(text, data):
    """Every line that is left was there, in the same order; the rest loads as before."""
    before = parse_config(text, FILE)
    assume(before.sources)
    source = data.draw(st.sampled_from(before.sources))
    removed = remove(text, source.name)
    after = parse_config(removed, FILE)
    assert after.sources == tuple(s for s in before.sources if s != source)
    assert (after.title, after.fetch, after.store) == (before.title, before.fetch, before.store)
    lines = iter(text.splitlines(keepends=True))
    assert all(line in lines for line in removed.splitlines(keepends=True))


@settings(deadline=None)
@given(
    st.lists(st.builds(Listed, st.text(), st.one_of(st.text(), ADDRESSES), st.none() | st.text()))
)
def test_any_list_can_be_imported(listed):
    """Whatever it holds, the result loads, and each feed is added, known or refused."""
    imported = import_opml(LAID_OUT, listed)
    sources = parse_config(imported.text, FILE).sources
    assert sources[3:] == imported.added
    assert len(imported.added) + imported.known + len(imported.refused) == len(listed)
    assert import_opml(imported.text, listed).added == ()


# ---- lists of feeds --------------------------------------------------------------------------


def test_a_list_adds_what_is_not_there_yet():
    """Known addresses are counted, wrong ones named; names are made unique, missing ones found."""
    imported = import_opml(
        LAID_OUT,
        [
            Listed("Post again", "https://POST.example/feed.xml", "News"),
            Listed("Wire", "https://wire.example/a", "News"),
            Listed("Wire", "https://wire.example/b"),
            Listed(" Two\nlines ", "https://two.example/", " \n"),
            Listed("", "https://www.host.example/feed"),
            Listed("Gopher", "gopher://old.example/"),
            Listed("Twice", "https://two.example/"),
        ],
    )
    assert [(s.name, s.feed, s.section) for s in imported.added] == [
        ("Wire (2)", "https://wire.example/a", "News"),
        ("Wire (3)", "https://wire.example/b", None),
        ("Two lines", "https://two.example/", None),
        ("host.example", "https://www.host.example/feed", None),
    ]
    assert (imported.known, imported.refused) == (2, ("gopher://old.example/",))
    assert parse_config(imported.text, FILE).sources[3:] == imported.added
    assert import_opml(imported.text, []).text == imported.text


def test_a_long_list_is_imported_at_once():
    """Five hundred feeds are one edit."""
    listed = [Listed(f"Feed {n}", f"https://{n}.example/") for n in range(500)]
    assert len(names(import_opml("", listed).text)) == 500


def test_feeds_and_pages_are_exported_in_a_fixed_order():
    """Sections are groups; names order all; a path on one's own disk is nobody else's business."""
    sources = [
        Source(name=Line("b"), feed=WebAddress("https://b.example/"), section=Line("Sport")),
        Source(name=Line("A & <B>\ufffe"), feed=WebAddress("https://a.example/?x&y")),
        Source(name=Line("Notices"), page=WebAddress("https://n.example/"), section=Line("Sport")),
        Source(name=Line("Papers"), path=Path("/srv/papers")),
        Source(name=Line("c"), feed=WebAddress("https://c.example/"), section=Line("Arts")),
    ]
    text = export_opml(sources, "Harbour")
    assert text == export_opml(sources[::-1], "Harbour")
    root = etree.fromstring(text.encode())
    assert (root.get("version"), root.findtext("head/title")) == ("2.0", "Harbour")
    assert [dict(outline.attrib) for outline in root.iter("outline")] == [
        {"text": "A & <B>", "type": "rss", "title": "A & <B>", "xmlUrl": "https://a.example/?x&y"},
        {"text": "Arts"},
        {"text": "c", "type": "rss", "title": "c", "xmlUrl": "https://c.example/"},
        {"text": "Sport"},
        {"text": "b", "type": "rss", "title": "b", "xmlUrl": "https://b.example/"},
        {"text": "Notices", "type": "link", "url": "https://n.example/"},
    ]
    assert len(root.findall("body/outline")) == 3


def test_an_export_comes_back_as_it_was():
    """What one digest exports, another one imports with names and sections."""
    sources = [
        Source(name=Line("Post"), feed=WebAddress("https://post.example/"), section=Line("News")),
        Source(name=Line("Zoë’s"), feed=WebAddress("https://z.example/ü"), section=Line("News")),
    ]
    root = etree.fromstring(export_opml(sources, "x").encode())
    listed = [
        Listed(o.get("text"), o.get("xmlUrl"), o.getparent().get("text"))
        for o in root.iter("outline")
        if o.get("xmlUrl")
    ]
    assert import_opml("", listed).added == tuple(sources)


# ---- what is typed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "place", "name"),
    [
        ("feed", "https://www.post.example/feed.xml", "post.example"),
        ("page", "http://127.0.0.1:8770/", "127.0.0.1"),
        ("path", "articles/harbour", "harbour"),
        ("path", ".", "."),
    ],
)
def test_a_source_without_a_name_is_called_after_its_place(kind, place, name):
    """Its host, or the last part of its path."""
    source = new_source(kind, place, section="Harbour")
    assert (source.name, source.section) == (name, "Harbour")
    assert getattr(source, kind) is not None


def test_what_is_typed_wrong_is_told_in_one_line():
    """The value, and what was expected."""
    with pytest.raises(UsageError, match=r'^"ftp://a/ b": expected an address such as'):
        new_source("feed", "ftp://a/\nb")
    with pytest.raises(UsageError, match=r'^"": expected one line of text'):
        new_source("path", "a", name="")

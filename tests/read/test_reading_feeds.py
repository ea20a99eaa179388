"""Feeds of every format, honest and hostile → entries in plain text, and articles made of them."""

import json
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import ReadError
from digest.read.feeds import FEED_LIMIT, Entry, Feed, articles_of, read_feed
from digest.read.files import read_paths
from tests.memory import lines_and_peak

CAPTURED = Path(os.environ.get("DIGEST_DATA", "../shared")) / "data/feeds/captured"
NOW = "2026-03-02T12:00:00Z"
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
MODULES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(*items: str, channel: str = "", before: str = "") -> bytes:
    """An RSS 2.0 feed of the Drasna Lantern; items are what stands in them."""
    body = "".join(f"<item>{item}</item>" for item in items)
    head = "<title>Drasna Lantern</title><link>http://lantern.example/</link>"
    return f'{before}<rss version="2.0" {MODULES}><channel>{head}{channel}{body}</channel></rss>'.encode()


def atom(*entries: str, feed: str = "<title>Drasna Lantern</title>") -> bytes:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f"<feed {ATOM}>{feed}{body}</feed>".encode()


def json_feed(*items: object, **feed: object) -> bytes:
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "Drasna Lantern"}
    return json.dumps({**head, **feed, "items": items}).encode()


def read(data: bytes, **options: object) -> Feed:
    return read_feed(data, "feed", now=NOW, **options)  # type: ignore[arg-type]


def entry(data: bytes, **options: object) -> Entry:
    """The only entry of a feed."""
    (only,) = read(data, **options).entries
    return only


# ---- what a feed says ------------------------------------------------------------------------


def test_an_rss_entry_in_full() -> None:
    """Key, address, title, full text, author, date, language; and the feed around it."""
    feed = read(
        rss(
            "<title>Ferry hits the breakwater</title><link>http://lantern.example/ferry</link>"
            '<guid isPermaLink="false">n-17</guid><dc:creator>Ann Lisk</dc:creator>'
            "<pubDate>Mon, 02 Mar 2026 06:30:00 +0200</pubDate><description>Short.</description>"
            "<content:encoded><![CDATA[<p>A ferry hit it.</p><p>No one was hurt.</p>]]></content:encoded>",
            channel="<language>en-GB</language><ttl>30</ttl>",
        )
    )
    assert (feed.title, feed.url, feed.language, feed.ttl) == (
        "Drasna Lantern",
        "http://lantern.example/",
        "en",
        30,
    )
    assert feed.entries == (
        Entry(
            key="n-17",
            url="http://lantern.example/ferry",
            title="Ferry hits the breakwater",
            text="A ferry hit it.\n\nNo one was hurt.",
            is_full=True,
            author="Ann Lisk",
            outlet=None,
            published="2026-03-02T04:30:00Z",
            updated=None,
            language="en",
        ),
    )


def test_an_atom_entry_in_full() -> None:
    """Several authors, xhtml content, both dates, a language of its own, links against xml:base."""
    found = entry(
        f'<feed {ATOM} xml:base="https://lantern.example/news/"><title>Lantern</title><entry xml:lang="de">'
        "<id>tag:lantern.example,2026:1</id><title type='html'>Fähre &amp;amp; Mole</title>"
        "<link rel='alternate' href='ferry.html'/><author><name>Ann Lisk</name></author>"
        "<author><name>Bo Ray</name></author><published>2026-03-01T10:00:00+01:00</published>"
        "<updated>2026-03-01T11:00:00Z</updated><content type='xhtml'>"
        "<div xmlns='http://www.w3.org/1999/xhtml'><p>Eins.</p><ul><li>Zwei</li><li>Drei</li></ul></div>"
        "</content></entry></feed>".encode(),
    )
    assert found.url == "https://lantern.example/news/ferry.html"
    assert (found.title, found.text) == ("Fähre & Mole", "Eins.\n\nZwei\nDrei")
    assert (found.author, found.language, found.is_full) == ("Ann Lisk, Bo Ray", "de", True)
    assert (found.published, found.updated) == ("2026-03-01T09:00:00Z", "2026-03-01T11:00:00Z")


@pytest.mark.parametrize(
    "data",
    [
        b'<rss version="0.91"><channel><title>L</title><item><title>T</title>'
        b"<link>http://a.example/1</link></item></channel></rss>",
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b"<channel><title>L</title></channel><item rdf:about='http://a.example/1'><title>T</title>"
        b"<link>http://a.example/1</link></item></rdf:RDF>",
        b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>L</title><entry><title>T</title>'
        b'<link rel="alternate" type="text/html" href="http://a.example/1"/></entry></feed>',
        b'<feed><title>L</title><entry><title>T</title><link href="http://a.example/1"/></entry></feed>',
    ],
)
def test_older_formats_are_read(data: bytes) -> None:
    """RSS 0.91, RSS 1.0, Atom 0.3, and Atom without its namespace."""
    found = entry(data)
    assert (found.title, found.url) == ("T", "http://a.example/1")


def test_a_json_feed_in_full() -> None:
    """HTML, plain text, both forms of authors; numbers that were meant as ids."""
    feed = read(
        json_feed(
            {"id": "1", "url": "/a", "title": "A", "content_html": "<p>One.<p>Two."},
            {"id": 2, "content_text": "Plain <b>.\nNext line.", "author": {"name": "Ann Lisk"}},
            {"id": "3", "summary": "Short.", "date_published": "2026-03-01T10:00:00+02:00"},
            home_page_url="https://lantern.example/",
            language="en-US",
        )
    )
    one, two, three = feed.entries
    assert (one.url, one.text, one.language) == ("https://lantern.example/a", "One.\n\nTwo.", "en")
    assert (two.key, two.text, two.author) == ("2", "Plain <b>.\nNext line.", "Ann Lisk")
    assert (three.is_full, three.published) == (False, "2026-03-01T08:00:00Z")


def test_json_fields_of_wrong_types_count_as_missing() -> None:
    """An item that is no object is passed over; NaN, endless numbers and lone surrogates do no harm."""
    data = json_feed(
        None, "x", {"id": ["x"], "title": {"a": 1}, "authors": {"name": 3}}, {"id": "9"}
    )
    assert read(data).entries == ()
    odd = b'{"version":"https://jsonfeed.org/version/1","items":[{"id":NaN,"content_text":"a\\ud800b\\u0000"},'
    feed = read(odd + b'{"id":' + b"9" * 10_000 + b',"content_text":"x"}]}')
    assert [e.text for e in feed.entries] == ["a\ufffdb", "x"]


# ---- titles, texts, names --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Salt &amp;amp; Sea", "Salt & Sea"),
        ("Salt &amp;amp;amp; Sea", "Salt & Sea"),
        ("&lt;b&gt;Salt&lt;/b&gt; and\n  sea", "Salt and sea"),
        ("&amp;lt;i&amp;gt;Salt&amp;lt;/i&amp;gt;", "Salt"),
        ("Salt&lt;script&gt;alert(1)&lt;/script&gt;", "Salt"),
        ("3 &lt; 4 and 5 &gt; 4", "3 < 4 and 5 > 4"),
        ("The &lt;video&gt; element", "The <video> element"),
        ("Sal\u202et\u200b", "Salt"),
        ("<![CDATA[It&#8217;s <em>salt</em>]]>", "It’s salt"),
        ("Caf&eacute; &nbsp; &unknown;Sal&#8;t & sea", "Café Salt & sea"),
    ],
)
def test_titles_are_plain(written: str, title: str) -> None:
    """No markup, entities resolved even where escaped twice, one line, nothing invisible."""
    assert entry(rss(f"<title>{written}</title>")).title == title


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>A<p>B", "A\n\nB"),
        ("A<br>B<br><br>C", "A\nB\n\nC"),
        ("<h2>A</h2>B <b>c</b>\n d", "A\n\nB c d"),
        ("<ol><li>A<li>B</ol>C", "A\nB\n\nC"),
        ("<script>x</script><style>y</style>A<img alt='z'>", "A"),
        ("<figure><img><figcaption>Smoke (Ann Lisk)</figcaption></figure><p>A", "A"),
        ("<p class='wp-caption-text'>Smoke</p><p>A</p>", "A"),
        ("<table><tr><td>A<td>1<tr><td>B<td>2</table>", "A 1\nB 2"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("A. <a href='x'>Continue reading Ferry</a>", "A.\n\nContinue reading Ferry"),
        ("A <a href='x'>ferry</a>, said B.", "A ferry, said B."),
        ("No tags.\nOne paragraph.\n\nTwo &amp; three.", "No tags. One paragraph.\n\nTwo & three."),
        ("Merck &amp;amp; Co.", "Merck & Co."),
        ("a &lt; b > c", "a < b > c"),
        ("<!-- x --><p>A<!-- y -->", "A"),
        ("<b><i>" * 2000 + "deep", "deep"),
    ],
)
def test_texts_are_paragraphs(markup: str, text: str) -> None:
    """Blocks become paragraphs, items lines; pictures, captions and scripts go; words stay."""
    assert entry(rss(f"<description><![CDATA[{markup}]]></description>")).text == text


def test_the_fullest_content_is_the_text() -> None:
    """Whatever the order; what describes a picture is no text."""
    media = "<media:description>A long description of the picture.</media:description>"
    full = "<content:encoded>Every word of it.</content:encoded>"
    for order in (
        full + "<description>Short.</description>",
        "<description>Short.</description>" + full,
    ):
        found = entry(rss(media + order + media))
        assert (found.text, found.is_full) == ("Every word of it.", True)
    assert entry(rss(f"<title>T</title>{media}")).text == ""
    assert not entry(rss("<description>Short.</description>" + media)).is_full


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("<author>lisk@lantern.example (Ann Lisk)</author>", "Ann Lisk"),
        ("<author>lisk@lantern.example</author>", None),
        ("<author>Ann Lisk</author>", "Ann Lisk"),
        ("<author>Ann Lisk &lt;lisk@lantern.example&gt;</author>", "Ann Lisk"),
        ("<author>Ann Lisk (lisk@lantern.example)</author>", "Ann Lisk"),
        ("<dc:creator>Ann Lisk</dc:creator><dc:creator>Bo Ray</dc:creator>", "Ann Lisk, Bo Ray"),
        ("<dc:creator><![CDATA[Ann &amp; Bo <b>Ray</b>]]></dc:creator>", "Ann & Bo Ray"),
    ],
)
def test_authors_are_names(written: str, author: str | None) -> None:
    """A mail address is none."""
    assert entry(rss("<title>T</title>" + written)).author == author


def test_the_outlet_is_the_source_that_an_entry_names() -> None:
    """Its name is cut from the end of the title; the feed itself is no other outlet."""
    named = '<title>Ferry hit - Ostrel Post</title><source url="http://post.example/">Ostrel Post</source>'
    assert (entry(rss(named)).title, entry(rss(named)).outlet) == ("Ferry hit", "Ostrel Post")
    own = '<title>Ferry hit</title><source url="http://lantern.example/f">Drasna Lantern</source>'
    assert entry(rss(own)).outlet is None
    planet = "<id>1</id><title>Ferry</title><source><id>x</id><title>Ostrel Post</title></source>"
    assert entry(atom(planet)).outlet == "Ostrel Post"
    assert entry(atom(planet)).title == "Ferry"


# ---- addresses, identities, dates ------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("<link>javascript:alert(1)</link>", None),
        ("<link>data:text/html,x</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>http://[::1</link>", None),
        ("<link>http://ann:secret@lantern.example/</link>", None),
        ("<link>http://lantern.example:99999/</link>", None),
        (f"<link>http://lantern.example/{'a' * 2000}</link>", None),
        ("<link>/ferry</link>", "http://lantern.example/ferry"),
        (
            "<link>  http://lantern.example/a b?x=1&y=2 </link>",
            "http://lantern.example/a%20b?x=1&y=2",
        ),
        ("<guid>http://lantern.example/g</guid>", "http://lantern.example/g"),
        ('<guid isPermaLink="false">http://lantern.example/g</guid>', None),
        ("<link>ftp://x.example/</link><guid>http://lantern.example/g</guid>", None),
        (
            "<link>http://feeds.example/~r/1</link>"
            "<feedburner:origLink>http://lantern.example/o</feedburner:origLink>",
            "http://lantern.example/o",
        ),
    ],
)
def test_addresses_are_http_and_absolute(written: str, url: str | None) -> None:
    """Anything else is dropped, never the entry."""
    assert entry(rss("<title>T</title>" + written)).url == url


def test_one_identity_is_one_entry() -> None:
    """By id, else by address, else by content; the first one stays."""
    same = '<guid isPermaLink="false">1</guid>'
    assert [
        e.title for e in read(rss(f"<title>A</title>{same}", f"<title>B</title>{same}")).entries
    ] == ["A"]
    link = "<link>http://lantern.example/1</link>"
    assert len(read(rss(f"<title>A</title>{link}", f"<title>B</title>{link}")).entries) == 1
    assert (
        len(read(rss("<title>A</title>", "<title>A</title>", "<title>B</title>", "")).entries) == 2
    )
    one, other = (entry(rss("<title>A</title>")).key for _ in range(2))
    assert one == other


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Mon, 02 Mar 2026 06:30:00 GMT", "2026-03-02T06:30:00Z"),
        ("Mon, 02 Mar 2026 06:30:00", "2026-03-02T06:30:00Z"),
        ("Mon, 02 Mar 2026 06:30 EST", "2026-03-02T11:30:00Z"),
        ("2026-03-02", "2026-03-02T00:00:00Z"),
        ("Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59Z"),
        ("Tue, 03 Mar 2026 11:00:00 GMT", "2026-03-03T11:00:00Z"),
        ("Tue, 03 Mar 2026 13:00:00 GMT", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -2359", None),
        ("Sat, 01 Jan 0000 00:00:00 GMT", None),
        ("yesterday", None),
        ("9" * 400, None),
        ("", None),
    ],
)
def test_dates_are_utc_and_absurd_ones_none(written: str, published: str | None) -> None:
    """Before 1990, or over a day later than now."""
    assert entry(rss(f"<title>T</title><pubDate>{written}</pubDate>")).published == published


def test_without_a_clock_no_date_is_late() -> None:
    """The caller that has one says so; what was updated stands in for what was published."""
    data = atom("<id>1</id><title>T</title><updated>2099-01-01T00:00:00Z</updated>")
    (found,) = read_feed(data, "feed").entries
    assert found.published == found.updated == "2099-01-01T00:00:00Z"


# ---- what is no feed -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\xef\xbb\xbf", "empty"),
        (bytes(range(256)) * 8, "no feed: neither XML nor JSON"),
        (b"\x1f\x8b\x08\0\0\0", "no feed: neither XML nor JSON"),
        (b"/etc/hostname", "no feed: neither XML nor JSON"),
        (b"<note><title>x</title></note>", "XML, but no feed: its root element is <note>"),
        (b"{}", "JSON, but no JSON Feed"),
        (b"[1, 2]", "JSON, but no JSON Feed"),
        (b'{"a": ', "broken JSON: "),
        (b"[" * 200_000, "broken JSON: too deeply nested"),
        (b'{"items": [' + b"{}," * 2_000_000 + b"{}]}", "JSON of more values than a feed has"),
        (b"<html><body><p>Sign in", "is a web page, not a feed; it names no feed"),
    ],
)
def test_what_is_no_feed_says_why(data: bytes, reason: str) -> None:
    """In one line, with the source."""
    with pytest.raises(ReadError) as raised:
        read(data)
    assert str(raised.value).startswith(f"feed: {reason}")
    assert "\n" not in str(raised.value)


def test_a_page_in_place_of_a_feed_names_its_feeds() -> None:
    """So that the address in the configuration can be put right."""
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    page = "<!doctype html><head>" + "".join(link.format(f"/{n}.xml") for n in range(5))
    with pytest.raises(ReadError, match="is a web page, not a feed; feeds it names: ") as raised:
        read(page.encode(), base="https://lantern.example/news")
    assert "https://lantern.example/0.xml, https://lantern.example/1.xml" in str(raised.value)
    assert "3.xml" not in str(raised.value)


def test_a_feed_without_entries_is_one() -> None:
    """Nothing is wrong with it."""
    assert read(rss()).entries == read(atom()).entries == read(json_feed()).entries == ()


# ---- encodings and broken documents ----------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16", "utf-8"),
        ("ISO-8859-1", "utf-8"),
        ("ISO-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("UTF-8", "latin-1"),
        ("x-klingon", "utf-8"),
        ("UTF-7", "utf-8"),
        ("hex", "utf-8"),
    ],
)
def test_encodings_declared_or_lied_about(declared: str, encoding: str) -> None:
    """The bytes decide, then the declaration."""
    data = rss("<title>Café Zürich</title>", before=f'<?xml version="1.0" encoding="{declared}"?>')
    assert entry(data.decode().encode(encoding)).title == "Café Zürich"


def test_the_header_names_an_encoding_that_bytes_do_not_tell() -> None:
    """Shift_JIS and its like."""
    data = rss("<title>港のフェリー</title>").decode().encode("shift_jis")
    assert entry(data, content_type="text/xml; charset=Shift_JIS").title == "港のフェリー"


def test_what_breaks_off_is_read_as_far_as_it_is_whole() -> None:
    """The half entry at the end is not shown as if it were whole."""
    items = [f"<title>T{n}</title><description>All of {n}.</description>" for n in range(4)]
    data = rss(*items)
    cut = data[: data.index(b"of 3")]
    assert [e.title for e in read(cut).entries] == ["T0", "T1", "T2"]


def test_broken_xml_is_still_read() -> None:
    """Undeclared prefixes, bare ampersands, control characters, junk before the root."""
    data = (
        b"Warning: x\n<rss version='2.0'><channel><title>L</title><item><title>Salt & sea\0\x08</title>"
        b"<odd:creator>x</odd:creator><description>A<br>B</description></item></channel></rss>"
    )
    found = entry(data)
    assert found.title == "Salt & sea"
    assert found.text.startswith("A")


# ---- hostile ---------------------------------------------------------------------------------

_LAUGHS = "<!ENTITY l0 'HA'>" + "".join(
    f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 11)
)


@pytest.mark.parametrize(
    ("subset", "reference"),
    [
        (_LAUGHS, "&l10;"),
        ("<!ENTITY a '" + "HA" * 50_000 + "'>", "&a;" * 20_000),
        ("<!ENTITY a SYSTEM 'file:///etc/hostname'>", "&a;"),
        ("<!ENTITY % p SYSTEM 'http://127.0.0.1:9/dtd'> %p;", "&a;"),
    ],
)
def test_entities_of_the_document_are_never_expanded(subset: str, reference: str) -> None:
    """Neither nested nor external ones; the rest of the entry is read."""
    doctype = f"<?xml version='1.0'?><!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/d' [{subset}]>"
    data = rss(f"<title>S{reference}alt</title><description>Sea.</description>", before=doctype)
    found = entry(data)
    assert (found.title, found.text) == ("Salt", "Sea.")


@pytest.mark.parametrize(
    "inner",
    [
        "<links>x</links><link>http://lantern.example/</link>",
        "<authors>x</authors><author>y</author>",
        "<content><content>x</content></content><summary_detail>y</summary_detail>",
        "<source>S<source><title>x</title></source></source>",
        "<published_parsed>x</published_parsed><tags>x</tags><category>y</category>",
        "<entries>x</entries><feed>y</feed><init>z</init>",
        "<a>" * 3000 + "</a>" * 3000,
        "<author>" + "a" * 2_000_000 + "</author>",
        "</x><author>a@" + "b." * 150_000,
        "<guid>" + "g" * 100_000 + "</guid>",
        "".join(f"<n{n} a='1'/>" for n in range(3000)),
    ],
)
def test_elements_called_like_fields_of_the_parser_do_no_harm(inner: str) -> None:
    """Whatever comes of them, it is an entry or a ReadError."""
    with suppress(ReadError):
        assert entry(rss(f"<title>T</title>{inner}")).title


def test_no_more_entries_are_built_than_asked_for() -> None:
    """A document of many is cut before it is parsed, comments and CDATA not mistaken for entries."""
    items = [
        f"<title>T{n}</title><!-- <item> --><description><![CDATA[<item>]]>x</description>"
        for n in range(40)
    ]
    feed = read(rss(*items), most=7)
    assert [e.title for e in feed.entries] == [f"T{n}" for n in range(7)]
    entries = [f"<id>{n}</id><title>T{n}</title>" for n in range(40)]
    assert len(read(atom(*entries), most=7).entries) == 7
    assert (
        len(read(json_feed(*({"id": str(n), "title": "T"} for n in range(40))), most=7).entries)
        == 7
    )


_BOUNDED = """
import resource, sys
from digest.errors import ReadError
from digest.read.feeds import articles_of, read_feed
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
def item(text): return "<item><title>T</title><description>" + text + "</description></item>"
head, tail = '<rss version="2.0"><channel><title>F</title>', "</channel></rss>"
bodies = {
    "entries": head + item("x") * 250_000 + tail,
    "line": head + item("first") + item("x" * 40_000_000) + tail,
    "nested": head + item("<a>" * 90_000 + "</a>" * 90_000) + tail,
    "attributes": "<rss " + " ".join(f"a{n}='1'" for n in range(50_000)) + head[4:] + item("x") + tail,
    "angles": head + "<" * 5_000_000,
    "html": head + item("<![CDATA[" + "<b><i>" * 150_000 + "]]>") + tail,
    "pages": "<html>" + "<div><a href='/feed'>" * 400_000,
    "json": '{"version": "https://jsonfeed.org/version/1", "items": [' + "[]," * 3_000_000 + "[]]}",
}
for name, body in bodies.items():
    try:
        feed = read_feed(body.encode(), name)
        print(name, len(feed.entries), len(articles_of(feed, name)))
    except ReadError as error:
        print(error)
"""


def test_huge_and_hostile_feeds_are_bounded_in_memory() -> None:
    """In a process of its own: none of them takes 300 MB, the bytes themselves included."""
    lines, peak = lines_and_peak(_BOUNDED, 120)
    assert lines[0].startswith("entries ")
    assert lines[1] == "line 1 1"
    assert len(lines) == 8
    assert peak < 300 + 100  # the eight bodies are made in the same process


def test_json_over_the_limit_is_refused() -> None:
    """It cannot be cut."""
    with pytest.raises(ReadError, match="over 10 MB of JSON"):
        read(b'{"a": "' + b"x" * FEED_LIMIT + b'"}')


_PIECES = [
    *(
        "<rss version='2.0'>",
        "<channel>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<link>",
        "&amp;",
        "&",
    ),
    *(
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<entry>",
        "<feed>",
        "</feed>",
        "<content type='xhtml'>",
        "<div>",
    ),
    *(
        "\0",
        "\ud800",
        "\x08",
        "x",
        "<guid>",
        "</guid>",
        "<pubDate>9999",
        "<source>",
        "<a b='",
        "<!DOCTYPE",
        "<?",
    ),
    *(
        "</",
        ">",
        '{"version":"https://jsonfeed.org/version/1","items":[',
        "{}",
        "]}",
        '"',
        "<media:title>",
    ),
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(_PIECES), max_size=25),
    st.sampled_from(["", "<rss version='2.0'><channel>", "<feed>"]),
)
def test_any_bytes_give_a_feed_or_a_read_error(pieces: list[str], start: str) -> None:
    """Nothing else is ever raised, and nothing that is given holds control characters or markup of titles."""
    try:
        feed = read((start + "".join(pieces)).encode("utf-8", "surrogatepass"))
    except ReadError as error:
        assert error.source == "feed"
        return
    for found in feed.entries:
        assert (
            (found.title + found.text).isprintable() or "\n" in found.text or "\ufffd" in found.text
        )
        assert found.url is None or found.url.startswith(("http://", "https://"))
    articles_of(feed, "feed")


# ---- entries → articles ----------------------------------------------------------------------


def test_articles_carry_what_the_feed_says() -> None:
    """Outlet of the entry, else of the feed, else the host; credits and place out of the text."""
    data = rss(
        "<title>A - Ostrel Post</title><link>http://post.example/a?utm_source=x</link>"
        '<source url="http://post.example/">Ostrel Post</source>'
        "<description>DRASNA (Reuters) - A ferry hit the breakwater.</description>",
        "<title>B</title>",
    )
    first, second = articles_of(read(data), "http://lantern.example/feed")
    assert (first.outlet, first.source, first.url) == (
        "Ostrel Post",
        "http://post.example/a?utm_source=x",
        "http://post.example/a?utm_source=x",
    )
    assert (first.place, first.credits) == ("DRASNA", ("Reuters",))
    assert (second.outlet, second.url) == ("Drasna Lantern", None)
    assert second.source.startswith("http://lantern.example/feed#")
    (bare,) = articles_of(
        read(json_feed({"id": "1", "url": "https://www.post.example/1", "title": "T"}, title="")),
        "f",
    )
    assert bare.outlet == "post.example"


def test_one_address_is_one_article_and_parts_of_a_page_are_several() -> None:
    """Ids do not hang on the order of the entries."""
    link = "<title>{0}</title><guid isPermaLink='false'>{0}</guid><link>http://lantern.example/{1}</link>"
    same = rss(link.format("A", "x"), link.format("B", "x?utm_medium=rss"), link.format("C", "y"))
    assert [a.title for a in articles_of(read(same), "f")] == ["A", "C"]
    parts = [link.format("A", "page#1"), link.format("B", "page#2"), link.format("C", "page#3")]
    forward, backward = (articles_of(read(rss(*order)), "f") for order in (parts, parts[::-1]))
    assert len(forward) == 3
    assert {a.id: a.title for a in forward} == {a.id: a.title for a in backward}


def test_feeds_are_read_from_files(tmp_path: Path) -> None:
    """Below a folder, from the feed alone; what is none is left out, with its reason."""
    story = (
        "<title>Ferry</title><link>http://lantern.example/1</link><description>Sea.</description>"
    )
    (tmp_path / "a.xml").write_bytes(rss(story))
    (tmp_path / "b.atom").write_bytes(atom("<id>1</id><title>T</title>"))
    (tmp_path / "c.rss").write_bytes(rss())
    (tmp_path / "d.json").write_bytes(json_feed({"id": "1", "title": "J"}))
    (tmp_path / "e.json").write_bytes(b'{"a": 1}')
    (tmp_path / "f.xml").write_bytes(b"<urlset/>")
    reading = read_paths([tmp_path])
    assert [a.source for a in reading.articles] == [
        "http://lantern.example/1",
        "b.atom#1",
        "d.json#1",
    ]
    assert {left.source: left.reason for left in reading.left_out} == {
        "e.json": "JSON, but no JSON Feed",
        "f.xml": "XML, but no feed: its root element is <urlset>",
    }


# ---- real feeds ------------------------------------------------------------------------------


@pytest.mark.skipif(
    not CAPTURED.is_dir(), reason=f"no captured feeds at {CAPTURED}; set DIGEST_DATA"
)
def test_every_captured_feed_is_read() -> None:
    """Feeds as they were served: all have entries, nearly all of these a title, a date and a text."""
    found: Counter[str] = Counter()
    for file in sorted(CAPTURED.iterdir()):
        feed = read(file.read_bytes())
        articles = articles_of(feed, file.name)
        assert feed.title and feed.entries and articles, file.name
        for article in articles:
            found.update(
                articles=1,
                title=bool(article.title),
                text=bool(article.text),
                date=article.published is not None,
                url=article.url is not None,
                outlet=not article.outlet.startswith("Unknown"),
            )
            assert "<" not in article.title or ">" not in article.title
            assert not article.title.startswith("&") and "\n" not in article.title
    assert found["articles"] > 600
    for what in ("title", "date", "url", "outlet"):
        assert found[what] >= 0.99 * found["articles"], what
    assert found["text"] >= 0.95 * found["articles"]

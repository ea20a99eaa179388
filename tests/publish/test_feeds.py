"""RSS, Atom and JSON Feed."""

import json
from dataclasses import replace
from email.utils import parsedate_to_datetime

import feedparser
import invented_editions as invented
import pytest
from lxml import etree

from digest.publish import Press, Site
from digest.publish.entries import MOST
from digest.publish.feeds import atom, rss

ATOM = {"a": "http://www.w3.org/2005/Atom"}
BRIDGE_TAG = invented.BRIDGE.tag


@pytest.fixture(scope="module")
def made(files):
    return files(invented.full(), invented.earlier())


@pytest.fixture
def rss_root(made):
    return etree.fromstring(made["site/feed.xml"].encode())


@pytest.fixture
def atom_root(made):
    return etree.fromstring(made["site/atom.xml"].encode())


@pytest.fixture
def told(made):
    return json.loads(made["site/feed.json"])


def test_all_feeds_hold_the_same_stories(rss_root, atom_root, told):
    """One entry a story, under the identity it was given once."""
    ids = {story.tag for story in invented.full().stories}
    assert {e.text for e in rss_root.iter("guid")} == ids
    assert {e.text for e in atom_root.iterfind("a:entry/a:id", ATOM)} == ids
    assert {item["id"] for item in told["items"]} == ids


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_a_feed_reader_finds_nothing_wrong(made, name):
    """A strict parser reads it without a complaint."""
    parsed = feedparser.parse(made[f"site/{name}"].encode())
    assert not parsed.bozo
    assert parsed.feed.title == "The Lantern"
    assert parsed.feed.link == "https://lantern.example/"
    assert all(
        entry.link.startswith("https://lantern.example/stories/") for entry in parsed.entries
    )


def test_a_guid_is_no_address(rss_root):
    """A tag: URI says that it is no permalink."""
    assert {guid.get("isPermaLink") for guid in rss_root.iter("guid")} == {"false"}


def test_rss_is_newest_first_and_never_in_the_future(rss_root):
    """No entry is dated after the newest change."""
    dates = [parsedate_to_datetime(each.text) for each in rss_root.iter("pubDate")]
    newest = parsedate_to_datetime(rss_root.findtext("channel/lastBuildDate"))
    assert newest.isoformat() == "2031-03-04T09:00:00+00:00"
    assert dates == sorted(dates, reverse=True)
    assert max(dates) <= newest


def test_rss_has_the_summary_before_the_content(rss_root):
    """Readers that stop at the first text get the shorter one."""
    item = rss_root.find("channel/item")
    tags = [child.tag for child in item]
    encoded = "{http://purl.org/rss/1.0/modules/content/}encoded"
    assert tags.index("description") < tags.index(encoded)
    assert item.findtext("description").startswith("Corrected. The Marrow Bridge")
    assert "Deep Look" in item.findtext(encoded)
    assert rss_root.findtext("channel/ttl") == "60"


def test_each_feed_says_where_it_is(rss_root, atom_root, told):
    """Exactly one address of its own."""
    own = rss_root.xpath("channel/a:link[@rel='self']/@href", namespaces=ATOM)
    assert own == ["https://lantern.example/feed.xml"]
    assert atom_root.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == [
        "https://lantern.example/atom.xml"
    ]
    assert told["feed_url"] == "https://lantern.example/feed.json"


def test_atom_entries_name_their_page_and_their_sources(atom_root):
    """The leader of each origin is `via`; what derives from it is `related`."""
    [entry] = [
        e
        for e in atom_root.iterfind("a:entry", ATOM)
        if e.findtext("a:id", None, ATOM) == BRIDGE_TAG
    ]
    links = [(each.get("rel"), each.get("title")) for each in entry.iterfind("a:link", ATOM)]
    assert links == [
        ("alternate", None),
        ("via", "Vellmar Courier"),
        ("related", "Northshore Gazette"),
        ("via", "The Tidewater Post"),
        ("via", "Küstenblatt"),
    ]


def test_no_two_atom_entries_changed_at_the_same_instant(atom_root):
    """A fraction of a second of its own keeps the order of entries that know only their day."""
    changed = [each.text for each in atom_root.iterfind("a:entry/a:updated", ATOM)]
    assert len(set(changed)) == len(changed)
    assert changed == sorted(changed, reverse=True)
    assert atom_root.findtext("a:updated", None, ATOM) >= changed[0]


def test_an_entry_does_not_change_when_others_appear(files):
    """Its Atom time is its own and does not depend on its neighbours."""
    alone = replace(invented.full(), stories=(invented.BASSES,))
    entry = f"a:entry[a:id='{invented.BASSES.tag}']/a:updated"
    times = [
        etree.fromstring(files(edition)["site/atom.xml"].encode()).findtext(entry, None, ATOM)
        for edition in (alone, invented.full())
    ]
    assert times[0] == times[1]


def test_json_feed_names_the_sources(told):
    """Under its own extension, with letters and counts."""
    [item] = [each for each in told["items"] if each["id"] == BRIDGE_TAG]
    assert item["_digest"]["outlets"] == 5
    assert item["_digest"]["origins"] == 4
    assert item["_digest"]["sources"][1]["origin"] == "A"
    assert item["date_published"] <= item["date_modified"]
    assert "cracks in four" in item["content_text"]


def test_every_address_in_an_entry_is_absolute(told):
    """An entry is read far from the site."""
    for item in told["items"]:
        for href in etree.HTML(item["content_html"]).xpath("//@href"):
            assert href.startswith("https://")


def test_a_feed_holds_the_fifty_that_changed_last(site, templates):
    """Older stories leave the feed, not the site."""
    many = tuple(
        replace(invented.BASSES, id=f"s{n}", slug=f"s{n}", tag=f"tag:x.example,2031:{n}",
                published=f"2031-01-01T00:{n:02}:00Z", updated=f"2031-01-01T00:{n:02}:00Z")
        for n in range(60)
    )  # fmt: skip
    [feed] = rss([replace(invented.full(), stories=many)], Press(site, templates))
    guids = [each.text for each in etree.fromstring(feed.data).iter("guid")]
    assert guids == [f"tag:x.example,2031:{n}" for n in range(59, 59 - MOST, -1)]


def test_a_hub_is_named_where_one_is_known(templates):
    """In both feeds, beside exactly one address of their own."""
    site = Site("https://lantern.example/", "The Lantern", hub="https://hub.example/")
    for make in (rss, atom):
        [feed] = make([invented.full()], Press(site, templates))
        rels = etree.fromstring(feed.data).xpath(
            "//a:link[not(ancestor::a:entry)]/@rel", namespaces=ATOM
        )
        assert sorted(set(rels) - {"alternate"}) == ["hub", "self"]


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_hostile_titles_are_text_in_every_reader(files, name):
    """Even in those that take a title for HTML."""
    parsed = feedparser.parse(
        files(invented.hostile())[f"site/{name}"].encode(), sanitize_html=False
    )
    assert not parsed.bozo
    [entry] = parsed.entries
    for text in (entry.title, entry.summary, entry.content[0].value):
        assert "<script" not in text
    assert [link.href for link in entry.links if "javascript" in link.href] == []


def test_an_empty_edition_makes_valid_empty_feeds(files):
    """Nothing to tell is told well-formed."""
    made = files(invented.empty())
    assert not feedparser.parse(made["site/feed.xml"].encode()).bozo
    assert not feedparser.parse(made["site/atom.xml"].encode()).bozo
    assert json.loads(made["site/feed.json"])["items"] == []

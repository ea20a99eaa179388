"""The site's pages."""

import json
from dataclasses import replace

import invented_editions as invented
import pytest
from lxml import etree

from digest.publish.pages import parted
from digest.publish.view import views

STORY = "site/stories/marrow-bridge-closed/index.html"


@pytest.fixture(scope="module")
def made(files):
    return files(invented.full(), invented.earlier())


def tree(text):
    return etree.HTML(text)


def words(node):
    return " ".join("".join(node.itertext()).split())


def test_the_front_page_shows_the_newest_edition_in_order(made):
    """Stories as the edition orders them, those of one source in one line."""
    page = tree(made["site/index.html"])
    assert words(page.find(".//h1")) == "Tuesday, 4 March 2031"
    headlines = [words(each) for each in page.xpath("//article//h2")]
    assert headlines == ["Marrow Bridge closed until mid-March", "Lighthouse shines again"]
    assert [words(each) for each in page.xpath("//section//h3")] == [
        "Goat's cheese wins",
        "Choir seeks basses",
    ]


def test_the_leading_story_shows_three_bullets(made):
    """And the facts: who reports it, what is new, where they differ."""
    lead = tree(made["site/index.html"]).find(".//article")
    assert len(lead.xpath(".//ul[@class='quick-look']/li")) == 3
    assert words(lead.xpath(".//p[@class='kicker']")[0]) == "Infrastructure · Vellmar"
    assert words(lead.xpath(".//p[@class='facts']")[0]) == (
        "5 outlets, 4 independent · 2 new points since the last edition"
        " · 2 differences between sources · corrected"
    )


def test_the_leading_story_is_never_minor(site):
    """On a day without a story of two sources the first one still leads."""
    quiet = replace(invented.full(), stories=(invented.FAIR, invented.BASSES))
    lead, minor = parted(views(quiet, site))
    assert [len(lead), len(minor)] == [1, 1]


def test_a_story_page_has_its_parts_in_order(made):
    """As look and product have them."""
    page = tree(made[STORY])
    assert [words(each) for each in page.xpath("//article/section/h2")] == [
        "Quick Look", "Deep Look", "Quotes", "Where sources differ", "How it unfolded", "Names",
        "Corrections", "Sources",
    ]  # fmt: skip


def test_parts_that_are_empty_are_left_out(made):
    """Heading and table of contents both."""
    page = tree(made["site/stories/choir-seeks-basses/index.html"])
    assert [words(each) for each in page.xpath("//section/h2")] == ["Quick Look", "Sources"]
    assert [words(each) for each in page.xpath("//nav[@class='contents']//a")] == [
        "Quick Look",
        "Sources",
    ]


def test_a_story_of_one_source_says_so(made):
    """Short, plain, honest."""
    page = made["site/stories/choir-seeks-basses/index.html"]
    assert "Only Ostend Notes reports this so far." in page


def test_every_statement_opens_to_the_sentences_it_stands_on(made):
    """Numerals, support, and behind them sentence, outlet, date and link."""
    bullet = tree(made[STORY]).xpath("//ul[@class='quick-look']/li")[0]
    summary = bullet.find(".//summary")
    assert [each.text for each in summary.xpath(".//span[@class='numeral']")] == ["1", "2"]
    assert words(summary).endswith("2 outlets, 1 independent")
    cited = bullet.xpath(".//ol[@class='cited']/li")[1]
    assert words(cited) == (
        "Cracks were found in four hangers on the northern span"
        " Northshore Gazette, 4 March 2031 Read it there: Northshore Gazette"
    )
    assert cited.get("value") == "2"


def test_a_difference_is_a_table_with_a_column_for_each_value(made):
    """The outlets stand under it, the words are cited."""
    table = tree(made[STORY]).xpath("//table")[0]
    assert words(table.find("caption")) == "damaged hangers"
    assert [words(each) for each in table.iter("th")] == [
        "four of the eleven steel hangers",
        "Five hangers",
    ]
    assert words(table.find(".//td")).startswith("Vellmar Courier")


def test_changed_words_are_marked_and_named(made):
    """For those who see the mark and those who do not."""
    page = tree(made[STORY])
    assert words(page.find(".//mark")) == "No one is going to"
    assert "Changed: No one is going to" in words(page.xpath("//div[@class='wording']")[0])


def test_words_in_another_language_carry_it(made):
    """So that they are read out and hyphenated right."""
    assert '<p lang="de">' in made[STORY]


def test_every_page_names_feeds_and_its_own_address(made):
    """Discovery links with type and title, canonical, OpenGraph."""
    for path, text in made.items():
        if path.endswith(".html"):
            page = tree(text)
            types = page.xpath("//link[@rel='alternate'][@title]/@type")
            assert types[:3] == [
                "application/rss+xml", "application/atom+xml", "application/feed+json",
            ]  # fmt: skip
            own = "https://lantern.example/" + path[len("site/") :].removesuffix("index.html")
            assert page.xpath("//link[@rel='canonical']/@href") == [own]
            assert page.xpath("//meta[@property='og:url']/@content") == [own]


def test_links_within_the_site_lead_to_files_that_are_made(made):
    """Relative, so that they work from a folder too."""
    from posixpath import dirname, join, normpath

    for path, text in made.items():
        for href in tree(text).xpath("//@href") if path.endswith(".html") else ():
            if not href.startswith(("https:", "data:", "#")):
                assert normpath(join(dirname(path), href)) in made, (path, href)


def test_the_story_is_described_as_a_report_based_on_its_sources(made):
    """Structured data claim no authorship of what others wrote."""
    [script] = tree(made[STORY]).xpath("//script")
    data = json.loads(script.text)
    assert data["@type"] == "Report"
    assert "author" not in data
    assert invented.URL in data["isBasedOn"]
    assert data["citation"][0]["author"]["name"] == "Anna Lindqvist"
    assert len(data["citation"]) == 5


def test_structured_data_make_nothing_up(files):
    """No date of a story without one, no publisher of an article whose outlet nobody knows."""
    edition = invented.full()
    story = replace(edition.stories[0], published=None, updated=None)
    articles = tuple(
        replace(a, outlet=f"Unknown outlet ({a.source})", published=None) for a in edition.articles
    )
    made = files(replace(edition, stories=(story, *edition.stories[1:]), articles=articles))
    [script] = tree(made[STORY]).xpath("//script")
    data = json.loads(script.text)
    assert not {"datePublished", "dateModified"} & data.keys()
    assert not any({"datePublished", "publisher"} & cited.keys() for cited in data["citation"])
    assert "article:published_time" not in made[STORY]


@pytest.mark.parametrize("may_quote, forbidden", [(0, True), (None, False), (40, False)])
def test_a_story_without_a_quick_look_says_the_true_reason(files, may_quote, forbidden):
    """Quoting is forbidden only where every publisher forbids it; else the sources are short."""
    edition = invented.full()
    story = replace(edition.stories[0], quick_look=(), new=())
    articles = tuple(replace(a, may_quote=may_quote) for a in edition.articles)
    made = files(replace(edition, stories=(story, *edition.stories[1:]), articles=articles))
    [markdown] = [text for path, text in made.items() if path.endswith(".md")]
    for text in (words(tree(made[STORY])), " ".join(markdown.split())):
        assert ("No source of this story may be quoted. The originals" in text) is forbidden
        assert ("too short to quote more of them within the limit. The" in text) is not forbidden


def test_what_was_left_out_is_on_the_editions_page(made):
    """Each with its source and the reason."""
    page = tree(made["site/editions/2031-03-04/index.html"])
    left = page.xpath("//details[@class='left-out']")[0]
    assert words(left.find("summary")) == "Left out: 2"
    assert "articles/menu.html it holds no article (read)" in words(left)


def test_an_edition_without_a_story_is_honest(files):
    """It says so, and shows what was read."""
    made = files(invented.empty())
    for path in ("site/index.html", "site/editions/2031-03-04/index.html"):
        assert "There is no story in this edition." in made[path]
    assert "<details" in made["site/editions/2031-03-04/index.html"]


def test_the_archive_lists_all_editions_newest_first(made):
    """Every one with a link."""
    page = tree(made["site/archive/index.html"])
    assert [words(each) for each in page.xpath("//ol/li/h2")] == [
        "Tuesday, 4 March 2031",
        "Monday, 3 March 2031",
    ]


def test_pages_carry_no_script_and_load_nothing_from_elsewhere(made):
    """Structured data are no script; a link is not a load."""
    for path, text in made.items():
        if path.endswith(".html"):
            page = tree(text)
            assert set(page.xpath("//script/@type")) <= {"application/ld+json"}
            assert page.xpath("//@src") == []
    assert "url(" not in made["site/style.css"]
    assert "@import" not in made["site/style.css"]


def test_a_hostile_edition_stays_text(files):
    """Titles, names, reasons and addresses of outsiders come through as words only."""
    for path, text in files(invented.hostile()).items():
        if path.endswith(".html"):
            page = tree(text)
            assert page.xpath("//script[not(@type='application/ld+json')]") == []
            assert page.xpath("//img | //iframe | //@onerror") == []
            assert [h for h in page.xpath("//@href") if h.startswith("javascript")] == []
            assert "49" not in words(page.find("body")).replace("7*7", "")
        assert not {"\x00", "\x07", "\x1b", "\u202e", "\u2066"} & set(text), path

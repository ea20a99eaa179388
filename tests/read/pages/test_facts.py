"""Title, author, day, outlet, language and address of a page."""

import json

import pytest

from digest.read.html import read_html

REPORT = "".join(
    f"<p>{text}</p>"
    for text in (
        "A ferry hit the northern breakwater of Drasna harbour on Wednesday evening, the coastguard said.",
        "It was arriving from the island of Vesk with more than two hundred passengers on board.",
        "Divers recovered the voyage recorder on Thursday morning and took it to the capital, Ostrel.",
    )
)


def read(head="", body="", url=None, html=""):
    page = f"<html {html}><head>{head}</head><body><main>{body}{REPORT}</main></body></html>"
    return read_html(page, "a.html", url)


def linked(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def meta(**told):
    return "".join(
        f'<meta property="{name.replace("_", ":", 1)}" content="{content}">'
        for name, content in told.items()
    )


# ---- title -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Ferry hits wall in Drasna | The Drasna Courier</title>", ""),
        ("<title>Ferry hits wall in Drasna - Courier</title>", ""),
        ("<title>Ferry hits wall in Drasna</title>", "<h1>The Drasna Courier</h1>"),
        (meta(og_title="Ferry hits wall in Drasna") + "<title>Courier</title>", ""),
        (
            meta(og_title="Ferry hits wall in Drasna – Courier", og_site_name="Courier"),
            "<h1>News</h1>",
        ),
        (
            meta(og_title="Wall hit by ferry: what we know", og_site_name="Courier")
            + "<title>Ferry hits wall in Drasna, day 2 | Courier</title>",
            "<h1>Ferry hits wall in Drasna</h1>",
        ),
        (
            linked({"@type": "NewsArticle", "headline": "Ferry hits wall in Drasna"})
            + meta(og_title="Drasna: all you need to know today"),
            "<h1>Courier</h1><h1>Ferry hits wall in Drasna</h1>",
        ),
        (
            meta(og_title="Ferry hits wall in Drasna")
            + "<title>Harbour Notes: Ferry hits wall in Drasna</title>",
            "<h1>Harbour Notes</h1>",
        ),
        ("<title>Ferry hits wall in Drasna</title>", "<h1>FERRY HITS WALL IN DRASNA</h1>"),
        (
            "<title>Ferry hits wall in Drasna</title>",
            "<div id='comments'><h1>3 replies to Ferry hits wall in Drasna</h1></div>",
        ),
        ("", "<h1> Ferry  hits\nwall in <em>Drasna</em> </h1>"),
    ],
)
def test_the_title_is_the_heading_that_metadata_agree_with(head, body):
    """Without the name of the site, and not in capitals where another form is told."""
    assert read(head, body).title == "Ferry hits wall in Drasna"


def test_a_dash_within_a_title_is_kept():
    """Only what is named as the site, or a short tail of the only title, is cut."""
    head = meta(og_title="Drasna harbour - the long way home of a ferry", og_site_name="Courier")
    assert read(head).title == "Drasna harbour - the long way home of a ferry"


def test_a_page_without_a_title_has_none():
    """Nothing is made up."""
    assert read().title == ""


# ---- author ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        (linked({"@type": "NewsArticle", "author": {"name": "Jonas Abrell"}}), "", "Jonas Abrell"),
        (linked({"@type": "NewsArticle", "author": "Jonas Abrell"}), "", "Jonas Abrell"),
        (
            linked(
                {
                    "@graph": [
                        {"@type": ["Article"], "author": [{"@id": "#1"}, {"name": ["Mira Sol"]}]},
                        {"@type": "Person", "@id": "#1", "name": "Jonas Abrell"},
                    ]
                }
            ),
            "",
            "Jonas Abrell, Mira Sol",
        ),
        (meta(article_author="https://social.example/jonas"), "", None),
        (meta(article_author="Jonas Abrell"), "", "Jonas Abrell"),
        ('<meta name="author" content="By Jonas Abrell, Staff Writer">', "", "Jonas Abrell"),
        ('<meta name="Author" content="admin">', "", None),
        (
            '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jonas Abrell">',
            "",
            "Jonas Abrell",
        ),
        (
            '<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Jonas Abrell">',
            "",
            None,
        ),
        ("", '<a rel="author" href="/x">Jonas Abrell</a>', "Jonas Abrell"),
        ("", '<span itemprop="author">Jonas Abrell</span>', "Jonas Abrell"),
        ("", '<div class="article-byline">By Jonas Abrell | 12 March 2026</div>', "Jonas Abrell"),
        ("", '<p class="post__author">Jonas Abrell jonas@courier.example</p>', "Jonas Abrell"),
        ("", "<p>By Jonas Abrell and Mira Sol</p>", "Jonas Abrell and Mira Sol"),
        ("", "<div><small>WRITTEN BY</small><p>Jonas Abrell</p></div>", "Jonas Abrell"),
        ("", '<a href="/authors/jonas-abrell">Jonas Abrell</a>', "Jonas Abrell"),
        ("", '<div class="comment"><span class="author">Mira Sol</span></div>', None),
        ("", "<nav><ul><li>By Company Size</li></ul></nav>", None),
        ("", "<p>By Wednesday evening the harbour was closed.</p>", None),
        ("", "", None),
    ],
)
def test_the_author_is_whom_the_page_names(head, body, author):
    """Without "by", role, day and address; an address or an account is no author."""
    assert read(head, body).author == author


def test_a_person_goes_before_the_name_of_the_site():
    """A page that gives its outlet as the author, and prints a byline."""
    head = (
        meta(og_site_name="The Drasna Courier")
        + '<meta name="author" content="Drasna Courier, The">'
    )
    head = head.replace("Drasna Courier, The", "The Drasna Courier")
    assert read(head, '<p class="byline">By Jonas Abrell</p>').author == "Jonas Abrell"
    assert read(head).author == "The Drasna Courier"


# ---- day -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (
            linked({"@type": "NewsArticle", "datePublished": "2026-03-13T07:15:00+01:00"}),
            "",
            "2026-03-13T07:15:00+01:00",
        ),
        (meta(article_published_time="2026-03-13T07:15:00.123Z"), "", "2026-03-13T07:15:00+00:00"),
        (meta(article_published_time="2026-03-13 07:15:00 -0600"), "", "2026-03-13T07:15:00-06:00"),
        (meta(article_published_time="Fri, 03/13/2026 - 11:38"), "", "2026-03-13"),
        (meta(article_published_time="03/04/2026"), "", None),
        (meta(article_modified_time="2026-03-14T07:15:00Z"), "", None),
        (meta(og_image="https://courier.example/2025-01/13.jpg"), "", None),
        (linked({"@type": "NewsArticle", "datePublished": "soon"}), "", None),
        ("", "<time datetime='2026-03-13'>Friday</time>", "2026-03-13"),
        (
            "",
            "<abbr class='published' title='2026-03-13T07:15:00Z'>Friday</abbr>",
            "2026-03-13T07:15:00+00:00",
        ),
        ("", "<span class='entry-date'>Published: March 13th, 2026</span>", "2026-03-13"),
        ("", "<div>Last updated: 13 March 2026</div>", "2026-03-13"),
        ("", "<aside><time datetime='2025-01-01'>1 January</time></aside>", None),
        ("", "<div class='related-posts'><time>1 January 2025</time></div>", None),
        (meta(article_published_time="0001-01-01T00:00:00Z"), "", None),
        (meta(article_published_time="9999-12-31T23:59:59Z"), "", None),
        ("", "<p>It was rebuilt on 12 March 2014.</p>", None),
    ],
)
def test_the_day_is_that_of_publication(head, body, day):
    """With its time and zone where they are told; a day of change, of a picture or of the report is none."""
    assert read(head, body).published == day


def test_a_day_to_come_is_read_as_it_stands():
    """What is read does not depend on when it is read."""
    assert read(meta(article_published_time="2071-03-13")).published == "2071-03-13"
    assert read("", "<time>13 March 2071</time>").published == "2071-03-13"


# ---- outlet, language, address ---------------------------------------------------------------


def test_the_outlet_is_what_the_page_calls_its_site():
    """`og:site_name`, else the publisher of JSON-LD, else the name of the application, else the host."""
    stated = linked({"@type": "NewsArticle", "publisher": {"name": "Courier &amp; Mail"}})
    named = '<meta name="application-name" content="Courier App">'
    url = "https://www.courier.example/a"
    assert read(meta(og_site_name="Courier") + stated + named, url=url).outlet == "Courier"
    assert read(stated + named, url=url).outlet == "Courier & Mail"
    assert read(named, url=url).outlet == "Courier App"
    assert read(url=url).outlet == "courier.example"


def test_the_language_is_what_the_page_says():
    """Of its root, its locale or its header, in two letters; nothing where nothing tells."""
    assert read(html='lang="pt-BR"').language == "pt"
    assert read(meta(og_locale="de_AT")).language == "de"
    assert read('<meta http-equiv="Content-Language" content="uk">').language == "uk"
    assert read(linked({"@type": "Article", "inLanguage": "fr-FR"})).language == "fr"
    assert read().language == ""


@pytest.mark.parametrize(
    ("canonical", "url", "own"),
    [
        ("https://courier.example/a", None, "https://courier.example/a"),
        (
            "https://courier.example/a",
            "https://www.courier.example/a?x=1",
            "https://courier.example/a",
        ),
        ("https://courier.example/a", "https://m.courier.example/a", "https://courier.example/a"),
        ("/a", "https://courier.example/b", "https://courier.example/a"),
        ("https://other.example/a", "https://courier.example/b", "https://courier.example/b"),
        ("https://b.co.uk/a", "https://a.co.uk/a", "https://a.co.uk/a"),
        ("https://courier.example/", "https://courier.example/b", "https://courier.example/b"),
        (
            "https://courier.example/",
            "https://courier.example/?p=2",
            "https://courier.example/?p=2",
        ),
        ("javascript:alert(1)", "https://courier.example/b", "https://courier.example/b"),
        ("http://[", "https://courier.example/b", "https://courier.example/b"),
        (
            "https://courier.example/a",
            "https://courier-example.cdn.ampproject.org/c/s/courier.example/a/amp",
            "https://courier.example/a",
        ),
        ("/a", None, None),
    ],
)
def test_the_address_that_a_page_calls_its_own_is_believed_on_its_own_site(canonical, url, own):
    """Never another's, and never the front page of its own: all its articles would be one."""
    assert read(f'<link rel="canonical" href="{canonical}">', url=url).url == own
    assert read(meta(og_url=canonical), url=url).url == own

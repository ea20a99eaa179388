"""The digest as Markdown."""

import re

import invented_editions as invented
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest.publish.markdown import markdown
from digest.publish.markdown_text import escape, heading, link, wrap


@pytest.fixture
def text(site, templates):
    return markdown(invented.full(), site, templates)


def rendered(source):
    return MarkdownIt("commonmark").render(source)


def words_of(html):
    bare = re.sub(r"<[^>]+>", " ", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        bare = bare.replace(entity, character)
    return bare.split()


@given(st.text(alphabet=st.sampled_from("ab1 .)(-+*_#>`~[]!<&\\:/=|@;\t\n")))
@example("1. one 2) two")
@example("&amp; &#35; &copy;")
@example("[a]: http://b [c](d) ![e](f) [g][h] <i> <http://j>")
@example("*a* _b_ __c__ a_b_c `d` ~~e~~ \\* \\")
@example("- + * # > === --- ")
def test_any_text_renders_as_itself(raw):
    """Whatever a source writes is text in Markdown, never markup."""
    for source in (wrap(escape(raw)), wrap(escape(raw), "  ", "- "), "# " + heading("x " + raw)):
        html = rendered(source)
        tags = set(re.findall(r"</?([a-z0-9]+)", html))
        assert tags <= {"p", "ul", "li", "h1"}, source
    assert words_of(rendered(wrap(escape(raw)))) == raw.split()


def test_an_insertion_in_brackets_stays_readable():
    """Brackets that mean nothing to Markdown are not escaped."""
    assert escape("[the mayor] said") == "[the mayor] said"
    assert escape("[a](b)") == r"\[a\](b)"


def test_lines_are_no_longer_than_72_characters(text):
    """But for those that a single address fills."""
    assert [line for line in text.splitlines() if len(line) > 72 and "<http" not in line] == []


def test_every_bullet_cites_its_sources_in_plain_numerals(text):
    """Numbers of the list of sources, and the support behind the words."""
    joined = " ".join(text.split())
    assert "steel hangers on the northern span. (1, 2; 2 outlets, 1 independent)" in joined
    assert "last repaired in 2011. (1)" in joined
    assert "2. Northshore Gazette, 4 March 2031: Bridge to stay shut for ten days." in joined


def test_no_html_and_no_reference_links(text):
    """It reads well as it stands."""
    assert not re.search(r"<(?!https?://)", text)
    assert not re.search(r"(?m)^\[[^\]]*\]:", text)


def test_every_heading_stands_once(text):
    """So that each can be linked to."""
    headings = re.findall(r"(?m)^#+ (.*)$", text)
    assert len(headings) == len(set(headings))
    assert "Quick Look (2)" in headings


def test_parts_that_are_empty_are_left_out(site, templates):
    """An edition without a story says so and nothing more."""
    text = markdown(invented.empty(), site, templates)
    assert "There is no story in this edition." in text
    assert "Sources" not in text


def test_an_address_that_engines_show_differently_is_an_inline_link():
    """Percent signs are decoded by some and not by others."""
    assert link("https://h.example/a") == "<https://h.example/a>"
    assert link("https://h.example/%C3%A9") == "[h.example](https://h.example/%C3%A9)"


def test_a_hostile_edition_is_only_text(site, templates):
    """No link, image, code or HTML comes of it but the safe address."""
    html = rendered(markdown(invented.hostile(), site, templates))
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= {
        "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "a",
    }  # fmt: skip
    assert set(re.findall(r'href="([^"]*)"', html)) == {
        "https://odd.example/a%20b?q=%281%29&amp;r=%3Cscript%3E#%C3%A9-%25zz"
    }

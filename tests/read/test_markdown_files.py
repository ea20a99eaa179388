"""Markdown, with front matter or without."""

import pytest

from digest.errors import ReadError
from digest.read.markdown import read_markdown

BODY = "\n# Ferry hits wall\n\nDRASNA (Northern Wire) — A ferry hit the wall.\n"


def test_yaml_front_matter() -> None:
    """Keys in any case; the text is what follows, untouched."""
    article = read_markdown(
        "---\nTitle: One dead\noutlet: The Ostrel Standard\nauthor: [Ana Lisk, Bo Varga]\n"
        "date: 2026-03-12\nurl: https://standard.example/a?utm_source=x\nlang: en-GB\nplace: DRASNA\n---\n"
        + BODY,
        "a.md",
    )
    assert article.title == "One dead"
    assert article.outlet == "The Ostrel Standard"
    assert article.author == "Ana Lisk, Bo Varga"
    assert article.published == "2026-03-12"
    assert article.language == "en"
    assert article.place == "DRASNA"
    assert article.text == BODY


def test_toml_front_matter() -> None:
    """Between plus signs; a date-time keeps its zone."""
    article = read_markdown(
        '+++\ntitle = "One dead"\nsite = "Standard"\ndate = 2026-03-12T08:00:00+01:00\n'
        '[author]\nname = "Ana Lisk"\n+++\n' + BODY,
        "a.md",
    )
    assert (article.title, article.outlet) == ("One dead", "Standard")
    assert article.author == "Ana Lisk"
    assert article.published == "2026-03-12T08:00:00+01:00"
    assert article.text == BODY


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: [unclosed\n---\n",
        "---\ntitle: 'a\n---\n",
        "+++\ntitle = \n+++\n",
        "---\n" + "[" * 5000 + "\n---\n",
    ],
)
def test_front_matter_that_cannot_be_read_is_an_error_that_names_the_file(front: str) -> None:
    """In one line."""
    with pytest.raises(ReadError, match=r"^a\.md: its front matter cannot be read") as error:
        read_markdown(front + BODY, "a.md")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "---\nA rule across the page, and never another.\n",
        "---\nWhat stands between two rules is text.\n---\nAnd so is this.\n",
        "---\n- a list\n- is no table\n---\n" + BODY,
    ],
)
def test_without_front_matter_everything_is_text(text: str) -> None:
    """A rule across the page opens no front matter by itself."""
    article = read_markdown(text, "a.md")
    assert article.text == text
    assert article.outlet == "Unknown outlet (a.md)"


def test_empty_front_matter_is_front_matter() -> None:
    """It says nothing, and is no text."""
    assert read_markdown("---\n---\n" + BODY, "a.md").text == BODY


def test_a_heading_is_the_title_where_no_key_gives_one() -> None:
    """Marked with a sign, or underlined."""
    assert read_markdown(BODY, "a.md").title == "Ferry hits wall"
    assert read_markdown("Ferry hits wall\n===\n\nIt sank.\n", "a.md").title == "Ferry hits wall"
    assert read_markdown("It sank.\n", "a.md").title == ""


def test_the_outlet_is_the_host_where_no_key_names_one() -> None:
    """And never a guess."""
    article = read_markdown("---\nurl: https://www.standard.example/a\n---\n" + BODY, "a.md")
    assert article.outlet == "standard.example"


def test_the_place_is_that_of_the_dateline_where_no_key_gives_one() -> None:
    """Looked for at the top."""
    assert read_markdown(BODY, "a.md").place == "DRASNA"


def test_values_of_odd_kinds_are_passed_over() -> None:
    """Tables, flags and numbers where a string is meant."""
    article = read_markdown(
        "---\ntitle: 2026\nauthor: {a: b}\ndate: soon\nlang: 7\nurl: 'javascript:x'\n---\n" + BODY,
        "a.md",
    )
    assert (article.title, article.author, article.published) == ("2026", None, None)
    assert (article.language, article.url) == ("", None)

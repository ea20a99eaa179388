"""JSON Lines, an article a line."""

import json

import pytest

from digest.errors import ReadError
from digest.models import Article
from digest.read.jsonl import LINE_LIMIT, read_lines


def line(**keys: object) -> bytes:
    return json.dumps({"id": "a1", "title": "Ferry hits wall", "text": "It sank."} | keys).encode()


def read(*lines: bytes) -> list[Article | ReadError]:
    return list(read_lines(lines, "x.jsonl"))


def one(**keys: object) -> Article:
    (found,) = read(line(**keys))
    assert isinstance(found, Article)
    return found


def reason(raw: bytes) -> str:
    (found,) = read(raw)
    assert isinstance(found, ReadError)
    return str(found)


def test_every_key_of_an_article_is_read() -> None:
    """Other keys are passed over."""
    article = one(
        outlet="Lantern",
        author="Ana Lisk",
        url="https://lantern.example/a",
        published="2026-03-12",
        language="en-GB",
        story=7,
        may_quote=0,
        mood="calm",
    )
    assert article == Article(
        id="a1",
        title="Ferry hits wall",
        text="It sank.",
        outlet="Lantern",
        source="x.jsonl:1",
        author="Ana Lisk",
        url="https://lantern.example/a",
        published="2026-03-12",
        language="en",
        may_quote=0,
        story="7",
    )


def test_the_id_is_given_back_unchanged() -> None:
    """A number as a string."""
    assert one(id=" odd/id ").id == " odd/id "
    assert one(id=12).id == "12"


def test_an_outlet_that_nothing_tells_is_called_after_its_line() -> None:
    """The host comes first."""
    assert one().outlet == "Unknown outlet (x.jsonl:1)"
    assert one(url="https://www.lantern.example/a").outlet == "lantern.example"
    assert one(url="mailto:ana@lantern.example").outlet == "Unknown outlet (x.jsonl:1)"


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"id": "a"}',
        b'{"id": null, "title": "", "text": "x"}',
        b'{"id": "a", "title": 1, "text": "x"}',
        b'{"id": "a", "title": "", "text": "\xff"}',
        rb'{"id": "a", "title": "", "text": "half a pair \ud800 here"}',
        rb'{"id": "a", "title": "", "text": "\ud800"}',
    ],
)
def test_a_line_that_is_no_article_is_an_error_that_names_its_number(raw: bytes) -> None:
    """And the lines around it are read all the same."""
    before, error, after = read(line(id="b"), raw, line(id="c"))
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert str(error).startswith("x.jsonl:2: not an article: ")


def test_title_and_text_may_be_empty_but_not_both() -> None:
    """An article of a title only, or of a text only, is one."""
    assert one(text="").text == ""
    assert one(title="").title == ""
    assert reason(line(title=" ", text="\n")) == "x.jsonl:1: title and text are both empty"


def test_a_repeated_id_is_an_error_that_names_both_lines() -> None:
    """The first is kept."""
    first, second = read(line(), line(text="Another."))
    assert isinstance(first, Article)
    assert str(second) == "x.jsonl:2: id 'a1' is that of line 1 already"


def test_empty_lines_count_but_say_nothing() -> None:
    """So that numbers are those of an editor."""
    (article,) = read(b"\n", b"  \n", line())
    assert isinstance(article, Article)
    assert article.source == "x.jsonl:3"


def test_a_byte_order_mark_is_passed_over() -> None:
    """As some editors write."""
    assert isinstance(read(b"\xef\xbb\xbf" + line())[0], Article)


def test_a_line_of_the_limit_is_read_and_one_beyond_is_not() -> None:
    """The limit is in bytes."""
    room = LINE_LIMIT - len(line(text=""))
    assert len(one(text="x" * room).text) == room
    assert reason(line(text="x" * (room + 1))) == "x.jsonl:1: over 5 MB"


def test_the_text_is_the_string_with_its_line_ends_made_one() -> None:
    """And nothing else: tabs, spaces, NUL and other separators stay."""
    assert one(text="a\r\nb\rc\td \x00\u2028\u200b ").text == "a\nb\nc\td \x00\u2028\u200b "


@pytest.mark.parametrize("language", ["english", "..", "", "<b>", "e"])
def test_what_is_no_language_tag_is_no_language(language: str) -> None:
    """It is found later, from the text."""
    assert one(language=language).language == ""


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2026-03-12", "2026-03-12"),
        ("2026-03-12T10:00:00Z", "2026-03-12T10:00:00+00:00"),
        ("2026-03-12T10:00:00", "2026-03-12T10:00:00+00:00"),
        ("Thu, 12 Mar 2026 10:00:00 +0100", "2026-03-12T10:00:00+01:00"),
        ("soon", None),
        ("", None),
        ("0000-00-00", None),
    ],
)
def test_dates_are_made_one_form(given: str, published: str | None) -> None:
    """What is no date is not known."""
    assert one(published=given).published == published


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_id_is_an_error_that_names_the_line(empty: str) -> None:
    """It would tell no article from another."""
    assert "the id is empty" in reason(line(id=empty))


@pytest.mark.parametrize(
    "given", ["0001-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-12:00", "9999-12-31"]
)
def test_a_day_that_not_every_zone_can_tell_is_no_date(given: str) -> None:
    """The first year of all and the last."""
    assert one(published=given).published is None

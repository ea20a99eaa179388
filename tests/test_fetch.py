"""What is decided about the entries of a feed and about their pages."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.errors import FetchError, Gone, ReadError
from digest.fetch import (
    Target,
    decide,
    failure_of,
    guarded,
    is_teaser,
    merged,
    resting,
    teasers_among,
)
from digest.models import Article
from digest.read.feeds import Entry, Feed, articles_of
from digest.read.web import Response, Validators
from digest.store import Failure, SourceState, fingerprint

NOW = datetime(2026, 3, 14, 7, 0, tzinfo=UTC)
ENTRY = Article(
    id="a-1",
    title="Ferries sail again",
    text="Ferries to Sallow Island sailed again on Sunday.",
    outlet="Merrin Courier",
    source="https://courier.example/1",
    url="https://courier.example/1",
    published="2026-03-14T06:00:00Z",
)
PAGE = replace(
    ENTRY,
    id="a-page",
    title="Ferries sail again | Courier",
    text=f"{ENTRY.text} " * 3,
    outlet="courier.example",
    author="Ada Venn",
    published=None,
    may_quote=0,
    rules=("nosnippet",),
)


def entry(text: str, is_full: bool) -> Entry:
    return Entry("1", ENTRY.url, ENTRY.title, text, is_full, None, None, None, None, "en")


def decided(now: Article, stored: dict[str, str], listed: dict[str, str], teaser: bool = True):
    """Ids of the articles to take in, and of the pages to read."""
    plan = decide([now], frozenset([now.id] if teaser else []), stored, listed)
    return [a.id for a in plan.articles], [p.entry.id for p in plan.pages]


def test_what_is_new_is_taken_in_at_once_and_its_page_is_read():
    """So that nothing is lost where the page cannot be read."""
    assert decided(ENTRY, {}, {}) == (["a-1"], ["a-1"])
    assert decided(ENTRY, {}, {}, teaser=False) == (["a-1"], [])


def test_what_stands_as_it_stood_asks_for_nothing():
    """Whether the entry itself is stored, or what its page said."""
    listed = {"a-1": fingerprint(ENTRY)}
    assert decided(ENTRY, {"a-1": fingerprint(ENTRY)}, listed) == ([], [])
    assert decided(ENTRY, {"a-1": fingerprint(PAGE)}, listed) == ([], [])


def test_what_changed_does_not_replace_a_page_by_its_teaser():
    """The page is read again; an entry that had no page is taken as it now is."""
    changed, listed = replace(ENTRY, title="Ferries sail"), {"a-1": fingerprint(ENTRY)}
    assert decided(changed, {"a-1": fingerprint(PAGE)}, listed) == ([], ["a-1"])
    assert decided(changed, {"a-1": fingerprint(ENTRY)}, listed) == (["a-1"], ["a-1"])
    assert decided(changed, {"a-1": fingerprint(PAGE)}, listed, teaser=False) == (["a-1"], [])


@pytest.mark.parametrize(
    ("words", "is_full", "teaser"),
    [(20, True, True), (80, True, False), (80, False, True), (300, False, False)],
)
def test_a_teaser_is_told_by_its_length_and_by_what_the_feed_calls_it(words, is_full, teaser):
    """What breaks off is one however long it is."""
    assert is_teaser(entry("word " * words, is_full)) is teaser
    assert is_teaser(entry("word " * words + "and …", is_full))


def test_the_editor_decides_where_text_is_taken_from():
    """Always from the feed, always from the page, or where the page may say more."""
    feed = Feed("Courier", "https://courier.example/", "en", None, (entry("word " * 300, True),))
    entries = articles_of(feed, "https://courier.example/feed")
    ids = {entries[0].id}
    wanted = [teasers_among(feed, entries, how) for how in ("feed", "page", "auto")]
    assert wanted == [frozenset(), ids, frozenset()]


def test_a_page_gives_the_text_and_the_feed_what_it_is_called():
    """Identity, title, outlet and date of the entry; text, author and rules of the page."""
    article = merged(ENTRY, PAGE, "auto")
    assert article is not None
    assert (article.id, article.title, article.outlet) == ("a-1", ENTRY.title, "Merrin Courier")
    assert (article.text, article.author, article.may_quote) == (PAGE.text, "Ada Venn", 0)
    assert article.published == ENTRY.published


def test_a_page_that_says_no_more_is_left_unless_it_is_wanted():
    """Half a sentence more is no full text."""
    short = replace(PAGE, text=f"{ENTRY.text} More")
    assert merged(ENTRY, short, "auto") is None
    assert merged(ENTRY, short, "page") is not None
    assert merged(ENTRY, replace(PAGE, text=" "), "page") is None


def test_an_entry_named_after_a_host_is_of_the_outlet_that_its_page_names():
    """A feed that points to other sites does not know what they are called."""
    pointer = replace(ENTRY, outlet="courier.example")
    article = merged(pointer, replace(PAGE, outlet="The Courier"), "auto")
    assert article is not None
    assert article.outlet == "The Courier"


def test_what_went_wrong_is_remembered_as_it_was_told():
    """When to come back, and whether to come back at all."""
    busy = FetchError("x", "answered 429", 120.0)
    assert failure_of(busy, NOW) == Failure("answered 429", False, "2026-03-14T07:02:00Z")
    assert failure_of(Gone("x", "is gone"), NOW).gone
    assert failure_of(ReadError("x", "no feed"), NOW) == Failure("no feed")


def test_a_source_rests_when_it_is_gone_or_asked_to_be_left_alone():
    """Until the moment that it named, and no longer."""
    state = SourceState(
        name="courier", kind="feed", address="https://courier.example/feed", moved_to=None, etag=None,
        last_modified=None, added="2026-03-01T00:00:00Z", configured=True, gone=False,
        last_attempt=None, last_success=None, last_error=None, failures=0,
        not_before="2026-03-14T08:00:00Z",
    )  # fmt: skip
    assert "2026-03-14T08:00:00Z" in (resting(state, "2026-03-14T07:00:00Z") or "")
    assert resting(state, "2026-03-14T09:00:00Z") is None
    assert "410" in (resting(replace(state, gone=True), "2026-03-14T09:00:00Z") or "")


def test_whatever_breaks_a_parser_is_an_error_of_its_source():
    """One line that names it; what is already such an error stays as it is."""

    def broken(response, target, now):
        raise TypeError("'NoneType' object is not iterable")

    def refused(response, target, now):
        raise ReadError(response.url, "no feed")

    response = Response("https://courier.example/feed", "", None, 200, b"", "", (), Validators())
    with pytest.raises(ReadError, match="cannot be made sense of"):
        guarded(broken)(response, Target("courier", response.url), "")
    with pytest.raises(ReadError, match="no feed"):
        guarded(refused)(response, Target("courier", response.url), "")

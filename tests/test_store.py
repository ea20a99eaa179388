"""What is read and published is kept: whole, once, and through every crash."""

import doctest
import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from disks import mounted
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import digest.store
from digest.errors import StoreError
from digest.models import Article, Edition, Statement, Story
from digest.store import (
    ConfiguredSource,
    Failure,
    PageToRead,
    Store,
    Success,
    Taken,
    fingerprint,
    schema,
)
from digest.store.articles import match_expression

MONDAY = "2026-03-02T07:00:00Z"
NOON = "2026-03-02T12:00:00Z"
TUESDAY = "2026-03-03T07:00:00Z"
SUMMER = "2026-07-01T07:00:00Z"

COURIER = ConfiguredSource("courier", "feed", "https://courier.example/feed")
GAZETTE = ConfiguredSource("gazette", "feed", "https://gazette.example/rss")


def article(number, text="The mill burned down in the night.", **facts):
    url = f"https://courier.example/{number}"
    known = {"url": url, "source": url, "outlet": "Courier", "published": "2026-03-01T18:00:00Z"}
    return Article(id=f"a-{number}", title=f"Fire {number}", text=text, **known | facts)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "output" / "digest.db"


@pytest.fixture
def store(path):
    """A store with two sources, open for writing."""
    with Store.open(path, write=True) as opened:
        opened.sync_sources([COURIER, GAZETTE], MONDAY)
        yield opened


def ids(articles):
    return [a.id for a in articles]


# ---- sources ---------------------------------------------------------------------------------


def test_a_success_is_remembered_with_its_validators(store):
    """Validators, the address it moved to and the times are there for the next request."""
    moved = "https://courier.example/news.xml"
    store.take_in("courier", Success(etag='"1"', last_modified="Mon", moved_to=moved), NOON)
    state = store.source("courier")
    assert (state.etag, state.last_modified, state.url) == ('"1"', "Mon", moved)
    assert (state.last_attempt, state.last_success, state.failures) == (NOON, NOON, 0)
    store.take_in("courier", Success(etag='"2"', modified=False), TUESDAY)
    assert store.source("courier").url == moved


def test_failures_are_counted_until_a_success(store):
    """Reason, count and when to ask again; a success clears them, validators stay meanwhile."""
    store.take_in("courier", Success(etag='"1"'), MONDAY)
    store.take_in("courier", Failure("503", not_before=TUESDAY), NOON)
    store.take_in("courier", Failure("503 again"), NOON)
    state = store.source("courier")
    assert (state.failures, state.last_error, state.last_success) == (2, "503 again", MONDAY)
    assert state.etag == '"1"'
    store.take_in("courier", Success(etag='"1"'), TUESDAY)
    state = store.source("courier")
    assert (state.failures, state.last_error, state.not_before) == (0, None, None)


def test_gone_stays_gone_until_it_answers(store):
    """A 410 is kept through other failures."""
    store.take_in("courier", Failure("410", gone=True), NOON)
    store.take_in("courier", Failure("503"), NOON)
    assert store.source("courier").gone
    store.take_in("courier", Success(), TUESDAY)
    assert not store.source("courier").gone


def test_a_source_at_another_address_starts_anew(store):
    """What the old address said of itself holds no longer; the articles stay."""
    answer = Success([article(1)], etag='"1"', moved_to="https://elsewhere.example/feed")
    store.take_in("courier", answer, MONDAY)
    there = replace(COURIER, address="https://new.example/feed")
    store.sync_sources([there, GAZETTE], TUESDAY)
    state = store.source("courier")
    assert (state.url, state.etag, state.added) == (there.address, None, MONDAY)
    assert ids(store.articles(sources=["courier"])) == ["a-1"]


def test_a_source_no_longer_configured_is_kept_and_marked(store):
    """It comes back without validators, so that what it lists by then is read."""
    store.take_in("courier", Success([article(1)], etag='"1"'), MONDAY)
    store.sync_sources([GAZETTE], TUESDAY)
    assert not store.source("courier").configured
    store.sync_sources([COURIER, GAZETTE], TUESDAY)
    assert (store.source("courier").configured, store.source("courier").etag) == (True, None)


def test_syncing_the_same_sources_writes_nothing(store, path):
    """The configuration is read on every run, and rarely changes."""
    before = log_of(path)
    store.sync_sources([COURIER, GAZETTE], TUESDAY)
    assert log_of(path) == before


def test_an_unknown_source_is_refused_in_one_line(store):
    """Nothing is taken in for a source that was never configured."""
    with pytest.raises(StoreError, match=r"digest\.db: knows no source 'nobody'"):
        store.take_in("nobody", Success([article(1)]), MONDAY)
    assert store.article("a-1") is None


def test_health_tells_how_each_source_does(store):
    """Counts, the last week, the mean time between articles, failures and pages to read."""
    days = ["2026-02-01T00:00:00Z", "2026-02-28T00:00:00Z", "2026-02-28T12:00:00Z"]
    answer = [article(n, published=day) for n, day in enumerate(days)]
    page = PageToRead("https://courier.example/9", article(9))
    store.take_in("courier", Success(answer, pages=[page]), MONDAY)
    store.take_in("gazette", Failure("no answer", not_before=TUESDAY), MONDAY)
    courier, gazette = store.health(MONDAY)
    assert (courier.articles, courier.articles_last_week, courier.pending) == (3, 2, 1)
    assert courier.interval_hours == 27.5 * 24 / 2
    assert (gazette.articles, gazette.interval_hours, gazette.failures) == (0, None, 1)
    assert (gazette.last_error, gazette.not_before) == ("no answer", TUESDAY)


# ---- articles --------------------------------------------------------------------------------


def log_of(path):
    """The write-ahead log: grows by whatever is written."""
    return path.with_name("digest.db-wal").read_bytes()


def test_an_article_comes_out_as_it_went_in(store):
    """Every field, whatever is in it."""
    given = article(1, text="Nul \0 and 🦀\u2028", rules=("nosnippet",), section="fires")
    assert store.take_in("courier", Success([given]), MONDAY) == Taken(new=("a-1",))
    assert list(store.articles()) == [given]
    assert store.article("a-1").article == given
    assert store.seen(["a-1", "a-2"]) == {"a-1": fingerprint(given)}


def test_what_no_encoding_holds_is_replaced_place_by_place(store):
    """Half a character pair keeps its place, so that offsets still point where they did."""
    store.take_in("courier", Success([article(1, text="A \ud800 mill")]), MONDAY)
    assert store.article("a-1").article.text == "A \ufffd mill"
    assert store.take_in("courier", Success([article(1, text="A \ud800 mill")]), NOON).changed == ()
    store.take_in("courier", Failure("said \udcff"), NOON)
    assert store.seen(["\ud800"]) == {}
    assert ids(store.search("\ud800mill")) == ["a-1"]


def test_unchanged_articles_are_not_written_again(store, path):
    """The same answer on the same day writes the source's own row and no more."""
    answer = Success([article(n, text="word " * 5000) for n in range(20)])
    store.take_in("courier", answer, MONDAY)
    before = len(log_of(path))
    assert store.take_in("courier", answer, NOON) == Taken(unchanged=20)
    assert len(log_of(path)) - before < 20_000


def test_a_changed_article_keeps_its_id_and_its_older_text(store):
    """A new version, the older one beside it; search finds the current one alone."""
    old, new = article(1), article(1, text="The mill was saved.")
    store.take_in("courier", Success([old]), MONDAY)
    assert store.take_in("courier", Success([new]), TUESDAY) == Taken(changed=("a-1",))
    stored = store.article("a-1")
    assert [(v.number, v.seen_at, v.article) for v in stored.versions] == [
        (1, MONDAY, old),
        (2, TUESDAY, new),
    ]
    assert stored.article == new
    assert ids(store.search("saved")) == ["a-1"]
    assert store.search("burned") == []
    assert store.integrity() == []


def test_a_change_that_is_undone_finds_the_version_again(store):
    """A page that goes to and fro does not fill the disk."""
    one, other = article(1), article(1, text="The mill was saved.")
    for at in (MONDAY, TUESDAY):
        for state in (one, other):
            store.take_in("courier", Success([state]), at)
    store.take_in("courier", Success([one]), TUESDAY)
    stored = store.article("a-1")
    assert (stored.current, len(stored.versions), stored.article) == (1, 2, one)
    assert store.integrity() == []


def test_other_facts_are_replaced_in_the_current_version(store):
    """A publisher who forbids quoting later is heard, though the text is the same."""
    store.take_in("courier", Success([article(1)]), MONDAY)
    stricter = article(1, rules=("nosnippet",), may_quote=0, outlet="The Courier")
    assert store.take_in("courier", Success([stricter]), NOON).changed == ("a-1",)
    assert [v.article for v in store.article("a-1").versions] == [stricter]
    assert ids(store.search('"the courier"')) == ["a-1"]
    assert store.integrity() == []


def test_an_article_of_two_sources_is_one_article(store):
    """The first source keeps it, whatever the second makes of it."""
    store.take_in("courier", Success([article(1)]), MONDAY)
    theirs = article(1, text="Summary.", outlet="Gazette")
    assert store.take_in("gazette", Success([theirs]), MONDAY).unchanged == 1
    assert store.take_in("courier", Success([article(1)]), NOON).unchanged == 1
    stored = store.article("a-1")
    assert (stored.sources, stored.article.outlet) == (("courier", "gazette"), "Courier")
    assert ids(store.articles()) == ids(store.articles(sources=["gazette"])) == ["a-1"]


def test_a_source_no_longer_read_gives_its_articles_up(store):
    """What another source still publishes is then its to change."""
    store.take_in("courier", Success([article(1)]), MONDAY)
    store.sync_sources([GAZETTE], TUESDAY)
    assert store.take_in("gazette", Success([article(1, text="New.")]), TUESDAY).changed == ("a-1",)
    assert store.article("a-1").sources == ("gazette", "courier")


def test_the_first_counts_where_an_id_comes_twice(store):
    """Two entries of a feed that link to one page are one article, time and again."""
    twice = Success([article(1), article(1, text="Other.")])
    assert store.take_in("courier", twice, MONDAY) == Taken(("a-1",), (), 1)
    assert store.take_in("courier", twice, NOON) == Taken((), (), 2)


def test_articles_come_by_day_and_id(store):
    """An article without a date has the day on which it was first seen."""
    store.take_in(
        "courier",
        Success(
            [
                article(3, published=None),
                article(2, published="2026-02-01"),
                article(1, published="2026-02-01T10:00:00Z"),
                article(4, published="2026-03-02T01:00:00+05:00"),
            ]
        ),
        MONDAY,
    )
    assert ids(store.articles()) == ["a-1", "a-2", "a-3", "a-4"]
    assert ids(store.articles(since="2026-02-02")) == ["a-3", "a-4"]
    assert ids(store.articles(until="2026-02-01T00:00:00Z")) == ["a-1", "a-2"]
    assert ids(store.articles(sources=["gazette"])) == ids(store.articles(sources=[])) == []


STATES = st.builds(
    article,
    st.integers(0, 2),
    text=st.sampled_from(["", "The mill.", "A mill, \0 and a weir."]),
    outlet=st.sampled_from(["Courier", "Gazette"]),
    published=st.sampled_from([None, "2026-02-01", "last week"]),
)
STEPS = st.tuples(
    st.sampled_from(["courier", "gazette", "prune"]),
    st.lists(STATES, max_size=4),
    st.sampled_from([MONDAY, NOON, TUESDAY, SUMMER]),
)


@settings(deadline=None, max_examples=30)
@given(st.lists(STEPS, max_size=8))
def test_index_and_articles_agree_after_whatever_happened(steps):
    """And each article is one that came in."""
    given_states = {a for _, answer, _ in steps for a in answer}
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "x.db", write=True) as store:
        store.sync_sources([COURIER, GAZETTE], MONDAY)
        for source, answer, at in steps:
            if source == "prune":
                store.prune(30, at)
            else:
                store.take_in(source, Success(answer), at)
                assert set(store.seen(ids(answer))) == set(ids(answer))
        assert store.integrity() == []
        assert set(store.articles()) <= given_states


# ---- pages -----------------------------------------------------------------------------------


def page(number):
    return PageToRead(f"https://courier.example/{number}?utm=feed", article(number, text=""))


def test_pages_to_read_wait_until_they_are_read(store):
    """They come with the feed's validators, and go with the article."""
    store.take_in("courier", Success(pages=[page(1), page(2)], etag='"1"'), MONDAY)
    store.take_in("courier", Success(pages=[page(1)], etag='"1"'), NOON)
    assert [(p.url, p.added) for p in store.pending()] == [
        (page(1).url, MONDAY),
        (page(2).url, MONDAY),
    ]
    taken = store.take_page("courier", page(1).url, article(1), NOON)
    assert taken == Taken(new=("a-1",))
    assert [p.url for p in store.pending("courier")] == [page(2).url]


def test_a_page_that_two_feeds_list_is_read_once(store):
    """Its article belongs to both."""
    for source in ("courier", "gazette"):
        store.take_in(source, Success(pages=[page(1)]), MONDAY)
    store.take_page("gazette", page(1).url, article(1), NOON)
    assert store.pending() == []
    assert store.article("a-1").sources == ("gazette", "courier")


def test_pages_are_tried_a_bounded_number_of_times(store):
    """Those tried least come first; one tried too often comes no more, and is still there."""
    store.take_in("courier", Success(pages=[page(1), page(2)]), MONDAY)
    assert store.put_off("courier", page(1).url, "no answer") == 1
    assert [(p.url, p.attempts, p.last_error) for p in store.pending()] == [
        (page(2).url, 0, None),
        (page(1).url, 1, "no answer"),
    ]
    for _ in range(4):
        tried = store.put_off("courier", page(1).url, "no answer")
    assert (tried, [p.url for p in store.pending()]) == (5, [page(2).url])
    assert [p.entry for p in store.pending(attempts=99)] == [page(2).entry, page(1).entry]
    store.drop_page("courier", page(2).url)
    assert store.pending() == []
    assert store.put_off("courier", page(2).url, "gone") == 0


def test_pages_of_a_source_that_is_no_longer_configured_are_left_alone(store):
    """Until it is configured again."""
    store.take_in("courier", Success(pages=[page(1)]), MONDAY)
    store.sync_sources([GAZETTE], TUESDAY)
    assert store.pending() == store.pending("courier") == []
    store.sync_sources([COURIER, GAZETTE], TUESDAY)
    assert [p.url for p in store.pending()] == [page(1).url]


# ---- search ----------------------------------------------------------------------------------


def test_search_takes_words_phrases_and_beginnings(store):
    """In title, text or outlet, without regard to case and accents; every term counts."""
    store.take_in(
        "courier",
        Success(
            [
                article(1, text="Heavy rain flooded the café at Tolmin."),
                article(2, text="The flood of rain was heavy."),
            ]
        ),
        MONDAY,
    )
    assert sorted(ids(store.search("FLOOD*"))) == ["a-1", "a-2"]
    assert ids(store.search('"heavy rain"')) == ["a-1"]
    assert ids(store.search("cafe courier")) == ["a-1"]
    assert ids(store.search("rain tolmin -")) == ["a-1"]
    assert store.search("café missing") == []
    hit = store.search("Tolmin")[0]
    assert (hit.title, hit.outlet, hit.published) == ("Fire 1", "Courier", "2026-03-01T18:00:00Z")
    assert "café at Tolmin" in hit.snippet


def test_the_best_match_comes_first(store):
    """A word in the title weighs more than in the text."""
    named = replace(article(2, text="Nothing else."), title="Harbour")
    store.take_in("courier", Success([article(1, text="By the harbour."), named]), MONDAY)
    assert ids(store.search("harbour")) == ["a-2", "a-1"]
    assert ids(store.search("harbour", limit=1)) == ["a-2"]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(st.text() | st.text('"*():^-+{}.AND OR NOT NEAR\0', max_size=40))
def test_no_query_is_an_error(store, query):
    """Whatever a user types finds something or nothing."""
    assert store.search(query) == []


def test_a_query_has_a_bound():
    """A pasted article is a query too."""
    assert match_expression("word " * 10_000).count('"word"') == 32
    assert match_expression("b* be* bee* 東*") == '"b" "be" "bee"* "東"*'
    assert match_expression('an "open phrase*') == '"an" "open phrase*"'


# ---- pruning ---------------------------------------------------------------------------------


def test_pruning_removes_what_no_source_lists_any_longer(store):
    """With versions, the index and pages never read; what was published stays."""
    store.take_in("courier", Success([article(1), article(2)], pages=[page(7)]), MONDAY)
    store.take_in("courier", Success([article(1, text="Saved.")]), TUESDAY)
    store.take_in("courier", Success([article(2, text="Lost.")]), SUMMER)
    store.record_edition(edition(), "e1", MONDAY)
    expected = store.prune(30, SUMMER, dry_run=True)
    assert (expected.articles, expected.versions) == (1, 2)
    assert ids(store.articles()) == ["a-1", "a-2"]
    assert store.prune(30, SUMMER) == expected
    assert ids(store.articles()) == ["a-2"]
    assert store.search("saved") == store.pending() == []
    assert store.identities().stories[0].articles == ("a-1", "a-2")
    assert len(store.editions()) == 1
    assert store.integrity() == []
    assert store.prune(30, SUMMER).articles == 0


def test_what_a_feed_lists_is_kept_while_it_says_that_nothing_changed(store):
    """An answer of "not modified" says that all is still there; else it would never come back."""
    store.take_in("courier", Success([article(1)], etag='"1"'), MONDAY)
    store.take_in("courier", Success([article(2)], listed={"a-1": "f"}, etag='"1"'), TUESDAY)
    store.take_in("courier", Success(etag='"1"', modified=False), SUMMER)
    assert store.prune(30, SUMMER).articles == 0
    store.take_in("courier", Success([article(2)], etag='"1"'), SUMMER)
    assert store.prune(30, SUMMER).articles == 1
    assert ids(store.articles()) == ["a-2"]


def test_pruning_gives_the_room_back(store, path):
    """The file gets smaller."""
    chance = random.Random(1)
    texts = [" ".join(str(chance.random()) for _ in range(400)) for _ in range(600)]
    store.take_in("courier", Success([article(n, t) for n, t in enumerate(texts)]), MONDAY)
    store.sync_sources([GAZETTE], MONDAY)
    pruned = store.prune(0, SUMMER)
    assert pruned.articles == 600
    assert pruned.bytes > 1_000_000 > path.stat().st_size
    assert store.integrity() == []


# ---- editions --------------------------------------------------------------------------------


def story(number, articles=("a-1", "a-2"), slug="mill-fire"):
    headline = Statement("Mill burns", (), (), 1, 1)
    return Story(
        id=f"s-{number}",
        slug=f"{slug}-{number}",
        tag=f"tag:localhost,2026-03-14:s-{number}",
        headline=headline,
        standfirst=None,
        quick_look=(),
        deep_look=(),
        quotes=(),
        differences=(),
        names=(),
        timeline=(),
        articles=articles,
        origins=(),
        why=(),
        published=None,
        updated=None,
        first_edition="2026-03-14-daily",
        new=(),
        place=None,
        section=None,
        importance={},
    )


def edition(day="2026-03-14", stories=None):
    stories = (story(1),) if stories is None else stories
    return Edition(
        version=1,
        id=f"{day}-daily",
        title="Daily",
        date=day,
        updated=f"{day}T00:00:00Z",
        language="en",
        tag=f"tag:localhost,{day}:daily",
        stories=stories,
        articles=(),
        left_out=(),
    )


def test_identities_are_those_of_the_newest_edition_that_carried_a_story(store):
    """However late an older edition is made again; the feed's tag is the first edition's."""
    store.record_edition(edition("2026-03-15", (story(2), story(1, ("a-1", "a-9")))), "b", NOON)
    store.record_edition(edition("2026-03-14", (story(1), story(3))), "a", TUESDAY)
    known = store.identities()
    assert known.tag == "tag:localhost,2026-03-14:daily"
    assert [(s.id, s.articles) for s in known.stories] == [
        ("s-1", ("a-1", "a-9")),
        ("s-3", ("a-1", "a-2")),
        ("s-2", ("a-1", "a-2")),
    ]
    assert known.stories[0].first_edition == "2026-03-14-daily"
    assert [(e.id, e.sha256) for e in store.editions()] == [
        ("2026-03-15-daily", "b"),
        ("2026-03-14-daily", "a"),
    ]


def test_an_edition_recorded_again_replaces_its_stories(store):
    """And one that did not change is not written."""
    store.record_edition(edition(), "a", MONDAY)
    store.record_edition(edition(stories=(story(2),)), "b", NOON)
    assert [s.id for s in store.identities().stories] == ["s-2"]
    store.record_edition(edition(stories=(story(2),)), "b", TUESDAY)
    assert [e.recorded for e in store.editions()] == [NOON]


def test_an_edition_without_stories_is_recorded(store):
    """There are such days."""
    store.record_edition(edition(stories=()), "a", MONDAY)
    assert store.identities().stories == ()


def test_what_is_published_is_told_from_what_was(store):
    """The paths whose bytes changed; those that are no longer published are forgotten."""
    first = {"site/feed.xml": "1", "site/old.html": "1"}
    assert store.record_edition(edition(), "a", MONDAY, first) == tuple(sorted(first))
    second = {"site/feed.xml": "2", "site/new.html": "1"}
    assert store.record_edition(edition(), "a", NOON, second) == ("site/feed.xml", "site/new.html")
    assert store.published() == second
    assert store.record_edition(edition(), "a", NOON, second) == ()


def test_the_newest_day_is_that_of_the_sources_asked_about(store):
    """What another source published says nothing of it, nor the day on which one was first seen."""
    both = [
        ConfiguredSource(name, "feed", f"https://{name}.example/") for name in ("courier", "other")
    ]
    store.sync_sources(both, MONDAY)
    store.take_in("courier", Success([article(1, published="2026-03-10")]), MONDAY)
    store.take_in("courier", Success([article(2, published=None)]), MONDAY)
    store.take_in("other", Success([article(3, published="2026-03-12")]), MONDAY)
    assert store.newest_day(["courier"]) == "2026-03-10"
    assert store.newest_day(["courier", "other"]) == "2026-03-12"
    assert store.newest_day(["nobody"]) is None


# ---- the file --------------------------------------------------------------------------------


def run_python(code, *arguments, **options):
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    root = Path(__file__).resolve().parents[1]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, **options)


HOLDER = """
    import sys
    from pathlib import Path
    from digest.store import *
    with Store.open(Path(sys.argv[1]), write=True) as store:
        print("open", flush=True)
        sys.stdin.read()
"""


def test_a_second_writer_is_refused_and_readers_go_on(store, path):
    """One line that names the process; the lock is free again when it ends."""
    store.take_in("courier", Success([article(1)]), MONDAY)
    with pytest.raises(StoreError) as caught, Store.open(path, write=True, patience=0):
        pass
    assert str(caught.value) == (
        f"{path}: another digest (process {os.getpid()}) is writing to it; wait until it is done"
    )
    with Store.open(path) as reader, store._db.transaction():
        store._db.execute("DELETE FROM pending")
        assert ids(reader.articles()) == ["a-1"]


def test_a_writer_in_another_process_is_named(path):
    """And what it holds is free as soon as it is killed."""
    holder = run_python(HOLDER, path, stdin=subprocess.PIPE)
    try:
        assert holder.stdout.readline() == "open\n"
        with Store.open(path) as reader:
            assert reader.sources() == []
        with (
            pytest.raises(StoreError, match=rf"\(process {holder.pid}\)"),
            Store.open(path, write=True, patience=0.1),
        ):
            pass
    finally:
        holder.kill()
        holder.communicate()
    with Store.open(path, write=True) as store:
        assert store.integrity() == []


def test_a_reader_sees_what_it_began_with(store, path):
    """Articles that come in while it reads do not come out."""
    store.take_in("courier", Success([article(n) for n in range(5)]), MONDAY)
    with Store.open(path) as reader:
        articles = reader.articles()
        next(articles)
        store.take_in("courier", Success([article(9)]), NOON)
        assert len(list(articles)) == 4
        assert len(list(reader.articles())) == 6
        with pytest.raises(StoreError, match="opened for reading"):
            reader.take_in("courier", Success(), NOON)
        assert reader.integrity() == []


def test_readers_need_a_database(path):
    """One line that says what to run; nothing is made."""
    with pytest.raises(StoreError, match=r"digest\.db: there is no such .*run digest fetch"):
        Store.open(path).__enter__()
    assert not path.parent.exists()


def test_an_empty_file_becomes_a_database(path):
    """What a process leaves that is killed at the very beginning."""
    path.parent.mkdir()
    path.touch()
    with Store.open(path) as reader:
        assert reader.sources() == []


def open_raw(path):
    return closing(sqlite3.connect(path, isolation_level=None))


def refusal(path, write):
    with pytest.raises(StoreError) as caught:
        Store.open(path, write, patience=0).__enter__()
    line = str(caught.value)
    assert line.startswith(f"{path}: ")
    assert "\n" not in line
    return line


@pytest.mark.parametrize("write", [True, False])
def test_the_database_of_a_newer_digest_is_refused(path, write):
    """And is left as it is."""
    with Store.open(path, write=True):
        pass
    newer = len(schema.MIGRATIONS) + 1
    with open_raw(path) as raw:
        raw.execute(f"PRAGMA user_version = {newer}")
    before = path.read_bytes()
    assert f"a newer digest wrote it (format {newer}" in refusal(path, write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [True, False])
def test_the_database_of_another_program_is_refused(path, write):
    """And is left as it is."""
    path.parent.mkdir()
    with open_raw(path) as raw:
        raw.execute("CREATE TABLE notes (text)")
    before = path.read_bytes()
    assert "another program" in refusal(path, write)
    assert path.read_bytes() == before


def test_a_migration_is_whole_or_not_at_all(path, monkeypatch):
    """One that breaks leaves the database where it was, and the next start goes on from there."""
    with Store.open(path, write=True):
        pass
    broken = ("CREATE TABLE half (a TEXT) STRICT", "CREATE TABLE half (a TEXT) STRICT")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
    assert "already exists" in refusal(path, True)
    with open_raw(path) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS) - 1,)
        assert raw.execute("SELECT * FROM sqlite_schema WHERE name = 'half'").fetchall() == []
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:-1], broken[:1]))
    with Store.open(path) as reader:  # a reader brings it up to date too
        assert reader.integrity() == []
    with open_raw(path) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("content", [b"no database at all " * 500, b"SQLite format 3\0 and more"])
def test_what_is_no_database_is_refused(path, write, content):
    """One line that says what to do."""
    path.parent.mkdir()
    path.write_bytes(content)
    assert "is no database; move it away" in refusal(path, write)


def test_a_folder_in_its_place_is_refused(path):
    """One line that says what to do."""
    path.mkdir(parents=True)
    assert "cannot be opened" in refusal(path, True)


def test_a_damaged_database_is_one_line(path):
    """Reading on in it, too."""
    with Store.open(path, write=True) as store:
        store.sync_sources([COURIER], MONDAY)
        texts = [f"word{n} " * 2000 for n in range(50)]
        store.take_in("courier", Success([article(n, t) for n, t in enumerate(texts)]), MONDAY)
    data = bytearray(path.read_bytes())
    data[8192:-8192] = random.Random(2).randbytes(len(data) - 16384)
    path.write_bytes(data)
    damaged = pytest.raises(StoreError, match=r"digest\.db: is damaged; move it away")
    with damaged, Store.open(path) as store:
        list(store.articles())


def test_a_read_only_folder_can_be_read_and_says_why_it_is_not_written(tmp_path):
    """A disk mounted read-only: readers work, a writer is told."""
    with mounted(tmp_path / "disk", "size=2m") as disk:
        path = disk / "digest.db"
        with Store.open(path, write=True) as store:
            store.sync_sources([COURIER], MONDAY)
            store.take_in("courier", Success([article(1)]), MONDAY)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with Store.open(path) as reader:
            assert ids(reader.articles()) == ["a-1"]
        assert "cannot be written: Read-only file system" in refusal(path, True)


def test_a_full_disk_keeps_what_was_stored(tmp_path):
    """One line; what was acknowledged is there, what was not is not."""
    with mounted(tmp_path / "disk", "size=700k") as disk:
        path = disk / "digest.db"
        acknowledged = []
        with pytest.raises(StoreError) as caught, Store.open(path, write=True) as store:
            store.sync_sources([COURIER], MONDAY)
            for n in range(1000):
                store.take_in("courier", Success([article(n, f"word{n} " * 300)]), MONDAY)
                acknowledged.append(f"a-{n}")
        assert str(caught.value).startswith(f"{path}: the disk is full; make room")
        subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
        with Store.open(path, write=True) as store:
            assert sorted(ids(store.articles())) == sorted(acknowledged)
            assert store.integrity() == []


# ---- crashes ---------------------------------------------------------------------------------

FETCHER = """
    import sys
    from pathlib import Path
    from digest.models import Article
    from digest.store import *

    def article(n, text):
        url = f"https://x.example/{n}"
        return Article(f"a-{n}", f"Title {n}", text, "X", url, url=url)

    at = "2026-03-02T07:00:00Z"
    with Store.open(Path(sys.argv[1]), write=True) as store:
        store.sync_sources([ConfiguredSource("x", "feed", "https://x.example/feed")], at)
        state = store.source("x")
        for batch in range(int(state.etag or 0), 30):
            numbers = range(batch * 4, batch * 4 + 3)
            pages = [PageToRead(f"https://x.example/{n}", article(n, "")) for n in numbers]
            full = article(batch * 4 + 3, f"word{batch} " * 200)
            old = article(3, f"state {batch}")
            store.take_in("x", Success([full, old], pages, etag=str(batch + 1)), at)
            print("batch", batch + 1, flush=True)
            for page in store.pending():
                store.take_page("x", page.url, article(page.url[18:], page.url * 50), at)
                print("page", page.url[18:], flush=True)
        for page in store.pending():
            store.take_page("x", page.url, article(page.url[18:], page.url * 50), at)
        print("done", flush=True)
"""


def killed(path, count, wait):
    """What a fetcher acknowledged before it was killed, so long after so many lines.

    A line that it was killed within acknowledges nothing.
    """
    process = run_python(FETCHER, path)
    said = [process.stdout.readline() for _ in range(count)]
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    lines = "".join([*said, rest]).splitlines(keepends=True)
    return [line.split() for line in lines if line.strip() and line.endswith("\n")]


def test_a_killed_fetch_loses_nothing_and_the_next_one_finishes_it(path):
    """Twenty times killed at any point: what was acknowledged is there, nothing is there twice."""
    chance = random.Random(5)
    pages, batches = set(), 0
    for _ in range(20):
        for what, *number in killed(path, chance.randrange(9), chance.random() / 100):
            pages |= {f"a-{number[0]}"} if what == "page" else set()
            batches = max(batches, int(number[0])) if what == "batch" else batches
        if path.exists():
            with Store.open(path, write=True) as store:
                state = store.source("x")
                assert int(state.etag or 0 if state else 0) >= batches
                assert pages <= set(store.seen(pages))
                assert store.integrity() == []
    assert batches > 3
    finished = run_python(FETCHER, path)
    assert finished.communicate()[0].endswith("done\n")
    with Store.open(path, write=True) as store:
        assert sorted(ids(store.articles())) == sorted(f"a-{n}" for n in range(120))
        assert store.pending() == store.integrity() == []
        assert all(len(store.article(f"a-{n}").versions) == 1 for n in range(4, 120))
        assert len(store.article("a-3").versions) == 30


def test_the_example_of_the_package_runs():
    """Documentation that is not run is wrong sooner or later."""
    results = doctest.testmod(digest.store)
    assert (results.failed, results.attempted > 0) == (0, True)

"""Stories that the store keeps: grown build by build, under ids that stay."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import digest.app.edition
from digest.app.console import QUIET
from digest.app.edition import Build, build
from digest.app.explaining import explain
from digest.errors import StoreError
from digest.group.stream import Stream
from digest.models import Article
from digest.pipeline import prepared
from digest.prepare import prepare
from digest.read.files import read_paths
from digest.store import ConfiguredSource, Store, Success

ROOT = Path(__file__).parents[1]
DOCUMENTS = list(prepared(read_paths([ROOT / "seeds"]).articles).values())

STRIKE = [
    "Bus drivers in Brava began a strike over night shifts on Monday.",
    "Karl Oppen, who leads two hundred drivers of the Brava depot, said that nobody would drive at night.",
    "The bus company Ringline offered the drivers of Brava an extra free day for each night shift.",
    "Passengers in Brava walked to work, and Ringline lent bicycles at the depot.",
]
BICYCLES = [
    "Five hundred bicycles were lent out in one morning, and not one was left by noon.",
    "Mechanic Tove Lien pumped up tyres from four in the morning, and ran out of saddles.",
    "A bicycle costs nothing for a day and must be back by the evening.",
]
WHALE = [
    "A whale that stranded at Nordsand was towed out to sea on Tuesday.",
    "Runa Eide of the harbour office counted sixty volunteers who had kept the whale wet at Nordsand.",
    "The tug Havfrua pulled the whale off the sandbank of Nordsand at high tide.",
    "Biologists will follow the whale with a transmitter as far as the Grey Banks.",
]


def document(name, lines, published="2026-03-10", outlet="Lantern"):
    text = "\n".join(lines)
    return prepare(
        Article(name, "", text, outlet, f"{name}.txt", published=published, language="en")
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "output" / "digest.db"


def grown(path, documents):
    """The store, after a session with these."""
    with Store.open(path, write=True) as store:
        stream = Stream(past=store.past())
        changes = stream.add(documents)
        store.keep(stream.told())
    return changes


def stories(path, documents):
    """The story of each, as the store has it."""
    with Store.open(path) as store:
        return Stream(past=store.past()).places(d.article.id for d in documents)


def counts(path):
    """Rows of each table of the stream."""
    tables = ("told_stories", "told", "told_terms", "telling", "words", "forwards")
    with closing(sqlite3.connect(path)) as connection:
        rows = (connection.execute(f"SELECT count(*) FROM {table}") for table in tables)
        return dict(zip(tables, (row.fetchone()[0] for row in rows), strict=True))


# ---- the stream in the store -----------------------------------------------------------------


@settings(deadline=None, max_examples=8)
@given(st.permutations(DOCUMENTS), st.lists(st.integers(0, len(DOCUMENTS)), max_size=6))
def test_a_stream_goes_on_as_if_it_had_never_ended(documents, ends):
    """Parted into sessions anywhere, it says the same as one that holds all in memory."""
    whole = Stream()
    changes = whole.add(documents)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "digest.db"
        said = []
        cuts = [0, *sorted(ends), len(documents)]
        for start, end in pairwise(cuts):
            said += grown(path, documents[start:end])
        assert said == changes
        with Store.open(path) as store:
            again = Stream(past=store.past())
            places = again.places(d.article.id for d in documents)
            assert places == whole.places(d.article.id for d in documents)
            assert again.roundups() == whole.roundups()
            told = {name: again.articles(name) for name in set(places.values())}
            assert told == whole.stories()
            merged = {c.before for c in changes if c.kind == "merges"}
            assert all(again.current(name) == whole.current(name) for name in merged)


def test_what_words_weigh_is_the_same_to_the_last_bit(path):
    """So that likenesses, and with them the stories, are."""
    whole = Stream()
    whole.add(DOCUMENTS)
    for number in range(0, len(DOCUMENTS), 5):
        grown(path, DOCUMENTS[number : number + 5])
    with Store.open(path) as store:
        kept = list(store.past().words_numbered([*range(100_000)]))
        assert {w.term: w for w in kept} == {w.term: w for w in whole.told().words}


def test_a_merge_moves_what_was_told(path):
    """Articles, and the id that is given up, lead to the story that stays."""
    with Store.open(path, write=True) as store:
        stream = Stream(past=store.past())
        stream.resume({"s-old": [document("a", STRIKE)], "s-new": [document("b", STRIKE)]})
        store.keep(stream.told())
    grown(path, [document("c", STRIKE)])
    with Store.open(path) as store:
        stream = Stream(past=store.past())
        assert stream.places(["a", "b", "c"]) == dict.fromkeys("abc", "s-old")
        assert stream.current("s-new") == "s-old"
        assert stream.forwards(["s-new", "s-old"]) == {"s-new": "s-old"}
        with pytest.raises(KeyError):
            stream.current("s-never")


def test_only_what_is_touched_is_read(path):
    """One article beside a hundred of other stories and outlets asks for no terms of theirs."""
    others = [document(f"o{n}", [f"Onlyword{n}a onlyword{n}b onlyword{n}c."]) for n in range(100)]
    grown(path, [*others, document("a", STRIKE, outlet="Beacon")])
    with Store.open(path) as store:
        past = store.past()
        asked = []
        neighbours = past.neighbours
        past.neighbours = lambda numbers: asked.extend(numbers) or neighbours(numbers)
        Stream(past=past).add([document("b", STRIKE, outlet="Harbour")])
    assert asked == [100]


def test_a_story_that_sleeps_leaves_the_index(path):
    """After 106 days without a word nothing of it is compared; it is still where it was."""
    grown(path, [document("a", STRIKE), document("b", STRIKE)])
    grown(path, [document("w", WHALE, "2026-06-24")])  # 106 days later
    assert counts(path)["told_terms"] == 3
    grown(path, [document("x", WHALE, "2026-06-25")])
    assert counts(path)["told_terms"] == 2
    assert counts(path)["told"] == 4
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT DISTINCT number FROM telling ORDER BY 1").fetchall()
    assert found == [(2,), (3,)]
    grown(path, [document("c", STRIKE, "2026-06-25")])
    documents = [document(name, STRIKE) for name in "abc"]
    assert stories(path, documents) == {"a": "s-a", "b": "s-a", "c": "s-c"}


def test_what_came_when_no_day_was_known_does_not_sleep_at_once(path):
    """A story without dates is as old as the first date that comes after it."""
    grown(path, [document("a", STRIKE, None)])
    grown(path, [document("w", WHALE)])
    grown(path, [document("b", STRIKE)])
    assert stories(path, [document("b", STRIKE)]) == {"b": "s-a"}


def test_pruning_forgets_where_articles_were_that_nobody_shows(path):
    """Those of stories that sleep, and neither stored nor in an edition any more."""
    with Store.open(path, write=True) as store:
        store.sync_sources([COURIER], "2026-03-01T07:00:00Z")
        store.take_in("courier", Success([article("b", STRIKE)]), "2026-06-24T07:00:00Z")
    grown(path, [document("a", STRIKE), document("b", STRIKE)])
    grown(path, [document("w", WHALE, "2026-06-24")])
    with Store.open(path, write=True) as store:
        store.take_in("courier", Success(modified=False), "2026-07-24T07:00:00Z")
        store.prune(90, "2026-07-24T07:00:00Z")
    grown(path, [document("x", WHALE, "2026-07-24")])
    with Store.open(path, write=True) as store:
        store.prune(90, "2026-07-24T07:00:00Z")
    places = stories(path, [document(name, WHALE) for name in "abwx"])
    assert places == {"b": "s-a", "w": "s-w", "x": "s-w"}


def test_a_date_in_the_future_puts_nothing_to_sleep(path):
    """Nothing can be known of a day after the last answer of a source."""
    with Store.open(path, write=True) as store:
        store.sync_sources([COURIER], "2026-03-11T07:00:00Z")
        store.take_in("courier", Success(), "2026-03-11T07:00:00Z")
    grown(path, [document("a", STRIKE), document("w", WHALE, "2062-03-10")])
    grown(path, [document("b", STRIKE)])
    assert stories(path, [document("b", STRIKE)]) == {"b": "s-a"}
    assert counts(path)["told_terms"] == 3


def test_two_that_grow_the_same_past_are_told_apart(path):
    """The later one is refused, whole."""
    with Store.open(path, write=True) as store:
        one, other = Stream(past=store.past()), Stream(past=store.past())
        one.add([document("a", STRIKE)])
        other.add([document("b", WHALE)])
        store.keep(one.told())
        with pytest.raises(StoreError, match="build again"):
            store.keep(other.told())
    assert stories(path, [document("a", STRIKE), document("b", WHALE)]) == {"a": "s-a"}


@pytest.mark.parametrize("step", ["_keep_articles", "_keep_words", "_put_to_sleep"])
def test_killed_while_it_is_kept_nothing_was_told(path, step):
    """And the next session finds the past as it was."""
    grown(path, [document("a", STRIKE)])
    before = counts(path)
    script = textwrap.dedent(
        f"""
        import os, signal
        from pathlib import Path
        from digest.group.stream import Stream
        from digest.store import Store, stories
        from tests.test_growing import STRIKE, WHALE, document
        stories.Stories.{step} = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
        with Store.open(Path({str(path)!r}), write=True) as store:
            stream = Stream(past=store.past())
            stream.add([document("b", STRIKE), document("w", WHALE)])
            store.keep(stream.told())
        """
    )
    died = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert died.returncode == -signal.SIGKILL
    assert counts(path) == before
    grown(path, [document("b", STRIKE)])
    assert stories(path, [document("b", STRIKE)]) == {"b": "s-a"}


def test_a_store_of_before_is_brought_up_to_date(path):
    """Forwards that it noted of editions are gone: their files tell them."""
    with Store.open(path, write=True):
        pass
    with closing(sqlite3.connect(path)) as connection:
        tables = "told_terms telling told told_stories words languages totals".split()
        for table in tables:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("INSERT INTO forwards VALUES ('s-1', 's-2')")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    grown(path, [document("a", STRIKE)])
    assert counts(path)["forwards"] == 0


# ---- builds ----------------------------------------------------------------------------------

COURIER = ConfiguredSource("courier", "feed", "https://courier.example/feed")
CONFIG = """
title = "Brava Digest"
[[sources]]
name = "courier"
feed = "https://courier.example/feed"
"""


class Desk:
    """A folder with a configuration, a store and editions."""

    def __init__(self, folder):
        self.folder, self.out = folder, folder / "output"
        (folder / "digest.toml").write_text(CONFIG)
        with Store.open(self.out / "digest.db", write=True) as store:
            store.sync_sources([COURIER], "2026-03-01T07:00:00Z")

    def receive(self, *articles):
        """What the feed lists."""
        with Store.open(self.out / "digest.db", write=True) as store:
            store.take_in("courier", Success(list(articles)), "2026-07-01T07:00:00Z")

    def build(self, overrides=""):
        """The edition."""
        (self.folder / "overrides.toml").write_text(overrides)
        return build(Build(out=self.out, config=self.folder / "digest.toml", jobs=1)).edition

    def published(self):
        """Bytes by path."""
        files = sorted(p for p in self.out.rglob("*") if p.is_file() and "digest.db" not in p.name)
        return {str(p.relative_to(self.out)): p.read_bytes() for p in files}


def article(name, lines, day="2026-03-10", title=""):
    url = f"https://courier.example/{name}"
    title = title or lines[0].split(" on ")[0].rstrip(".")
    text = "\n\n".join(lines)
    return Article(name, title, text, "Courier", url, url=url, published=f"{day}T08:00:00Z")


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def ids(edition):
    """Story id of each article."""
    return {article: story.id for story in edition.stories for article in story.articles}


def test_a_build_with_nothing_new_gives_the_same_bytes_and_tells_nothing(desk):
    """Neither the editions nor the stream's tables change."""
    desk.receive(article("a", STRIKE), article("b", STRIKE[::-1]), article("w", WHALE))
    first = desk.build()
    before, rows = desk.published(), counts(desk.out / "digest.db")
    assert desk.build() == first
    assert desk.published() == before
    assert counts(desk.out / "digest.db") == rows


def test_an_old_story_keeps_its_id_when_only_a_new_article_is_recent(desk):
    """Ten days later nothing else of it is in the edition; page and tag are the same."""
    desk.receive(article("a", STRIKE), article("b", STRIKE[::-1]), article("w", WHALE))
    first = desk.build()
    desk.receive(article("c", STRIKE, "2026-03-20"))
    second = desk.build()
    [story] = second.stories
    [before] = (s for s in first.stories if "a" in s.articles)
    assert story.articles == ("c",)
    same = ("id", "slug", "tag", "first_edition")
    assert [getattr(story, n) for n in same] == [getattr(before, n) for n in same]
    told = explain(before.slug, None, desk.out, QUIET)
    assert (told.id, told.origins[0][0].id) == (before.id, "c")


def test_the_order_of_arrival_within_a_build_does_not_matter(tmp_path):
    """Articles are taken in by date and id, however the feed lists them."""
    articles = [article("b", STRIKE), article("a", WHALE), article("c", STRIKE[::-1])]
    made = []
    for number, order in enumerate((articles, articles[::-1])):
        (tmp_path / str(number)).mkdir()
        desk = Desk(tmp_path / str(number))
        desk.receive(*order)
        made.append(desk.build())
    assert made[0] == made[1]


def test_a_merge_forwards_page_and_feed(desk):
    """The smaller story's page leads on, and the feed has no entry of it any more."""
    desk.receive(article("a", STRIKE[:3]), article("b", BICYCLES), article("w", WHALE))
    first = ids(desk.build())
    assert first["a"] != first["b"]
    desk.receive(*(article(f"c{n}", [*STRIKE, *BICYCLES]) for n in range(3)))
    edition = desk.build()
    second = ids(edition)
    assert second["a"] == second["b"] == second["c0"]
    [forward] = edition.forwards
    assert {forward.story, forward.to} == {first["a"], first["b"]}
    page = (desk.out / "site" / "stories" / forward.slug / "index.html").read_text()
    assert next(s.slug for s in edition.stories if s.id == forward.to) in page
    feed = (desk.out / "site" / "feed.xml").read_text()
    assert forward.to in feed
    assert forward.story not in feed
    assert desk.build() == edition


def test_what_an_editor_parts_and_joins_is_whole_again_afterwards(desk):
    """Overrides come after grouping: the stories grow as if there were none."""
    desk.receive(article("a", STRIKE), article("b", STRIKE[::-1]), article("w", WHALE))
    first = ids(desk.build())
    assert first["a"] == first["b"]
    parted = ids(desk.build('[[part]]\narticles = ["a", "b"]\n'))
    assert parted["a"] == first["a"] != parted["b"]
    joined = ids(desk.build('[[join]]\narticles = ["a", "w"]\n'))
    assert len(set(joined.values())) == 1
    again = desk.build()
    assert ids(again) == first
    assert not {f.story for f in again.forwards} & set(first.values())


def test_an_id_that_an_editor_brought_about_stays(desk):
    """As long as the entry does, build after build."""
    part = '[[part]]\narticles = ["a", "b"]\n'
    desk.receive(article("a", STRIKE), article("b", STRIKE[::-1]), article("w", WHALE))
    first = ids(desk.build(part))
    desk.receive(article("c", STRIKE, "2026-03-11"))
    assert ids(desk.build(part)).items() >= first.items()


def test_ids_of_before_are_taken_over(desk, monkeypatch):
    """An output folder whose editions were grouped all at once: its stories go on growing."""
    with monkeypatch.context() as patched:
        patched.setattr(
            digest.app.edition, "_stream", lambda *given: digest.app.edition.nullcontext()
        )
        desk.receive(article("b", STRIKE, "2026-03-10"))
        desk.build()
        desk.receive(article("a", STRIKE[::-1], "2026-03-09"), article("w", WHALE))
        before = ids(desk.build())
    assert counts(desk.out / "digest.db")["told"] == 0
    desk.receive(article("c", STRIKE, "2026-03-20"))
    assert ids(desk.build()) == {"c": before["b"]}
    assert counts(desk.out / "digest.db")["told"] == 4


def test_killed_before_it_is_published_the_next_build_says_the_same(tmp_path):
    """The stories are kept by then; nothing is told twice or otherwise."""
    desks = []
    for name in ("killed", "whole"):
        (tmp_path / name).mkdir()
        desk = Desk(tmp_path / name)
        desk.receive(article("a", STRIKE), article("b", STRIKE[::-1]), article("w", WHALE))
        desks.append(desk)
    killed, whole = desks
    script = textwrap.dedent(
        f"""
        import os, signal
        from pathlib import Path
        import digest.app.edition as edition
        edition._publish = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
        folder = Path({str(killed.folder)!r})
        edition.build(edition.Build(out=folder / "output", config=folder / "digest.toml", jobs=1))
        """
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    died = subprocess.run([sys.executable, "-c", script], env=environment, check=False)
    assert died.returncode == -signal.SIGKILL
    assert not list(killed.out.glob("editions/*"))
    assert killed.build() == whole.build()
    assert killed.published() == whole.published()


def test_stories_that_could_not_be_kept_are_taken_from_the_archive(desk):
    """A fetch holds the store: the edition is published, and the next one goes on from it."""
    desk.receive(article("b", STRIKE), article("w", WHALE))
    with Store.open(desk.out / "digest.db", write=True):
        first = ids(desk.build())
    assert counts(desk.out / "digest.db")["told"] == 0
    desk.receive(article("a", STRIKE[::-1], "2026-03-09"))
    second = ids(desk.build())
    assert second == first | {"a": first["b"]}
    assert counts(desk.out / "digest.db")["told"] == 3


def test_files_alone_are_grouped_at_once(desk):
    """What is named on the command line is no part of the stories that grow."""
    file = desk.folder / "strike.txt"
    file.write_text("\n\n".join(STRIKE))
    build(Build(paths=(str(file),), out=desk.out, config=desk.folder / "digest.toml", jobs=1))
    assert counts(desk.out / "digest.db")["told"] == 0


def test_files_among_the_sources_grow_with_the_rest(desk):
    """A build that mixes them has all its articles in the same stories."""
    (desk.folder / "strike.txt").write_text("\n\n".join(STRIKE))
    file = desk.folder / "strike.txt"
    with (desk.folder / "digest.toml").open("a") as config:
        config.write(f'[[sources]]\nname = "own"\npath = "{file}"\n')
    desk.receive(article("a", STRIKE[::-1]))
    edition = desk.build()
    assert len(edition.articles) == 2
    assert len(edition.stories) == 1
    assert counts(desk.out / "digest.db")["told"] == 2

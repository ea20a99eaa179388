"""The chain from articles to an edition."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from digest.edition import Masthead
from digest.errors import UsageError
from digest.models import LeftOut
from digest.pipeline import (
    SUMMARIZERS,
    Options,
    group_articles,
    make_edition,
    ranking_named,
    summarize_articles,
)
from digest.read.files import read_paths

SEEDS = read_paths([Path(__file__).parent.parent / "seeds"]).articles
MASTHEAD = Masthead("Digest", "2026-03-14", "en", "localhost", 50)
STAGES = ["Preparing articles", "Grouping stories", "Tracing origins", "Writing briefs"]


def test_processes_make_the_same_edition():
    """An executor's `map` and the built-in one."""
    alone = make_edition(SEEDS, (), Options(MASTHEAD))
    with ProcessPoolExecutor(2) as pool:
        together = make_edition(SEEDS, (), Options(MASTHEAD, map=pool.map))
    assert together == alone


def test_progress_is_told_of_each_stage():
    """From nothing to all, one step at a time, stage after stage."""
    told = []
    make_edition(SEEDS, (), Options(MASTHEAD, progress=lambda *step: told.append(step)))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == STAGES
    for stage, of in zip(STAGES, [len(SEEDS), 1, 4, 4], strict=True):
        steps = [(done, whole) for name, done, whole in told if name == stage]
        assert steps == [(done, of) for done in range(of + 1)]


def test_what_was_left_out_before_stays_in_the_edition():
    """First what reading left out, then what the edition has no room for."""
    before = LeftOut("photo.png", "read", "no article")
    one_story = Masthead("Digest", "2026-03-14", "en", "localhost", 1)
    edition = make_edition(SEEDS, [before], Options(one_story))
    assert len(edition.stories) == 1
    assert edition.left_out[0] == before
    assert {left.stage for left in edition.left_out[1:]} == {"edition"}
    assert len(edition.left_out) == 1 + len(SEEDS) - len(edition.articles)


def test_no_article_makes_an_empty_edition():
    """With no story, and the date of the masthead."""
    edition = make_edition((), (), Options(MASTHEAD))
    assert (edition.stories, edition.articles, edition.left_out) == ((), (), ())
    assert edition.date == "2026-03-14"


def test_articles_are_grouped_by_id():
    """Every article has a story, called after one of its own articles."""
    found = group_articles(SEEDS)
    assert found.keys() == {a.id for a in SEEDS}
    assert len(set(found.values())) == 4
    assert all(found[story.removeprefix("s-")] == story for story in found.values())
    assert group_articles(SEEDS[::-1]) == found
    assert group_articles([]) == {}


def test_a_summary_does_not_hang_on_the_order_of_its_articles():
    """Nor does it exceed its words."""
    ferry = [a for a in SEEDS if "ferry" in a.source]
    found = summarize_articles(ferry, 100)
    assert 60 < sum(len(s.text.split()) for s in found) <= 100
    assert summarize_articles(ferry[::-1], 100) == found


def test_a_summarizer_that_there_is_not_is_named():
    """With those that there are."""
    with pytest.raises(UsageError, match=r"'lexicon'.*consensus, lexrank"):
        ranking_named("lexicon")
    assert ranking_named("consensus") is None
    assert all(callable(ranking_named(name)) for name in SUMMARIZERS[1:])

"""`python -m benchmarks` on a small folder of invented articles."""

import gzip
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import data, invented, pages, scale, store, stream, summaries, trace
from benchmarks.report import Column, Table, render
from digest.models import Article

ROOT = Path(__file__).resolve().parents[2]

HARBOUR = [
    "The old harbour crane at Veldmark fell into the basin on Tuesday. Nobody was hurt.",
    "A crane fell into the basin of Veldmark harbour. The port stays shut until Friday.",
]
ORCHARD = [
    "Late frost killed most apple blossom around Ostrin. Growers ask the province for help.",
    "Apple growers near Ostrin lost their blossom to frost. The province promised help.",
]


def article(number: int, story: str, text: str) -> dict[str, str]:
    title = text.split(".", maxsplit=1)[0]
    return {
        "id": f"{story}{number}",
        "story": story,
        "title": title,
        "text": text,
        "language": "en",
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data of two stories, as the benchmarks expect it."""
    texts = (("harbour", HARBOUR), ("orchard", ORCHARD))
    rows = [article(n, story, text) for story, told in texts for n, text in enumerate(told)]
    references = [{"story": story, "references": [told[0]]} for story, told in texts]
    files = {
        "data/grouping/villages.dev.jsonl": rows,
        "data/grouping/incidents.dev.jsonl": rows,
        "data/summaries/hamlets.dev.articles.jsonl": rows,
        "data/summaries/hamlets.dev.references.jsonl": references,
    }
    for name, lines in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=ROOT,
        env=os.environ | {"DIGEST_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def figures(folder: Path, *arguments: str) -> list[dict]:
    """The rows of the one table that the run wrote as JSON."""
    written = folder / "figures.json"
    done = run(folder, *arguments, "--json", str(written))
    assert done.returncode == 0, done.stderr
    (table,) = json.loads(written.read_text(encoding="utf-8"))["tables"]
    assert table["title"] in done.stdout
    return table["rows"]


@pytest.fixture
def extra() -> None:
    """Skips where the libraries to compare with are not installed."""
    for library in ("sklearn", "rouge_score"):
        pytest.importorskip(library, reason="the extra `bench` is not installed")


@pytest.mark.usefixtures("extra")
def test_grouping_prints_a_row_for_each_set_and_baseline(folder: Path):
    """Two baselines a set without dates, and summary sets count as grouping sets."""
    rows = figures(folder, "grouping", "--systems", "baselines")
    assert [row["set"] for row in rows] == ["incidents"] * 2 + ["villages"] * 2 + ["hamlets"] * 2
    assert [(row["articles"], row["gold"]) for row in rows] == [(4, 2)] * 6
    assert rows[1]["B3 F1"] == 1.0  # at its best threshold two plain stories are parted


@pytest.mark.usefixtures("extra")
def test_only_keeps_one_set(folder: Path):
    """`--only` names the set wherever it lies."""
    rows = figures(folder, "grouping", "--systems", "baselines", "--only", "villages")
    assert {row["set"] for row in rows} == {"villages"}


@pytest.mark.usefixtures("extra")
def test_summaries_scores_every_summarizer_of_sumy(folder: Path):
    """Leads in turn and seven of sumy, none of them without a word in common with the reference."""
    rows = figures(folder, "summaries", "--systems", "baselines")
    assert [row["system"] for row in rows if row["limit"] == 150] == [
        "leads in turn",
        *(f"sumy {name}" for name in summaries.SUMY),
    ]
    assert all(0 < row["R-2"] < row["R-1"] <= 100 for row in rows)


@pytest.mark.usefixtures("extra")
def test_speed_measures_a_site_with_a_page_a_story(folder: Path):
    """The library script makes two pages of the two stories, and its cost is not nothing."""
    (row,) = figures(folder, "speed", "--systems", "baselines", "--runs", "1")
    assert (row["input"], row["pages"]) == ("incidents", 2)
    assert row["seconds"] > 0.1
    assert row["cpu"] > 0.1
    assert row["MB"] > 20


def test_pages_scores_ours_beside_trafilatura(folder: Path):
    """Two pages, one with an even number: every part has a row for every system."""
    made = folder / "data" / "pages"
    made.mkdir()
    for number, title in ((7, "Crane falls into basin"), (8, "Frost kills blossom")):
        lines = "".join(f"<p>{line}</p>" for line in (*HARBOUR, *ORCHARD))
        page = f"<html><head><title>{title} | Veldmark Post</title></head><body><article><h1>{title}</h1>{lines}"
        (made / f"{number:04}.html.gz").write_bytes(gzip.compress(page.encode()))
        gold = {"title": title, "author": None, "text": "\n".join((*HARBOUR, *ORCHARD))}
        (made / f"{number:04}.json").write_text(json.dumps(gold), encoding="utf-8")
    rows = figures(folder, "pages")
    assert [(row["part"], row["pages"]) for row in rows[::3]] == [
        ("all", 2),
        ("even", 1),
        ("odd", 1),
    ]
    ours = [row for row in rows if row["system"] == "digest"]
    assert all((row["F1"], row["titles"], row["made up"]) == (1.0, 1.0, 0.0) for row in ours)


def test_words_of_a_page_are_counted_as_often_as_they_stand():
    """Multiset overlap, counted by hand: three of four found stand in the gold's five."""
    found = pages.overlap("The ferry, the FERRY!", "the ferry hit the wall")
    assert (found.precision, found.recall) == (0.75, 0.6)
    assert found.f1 == pytest.approx(2 * 3 / 9)
    assert pages.overlap("", "").f1 == 1.0
    assert pages.overlap("", "word").f1 == pages.overlap("word", "").f1 == 0.0


def test_titles_are_the_same_whatever_their_quotation_marks():
    """And white space; nothing else is forgiven."""
    assert pages.same("“It’s over”  he said", '"It\'s over" he said')
    assert not pages.same("It is over", "It is over.")


def test_a_missing_folder_or_set_is_told_in_one_line(folder: Path):
    """Nothing to run on is exit 3, never a traceback."""
    for done in (run(folder / "nowhere"), run(folder, "--only", "cities")):
        assert done.returncode == 3
        assert done.stderr.count("\n") == 1
    assert "there are hamlets, incidents, villages" in done.stderr


def test_summaries_stop_before_the_sentence_that_would_pass_the_limit():
    """A shorter sentence after it is not taken either."""
    assert summaries.up_to(5, iter(["one two", "three four five six", "seven"])) == ["one two"]
    assert summaries.up_to(3, iter(["one two", "three"])) == ["one two", "three"]


def test_leads_are_taken_in_turn():
    """First sentences of all articles stand before the second of any."""
    told = [
        Article(id=str(n), title="", text=text, outlet="", source="", language="en")
        for n, text in enumerate(HARBOUR)
    ]
    summary = summaries.leads_in_turn(told, 25)
    assert summary == (
        "The old harbour crane at Veldmark fell into the basin on Tuesday. "
        "A crane fell into the basin of Veldmark harbour. Nobody was hurt."
    )


def test_vietnamese_letters_count_as_words():
    """Composed and decomposed spellings of one word are the same token."""
    tokens = summaries.AnyScript().tokenize("Đường phố, 12 Thu\u031b\u0301")
    assert tokens == ["đường", "phố", "12", "thứ"]


def test_gold_is_hidden_from_grouping_and_dates_of_roundups_too(folder: Path):
    """What would give the story away is taken from the articles."""
    path = folder / "data/grouping/villages.dev.jsonl"
    dated = [json.loads(line) | {"published": "2031-05-06"} for line in path.open(encoding="utf-8")]
    path.write_text("\n".join(map(json.dumps, dated)), encoding="utf-8")
    villages, roundups = (data.load_grouping(name, path) for name in ("villages", "roundups"))
    assert villages.gold == ("harbour", "harbour", "orchard", "orchard")
    assert {one.story for one in villages.articles} == {None}
    assert {one.published for one in villages.articles} == {"2031-05-06"}
    assert roundups.articles == tuple(replace(one, published=None) for one in villages.articles)


def test_a_table_is_aligned_with_fixed_decimals():
    """Words to the left, figures to the right, an empty line between blocks."""
    table = Table(
        "Weights", (Column("what"), Column("kg", 2)), (("a", 10.0), ("a", 9.125), ("bc", 1))
    )
    assert render(table).splitlines() == [
        "Weights",
        "-----------",
        "what     kg",
        "-----------",
        "a     10.00",
        "a      9.12",
        "",
        "bc        1",
    ]


def test_store_asks_its_questions_of_everything_it_invented(tmp_path, monkeypatch):
    """Each touches as many articles as it says; searches stop at twenty."""
    monkeypatch.setattr(store, "ARTICLES", 2 * store.SOURCES)
    monkeypatch.setattr(store, "WORDS", 9)
    touched = {name: ask(tmp_path / "digest.db")[0] for name, ask in store.QUESTIONS.items()}
    assert touched.pop("search, rare") <= 20
    assert touched == {
        "filling": 400,
        "nothing new": 2,
        "nothing new, next day": 2,
        "nothing new, all sources": 400,
        "health": 400,
        "search, frequent": 20,
        "streaming": 400,
        "pruning": 200,
    }


def test_invented_collections_are_the_same_for_the_same_seed():
    """As many articles as asked for, of stories of several sizes, their words where they say."""
    made = invented.collection(300)
    assert made == invented.collection(300)
    assert len({d.article.id for d in made.documents}) == 300
    assert 20 < len(set(made.stories)) < 300
    document = made.documents[0]
    assert tuple(document.text_of(1).split()) == document.sentences[1].terms


def test_scale_measures_growth_and_candidates():
    """Nearly every pair within a story is looked at; the baseline looks at all."""
    ours = scale.measured(400)
    theirs = scale.dense(400)
    assert len(ours) == len(theirs) == len(scale.COLUMNS) - 4
    for tokens, seconds, wall, peak, documents, pairs, recall, f1 in (ours, theirs):
        assert tokens > 0 and seconds > 0 and wall > 0
        assert peak >= documents > 0
        assert 0 < pairs < 400
        assert recall > 0.9
        assert f1 > 0.8


def test_scale_says_where_the_baseline_does_not_fit():
    """Nothing is run for a collection whose distances are too many; the row says how large they are."""
    table = scale.run(("100000",), frozenset({"baselines"}))
    assert "80 GB" in render(table)


def test_stream_tells_what_changed(monkeypatch):
    """A row for the invented articles, most of them stored before."""
    monkeypatch.setattr(stream, "STORED", 300)
    monkeypatch.setattr(stream, "COMING", 20)
    row = stream.invented()
    assert len(row) == len(stream.COLUMNS)
    assert row[4] > 0.8


def test_trace_finds_copies_among_invented_articles():
    """Nearly all, however few words of each are looked at."""
    (_, _, seconds), (_, _, found) = trace.across(500)
    assert float(seconds.removesuffix(" s")) >= 0
    assert 0.9 < float(found) <= 1


def test_trace_is_scored_in_the_words_of_the_scorer(monkeypatch, tmp_path):
    """The scorer that lies beside the data prints, and each line is a row."""
    folder = tmp_path / "data" / "provenance"
    folder.mkdir(parents=True)
    (folder / "score.py").write_text(
        "import json\n"
        "def rows(path):\n    return [json.loads(line) for line in open(path)]\n"
        "def pairs(gold, out):\n"
        '    print(f\'copies: {sum(len(out[g["story"]]["origins"]) == 1 for g in gold)} of {len(gold)}\')\n'
    )
    (folder / "pairs.gold.dev.jsonl").write_text('{"story": "one"}\n')
    told = [article(number, "one", " ".join(HARBOUR + ORCHARD)) for number in (1, 2)]
    (folder / "pairs.dev.jsonl").write_text("\n".join(map(json.dumps, told)))
    monkeypatch.setenv("DIGEST_DATA", str(tmp_path))
    assert trace.available() == ("pairs", "backtranslations", "stories", "across")
    assert trace.run(("pairs",), frozenset()).rows == (("pairs", "copies", "1 of 1"),)

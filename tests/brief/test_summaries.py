"""Summaries of a story, by our own selection and by every one of sumy's."""

import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers._summarizer import AbstractSummarizer

from digest.brief.summarizers import SUMY, ConsensusSummarizer, Tokenizer, ranking
from digest.models import Article
from digest.pipeline import SUMMARIZERS, summarize_articles
from digest.publish.edition_json import load
from digest.read.files import read_paths
from digest.verify import verify

ROOT = Path(__file__).parents[2]
SEEDS = read_paths([ROOT / "seeds"]).articles
FERRY = [a for a in SEEDS if "ferry" in a.source]


def words_of(statements):
    return sum(len(s.text.split()) for s in statements)


# ---- how long, and of what -------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 400), st.sampled_from(["consensus", "luhn"]), st.integers(1, 5))
def test_a_summary_is_never_longer_than_asked(words, summarizer, many):
    """As white space parts the words; nothing at all where nothing fits."""
    assert words_of(summarize_articles(FERRY[:many], words, summarizer)) <= words


def test_a_summary_uses_the_room_it_has():
    """Of a story long enough, most of what is asked for."""
    assert words_of(summarize_articles(FERRY, 250)) > 200


def test_a_summary_prefers_what_many_report():
    """The one sentence that three outlets have comes before what each alone has."""
    common = [
        "Fire destroyed the covered market of Tolmin early on Tuesday, Chief Ada Brenk said.",
        "The covered market of Tolmin was destroyed by fire early on Tuesday, said Chief Ada Brenk.",
        "Early on Tuesday fire destroyed the covered market of Tolmin, according to Chief Ada Brenk.",
    ]
    own = [
        "A choir from Perlin sang beside the ruins for nearly an hour in the rain.",
        "Tents from a football club stand ready on grass below an old tower.",
        "Bakers near a railway halt gave bread to everybody who came that night.",
    ]
    articles = [
        Article(f"a{i}", "", f"{alone}\n{told}", f"Outlet {i}", f"a{i}.txt")
        for i, (told, alone) in enumerate(zip(common, own, strict=True))
    ]
    (statement,) = summarize_articles(articles, 16)
    assert statement.text in common


def test_an_article_of_something_else_does_not_speak_for_the_story():
    """A report that only mentions the fire loses to what the fire's own reports say once."""
    reports = [
        "Fire destroyed the covered market of Tolmin on Tuesday. The market council of Tolmin will rebuild it.",
        "A fire in Tolmin burned the covered market down on Tuesday. Nobody in the market was hurt.",
        "The covered market of Tolmin burned down in a fire on Tuesday. Traders of the market lost everything.",
    ]
    other = (
        "Bakers of seven valleys met in Perlin to choose the loaf of the year by tasting forty kinds. "
        "Rye bread from a mill beside the railway won, before a wheat loaf with walnuts and honey. "
        "The prize was once handed out in the market of Tolmin."
    )
    articles = [
        Article(f"a{i}", "", text, f"Outlet {i}", f"a{i}.txt")
        for i, text in enumerate([*reports, other])
    ]
    told = summarize_articles(articles, 40)
    assert {p.article for s in told for p in s.passages} <= {"a0", "a1", "a2"}


def test_place_counts_by_the_length_of_the_article():
    """The second of two sentences stands lower than the second of twelve."""
    first = "Fire destroyed the covered market of Tolmin early on Tuesday."
    low = "Choirs from Perlin sang beside ruins nearly until dawn."
    high = "Tents beneath towers shelter forty families since yesterday evening."
    rest = [f"Bench number {n} of row {n + 20} survived without damage." for n in range(10)]
    articles = [
        Article("a", "", f"{first} {low}", "Lantern", "a.txt"),
        Article("b", "", " ".join([first, high, *rest]), "Beacon", "b.txt"),
    ]
    told = [s.text for s in summarize_articles(articles, 19)]
    assert told == [first, high]


def test_a_summary_is_made_of_sentences_of_its_articles():
    """Each statement is one passage, word for word, and none is said twice."""
    texts = {a.id: a.text for a in FERRY}
    for summarizer in SUMMARIZERS:
        found = summarize_articles(FERRY, 120, summarizer)
        assert len({s.text for s in found}) == len(found) > 0
        for statement in found:
            (passage,) = statement.passages
            source = texts[passage.article][passage.start : passage.end]
            assert statement.text == " ".join(source.split())


@pytest.mark.parametrize("summarizer", SUMMARIZERS)
@pytest.mark.parametrize(
    "text", ["", "***", "One.", "周一早上关闭了大桥。" * 3, "The end of it. " * 30]
)
def test_a_summary_of_little_is_little(text, summarizer):
    """No text, no words, one word, equal sentences: no exception, no warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = summarize_articles([Article("a", "", text, "Lantern", "a")], 50, summarizer)
    assert words_of(found) <= 50
    assert len({s.text for s in found}) == len(found)


# ---- sumy ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SUMY)
def test_a_sumy_summarizer_ranks_without_a_download(name):
    """Indexes, none twice, with nothing but our tokenizer."""
    spoken = [FERRY[1].text[s:e] for s, e in _spans(FERRY[1].text)][:12]
    ranks = ranking(name)(spoken, "en")
    assert ranks
    assert len(set(ranks)) == len(ranks)
    assert set(ranks) <= set(range(len(spoken)))


def _spans(text):
    tokens = Tokenizer("en").to_sentences(text)
    return [(text.index(t), text.index(t) + len(t)) for t in tokens]


@pytest.mark.parametrize("name", SUMMARIZERS)
def test_the_command_builds_with_every_summarizer(name, tmp_path):
    """`digest build --summarizer NAME`, where no proxy leads anywhere; the edition is proved."""
    offline = dict.fromkeys(["http_proxy", "https_proxy", "ALL_PROXY"], "http://127.0.0.1:9")
    command = [
        sys.executable,
        "-m",
        "digest",
        "build",
        *map(str, sorted((ROOT / "seeds").glob("0*-ferry*"))),
    ]
    done = subprocess.run(
        [*command, "--summarizer", name, "--out", str(tmp_path)],
        env={**os.environ, **offline, "NLTK_DATA": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Warning" in done.stderr) == (0, False), done.stderr
    (archived,) = (tmp_path / "editions").glob("*.json")
    edition = load(archived.read_bytes())
    assert verify(edition) == []
    assert all(story.quick_look for story in edition.stories)


TOKENIZER = Tokenizer("en")


def dom(*paragraphs):
    return ObjectDocumentModel(
        [Paragraph([Sentence(text, TOKENIZER) for text in told]) for told in paragraphs]
    )


FIRE = "Fire destroyed the covered market of Tolmin on Tuesday."
DOCUMENT = dom(
    [FIRE, "Tents stand on a football ground."],
    ["The covered market of Tolmin burned on Tuesday.", "A choir sang."],
    ["Tolmin lost its covered market to fire on Tuesday.", "Bread was free that night."],
)


def test_ours_is_a_sumy_summarizer():
    """It takes a stemmer, a sumy document and a count, and gives sumy's sentences in their order."""
    summarizer = ConsensusSummarizer(Stemmer("english"))
    summarizer.stop_words = frozenset(["the", "of", "on", "a"])
    assert isinstance(summarizer, AbstractSummarizer)
    (only,) = summarizer(DOCUMENT, 1)
    assert "covered market" in str(only)
    for count in range(8):
        chosen = summarizer(DOCUMENT, count)
        assert len(chosen) == min(count, 6)
        order = [DOCUMENT.sentences.index(s) for s in chosen]
        assert order == sorted(order)


def test_ours_takes_a_share_as_sumy_does():
    """`"50%"` of six sentences is three."""
    assert len(ConsensusSummarizer()(DOCUMENT, "50%")) == 3


def test_ours_says_nothing_of_nothing():
    """A document without a paragraph, or without words."""
    assert ConsensusSummarizer()(dom(), 3) == ()
    assert len(ConsensusSummarizer()(dom(["***", "…"]), 3)) <= 2

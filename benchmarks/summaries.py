"""Summaries against references: ours beside first sentences in turn and sumy's summarizers.

Every baseline ranks the same sentences, split paragraph by paragraph with sentencex, and is cut the
same way: sentences are taken in its order until the next one would pass the limit on words (white
space parts them), then printed in reading order.  sumy gets its own stemmer and stop words where it
has the language (English here; it has neither for Vietnamese).  Sentences longer than the whole
limit are no candidates.

Figures are ROUGE F1 × 100 by `rouge_score`: stemmed for English; for Vietnamese unstemmed on words
of any script, as the scorer's own tokenizer drops every letter outside ASCII.  Where a story has
several references the highest F1 counts, metric by metric.  `words` is the mean length, `ms` the
mean time a story takes while as many stories as there are cores are worked on at once.
"""

import re
import statistics
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from itertools import chain, zip_longest
from typing import Any

from benchmarks import data
from benchmarks.data import StoryToSum
from benchmarks.report import Cell, Column, Table, progress
from digest.models import Article

LIMITS = {"multinews": (250, 150), "roundups": (150,), "vietnamese": (200, 150)}
USUAL_LIMITS = (250, 150)

SUMY = {
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "luhn": ("luhn", "LuhnSummarizer"),
    "kl": ("kl", "KLSummarizer"),
    "sumbasic": ("sum_basic", "SumBasicSummarizer"),
    "reduction": ("reduction", "ReductionSummarizer"),
}
SUMY_LANGUAGES = {"en": "english"}
METRICS = ("rouge1", "rouge2", "rougeL")

COLUMNS = (
    Column("set"),
    Column("limit"),
    Column("system"),
    Column("stories"),
    Column("R-1", 2),
    Column("R-2", 2),
    Column("R-L", 2),
    Column("words", 1),
    Column("ms", 1),
)

System = Callable[[Sequence[Article], int], str]


@dataclass(frozen=True, slots=True)
class Scored:
    """What one system made of one story."""

    rouge: tuple[float, ...]  # F1 of each of METRICS
    words: int
    seconds: float


def run(sets: Sequence[str], systems: frozenset[str]) -> Table:
    """A row for each of the `sets`, limits and systems ("ours", "baselines")."""
    paths = data.summary_sets()
    rows: list[tuple[Cell, ...]] = []
    with ProcessPoolExecutor() as pool:
        for name in sets:
            stories = data.load_summaries(paths[name])
            for limit in LIMITS.get(name, USUAL_LIMITS):
                for system, summarize in chosen(systems).items():
                    progress(f"summaries: {name}, {limit} words, {system}")
                    scored = pool.map(partial(score, summarize, limit), stories, chunksize=4)
                    rows.append((name, limit, system, *means(list(scored))))
    return Table("Summaries: ROUGE F1 against references", COLUMNS, tuple(rows))


def chosen(systems: frozenset[str]) -> dict[str, System]:
    """The systems to run, by the name they are printed under."""
    found: dict[str, System] = {"digest": ours} if "ours" in systems else {}
    if "baselines" in systems:
        found["leads in turn"] = leads_in_turn
        found |= {f"sumy {name}": partial(by_sumy, name) for name in SUMY}
    return found


def score(summarize: System, limit: int, story: StoryToSum) -> Scored:
    """The story summed up in at most `limit` words, against its references."""
    start = time.perf_counter()
    summary = summarize(story.articles, limit)
    seconds = time.perf_counter() - start
    if count(summary) > limit:
        raise ValueError(f"{story.articles[0].story}: {count(summary)} words, over {limit}")
    rouge = scorer(story.articles[0].language).score_multi(story.references, summary)
    return Scored(
        tuple(100 * rouge[metric].fmeasure for metric in METRICS), count(summary), seconds
    )


def means(scored: Sequence[Scored]) -> tuple[Cell, ...]:
    """The cells of a row after its names."""
    return (
        len(scored),
        *map(statistics.fmean, zip(*(one.rouge for one in scored), strict=True)),
        statistics.fmean(one.words for one in scored),
        1000 * statistics.fmean(one.seconds for one in scored),
    )


# ---- systems ---------------------------------------------------------------------------------


def ours(articles: Sequence[Article], limit: int) -> str:
    """Our summary."""
    from digest.pipeline import summarize_articles

    return " ".join(statement.text for statement in summarize_articles(articles, limit))


def leads_in_turn(articles: Sequence[Article], limit: int) -> str:
    """Every article's first sentence, then every second one, and so on."""
    turns = zip_longest(*(sentences(article, limit) for article in articles))
    in_turn = (sentence for sentence in chain.from_iterable(turns) if sentence)
    return " ".join(up_to(limit, in_turn))


def by_sumy(name: str, articles: Sequence[Article], limit: int) -> str:
    """What sumy's summarizer of that `name` ranks highest, in reading order."""
    candidates = chain.from_iterable(sentences(article, limit) for article in articles)
    language = articles[0].language
    chosen = summarizer(name, language)(document(candidates), partial(_best, limit))
    return " ".join(str(sentence) for sentence in chosen)


def summarizer(name: str, language: str) -> Any:
    """The summarizer of sumy with the stemmer and stop words of the `language`, if it has them."""
    from sumy.nlp.stemmers import Stemmer, null_stemmer
    from sumy.utils import get_stop_words

    module, kind = SUMY[name]
    known = SUMY_LANGUAGES.get(language)
    made = getattr(import_module(f"sumy.summarizers.{module}"), kind)(
        Stemmer(known) if known else null_stemmer
    )
    made.stop_words = get_stop_words(known) if known else frozenset()
    return made


def document(candidates: Iterator[str]) -> Any:
    """The model that sumy has of one text of these sentences."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    words = Words()
    return ObjectDocumentModel([Paragraph([Sentence(text, words) for text in candidates])])


class Words:
    """The tokenizer that sumy is given, as its own needs data that has to be fetched."""

    _WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*")

    def to_words(self, sentence: str) -> list[str]:
        """Words of letters, in any script."""
        return self._WORD.findall(sentence)


# ---- sentences and limits --------------------------------------------------------------------


def sentences(article: Article, limit: int) -> list[str]:
    """The article's sentences of at most `limit` words, at least one of them a word of letters."""
    from sentencex import segment

    lines = article.text.splitlines()
    found = chain.from_iterable(segment(article.language or "en", line) for line in lines)
    stripped = (sentence.strip() for sentence in found)
    return [text for text in stripped if count(text) <= limit and Words().to_words(text)]


def up_to(limit: int, in_order: Iterator[str]) -> list[str]:
    """The first sentences, to the last one before the limit would be passed."""
    taken: list[str] = []
    left = limit
    for sentence in in_order:
        left -= count(sentence)
        if left < 0:
            break
        taken.append(sentence)
    return taken


def count(text: str) -> int:
    """Words as white space parts them."""
    return len(text.split())


def _best(limit: int, ranked: Sequence[Any]) -> Sequence[Any]:
    """The sentences that sumy ranked, best first, cut at the limit."""
    return ranked[: len(up_to(limit, (str(info.sentence) for info in ranked)))]


# ---- scoring ---------------------------------------------------------------------------------


class AnyScript:
    """Lower-case words of any script, for `rouge_score`."""

    def tokenize(self, text: str) -> list[str]:
        """Runs of letters and digits, accents composed."""
        return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


@cache
def scorer(language: str) -> Any:
    """The scorer for texts in the `language`."""
    from rouge_score.rouge_scorer import RougeScorer

    if language in SUMY_LANGUAGES:
        return RougeScorer(METRICS, use_stemmer=True)
    return RougeScorer(METRICS, tokenizer=AnyScript())

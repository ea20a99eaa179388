"""Invented pairs of reports, and what must come of holding them side by side (`pairs.toml`)."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest.models import Article, Findings, Variant
from digest.pipeline import compare_articles

HERE = Path(__file__).parent
FRAMES = tomllib.loads((HERE / "frames.toml").read_text(encoding="utf-8"))

KNOWN_MISSES: frozenset[str] = frozenset(
    {
        "attribution-differ-said-that",
        "attribution-differ-two-ministries",
        "attribution-differ-who-claimed",
        "attribution-differ-who-fired",
        "attribution-differ-who-found",
        "attribution-differ-who-proposed",
        "attribution-differ-who-said",
        "name-differ-hyphen-of-two-spellings",
        "name-differ-transliterated-surname",
        "negation-differ-no-injuries-and-one",
        "negation-differ-without",
        "quote-differ-reworded",
        "title-differ-office-in-apposition",
    }
)
"""Ids, as pytest prints them, of pairs that the rules do not yet judge rightly; each must fail."""


@dataclass(frozen=True)
class Pair:
    """What two outlets report of one event."""

    kind: str
    must: str  # "differ", "agree" or "develop"
    id: str
    frame: str
    one: str
    other: str
    values: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # that fit besides `kind`
    published: tuple[str, str] = ("2031-05-06", "2031-05-06")

    @property
    def label(self):
        return f"{self.kind}-{self.must}-{self.id}"

    @property
    def articles(self):
        """The first report leads its article; the second stands below a sentence of the frame."""
        frame = FRAMES[self.frame]
        first, *rest = frame["other"]
        texts = [self.one, *frame["one"]], [first, self.other, *rest]
        outlets = "Korvel Courier", "Merrin Post"
        return [
            Article(
                id=name,
                title=title,
                text="\n\n".join(filter(None, text)),
                outlet=outlet,
                source=name,
                published=published,
                language="en",
            )
            for name, title, text, outlet, published in zip(
                ("one", "other"), frame["titles"], texts, outlets, self.published, strict=True
            )
        ]


@dataclass(frozen=True)
class Reported:
    """A difference, an altered quotation or a name, with the forms that it is printed in."""

    kind: str
    forms: tuple[Variant, ...]

    def gives(self, article, value):
        """Whether one of the forms holds the value, and stands in the article; names are placeless."""
        return any(
            value.casefold() in form.text.casefold()
            and (self.kind == "name" or article in {p.article for p in form.passages})
            for form in self.forms
        )


def read_pairs():
    table = tomllib.loads((HERE / "pairs.toml").read_text(encoding="utf-8"))
    return [
        Pair(kind, must, **{k: tuple(v) if isinstance(v, list) else v for k, v in told.items()})
        for kind, by_must in table.items()
        for must, pairs in by_must.items()
        for told in pairs
    ]


PAIRS = read_pairs()


def those_that(must):
    return pytest.mark.parametrize(
        "pair",
        [
            pytest.param(
                pair,
                id=pair.label,
                marks=[pytest.mark.xfail(strict=True)] if pair.label in KNOWN_MISSES else [],
            )
            for pair in PAIRS
            if pair.must == must
        ],
    )


def reported(findings: Findings) -> list[Reported]:
    """All but developments; a quotation that is told both ways counts once."""
    altered = [q for q in findings.quotes if q.variants]
    told = [
        d for d in findings.differences if not (d.development or (d.kind == "quote" and altered))
    ]
    return [
        *(Reported(d.kind, d.values) for d in told),
        *(Reported("quote", (Variant(q.text, q.passages), *q.variants)) for q in altered),
        *(
            Reported("name", tuple(Variant(text, ()) for text in (n.name, *n.variants)))
            for n in findings.names
            if n.variants
        ),
    ]


def found(pair):
    return reported(compare_articles(pair.articles, everything=False)[1])


@those_that("differ")
def test_what_cannot_both_hold_is_reported_once(pair):
    """One thing is told, of a fitting kind, with what each article says."""
    all_told = found(pair)
    assert len(all_told) == 1, all_told
    told = all_told[0]
    assert told.kind in {pair.kind, *pair.kinds}
    for article, value in zip(("one", "other"), pair.values, strict=True):
        assert told.gives(article, value), told.forms


@those_that("agree")
def test_what_can_both_hold_is_not_reported(pair):
    """Neither a difference nor an altered quotation nor a second spelling."""
    assert found(pair) == []


@those_that("develop")
def test_what_moved_on_is_no_difference(pair):
    """A later report may be told as a development, not as a difference."""
    assert found(pair) == []


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_is_two_independent_reports_that_agree(frame):
    """So what is found in a pair comes of the pair."""
    trace, findings = compare_articles(Pair("", "", "", frame, "", "").articles, everything=False)
    assert not trace.derived
    assert reported(findings) == []


def test_each_pair_has_an_id_of_its_own_and_each_known_miss_a_pair():
    """A miss that no pair bears would hide that the pair was renamed."""
    labels = [pair.label for pair in PAIRS]
    assert len(labels) == len(set(labels))
    assert set(labels) >= KNOWN_MISSES

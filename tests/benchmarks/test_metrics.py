"""Agreement of stories with gold."""

import random
import time

import pytest

from benchmarks.metrics import adjusted_rand, agreement, bcubed_interval, contingency

# Five articles; gold puts abc and de together, the stories found ab and cde.
GOLD = ["g1", "g1", "g1", "g2", "g2"]
FOUND = ["s1", "s1", "s2", "s2", "s2"]


def test_bcubed_is_the_mean_over_articles_of_shares_counted_by_hand():
    """Precision: a, b 2/2, c 1/3, d, e 2/3; recall: a, b 2/3, c 1/3, d, e 2/2."""
    scored = agreement(FOUND, GOLD)
    assert scored.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert scored.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert scored.f1 == pytest.approx(11 / 15)  # both are 11/15


def test_precision_and_recall_are_told_apart():
    """One story of everything recalls all and is right by half; swapped sides swap the two."""
    together = agreement(["s", "s", "s", "s"], ["g1", "g1", "g2", "g2"])
    assert (together.precision, together.recall) == (0.5, 1.0)
    apart = agreement(["s1", "s2", "s3", "s4"], ["g1", "g1", "g2", "g2"])
    assert (apart.precision, apart.recall) == (1.0, 0.5)


def test_pair_f1_counts_pairs_of_articles():
    """Of the pairs ab, cd, ce, de found and ab, ac, bc, de of gold, two are shared."""
    assert agreement(FOUND, GOLD).pair_f1 == pytest.approx(2 * 2 / (4 + 4))


def test_adjusted_rand_takes_chance_away():
    """Two pairs shared, 4 · 4 / 10 by chance, four at most."""
    assert agreement(FOUND, GOLD).rand == pytest.approx((2 - 1.6) / (4 - 1.6))


def test_adjusted_rand_falls_below_nought_where_worse_than_chance():
    """No pair shared, 2 · 2 / 6 by chance, two at most: minus one half."""
    scored = agreement(["s1", "s2", "s1", "s2"], ["g1", "g1", "g2", "g2"])
    assert scored.rand == pytest.approx(-0.5)


@pytest.mark.parametrize("gold", [["g"], ["g1", "g2"], ["g", "g"], GOLD])
def test_the_same_stories_under_other_names_agree_fully(gold: list[str]):
    """Names of stories do not count, nor does it matter that no pair exists."""
    scored = agreement([f"another {label}" for label in gold], gold)
    assert (scored.f1, scored.pair_f1, scored.rand) == (1.0, 1.0, 1.0)


def test_labels_of_different_length_or_none_are_refused():
    """What cannot be compared gives no figure."""
    with pytest.raises(ValueError, match="2 labels against 1"):
        agreement(["s", "s"], ["g"])
    with pytest.raises(ValueError, match="at least one"):
        agreement([], [])


def test_a_random_division_agrees_with_the_definitions_pair_by_pair():
    """The table of shares gives what counting all pairs of articles gives."""
    draw = random.Random(7)
    found = [str(draw.randrange(9)) for _ in range(80)]
    gold = [str(draw.randrange(6)) for _ in range(80)]
    scored = agreement(found, gold)
    everyone = range(80)
    stories = [{j for j in everyone if found[i] == found[j]} for i in everyone]
    events = [{j for j in everyone if gold[i] == gold[j]} for i in everyone]
    shared = [len(story & event) for story, event in zip(stories, events, strict=True)]
    assert scored.precision == pytest.approx(
        sum(n / len(story) for n, story in zip(shared, stories, strict=True)) / 80
    )
    assert scored.recall == pytest.approx(
        sum(n / len(event) for n, event in zip(shared, events, strict=True)) / 80
    )
    pairs = [(i, j) for i in everyone for j in everyone if i < j]
    put, meant = ({(i, j) for i, j in pairs if labels[i] == labels[j]} for labels in (found, gold))
    assert scored.pair_f1 == pytest.approx(2 * len(put & meant) / (len(put) + len(meant)))


def test_adjusted_rand_is_that_of_scikit_learn():
    """On divisions alike, unlike and random."""
    metrics = pytest.importorskip("sklearn.metrics", reason="the extra `bench` is not installed")
    draw = random.Random(11)
    for kinds in (2, 5, 40):
        gold = [str(draw.randrange(kinds)) for _ in range(60)]
        found = [draw.choice([label, "x"]) for label in gold]
        expected = metrics.adjusted_rand_score(gold, found)
        assert adjusted_rand(contingency(found, gold)) == pytest.approx(expected)


def test_a_million_articles_take_seconds():
    """The work grows with articles, not with pairs of them."""
    labels = [str(number // 3) for number in range(1_000_000)]
    start = time.perf_counter()
    assert agreement(labels, labels).f1 == 1.0
    assert time.perf_counter() - start < 60


def test_the_interval_holds_the_figure_and_is_the_same_again():
    """Stories drawn anew score around what all score, and draws repeat."""
    low, high = bcubed_interval(FOUND * 5, [f"{n}{g}" for n in range(5) for g in GOLD])
    assert low <= agreement(FOUND * 5, [f"{n}{g}" for n in range(5) for g in GOLD]).f1 <= high
    assert (low, high) == bcubed_interval(FOUND * 5, [f"{n}{g}" for n in range(5) for g in GOLD])


def test_full_agreement_has_no_spread():
    """Whatever is drawn is right."""
    assert bcubed_interval(GOLD, GOLD) == (1.0, 1.0)

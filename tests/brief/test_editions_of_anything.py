"""Whole editions, of the samples in any selection and of mangled texts: proved, bounded, undoubled."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.brief.allowance import Limits
from digest.brief.standing import leans
from digest.edition import Masthead
from digest.models import Article
from digest.pipeline import SUMMARIZERS, Options, make_edition, prepared
from digest.read.files import read_paths
from digest.verify import verify

SEEDS = read_paths([Path(__file__).parents[2] / "seeds"]).articles
MASTHEAD = Masthead("Digest", "2026-03-14", "en", "localhost", 50)
BRIDGE = "The council closed the bridge at Tolmin on Monday morning, Mayor Ana Lisk said."

slow = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def edition_of(articles, limits=Limits(), **more):
    return make_edition(articles, (), Options(MASTHEAD, limits, **more))


def told(*texts, title="", **more):
    return [
        Article(f"a{i}", title, text, f"Outlet {i}", f"a{i}.txt", **more)
        for i, text in enumerate(texts)
    ]


def statements(story):
    yield story.headline
    if story.standfirst:
        yield story.standfirst
    yield from story.quick_look
    yield from (s for section in story.deep_look for s in section.statements)
    yield from (entry.statement for entry in story.timeline)


def words_shown(statements, edition):
    """Words of each article's text that the statements show."""
    texts = {a.id: a.text for a in edition.articles}
    shown = Counter()
    for passage in (p for s in statements for p in s.passages if p.field == "text"):
        shown[passage.article] += len(texts[passage.article][passage.start : passage.end].split())
    for said in statements:
        named = [w for w in re.findall(r"\[([^\]]*)\]", said.text) if not re.match(r"\d", w)]
        shown[said.passages[0].article] += len(" ".join(named).split())
    return shown


def assert_sound(edition):
    """Proved to the word, with bullets few and short, and no passage shown twice."""
    assert verify(edition) == []
    for story in edition.stories:
        bullets = [s.text for s in story.quick_look]
        assert len(bullets) <= 8
        assert all(0 < len(re.sub(r"\[[^\]]*\]", "", b).split()) <= 30 for b in bullets)
        bare = [b.rstrip(". ").casefold() for b in bullets]
        assert not any(one in other for one, other in permutations(bare, 2))
        body = [*story.quick_look, *(s for x in story.deep_look for s in x.statements)]
        texts = [" ".join(s.text.split()).casefold() for s in body]
        assert len(set(texts)) == len(texts)
        headings = [section.heading for section in story.deep_look]
        assert len(set(headings)) == len(headings)
        assert all(heading.strip() for heading in headings)
        assert all(section.statements for section in story.deep_look)


def assert_within(edition, limits):
    """No article is shown beyond its limits; a lede that heads an untitled story may be all there is."""
    allowed = {
        a.id: min(
            limits.max_words_shown,
            int(limits.max_share_shown * a.words),
            a.words if a.may_quote is None else a.may_quote,
        )
        for a in edition.articles
    }
    for story in edition.stories:
        body = [s for s in statements(story) if s is not story.headline]
        head, rest = (words_shown(part, edition) for part in ([story.headline], body))
        for article, words in rest.items():
            assert words + head[article] <= allowed[article]
        assert all(words <= 40 for words in head.values())


# ---- the samples -----------------------------------------------------------------------------


@slow
@given(
    st.lists(st.sampled_from(SEEDS), min_size=1, unique_by=lambda a: a.id),
    st.sampled_from([0, 30, 120, 250]),
    st.sampled_from([0.0, 0.1, 0.35, 1.0]),
    st.sampled_from([None, 0, 25]),
)
def test_editions_of_any_samples_are_proved_and_within_their_limits(articles, most, share, own):
    """In any selection and order, whatever the limits are."""
    limits = Limits(max_words_shown=most, max_share_shown=share)
    edition = edition_of([replace(articles[0], may_quote=own), *articles[1:]], limits)
    assert_sound(edition)
    assert_within(edition, limits)


@slow
@given(st.permutations(SEEDS))
def test_the_same_articles_in_any_order_give_the_same_edition(articles):
    """To the last field."""
    assert edition_of(articles) == edition_of(SEEDS)


@pytest.fixture(scope="module")
def edition():
    return edition_of(SEEDS)


def test_no_bullet_leans_on_another(edition):
    """Each is read by itself."""
    assert [s.text for story in edition.stories for s in story.quick_look if leans(s.text)] == []


def test_a_sentence_that_leans_comes_with_what_it_leans_on(edition):
    """In the Deep Look the statement before it is of its article and right before it."""
    leaning = 0
    for section in (x for story in edition.stories for x in story.deep_look):
        assert not leans(section.statements[0].text)
        for one, other in pairwise(section.statements):
            if leans(other.text):
                leaning += 1
                before, after = one.passages[-1], other.passages[0]
                text = next(a.text for a in edition.articles if a.id == after.article)
                assert before.article == after.article
                assert not text[before.end : after.start].strip(" \n.“”")
    assert leaning


def test_the_first_bullet_is_the_news(edition):
    """It stands high in its article, and tells the event that the headline tells."""
    documents = prepared(SEEDS)
    for story in (s for s in edition.stories if len(s.articles) > 1):
        (passage,) = story.quick_look[0].passages
        above = [s for s in documents[passage.article].sentences if s.start < passage.start]
        assert len(above) <= 3


@pytest.mark.parametrize("summarizer", SUMMARIZERS)
def test_no_bullet_reports_what_another_does(summarizer):
    """Three outlets tell the same four things in other words; each is told once."""
    told_by = [
        [
            "Fire destroyed the covered market of Tolmin early on Tuesday, Chief Ada Brenk said.",
            "Forty stalls and the roof of the old hall burned down before dawn in Tolmin.",
            "Stallholders of Tolmin will sell from tents on the football ground until autumn.",
            "The town of Tolmin insured the market hall for nine million crowns in January.",
        ],
        [
            "The covered market of Tolmin was destroyed by fire early on Tuesday, said Chief Ada Brenk.",
            "Before dawn forty stalls and the roof of the old hall in Tolmin burned down.",
            "Until autumn the stallholders of Tolmin will sell from tents on the football ground.",
            "In January the town of Tolmin insured the market hall for nine million crowns.",
        ],
        [
            "Early on Tuesday fire destroyed the covered market of Tolmin, said Chief Ada Brenk.",
            "In Tolmin forty stalls burned down before dawn, and the roof of the old hall.",
            "On the football ground the stallholders of Tolmin will sell from tents until autumn.",
            "For nine million crowns the town of Tolmin insured the market hall in January.",
        ],
    ]
    articles = told(*("\n".join(lines) for lines in told_by), title="Fire destroys Tolmin market")
    edition = edition_of(articles, Limits(max_share_shown=1.0), summarizer=summarizer)
    (story,) = edition.stories
    assert 2 <= len(story.quick_look) <= 4
    texts = [b.text for b in story.quick_look]
    for word in ("fire", "stalls ", "tents", "insured"):
        assert sum(word in text for text in texts) <= 1


def test_nothing_of_the_quick_look_is_told_again(edition):
    """No passage, and no passage that reports the same."""
    for story in edition.stories:
        quick = {(p.article, p.start) for s in story.quick_look for p in (*s.passages, *s.support)}
        deep = {
            (p.article, p.start) for x in story.deep_look for s in x.statements for p in s.passages
        }
        assert not quick & deep


# ---- anything --------------------------------------------------------------------------------

LINES = [line for a in SEEDS for line in a.text.split("\n") if line.strip()]
SCRAPS = st.sampled_from(
    [
        BRIDGE, "ılık bir rüzgar esti ve herkes bunu hissetti.", "ﬁre broke out in the hall of the old town.",
        "周一早上，市议会关闭了托尔明大桥。", "“", "”", "By Ana Lisk", "***", "\u200b", "And then he left…", "\ufeff",
        "ßen stood at the gate of the town on Monday.", "[sic]", "Read more", "\u2028", "Ａ　fullwidth line of words。",
    ]
)  # fmt: skip
MANGLED = st.lists(
    st.one_of(
        st.sampled_from(LINES),
        SCRAPS,
        st.text(max_size=30),
        st.sampled_from(LINES).flatmap(lambda x: st.integers(0, len(x)).map(lambda n: x[:n])),
    ),
    max_size=12,
).flatmap(lambda lines: st.sampled_from(["\n", "\n\n", " "]).map(lambda glue: glue.join(lines)))
TITLES = st.one_of(st.just(""), st.just(" "), st.text(max_size=20), st.sampled_from(LINES))
ARTICLES = st.lists(st.tuples(TITLES, MANGLED), min_size=1, max_size=4).map(
    lambda found: [
        Article(f"a{i}", title, text, f"Outlet {i % 2}", f"a{i}.txt")
        for i, (title, text) in enumerate(found)
    ]
)


@settings(slow, max_examples=80)
@given(ARTICLES, st.sampled_from(["consensus", "lexrank", "luhn"]))
def test_an_edition_of_any_texts_is_proved(articles, summarizer):
    """Mangled lines, scripts, marks and halves of sentences: no exception, no finding."""
    edition = edition_of(articles, summarizer=summarizer)
    assert_sound(edition)
    assert_within(edition, Limits())
    held = {a.id for a in edition.articles}
    left = {left.source for left in edition.left_out}
    assert all((a.id in held) != (a.source in left) for a in articles)


CHINESE = (
    "周一早上，市议会关闭了托尔明大桥。维修工程预计需要六周。市长表示交通将改道。居民对此表示不满。"
)
ARABIC = "أغلق المجلس البلدي الجسر القديم صباح يوم الاثنين بسبب أعمال الصيانة. ومن المتوقع أن تستغرق ستة أسابيع."
VIETNAMESE = "Hội đồng thành phố đã đóng cửa cây cầu cũ ở Tolmin vào sáng thứ Hai. Việc sửa chữa sẽ mất sáu tuần."
LONG = " ".join(
    f"The council of town{i} voted on Tuesday to close bridge{i} to lorries for {i} days." for i in range(360)
)  # fmt: skip


@pytest.mark.parametrize("limits", [Limits(), Limits(max_words_shown=0)], ids=["usual", "none"])
@pytest.mark.parametrize(
    "articles",
    [
        told("", title="Bridge at Tolmin closed"),
        told(BRIDGE),
        told(LONG, title="Bridges closed in many towns"),
        told("The bridge " + " ".join(f"word{i}" for i in range(2000)) + "."),
        told(" ".join([BRIDGE] * 40)),
        told(*[" ".join([BRIDGE] * 40)] * 3),
        told(CHINESE, CHINESE),
        told(ARABIC),
        told(VIETNAMESE),
        told("“We will not go there again.” “It is over.” “You are all invited to the party.”"),
        told(LONG, title="Bridges closed in many towns", may_quote=0),
    ],
    ids="title-only one-sentence long endless equal equal-copies zh ar vi quotations no-quoting".split(),
)
def test_an_edition_of_odd_articles_is_proved(articles, limits):
    """Every one of them is in it."""
    edition = edition_of(articles, limits)
    assert_sound(edition)
    assert_within(edition, limits)
    assert len(edition.articles) == len(articles)


@pytest.mark.parametrize(
    "title, text", [("", "***"), ("", "Hello"), (" ", ""), ("", "By Ana Lisk")]
)
def test_an_article_that_says_nothing_is_left_out(title, text):
    """With the reason; the others are told."""
    articles = [Article("a", title, text, "Lantern", "a.txt"), *told(BRIDGE, title="Bridge closed")]
    edition = edition_of(articles)
    assert [(left.source, left.stage) for left in edition.left_out] == [("a.txt", "prepare")]
    assert [a.id for a in edition.articles] == ["a0"]
    assert verify(edition) == []


def test_of_what_may_not_be_quoted_the_headline_alone_is_shown():
    """No bullet, no standfirst, no Deep Look, where nothing may be quoted."""
    for articles, limits in [
        (told(LONG, LONG, title="Bridges closed in many towns", may_quote=0), Limits()),
        (told(LONG, LONG, title="Bridges closed all over"), Limits(max_words_shown=0)),
    ]:
        (story,) = edition_of(articles, limits).stories
        assert story.headline.text == articles[0].title
        assert (story.standfirst, story.quick_look, story.deep_look) == (None, (), ())


def test_who_may_be_quoted_speaks_for_who_may_not():
    """In a story of two articles, every bullet is of the one that allows it."""
    ferry = [a for a in SEEDS if "ferry" in a.source]
    shut = [replace(a, may_quote=0) if a.source.startswith("05") else a for a in ferry]
    silent = next(a.id for a in shut if a.may_quote == 0)
    edition = edition_of(shut)
    (story,) = edition.stories
    assert silent in story.articles
    assert len(story.quick_look) >= 5
    assert words_shown(statements(story), edition)[silent] == 0


def test_an_untitled_article_that_may_not_be_quoted_is_left_out():
    """A headline is never cut from a lede that may not be shown: nothing of the article is left."""
    closed = told(LONG, may_quote=0) + [
        replace(a, id="b", source="b.txt") for a in told(LONG, may_quote=4)
    ]
    edition = edition_of([*closed, replace(told(BRIDGE, title="Bridge closed")[0], id="c")])
    assert [a.id for a in edition.articles] == ["c"]
    assert [(left.source, left.stage) for left in edition.left_out] == [
        ("a0.txt", "prepare"),
        ("b.txt", "prepare"),
    ]
    assert "allows no words" in edition.left_out[0].reason


def test_a_short_title_heads_what_may_not_be_quoted():
    """A title that is but a label is the source's own, and words of the text are not."""
    (story,) = edition_of(told(LONG, title="Bridges", may_quote=0)).stories
    assert story.headline.text == "Bridges"
    assert {p.field for p in story.headline.passages} == {"title"}


@pytest.mark.parametrize("own", [0, 4, 5, 12])
def test_a_small_allowance_of_its_publisher_binds_every_part_of_a_story(own):
    """Headline, standfirst, bullets and Deep Look together show no more words of it."""
    for title in ("", "Bridges closed in many towns"):
        for most in (250, 0):
            edition = edition_of(
                told(LONG, LONG, title=title, may_quote=own), Limits(max_words_shown=most)
            )
            assert verify(edition) == []
            for story in edition.stories:
                shown = words_shown(statements(story), edition)
                assert all(words <= own for words in shown.values())


def test_words_of_who_may_not_be_quoted_head_no_story_of_others():
    """The headline of an untitled story is cut from an article that allows it."""
    closed = told(LONG, title="Bridges", may_quote=0)[0]
    opened = replace(told(LONG)[0], id="b", outlet="Beacon", source="b.txt")
    edition = edition_of([closed, opened])
    for story in edition.stories:
        assert words_shown(statements(story), edition)[closed.id] == 0

"""Identities that last, an order with reasons, and no clock."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.app import Build, Console, build
from digest.edition import (
    Known,
    KnownStory,
    Masthead,
    Reported,
    Traced,
    compose,
    edition_id,
    front_page,
    grown_by,
    importance,
    moved_on,
    newest_day,
    slugged,
)
from digest.models import (
    Article,
    Brief,
    Cluster,
    Document,
    Forward,
    Passage,
    Statement,
    Trace,
)
from tests.ferries import FERRY

MASTHEAD = Masthead("The Lantern", "2031-05-06", "en", "lantern.example", 50)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def documented(key, title="Ferry sails again", outlet=None, published="2031-05-05", words=100):
    """A document whose article has this id."""
    article = Article(
        id=key,
        title=title,
        text="The ferry sailed again.",
        outlet=outlet or f"Outlet of {key}",
        source=f"{key}.txt",
        published=published,
    )
    return Document(article, "en", (), (), (), (), words)


def told(documents, *keys):
    """A story of these articles, each of its own origin."""
    first = documents[keys[0]].article
    headline = Statement(first.title, (Passage(first.id, 0, 1, "title"),), (), 1, 1)
    brief = Brief(headline, None, (headline,), (), None)
    return Reported(Cluster(keys, ()), Trace(tuple((key,) for key in keys)), brief)


def edition_of(*stories, masthead=MASTHEAD, known=Known(), left_out=()):
    """An edition of stories, each a list of documents."""
    documents = {d.article.id: d for story in stories for d in story}
    reported = [told(documents, *[d.article.id for d in story]) for story in stories]
    return compose(masthead, reported, documents, left_out, known)


def known_from(edition):
    """What the next edition knows of this one."""
    stories = [
        KnownStory(s.id, s.slug, s.tag, frozenset(s.articles), s.first_edition)
        for s in edition.stories
    ]
    return Known(edition.tag, tuple(stories))


def identity(story):
    return story.id, story.slug, story.tag, story.first_edition


# ---- names of editions -----------------------------------------------------------------------


def test_an_edition_is_called_after_its_day_and_title():
    """The same for each build of one issue, whatever is in it."""
    assert edition_id(MASTHEAD) == "2031-05-06-the-lantern"
    assert edition_of([documented("a")]).id == edition_of().id == edition_id(MASTHEAD)


def test_an_edition_was_updated_when_its_newest_article_was():
    """Moments are compared in one zone; a plain date is its midnight."""
    edition = edition_of(
        [documented("a", published="2031-05-05T23:30:00-05:00")],
        [documented("b", published="2031-05-06T03:00:00+00:00")],
        [documented("c", published="2031-05-06")],
        [documented("d", published=None)],
    )
    assert edition.updated == "2031-05-06T04:30:00Z"


def test_an_edition_without_dates_was_updated_on_its_own_day():
    """Never when the program ran."""
    assert edition_of([documented("a", published=None)]).updated == "2031-05-06T00:00:00Z"
    assert edition_of().updated == "2031-05-06T00:00:00Z"


def test_a_story_was_published_with_its_first_and_updated_with_its_last_article():
    """By the moment, not by the look of the date."""
    early, late = "2031-05-06T01:00:00+09:00", "2031-05-05T22:00:00-01:00"
    story = edition_of([documented("a", published=late), documented("b", published=early)]).stories[
        0
    ]
    assert (story.published, story.updated) == (early, late)


@pytest.mark.parametrize(
    "dates, day",
    [
        (["2031-05-05", None, "2031-05-06T01:00:00Z"], "2031-05-06"),
        ([None], None),
        ([], None),
    ],
)
def test_the_newest_day_is_that_of_the_newest_date(dates, day):
    """None where no article has a date."""
    assert newest_day(dates) == day


def test_the_feeds_tag_is_minted_once():
    """A later edition of another day, title and host bears the first one's tag."""
    first = edition_of([documented("a")])
    assert first.tag == "tag:lantern.example,2031-05-06:the-lantern"
    later = replace(MASTHEAD, title="The Lamp", date="2031-06-01", host="lamp.example")
    assert edition_of([documented("b")], masthead=later, known=known_from(first)).tag == first.tag


# ---- identities of stories -------------------------------------------------------------------


def test_a_story_keeps_its_identity_while_it_grows():
    """An earlier-dated article with another title changes neither id nor slug, tag or begin."""
    a, b = documented("a"), documented("b")
    first = edition_of([a, b])
    earlier = documented("c", title="Ferry to sail", published="2031-05-04")
    tomorrow = replace(MASTHEAD, date="2031-05-07")
    second = edition_of([earlier, a, b], masthead=tomorrow, known=known_from(first))
    assert identity(second.stories[0]) == identity(first.stories[0])
    assert second.stories[0].first_edition == first.id


def test_a_rebuild_of_an_issue_knows_its_own_stories():
    """The same issue made again over itself has the same identities."""
    first = edition_of([documented("a")], [documented("b", title="Pear found")])
    again = edition_of(
        [documented("a")], [documented("b", title="Pear found")], known=known_from(first)
    )
    assert again == first


def test_a_story_that_splits_leaves_its_identity_to_the_larger_part():
    """The other part is a new story."""
    documents = [documented(key) for key in "abc"]
    first = edition_of(documents)
    second = edition_of(documents[:1], documents[1:], known=known_from(first))
    by_articles = {story.articles: story for story in second.stories}
    assert identity(by_articles["b", "c"]) == identity(first.stories[0])
    assert by_articles["a",].id != first.stories[0].id
    assert by_articles["a",].slug != first.stories[0].slug


def test_stories_that_merge_take_the_identity_of_the_larger():
    """Nobody gets two."""
    a, b, c = (documented(key) for key in "abc")
    first = edition_of([a], [b, c])
    larger = next(story for story in first.stories if len(story.articles) == 2)
    second = edition_of([a, b, c], known=known_from(first))
    assert identity(second.stories[0]) == identity(larger)


def test_a_new_story_takes_no_known_name():
    """A story of the same headline as an old one gets a slug and an id of its own."""
    first = edition_of([documented("a")])
    second = edition_of([documented("b")], known=known_from(first))
    assert second.stories[0].slug != first.stories[0].slug
    assert second.stories[0].slug.startswith(first.stories[0].slug)
    assert second.stories[0].id != first.stories[0].id


@given(st.lists(st.sampled_from(["Ferry sails", "Ferry: sails!", "渡轮", "🚢", ""]), max_size=12))
def test_two_stories_never_share_a_name(titles):
    """Whatever they are called: ids, slugs and tags are one story's each."""
    stories = edition_of(*[[documented(f"a{i}", title=t)] for i, t in enumerate(titles)]).stories
    for names in ([getattr(s, key) for s in stories] for key in ("id", "slug", "tag")):
        assert len(set(names)) == len(titles)


def test_an_identity_does_not_depend_on_the_order_of_the_stories():
    """Nor on what else is in the edition."""
    a, b = [documented("a")], [documented("b", title="Pear found")]
    forth, back, alone = edition_of(a, b), edition_of(b, a), edition_of(b)
    assert {identity(s) for s in forth.stories} == {identity(s) for s in back.stories}
    assert identity(alone.stories[0]) in {identity(s) for s in forth.stories}


# ---- stories that become part of others ------------------------------------------------------


def after(edition, *stories, known=None, day="2031-05-07"):
    """The edition of a later day, and what is known after it."""
    known = known or known_from(edition)
    made = edition_of(*stories, masthead=replace(MASTHEAD, date=day), known=known)
    by_id = {s.id: s for s in (*known.stories, *known_from(made).stories)}
    return made, Known(known.tag, tuple(by_id.values()), made.forwards)


def test_a_merged_story_is_forwarded_to_the_larger():
    """With the slug of the page that it leaves."""
    a, b, c = (documented(key) for key in "abc")
    first = edition_of([a], [b, c])
    small, large = sorted(first.stories, key=lambda s: len(s.articles))
    second, _ = after(first, [a, b, c])
    assert second.forwards == (Forward(small.id, small.slug, large.id),)
    assert first.forwards == ()


def test_a_forward_of_a_forward_leads_to_the_last():
    """And no edition after forgets it, though the stories are not in it."""
    a, b, c, d, e, f = (documented(key) for key in "abcdef")
    first = edition_of([a], [b, c], [d, e, f])
    one, two, three = sorted(first.stories, key=lambda s: len(s.articles))
    second, known = after(first, [a, b, c], [d, e, f])
    assert {x.story: x.to for x in second.forwards} == {one.id: two.id}
    more = [documented(key) for key in "gh"]
    third, known = after(second, [a, b, c, d, e, f, *more], known=known, day="2031-05-08")
    last = third.stories[0].id
    gone = {one.id, two.id, three.id} - {last}
    assert last in (two.id, three.id)
    assert {x.story: x.to for x in third.forwards} == dict.fromkeys(gone, last)
    fourth, _ = after(third, [documented("z")], known=known, day="2031-05-09")
    assert fourth.forwards == third.forwards


def test_a_story_that_comes_apart_again_is_itself_again():
    """The larger part keeps the id, the other one gets its old one back, and no forward stays."""
    a, b, c = (documented(key) for key in "abc")
    first = edition_of([a], [b, c])
    second, known = after(first, [a, b, c])
    third, _ = after(second, [a], [b, c], known=known, day="2031-05-08")
    assert [identity(s) for s in third.stories] == [identity(s) for s in first.stories]
    assert third.forwards == ()


def test_an_issue_made_again_forwards_what_it_carried_itself():
    """The story is in no other edition; made a third time, the issue says the same."""
    a, b, c = (documented(key) for key in "abc")
    first = edition_of([a], [b, c])
    again = edition_of([a, b, c], known=known_from(first))
    known = replace(known_from(again), forwards=again.forwards)
    assert edition_of([a, b, c], known=known) == again
    apart = edition_of([a], [b, c], known=known)
    assert apart.forwards == ()
    assert {s.slug for s in apart.stories} == {s.slug for s in first.stories}


def test_what_takes_little_of_a_story_is_not_where_it_went_on():
    """A third of its articles is not the story."""
    documents = [documented(key) for key in "abcdefg"]
    first = edition_of(documents[:3], documents[3:])
    second, _ = after(first, [documents[2], *documents[3:]])
    assert second.forwards == ()


# ---- slugs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headline, slug",
    [
        ("Ferry Hits the Breakwater", "ferry-hits-the-breakwater"),
        ("Zoë’s café: 4.25 % of “all”", "zoes-cafe-4-25-of-all"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", None),
        ("渡轮撞上防波堤", None),
        ("🚢🚢🚢", None),
        ("", None),
        ("İSTANBUL\x00\u202e<script>", "istanbul-script"),
        ("a" * 300, "a" * 60),
        ("ferry " * 60, "-".join(["ferry"] * 10)),
    ],
)
def test_a_slug_is_plain_ascii_words(headline, slug):
    """Where no letter is left, a hash that differs for each headline."""
    made = slugged(headline)
    assert SLUG.fullmatch(made)
    assert len(made) <= 60
    if slug is None:
        assert made.startswith("x")
        assert made != slugged(headline + "!")
    else:
        assert made == slug


@given(st.text(st.characters(codec=None), max_size=400))
def test_any_headline_makes_a_slug(headline):
    """Nothing that could leave a folder, and the same each time."""
    assert SLUG.fullmatch(slugged(headline))
    assert len(slugged(headline)) <= 60
    assert slugged(headline) == slugged(headline)


# ---- change ----------------------------------------------------------------------------------


def test_an_edition_that_did_not_change_keeps_its_times():
    """Whatever its last state says that they are."""
    edition = edition_of([documented("a")])
    [story] = edition.stories
    late = replace(
        edition, updated="2031-05-09T00:00:07Z", stories=(replace(story, updated="2031-05-09"),)
    )
    assert moved_on(edition, None) == edition
    assert moved_on(edition, late) == late


def test_an_edition_that_changed_was_updated_a_second_later():
    """Its dates are the same, its articles are not; a story that did not change stays."""
    before = edition_of([documented("a")], [documented("b", title="Pear found")])
    after = edition_of(
        [documented("a"), documented("c")],
        [documented("b", title="Pear found")],
        known=known_from(before),
    )
    moved = moved_on(after, before)
    assert moved.updated == "2031-05-05T00:00:01Z"
    assert [s.updated for s in moved.stories] == ["2031-05-05T00:00:01Z", "2031-05-05"]
    assert moved_on(after, moved) == moved


def test_a_change_with_a_newer_date_bears_that_date():
    """Articles of a later day move the times by themselves."""
    before = edition_of([documented("a")])
    newer = documented("b", published="2031-05-05T08:00:00+02:00")
    moved = moved_on(edition_of([documented("a"), newer], known=known_from(before)), before)
    assert moved.updated == "2031-05-05T06:00:00Z"
    assert moved.stories[0].updated == "2031-05-05T08:00:00+02:00"


def test_a_story_moves_on_from_its_state_in_an_earlier_edition():
    """And its edition is no older than it is."""
    before = edition_of([documented("a")])
    tomorrow = replace(MASTHEAD, date="2031-05-07")
    after = edition_of(
        [documented("a"), documented("c")], masthead=tomorrow, known=known_from(before)
    )
    moved = moved_on(after, None, {s.id: s for s in before.stories})
    assert moved.stories[0].updated == moved.updated == "2031-05-05T00:00:01Z"


@pytest.mark.parametrize(
    "published", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "9999-12-31T23:59:59Z"]
)
def test_the_ends_of_the_calendar_stop_no_edition(published):
    """Where a zone leads past them, the moment is as good as none."""
    before = edition_of([documented("a", published=published)])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", before.updated)
    after = edition_of([documented(k, published=published) for k in "ab"], known=known_from(before))
    assert moved_on(after, before).updated >= before.updated


# ---- the chain -------------------------------------------------------------------------------

PEAR = {
    "id": "upland",
    "outlet": "Upland Review",
    "title": "Pear thought lost grows by a railway halt",
    "published": "2031-05-02",
    "text": "A pear that growers had given up for lost stands beside the railway halt of Ostry, a"
    " teacher found.\n\nCuttings will be handed out to the growers of the valley in March.",
}


def built(folder: Path, articles, **options):
    source = folder / "articles.jsonl"
    source.write_text("".join(json.dumps(article) + "\n" for article in articles))
    return build(Build((str(source),), folder / "out", **options), Console(warn=lambda line: None))


def test_built_again_with_more_the_story_stays_itself(tmp_path):
    """A third report, dated before the two others, joins the story of the archive."""
    before = built(tmp_path, FERRY[:2], day="2031-05-04").edition.stories[0]
    after = built(tmp_path, FERRY, day="2031-05-05").edition.stories[0]
    assert set(before.articles) == {"courier", "post"}
    assert set(after.articles) == {"courier", "post", "herald"}
    assert after.articles[0] == "herald"
    assert identity(after) == identity(before)
    pages = [path.parent.name for path in (tmp_path / "out/site/stories").glob("*/index.html")]
    assert pages == [before.slug]


def test_built_again_with_more_of_the_same_day_the_times_move(tmp_path):
    """Feeds tell of it; a third build rests."""
    more = {**FERRY[1], "id": "gazette", "outlet": "Gazette", "title": FERRY[2]["title"]}
    more["text"] = FERRY[2]["text"]
    first = built(tmp_path, FERRY[:2]).edition
    again = built(tmp_path, [*FERRY[:2], more])
    assert again.edition.id == first.id
    assert again.edition.updated > first.updated
    assert "site/atom.xml" in again.written.changed
    third = built(tmp_path, [*FERRY[:2], more])
    assert (third.written.changed, third.is_new) == ((), False)


# ---- growth ----------------------------------------------------------------------------------


def growth(*dates, carried=(), day="2031-05-06"):
    """How many origins of a story count as new, each of one article, of these dates."""
    documents = [documented(f"a{at}", published=date) for at, date in enumerate(dates)]
    known = Known(carried=dict(carried))
    edition = edition_of(documents, masthead=replace(MASTHEAD, date=day), known=known)
    return grown_by(edition.stories[0].importance["growth"])


@pytest.mark.parametrize(
    ("dates", "new"),
    [
        (["2031-05-06", "2031-05-05T23:00:00Z", "2031-05-04"], 2),
        (["2031-05-04", "2031-04-30"], 0),
        ([None, "2031-05-07"], 1),
        (["0001-01-01", "9999-12-31"], 1),
    ],
)
def test_a_story_never_reported_grew_by_what_came_on_the_day_or_the_day_before(dates, new):
    """Or later; what has no date is not known to be new."""
    assert growth(*dates) == new


def test_a_story_reported_before_grew_by_what_no_earlier_edition_had():
    """Whatever the dates: an old article found late is new, a fresh one that was shown is not."""
    dates = ["2031-05-06", "2031-05-01", None]
    assert growth(*dates, carried={"a0": "2031-05-05"}.items()) == 2
    assert growth(*dates, carried={"a0": "2031-05-05", "a1": "2031-05-02"}.items()) == 1


def test_what_an_edition_carried_itself_does_not_count_when_it_is_made_again():
    """Nor what a later one did: the same day gives the same importance."""
    dates = ["2031-05-06", "2031-05-01"]
    for day in ("2031-05-06", "2031-05-09"):
        assert growth(*dates, carried={"a0": day, "a1": day}.items()) == growth(*dates) == 1


def test_an_origin_is_not_new_of_which_one_article_was_there():
    """A copy made today of a report of last week adds nothing."""
    documents = {
        "old": documented("old", published="2031-04-30"),
        "copy": documented("copy", published="2031-05-06"),
    }
    story = Traced(Cluster(("old", "copy"), ()), Trace((("old", "copy"),)))
    assert importance(story, documents, "2031-05-06")["growth"] == 0
    carried = {"old": "2031-05-01"}
    assert importance(story, documents, "2031-05-06", carried)["growth"] == 0


def test_of_two_stories_alike_that_which_grew_more_comes_first():
    """Both have three origins and an article of the day."""
    dates = {"a": ["2031-05-06", "2031-05-01", "2031-05-01"], "b": ["2031-05-06"] * 3}
    documents = {
        f"{story}{at}": documented(f"{story}{at}", published=date)
        for story in "ab"
        for at, date in enumerate(dates[story])
    }
    traced = [
        Traced(Cluster(keys, ()), Trace(tuple((key,) for key in keys)))
        for keys in (("a0", "a1", "a2"), ("b0", "b1", "b2"))
    ]
    assert front_page(traced, documents, MASTHEAD)[0] == traced[::-1]
    carried = dict.fromkeys(["a0", "b0", "b1", "b2"], "2031-05-05")
    assert front_page(traced, documents, MASTHEAD, carried=carried)[0] == traced


@given(st.integers(0, 300))
def test_a_share_of_growth_tells_how_many_origins_are_new(new):
    """Though it is rounded."""
    assert growth(*["2031-05-06"] * new, "2031-05-01") == new


def test_built_day_after_day_a_story_tells_what_was_added(tmp_path):
    """Two origins, then a third; an edition made again says the same."""
    built(tmp_path, FERRY[:2], day="2031-05-05")
    for _ in range(2):
        story = built(tmp_path, FERRY, day="2031-05-06").edition.stories[0]
        assert (len(story.origins), grown_by(story.importance["growth"])) == (3, 1)
    again = built(tmp_path, FERRY[:2], day="2031-05-05").edition.stories[0]
    assert grown_by(again.importance["growth"]) == 2


def test_the_most_widely_reported_story_comes_first(tmp_path):
    """More independent origins weigh more, and the reasons are named."""
    stories = built(tmp_path, [PEAR, *FERRY]).edition.stories
    assert [len(story.articles) for story in stories] == [3, 1]
    assert stories[0].importance["origins"] > stories[1].importance["origins"]
    for story in stories:
        shares = dict(story.importance)
        assert shares.pop("score") == pytest.approx(sum(shares.values()), abs=0.002)


def test_what_an_edition_has_no_room_for_is_left_out_with_the_reason(tmp_path):
    """`max_stories` of one: the second story's article is named in left_out, and not shown."""
    config = tmp_path / "digest.toml"
    config.write_text("[limits]\nmax_stories = 1\n")
    edition = built(tmp_path, [PEAR, *FERRY], config=config).edition
    assert len(edition.stories) == 1
    assert [(left.source, left.stage) for left in edition.left_out] == [
        ("articles.jsonl:1", "edition")
    ]
    assert "max_stories" in edition.left_out[0].reason
    assert "upland" not in {article.id for article in edition.articles}


def test_stories_of_equal_weight_keep_one_order(tmp_path):
    """Whatever the order of the articles."""
    twins = [{**PEAR, "id": key, "outlet": "Upland Review"} for key in ("b", "a", "c")]
    for at, word in enumerate(["pear", "plum", "fig"]):
        twins[at] = {**twins[at], "title": f"{word} found", "text": f"The {word} was found again."}
    orders = [
        [story.articles for story in built(tmp_path / name, articles).edition.stories]
        for name, articles in [("forth", twins), ("back", twins[::-1])]
        if (tmp_path / name).mkdir() is None
    ]
    assert orders[0] == orders[1]

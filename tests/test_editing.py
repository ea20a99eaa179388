"""The editor's hand on real builds: it wins, it lasts, and what does not apply is said."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.app import Build, Console, build
from digest.app.sources import check
from digest.editing import MUTED, Editor
from digest.models import Article
from digest.overrides import parse_overrides
from digest.verify import verify
from tests.ferries import FERRY

PEAR = {
    "id": "pear",
    "outlet": "Upland Review",
    "title": "Pear thought lost grows by a railway halt",
    "published": "2031-05-02",
    "text": "A pear that growers had given up for lost stands beside the railway halt of Ostry, a"
    " teacher found.\n\nCuttings will be handed out to the growers of the valley in March.",
}
CHOIR = {
    "id": "choir",
    "outlet": "Ostend Notes",
    "title": "Choir seeks two basses before its spring concert",
    "published": "2031-05-02",
    "text": "The choir of Ostend is looking for two basses, its conductor said on Friday evening.",
}
ALL = [*FERRY, PEAR, CHOIR]


class Desk:
    """A folder with articles and overrides, built again and again."""

    def __init__(self, folder):
        self.folder = folder
        self.said = []
        (folder / "digest.toml").write_text('[[sources]]\nname = "all"\npath = "all.jsonl"\n')

    def build(self, overrides="", articles=ALL, day="2031-05-04"):
        (self.folder / "overrides.toml").write_text(overrides)
        (self.folder / "all.jsonl").write_text("".join(json.dumps(a) + "\n" for a in articles))
        self.said.clear()
        asked = Build(out=self.folder / "out", config=self.folder / "digest.toml", day=day)
        self.built = build(asked, Console(warn=self.said.append))
        assert verify(self.built.edition) == []
        return self.built.edition

    def groups(self, *arguments, **options):
        edition = self.build(*arguments, **options)
        return [set(story.articles) for story in edition.stories]

    def page(self, slug):
        return (self.folder / f"out/site/stories/{slug}/index.html").read_text()

    def noted(self):
        """What was said of entries that do not apply, without the folder."""
        begin = f"digest: {self.folder}/"
        return [line.removeprefix(begin) for line in self.said if "applied" in line]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def story_of(edition, article):
    return next(s for s in edition.stories if article in s.articles)


# ---- join and part ---------------------------------------------------------------------------


def test_joined_articles_are_one_story_with_what_else_is_in_theirs(desk):
    """By id and address; a second build writes nothing."""
    overrides = '[[join]]\narticles = ["https://courier.example/ferries", "pear"]\n'
    assert {"courier", "post", "herald", "pear"} in desk.groups(overrides)
    story = story_of(desk.built.edition, "pear")
    assert {a for tie in story.why for a in tie.articles} <= set(story.articles)
    assert desk.noted() == []
    desk.build(overrides)
    assert desk.built.written.changed == ()


def test_a_parted_article_is_a_story_of_its_own(desk):
    """The first named stays; no tie leads out of the story."""
    assert {"courier", "post", "herald"} in desk.groups()
    groups = desk.groups('[[part]]\narticles = ["courier", "herald"]\n')
    assert {"courier", "post"} in groups
    assert {"herald"} in groups
    for story in desk.built.edition.stories:
        assert {a for tie in story.why for a in tie.articles} <= set(story.articles)
    assert {"herald"} in desk.groups('[[part]]\narticles = ["post", "herald"]\n')


def test_articles_are_parted_from_a_story(desk):
    """By its id or its slug; joined, they make one together."""
    story = story_of(desk.build(), "post")
    for name in (story.id, story.slug):
        part = f'[[part]]\nstory = "{name}"\narticles = ["herald", "post"]\n'
        groups = desk.groups(part)
        assert all({article} in groups for article in ("courier", "post", "herald"))
    assert {"herald", "post"} in desk.groups(part + '[[join]]\narticles = ["post", "herald"]\n')


def test_what_is_parted_is_never_joined(desk):
    """Not through a third one either; the join is said not to apply."""
    part = '[[part]]\narticles = ["courier", "herald"]\n'
    join = '[[join]]\narticles = ["post", "herald"]\n'
    groups = desk.groups(part + join)
    assert {"herald"} in groups
    assert desk.noted() == [
        "overrides.toml:3: [[join]] not applied: 'courier' and 'herald' are parted"
    ]


@given(
    st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=2), max_size=3),
    st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=2, max_size=3), max_size=3),
)
def test_whatever_is_asked_no_article_is_lost(joins, parts):
    """Each is in one group, those parted are apart, those joined together unless that is refused."""
    text = "".join(f"[[join]]\narticles = {sorted(j)}\n" for j in joins)
    text += "".join(f"[[part]]\narticles = {sorted(p)}\n" for p in parts)
    articles = [Article(k, k, k, k, f"{k}.txt") for k in "abcdefgh"]
    editor = Editor(parse_overrides(text, Path("o.toml")), articles, lambda groups: {})
    made = editor.regrouped([list("abc"), list("de"), list("fgh")])
    assert sorted(a for group in made for a in group) == list("abcdefgh")
    where = {a: at for at, group in enumerate(made) for a in group}
    for part in parts:
        assert len({where[a] for a in part}) == len(part)
    refused = sum("are parted" in note for note in editor.notes)
    assert sum(len({where[a] for a in join}) > 1 for join in joins) <= refused


# ---- pin and mute ----------------------------------------------------------------------------


def test_a_pinned_story_stands_where_it_is_pinned(desk):
    """At the top, or at its position; of two at one place the first comes first."""
    assert desk.groups()[0] == {"courier", "post", "herald"}
    assert desk.groups('[[pin]]\narticle = "pear"\n')[0] == {"pear"}
    pear, choir = (story_of(desk.built.edition, a) for a in ("pear", "choir"))
    pins = f'[[pin]]\nstory = "{choir.id}"\n[[pin]]\nstory = "{pear.slug}"\n'
    assert desk.groups(pins)[:2] == [{"choir"}, {"pear"}]
    last = '[[pin]]\narticle = "courier"\nposition = 9\n'
    assert desk.groups(last)[-1] == {"courier", "post", "herald"}


def test_a_pinned_story_is_never_crowded_out(desk):
    """With room for one, it is the one."""
    config = desk.folder / "digest.toml"
    config.write_text(config.read_text() + "[limits]\nmax_stories = 1\n")
    assert desk.groups('[[pin]]\narticle = "pear"\nposition = 3\n') == [{"pear"}]


@pytest.mark.parametrize(
    "mute", ['article = "pear"', 'outlet = "upland review"', 'source = "all.jsonl:4"',
             'source = "*:4"', 'story = "pear-thought-lost-grows-by-a-railway-halt"']
)  # fmt: skip
def test_what_is_muted_is_left_out_with_the_reason(mute, desk):
    """An article, an outlet, a source or a story; the rest is as it was."""
    if mute.startswith("story"):
        desk.build()
    assert desk.groups(f"[[mute]]\n{mute}\n") == [{"courier", "post", "herald"}, {"choir"}]
    [left] = desk.built.edition.left_out
    assert (left.source, left.reason) == ("all.jsonl:4", MUTED)
    assert desk.noted() == []


def test_a_source_is_muted_by_its_name(desk):
    """Everything that it has, each with the reason."""
    assert desk.groups('[[mute]]\nsource = "all"\n') == []
    assert [left.reason for left in desk.built.edition.left_out] == [MUTED] * len(ALL)
    assert desk.noted() == []


def test_a_muted_article_leaves_its_story_to_the_others(desk):
    """It is not among the sources any more."""
    groups = desk.groups('[[mute]]\narticle = "herald"\n')
    assert {"courier", "post"} in groups
    assert [left.source for left in desk.built.edition.left_out] == ["all.jsonl:3"]


# ---- rename ----------------------------------------------------------------------------------


def renamed(desk, entry):
    story = story_of(desk.build(f"[[rename]]\n{entry}\n"), "courier")
    return story.headline.text, story.headline.passages[0]


def test_a_headline_is_the_title_of_the_article_named(desk):
    """Its passage is that title."""
    for article in FERRY:
        text, passage = renamed(desk, f'article = "{article["id"]}"')
        assert text == article["title"]
        assert (passage.article, passage.field) == (article["id"], "title")


def test_a_headline_is_the_beginning_of_a_sentence(desk):
    """Word for word, and it counts as shown; the slug of the story stays."""
    slug = story_of(desk.build(), "courier").slug
    text, passage = renamed(desk, 'article = "post"\nheadline = "the first ferry left"')
    assert text == "The first ferry left"
    assert (passage.article, passage.field) == ("courier", "text")
    assert story_of(desk.built.edition, "courier").slug == slug
    assert desk.noted() == []
    assert "<h1>The first ferry left</h1>" in desk.page(slug)


@pytest.mark.parametrize(
    "words", ["Ferries are back", "The first ferr", "ferry left with 84 passengers", "A pear"]
)
def test_a_headline_of_no_source_is_refused(words, desk):
    """Nor the middle of a sentence, half a word, or another story's words; the headline stays."""
    usual = story_of(desk.build(), "courier").headline
    text, _ = renamed(desk, f'article = "courier"\nheadline = "{words}"')
    assert text == usual.text
    [note] = desk.noted()
    assert note.startswith(f"overrides.toml:1: [[rename]] not applied: '{words}' is no title")


def test_a_headline_shows_no_more_than_may_be_shown(desk):
    """Of an article that may not be quoted no sentence heads the story."""
    config = desk.folder / "digest.toml"
    config.write_text(config.read_text() + "max_words_shown = 0\n")
    renamed(desk, 'article = "courier"\nheadline = "The first ferry left"')
    assert len(desk.noted()) == 1


# ---- what does not apply ---------------------------------------------------------------------


def test_what_names_nothing_is_told_in_one_line_and_is_no_error(desk):
    """An entry each; what can be done of it is done; `digest check` says the same."""
    overrides = """\
[[join]]
articles = ["courier", "gone"]
[[join]]
articles = ["courier", "pear", "gone"]
[[part]]
articles = ["gone", "courier"]
[[part]]
articles = ["courier"]
story = "s-gone"
[[pin]]
article = "gone"
[[mute]]
outlet = "Gone"
[[mute]]
story = "s-gone"
[[rename]]
story = "s-gone"
headline = "Gone"
[[rename]]
article = "choir"
story = "ferries-to-sallow-island-sail-again-after-the-storm"
"""
    desk.build()
    assert {"courier", "post", "herald", "pear"} in desk.groups(overrides)
    lines = desk.noted()
    assert sorted(int(line.split(":")[1]) for line in lines) == [1, 3, 5, 7, 10, 12, 14, 16, 19]
    assert sum("applied in part" in line for line in lines) == 1
    config = desk.folder / "digest.toml"
    found = list(check(config, desk.folder / "out", Console(warn=desk.said.append)))
    notes = [f.note for f in found if f.note]
    assert all(f.wrong is None for f in found)
    assert sorted(int(n.split(":")[1]) for n in notes) == [1, 3, 5, 7, 10, 12, 14, 16, 19]
    assert all("2031-05-04-digest" in n for n in notes)


def test_the_program_says_it_on_standard_error(desk):
    """One line, exit code 0; a file that is wrong is refused, exit code 2."""
    desk.build()
    (desk.folder / "overrides.toml").write_text('[[pin]]\nstory = "s-gone"\n')
    command = [sys.executable, "-m", "digest", "build", "--out", "out"]
    root = str(Path(__file__).parents[1])

    def run():
        return subprocess.run(
            command, cwd=desk.folder, env={"PYTHONPATH": root}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    ran = run()
    assert ran.returncode == 0
    assert ran.stderr.splitlines()[0] == (
        "digest: overrides.toml:1: [[pin]] not applied: no story 's-gone' in this edition"
    )
    (desk.folder / "overrides.toml").write_text("[[pin]]\n")
    assert run().returncode == 2


# ---- stories that become one, over three editions --------------------------------------------


def test_three_editions_of_stories_that_become_one(desk):
    """The old pages lead on, feeds hold the story once, and it stays so when nothing tells of it."""
    first = desk.build(day="2031-05-04")
    ferry, pear, choir = (story_of(first, a) for a in ("courier", "pear", "choir"))
    two = '[[join]]\narticles = ["pear", "choir"]\n'
    second = desk.build(two, day="2031-05-05")
    [forward] = second.forwards
    kept, left = (pear, choir) if forward.to == pear.id else (choir, pear)
    assert (forward.story, forward.slug) == (left.id, left.slug)
    assert f'href="../../stories/{kept.slug}/index.html"' in desk.page(left.slug)
    three = '[[join]]\narticles = ["pear", "courier"]\n'
    third = desk.build(two + three, day="2031-05-06")
    assert {f.story: f.to for f in third.forwards} == {pear.id: ferry.id, choir.id: ferry.id}
    fourth = desk.build("", articles=FERRY, day="2031-05-07")
    assert fourth.forwards == third.forwards
    for old in (pear, choir):
        page = desk.page(old.slug)
        assert f'href="../../stories/{ferry.slug}/index.html"' in page
        assert '<meta name="robots" content="noindex">' in page
    for feed in ("feed.xml", "atom.xml", "feed.json", "sitemap.xml"):
        text = (desk.folder / "out/site" / feed).read_text()
        assert ferry.slug in text
        assert pear.slug not in text
        assert choir.slug not in text


def test_a_join_that_is_taken_back_gives_each_story_its_page_again(desk):
    """In the same edition: under the slug that it had."""
    first = desk.build()
    slugs = {story.slug for story in first.stories}
    desk.build('[[join]]\narticles = ["pear", "choir"]\n')
    again = desk.build()
    assert again.forwards == ()
    assert {story.slug for story in again.stories} == slugs
    assert {story.id for story in again.stories} == {story.id for story in first.stories}
    assert all("noindex" not in desk.page(slug) for slug in slugs)

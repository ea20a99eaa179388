"""`digest explain`, as its users meet it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from digest.app import Build, Console, articles_in, build, group
from digest.app.explaining import explain, lines
from digest.errors import NothingRead, UsageError
from digest.models import Forward
from digest.publish.edition_json import archive_copy

ROOT = Path(__file__).parents[1]
QUIET = Console(warn=lambda line: None)
BRIDGE = {
    "id": "bridge",
    "outlet": "Tolmin Post",
    "title": "Bridge at Tolmin closes for repairs",
    "url": "https://post.example/bridge",
    "published": "2031-05-04",
    "text": "The old bridge at Tolmin will close on Monday, the town council said.\n\n"
    "Repairs to its northern pier are expected to take six weeks.\n\nBuses will go round by the dam"
    " until then, and children of the upper valley are let out of school a quarter of an hour early."
    "\n\nThe masons found the pier hollow when they looked into it in March, and put a rope round it.",
}
AGAIN = {
    "id": "again",
    "outlet": "Valley Courier",
    "title": "Tolmin bridge to close on Monday for six weeks",
    "published": "2031-05-05",
    "text": "The bridge at Tolmin closes on Monday for repairs to its northern pier.\n\n"
    "The town council of Tolmin expects the repairs to take six weeks.",
}
COPY = {**BRIDGE, "id": "copy", "outlet": "Upland Review", "url": None}
PEAR = {
    "id": "pear",
    "outlet": "Upland Review",
    "title": "Pear thought lost grows by a railway halt",
    "published": "2031-05-03",
    "text": "A pear that growers had given up for lost stands beside the railway halt of Ostry,"
    " a teacher found.\n\nCuttings will be handed out in March.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where an edition of two stories was built, the lesser of them pinned, a file left out."""
    folder = tmp_path_factory.mktemp("explained")
    (folder / "articles").mkdir()
    lines = "".join(json.dumps(a) + "\n" for a in (BRIDGE, AGAIN, COPY, PEAR))
    (folder / "articles/all.jsonl").write_text(lines + "{}\n")
    (folder / "digest.toml").write_text("")
    (folder / "overrides.toml").write_text('[[pin]]\narticle = "pear"\n')
    built = build(
        Build((str(folder / "articles"),), folder / "output", folder / "digest.toml"), QUIET
    )
    assert len(built.edition.stories) == 2
    return folder


def explained(folder, name, edition=None):
    found = explain(name, edition, folder / "output", QUIET)
    return found, "\n".join(lines(found))


def test_a_story_is_explained(folder):
    """Its articles by origin with the evidence, its ties, its shares, its place."""
    article, _ = explained(folder, "bridge")
    found, said = explained(folder, article.story)
    assert explained(folder, found.slug)[0] == found
    assert [[a.id for a in part] for part in found.origins] == [["bridge", "copy"], ["again"]]
    assert "duplicate of bridge (1): " in said
    assert found.ties
    tie = next(tie for tie in found.ties if "again" in (tie.article, tie.to.article))
    assert f"  {tie.article} and {tie.to.article}, alike by {tie.to.score:.3f}, 1 day apart" in said
    assert "Tolmin" in tie.to.names
    shares = {name: share for name, share in found.importance.items() if name != "score"}
    assert all(f"{name} {share:g}" in said for name, share in shares.items())
    assert (found.position, found.rank, found.is_pinned) == (2, 1, False)
    assert "others are pinned above it" in said


def test_a_pinned_story_says_so(folder):
    """It stands before one that is more important."""
    story = explained(folder, "pear")[0].story
    found, said = explained(folder, story)
    assert found.is_pinned
    assert "stands at 1 of 2, by importance at 2: pinned" in said


@pytest.mark.parametrize("name", ["bridge", "https://post.example/bridge", "all.jsonl:1"])
def test_an_article_is_explained(name, folder):
    """By id, address or source: its story, the nearest in it, the nearest story outside."""
    found, said = explained(folder, name)
    assert found.article.id == "bridge"
    assert found.nearest.article == "copy"
    assert f"Story {found.story} in 2031-05-05-digest: " in said
    assert "Nearest in it: copy, " in said
    assert "of the same day" in said
    assert "Not joined: " in said


def test_a_copy_in_another_story_is_told(tmp_path):
    """The editor parted two copies: neither story's origin is another text."""
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(a) + "\n" for a in (BRIDGE, COPY, PEAR)))
    (tmp_path / "digest.toml").write_text("")
    (tmp_path / "overrides.toml").write_text('[[part]]\narticles = ["bridge", "copy"]\n')
    source = Build((str(tmp_path / "a.jsonl"),), tmp_path / "output", tmp_path / "digest.toml")
    assert len(build(source, QUIET).edition.stories) == 3
    article, said = explained(tmp_path, "bridge")
    (copy,) = article.elsewhere
    assert (copy.article.id, copy.share) == ("copy", 1)
    assert copy.story != article.story
    assert "Same words elsewhere: bridge and " in said
    (back,) = explained(tmp_path, copy.story)[0].elsewhere
    assert (back.of, back.article.id) == ("copy", "bridge")
    assert explained(tmp_path, "pear")[0].elsewhere == ()


def test_importance_is_told_in_what_it_is_made_of(folder):
    """Each share with the counts and days behind it."""
    _, said = explained(folder, explained(folder, "bridge")[0].story)
    assert "the sum of origins, outlets, freshness, growth\n" in said
    assert "  origins 1.585: 2 independent\n" in said
    assert "  outlets 0.5: 3 printed it\n" in said
    assert "  freshness 1: newest article of 2031-05-05, edition of 2031-05-05\n" in said
    assert "  growth 0.396: 2 of 2 origins new since the day before the edition\n" in said


def test_a_story_of_an_earlier_edition_tells_what_was_added_to_it(tmp_path):
    """One origin of two was not there the day before."""
    source, config = tmp_path / "a.jsonl", tmp_path / "digest.toml"
    config.write_text("")
    for day, records in (("2031-05-05", [BRIDGE]), ("2031-05-06", [BRIDGE, AGAIN])):
        source.write_text("".join(json.dumps(record) + "\n" for record in records))
        build(Build((str(source),), tmp_path / "output", config, day), QUIET)
    _, said = explained(tmp_path, explained(tmp_path, "again")[0].story)
    assert "growth 0.25: 1 of 2 origins new since it was last reported\n" in said


def test_what_was_left_out_is_told_with_the_reason(folder):
    """By its source, or the file that it is a line of."""
    for name in ("all.jsonl:5",):
        found, said = explained(folder, name)
        assert [left.stage for left in found.left_out] == ["read"]
        assert said.startswith("all.jsonl:5: left out of 2031-05-05-digest by read: ")


def test_a_story_that_went_on_in_another_is_told(folder, tmp_path):
    """By its old id or slug."""
    from dataclasses import replace

    from digest.app import edition_at

    edition = edition_at(folder / "output/editions/2031-05-05-digest.json")
    to = edition.stories[0]
    moved = replace(edition, forwards=(Forward("s-old", "old-page", to.id),))
    (tmp_path / "output/editions").mkdir(parents=True)
    (tmp_path / f"output/editions/{edition.id}.json").write_bytes(archive_copy(moved))
    for name in ("s-old", "old-page"):
        said = explained(tmp_path, name)[1]
        assert said.startswith(f"s-old is part of {to.id} by {edition.id}: {to.headline.text}")


def test_what_there_is_not_is_refused(folder, tmp_path):
    """A name, an edition, an archive."""
    with pytest.raises(UsageError, match="no story, article or source 'gone'"):
        explained(folder, "gone")
    with pytest.raises(UsageError, match="no edition 'gone'; the newest there are: 2031-05-05"):
        explained(folder, "bridge", "gone")
    with pytest.raises(NothingRead, match="no edition there"):
        explained(tmp_path, "bridge")


def test_the_command_prints_lines_or_json(folder):
    """The same twice; nothing on standard error."""

    def run(*options):
        command = [sys.executable, "-m", "digest", "explain", "again", *options]
        ran = subprocess.run(
            command, cwd=folder, env={"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert ran.stderr == ""
        return ran.stdout

    assert run("--edition", "2031-05-05-digest").splitlines()[0].startswith("again: Valley Courier")
    record = json.loads(run("--json"))
    assert record["kind"] == "article"
    assert record["not_joined"] is None or record["not_joined"]["missing"]
    assert set(record["nearest"]) == {
        "article", "score", "terms", "names", "numbers", "days_apart",
    }  # fmt: skip


def test_grouping_explains_the_nearest_and_what_was_not_joined(tmp_path):
    """`digest group --explain`, beside what it said before."""
    file = tmp_path / "a.jsonl"
    other = {**PEAR, "id": "council", "title": "Trees for a park"}
    other["text"] = (
        "Lime trees will be planted along the paths of the park, the gardeners said. The town"
        " council has asked for lime trees since the old ones fell in a gale eight weeks ago, and"
        " children are to name each tree after a poet. The money for it comes from a lottery."
    )
    file.write_text("".join(json.dumps(a) + "\n" for a in (BRIDGE, AGAIN, other)))
    with file.open("rb") as stream:
        articles = articles_in(stream, "a.jsonl", QUIET)
    found = {record["article"]: record for record in group(articles, True, QUIET)}
    assert found["bridge"]["nearest"]["article"] == "again"
    assert found["bridge"]["nearest"]["days_apart"] == 1
    assert "Tolmin" in found["bridge"]["nearest"]["names"]
    assert found["bridge"]["why"] == [found["bridge"]["nearest"]]
    assert found["bridge"]["not_joined"]["story"] == found["council"]["story"]
    assert "Tolmin" in found["bridge"]["not_joined"]["lacking"]
    assert "is asked" in found["bridge"]["not_joined"]["missing"]
    assert found["council"]["nearest"] is None
    assert all("nearest" not in record for record in group(articles, False, QUIET))


def test_grouping_marks_a_round_up_and_says_that_it_joins_none():
    """Six events of two reports each, and the week that mentions them all."""
    from tests.group.test_traps import WEEK, document, reports_of_the_week

    week = document("week", WEEK, "The week in six stories", "2026-03-15")
    articles = [each.article for each in (*reports_of_the_week(), week)]
    found = {record["article"]: record for record in group(articles, True, QUIET)}
    assert [key for key, record in found.items() if record.get("roundup")] == ["week"]
    assert found["week"]["why"] == []
    assert "this is a round-up" in found["week"]["not_joined"]["missing"]

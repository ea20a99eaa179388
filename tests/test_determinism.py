"""The same articles give the same bytes: whatever the place, the zone, the locale and the hashes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "jobs": "1"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "jobs": "2"},
    {"PYTHONHASHSEED": "42", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "jobs": "0"},
]


def built(folder, articles, jobs="1", **surroundings):
    """Every file that a build in a process of its own made, by path."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "digest", "build", articles, "--out", "out", "--jobs", jobs]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | surroundings
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "out").rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    """The sample articles built in the first surroundings."""
    return built(tmp_path_factory.mktemp("reference"), SEEDS, **SURROUNDINGS[0])


@pytest.mark.parametrize("surroundings", SURROUNDINGS[1:], ids=lambda s: s["TZ"])
def test_builds_in_other_surroundings_are_equal_to_the_byte(surroundings, reference, tmp_path):
    """Other hash seed, zone, locale, number of processes and working folder."""
    made = built(tmp_path / "a folder", SEEDS, **surroundings)
    assert made.keys() == reference.keys()
    assert [path for path in made if made[path] != reference[path]] == []


def test_files_read_in_another_order_of_the_disk_are_equal_to_the_byte(reference, tmp_path):
    """Copied last to first, with new times of change."""
    copies = tmp_path / "seeds"
    copies.mkdir()
    for path in sorted(SEEDS.iterdir(), reverse=True):
        (copies / path.name).write_bytes(path.read_bytes())
    assert built(tmp_path / "here", copies) == reference


def test_a_second_build_touches_no_file(tmp_path):
    """Not one time of change moves, not even a folder's."""

    def times():
        return {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}

    built(tmp_path, SEEDS)
    before = times()
    built(tmp_path, SEEDS, PYTHONHASHSEED="7", TZ="Asia/Tokyo")
    assert times() == before


def stories_of(made):
    """What an edition says of its stories, which does not count on where an article stood."""
    (archive,) = (path for path in made if path.startswith("out/editions/"))
    return json.loads(made[archive])["stories"]


def test_the_order_of_lines_changes_no_story(tmp_path):
    """Articles given last to first make the same stories, to the word."""
    articles = json.loads(built(tmp_path / "seeds", SEEDS)["out/editions/2026-03-14-digest.json"])
    keys = ("id", "title", "text", "outlet", "author", "url", "published", "language")
    lines = [json.dumps({key: a[key] for key in keys}) + "\n" for a in articles["articles"]]
    assert len(lines) > 5
    made = []
    for name, order in [
        ("forth", lines),
        ("back", lines[::-1]),
        ("across", lines[::2] + lines[1::2]),
    ]:
        (tmp_path / f"{name}.jsonl").write_text("".join(order))
        made.append(stories_of(built(tmp_path / name, tmp_path / f"{name}.jsonl")))
    assert made[1] == made[0]
    assert made[2] == made[0]

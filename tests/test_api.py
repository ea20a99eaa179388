"""The few names that a program needs, as their examples show them."""

import doctest
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import digest
from digest.errors import NothingRead, WriteError

ROOT = Path(__file__).parents[1]


def test_the_example_of_the_package_runs():
    """Line for line, with what it prints."""
    results = doctest.testmod(digest)
    assert results.attempted >= 8
    assert results.failed == 0


@pytest.mark.parametrize("name", digest.__all__)
def test_every_name_is_there_and_says_what_it_is(name):
    """Nothing is promised that is missing or without a docstring."""
    assert getattr(digest, name).__doc__


def test_no_name_is_that_of_a_module():
    """Else the module would take its place as soon as it is imported."""
    import digest.api

    assert not [name for name in digest.__all__ if isinstance(getattr(digest, name), ModuleType)]


def test_a_name_that_there_is_not_is_an_attribute_error():
    """As with any module."""
    with pytest.raises(AttributeError, match="no attribute 'grope'"):
        _ = digest.grope


def test_importing_the_package_imports_no_part_of_it():
    """Whoever wants one name waits for no other."""
    script = "import sys, digest; print([m for m in sys.modules if m.startswith('digest.')])"
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert ran.stdout.strip() == "[]"


@pytest.fixture
def reading(tmp_path):
    """What was read of one article and of a file that is none."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(
        "Bridge at Tolmin closes for repairs\n\n"
        "The old bridge at Tolmin will close on Monday, the town council said.\n"
    )
    (tmp_path / "in" / "table.csv").write_text("a,b\n")
    return digest.read_articles([tmp_path / "in"])


def test_reading_tells_what_it_left_out(reading):
    """The articles, and each other file with stage and reason."""
    assert [article.source for article in reading.articles] == ["one.txt"]
    assert [(left.source, left.stage) for left in reading.left_out] == [("table.csv", "read")]


def test_reading_what_is_not_there_is_an_error(tmp_path):
    """It names the path."""
    with pytest.raises(NothingRead, match="absent"):
        digest.read_articles([str(tmp_path / "absent")])


def test_an_edition_is_published_as_the_command_would(reading, tmp_path):
    """Archive and site, the same bytes as those of `digest build`."""
    edition = digest.make_edition(reading, date="2031-05-04")
    written = digest.publish_editions([edition], tmp_path / "called")
    command = [sys.executable, "-m", "digest", "build", tmp_path / "in", "--date", "2031-05-04"]
    subprocess.run([*command, "--out", tmp_path / "built"], cwd=ROOT, check=True)
    for path in written.changed:
        assert (tmp_path / "called" / path).read_bytes() == (tmp_path / "built" / path).read_bytes()
    assert digest.publish_editions([edition], tmp_path / "called").changed == ()


def test_publishing_where_nothing_can_be_written_is_an_error(reading, tmp_path):
    """It names the path."""
    (tmp_path / "file").write_text("theirs")
    edition = digest.make_edition(reading, date="2031-05-04")
    with pytest.raises(WriteError, match="file"):
        digest.publish_editions([edition], tmp_path / "file")


def test_an_edition_is_verified(reading):
    """No finding in a true one."""
    assert digest.verify_edition(digest.make_edition(reading)) == []

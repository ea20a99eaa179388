"""The output folder: all of a build or nothing, and nothing of anybody else's."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from disks import mounted

from digest.errors import WriteError
from digest.output import alone, write, write_new

ROOT = Path(__file__).parents[1]
OLD = {
    "editions/1.json": b"one",
    "site/index.html": b"front, old",
    "site/stories/ferry/index.html": b"the ferry, old",
    "site/stories/pear/index.html": b"the pear, old",
}
NEW = {
    "editions/2.json": b"two",
    "site/index.html": b"front, new",
    "site/stories/ferry/index.html": b"the ferry, new",
    "site/stories/tower/index.html": b"the tower, new",
}
LEDGER = ".digest-ledger.json"
STAGING = ".digest-staging"


def publish(out, files):
    """What a build does with its files."""
    with alone(out):
        return write(out, files, below="site/")


def inside(out):
    """Every file and folder below, with the bytes of the files."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(out.rglob("*"))
    }


def times(out):
    return {path: path.lstat().st_mtime_ns for path in [out, *sorted(out.rglob("*"))]}


def refused(out, files):
    """The one line that says why nothing was written."""
    with pytest.raises(WriteError) as caught:
        publish(out, files)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# ---- what is written and removed -------------------------------------------------------------


def test_files_are_made_with_their_folders(tmp_path):
    """Every file has its bytes, the ledger lists them, and nothing else is there."""
    written = publish(tmp_path / "deep" / "out", OLD)
    found = inside(tmp_path / "deep" / "out")
    assert {path: found[path] for path in OLD} == OLD
    assert {path for path, data in found.items() if data is not None} == {*OLD, LEDGER}
    assert (set(written.changed), written.removed, written.unchanged) == (set(OLD), (), 0)


def test_a_second_write_touches_nothing(tmp_path):
    """Not one file or folder has a new time of change."""
    publish(tmp_path, OLD)
    before = times(tmp_path)
    written = publish(tmp_path, OLD)
    assert times(tmp_path) == before
    assert (written.changed, written.unchanged) == ((), len(OLD))


def test_only_what_changed_is_touched(tmp_path):
    """One new page leaves the others' times of change alone."""
    publish(tmp_path, OLD)
    page = tmp_path / "site/stories/pear/index.html"
    before = page.stat().st_mtime_ns
    written = publish(tmp_path, {**OLD, "site/index.html": b"front, new"})
    assert page.stat().st_mtime_ns == before
    assert written.changed == ("site/index.html",)


def test_what_no_longer_belongs_is_removed_with_its_folder(tmp_path):
    """The old story's page and folder are gone, the archive's old edition stays."""
    publish(tmp_path, OLD)
    written = publish(tmp_path, NEW)
    assert written.removed == ("site/stories/pear/index.html",)
    assert not (tmp_path / "site/stories/pear").exists()
    assert (tmp_path / "editions/1.json").read_bytes() == b"one"


def test_a_folder_that_was_empty_before_us_stays(tmp_path):
    """Only folders that are empty because we emptied them are removed."""
    publish(tmp_path, OLD)
    (tmp_path / "site/stories/theirs").mkdir()
    (tmp_path / "site/images").mkdir()
    publish(tmp_path, {"site/index.html": b"front"})
    assert (tmp_path / "site/stories/theirs").is_dir()
    assert (tmp_path / "site/images").is_dir()
    assert not (tmp_path / "site/stories/ferry").exists()


def test_what_is_gone_already_needs_no_removing(tmp_path):
    """A page that somebody deleted does not stop the build that would have removed it."""
    publish(tmp_path, OLD)
    (tmp_path / "site/stories/pear/index.html").unlink()
    publish(tmp_path, NEW)
    assert (tmp_path / "site/index.html").read_bytes() == b"front, new"


# ---- somebody else's -------------------------------------------------------------------------


def test_another_file_is_left_alone(tmp_path):
    """What lies beside our files and in our folders survives every build."""
    publish(tmp_path, OLD)
    theirs = [tmp_path / "CNAME", tmp_path / "site/stories/pear/photo.jpg"]
    for path in theirs:
        path.write_bytes(b"theirs")
    publish(tmp_path, NEW)
    assert [path.read_bytes() for path in theirs] == [b"theirs", b"theirs"]


def test_another_file_is_never_overwritten(tmp_path):
    """A file in no ledger where one of ours belongs stops the build, and nothing is changed."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_bytes(b"theirs")
    before = inside(tmp_path)
    said = refused(tmp_path, OLD)
    assert str(tmp_path / "site/index.html") in said
    assert "--out" in said
    assert inside(tmp_path) == before


def test_the_same_bytes_do_not_make_a_file_ours(tmp_path):
    """A stranger's file that says what ours would say is neither removed nor overwritten later."""
    page = tmp_path / "site/stories/pear/index.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(OLD["site/stories/pear/index.html"])
    publish(tmp_path, OLD)
    publish(tmp_path, NEW)
    assert page.read_bytes() == OLD["site/stories/pear/index.html"]
    assert str(page) in refused(tmp_path, {**OLD, "site/stories/pear/index.html": b"new"})


def test_an_archive_from_elsewhere_is_ours(tmp_path):
    """An edition whose path the caller vouches for is replaced although no ledger lists it."""
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions/1.json").write_bytes(b"copied from another machine")
    with alone(tmp_path):
        write(tmp_path, OLD, below="site/", held=["editions/1.json"])
    assert (tmp_path / "editions/1.json").read_bytes() == b"one"


@pytest.mark.parametrize("path", ["site", "site/stories", "site/stories/ferry"])
def test_a_file_where_a_folder_belongs_is_named(tmp_path, path):
    """It is left as it is, and nothing of ours is made beside it."""
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_bytes(b"theirs")
    before = inside(tmp_path)
    assert str(tmp_path / path) in refused(tmp_path, OLD)
    assert inside(tmp_path) == before


def test_nothing_is_written_through_a_link(tmp_path):
    """A folder that is a link to elsewhere is named, and elsewhere stays empty."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / "site").symlink_to(elsewhere)
    assert str(out / "site") in refused(out, OLD)
    assert list(elsewhere.iterdir()) == []
    assert sorted(path.name for path in out.iterdir()) == ["site"]


def test_a_link_in_place_of_a_page_loses_nothing_behind_it(tmp_path):
    """Where our page became a link, the link is replaced and what it leads to stays."""
    publish(tmp_path, OLD)
    behind = tmp_path / "behind.txt"
    behind.write_bytes(b"theirs")
    (tmp_path / "site/index.html").unlink()
    (tmp_path / "site/index.html").symlink_to(behind)
    publish(tmp_path, NEW)
    assert behind.read_bytes() == b"theirs"
    assert not (tmp_path / "site/index.html").is_symlink()


def test_a_link_that_leads_nowhere_is_somebody_elses(tmp_path):
    """A dangling link where a page belongs is not replaced."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").symlink_to(tmp_path / "nowhere")
    refused(tmp_path, OLD)
    assert (tmp_path / "site/index.html").is_symlink()


def test_a_folder_that_is_a_link_as_a_whole_is_written_to(tmp_path):
    """`--out` itself may be a link."""
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    publish(tmp_path / "out", OLD)
    assert (tmp_path / "real/site/index.html").read_bytes() == b"front, old"


# ---- the ledger ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b'{"a": 1}', b'["../elsewhere.txt"]', b'["/etc/hostname"]']
)
def test_a_damaged_ledger_is_named_and_nothing_is_touched(tmp_path, damage):
    """One line says what to delete; no file is taken for ours on its word."""
    out = tmp_path / "out"
    publish(out, OLD)
    (tmp_path / "elsewhere.txt").write_bytes(b"theirs")
    (out / LEDGER).write_bytes(damage)
    before = inside(tmp_path)
    said = refused(out, NEW)
    assert str(out / LEDGER) in said
    assert "delete it" in said
    assert inside(tmp_path) == before


def test_after_a_lost_ledger_the_advice_works(tmp_path):
    """Ledger and site deleted, the next build makes the site again beside the old archive."""
    publish(tmp_path, OLD)
    (tmp_path / LEDGER).unlink()
    for path in sorted((tmp_path / "site").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    publish(tmp_path, NEW)
    assert (tmp_path / "editions/1.json").read_bytes() == b"one"
    assert (tmp_path / "site/index.html").read_bytes() == b"front, new"


# ---- crashes and refusals --------------------------------------------------------------------


def test_a_folder_in_the_way_leaves_the_old_site_whole(tmp_path):
    """Where a page of ours has become a folder, the old site stays to the last byte."""
    publish(tmp_path, OLD)
    (tmp_path / "site/index.html").unlink()
    (tmp_path / "site/index.html").mkdir()
    before = inside(tmp_path)
    assert str(tmp_path / "site/index.html") in refused(tmp_path, NEW)
    assert inside(tmp_path) == before


KILLED_BETWEEN = """
import os, signal, sys
from pathlib import Path
from digest import output

def killed(out, staging, changed):
    os.kill(os.getpid(), signal.SIGKILL)

output._swap_in = killed
with output.alone(Path(sys.argv[1])):
    output.write(Path(sys.argv[1]), {"site/index.html": b"front, new", "site/b": b"b"}, "site/")
"""


def test_killed_before_swapping_the_old_site_is_whole(tmp_path):
    """Only the staging folder tells of the attempt, and the next build clears it."""
    publish(tmp_path, OLD)
    before = inside(tmp_path)
    command = [sys.executable, "-c", KILLED_BETWEEN, str(tmp_path)]
    died = subprocess.run(command, check=False, cwd=ROOT)
    assert died.returncode == -signal.SIGKILL
    after = inside(tmp_path)
    assert any(path.startswith(STAGING) for path in after)
    assert {p: d for p, d in after.items() if not p.startswith(STAGING)} == before
    publish(tmp_path, OLD)
    assert inside(tmp_path) == before


KILLED_AMID = """
import os, signal, sys
from pathlib import Path
from digest import output

replace, moved = Path.replace, []

def counted(self, target):
    moved.append(target)
    if len(moved) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)

Path.replace = counted
sys.path.insert(0, "tests")
from test_output import NEW
with output.alone(Path(sys.argv[1])):
    output.write(Path(sys.argv[1]), NEW, "site/")
"""


@pytest.mark.parametrize("move", range(1, 7))
def test_killed_at_any_move_the_next_build_finishes(tmp_path, move):
    """Each file is the old or the new one, never a part; then all is new and nothing unclaimed."""
    publish(tmp_path, OLD)
    command = [sys.executable, "-c", KILLED_AMID, str(tmp_path), str(move)]
    died = subprocess.run(command, check=False, cwd=ROOT)
    assert died.returncode == -signal.SIGKILL
    for path in OLD.keys() & NEW.keys():
        assert (tmp_path / path).read_bytes() in (OLD[path], NEW[path])
    publish(tmp_path, NEW)
    found = {path for path, data in inside(tmp_path).items() if data is not None}
    assert found == {*NEW, "editions/1.json", LEDGER}
    publish(tmp_path, {"site/index.html": b"front"})
    assert not (tmp_path / "site/stories").exists()


def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path):
    """One line names the disk's refusal; no staging, no folder and no new ledger stays."""
    with mounted(tmp_path / "disk", "size=200k") as disk:
        publish(disk, OLD)
        before = inside(disk)
        said = refused(disk, {**NEW, "site/big.html": bytes(300_000)})
        assert "No space left" in said
        assert "nothing was published" in said
        assert inside(disk) == before


def test_a_disk_without_room_for_a_name_leaves_the_folder_as_it_was(tmp_path):
    """Whichever file or folder is one too many; with room for all, all are there."""
    more = {f"site/{name}/index.html": b"page" for name in "abc"}
    outcomes = []
    for room in range(18, 32):
        with mounted(tmp_path / "disk", f"nr_inodes={room}") as disk:
            publish(disk, OLD)
            before = inside(disk)
            try:
                publish(disk, {**OLD, **more})
            except WriteError:
                assert inside(disk) == before
                outcomes.append(False)
            else:
                assert {path: inside(disk)[path] for path in more} == more
                outcomes.append(True)
    assert outcomes == sorted(outcomes)
    assert set(outcomes) == {False, True}


def test_a_folder_that_may_not_be_written_is_named(tmp_path):
    """A disk mounted read-only: one line, and the folder as it was."""
    with mounted(tmp_path / "disk", "size=200k") as disk:
        publish(disk, OLD)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        before = inside(disk)
        said = refused(disk, NEW)
        assert str(disk) in said
        assert "Read-only" in said
        assert inside(disk) == before


def test_another_disk_below_the_folder_is_refused(tmp_path):
    """Nothing can be moved onto it at once, so nothing is written at all."""
    (tmp_path / "out").mkdir()
    with mounted(tmp_path / "out" / "site", "size=200k") as disk:
        assert str(disk) in refused(tmp_path / "out", OLD)
        assert list(disk.iterdir()) == []
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["site"]


def test_a_path_below_a_file_is_refused(tmp_path):
    """No folder can be made there, and a line says so."""
    (tmp_path / "file").write_bytes(b"theirs")
    assert str(tmp_path / "file") in refused(tmp_path / "file" / "out", OLD)
    assert str(tmp_path / "file") in refused(tmp_path / "file", OLD)
    assert (tmp_path / "file").read_bytes() == b"theirs"


def test_a_folder_made_for_nothing_is_gone_again(tmp_path):
    """Where the work under the lock fails, the folders made for it do not stay."""
    with pytest.raises(KeyError), alone(tmp_path / "deep" / "out"):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_whatever_bears_the_name_of_the_staging_folder_is_cleared(tmp_path, kind):
    """A build that was killed cannot stop the next one; a link's target stays."""
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "theirs.txt").write_bytes(b"theirs")
    out = tmp_path / "out"
    publish(out, OLD)
    if kind == "file":
        (out / STAGING).write_bytes(b"")
    elif kind == "link":
        (out / STAGING).symlink_to(tmp_path / "target")
    else:
        (out / STAGING / "site").mkdir(parents=True)
    publish(out, NEW)
    assert not os.path.lexists(out / STAGING)
    assert (tmp_path / "target" / "theirs.txt").read_bytes() == b"theirs"


# ---- two at once -----------------------------------------------------------------------------


def test_a_second_process_waits_and_says_so(tmp_path):
    """It writes only when the first has let go of the folder."""
    said, order = [], []

    def second():
        with alone(tmp_path / "out", said.append):
            order.append("second")

    with alone(tmp_path / "out"):
        waiting = threading.Thread(target=second)
        waiting.start()
        deadline = time.monotonic() + 10
        while not said and time.monotonic() < deadline:
            time.sleep(0.01)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]
    assert str(tmp_path / "out") in said[0]


HOLDS = """
import sys, time
from pathlib import Path
from digest.output import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_folder_of_a_process_that_died_is_free(tmp_path):
    """A killed build leaves no lock behind."""
    command = [sys.executable, "-c", HOLDS, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        process.kill()
    said = []
    with alone(tmp_path, said.append):
        pass
    assert said == []


# ---- a folder of the user's own --------------------------------------------------------------


def test_only_what_is_missing_is_written(tmp_path):
    """A file, a folder and a link that leads nowhere keep their names; the rest comes beside them."""
    folder = tmp_path / "new" / "digest"
    assert write_new(folder, {"a": b"1", "sub/b": b"2"}) == (("a", "sub/b"), ())
    (folder / "c").symlink_to(tmp_path / "nowhere")
    (folder / "d").mkdir()
    before = inside(folder)
    again = {"a": b"other", "sub/b": b"other", "c": b"other", "d": b"other", "sub/e": b"3"}
    assert write_new(folder, again) == (("sub/e",), ("a", "sub/b", "c", "d"))
    assert inside(folder) == {**before, "sub/e": b"3"}
    assert not (tmp_path / "nowhere").exists()
    assert write_new(folder, again)[0] == ()


def test_a_file_where_a_folder_should_be_is_told(tmp_path):
    """One line names it; what came before it stays."""
    (tmp_path / "sub").write_bytes(b"mine")
    with pytest.raises(WriteError, match=r"sub: cannot be written: .*; what was written") as caught:
        write_new(tmp_path, {"a": b"1", "sub/b": b"2"})
    assert "\n" not in str(caught.value)
    assert inside(tmp_path) == {"a": b"1", "sub": b"mine"}


def test_no_half_file_is_left_where_a_full_disk_ended_it(tmp_path):
    """One line names the file; it can be written again once there is room."""
    with mounted(tmp_path / "disk", "size=64k") as disk:
        with pytest.raises(WriteError, match=r"disk/b: cannot be written: No space left"):
            write_new(disk, {"a": b"1", "b": b"2" * 200_000})
        assert inside(disk) == {"a": b"1"}

"""The output folder: what a build made, swapped in so that nobody sees half of it.

Changed files are written beside the folder's contents first, all of them; only then is each moved
into its place, leaves before the pages that link to them.  A ledger of what was made tells which
files of earlier builds no longer belong.  A file that is in no ledger is somebody else's: it is
never overwritten and never removed, even where it says the same as ours.

`write_new` is for folders that are the user's from the beginning: it only adds.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from digest.errors import WriteError

_LEDGER = ".digest-ledger.json"
_STAGING = ".digest-staging"
_LAST_LEDGER = f"{_LEDGER}.last"  # staged: the ledger once what no longer belongs is gone


@dataclass(frozen=True, slots=True)
class Written:
    """What a publication changed, by path below the output folder."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


@contextmanager
def alone(out: Path, say: Callable[[str], None] = lambda line: None) -> Iterator[None]:
    """Holds the output folder for this process; another one waits, and says so, until it is done.

    The folder is made where it is missing, and gone again where nothing came into it.
    WriteError where it cannot be.
    """
    import fcntl

    missing = [folder for folder in (out, *out.parents) if not folder.exists()]
    with _translated(out, "nothing was published"):
        out.mkdir(parents=True, exist_ok=True)
        held = os.open(out, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"digest: {out}: another digest is at work there; waiting until it is done")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
        _remove_empty(missing)


def write(out: Path, files: Mapping[str, bytes], below: str, held: Collection[str] = ()) -> Written:
    """Makes the files below `out`; removes what earlier builds made under `below` and this did not.

    `held` are paths that are ours whatever the ledger says.  The caller holds the folder (`alone`).
    WriteError, and the folder as it was, where there is no room or something is in the way.
    """
    ledger = _ledger(out)
    changed = [path for path in files if not _holds(out / path, files[path])]
    gone = sorted(p for p in ledger if p.startswith(below) and p not in files)
    known = ledger.union(changed)
    with _translated(out, "nothing was published"):
        _refuse_what_is_in_the_way(out, changed, ledger.union(held))
        _clear(out / _STAGING)
    if known != ledger or changed or gone:
        staged = {path: files[path] for path in changed}
        staged |= {_LEDGER: _listed(known), _LAST_LEDGER: _listed(known.difference(gone))}
        with _staged(out, staged) as staging, _translated(out, "build again to finish"):
            _swap_in(out, staging, changed)
            _remove(out, gone)
            (staging / _LAST_LEDGER).replace(out / _LEDGER)
    return Written(tuple(changed), tuple(gone), len(files) - len(changed))


def write_new(folder: Path, files: Mapping[str, bytes]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Makes the files below a folder of the user's own, and the folder; nothing there is touched.

    Returns which were written and which were kept because something of that name is there, both as
    paths below the folder, in the order given.  WriteError where one cannot be written; those
    before it stay.
    """
    written: list[str] = []
    kept: list[str] = []
    with _translated(folder, "what was written before it stays"):
        for path, data in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (written if _created(target, data) else kept).append(path)
    return tuple(written), tuple(kept)


def replaced(file: Path, data: bytes) -> None:
    """Makes a file of the user's own say something else, all of it or nothing; OSError where not."""
    target = file.resolve()
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(data)
        with suppress(FileNotFoundError):
            shutil.copymode(target, beside)
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _created(target: Path, data: bytes) -> bool:
    """Whether the file could be made anew; no half of one is left where the disk is full."""
    try:
        file = target.open("xb")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(data)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(target)) from error
    return True


def _ledger(out: Path) -> frozenset[str]:
    """The paths of what earlier builds made."""
    ledger = out / _LEDGER
    try:
        paths = msgspec.json.decode(ledger.read_bytes(), type=frozenset[str])
    except FileNotFoundError:
        return frozenset()
    except (OSError, msgspec.MsgspecError) as error:
        raise _damaged(ledger, str(error)) from error
    for path in sorted(paths):
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise _damaged(ledger, f"{path!r} is no path below it")
    return paths


def _damaged(ledger: Path, reason: str) -> WriteError:
    remedy = "delete it and the folder site beside it, and build again; the archive stays"
    return WriteError(f"{ledger}: cannot be read ({reason}): {remedy}")


def _listed(paths: Iterable[str]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(sorted(paths)), indent=0) + b"\n"


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file has these bytes already."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _refuse_what_is_in_the_way(out: Path, changed: Iterable[str], ours: Collection[str]) -> None:
    """Somebody else's files and folders, and whatever a file could not be moved to."""
    remedy = "move it away, or choose another --out"
    for path in changed:
        target = out / path
        if os.path.lexists(target) and (path not in ours or target.is_dir()):
            raise WriteError(f"{target}: is there already and was not made by digest; {remedy}")
    for folder in _folders(out, changed):
        if os.path.lexists(folder) and (not folder.is_dir() or folder.is_symlink()):
            raise WriteError(f"{folder}: should be a folder, and no link to one; {remedy}")
        if folder.is_mount():
            raise WriteError(f"{folder}: lies on another disk; mount that at {out} instead")


def _folders(out: Path, paths: Iterable[str]) -> list[Path]:
    """Every folder between `out` and the files, the outer before the inner."""
    folders = {folder for path in paths for folder in PurePosixPath(path).parents}
    return [out / folder for folder in sorted(folders - {PurePosixPath()})]


@contextmanager
def _translated(out: Path, outcome: str) -> Iterator[None]:
    """What the file system refuses, in one line."""
    try:
        yield
    except OSError as error:
        where = error.filename2 or error.filename or out
        reason = error.strerror or error
        raise WriteError(f"{where}: cannot be written: {reason}; {outcome}") from error


@contextmanager
def _staged(out: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """The files, written beside, and folders for them; what is of no use is gone afterwards."""
    staging = out / _STAGING
    folders = _folders(out, files)
    missing = [folder for folder in reversed(folders) if not folder.exists()]
    try:
        with _translated(out, "nothing was published"):
            for path, data in files.items():
                beside = staging / path
                beside.parent.mkdir(parents=True, exist_ok=True)
                beside.write_bytes(data)
            for folder in folders:
                folder.mkdir(exist_ok=True)
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        _remove_empty(missing)


def _swap_in(out: Path, staging: Path, changed: Iterable[str]) -> None:
    """The ledger, so that a crash leaves no file unclaimed; then deep files before what links there."""
    (staging / _LEDGER).replace(out / _LEDGER)
    for path in sorted(changed, key=lambda p: (-p.count("/"), p)):
        (staging / path).replace(out / path)


def _remove(out: Path, gone: Iterable[str]) -> None:
    """Those files, and the folders that are empty without them."""
    for path in gone:
        with suppress(FileNotFoundError, NotADirectoryError):
            (out / path).unlink()
        _remove_empty(reversed(_folders(out, [path])))


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):  # not empty, or gone
            folder.rmdir()


def _clear(staging: Path) -> None:
    """Whatever a build that was killed left behind."""
    if staging.is_dir() and not staging.is_symlink():
        shutil.rmtree(staging)
    else:
        staging.unlink(missing_ok=True)

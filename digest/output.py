"""The output folder: what a build made, swapped in so that nobody sees half of it.

Changed files are written beside the folder's contents first, all of them; only then is each moved
into its place, leaves before the pages that link to them.  A ledger of what was made tells which
files of earlier builds no longer belong.  A file that is in no ledger is somebody else's: it is
never overwritten and never removed.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from digest.errors import WriteError

_LEDGER = ".digest-ledger.json"
_STAGING = ".digest-staging"


@dataclass(frozen=True, slots=True)
class Written:
    """What a publication changed, by path below the output folder."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def write(out: Path, files: Mapping[str, bytes], below: str) -> Written:
    """Makes the files below `out`, and removes what earlier builds made below `out/below` and this did not.

    WriteError, and the folder as it was, where a file cannot be written.
    """
    ledger = _ledger(out)
    changed = [path for path in files if not _holds(out / path, files[path])]
    gone = sorted(p for p in ledger if p.startswith(below) and p not in files)
    _refuse_others(out, changed, ledger)
    made = {path: _sum(data) for path, data in files.items()}
    if changed or gone or any(ledger.get(path) != digest for path, digest in made.items()):
        with _translated(out), _staged(out, files, changed) as staging:
            _save(out, {**ledger, **made})
            _swap_in(out, staging, changed)
            _remove(out, gone)
            _save(out, {**{p: d for p, d in ledger.items() if p not in gone}, **made})
    return Written(tuple(changed), tuple(gone), len(files) - len(changed))


def _ledger(out: Path) -> dict[str, str]:
    """What earlier builds made: path → hash of its bytes."""
    try:
        return msgspec.json.decode((out / _LEDGER).read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError) as error:
        raise WriteError(f"{out / _LEDGER}: cannot be read ({error}); move it away and build again") from error


def _save(out: Path, ledger: Mapping[str, str]) -> None:
    data = msgspec.json.format(msgspec.json.encode(dict(sorted(ledger.items()))), indent=0) + b"\n"
    if not _holds(out / _LEDGER, data):
        beside = out / f"{_LEDGER}.new"
        beside.write_bytes(data)
        beside.replace(out / _LEDGER)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file has these bytes already."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _refuse_others(out: Path, changed: Iterable[str], ledger: Mapping[str, str]) -> None:
    for path in changed:
        if path not in ledger and os.path.lexists(out / path):
            raise WriteError(
                f"{out / path}: is there already and was not made by digest; move it away, or choose another --out"
            )


@contextmanager
def _translated(out: Path) -> Iterator[None]:
    """What the file system refuses, in one line."""
    try:
        yield
    except OSError as error:
        where = error.filename2 or error.filename or out
        raise WriteError(f"{where}: cannot be written: {error.strerror or error}; nothing was published") from error


@contextmanager
def _staged(out: Path, files: Mapping[str, bytes], changed: Iterable[str]) -> Iterator[Path]:
    """The changed files, written beside; the folder for them is gone afterwards, come what may."""
    staging = out / _STAGING
    try:
        if staging.exists():
            shutil.rmtree(staging)
        for path in changed:
            beside = staging / path
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(files[path])
        out.mkdir(parents=True, exist_ok=True)
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _swap_in(out: Path, staging: Path, changed: Iterable[str]) -> None:
    """Deep files first, so that a page never links to what is not there yet."""
    for path in sorted(changed, key=lambda p: (-p.count("/"), p)):
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (staging / path).replace(out / path)


def _remove(out: Path, gone: Iterable[str]) -> None:
    for path in gone:
        with suppress(FileNotFoundError):
            (out / path).unlink()
        for parent in (out / path).relative_to(out).parents:
            with suppress(OSError):  # not empty, or gone
                (out / parent).rmdir()

"""The file: opened, locked for one writer, brought up to date; every error of SQLite in one line."""

import os
import re
import sqlite3
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from digest.errors import StoreError
from digest.store import schema

PATIENCE = 2.0  # seconds to wait for another writer
_LOOK_AGAIN = 0.05
_OLDEST = (3, 37, 0)  # with STRICT tables
_OTHER_PROGRAMS = 5.0  # seconds to wait for one that is not digest

_SURROGATES = re.compile("[\ud800-\udfff]")
_REMEDIES = {
    "SQLITE_FULL": "the disk is full; make room and run it again, what was stored is still there",
    "SQLITE_CORRUPT": "is damaged; move it away and run digest fetch again, the editions stay",
    "SQLITE_NOTADB": "is no database; move it away and run digest fetch again",
    "SQLITE_READONLY": "must not be written; allow it, or choose another --out",
    "SQLITE_PERM": "must not be read; allow it, or choose another --out",
    "SQLITE_AUTH": "must not be read; allow it, or choose another --out",
    "SQLITE_CANTOPEN": "cannot be opened; check that it is a file and may be read and written",
    "SQLITE_IOERR": "cannot be read or written; check the disk, and that there is room on it",
    "SQLITE_BUSY": "another program holds it; close that and run it again",
    "SQLITE_LOCKED": "another program holds it; close that and run it again",
}

Value = str | int | float | None
Row = tuple[Any, ...]


class Database:
    """A connection whose every error is a `StoreError` of one line."""

    def __init__(self, path: Path, connection: sqlite3.Connection, writes: bool) -> None:
        self.path = path
        self.writes = writes
        self._connection = connection

    @property
    def changes(self) -> int:
        """Rows changed since it was opened."""
        return self._connection.total_changes

    def execute(self, statement: str, *values: Value) -> int:
        """Runs it to its end; how many rows it changed."""
        with _translated(self.path), closing(self._started(statement, values)) as cursor:
            for _ in cursor:
                pass
            return cursor.rowcount

    def execute_each(self, statement: str, values: Iterable[Sequence[Value | bytes]]) -> None:
        """Runs it once for each of the rows of values."""
        try:
            with _translated(self.path):
                self._connection.executemany(statement, values).close()
        except UnicodeEncodeError as error:
            raise StoreError(f"{self.path}: cannot hold half a character: {error}") from error

    def rows(self, statement: str, *values: Value) -> Generator[Row, None, None]:
        """Its rows, one after another as they are asked for."""
        with _translated(self.path), closing(self._started(statement, values)) as cursor:
            yield from cursor

    def all(self, statement: str, *values: Value) -> list[Row]:
        """Its rows, all at once: the quickest where they are many and short."""
        with _translated(self.path), closing(self._started(statement, values)) as cursor:
            return cursor.fetchall()

    def row(self, statement: str, *values: Value) -> Row | None:
        """Its first row, None where there is none."""
        with closing(self.rows(statement, *values)) as rows:
            return next(rows, None)

    def number(self, statement: str, *values: Value) -> int:
        """The one number that it gives."""
        row = self.row(statement, *values)
        return int(row[0] or 0) if row else 0

    def give_back(self) -> None:
        """Pages that hold nothing any longer, to the disk."""
        # As a script: of a statement that gives rows without columns, `execute` runs one step.
        with _translated(self.path):
            self._connection.executescript(
                "PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)"
            )

    @contextmanager
    def transaction(self, durable: bool = True) -> Iterator[None]:
        """All of it, or nothing; once it is left without an error, no crash undoes it.

        Where it need not be `durable`, the disk is not waited for: a power cut may undo it, a crash
        of the program still does not.
        """
        if not self.writes:
            raise StoreError(f"{self.path}: was opened for reading alone")
        self.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            # SQLite has rolled back by itself where the disk was full.
            with suppress(sqlite3.Error):
                self._connection.rollback()
            raise

    def _started(self, statement: str, values: tuple[Value, ...]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(statement, values)
        except UnicodeEncodeError:
            return self._connection.execute(statement, [without_surrogates(v) for v in values])


def without_surrogates(value: Any) -> Any:
    """The value with what no encoding can hold replaced, code point by code point."""
    match value:
        case str():
            return _SURROGATES.sub("\ufffd", value)
        case list() | tuple():
            return [without_surrogates(each) for each in value]
        case dict():
            return {key: without_surrogates(each) for key, each in value.items()}
    return value


# ---- opening ---------------------------------------------------------------------------------


@contextmanager
def opened(path: Path, write: bool, patience: float = PATIENCE) -> Iterator[Database]:
    """The database at `path`; a writer makes it where it is missing, and is the only one.

    StoreError where it cannot be opened, is another program's or a newer digest's, or where
    another process is still writing to it after `patience` seconds.
    """
    if not write:
        _bring_up_to_date(path, patience)
        with _connected(path, write=False) as database:
            yield database
        return
    with _sole_writer(path, patience), _connected(path, write=True) as database:
        _migrate(database)
        yield database


def _bring_up_to_date(path: Path, patience: float) -> None:
    """What a reader needs: a database with all that this program asks for."""
    if not path.exists():
        raise StoreError(f"{path}: there is no such database yet; run digest fetch first")
    with _connected(path, write=False) as database:
        is_old = _version(database) < len(schema.MIGRATIONS)
    if is_old:
        with opened(path, True, patience):
            pass


@contextmanager
def _connected(path: Path, write: bool) -> Iterator[Database]:
    if sqlite3.sqlite_version_info < _OLDEST:
        raise StoreError(
            f"{path}: needs SQLite {'.'.join(map(str, _OLDEST))}, this Python has "
            f"{sqlite3.sqlite_version}; use a newer Python"
        )
    mode = "rwc" if write else _reading_mode(path)
    with _translated(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=_OTHER_PROGRAMS,
        )
    with closing(connection):
        database = Database(path, connection, write)
        if write:
            _sees_that_it_is_ours(database)  # before anything is changed in it
            database.execute("PRAGMA auto_vacuum = INCREMENTAL")  # holds in an empty file alone
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA foreign_keys = ON")
        else:
            database.execute("PRAGMA query_only = ON")
        yield database


def _reading_mode(path: Path) -> str:
    """Readers too leave a mark beside the file; where none may be left, nobody writes either."""
    beside = path.with_name(f"{path.name}-wal")
    if os.access(path.absolute().parent, os.W_OK) or beside.exists():
        return "rw"
    return "ro&immutable=1"


def _version(database: Database) -> int:
    """How many migrations it has seen."""
    _sees_that_it_is_ours(database)
    return database.number("PRAGMA user_version")


def _sees_that_it_is_ours(database: Database) -> None:
    """StoreError where it is a newer digest's, or another program's."""
    version = database.number("PRAGMA user_version")
    newest = len(schema.MIGRATIONS)
    application = database.number("PRAGMA application_id")
    if application != schema.APPLICATION and (version or _has_tables(database)):
        raise StoreError(
            f"{database.path}: is the database of another program; choose another --out"
        )
    if version > newest:
        raise StoreError(
            f"{database.path}: a newer digest wrote it (format {version}, this one knows up to "
            f"{newest}); upgrade digest, or choose another --out"
        )


def _has_tables(database: Database) -> bool:
    return database.number("SELECT count(*) FROM sqlite_schema") > 0


def _migrate(database: Database) -> None:
    """Each step whole or not at all."""
    version = _version(database)
    for number, step in enumerate(schema.MIGRATIONS[version:], version + 1):
        with database.transaction():
            for statement in step:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {number}")


@contextmanager
def _sole_writer(path: Path, patience: float) -> Iterator[None]:
    """Holds a file beside the database; StoreError, naming who holds it, after `patience` seconds.

    The file stays: whoever removed it could remove it from under another one that holds it.
    """
    beside = path.with_name(f"{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = os.open(beside, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written: {error.strerror}; allow it, or choose another --out"
        ) from error
    try:
        if not _locked(held, patience):
            holder = os.pread(held, 20, 0).decode("ascii", "replace").strip() or "unknown"
            raise StoreError(
                f"{path}: another digest (process {holder}) is writing to it; wait until it is done"
            )
        with suppress(OSError):  # a full disk: the lock holds without a name
            os.ftruncate(held, 0)
            os.pwrite(held, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
    finally:
        os.close(held)


def _locked(held: int, patience: float) -> bool:
    """Whether the open file could be locked within so many seconds."""
    import fcntl

    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_LOOK_AGAIN)
        else:
            return True


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_remedy(error)}") from error


def _remedy(error: sqlite3.Error) -> str:
    """What to do about it; where that is not known, what SQLite says, on one line."""
    name = getattr(error, "sqlite_errorname", "")
    family = "_".join(name.split("_")[:2])
    return _REMEDIES.get(family) or " ".join(str(error).split())

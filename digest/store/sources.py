"""Which sources there are, and how reading them has gone."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from digest.errors import StoreError
from digest.store.database import Database, Row
from digest.store.records import (
    ConfiguredSource,
    Failure,
    SourceHealth,
    SourceState,
    Success,
)

_WEEK = timedelta(days=7)
_PACE = timedelta(days=90)  # over which the time between two articles is taken

_COLUMNS = tuple(field.name for field in fields(SourceState))
_STATE = ", ".join(_COLUMNS)

# An article published without a time of day counts as its midnight.
_HEALTH = """
    SELECT s.name, s.address, s.kind, s.configured, s.last_success, s.last_error, s.failures,
           s.gone, s.not_before,
           count(a.key),
           count(CASE WHEN a.day > ?1 THEN 1 END),
           count(CASE WHEN a.day > ?2 THEN julianday(a.published) END),
           min(CASE WHEN a.day > ?2 THEN julianday(a.published) END),
           max(CASE WHEN a.day > ?2 THEN julianday(a.published) END),
           (SELECT count(*) FROM pending p WHERE p.source = s.key)
    FROM sources s
    LEFT JOIN article_sources l ON l.source = s.key
    LEFT JOIN articles a ON a.key = l.article
    GROUP BY s.key
    ORDER BY s.name
"""


class Sources:
    """The part of the store that knows the sources."""

    _db: Database

    def sources(self) -> list[SourceState]:
        """All that were ever configured, by name."""
        return [_state(row) for row in self._db.rows(f"SELECT {_STATE} FROM sources ORDER BY name")]

    def source(self, name: str) -> SourceState | None:
        """The one of that name, None where there never was one."""
        row = self._db.row(f"SELECT {_STATE} FROM sources WHERE name = ?", name)
        return _state(row) if row else None

    def sync_sources(self, configured: Sequence[ConfiguredSource], at: str) -> None:
        """Makes the sources those configured now: new ones added, absent ones marked.

        A source that is configured again, or at another address, starts anew: nothing that its
        old address said of itself holds any longer.  Its articles stay.
        """
        known = {state.name: state for state in self.sources()}
        wanted = {source.name: source for source in configured}
        begun = [s for s in wanted.values() if not _is_as_configured(known.get(s.name), s)]
        ended = [s.name for s in known.values() if s.configured and s.name not in wanted]
        if not begun and not ended:
            return
        with self._db.transaction():
            for source in begun:
                self._begin(source, at)
            for name in ended:
                self._db.execute("UPDATE sources SET configured = 0 WHERE name = ?", name)

    def health(self, now: str) -> list[SourceHealth]:
        """How every source does, by name."""
        week, pace = (_days_before(now, span) for span in (_WEEK, _PACE))
        return [_health(row) for row in self._db.rows(_HEALTH, week, pace)]

    def _begin(self, source: ConfiguredSource, at: str) -> None:
        self._db.execute(
            """
            INSERT INTO sources (name, kind, address, added) VALUES (?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET
                kind = excluded.kind, address = excluded.address, configured = 1,
                moved_to = NULL, etag = NULL, last_modified = NULL, gone = 0,
                last_error = NULL, failures = 0, not_before = NULL
            """,
            source.name,
            source.kind,
            source.address,
            at,
        )

    def _key(self, name: str) -> int:
        row = self._db.row("SELECT key FROM sources WHERE name = ?", name)
        if row is None:
            raise StoreError(f"{self._db.path}: knows no source {name!r}; add it first")
        return int(row[0])

    def _succeeded(self, source: int, outcome: Success, at: str) -> None:
        self._db.execute(
            """
            UPDATE sources SET last_attempt = ?, last_success = ?,
                last_listing = iif(?, ?, last_listing), etag = ?, last_modified = ?,
                moved_to = coalesce(?, moved_to),
                last_error = NULL, failures = 0, not_before = NULL, gone = 0
            WHERE key = ?
            """,
            at,
            at,
            outcome.modified,
            at,
            outcome.etag,
            outcome.last_modified,
            outcome.moved_to,
            source,
        )

    def _failed(self, source: int, outcome: Failure, at: str) -> None:
        self._db.execute(
            """
            UPDATE sources SET last_attempt = ?, last_error = ?, failures = failures + 1,
                gone = max(gone, ?), not_before = ?
            WHERE key = ?
            """,
            at,
            outcome.reason,
            outcome.gone,
            outcome.not_before,
            source,
        )


def _is_as_configured(state: SourceState | None, source: ConfiguredSource) -> bool:
    if state is None or not state.configured:
        return False
    return (state.kind, state.address) == (source.kind, source.address)


def _state(row: Row) -> SourceState:
    state = dict(zip(_COLUMNS, row, strict=True))
    state |= {flag: bool(state[flag]) for flag in ("configured", "gone")}
    return SourceState(**state)


def _health(row: Row) -> SourceHealth:
    name, address, kind, configured, success, error, failures, gone, not_before, *figures = row
    articles, last_week, dated, first, last, pending = figures
    return SourceHealth(
        name=name,
        address=address,
        kind=kind,
        configured=bool(configured),
        last_success=success,
        last_error=error,
        failures=failures,
        gone=bool(gone),
        not_before=not_before,
        articles=articles,
        articles_last_week=last_week,
        interval_hours=round((last - first) * 24 / (dated - 1), 2) if dated > 1 else None,
        pending=pending,
    )


def _days_before(now: str, span: timedelta) -> str:
    """The day that lies so far before a moment."""
    return (datetime.fromisoformat(now) - span).date().isoformat()

"""Taking in what a source said: one transaction each, so that a crash leaves all of it or nothing.

Validators are stored together with everything that they stand for.  Pages that a feed lists and
that are still to be read are part of that; each leaves the list in the transaction in which its
article comes in.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from digest.models import Article
from digest.store.database import without_surrogates
from digest.store.records import Failure, PageToRead, PendingPage, Success, Taken
from digest.store.sources import Sources

MOST_ATTEMPTS = 5  # at reading a page

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_decode = msgspec.json.Decoder(Article).decode

# A source that is no longer read has no say in what another one still publishes.
_HELD = """
    SELECT a.key, a.last_seen, a.first_seen, v.sha256, v.body = ?2,
           a.source = ?3 OR owner.gone OR NOT owner.configured,
           EXISTS (SELECT 1 FROM article_sources WHERE source = ?3 AND article = a.key)
    FROM articles a
    JOIN versions v ON v.article = a.key AND v.number = a.current
    JOIN sources owner ON owner.key = a.source
    WHERE a.id = ?1
"""


@dataclass(frozen=True, slots=True)
class _Held:
    """What is stored of an article that comes in again."""

    key: int
    last_seen: str
    first_seen: str
    sha256: str
    is_same: bool
    has_say: bool  # the source that it comes from now
    is_linked: bool  # to that source


class Intake(Sources):
    """The part of the store that articles come in by."""

    def take_in(self, source: str, outcome: Success | Failure, at: str) -> Taken:
        """What a source answered, or that it did not.

        Of an article that comes with another title or text, a new version is stored; other facts
        are replaced in the current one.  An article that another source brought first stays as
        that source has it.  Where an id comes twice, the first counts.
        """
        brings = isinstance(outcome, Success) and bool(outcome.articles or outcome.pages)
        with self._db.transaction(durable=brings):
            key = self._key(source)
            if isinstance(outcome, Failure):
                self._failed(key, outcome, at)
                return Taken()
            taken = self._keep(key, outcome.articles, at)
            self._await(key, outcome.pages, at)
            self._still_listed(key, outcome.listed, at)
            self._succeeded(key, outcome, at)
        return taken

    def seen(self, ids: Iterable[str]) -> dict[str, str]:
        """Of those articles, the stored ones: SHA-256 of title and text, by id."""
        rows = self._db.rows(
            """
            SELECT a.id, v.sha256 FROM json_each(?) wanted JOIN articles a ON a.id = wanted.value
            JOIN versions v ON v.article = a.key AND v.number = a.current
            """,
            _listed(ids),
        )
        return dict(rows)

    def listed(self, source: str, ids: Iterable[str]) -> dict[str, str]:
        """Of those articles, the ones that the source has listed: their fingerprints there, by id."""
        rows = self._db.rows(
            """
            SELECT a.id, l.as_listed FROM json_each(?) wanted JOIN articles a ON a.id = wanted.value
            JOIN article_sources l ON l.article = a.key JOIN sources s ON s.key = l.source
            WHERE s.name = ? AND l.as_listed IS NOT NULL
            """,
            _listed(ids),
            source,
        )
        return dict(rows)

    # ---- pages that are still to be read -----------------------------------------------------

    def pending(
        self, source: str | None = None, limit: int = 500, attempts: int = MOST_ATTEMPTS
    ) -> list[PendingPage]:
        """Pages of configured sources, tried fewer than so many times.

        Those tried least come first, then the oldest.  At the last of its attempts, a page is
        better given to `take_page` with its `entry` than to `put_off`: it would come no more.
        """
        rows = self._db.rows(
            """
            SELECT s.name, p.url, p.entry, p.added, p.attempts, p.last_error
            FROM pending p JOIN sources s ON s.key = p.source
            WHERE s.configured AND p.attempts < ? AND s.name = coalesce(?, s.name)
            ORDER BY p.attempts, p.added, s.name, p.rowid LIMIT ?
            """,
            attempts,
            source,
            limit,
        )
        return [
            PendingPage(name, url, _decode(entry), added, tried, error)
            for name, url, entry, added, tried, error in rows
        ]

    def take_page(self, source: str, url: str, article: Article, at: str) -> Taken:
        """The article of a page; it is pending no longer, in any source that lists it."""
        with self._db.transaction():
            key = self._key(source)
            rows = self._db.rows("SELECT source FROM pending WHERE url = ?", url)
            others = [other for (other,) in rows if other != key]
            taken = self._keep(key, [article], at)
            for other in sorted(others):
                self._keep(other, [article], at)
            self._db.execute("DELETE FROM pending WHERE url = ?", url)
        return taken

    def put_off(self, source: str, url: str, reason: str) -> int:
        """A page could not be read: how many times it has been tried now (0: not pending)."""
        with self._db.transaction():
            row = self._db.row(
                """
                UPDATE pending SET attempts = attempts + 1, last_error = ?
                WHERE source = ? AND url = ? RETURNING attempts
                """,
                reason,
                self._key(source),
                url,
            )
        return int(row[0]) if row else 0

    def drop_page(self, source: str, url: str) -> None:
        """A page is not worth another try."""
        with self._db.transaction():
            key = self._key(source)
            self._db.execute("DELETE FROM pending WHERE source = ? AND url = ?", key, url)

    def _await(self, source: int, pages: Sequence[PageToRead], at: str) -> None:
        for page in pages:
            self._db.execute(
                """
                INSERT INTO pending (source, url, entry, added) VALUES (?, ?, ?, ?)
                ON CONFLICT (source, url) DO UPDATE SET entry = excluded.entry
                WHERE entry != excluded.entry
                """,
                source,
                page.url,
                _encoded(page.entry)[1],
                at,
            )

    # ---- articles ----------------------------------------------------------------------------

    def _keep(self, source: int, articles: Iterable[Article], at: str) -> Taken:
        outcomes: dict[str, str] = {}
        again = 0
        for article in articles:
            if article.id in outcomes:
                again += 1
            else:
                outcomes[article.id] = self._keep_one(source, article, at)
        new, changed, unchanged = (
            tuple(a for a, outcome in outcomes.items() if outcome == wanted)
            for wanted in ("new", "changed", "unchanged")
        )
        return Taken(new, changed, len(unchanged) + again)

    def _keep_one(self, source: int, article: Article, at: str) -> str:
        article, body = _encoded(article)
        row = self._db.row(_HELD, article.id, body, source)
        if row is None:
            self._add(source, article, body, at)
            return "new"
        held = _Held(*row)
        if not held.is_linked:
            self._link(source, held.key)
        if held.last_seen[:10] < at[:10]:
            self._db.execute("UPDATE articles SET last_seen = ? WHERE key = ?", at, held.key)
        if held.is_same or not held.has_say:
            return "unchanged"
        self._revise(source, held, article, body, at)
        return "changed"

    def _add(self, source: int, article: Article, body: str, at: str) -> None:
        self._db.execute(
            """
            INSERT INTO articles (id, source, first_seen, last_seen, published, day, current)
            VALUES (?, ?, ?, ?, ?, ?, 1)
            """,
            article.id,
            source,
            at,
            at,
            article.published,
            _day(article, at),
        )
        key = self._db.number("SELECT key FROM articles WHERE id = ?", article.id)
        self._write_version(key, 1, article, body, at)
        self._link(source, key)
        self._index(key)

    def _revise(self, source: int, held: _Held, article: Article, body: str, at: str) -> None:
        """Another state of a stored article; one that it has been in before is found again."""
        self._unindex(held.key)
        row = self._db.row(
            "SELECT number FROM versions WHERE article = ? AND sha256 = ?",
            held.key,
            fingerprint(article),
        )
        if row:
            number = int(row[0])
            where = "WHERE article = ? AND number = ?"
            self._db.execute(f"UPDATE versions SET body = ? {where}", body, held.key, number)
        else:
            newest = "SELECT max(number) FROM versions WHERE article = ?"
            number = self._db.number(newest, held.key) + 1
            self._write_version(held.key, number, article, body, at)
        self._db.execute(
            "UPDATE articles SET source = ?, published = ?, day = ?, current = ? WHERE key = ?",
            source,
            article.published,
            _day(article, held.first_seen),
            number,
            held.key,
        )
        self._index(held.key)

    def _write_version(self, key: int, number: int, article: Article, body: str, at: str) -> None:
        self._db.execute(
            "INSERT INTO versions (article, number, sha256, seen_at, body) VALUES (?, ?, ?, ?, ?)",
            key,
            number,
            fingerprint(article),
            at,
            body,
        )

    def _link(self, source: int, key: int) -> None:
        self._db.execute("INSERT INTO article_sources (source, article) VALUES (?, ?)", source, key)

    def _still_listed(self, source: int, listed: Mapping[str, str], at: str) -> None:
        wanted = _object(listed)
        self._db.execute(
            """
            UPDATE articles SET last_seen = ?
            WHERE id IN (SELECT key FROM json_each(?)) AND substr(last_seen, 1, 10) < ?
            """,
            at,
            wanted,
            at[:10],
        )
        self._db.execute(
            """
            INSERT INTO article_sources (source, article, as_listed)
            SELECT ?, a.key, wanted.value FROM json_each(?) wanted JOIN articles a ON a.id = wanted.key
            WHERE true
            ON CONFLICT (source, article) DO UPDATE SET as_listed = excluded.as_listed
            WHERE as_listed IS NOT excluded.as_listed
            """,
            source,
            wanted,
        )

    # ---- full text ---------------------------------------------------------------------------

    def _index(self, key: int) -> None:
        self._db.execute(
            """
            INSERT INTO search (rowid, title, text, outlet)
            SELECT key, title, text, outlet FROM current_texts WHERE key = ?
            """,
            key,
        )

    def _unindex(self, key: int) -> None:
        """While the view still shows what the index holds."""
        self._db.execute(
            """
            INSERT INTO search (search, rowid, title, text, outlet)
            SELECT 'delete', key, title, text, outlet FROM current_texts WHERE key = ?
            """,
            key,
        )


def fingerprint(article: Article) -> str:
    """SHA-256 of title and text: what tells a version from another."""
    content = f"{article.title}\0{article.text}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _encoded(article: Article) -> tuple[Article, str]:
    """An article as it can be stored, and its JSON."""
    try:
        return article, msgspec.json.encode(article).decode("utf-8")
    except UnicodeEncodeError:
        record = without_surrogates(msgspec.to_builtins(article))
        return _encoded(msgspec.convert(record, Article))


def _day(article: Article, first_seen: str) -> str:
    published = _DAY.match(article.published or "")
    return published[0] if published else first_seen[:10]


def _object(values: Mapping[str, str]) -> str:
    return msgspec.json.encode(without_surrogates(dict(values))).decode("utf-8")


def _listed(values: Iterable[str]) -> str:
    return msgspec.json.encode(without_surrogates(list(values))).decode("utf-8")

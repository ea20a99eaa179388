"""Reading, searching and removing what was taken in."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from digest.errors import StoreError
from digest.models import Article
from digest.moments import rfc3339
from digest.store.database import without_surrogates
from digest.store.intake import Intake
from digest.store.records import Hit, Pruned, StoredArticle, Version

_MOST_TERMS = 32  # of a query: the parser of full-text queries has a bound of its own
_SHORTEST_BEGINNING = 3  # bytes: "a*" takes seconds at 100,000 articles, and finds them all
_AT_ONCE = 500  # articles removed in one transaction, so that the log stays short
_MERGED_AT_ONCE = 1000  # pages of the index
_TERM = re.compile(r'"(?P<phrase>[^"]*)(?:"|$)(?P<star>\*?)|(?P<word>[^\s"]+)')

_decode = msgspec.json.Decoder(Article).decode

# Where articles were that no longer are, and whose stories sleep; editions show what they carried.
_FORGOTTEN = (
    """
    DELETE FROM told WHERE story IN (SELECT key FROM told_stories WHERE heard IS NULL)
        AND article NOT IN (SELECT id FROM articles)
        AND article NOT IN (SELECT value FROM stories, json_each(stories.articles))
    """,
    "DELETE FROM told_stories WHERE heard IS NULL AND key NOT IN (SELECT story FROM told)",
    """
    DELETE FROM forwards WHERE id NOT IN (SELECT id FROM stories)
        AND story NOT IN (SELECT id FROM told_stories WHERE heard IS NOT NULL)
    """,
)

# What a source listed in its last full answer has been seen for as long as it goes on answering,
# if only "not modified".
_DOOMED = """
    SELECT a.key FROM articles a
    WHERE a.last_seen < ?1 AND NOT EXISTS (
        SELECT 1 FROM article_sources l JOIN sources s ON s.key = l.source
        WHERE l.article = a.key AND s.configured AND s.last_success >= ?1
          AND substr(a.last_seen, 1, 10) >= substr(s.last_listing, 1, 10)
    )
"""


class Articles(Intake):
    """The part of the store that articles come out of."""

    def articles(
        self,
        since: str | None = None,
        until: str | None = None,
        sources: Iterable[str] | None = None,
    ) -> Iterator[Article]:
        """Articles as they stand, one after another, by day and id."""
        return (article for _, article in self.by_source(since, until, sources))

    def by_source(
        self,
        since: str | None = None,
        until: str | None = None,
        sources: Iterable[str] | None = None,
    ) -> Iterator[tuple[str, Article]]:
        """Articles as they stand, by day and id, each with the name of the source whose word counts.

        An article's day is that of its publication, or on which it was first seen.  `since` and
        `until` are days, both included; of a moment, its day counts.
        """
        listed = """
            AND EXISTS (
                SELECT 1 FROM article_sources l JOIN sources s ON s.key = l.source
                WHERE l.article = a.key AND s.name IN (SELECT value FROM json_each(?3))
            )
        """
        rows = self._db.rows(
            f"""
            SELECT s.name, v.body FROM articles a JOIN sources s ON s.key = a.source
            JOIN versions v ON v.article = a.key AND v.number = a.current
            WHERE a.day BETWEEN ?1 AND ?2 {listed if sources is not None else ""}
            ORDER BY a.day, a.id
            """,
            (since or "")[:10],
            (until or "9999-99-99")[:10],
            *([] if sources is None else [msgspec.json.encode(list(sources)).decode("utf-8")]),
        )
        return ((name, _decode(body)) for name, body in rows)

    def named(self, ids: Iterable[str]) -> Iterator[tuple[str, Article]]:
        """Of those articles, the stored ones as they stand, by id, each with the name of its source."""
        rows = self._db.rows(
            """
            SELECT s.name, v.body FROM json_each(?) wanted JOIN articles a ON a.id = wanted.value
            JOIN sources s ON s.key = a.source
            JOIN versions v ON v.article = a.key AND v.number = a.current
            ORDER BY a.id
            """,
            msgspec.json.encode(without_surrogates(list(ids))).decode("utf-8"),
        )
        return ((name, _decode(body)) for name, body in rows)

    def newest_day(self, sources: Iterable[str]) -> str | None:
        """The newest day on which one of theirs was published, None where none tells its own."""
        row = self._db.row(
            """
            SELECT a.day FROM articles a JOIN sources s ON s.key = a.source
            WHERE a.published IS NOT NULL AND s.name IN (SELECT value FROM json_each(?))
            ORDER BY a.day DESC LIMIT 1
            """,
            msgspec.json.encode(list(sources)).decode("utf-8"),
        )
        return row[0] if row else None

    def article(self, article_id: str) -> StoredArticle | None:
        """One article with all its versions, None where it is not stored."""
        row = self._db.row(
            "SELECT key, source, first_seen, last_seen, current FROM articles WHERE id = ?",
            article_id,
        )
        if row is None:
            return None
        key, owner, first_seen, last_seen, current = row
        names = self._db.rows(
            """
            SELECT s.name FROM article_sources l JOIN sources s ON s.key = l.source
            WHERE l.article = ? ORDER BY s.key != ?, s.name
            """,
            key,
            owner,
        )
        versions = self._db.rows(
            "SELECT number, sha256, seen_at, body FROM versions WHERE article = ? ORDER BY number",
            key,
        )
        return StoredArticle(
            id=article_id,
            sources=tuple(name for (name,) in names),
            first_seen=first_seen,
            last_seen=last_seen,
            current=current,
            versions=tuple(Version(n, sha, at, _decode(body)) for n, sha, at, body in versions),
        )

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Articles that hold every term of the query in title, text or outlet, the best first.

        A term is a word, the beginning of one (`flood*`, three letters or more) or a "phrase";
        case and accents do not count.  Whatever else a query holds is passed over; without a term it finds nothing.
        """
        match = match_expression(query)
        if not match:
            return []
        # The snippets of those that are shown only: each is made of a whole text.
        best = "SELECT rowid, rank FROM search WHERE search MATCH ?1 ORDER BY rank, rowid LIMIT ?2"
        rows = self._db.rows(
            f"""
            WITH best AS MATERIALIZED ({best})
            SELECT a.id, search.title, search.outlet, a.published,
                   snippet(search, 1, '', '', '…', 24)
            FROM best CROSS JOIN search ON search.rowid = best.rowid
            JOIN articles a ON a.key = best.rowid
            WHERE search MATCH ?1
            ORDER BY best.rank, best.rowid
            """,
            match,
            limit,
        )
        return [Hit(*row) for row in rows]

    def newest(self, limit: int = 20) -> list[Hit]:
        """The newest articles, by day and id backwards, as a search would show them."""
        rows = self._db.rows(
            """
            SELECT a.id, t.title, t.outlet, a.published, substr(t.text, 1, 160)
            FROM (SELECT key, id, day, published FROM articles ORDER BY day DESC, id DESC LIMIT ?) a
            JOIN current_texts t ON t.key = a.key ORDER BY a.day DESC, a.id DESC
            """,
            limit,
        )
        return [Hit(*row) for row in rows]

    def prune(self, keep_days: int, now: str, dry_run: bool = False) -> Pruned:
        """Removes articles that no source has listed for so many days, and pages never read.

        Editions and stories stay.
        """
        before = rfc3339(datetime.fromisoformat(now) - timedelta(days=keep_days))
        pruned = self._doomed(before)
        if not dry_run:
            last = 0
            while keys := self._remove_some(before, last):
                last = keys[-1]
            with self._db.transaction():
                self._db.execute("DELETE FROM pending WHERE added < ?", before)
                for statement in _FORGOTTEN:
                    self._db.execute(statement)
            if pruned.articles:
                self._shrink()
        return pruned

    def integrity(self) -> list[str]:
        """What is wrong with the file, a line each; the full-text index is checked by writers."""
        found = [line for (line,) in self._db.rows("PRAGMA integrity_check") if line != "ok"]
        found += [
            f"{table} {row}: names a row of {parent} that is not there"
            for table, row, parent, _ in self._db.rows("PRAGMA foreign_key_check")
        ]
        if self._db.writes:
            found += self._index_out_of_step()
        return found

    def _index_out_of_step(self) -> list[str]:
        check = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"
        try:
            self._db.execute(check)
        except StoreError:
            return ["the full-text index does not match the articles"]
        return []

    def _shrink(self) -> None:
        """Gives room back: the index keeps what was taken out of it until its parts are merged."""
        pages = -_MERGED_AT_ONCE
        while self._merged(pages):
            pages = _MERGED_AT_ONCE
        self._db.give_back()

    def _merged(self, pages: int) -> bool:
        """Whether there was anything to merge; below 0, parts of any size are taken up."""
        before = self._db.changes
        with self._db.transaction():
            merge = "INSERT INTO search (search, rank) VALUES ('merge', ?)"
            self._db.execute(merge, pages)
        return self._db.changes - before > 1  # the statement itself counts as one

    def _doomed(self, before: str) -> Pruned:
        row = self._db.row(
            f"""
            SELECT count(DISTINCT article), count(*), total(length(CAST(body AS BLOB))) FROM versions
            WHERE article IN ({_DOOMED})
            """,
            before,
        )
        return Pruned(*map(int, row or (0, 0, 0)))

    def _remove_some(self, before: str, after: int) -> list[int]:
        """Keys of the next that were removed, empty where none was left."""
        some = f"{_DOOMED} AND a.key > ?2 ORDER BY a.key LIMIT {_AT_ONCE}"
        with self._db.transaction():
            keys = [key for (key,) in self._db.rows(some, before, after)]
            for key in keys:
                self._unindex(key)
                self._db.execute("DELETE FROM articles WHERE key = ?", key)
        return keys


def match_expression(query: str) -> str:
    """The query as FTS5 reads it, nothing in it but quoted strings; "" where it holds no term."""
    terms = []
    for found in _TERM.finditer(query):
        word = found["word"] or ""
        text = (found["phrase"] or word.removesuffix("*")).replace("\0", " ")
        if any(character.isalnum() for character in text):
            starred = found["star"] or word.endswith("*")
            terms.append(f'"{text}"{"*" if starred and _is_telling(text) else ""}')
    return " ".join(terms[:_MOST_TERMS])


def _is_telling(beginning: str) -> bool:
    """Whether few enough words begin so; one character of Chinese is enough."""
    return len(beginning.encode("utf-8", "surrogatepass")) >= _SHORTEST_BEGINNING

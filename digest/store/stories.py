"""Stories as they grow: the past of a stream, asked piece by piece, and what came of a stream."""

from collections.abc import Iterator, Sequence
from itertools import starmap
from math import isnan, nan
from typing import Any

import msgspec

from digest.errors import StoreError
from digest.group.neighbourhood import Neighbour, Word, occurrences, weighed
from digest.group.past import Past, Placing, Told, Totals
from digest.group.similarity import day_number
from digest.store.database import Database, Row, without_surrogates

SILENT = 106.0  # days after which time leaves no likeness that counts (`digest.group.similarity`)

_PLACING = """
    SELECT t.number, t.article, t.day, t.roundup, s.id, s.last
    FROM told t JOIN told_stories s ON s.key = t.story
"""


class Stories:
    """The part of the store that knows which article is in which story."""

    _db: Database

    def past(self) -> Past:
        """What was told, for a stream to go on from."""
        return StoredPast(self._db)

    def forwards(self) -> dict[str, str]:
        """Where each story went that is now part of another one, by id."""
        return dict(self._db.rows("SELECT id, story FROM forwards ORDER BY id"))

    def keep(self, told: Told) -> None:
        """What a stream changed, whole; what was silent for too long is compared no more.

        StoreError where the store is not any longer as the stream found it.
        """
        with self._db.transaction():
            if _totals(self._db) != told.before:
                raise StoreError(f"{self._db.path}: another digest told its stories; build again")
            day = self._day(told)
            self._keep_stories(told, day)
            self._keep_articles(told)
            self._keep_words(told)
            for story, into in told.merged.items():
                self._forward(story, into)
            self._put_to_sleep(day - SILENT)

    def _day(self, told: Told) -> float:
        """The newest day of which anything is told, but none after the last answer of a source."""
        row = self._db.row("SELECT max(heard) FROM told_stories WHERE heard IS NOT NULL")
        days = [day for day in told.stories.values() if not isnan(day)]
        newest = max([*days, float((row and row[0]) or 0)])
        row = self._db.row("SELECT max(last_success) FROM sources")
        answered = day_number(row[0]) if row else nan
        return min(newest or answered, answered) if answered > 0 else newest

    def _keep_stories(self, told: Told, day: float) -> None:
        self._db.execute_each(
            """
            INSERT INTO told_stories (id, last, heard) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET last = excluded.last, heard = excluded.heard
            """,
            ((name, _known(last), day) for name, last in told.stories.items()),
        )

    def _keep_articles(self, told: Told) -> None:
        key = "(SELECT key FROM told_stories WHERE id = ?)"
        for placing, neighbour in told.articles:
            self._db.execute_each(
                f"INSERT INTO told (number, article, story, day, roundup) VALUES (?, ?, {key}, ?, ?)",
                [
                    (
                        placing.number,
                        placing.article,
                        placing.story,
                        _known(placing.day),
                        placing.roundup,
                    )
                ],
            )
            self._db.execute_each(
                "INSERT INTO told_terms (number, terms, counts, vector, outlet) VALUES (?, ?, ?, ?, ?)",
                [(placing.number, *_packed(neighbour))],
            )
        self._db.execute_each(
            f"UPDATE told SET story = {key} WHERE number = ?",
            ((story, number) for number, story in told.moved.items()),
        )
        self._db.execute_each(
            "INSERT INTO telling (term, number, weight) VALUES (?, ?, ?)", told.postings
        )

    def _keep_words(self, told: Told) -> None:
        self._db.execute_each(
            """
            INSERT INTO words (number, term, frequency) VALUES (?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET frequency = excluded.frequency
            """,
            ((word.number, word.term, word.frequency) for word in told.words),
        )
        self._db.execute_each(
            """
            INSERT INTO languages (language, articles) VALUES (?, ?)
            ON CONFLICT (language) DO UPDATE SET articles = excluded.articles
            """,
            told.now.languages.items(),
        )
        self._db.execute(
            "UPDATE totals SET articles = ?, terms = ?, stories = ?",
            told.now.articles,
            told.now.terms,
            told.now.stories,
        )

    def _forward(self, story: str, into: str) -> None:
        """A story is now part of another one; what was forwarded to it goes there too."""
        self._db.execute("UPDATE forwards SET story = ? WHERE story = ?", into, story)
        self._db.execute("INSERT INTO forwards (id, story) VALUES (?, ?)", story, into)
        self._db.execute("DELETE FROM told_stories WHERE id = ?", story)

    def _put_to_sleep(self, before: float) -> None:
        """Forgets by what stories are found and compared that nothing joined since that day.

        Those that came when no day was known (0) begin to be silent now.
        """
        self._db.execute("UPDATE told_stories SET heard = ? WHERE heard = 0", before + SILENT)
        asked = "SELECT key FROM told_stories WHERE heard < ? ORDER BY key"
        for (story,) in self._db.all(asked, before):
            articles = "(SELECT number FROM told WHERE story = ?)"
            asked = f"SELECT number, terms FROM told_terms WHERE number IN {articles}"
            for number, terms in self._db.all(asked, story):
                self._db.execute_each(
                    "DELETE FROM telling WHERE term = ? AND number = ?",
                    ((term, number) for term in _unpacked(terms, "<i4").tolist()),
                )
            self._db.execute(f"DELETE FROM told_terms WHERE number IN {articles}", story)
            self._db.execute("UPDATE told_stories SET heard = NULL WHERE key = ?", story)


class StoredPast:
    """Stories told before, as the store has them."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def totals(self) -> Totals:
        """How much there is."""
        return _totals(self._db)

    def placings(self, articles: Sequence[str]) -> Iterator[Placing]:
        """Of those articles, the ones that were told."""
        where = "WHERE t.article IN (SELECT value FROM json_each(?))"
        return map(_placing, self._db.all(f"{_PLACING} {where}", _listed(articles)))

    def numbered(self, numbers: Sequence[int], day: float, apart: float) -> Iterator[Placing]:
        """The same by number, of those not more than so many days apart from a day, or undated."""
        where = """
            WHERE t.number IN (SELECT value FROM json_each(?))
              AND (t.day IS NULL OR ? IS NULL OR abs(t.day - ?) <= ?)
        """
        known, asked = _known(day), _numbers(numbers)
        return map(_placing, self._db.all(f"{_PLACING} {where}", asked, known, known, apart))

    def told_in(self, story: str) -> Iterator[Placing]:
        """All of a story, in the order in which they came."""
        rows = self._db.all(f"{_PLACING} WHERE s.id = ? ORDER BY t.number", story)
        return map(_placing, rows)

    def neighbours(self, numbers: Sequence[int]) -> Iterator[tuple[int, Neighbour]]:
        """What is kept of those articles."""
        rows = self._db.all(
            """
            SELECT t.number, t.day, k.terms, k.counts, k.vector, k.outlet
            FROM json_each(?) wanted JOIN told t ON t.number = wanted.value
            JOIN told_terms k ON k.number = t.number
            """,
            _numbers(numbers),
        )
        return ((number, _neighbour(*kept)) for number, *kept in rows)

    def of_outlet(self, outlet: str, most: int) -> Iterator[Placing]:
        """The newest articles of an outlet that are still compared, ascending."""
        newest = "SELECT number FROM told_terms WHERE outlet = ? ORDER BY number DESC LIMIT ?"
        rows = self._db.all(
            f"{_PLACING} WHERE t.number IN ({newest}) ORDER BY t.number",
            without_surrogates(outlet),
            most,
        )
        return map(_placing, rows)

    def posted(self, term: int, most: int) -> tuple[Sequence[int], Sequence[float]]:
        """The newest articles of which a term is telling, ascending, and what it weighs there."""
        newest = "SELECT number, weight FROM telling WHERE term = ? ORDER BY number DESC LIMIT ?"
        found = self._db.all(newest, term, most)
        numbers, weights = zip(*reversed(found), strict=True) if found else ((), ())
        return numbers, weights

    def words(self, terms: Sequence[str]) -> Iterator[Word]:
        """Of those terms, the known ones."""
        rows = self._db.all(
            """
            SELECT w.number, w.term, w.frequency
            FROM json_each(?) wanted JOIN words w ON w.term = wanted.value
            """,
            _listed(terms),
        )
        return starmap(Word, rows)

    def words_numbered(self, numbers: Sequence[int]) -> Iterator[Word]:
        """The terms of those numbers."""
        rows = self._db.all(
            """
            SELECT w.number, w.term, w.frequency
            FROM json_each(?) wanted JOIN words w ON w.number = wanted.value
            """,
            _numbers(numbers),
        )
        return starmap(Word, rows)

    def is_story(self, name: str) -> bool:
        """Whether a story goes by that id, or ever did."""
        asked = (
            "SELECT id FROM told_stories WHERE id = ?1 UNION SELECT id FROM forwards WHERE id = ?1"
        )
        return self._db.row(asked, name) is not None

    def forwards(self, names: Sequence[str]) -> dict[str, str]:
        """Of those stories, the ones that are part of another one by now: of which, by its id."""
        wanted = "id IN (SELECT value FROM json_each(?))"
        return dict(self._db.all(f"SELECT id, story FROM forwards WHERE {wanted}", _listed(names)))


def _totals(database: Database) -> Totals:
    languages = database.all("SELECT language, articles FROM languages ORDER BY position")
    articles, terms, stories = (
        database.row("SELECT articles, terms, stories FROM totals") or (0,) * 3
    )
    return Totals(articles, terms, stories, dict(languages))


def _placing(row: Row) -> Placing:
    number, article, day, roundup, story, last = row
    return Placing(
        number,
        article,
        nan if day is None else day,
        bool(roundup),
        story,
        nan if last is None else last,
    )


def _packed(neighbour: Neighbour) -> tuple[bytes, bytes, bytes | None, str]:
    import numpy as np

    vector = neighbour.vector
    return (
        neighbour.terms.astype("<i4").tobytes(),
        occurrences(neighbour.counts).astype("<u2").tobytes(),
        None if vector is None else np.asarray(vector, dtype="<f4").tobytes(),
        without_surrogates(neighbour.outlet),
    )


def _neighbour(
    day: float | None, terms: bytes, counts: bytes, vector: bytes | None, outlet: str
) -> Neighbour:
    return Neighbour(
        _unpacked(terms, "<i4"),
        weighed(_unpacked(counts, "<u2").astype(float)),
        nan if day is None else day,
        None if vector is None else _unpacked(vector, "<f4"),
        outlet,
    )


def _unpacked(values: bytes, kind: str) -> Any:
    import numpy as np

    return np.frombuffer(values, dtype=kind)


def _known(day: float) -> float | None:
    return None if isnan(day) else day


def _numbers(values: Sequence[int]) -> str:
    return msgspec.json.encode(values).decode("ascii")


def _listed(values: Sequence[str]) -> str:
    return msgspec.json.encode(without_surrogates(list(values))).decode("utf-8")

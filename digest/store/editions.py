"""What was made and published."""

from collections.abc import Mapping

import msgspec

from digest.models import Edition
from digest.store.database import Database
from digest.store.records import EditionRecord, Identities, StoryIdentity

_decode_ids = msgspec.json.Decoder(tuple[str, ...]).decode


class Editions:
    """The part of the store that knows editions, their stories, and where they went."""

    _db: Database

    def record_edition(
        self,
        edition: Edition,
        sha256: str,
        at: str,
        published: Mapping[str, str] | None = None,
    ) -> tuple[str, ...]:
        """An edition as it now stands, `sha256` being that of its file in the archive.

        With `published` (SHA-256 by path), that becomes all that is published; the paths whose
        bytes are others than before are returned.
        """
        with self._db.transaction():
            known = self._db.row("SELECT sha256 FROM editions WHERE id = ?", edition.id)
            if known != (sha256,):
                self._write_edition(edition, sha256, at)
                self._write_stories(edition)
            return self._publish(published, edition.id) if published is not None else ()

    def editions(self) -> list[EditionRecord]:
        """All editions, the newest first."""
        rows = self._db.rows(
            "SELECT id, date, updated, sha256, recorded FROM editions ORDER BY date DESC, id DESC"
        )
        return [EditionRecord(*row) for row in rows]

    def identities(self) -> Identities:
        """What earlier editions settled."""
        first = self._db.row("SELECT tag FROM editions ORDER BY date, id LIMIT 1")
        rows = self._db.rows(
            """
            SELECT s.id, s.slug, s.tag, s.articles, s.first_edition
            FROM stories s JOIN editions e ON e.id = s.edition
            ORDER BY e.date, e.id, s.position
            """
        )
        stories: dict[str, StoryIdentity] = {}
        for story, slug, tag, articles, first_edition in rows:
            articles = _decode_ids(articles)
            stories[story] = StoryIdentity(story, slug, tag, articles, first_edition)
        return Identities(first[0] if first else None, tuple(stories.values()))

    def published(self) -> dict[str, str]:
        """SHA-256 of what is published, by path."""
        return dict(self._db.rows("SELECT path, sha256 FROM published ORDER BY path"))

    def _write_edition(self, edition: Edition, sha256: str, at: str) -> None:
        self._db.execute(
            """
            INSERT INTO editions (id, date, tag, updated, sha256, recorded)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET date = excluded.date, tag = excluded.tag,
                updated = excluded.updated, sha256 = excluded.sha256, recorded = excluded.recorded
            """,
            edition.id,
            edition.date,
            edition.tag,
            edition.updated,
            sha256,
            at,
        )

    def _write_stories(self, edition: Edition) -> None:
        self._db.execute("DELETE FROM stories WHERE edition = ?", edition.id)
        for position, story in enumerate(edition.stories):
            self._db.execute(
                """
                INSERT INTO stories (edition, position, id, slug, tag, first_edition, articles)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                edition.id,
                position,
                story.id,
                story.slug,
                story.tag,
                story.first_edition,
                msgspec.json.encode(story.articles).decode("utf-8"),
            )

    def _publish(self, files: Mapping[str, str], edition: str) -> tuple[str, ...]:
        before = self.published()
        changed = tuple(sorted(p for p, sha256 in files.items() if before.get(p) != sha256))
        for path in changed:
            self._db.execute(
                """
                INSERT INTO published (path, sha256, edition) VALUES (?, ?, ?)
                ON CONFLICT (path) DO UPDATE SET
                    sha256 = excluded.sha256, edition = excluded.edition
                """,
                path,
                files[path],
                edition,
            )
        for path in sorted(before.keys() - files.keys()):
            self._db.execute("DELETE FROM published WHERE path = ?", path)
        return changed

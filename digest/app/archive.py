"""The archived editions under the output folder, and what they settled."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from digest.app.console import Console
from digest.edition import Known, KnownStory
from digest.errors import EditionError, NothingRead
from digest.models import Edition, Story
from digest.publish.edition_json import load
from digest.publish.forwarding import forwarded


def archive_path(edition_id: str) -> str:
    """Of an edition, below the output folder."""
    return f"editions/{edition_id}.json"


def archived(out: Path, console: Console) -> dict[str, Edition]:
    """The archived editions by id; a file that is none is named and passed over."""
    found = {}
    for file in sorted((out / "editions").glob("*.json")):
        try:
            edition = load(file.read_bytes())
            found[edition.id] = edition
        except (OSError, EditionError) as error:
            console.warn(f"digest: {file}: passed over: {error}")
    return found


def age(edition: Edition) -> tuple[str, str]:
    """Sorts editions, the oldest first."""
    return (edition.date, edition.id)


def known_before(archive: Mapping[str, Edition]) -> Known:
    """The identities that archived editions settled; the newest state of each story."""
    stories: dict[str, KnownStory] = {}
    carried: dict[str, str] = {}
    editions = sorted(archive.values(), key=age)
    for edition in editions:
        for article in edition.articles:
            carried.setdefault(article.id, edition.date)
        for story in edition.stories:
            articles = frozenset(story.articles)
            stories[story.id] = KnownStory(
                story.id, story.slug, story.tag, articles, story.first_edition
            )
    newest_first = tuple(reversed(editions))
    tag = editions[0].tag if editions else None
    forwards = tuple(forwarded(newest_first).values())
    return Known(tag, tuple(stories.values()), forwards, carried=carried)


def earlier(edition: Edition, archive: Mapping[str, Edition]) -> list[Edition]:
    """The editions before this one, the oldest first."""
    return sorted((e for e in archive.values() if age(e) < age(edition)), key=age)


def newest_states(editions: Iterable[Edition]) -> dict[str, Story]:
    """The newest state of each story in these editions, the oldest first, by id."""
    return {story.id: story for each in editions for story in each.stories}


def edition_at(path: Path) -> Edition:
    """The edition in a file."""
    try:
        return load(path.read_bytes())
    except OSError as error:
        raise NothingRead(str(path), f"cannot be read: {error.strerror}") from error
    except EditionError as error:
        raise EditionError(f"{path}: {error}") from error

"""Stories that grow with every build: the store's past in, what a build changed out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from digest.app.archive import age
from digest.app.console import Console
from digest.app.fetching import DATABASE
from digest.edition import story_id
from digest.errors import StoreError
from digest.group.stream import ASLEEP, Stream
from digest.models import Document, Edition
from digest.publish.forwarding import forwarded


@contextmanager
def growing(out: Path, console: Console) -> Iterator[Stream]:
    """The stories that the store has, to be grown; what changed is kept in the end.

    Where it is left by an error, nothing is kept.
    """
    from digest.store import Store

    with Store.open(out / DATABASE) as store:
        stream = Stream(past=store.past(), naming=story_id)
        yield stream
        changed = stream.told()
        if not changed:
            return
        try:
            with Store.open(out / DATABASE, write=True) as kept:
                kept.keep(changed)
        except StoreError as error:
            console.warn(f"digest: {error}; the next build takes the stories from the archive")


def only_archived(stream: Stream, archive: Mapping[str, Edition]) -> dict[str, str]:
    """Article → story, of the last month's stories that the archive knows and the stream does not.

    An earlier digest made these, or they could not be kept.
    """
    editions = sorted(archive.values(), key=age)
    since = _month_before(editions[-1].date) if editions else ""
    leads = forwarded(editions[::-1])
    told: dict[str, str] = {}
    for edition in editions:
        for story in edition.stories if edition.date >= since else ():
            into = leads[story.id].to if story.id in leads else story.id
            told.update(dict.fromkeys(story.articles, into))
    placed = stream.places(told)
    unknown = {story for story in set(told.values()) if not stream.knows(story)}
    return {a: story for a, story in told.items() if a not in placed and story in unknown}


def resume(stream: Stream, told: Mapping[str, str], documents: Mapping[str, Document]) -> None:
    """Takes over stories that were told elsewhere, as far as their articles are there."""
    stories: dict[str, list[Document]] = {}
    for article in sorted(documents):
        stories.setdefault(told[article], []).append(documents[article])
    stream.resume({story: stories[story] for story in sorted(stories)})


def _month_before(day: str) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=int(ASLEEP))).isoformat()
    except OverflowError:
        return day

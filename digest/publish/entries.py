"""What every feed says: one entry a story, as it stands in the newest edition that holds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.models import Edition, Story
from digest.publish.forwarding import leading
from digest.publish.press import Press
from digest.publish.rendition import story_path
from digest.publish.text import instant, midnight
from digest.publish.view import StoryView, times

MOST = 50  # entries in a feed


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in a feed."""

    id: str  # a tag: URI, the same for ever
    title: str
    link: str
    summary: str  # plain text
    content: str  # HTML, every address in it absolute
    published: datetime
    updated: datetime
    view: StoryView


def entries(editions: Sequence[Edition], press: Press) -> list[Entry]:
    """The stories that changed last, at most 50 of them, the last changed first."""
    newest: dict[str, tuple[Story, Edition]] = {}
    gone = leading(editions)
    for edition in editions:
        for story in (s for s in edition.stories if s.id not in gone):
            newest.setdefault(story.tag, (story, edition))
    # A stable sort: stories that changed together stay in the order of their edition.
    chosen = sorted(newest.values(), key=lambda told: times(*told)[1], reverse=True)[:MOST]
    shown = {
        view.story.tag: view
        for edition in {edition.id: edition for _, edition in chosen}.values()
        for view in press.stories(edition)
        if view.story.id not in gone and newest[view.story.tag][1] is edition
    }
    return [_entry(shown[story.tag], press) for story, _ in chosen]


def feed_updated(editions: Sequence[Edition]) -> datetime:
    """The newest change of content, which is the newest edition's."""
    return instant(editions[0].updated) or midnight(editions[0].date)


def _entry(view: StoryView, press: Press) -> Entry:
    published, updated = times(view.story, view.edition)
    return Entry(
        id=view.story.tag,
        title=view.headline.text or "Untitled",
        link=press.site.address(story_path(view.story.slug)),
        summary=" ".join(_summary(view)) or view.headline.text,
        content=press.filled("feed-entry.html", view=view),
        published=published,
        updated=updated,
        view=view,
    )


def _summary(view: StoryView) -> Iterator[str]:
    """The standfirst, else the first bullets, after what was corrected."""
    if view.story.corrections:
        yield "Corrected."
    if view.standfirst:
        yield view.standfirst.text
        return
    for words in view.quick_look[:2]:
        yield words.text if words.text.endswith((".", "!", "?", "”", '"')) else words.text + "."

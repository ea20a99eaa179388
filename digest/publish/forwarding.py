"""Pages of stories that became part of others: each says where its story went on."""

from collections.abc import Iterator, Sequence

from digest.models import Edition, Forward, Story
from digest.publish.press import Press
from digest.publish.rendition import Page, Rendition, page, story_path
from digest.publish.text import language_tag, one_line


def forwarded(editions: Sequence[Edition]) -> dict[str, Forward]:
    """The stories that are part of others by now, by id; `editions` newest first.

    A story that a later edition carries again is none of them.
    """
    leads: dict[str, Forward] = {}
    for edition in reversed(editions):
        leads.update((forward.story, forward) for forward in edition.forwards)
        for story in edition.stories:
            leads.pop(story.id, None)
    return leads


def leading(editions: Sequence[Edition]) -> dict[str, tuple[Forward, Story, Edition]]:
    """The forwards that lead to a story of these editions, with its newest state; by the story left."""
    newest: dict[str, tuple[Story, Edition]] = {}
    for edition in editions:
        for story in edition.stories:
            newest.setdefault(story.id, (story, edition))
    return {f.story: (f, *newest[f.to]) for f in forwarded(editions).values() if f.to in newest}


def forwards(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """A page at the old address of each story that is part of another one."""
    for forward, story, edition in leading(editions).values():
        about = Page(
            path=story_path(forward.slug),
            title=f"{one_line(story.headline.text)} · {press.site.title}",
            description="This story is now part of another one.",
            language=language_tag(press.site.language) or "en",
            same_as=story_path(story.slug),
        )
        [view] = (view for view in press.stories(edition) if view.story.id == story.id)
        yield page(about.path, press.filled("forward.html", page=about, view=view))

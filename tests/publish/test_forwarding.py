"""Pages of stories that became part of others."""

from dataclasses import replace

import invented_editions as invented
import pytest
from lxml import html

from digest.errors import EditionError
from digest.models import Forward
from digest.publish.edition_json import archive_copy, load
from digest.publish.forwarding import forwarded
from digest.verify import verify

OLD = "st-lamp"


def before():
    """The edition of the day before, with a story of its own beside the bridge."""
    edition = invented.earlier()
    lamp = replace(
        invented.LIGHTHOUSE, id=OLD, slug="lamp", tag=f"tag:digest.example,2031-03-03:{OLD}"
    )
    known = {a.id for a in edition.articles}
    more = [a for a in invented.ARTICLES if a.id in lamp.articles and a.id not in known]
    return replace(edition, stories=(*edition.stories, lamp), articles=(*edition.articles, *more))


def merged():
    """The next one, in which that story is part of the lighthouse's."""
    to = Forward(OLD, "lamp", invented.LIGHTHOUSE.id)
    return replace(invented.full(), forwards=(to,))


def test_the_old_page_leads_on_and_asks_not_to_be_found(files):
    """A link, a canonical address, noindex; nothing that moves by itself."""
    made = files(merged(), before())
    page = made["site/stories/lamp/index.html"]
    root = html.fromstring(page)
    [link] = root.xpath("//main//a")
    assert link.get("href") == "../../stories/lighthouse-shines-again/index.html"
    assert link.text == "Lighthouse shines again"
    assert root.xpath("//link[@rel='canonical']/@href") == [
        "https://lantern.example/stories/lighthouse-shines-again/"
    ]
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "http-equiv" not in page
    assert "<script" not in page


@pytest.mark.parametrize("path", ["feed.xml", "atom.xml", "feed.json", "sitemap.xml"])
def test_no_list_names_it_any_more(path, files):
    """Feeds and site map held it the day before."""
    old = "stories/lamp/"
    assert old in files(before())[f"site/{path}"]
    assert old not in files(merged(), before())[f"site/{path}"]


def test_a_story_that_is_carried_again_has_its_own_page(files):
    """A later edition takes the forward back."""
    again = replace(before(), id="2031-03-05", date="2031-03-05")
    made = files(again, merged(), before())
    assert forwarded([again, merged(), before()]) == {}
    assert "noindex" not in made["site/stories/lamp/index.html"]


def test_a_forward_to_what_no_edition_holds_leaves_the_old_page(files):
    """Rather the story as it was than a link to nothing."""
    lost = replace(merged(), forwards=(Forward(OLD, "lamp", "st-lost"),))
    made = files(lost, before())
    assert "noindex" not in made["site/stories/lamp/index.html"]


def test_forwards_are_kept_in_the_archive():
    """And a slug among them that would leave the folder of the site is refused."""
    assert load(archive_copy(merged())) == merged()
    climbing = replace(merged(), forwards=(Forward(OLD, "../../x", "st-lost"),))
    with pytest.raises(EditionError, match="cannot name a folder"):
        load(archive_copy(climbing))


def test_a_story_cannot_be_carried_and_forwarded():
    """Nor may a forward lead to a forward."""
    bridge, lamp = invented.BRIDGE.id, invented.LIGHTHOUSE.id
    wrong = (Forward(bridge, "bridge", lamp), Forward(OLD, "lamp", bridge))
    found = [str(f) for f in verify(replace(merged(), forwards=wrong)) if "forwarded" in str(f)]
    assert len(found) == 2

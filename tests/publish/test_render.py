"""What is made of the editions as a whole."""

from dataclasses import replace

import invented_editions as invented
import pytest

from digest.errors import EditionError
from digest.publish import Press, Site, environment, render, render_edition

PROMISED = {
    "site/index.html",
    "site/archive/index.html",
    "site/style.css",
    "site/sitemap.xml",
    "site/robots.txt",
    "site/sources.opml",
    "site/feed.xml",
    "site/atom.xml",
    "site/feed.json",
    "site/editions/2031-03-04/index.html",
    "site/editions/2031-03-04/index.md",
    "site/editions/2031-03-04/edition.json",
    "site/stories/marrow-bridge-closed/index.html",
}


def test_every_promised_file_is_made(files):
    """The files that others rely on are there, under the paths they know."""
    assert set(files(invented.full())) >= PROMISED


def test_no_path_is_made_twice(templates, site):
    """Every rendition has a path of its own, inside `site/`."""
    paths = [r.path for r in render([invented.full(), invented.earlier()], site, templates)]
    assert len(paths) == len(set(paths))
    assert all(path.startswith("site/") and ".." not in path for path in paths)


def test_the_same_editions_give_the_same_bytes(templates, site):
    """Rendering reads no clock and no hash order."""
    editions = [invented.full(), invented.earlier()]
    assert list(render(editions, site, templates)) == list(render(editions, site, templates))


def test_an_editions_own_files_do_not_change_when_another_appears(templates, site):
    """A caller may skip the editions that did not change."""
    own = list(render_edition(invented.earlier(), Press(site, templates)))
    everything = list(render([invented.full(), invented.earlier()], site, templates))
    assert all(rendition in everything for rendition in own)


def test_without_an_edition_there_is_nothing_to_publish(templates, site):
    """The error says what to do."""
    with pytest.raises(EditionError, match="run a build first"):
        list(render([], site, templates))


def test_a_users_template_replaces_ours(tmp_path, site):
    """The first folder that has a template wins."""
    (tmp_path / "archive.html").write_text("mine: {{ site.title }}")
    ours = environment([tmp_path, *_folders()])
    made = {each.path: each.data for each in render([invented.full()], site, ours)}
    assert made["site/archive/index.html"] == b"mine: The Lantern"
    assert b"Marrow Bridge" in made["site/index.html"]


def test_a_name_that_a_template_misspells_is_an_error(tmp_path, site):
    """Nothing is left out silently."""
    (tmp_path / "archive.html").write_text("{{ site.tittle }}")
    with pytest.raises(Exception, match="tittle"):
        list(render([invented.full()], site, environment([tmp_path, *_folders()])))


def test_the_address_of_a_site_may_lack_its_slash(templates):
    """`https://host/news` and `https://host/news/` are one site."""
    with_slash, without = (
        Site(url, "T") for url in ("https://h.example/n/", "https://h.example/n")
    )
    made = [list(render([invented.full()], each, templates)) for each in (with_slash, without)]
    assert made[0] == made[1]


def test_a_story_that_goes_on_is_shown_as_the_newest_edition_has_it(files):
    """One page a story, one entry a story."""
    made = files(invented.full(), invented.earlier())
    page = made["site/stories/marrow-bridge-closed/index.html"]
    assert "Inspectors found cracks" in page
    assert made["site/feed.xml"].count("<item>") == len(invented.full().stories)


def test_a_story_that_ended_keeps_its_page(files):
    """A link to an old story never breaks."""
    later = replace(invented.empty(), id="2031-03-05", date="2031-03-05")
    assert "site/stories/goats-cheese-wins/index.html" in files(later, invented.full())


def _folders():
    from conftest import TEMPLATES

    return [TEMPLATES]

"""The edition as data."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import invented_editions as invented
import jsonschema
import pytest

from digest.errors import EditionError
from digest.publish.edition_json import archive_copy, load, public_copy

DOCUMENTED = Path(__file__).parents[2] / "docs" / "edition-format.md"
SCHEMA = Path(os.environ.get("DIGEST_DATA", "../shared")) / "design/edition.schema.json"


def record(**changes):
    return json.loads(archive_copy(invented.full())) | changes


def test_the_archive_copy_gives_the_edition_back():
    """What is loaded equals what was written, texts and offsets included."""
    for edition in (invented.full(), invented.earlier(), invented.empty(), invented.hostile()):
        assert load(archive_copy(edition)) == edition


def test_the_public_copy_carries_no_article_text():
    """Neither the texts nor the asides of the articles are published."""
    published = public_copy(invented.full())
    assert all(not {"text", "asides"} & set(each) for each in json.loads(published)["articles"])
    assert invented.MORE.strip().encode() not in published


def test_the_public_copy_is_an_edition_too():
    """It loads, with everything but the texts."""
    loaded = load(public_copy(invented.full()))
    assert loaded.stories == invented.full().stories
    assert all(article.text is None for article in loaded.articles)


def test_a_copy_is_readable_as_it_stands():
    """Indented by one, UTF-8, one line end at its end."""
    written = archive_copy(invented.full())
    assert written.startswith(b'{\n "version": 1,\n "id": "2031-03-04"')
    assert "Küstenblatt".encode() in written
    assert written.endswith(b"}\n")
    assert not written.endswith(b"\n\n")


def test_keys_that_the_format_makes_optional_may_be_missing():
    """An edition that another program wrote is read."""
    written = record()
    del written["tag"]
    for story in written["stories"]:
        for key in ("tag", "timeline", "new", "importance", "place", "corrections"):
            del story[key]
    loaded = load(json.dumps(written).encode())
    assert loaded.tag == "tag:localhost,2031-03-04:digest"
    assert loaded.stories[0].tag == "tag:localhost,2031-03-04:st-marrow-bridge-closed"
    assert loaded.stories[0].timeline == ()


@pytest.mark.parametrize(
    ("written", "named"),
    [
        (b"", "truncated"),
        (b"[]", "array"),
        (b"{}", "version"),
        (json.dumps(record(version=2)).encode(), "version is 2"),
        (json.dumps(record(id="../escape")).encode(), "'../escape'"),
        (json.dumps(record(date="soon")).encode(), "'soon'"),
        (json.dumps(record(stories=[1])).encode(), r"stories\[0\]|stories\[...\]"),
        (json.dumps(record(articles=[])).encode(), "not listed"),
    ],
)
def test_what_is_no_edition_is_refused_by_name(written, named):
    """The error names what is wrong."""
    with pytest.raises(EditionError, match=named):
        load(written)


def test_a_slug_cannot_leave_the_site():
    """A name that becomes a path is checked when the file is read."""
    evil = replace(invented.BRIDGE, slug="../../etc")
    with pytest.raises(EditionError, match="cannot name a folder"):
        load(archive_copy(replace(invented.full(), stories=(evil,))))


@pytest.mark.skipif(not SCHEMA.exists(), reason=f"no schema at {SCHEMA}; set DIGEST_DATA")
def test_both_copies_keep_the_schema():
    """What others rely on accepts what is written."""
    schema = json.loads(SCHEMA.read_text())
    for edition in (invented.full(), invented.empty()):
        for written in (archive_copy(edition), public_copy(edition)):
            jsonschema.Draft202012Validator(schema).validate(json.loads(written))


def test_characters_that_turn_text_around_are_escaped():
    """The data stay the same; the file cannot deceive who views it."""
    written = archive_copy(invented.hostile()).decode()
    assert "\u202e" not in written
    assert "\\u202e" in written


def keys_of(value):
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys_of(each)}
    return {key for each in value for key in keys_of(each)} if isinstance(value, list) else set()


def test_every_key_is_documented():
    """The page on the format names all that is written."""
    documented = set(re.findall(r'`"?([a-z_]+)"?`|"([a-z]+)"', DOCUMENTED.read_text()))
    named = {word for pair in documented for word in pair}
    assert keys_of(record()) <= named

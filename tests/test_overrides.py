"""overrides.toml: what it may say, and how it is told what is wrong."""

from pathlib import Path

import pytest

from digest.config import Config
from digest.errors import ConfigError
from digest.overrides import (
    NO_OVERRIDES,
    Join,
    Mute,
    Part,
    Pin,
    Rename,
    load_overrides,
    parse_overrides,
)

EVERYTHING = """\
[[join]]
articles = ["a-1", "https://post.example/ferry"]

[[part]]
articles = ["a-1", "a-2"]

[[part]]
articles = ["a-3"]
story = "s-1"

[[pin]]
story = "s-1"
position = 2

[[mute]]
outlet = "The Daily Rumour"

[[rename]]
article = "a-1"

[[rename]]
story = "s-1"
headline = "Ferries sail again"
"""


def test_every_entry_arrives(tmp_path):
    """In the order of the file, each knowing its line."""
    file = tmp_path / "overrides.toml"
    said = parse_overrides(EVERYTHING, file)
    assert said.join == (Join(articles=("a-1", "https://post.example/ferry")),)
    assert said.part == (Part(articles=("a-1", "a-2")), Part(articles=("a-3",), story="s-1"))
    assert said.pin == (Pin(story="s-1", position=2),)
    assert said.mute == (Mute(outlet="The Daily Rumour"),)
    assert said.rename == (
        Rename(article="a-1"),
        Rename(story="s-1", headline="Ferries sail again"),
    )
    assert said.where("part", 1) == f"{file}:7: [[part]]"


def test_it_is_read_beside_the_configuration(tmp_path, monkeypatch):
    """Without being named; with a name, that file is read instead, and none is no error."""
    config = tmp_path / "digest.toml"
    assert load_overrides(config, Config()) is NO_OVERRIDES
    (tmp_path / "overrides.toml").write_text(EVERYTHING)
    assert len(load_overrides(config, Config()).part) == 2
    other = tmp_path / "other.toml"
    other.write_text('[[pin]]\narticle = "a-1"\n')
    assert load_overrides(config, Config(overrides=other)).pin == (Pin(article="a-1"),)
    monkeypatch.chdir(tmp_path)
    assert len(load_overrides(None, Config()).part) == 2


@pytest.mark.parametrize(
    "text, told",
    [
        ("[[jion]]\n", 'o.toml:1: jion: no such key; did you mean "join"?'),
        (
            '[[join]]\narticles = ["a"]\n',
            "o.toml:2: join[0].articles: expected a list of at least 2",
        ),
        ("\n[[pin]]\n", "o.toml:2: pin[0]: expected exactly one of story and article, found none"),
        (
            '[[pin]]\nstory = "a"\narticle = "b"\n',
            "o.toml:1: pin[0]: expected exactly one of story and article, found story and article",
        ),
        (
            '[[pin]]\nstory = "a"\nposition = 0\n',
            "o.toml:3: pin[0].position: expected a whole number of at least 1, found 0",
        ),
        (
            "[[mute]]\n",
            "o.toml:1: mute[0]: expected exactly one of story, article, outlet and source, found",
        ),
        ('[[mute]]\nfeed = "a"\n', "o.toml:2: mute[0].feed: no such key; known here: story, art"),
        ('[[part]]\narticles = ["a"]\n', "o.toml:1: part[0]: expected two articles, or a story"),
        ('[[rename]]\nstory = "a"\n', "o.toml:1: rename[0]: expected an article, whose title it"),
        ('[[rename]]\nheadline = "a"\n', "o.toml:1: rename[0]: expected a story, or an article"),
        ("[[pin]\n", "o.toml:1: not TOML: "),
    ],
)
def test_what_is_wrong_is_told_in_one_line(text, told):
    """With file, line and key."""
    with pytest.raises(ConfigError) as refused:
        parse_overrides(text, Path("o.toml"))
    assert str(refused.value).startswith(told)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_named_and_missing_is_refused(tmp_path):
    """With the line that names it."""
    from digest.config import load_config

    (tmp_path / "digest.toml").write_text('title = "A"\noverrides = "o.toml"\n')
    with pytest.raises(ConfigError, match=r"digest\.toml:2: overrides: .*o\.toml is not a file"):
        load_config(tmp_path / "digest.toml")

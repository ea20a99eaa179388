"""What `digest init` writes: a folder that builds at once."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from digest.config import Config, load_config
from digest.errors import ConfigError
from digest.output import write_new
from digest.start import starting_files

ROOT = Path(__file__).parents[1]
SAMPLE = (ROOT / "digest.toml").read_text(encoding="utf-8")
TEMPLATES = {path.name: path.read_bytes() for path in (ROOT / "templates").iterdir()}


@pytest.fixture
def begun(tmp_path):
    """A folder that was begun."""
    write_new(tmp_path / "mine", starting_files(SAMPLE, TEMPLATES))
    return tmp_path / "mine"


def test_the_configuration_is_the_sample_with_its_first_source(begun):
    """Three lines are switched on; all else is the sample, and means the defaults."""
    written = (begun / "digest.toml").read_text(encoding="utf-8")
    assert [
        (old, new)
        for old, new in zip(SAMPLE.splitlines(), written.splitlines(), strict=True)
        if old != new
    ] == [
        ("#[[sources]]", "[[sources]]"),
        ('#name = "Articles"', 'name = "Articles"'),
        *[(f"#{line}", line) for line in written.splitlines() if line.startswith("path =")],
    ]
    config = load_config(begun / "digest.toml")
    assert [source.place for source in config.sources] == [begun / "articles"]
    assert Config(sources=config.sources) == config


def test_a_sample_without_its_source_is_told():
    """A damaged installation ends in one line, not in a digest that reads nothing."""
    with pytest.raises(ConfigError, match="lacks its first source"):
        starting_files('title = "x"\n', {})


def test_the_templates_are_those_of_the_project(begun):
    """Copies, byte for byte, beside a word on them; every line of prose fits a terminal."""
    copies = {path.name: path.read_bytes() for path in (begun / "templates").iterdir()}
    about = copies.pop("README.md").decode()
    assert copies == TEMPLATES
    assert max(map(len, about.splitlines())) <= 100


def test_a_new_folder_builds_at_once(begun):
    """From anywhere, with its own articles, and with its templates switched on as well."""
    config = begun / "digest.toml"
    for out in ("output", "second"):
        build = ["build", "--config", str(config), "--out", str(begun / out)]
        command = [sys.executable, "-m", "digest", *build]
        built = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
        assert built.returncode == 0, built.stderr
        assert "1 story from 1 article;" in built.stderr
        text = config.read_text(encoding="utf-8").replace("#templates", "templates")
        config.write_text(text, encoding="utf-8")
    page = (begun / "output/site/index.html").read_bytes()
    assert b"Marrow Point" in page
    assert page == (begun / "second/site/index.html").read_bytes()


def test_an_installed_digest_has_the_sample():
    """The wheel is told to hold it, inside the package and beside the templates."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"]["digest.toml"] == "digest/digest.toml"

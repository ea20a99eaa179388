"""The templates of the project and a site to render for."""

from pathlib import Path

import pytest

from digest.publish import Site, environment, render

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def templates():
    return environment([TEMPLATES])


@pytest.fixture(scope="session")
def site():
    return Site("https://lantern.example/", "The Lantern")


@pytest.fixture(scope="session")
def files(templates, site):
    """Renders editions into a dict of text by path."""

    def rendered(*editions):
        return {each.path: each.data.decode() for each in render(editions, site, templates)}

    return rendered

"""Headings of the Deep Look: subheads of the sources, else names, and none twice."""

from dataclasses import replace

from digest.brief.headings import heading
from digest.brief.material import Material
from digest.models import Article
from digest.prepare import prepare
from digest.trace import compared, trace

TEXT = """Fire destroyed the market of Tolmin early on Tuesday, Chief Ada Brenk said.

A Night in the Cold Store

The fire had started with a fishmonger, said Chief Ada Brenk of the town's brigade.

The insurer Larch and Sons will look at what is left of the hall on Friday."""


def material():
    documents = [prepare(Article("a", "Fire in Tolmin", TEXT, "Lantern", "a"))]
    found = trace(documents)
    return Material(documents, replace(found, findings=compared(documents, found)))


def section(found, *indexes):
    return [found.whole(("a", index)) for index in indexes]


def test_a_section_bears_the_subhead_of_its_source():
    """Word for word, where a sentence of it stands under one."""
    found = material()
    assert heading(section(found, 1, 2), found, set()) == "A Night in the Cold Store"


def test_no_heading_is_used_twice():
    """However many sections are of the same sentences."""
    found, used = material(), set()
    for _ in range(12):
        chosen = heading(section(found, 1, 2), found, used)
        assert chosen.strip()
        assert chosen not in used
        used.add(chosen)


def test_a_section_without_a_subhead_is_called_after_whom_it_names():
    """By names that stand in it."""
    found = material()
    assert "Brenk" in heading(section(found, 0), found, set())

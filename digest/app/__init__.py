"""The only place that builds things: clock, files, executor, templates; each command is one function."""

from digest.app.archive import edition_at
from digest.app.console import Console
from digest.app.delivery import run, send
from digest.app.edition import Build, Built, build, day_of, publish
from digest.app.site import limits_of, masthead_of, renditions, sections_of
from digest.app.stories import articles_in, compare, group, summarize

__all__ = [
    "Build",
    "Built",
    "Console",
    "articles_in",
    "build",
    "compare",
    "day_of",
    "edition_at",
    "group",
    "limits_of",
    "masthead_of",
    "publish",
    "renditions",
    "run",
    "sections_of",
    "send",
    "summarize",
]

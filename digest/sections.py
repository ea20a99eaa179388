"""Which section of the digest a story belongs to: the editor's queries, its sources', a clear case.

1. the `[[sections]]` whose words most of its articles have in their titles and ledes
2. the section of most of its sources
3. one of the general sections, where the story leaves no doubt; else none
"""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.language.queries import holds
from digest.models import Article, Document

_LEAD = 2  # sentences at the top of an article that say what it is about
_LEAST_CUES = 2  # different ones, for a section that nobody gave
_AHEAD = 2  # cues more than any other section has


@dataclass(frozen=True, slots=True)
class Section:
    """A section and the words that make a story belong to it."""

    name: str
    words: tuple[str, ...]  # queries: `flood`, `river*`, `"coast guard"`


def section_of(documents: Sequence[Document], own: Sequence[Section] = ()) -> str | None:
    """The section of a story; `own` are the editor's, the first counting before the later."""
    central = [_central(document) for document in documents]
    asked = _asked_for(central, own)
    given = asked or _given([document.article for document in documents])
    if given or any(document.language != "en" for document in documents):
        return given
    return _evident(central, [document.article.title for document in documents])


def _central(document: Document) -> str:
    """The title and the first sentences of an article."""
    top = range(min(_LEAD, len(document.sentences)))
    return "\n".join((document.article.title, *(document.text_of(i) for i in top)))


def _asked_for(central: Sequence[str], own: Sequence[Section]) -> str | None:
    """The section whose words stand in most articles, if they stand in at least half of them."""
    reach = [sum(any(holds(t, w) for w in section.words) for t in central) for section in own]
    found = [
        (-sum(holds(t, w) for w in section.words for t in central), at)
        for at, section in enumerate(own)
        if reach[at] and 2 * reach[at] >= len(central)
    ]
    return own[min(found)[1]].name if found else None


def _given(articles: Sequence[Article]) -> str | None:
    """The section that most of them are in, of equal ones the first."""
    sections = [article.section for article in articles if article.section]
    return max(sections, key=lambda s: (sections.count(s), -sections.index(s)), default=None)


def _evident(central: Sequence[str], titles: Sequence[str]) -> str | None:
    """The general section that two or more cues tell of, and no other one nearly as much.

    A cue counts where at least half of the articles have it in title or lede; one must be in a title.
    """
    counted = []
    for section in GENERAL:
        cues = [w for w in section.words if 2 * sum(holds(t, w) for t in central) >= len(central)]
        headed = any(holds(title, w) for w in cues for title in titles)
        counted.append((len(cues), headed, section.name))
    (most, headed, name), (next_most, *_) = sorted(counted, key=lambda c: -c[0])[:2]
    clear = most >= max(_LEAST_CUES, next_most + _AHEAD) and headed
    return name if clear else None


# Words that hardly stand in the title or lede of anything else; plain words of many uses are left out.
GENERAL = (
    Section("World", (
        "ceasefire", '"foreign minister"', '"foreign ministry"', '"prime minister"', '"peace talks"',
        '"united nations"', '"security council"', "embassy", "ambassador*", "diplomat*", "nato",
        '"european union"', "airstrike*", "sanctions", "refugee*", '"armed forces"',
    )),
    Section("Politics", (
        "parliament*", "senate", "senator*", "lawmaker*", "coalition", "referendum", "legislation",
        "election*", "ballot*", "opposition", "mps", "congress", '"by election"', "polling",
        '"cabinet minister"', '"party leader"',
    )),
    Section("Business", (
        '"interest rate"', '"interest rates"', '"key rate"', '"central bank"', "inflation", "shares",
        "shareholder*", "quarterly", "profit*", "revenue*", "investor*", '"stock market"', "merger",
        "takeover", "gdp", "layoffs", "bankrupt*", '"basis points"', "mortgage*", "ipo", "exports",
    )),
    Section("Science", (
        "researchers", "scientist*", "astronom*", "telescope*", "spacecraft", "fossil*", "physicist*",
        "genome*", "biologist*", '"space agency"', "asteroid*", "laboratory", "peer-reviewed",
        "archaeolog*", "species",
    )),
    Section("Health", (
        "hospital*", "vaccin*", "patients", "outbreak", '"public health"', "virus", "disease*",
        "doctors", "nurses", "epidemic", "clinic*", "infections", "measles", "cancer", "surgeon*",
        '"health minister"', '"health ministry"',
    )),
    Section("Culture", (
        "film", "museum*", "novel*", "orchestra", "exhibition*", "theatre", "opera", "festival",
        "album", "author", "painting*", "sculpture*", "gallery", "composer", "playwright", "box-office",
    )),
    Section("Sport", (
        "goal*", "striker", "midfielder", "championship*", "league", "coach", "playoff*", "olympic*",
        "tournament", "semi-final*", "semifinal*", "goalkeeper", "touchdown*", "innings", "quarterback",
        '"world cup"', '"grand slam"', "medal*", '"penalty shootout"',
    )),
    Section("Weather", (
        "storm*", "snowfall", "rainfall", "forecaster*", "meteorolog*", "hurricane*", "typhoon*",
        "blizzard*", "heatwave*", '"heat wave"', "tornado*", "thunderstorm*", "gales", "drought",
        '"weather service"', '"weather warning"',
    )),
)  # fmt: skip

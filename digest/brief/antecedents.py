"""Whether each bullet is understood by who has read the headline and the bullets before it."""

import re
from collections.abc import Sequence, Set

from digest.brief.insertions import Subeditor
from digest.brief.material import Candidate, Material
from digest.brief.standing import QUOTED
from digest.language.words import terms_of

_DEFINITE = re.compile(
    r"\b(?:[Tt]he|[Bb]oth|[Aa]ll (?:two|three|four|five|six)|(?<=said )that|(?:of|in|on|at|with|from) that)\s+"
)
# Where a subject ends.
_ENDS = frozenset(
    "is was were are has have had will would could can may might should must did does do said says told came comes went"
    " goes took takes made makes got gets led leads began begins ended left who that which whose where when as and or"
    " but of in on at by with from for to about over under after before during against between near behind not also"
    " never still already now then the a an his her its their this that these those our your my"
    " one two three found saw gave gives put set cut hit ran run rose fell".split()
)
# After these a noun is explained by what follows: "the bridge of Tolmin", "the man who fell".
_EXPLAINS = frozenset(
    "of who that which whose where between for against from in at over near with behind about".split()
)
# What everybody knows without having been told, or what the rest of the sentence makes plain.
_KNOWN = frozenset(
    "government police authorities officials court city state country nation public military army"
    " economy media internet world weather town village parliament congress senate law investigation"
    " prosecutors defense prosecution jury dead wounded number most best worst first last latest average cause"
    " total only scene area time case hospital department sheriff fire morning afternoon evening night day"
    " week month year weekend past future end beginning start top rest whole way victim victims suspect suspects family"
    " community"
    " street road neighborhood region border capital north south east west middle center centre ground air sea sky sun"
    " moon earth market markets stock dollar euro price prices industry sector left right war vote election campaign"
    " administration white house party opposition pope church same world’s nation’s country’s"
    " coast coroner county incident news agency office school fact idea need right risk"
    " chance lives death deaths virus pandemic disease".split()
)


def unexplained(told: Sequence[Candidate], headline: str, material: Material) -> list[Candidate]:
    """The bullets that speak of somebody or something as if it had been introduced."""
    language = next(iter(material.documents.values())).language
    if language != "en":
        return []
    reader = Subeditor(material)
    known = set(material.terms_of(headline))
    puzzling = []
    for candidate in told:
        if unfounded(candidate.text, known) or reader.meets_strangers(candidate, headline):
            puzzling.append(candidate)
        else:
            reader.edited(candidate, dates=False)
            known |= candidate.terms
    return puzzling


def unfounded(text: str, known: Set[str]) -> int:
    """How many things are "the" something that nothing known mentions, and nothing in the text explains.

    `known` are the terms of what a reader has read before.
    """
    bare = QUOTED.sub(" ", text)
    return sum(
        not _is_founded(phrase, known, bare[: found.start()])
        for found in _DEFINITE.finditer(bare)
        if (phrase := _phrase(bare[found.end() :]))
    )


def _is_founded(phrase: Sequence[str], known: Set[str], before: str) -> bool:
    if not _KNOWN.isdisjoint(phrase):
        return True
    terms = set(terms_of("en")(" ".join(phrase)))
    return not terms or not terms.isdisjoint(known) or not terms.isdisjoint(terms_of("en")(before))


def _phrase(text: str) -> list[str]:
    """The words behind "the" that name something; none where what follows explains it, or a name stands."""
    words: list[str] = []
    for word in text.split()[:6]:
        bare = word.rstrip(",;:.").removesuffix("’s").removesuffix("'s")
        if bare in _ENDS or bare.endswith("ed"):
            claims = bare == "that" and len(words) > 1 and words[-1].endswith("s")
            explained = (bare in _EXPLAINS or bare.endswith("ed")) and not claims
            return [] if explained else words
        if not bare.islower():
            return []
        words.append(bare)
        if bare != word:
            return words
    return words

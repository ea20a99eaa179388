"""One spelling of a name in what is shown, but for quotations."""

import re

from digest.brief.allowance import Limits
from digest.brief.writer import Assignment
from digest.models import Article
from digest.pipeline import write_brief
from digest.prepare import prepare
from digest.trace import trace

FACTS = [
    "struck the breakwater of Drasna on Wednesday with 212 passengers on the ferry Ilvanka",
    "radioed the harbour office four minutes before the ferry Ilvanka hit the stone wall",
    "passed a breath test at the police station of Ostrel in the night to Thursday",
    "had asked the Merrow Line for a new steering pump in a letter of January",
    "has sailed the route between the island of Vesk and the mainland since 2009",
    "will be heard by the Marine Board under the retired judge Katarzina Holm",
    "was carried to Drasna General Hospital with a broken wrist and a cut hand",
    "sold his own fishing boat to a cousin in Hallin in order to buy a house",
    "told the union of seafarers that inspections had been halved by a contract",
    "learned his trade on the coal barges that went up the river Ost to Korvel",
]


def articles():
    """Eleven sentences an article, told by one in the spelling Velnik and by two in another."""
    for number, name in enumerate(["Andrej Velnik", "Andrej Velnik", "Andrei Velnyk"]):
        lines = [f"Captain {name} {fact}." for fact in FACTS[number:] + FACTS[:number]]
        yield Article(
            f"a{number}", "Ferry strikes wall", "\n".join(lines), f"Outlet {number}", f"a{number}"
        )


def test_names_are_spelt_as_the_story_goes_by():
    """Where enough sentences spell them so."""
    documents = [prepare(article) for article in articles()]
    found = trace(documents)
    brief = write_brief(Limits(max_share_shown=1.0), "consensus", documents, found, Assignment())
    shown = " ".join(s.text for s in brief.quick_look)
    assert [name.name for name in brief.names] == ["Andrej Velnik"]
    assert re.findall(r"Ve\w+k", shown)
    assert "Velnyk" not in shown

"""What a plain text says of itself, found by rules."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.models import Article, AsideKind
from digest.read.plain import credits_in, read_plain

REPORT = (
    "A ferry hit the breakwater of Drasna harbour on Wednesday, the coastguard said.\n\n"
    "“Nobody came,” said Ludmila Prosek, who had written to the ministry."
)


def marked(article: Article, kind: AsideKind) -> list[str]:
    return [article.text[a.start : a.end].strip(" /") for a in article.asides if a.kind == kind]


def test_a_first_line_that_is_no_sentence_is_the_title() -> None:
    """It is marked, and the text still holds it."""
    text = f"Ferry Hits Drasna Breakwater\n\n{REPORT}"
    article = read_plain(text, "a.txt")
    assert article.title == "Ferry Hits Drasna Breakwater"
    assert marked(article, "title") == ["Ferry Hits Drasna Breakwater"]
    assert article.text == text


def test_a_text_that_begins_with_its_report_has_no_title() -> None:
    """None is made up, nor an outlet, an author or a date."""
    article = read_plain(REPORT, "folder/a.txt")
    assert article.title == ""
    assert article.outlet == "Unknown outlet (folder/a.txt)"
    assert (article.author, article.published, article.place, article.credits) == (
        None,
        None,
        None,
        (),
    )
    assert article.asides == ()


def test_a_title_printed_again_is_marked_again() -> None:
    """Also in other case."""
    article = read_plain(f"Ferry Hits Wall\n\nFERRY HITS WALL\n{REPORT}", "a.txt")
    assert marked(article, "title") == ["Ferry Hits Wall", "FERRY HITS WALL"]


def test_slashes_part_title_outlet_place_author_and_edition() -> None:
    """Run together in front of the report."""
    article = read_plain(
        f"Ferry Hits Wall at Drasna/ Harbourpost/ DRASNA/ T. Menko/ Evening Edition/ {REPORT}",
        "a.txt",
    )
    assert article.title == "Ferry Hits Wall at Drasna"
    assert (article.outlet, article.place, article.author) == ("Harbourpost", "DRASNA", "T. Menko")
    assert marked(article, "title") == ["Ferry Hits Wall at Drasna"]
    assert marked(article, "byline") == ["Harbourpost/ DRASNA/ T. Menko/ Evening Edition"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("KYIV/ Harbourpost/ Ana Lisk", ("Harbourpost", "KYIV", "Ana Lisk")),
        ("Opinion/ Harbourpost/ T. Menko", ("Harbourpost", None, "T. Menko")),
        ("The Courier/ DRASNA/ World/ Ana Lisk", ("The Courier", "DRASNA", "Ana Lisk")),
        ("THE DRASNA TIMES/ OSTREL/ Evening Edition", ("THE DRASNA TIMES", "OSTREL", None)),
        ("KYIV/ World/ T. Menko", ("Unknown outlet (a.txt)", "KYIV", "T. Menko")),
    ],
)
def test_a_place_a_section_and_a_person_are_no_outlet(
    fields: str, expected: tuple[str, str | None, str | None]
) -> None:
    """Wherever they stand among the slashes."""
    article = read_plain(f"Ferry Hits Wall at the Quay/ {fields}/ {REPORT}", "a.txt")
    assert (article.outlet, article.place, article.author) == expected


def test_a_name_in_two_appeals_is_the_outlets() -> None:
    """Also where no word of it is of the trade."""
    text = f"{REPORT}\n\nSupport The Harbourman!\n\nKeep The Harbourman free to read!"
    assert read_plain(text, "a.txt").outlet == "The Harbourman"


@pytest.mark.parametrize(
    "line",
    [
        "The limit in km/h or in mph/knots or in m/s is five in the harbour.",
        "See https://lantern.example/a/b/c for the log of the ferry.",
        "The search and/or rescue teams of 12/ 13/ 14/ March left.",
    ],
)
def test_slashes_in_a_sentence_name_no_outlet(line: str) -> None:
    """Units, addresses and alternatives are part of the report."""
    article = read_plain(f"{line}\n\n{REPORT}", "a.txt")
    assert article.outlet == "Unknown outlet (a.txt)"
    assert article.title == ""


def test_a_title_run_together_with_byline_and_dateline() -> None:
    """Each is told apart."""
    article = read_plain(
        f"Ferry Hits Drasna Breakwater By Ana Lisk DRASNA (Northern Wire) — {REPORT}", "a.txt"
    )
    assert article.title == "Ferry Hits Drasna Breakwater"
    assert (article.author, article.place) == ("Ana Lisk", "DRASNA")
    assert article.credits == ("Northern Wire",)


def test_a_date_in_front_is_the_day_of_publication() -> None:
    """And is marked, not cut away."""
    article = read_plain(f" date 2026-03-12 {REPORT}", "a.txt")
    assert article.published == "2026-03-12"
    assert article.title == ""
    assert marked(article, "byline") == ["date 2026-03-12"]


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "0000-00-00"])
def test_a_date_that_there_is_not_is_no_date(day: str) -> None:
    """A day that no calendar has tells nothing."""
    assert read_plain(f"date {day} {REPORT}", "a.txt").published is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("March 12, 2026", "2026-03-12"),
        ("12 March 2026", "2026-03-12"),
        ("Published: Thursday, March 12, 2026, 10:15 CET", "2026-03-12"),
        ("Updated on 1 Sept. 2026", "2026-09-01"),
    ],
)
def test_a_line_that_is_a_date(line: str, day: str) -> None:
    """Below the title, in the usual forms."""
    article = read_plain(f"Ferry Hits Wall\n{line}\n{REPORT}", "a.txt")
    assert article.published == day
    assert article.title == "Ferry Hits Wall"


def test_a_byline_below_the_title() -> None:
    """Names the author, and is marked."""
    article = read_plain(f"Ferry Hits Wall\nBy Ana Lisk and Bo Varga\n{REPORT}", "a.txt")
    assert article.author == "Ana Lisk and Bo Varga"
    assert marked(article, "byline") == ["By Ana Lisk and Bo Varga"]


@pytest.mark.parametrize(
    ("dateline", "place", "credited"),
    [
        ("DRASNA / OSTREL — ", "DRASNA / OSTREL", ()),
        ("OSTREL, Lastovia (AP) — ", "OSTREL, Lastovia", ("AP",)),
        ("Vesk (Reuters) - ", "Vesk", ("Reuters",)),
    ],
)
def test_a_dateline_tells_place_and_agency(
    dateline: str, place: str, credited: tuple[str, ...]
) -> None:
    """The agency is the origin that the text credits."""
    article = read_plain(f"Ferry Hits Wall\n\n{dateline}{REPORT}", "a.txt")
    assert article.place == place
    assert article.credits == credited


def test_section_labels_are_no_title() -> None:
    """Above the list of an outlet's own summary."""
    article = read_plain(f"Quick Looks\n- One dead.\n- No tug.\n\nDeep Look\n{REPORT}", "a.txt")
    assert article.title == ""


@pytest.mark.parametrize("label", ["Source", "Sourse", "Souce", "SOURCES", "Soruce"])
def test_an_explicit_credit_is_read_also_misspelt(label: str) -> None:
    """And marked, since it is no report."""
    article = read_plain(f"Ferry Hits Wall\n\n{REPORT}\n\n{label}: northernwire.example", "a.txt")
    assert article.credits == ("northernwire.example",)
    assert marked(article, "credit") == [f"{label}: northernwire.example"]


@pytest.mark.parametrize(
    "line",
    [
        "Support The Ostrel Lantern!",
        "A message from The Ostrel Lantern:",
        "Keep The Ostrel Lantern free to read!",
        "Our newsletter has a selection for you from The Ostrel Lantern. You will receive it on Fridays.",
    ],
)
def test_an_outlet_is_what_an_article_says_of_itself(line: str) -> None:
    """In its own appeals."""
    assert read_plain(f"{line}\n\n{REPORT}\n", "a.txt").outlet == "The Ostrel Lantern"


@pytest.mark.parametrize(
    "line",
    [
        "Support Lastovia!",
        "Sign up for Morning Headlines",
        "Subscribe to our newsletter",
        "A message from our sponsors",
        "Support Slips for Sommer",
        "Support The Seamen's Fund!",
        "A letter from The Mayor of Drasna!",
        "Support The Red Cross!",
        "The Ostrel Lantern reported the leak first.",
        "Subscribe to The Week in Pictures",
        "Keep the harbour clean and free!",
    ],
)
def test_an_outlet_is_never_guessed(line: str) -> None:
    """A country, a newsletter or another paper is not the outlet."""
    assert read_plain(f"{REPORT}\n\n{line}", "a.txt").outlet == "Unknown outlet (a.txt)"


def test_an_id_stays_with_the_text_wherever_it_lies() -> None:
    """The file's name is no part of it; another text has another id."""
    assert read_plain(REPORT, "a.txt").id == read_plain(REPORT, "b/c.txt").id
    assert read_plain(REPORT, "a.txt").id != read_plain(REPORT + " More.", "a.txt").id


def test_credits_of_a_text_that_no_reader_looked_at() -> None:
    """Its datelines' agencies and its explicit credits."""
    text = f"DRASNA (AP) — {REPORT}\nSource: Northern Wire"
    assert list(credits_in(text)) == ["AP", "Northern Wire"]


@settings(deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("\n\n/ —-:.ABcd12By “”")), max_size=300))
def test_any_text_is_read_and_never_changed(text: str) -> None:
    """Asides lie inside it, in order."""
    article = read_plain(text, "a.txt")
    assert article.text == text
    starts = [aside.start for aside in article.asides]
    assert starts == sorted(starts)
    assert all(0 <= a.start < a.end <= len(text) for a in article.asides)

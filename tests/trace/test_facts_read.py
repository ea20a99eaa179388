"""What is read of a sentence — moments, figures, measures, tolls, ages — and when two of these clash."""

from datetime import date
from math import inf

import pytest

from digest.language.days import moments
from digest.models import Article
from digest.prepare import prepare
from digest.trace.facts import dates, numbers
from digest.trace.facts.ages import ages
from digest.trace.facts.figures import figures
from digest.trace.facts.measures import measures
from digest.trace.facts.tolls import tolls

TUESDAY = date(2031, 5, 6)

# ---- moments ---------------------------------------------------------------------------------


def moment(text, published=TUESDAY):
    [found] = moments(text, published)
    return found


@pytest.mark.parametrize(
    ("text", "low", "high", "vague"),
    [
        ("just before 4 p.m.", 948, 960, False),
        ("shortly after noon", 720, 732, False),
        ("about 4 p.m.", 960, 960, True),
        ("since 4 p.m.", 960, 1050, False),
        ("by midnight", -90, 0, False),
        ("almost 4 p.m.", 948, 960, False),
        ("after 4 p.m.", 960, 1050, False),
        ("at 12 p.m.", 720, 720, False),
        ("at 12 a.m.", 0, 0, False),
        ("at 1 a.m.", 60, 60, False),
        ("at 13:05", 785, 785, False),
    ],
)
def test_an_hour_is_as_wide_as_its_words(text, low, high, vague):
    """Twelve minutes of "just", ninety without, none of an hour alone."""
    found = moment(text)
    assert (found.sort, found.low, found.high, found.vague) == ("clock", low, high, vague)


@pytest.mark.parametrize(
    ("text", "zone"),
    [("at 13:05 GMT", "GMT"), ("at 4 p.m. Korvel time", "Korvel"), ("at 4 p.m. in Korvel", "")],
)
def test_an_hour_has_the_zone_that_is_printed_beside_it(text, zone):
    """Hours of two zones are not compared."""
    assert moment(text).zone == zone


@pytest.mark.parametrize("text", ["at 0 p.m.", "at 13 p.m."])
def test_there_is_no_such_hour(text):
    """A clock of twelve hours has no other."""
    assert list(moments(text, TUESDAY)) == []


@pytest.mark.parametrize(
    ("text", "day", "vague", "raw"),
    [
        ("on Feb. 29", date(2032, 2, 29), False, (2, 29)),
        ("on Feb. 30", None, False, (2, 30)),
        ("on Feb. 29, 2030", None, False, (2, 29)),
        ("last Tuesday", None, False, (1,)),
        ("next Friday", None, False, (4,)),
        ("on Friday there will be rain", None, False, (4,)),
        ("late on Friday", date(2031, 5, 2), True, (4,)),
        ("on Friday night", date(2031, 5, 2), True, (4,)),
        ("tonight", TUESDAY, False, (1,)),
        ("last night", date(2031, 5, 5), True, (0,)),
        ("on Saturday, May 3", date(2031, 5, 3), False, (5, 3)),
        ("on Friday 2 May", date(2031, 5, 2), False, (5, 2)),
        ("on Nov. 5", date(2030, 11, 5), False, (11, 5)),
        ("on the 5th of November", date(2030, 11, 5), False, (11, 5)),
    ],
)
def test_a_day_is_vague_by_night_and_open_where_nothing_tells_its_week(text, day, vague, raw):
    """A date without a year is the nearest to the article's own."""
    found = moment(text)
    ordinal = day.toordinal() if day else 0
    assert (found.low, found.high, found.vague, found.raw) == (ordinal, ordinal, vague, raw)


def test_without_the_day_of_the_article_a_weekday_is_no_day():
    """A date with its year is."""
    found = [moment(t, None).low for t in ("on Friday", "yesterday", "on May 3", "on May 3, 2031")]
    assert found == [0, 0, 0, date(2031, 5, 3).toordinal()]


@pytest.mark.parametrize(
    ("text", "month"), [("in May", 5), ("since March 2030", 3), ("by June", 6)]
)
def test_a_month_is_one_of_twelve(text, month):
    """Behind a word of time alone."""
    found = moment(text)
    assert (found.sort, found.low, found.high, found.raw) == ("month", month, month, (month,))
    assert text[found.start : found.end] in {"May", "March", "June"}


# ---- figures ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "grain"),
    [
        ("29 sheep", 29, 29, 29, 1),
        ("about 40 sheep", 40, 34, 46, 10),
        ("some 300 sheep", 300, 255, 345, 100),
        ("at least six sheep", 6, 6, inf, 1),
        ("more than 10 sheep", 10, 10.001, inf, 10),
        ("nearly 100 sheep", 100, 85, 100, 100),
        ("up to 50 sheep", 50, 0, 50, 10),
        ("less than 20 sheep", 20, 0, 20, 10),
        ("3 to 5 sheep", 3, 3, 5, 1),
        ("3-5 sheep", 3, 3, 5, 1),
        ("3 to 5 million sheep", 3e6, 3e6, 5e6, 1e6),
        ("40 or more sheep", 40, 36, inf, 10),
        ("40+ sheep", 40, 36, inf, 10),
        ("1,234 sheep", 1234, 1234, 1234, 1),
        ("12,000 sheep", 12000, 12000, 12000, 1000),
        ("4.2 million sheep", 4.2e6, 4.2e6, 4.2e6, 1e5),
        ("0.5 sheep", 0.5, 0.5, 0.5, 0.1),
        ("62.50 sheep", 62.5, 62.5, 62.5, 0.01),
        ("a dozen sheep", 12, 12, 12, 12),
        ("two dozen sheep", 24, 24, 24, 12),
        ("ten thousand sheep", 10000, 10000, 10000, 1000),
        ("£2bn", 2e9, 2e9, 2e9, 1e9),
        ("5k sheep", 5000, 5000, 5000, 1000),
    ],
)
def test_a_figure_allows_what_its_words_allow(text, value, low, high, grain):
    """Its value, the least and the most it can be, and how finely it is told."""
    [found] = figures(text)
    assert (found.value, found.grain) == pytest.approx((value, grain))
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize("text", ["an hour", "#5", "the 5th", "at 4:30", "12.5.2030"])
def test_what_is_no_amount_is_no_figure(text):
    """An article, a number in a row, an hour, a date."""
    assert list(figures(text)) == []


# ---- measures, tolls, ages -------------------------------------------------------------------


def read(kind, text):
    return [
        (figure.value, thing, text[thing.start : thing.end] if hasattr(thing, "start") else "")
        for figure, thing in kind(text, list(figures(text)))
    ]


@pytest.mark.parametrize(
    ("text", "key", "about", "shown"),
    [
        ("62 percent of the boats", "percent", ("boats",), "62 percent"),
        ("5 miles of shore", "length", ("of", "shore"), "5 miles"),
        ("the 5-foot wall", "length", ("wall",), "5-foot"),
        ("5 km/h wind", "speed", ("wind",), "5 km/h"),
        ("$5 million for the new bridge", "money $", ("bridge",), "$5 million"),
        ("bail of $500 was set", "money $", ("bail",), "$500"),
        ("12 Mill Street", "address", (), "12"),
        ("12 North Elm", "address", (), "12"),
        ("seven old ferries sank", "count", ("old", "ferries", "sank"), "seven old"),
        ("seven of them", "count", (), "seven"),
        ("seven more", "count", (), "seven"),
    ],
)
def test_a_measure_knows_what_it_is_of(text, key, about, shown):
    """By the words that follow it, or that name a sum."""
    [(figure, found)] = measures(text, list(figures(text)))
    assert (found.key, found.about, text[figure.start : found.end]) == (key, about, shown)


@pytest.mark.parametrize(
    "text",
    ["a 5-year-old dog", "5 years old", "Highway 12", "at 4 p.m.", "May 12", "12 May", "in 2031",
     "in 1700", "Room 12", "12 block", "12th boats", "007 agents", "call (555) 123-4567"],
)  # fmt: skip
def test_what_names_a_place_a_day_or_an_hour_is_no_measure(text):
    """Nor does an age, a telephone number or a year count anything."""
    assert list(measures(text, list(figures(text)))) == []


@pytest.mark.parametrize("text", ["1699 boats", "2100 boats", "1,900 boats", "$1900"])
def test_what_only_looks_like_a_year_is_counted(text):
    """Out of the years that newspapers tell of, with a comma, or of money."""
    assert len(list(measures(text, list(figures(text))))) == 1


@pytest.mark.parametrize(
    ("text", "role", "people", "shown"),
    [
        ("killing six", "killed", "", "six"),
        ("killing six people", "killed", "", "six people"),
        ("wounding six officers in town", "wounded", "officers", "six officers"),
        ("the death toll of at least 31", "killed", "", "at least 31"),
        ("arrested three young men", "arrested", "men", "three young men"),
        ("three missing", "missing", "", "three"),
        ("six men shot", "shot", "men", "six men"),
        ("the deaths of six kids", "killed", "children", "six kids"),
        ("Six lost their lives", "killed", "", "Six"),
    ],
)
def test_a_toll_tells_whom_it_counts(text, role, people, shown):
    """In words that are shown with it."""
    [(figure, found)] = tolls(text, list(figures(text)))
    assert (found.role, found.people, text[found.start : found.end]) == (role, people, shown)
    assert figure.value in {6, 31, 3}


@pytest.mark.parametrize(
    "text", ["Six shot at birds", "kill six birds", "killed six of them", "another six people died",
             "killing $6 deals", "killing 2.5 people"],
)  # fmt: skip
def test_what_counts_nobody_is_no_toll(text):
    """Birds, those of others, money, parts."""
    assert list(tolls(text, list(figures(text)))) == []


@pytest.mark.parametrize(
    ("text", "key", "shown", "apart"),
    [
        ("Mira Solven, 114, was there", "mira solven", "114", True),
        ("a 28-year-old man", "somebody", "28-year-old", False),
        ("a 9-year-old son", "the son", "9-year-old son", False),
        ("a 9-year-old schoolboy", "the boy", "9-year-old schoolboy", True),
        ("Sheriff Mira Solven, 50, said", "mira solven", "50", True),
    ],
)
def test_an_age_tells_whose_it_is(text, key, shown, apart):
    """And whether that is clear in all of the article."""
    [(_, found)] = ages(text, list(figures(text)))
    assert (found.key, text[found.start : found.end]) == (key, shown)
    assert (found.is_told_apart, found.is_named) == (apart, key == "mira solven")


@pytest.mark.parametrize(
    "text",
    ["Mira Solven, 115, was", "Mira Solven, $28,", "about 28-year-old Mira Solven",
     "a 2.5-year-old boy"],
)  # fmt: skip
def test_nobody_is_of_such_an_age(text):
    """Nor is a rough one worth comparing."""
    assert list(ages(text, list(figures(text)))) == []


# ---- what clashes ----------------------------------------------------------------------------


def clash(kind, one, other, days=("2031-05-06", "2031-05-06")):
    """The confidence that two sentences clash: of independent reports, and of a copy."""
    told = []
    for text, day in zip((one, other), days, strict=True):
        article = Article(text, "", text, "Post", "a", published=day, language="en")
        told.append(kind.facts(prepare(article), 0, None))
    [first], [second] = told
    found = [kind.rivals(first, second, copied) for copied in (False, True)]
    if first.key == second.key:
        assert found == [kind.rivals(second, first, copied) for copied in (False, True)]
    return found


SOLVEN = "Mira Solven, {}, was there."
CHANGED, NONE = 0.95, None


@pytest.mark.parametrize(
    ("one", "other", "days", "apart"),
    [
        (28, 31, 0, 0.9),
        (28, 43, 0, 0.9),
        (28, 44, 0, NONE),
        (28, 29, 0, 0.9),
        (28, 29, 7, 0.9),
        (28, 29, 8, 0.0),
        (29, 28, 8, 0.9),
        (29, 28, -8, 0.0),
        (31, 33, 405, 0.0),
        (31, 34, 405, 0.9),
        (31, 31, 405, 0.0),
        (31, 31, 800, 0.0),
    ],
)
def test_an_age_grows_with_the_days_between_two_reports(one, other, days, apart):
    """By a birthday at most where a week lies between, and never backwards."""
    later = date.fromordinal(TUESDAY.toordinal() + days).isoformat()
    texts = SOLVEN.format(one), SOLVEN.format(other)
    assert clash(numbers, *texts, ("2031-05-06", later))[0] == apart


def test_without_a_day_one_year_more_is_no_difference():
    """Two are."""
    days = ("2031-05-06", None)
    assert clash(numbers, SOLVEN.format(28), SOLVEN.format(29), days) == [0.0, CHANGED]
    assert clash(numbers, SOLVEN.format(28), SOLVEN.format(31), days) == [0.9, CHANGED]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("A 5-year-old girl fell.", "A 6-year-old girl fell.", [0.9, CHANGED]),
        ("A 5-year-old girl fell.", "Mira Solven, 5, fell.", [0.0, 0.0]),
        ("A 5-year-old man fell.", "A 6-year-old man fell.", [NONE, CHANGED]),
        ("Six people were killed.", "Seven people were killed.", [0.75, CHANGED]),
        ("Six people were killed.", "Six officers were killed.", [0.0, 0.0]),
        ("Six people were killed by himself.", "Seven people were killed.", [0.0, CHANGED]),
        ("Six people were killed by himself.", "Eight people were killed.", [0.75, CHANGED]),
        ("Six people were arrested by himself.", "Seven people were arrested.", [0.75, CHANGED]),
        ("Bail of $500 was set.", "Bail of $900 was set.", [0.8, CHANGED]),
        ("It cost $500 in taxes.", "It cost $900 in taxes.", [0.45, CHANGED]),
        ("It cost $500 in taxes.", "It cost $900 in fees.", [NONE, CHANGED]),
        ("About 40 boats were lost.", "About 42 boats were lost.", [0.0, 0.0]),
        ("About 40 boats were lost.", "About 50 boats were lost.", [0.0, CHANGED]),
        ("The wall is 5 feet long.", "The wall is 1.5 metres long.", [0.0, 0.0]),
        ("The wall is 5 feet long.", "The wall is 2 metres long.", [0.45, CHANGED]),
        ("12 Mill Street burned.", "14 Mill Street burned.", [NONE, CHANGED]),
        ("12 Mill Street burned.", "They saw 14 ferries.", [NONE, NONE]),
    ],
)  # fmt: skip
def test_numbers_clash_that_are_of_one_thing(one, other, found):
    """In a copy whatever stands in the place of another of its sort, else what is surely the same."""
    assert clash(numbers, one, other) == found


SHOT = "The shooting happened {}."


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("at 4 p.m.", "at 4:05 p.m.", [0.0, 0.0]),
        ("at 4 p.m.", "at 4:06 p.m.", [0.0, CHANGED]),
        ("at 4 p.m.", "at 4:44 p.m.", [0.0, CHANGED]),
        ("at 4 p.m.", "at 4:45 p.m.", [0.45, CHANGED]),
        ("at 11:50 p.m.", "at 12:10 a.m.", [0.0, CHANGED]),
        ("at 13:05 GMT", "at 15:05 MSK", [NONE, NONE]),
        ("on Monday", "on Sunday", [0.45, CHANGED]),
        ("on Monday night", "on Tuesday", [0.0, CHANGED]),
        ("on Monday", "on Tuesday", [0.45, CHANGED]),
        ("on May 3", "on May 17", [0.45, CHANGED]),
        ("on May 3", "on May 18", [NONE, CHANGED]),
        ("on May 3", "on Sunday", [0.45, CHANGED]),
        ("on May 4", "on Sunday", [0.0, 0.0]),
        ("on Sunday", "at 4 p.m.", [NONE, NONE]),
    ],
)
def test_days_and_hours_of_one_event_clash(one, other, found):
    """From three quarters of an hour on, or a day; it is doubtful all the same."""
    assert clash(dates, SHOT.format(one), SHOT.format(other)) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (SHOT.format("at 4 p.m."), "A man died at 4:05 p.m.", [0.0, 0.0]),
        (SHOT.format("at 4 p.m."), "A man died at 4:06 p.m.", [NONE, CHANGED]),
        ("It was seen at 4 p.m.", "It was seen at 5 p.m.", [NONE, CHANGED]),
        ("It opened at 4 p.m.", "It closed at 5 p.m.", [NONE, NONE]),
        ("It was sold on May 3.", "It was sold on May 4.", [0.45, CHANGED]),
        ("It was sold on Sunday.", "It was sold on Monday.", [NONE, CHANGED]),
        ("The earthquake of 1994 was worse.", "The 1995 earthquake was worse.", [0.75, CHANGED]),
        ("The 1994 invasion was worse.", "It was invaded in 1994.", [0.0, 0.0]),
        ("The 1994 invasion was worse.", "It was invaded in 1995.", [0.75, CHANGED]),
        ("It was built in 1994.", "It was built in 1995.", [NONE, CHANGED]),
        ("It was built in May.", "It was built in June.", [NONE, CHANGED]),
    ],
)
def test_moments_of_two_events_do_not_clash(one, other, found):
    """Nor of none; the year of what is named with it does."""
    assert clash(dates, one, other) == found


@pytest.mark.parametrize(
    ("where", "days", "differ"),
    [("", 6, True), ("", 7, False), (" in Korvel", 7, False), (" in Korvel by Tarsk", 14, True),
     (" in Korvel by Tarsk", 15, False)],
)  # fmt: skip
def test_hours_of_reports_far_apart_are_of_two_events(where, days, differ):
    """More than a week, or than two where both name the same places."""
    later = date.fromordinal(TUESDAY.toordinal() + days).isoformat()
    texts = [SHOT.format(f"{at}{where}") for at in ("at 4 p.m.", "at 5 p.m.")]
    assert bool(clash(dates, *texts, ("2031-05-06", later))[0]) == differ


def test_undated_reports_clash_by_date_alone():
    """A weekday may be that of another week."""
    days = (None, None)
    assert clash(dates, SHOT.format("on May 3"), SHOT.format("on May 4"), days)[0] == 0.45
    assert clash(dates, SHOT.format("on May 3"), SHOT.format("on June 3"), days)[0] is None
    assert clash(dates, SHOT.format("on Sunday"), SHOT.format("on Monday"), days)[0] is None


# ---- what is news ----------------------------------------------------------------------------


def told(kind, text):
    """The facts of the last sentence of an article."""
    document = prepare(Article("a", "", text, "Post", "a", published="2031-05-06", language="en"))
    return kind.facts(document, len(document.sentences) - 1, None)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Police said on Monday that a man died at the old mill.", "word"),
        ("Police said that on Monday, after the long rain, a man died.", "death"),
        ("A man died on Monday, police said.", "death"),
        ("A man was shot, and on Monday he died.", "death"),
        ("On Monday he was arrested for the shooting.", "arrest"),
        ("On Monday they were held for their last shooting.", ""),
        ("He was sent to jail for the shooting on Monday.", "incident"),
        (
            "On Monday the mill was sold, the clerk of the old council of the town told the press with"
            " some regret and at great length, after the shooting.",
            "",
        ),
    ],
)
def test_a_day_is_that_of_the_word_nearest_to_it(text, event):
    """A word of telling must stand right beside it, and what somebody is held for is another day's."""
    [fact] = told(dates, text)
    assert fact.key == f"day of {event}"


@pytest.mark.parametrize(
    ("above", "day", "hour", "toll"),
    [(4, True, True, True), (5, True, True, False), (7, True, True, False),
     (8, False, True, False), (23, False, True, False), (24, False, False, False)],
)  # fmt: skip
def test_what_stands_high_in_an_article_is_its_news(above, day, hour, toll):
    """The toll within five sentences, the day within eight, the hour within twenty-four."""
    text = "It rained. " * above + "The shooting at 4 p.m. on Monday left six people dead."
    at, on = told(dates, text)
    [killed] = told(numbers, text)
    assert (on.anchored, at.anchored, killed.anchored) == (day, hour, toll)


@pytest.mark.parametrize(
    ("text", "anchored"),
    [
        ("The shooting happened on Monday.", [True]),
        ("A man died on Monday.", [False]),
        ("A man died at 4 p.m.", [True]),
        ("He was arrested at 4 p.m.", [False]),
        ("It happened on April 21 in a shooting on Monday.", [False, False]),
        ("It happened on April 22 in a shooting on Monday.", [True, True]),
    ],
)
def test_the_news_is_of_these_days(text, anchored):
    """Not of a fortnight before, and of a death or an arrest by the hour at most."""
    assert [fact.anchored for fact in told(dates, text)] == anchored


def test_a_toll_of_another_year_is_no_news():
    """The article's own year may be named."""
    anchored = {
        year: [fact.anchored for fact in told(numbers, f"Six people were killed in {year}.")]
        for year in (2030, 2031)
    }
    assert anchored == {2030: [False], 2031: [True]}


def test_what_is_planned_may_move():
    """So another day for it is no mistake."""
    assert [f.running for f in told(dates, "The shooting range will open on Monday.")] == [True]
    assert [f.running for f in told(dates, "The shooting range opened on Monday.")] == [False]


def test_moments_have_their_place_among_those_of_their_sort():
    """So that a copy's second day stands beside the second of its original."""
    text = "On Monday at 4 p.m. and on Tuesday at 5 p.m. shots were fired."
    found = told(dates, text)
    assert [fact.place for fact in found] == [(0, 2), (0, 2), (1, 2), (1, 2)]
    assert [text[fact.start : fact.end] for fact in found] == [
        "Monday", "4 p.m.", "Tuesday", "5 p.m.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        ("90 seconds", "1.5 minutes", "2 minutes"),
        ("60 minutes", "1 hour", "1.25 hours"),
        ("36 hours", "1.5 days", "2 days"),
        ("18 months", "1.5 years", "2 years"),
        ("365 days", "1 year", "1.25 years"),
        ("500 kilograms", "0.5 tonnes", "0.6 tonnes"),
        ("1,609 metres", "1 mile", "1.25 miles"),
        ("100 cm", "1 metre", "1.25 metres"),
        ("97 kph", "60 mph", "75 mph"),
    ],
)
def test_a_measure_in_another_unit_is_as_large(one, other, more):
    """By the unit's own size, and a fifth more is another measure."""
    (low, high), (least, most), (beyond, _) = (
        told(numbers, f"It was {text}.")[0].value for text in (one, other, more)
    )
    assert low <= most
    assert least <= high < beyond

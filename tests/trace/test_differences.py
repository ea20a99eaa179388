"""Numbers, days and hours of a sentence, and when two of them exclude one another."""

from datetime import date

import pytest

from digest.language.days import moments
from digest.models import Article
from digest.pipeline import compare_articles
from digest.prepare import prepare
from digest.trace import SHOWN
from digest.trace.facts import dates, numbers
from digest.trace.facts.ages import ages, named
from digest.trace.facts.figures import compatible, figures
from digest.trace.facts.tolls import tolls

TUESDAY = date(2031, 5, 6)


def figure(text):
    [found] = figures(text)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Twenty-nine sheep", 29),
        ("29 sheep", 29),
        ("1,204 sheep", 1204),
        ("4.2 million crowns", 4_200_000),
        ("a dozen sheep", 12),
        ("two hundred sheep", 200),
        ("$5 million", 5_000_000),
    ],
)
def test_a_number_is_read_whole(text, value):
    """Its hyphen, its commas and its scale belong to it."""
    assert figure(text).value == value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("about 40 sheep", "43 sheep"),
        ("at least six sheep", "nine sheep"),
        ("more than 10 sheep", "16 sheep"),
        ("nearly 100 sheep", "97 sheep"),
        ("up to 50 sheep", "38 sheep"),
        ("3 to 5 sheep", "four sheep"),
        ("1,200 sheep", "1,234 sheep"),
        ("62 percent", "61.6 percent"),
    ],
)
def test_what_is_said_roughly_agrees_with_what_is_said_exactly(one, other):
    """Words beside a number tell how far it may be off."""
    assert compatible(figure(one), figure(other), rounding=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("29 sheep", "nine sheep"),
        ("about 40 sheep", "80 sheep"),
        ("more than 10 sheep", "nine sheep"),
        ("up to 50 sheep", "70 sheep"),
        ("20 sheep", "27 sheep"),
    ],
)
def test_what_is_too_far_off_does_not_agree(one, other):
    """Nor is a small number ever a round one."""
    assert not compatible(figure(one), figure(other), rounding=True)


def document(text):
    return prepare(Article("a", title="", text=text, outlet="Post", source="a", language="en"))


def interval(text):
    """The values that a measure allows, in the unit in which its like are compared."""
    [fact] = numbers.facts(document(f"It was {text}."), 0, None)
    return fact.value


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        ("30 feet", "9.1 metres", "11 metres"),
        ("5 miles", "8 km", "10 km"),
        ("3 inches", "7.6 cm", "9.5 cm"),
        ("100 yards", "91 metres", "120 metres"),
        ("220 pounds", "100 kg", "130 kg"),
        ("2 tons", "2,000 kg", "2,500 kg"),
        ("10 acres", "4 hectares", "5 hectares"),
        ("2 weeks", "14 days", "18 days"),
        ("3 hours", "180 minutes", "230 minutes"),
        ("60 mph", "97 km/h", "120 km/h"),
    ],
)
def test_measures_in_two_units_are_compared_in_one(one, other, more):
    """What is off by no more than rounding agrees, and a fifth more does not."""
    low, high = interval(one)
    assert low <= interval(other)[1]
    assert interval(other)[0] <= high
    assert high < interval(more)[0]


def whose(text):
    return [(f.value, age.key) for f, age in ages(text, list(figures(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mira Solven, 28, of Hollin was there.", [(28, "mira solven")]),
        ("Mira Anna Solven (28) was there.", [(28, "mira solven")]),
        ("The 28-year-old nurse Mira Solven was there.", [(28, "mira solven")]),
        ("The nurse Mira Solven, aged 28, was there.", [(28, "mira solven")]),
        ("Tobin Grell Jr., 19, was there.", [(19, "tobin grell jr")]),
        ("An 8-year-old girl was there.", [(8, "the girl")]),
        ("A 5-year-old girl at the Varn Gardens was there.", [(5, "the girl")]),
        ("According to Deputy Bruna Tesk, a 6-year-old girl fell.", [(6, "the girl")]),
        ("On Monday, May 28, 40 people came.", []),
        ("Mira Solven, 28 years in office, was there.", []),
    ],
)
def test_an_age_is_that_of_the_person_beside_it(text, found):
    """Not of who is quoted, nor of a place, nor the day of a month."""
    assert whose(text) == found


def test_father_and_son_have_two_names():
    """What tells them apart is kept."""
    assert named("Tobin Grell Jr.") != named("Tobin Grell Sr.")


def told(text):
    return [(f.value, toll.role, toll.people) for f, toll in tolls(text, list(figures(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Six people were killed.", [(6, "killed", "")]),
        ("The fire killed six and injured 12.", [(6, "killed", ""), (12, "wounded", "")]),
        ("Four people, including a 12-year-old, were injured.", [(4, "wounded", "")]),
        ("Seven people were shot and wounded.", [(7, "wounded", "")]),
        ("Seven people were shot and killed.", [(7, "killed", "")]),
        ("Police arrested three men.", [(3, "arrested", "men")]),
        ("Two officers were hurt.", [(2, "wounded", "officers")]),
        ("The death toll rose to 31.", [(31, "killed", "")]),
        ("Three others were injured.", []),
        ("Two of the injured were flown out.", []),
        ("In an unrelated fire five people were killed.", []),
        ("The hunter fired one shot.", []),
    ],
)
def test_a_toll_has_a_role_and_those_it_counts(text, found):
    """Those beyond others, a part of them, and those of another event are not counted."""
    assert told(text) == found


def moment(text):
    [found] = moments(text, TUESDAY)
    return found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Sunday", date(2031, 5, 4)),
        ("on Tuesday", TUESDAY),
        ("on Wednesday", date(2031, 4, 30)),
        ("yesterday", date(2031, 5, 5)),
        ("on May 3", date(2031, 5, 3)),
        ("on 3 May", date(2031, 5, 3)),
        ("on Dec. 30", date(2030, 12, 30)),
        ("on Dec. 30, 2027", date(2027, 12, 30)),
        ("on Sunday, May 4", date(2031, 5, 4)),
    ],
)
def test_a_day_is_seen_from_the_day_of_its_article(text, day):
    """A weekday is the last one, a date the nearest."""
    assert moment(text).low == day.toordinal()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at 4:26 p.m.", 986, 986),
        ("at 4:26pm", 986, 986),
        ("at 16:26", 986, 986),
        ("at noon", 720, 720),
        ("at 12:05 a.m.", 5, 5),
        ("just after 4 p.m.", 960, 972),
        ("before 4 p.m.", 870, 960),
    ],
)
def test_an_hour_is_minutes_since_midnight(text, low, high):
    """With what "just after" and "before" leave open."""
    found = moment(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["at 4:30 on Saturn's clock", "a score of 4:30", "Published: May 3, 2031", "room 13 p"]
)
def test_what_is_no_clear_moment_is_none(text):
    """Half of a day is not guessed, and when a text was printed is no news."""
    assert list(moments(text, TUESDAY)) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("A man was arrested at the old harbour of the town at 4 p.m., and died.", "arrest"),
        ("A man was arrested, and died near the old harbour of the town at 4 p.m.", "death"),
        ("At 4 p.m. a man died.", "death"),
        ("The tide was high at 4 p.m.", ""),
    ],
)
def test_an_hour_is_that_of_the_event_in_its_clause(text, event):
    """Though the word for another one stands nearer to it."""
    [fact] = dates.facts(document(text), 0, None)
    assert fact.key == f"clock of {event}"


def compared(one, other, days=("2031-05-06", "2031-05-06"), everything=False):
    articles = [
        Article(name, title="", text=text, outlet=f"The {name} Post", source=name, published=day, language="en")
        for name, text, day in zip(("one", "other"), (one, other), days, strict=True)
    ]  # fmt: skip
    return compare_articles(articles, everything)[1].differences


LIKE = "The stand of the Sarrow stadium gave way on Monday and injured {} people."
OTHERWISE = "On Monday the stand of the Sarrow stadium gave way, and {} people were injured."


def test_a_value_is_told_in_the_words_of_its_passage():
    """So a reader can find it there."""
    one, other = LIKE.format("nineteen"), OTHERWISE.format("nine")
    [difference] = compared(one, other)
    assert [v.text for v in difference.values] == ["nineteen people", "nine people"]
    for value, text in zip(difference.values, (one, other), strict=True):
        [passage] = value.passages
        assert text[passage.start : passage.end] == value.text


def test_a_value_has_every_passage_that_prints_it_of_the_same_person():
    """A reader finds the age wherever the article gives it."""
    one = (
        "Mira Solven, 28, of Tarsk was charged on Monday.\n\nThe river rose all night.\n\n"
        "Police arrested Mira Solven, 28, at the mill."
    )
    other = "Officers led Mira Solven, 31, out of the mill in handcuffs, a neighbour said."
    [difference] = compared(one, other)
    assert [len(value.passages) for value in difference.values] == [2, 1]


def test_what_the_other_article_says_elsewhere_is_no_difference():
    """It gives both values."""
    other = OTHERWISE.format("nine") + "\n\nNineteen people were injured, a doctor said."
    assert not compared(LIKE.format("nineteen"), other)


def test_what_a_quotation_tells_of_is_no_second_difference():
    """What differs outside its marks is one all the same."""
    one, other = (
        f"{told}\n\n“We expect {boats} boats in the harbour by noon,” Ana Lisk said."
        for told, boats in (
            (LIKE.format("nineteen"), "three"),
            (OTHERWISE.format("nine"), "four"),
        )
    )
    [difference] = compared(one, other)
    assert [v.text for v in difference.values] == ["nineteen people", "nine people"]


def test_a_toll_of_a_later_day_has_moved_on():
    """Nobody erred, so that it is for whoever asks for everything."""
    reports = LIKE.format("nine"), OTHERWISE.format("nineteen"), ("2031-05-06", "2031-05-07")
    assert compared(*reports) == ()
    [difference] = compared(*reports, everything=True)
    assert difference.development


@pytest.mark.parametrize(
    ("earlier", "later", "differ"),
    [("seven", "five", True), ("five", "seven", False)],
)
def test_the_shot_do_not_become_fewer(earlier, later, differ):
    """One of two reports erred; where they become more, the later one only knows more."""
    one = f"Police say {earlier} people were shot outside the Sarrow stadium on Monday evening."
    other = f"Outside the Sarrow stadium, {later} people were shot on Monday evening, police say."
    assert bool(compared(one, other, ("2031-05-06", "2031-05-08"))) == differ


def test_the_wounded_become_fewer_when_they_die():
    """That is how things go on."""
    reports = LIKE.format("nineteen"), OTHERWISE.format("nine"), ("2031-05-06", "2031-05-08")
    assert compared(*reports) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("€2 million", "$2.6 million"), ("$US2 million ($2.9 million)", "$2 million")],
)
def test_a_sum_in_another_currency_is_no_other_sum(one, other):
    """Nothing is known of what it was worth on that day."""
    told = "Four men rammed their car into the jeweller's shop in Sarrow and took rings worth {}."
    assert compared(told.format(one), told.format(other).replace("rammed", "drove")) == ()


def test_two_others_are_not_two_of_all():
    """The one counts the dead too."""
    one = "A spokeswoman for the Sarrow hospital said the three victims were brought in by road."
    other = (
        "A spokeswoman for the Sarrow hospital said the two other victims were brought in by road."
    )
    assert compared(one, other) == ()


AGED = "On Monday a court in Sarrow sent {}-year-old Tamas Ferrol to prison for the fire at the stadium."
AGED_OTHERWISE = (
    "Tamas Ferrol, {}, was sent to prison on Monday by a court in Sarrow for the stadium fire."
)


@pytest.mark.parametrize(("later", "differ"), [("2031-05-09", True), ("2031-05-16", False)])
def test_somebody_may_have_had_a_birthday_between_two_reports(later, differ):
    """More than a week apart one year more is no difference."""
    found = compared(AGED.format(24), AGED_OTHERWISE.format(25), ("2031-05-06", later))
    assert bool(found) == differ


def test_father_and_son_of_one_name_are_of_two_ages():
    """Nobody is reported to be 44 years older than he is."""
    arrested = "Police arrested Tamas Ferrol, 49, at the Sarrow stadium on Monday after the fire."
    killed = "The stadium fire killed four people, among them Tamas Ferrol, {}, of Sarrow."
    assert compared(arrested, killed.format(52))
    assert compared(arrested, killed.format(5), everything=True) == ()


@pytest.mark.parametrize(
    ("more", "differ"),
    [
        ("said Mira Solven was 31", True),
        ("initially said Mira Solven was 31", False),
        ("said Mira Solven was 31, but corrected that", False),
    ],
)
def test_a_number_that_its_own_article_takes_back_is_none(more, differ):
    """The report tells itself what was said before."""
    one = "Mira Solven, 28, of Tarsk was charged with arson on Monday."
    other = f"After the fire in the mill, the police {more}, who lives there."
    assert bool(compared(one, other, everything=True)) == differ


def test_the_second_of_two_ages_is_that_of_the_name_behind_it():
    """The first person has one already."""
    text = "They are 36-year-old Mira Solven, 5-year-old Anna Solven and a dog."
    assert [age.key for _, age in ages(text, list(figures(text)))] == ["mira solven", "anna solven"]


def test_ages_of_a_group_are_no_heads():
    """A bus has so many children, of such ages."""
    one = "The bus was carrying pupils, aged 10 to 15, from their school in Tarsk to the beach at Varn."
    other = "The bus was carrying about 60 pupils from their school in Tarsk to the beach at Varn."
    assert compared(one, other, everything=True) == ()


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("on Friday", "on Friday", True),
        ("on Friday", "by early Friday", False),
        ("on Friday", "so far", False),
        ("", "since May", False),
        ("", "on Friday", False),
        ("in all", "", False),
    ],
)
def test_counts_over_other_times_are_no_difference(one, other, differ):
    """Of one day, of all days, or of it is not told which."""
    told = "The harbour office said that {} boats were towed out of the bay of Sarrow{}."
    texts = told.format(97, f" {one}".rstrip()), told.format(310, f" {other}".rstrip())
    assert bool(compared(*texts)) == differ


SHOT = "Gunmen injured four guests of the Sarrow hotel in a shooting at 2:30 a.m. on Monday."


@pytest.mark.parametrize(
    "other",
    [
        "Four people were hurt at 3:30 a.m. Monday when shots were fired in the Sarrow hotel, police said.",
        "Police were called to the Sarrow hotel, where four were hurt, at 4:10 a.m. on Monday.",
        "Four people were shot in the Sarrow hotel and another man was hurt in a shooting at 4:30 a.m. Monday.",
        "Since 4:30 a.m. Monday police have kept the Sarrow hotel shut, where four people were shot.",
        "Four people were shot in the Sarrow hotel some hours later, at 4:30 a.m. on Monday.",
    ],
)
def test_another_hour_in_an_independent_report_is_doubtful(other):
    """It may be that of a call, of another shooting, of what came after."""
    assert compared(SHOT, other) == ()
    assert compared(SHOT, other, everything=True)


def test_the_hour_of_a_private_call_is_not_that_of_the_event():
    """Somebody's mother hears of it later; what the police are called to has just happened."""
    mother = "A guest of the Sarrow hotel, where four were hurt, called his mother at 4:10 a.m. on Monday."
    assert compared(SHOT, mother, everything=True) == ()


def test_an_hour_given_beside_no_event_is_given_all_the_same():
    """The article knows of the quarrel at two and of what came of it at six."""
    one = "The shooting at the Sarrow hotel injured four guests just before 6 a.m. on Monday."
    other = (
        "Four guests were injured in the Sarrow hotel in a shooting at 2:10 a.m. on Monday.\n\n"
        "The quarrel had become serious around 6 a.m. in the bar."
    )
    assert compared(one, other, everything=True) == ()


SANK = "The ferry Ulla sank off Tarsk {} with sixteen people aboard."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("on April 23, 2031", "on April 25, 2031"),
        ("on April 23", "on April 25"),
        ("on Monday", "on Sunday"),
    ],
)
def test_other_days_in_an_independent_report_are_doubtful(one, other):
    """They may be those of the telling, or of another week."""
    other = f"The coast guard brought everybody ashore when the Ulla sank {other} at the mouth of a harbour."
    assert compared(SANK.format(one), other) == ()
    assert compared(SANK.format(one), other, everything=True)


def test_the_year_of_a_named_event_is_a_difference():
    """There is but one of it."""
    one = "The mill of Tarsk stood empty since the earthquake of 2021 and was sold."
    other = "Nobody had used the mill of Tarsk after the 2022 earthquake, an owner said."
    assert compared(one, other)


def test_the_days_of_two_hearings_are_doubtful():
    """They share the court, and may be those of two men."""
    told = "The Tarsk District Court fixed the hearing on April {}, 2031."
    one, other = (dates.facts(document(told.format(day)), 0, None)[0] for day in (23, 25))
    assert 0 < dates.rivals(one, other, False) < SHOWN


def test_the_day_of_a_protest_is_not_that_of_what_it_is_about():
    """It is nearer, and a day beside two events is of either."""
    other = "The widows recalled in a protest on April 29, 2031 how the ferry sank."
    [fact] = dates.facts(document(other), 0, None)[:1]
    assert fact.key == "day of protest"


@pytest.mark.parametrize(("hour", "differ"), [("at 3:45 p.m.", True), ("as of 3:45 p.m.", False)])
def test_the_hour_of_a_count_is_not_the_hour_of_the_event(hour, differ):
    """The words "as of" tell when somebody counted."""
    one = "The shooting at the Sarrow stadium injured four people at 12:47 a.m. on Monday, police said."
    other = f"Police said the Sarrow stadium shooting injured four people {hour} on Monday."
    assert bool(compared(one, other, everything=True)) == differ


def test_a_number_in_another_language_is_left_alone():
    """Its words are not known."""
    one = "Bei dem Brand in der Mühle von Tarsk sind am Montag 7 Menschen getötet worden, sagte die Feuerwehr."
    other = one.replace("7", "9")
    assert not any(
        difference.kind in {"number", "date"}
        for difference in compare_articles(
            [
                Article(n, title="", text=t, outlet=n, source=n, language="de")
                for n, t in (("one", one), ("other", other))
            ],
            everything=True,
        )[1].differences
    )

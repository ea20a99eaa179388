"""Who and what is named in a story, in which spellings, and where."""

import pytest

from digest.models import Article
from digest.prepare import prepare
from digest.trace import compared, trace
from digest.trace.names import findings_of, names_in
from digest.trace.names.spelling import Likeness, likeness, sound


def documents(*texts):
    """An article a text."""
    return [
        prepare(Article(f"a{at}", "", t, f"Outlet {at}", f"a{at}")) for at, t in enumerate(texts)
    ]


def named(*texts):
    return {each.name: each for each in names_in(documents(*texts)).named}


def test_words_of_office_are_no_part_of_a_name():
    """They stand beside it, as its title."""
    found = named("The strike was called off by Korvel Police Chief Ana Lisk on Monday.")[
        "Ana Lisk"
    ]
    assert [(m.text, m.title) for m in found.mentions] == [("Ana Lisk", "Police Chief")]
    assert found.kind == "person"


def test_a_short_form_is_a_mention_of_the_full_name():
    """And no variant of it."""
    found = named("Mayor Ana Lisk spoke. The market will close, Lisk said. Ms Lisk’s plan is old.")
    assert [m.text for m in found["Ana Lisk"].mentions] == ["Ana Lisk", "Lisk", "Lisk"]
    assert found["Ana Lisk"].variants == ()


@pytest.mark.parametrize("opening", ["Meanwhile", "Neighbours", "When", "On Monday"])
def test_a_word_that_opens_a_sentence_is_no_name(opening):
    """Its capital tells nothing."""
    assert set(named(f"{opening} Ana Lisk left. The neighbours saw Ana Lisk.")) == {"Ana Lisk"}


def test_a_word_for_a_body_is_a_name_where_it_is_never_written_small():
    """Its capital tells something there alone."""
    told = "On Monday the Council met Ana Lisk. {} was for the fence."
    assert set(named(told.format("Nobody"))) == {"Council", "Ana Lisk"}
    assert set(named(told.format("The council"))) == {"Ana Lisk"}


def test_a_mention_is_exactly_where_it_stands():
    """Offsets are into the article's text."""
    [document] = documents("Crowds cheered.\n\nThe ferry reached Drasna after Ana Lisk had left.")
    names = names_in([document])
    text = document.article.text
    start = text.index("The ferry")
    found = names.within("a0", start, len(text))
    assert [text[m.start : m.end] for m, _ in found] == ["Drasna", "Ana Lisk"]
    assert names.within("a0", start, text.index("Ana") + 1) == found[:1]


FERRY = "The ferry reached Drasna on Monday with {} aboard, said the harbour master of the town."
CHIEF = "{} said on Monday that the ferry had reached Drasna with nine crates aboard."
CLERK = "The harbour clerk, {}, counted nine crates on Tuesday."


def variants(*texts):
    """Every name with more than one spelling."""
    return {name.name: name.variants for name in findings_of(names_in(documents(*texts)))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey Valkin", "Sergei Valkin"),
        ("Petro Zabrodskyy", "Petro Zabrodsky"),
        ("Dmitriy Orlenko", "Dmitry Orlenko"),
        ("Jürgen Köhlert", "Juergen Koehlert"),
        ("Jürgen Köhlert", "Jurgen Kohlert"),
        ("Marc Brenholt", "Mark Brenholt"),
        ("Yevgeny Tarasyuk", "Evgeny Tarasiuk"),
    ],
)
def test_names_that_sound_alike_are_one(one, other):
    """However they were carried over from their own alphabet."""
    assert variants(CHIEF.format(one), CLERK.format(other)) == {one: (other,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Lisketh", "Ana Liskteh"),
        ("Robert Hammilson", "Robert Hamilson"),
        ("Tolmina Bridge", "Tolmnia Bridge"),
    ],
)
def test_a_slip_of_the_hand_is_no_other_name(one, other):
    """Where the rest of the name is the same, and one of the spellings is no word."""
    assert variants(FERRY.format(one), FERRY.format(other)) == {one: (other,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Slovakia", "Slovenia"),
        ("Iran", "Iraq"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Unechta", "Unechtsky"),
        ("Drasnia", "Drasnian"),
        ("Roman Veltov", "Romana Veltova"),
        ("Jason Hustek", "Mason Hustek"),
        ("Anton Reval", "Bruno Reval"),
        ("North Drasna", "South Drasna"),
        ("Emil Lisketh Jr", "Emil Lisketh Sr"),
        ("Vice Lord", "Vice Lords"),
        ("ISVEL", "ISVES"),
    ],
)
def test_names_that_look_alike_stay_two(one, other):
    """Known words are no slips of each other; endings make other words, and relatives are others."""
    assert variants(FERRY.format(one), FERRY.format(other)) == {}


def test_names_in_one_article_are_of_two_people():
    """Whoever prints both means both."""
    both = CHIEF.format("Jaylen Oskarth") + " " + CLERK.format("Jaylon Oskarth")
    assert variants(both, CLERK.format("Jaylon Oskarth")) == {}


@pytest.mark.parametrize(("age", "joined"), [(19, True), (20, True), (23, False)])
def test_people_of_other_ages_are_others(age, joined):
    """A birthday lies between two reports, not four."""
    told = "The {}-year-old {} was seen on Monday."
    found = variants(told.format(19, "Jaylen Oskarth"), told.format(age, "Jaylon Oskarth"))
    assert bool(found) == joined


def test_a_street_is_not_another_one_for_being_a_street():
    """Its sentences have to agree."""
    one, other = "A lorry burned on Velsun Avenue.", "The choir practised in Valsun Avenue."
    assert variants(one, other) == {}
    assert variants(one, one.replace("Velsun", "Valsun")) == {"Velsun Avenue": ("Valsun Avenue",)}


def test_one_slip_among_many_mentions_is_seen_within_an_article():
    """Unless relatives are spoken of there."""
    many = "{0} sings. A choir waited for {0} in Drasna. The crowd heard {0} on Monday. It rained."
    text = many.format("Jaylen Oskarth") + " The applause for Jaylon Oskarth was long."
    assert variants(text) == {"Jaylen Oskarth": ("Jaylon Oskarth",)}
    assert variants(text.replace("The applause", "Her brother’s applause")) == {}


def test_a_nickname_is_joined_where_its_sentence_agrees():
    """One letter alone tells nothing."""
    told = "Commander Robert Tovdy, known as {}, said that the bridge at Drasna was hit at noon."
    other = "The ferry had left with {} long before that."
    assert variants(told.format("Vagyar"), told.format("Vadyar")) == {"Vagyar": ("Vadyar",)}
    assert variants(told.format("Vagyar"), other.format("Vadyar")) == {}


def test_the_spelling_of_most_articles_is_canonical():
    """The earliest, where as many have another."""
    one, other = CHIEF.format("Sergey Valkin"), CHIEF.format("Sergei Valkin")
    assert variants(one, other, other) == {"Sergei Valkin": ("Sergey Valkin",)}
    assert variants(one, other) == {"Sergey Valkin": ("Sergei Valkin",)}


def test_capitals_marks_and_initials_make_no_other_spelling():
    """They are no news."""
    assert (
        variants(
            CHIEF.format("D’Markel Tovis"),
            CLERK.format("D'markel C. Tovis"),
            FERRY.format("D’MARKEL TOVIS"),
        )
        == {}
    )


def test_a_surname_that_two_people_share_is_neither_of_theirs():
    """Where their article names both."""
    found = named("Mayor Ana Lisk and Judge Emil Lisk met. The market will close, Lisk said.")
    assert [len(found[name].mentions) for name in ("Ana Lisk", "Emil Lisk", "Lisk")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The ferry sank near Drasna on Monday.", "Drasna", "place"),
        ("They met on Tolmin Street at noon.", "Tolmin Street", "place"),
        (
            "He studied at the University of Korvel for years.",
            "University of Korvel",
            "organisation",
        ),
        ("The victim, Ana Lisk, 34, was found on Monday.", "Ana Lisk", "person"),
        ("They live in Prince Tolmin’s County since May.", "Prince Tolmin’s County", "place"),
        ("The ship Vellamo was seen on Monday.", "Vellamo", "other"),
    ],
)
def test_a_kind_is_told_by_the_words_of_a_name_and_around_it(text, name, kind):
    """Else it is of another kind."""
    assert named(text)[name].kind == kind


def test_other_languages_are_not_guessed_at():
    """German writes every noun with a capital."""
    one = "Die Fähre erreichte am Montag das Hafenbecken von Drasna, sagte der Hafenmeister der Stadt."
    other = "Die Fähre erreichte am Montag die Hafenbacken von Drasna, sagte der Hafenmeister der Stadt."
    assert variants(one, other) == {}


def test_comparing_a_story_tells_its_names():
    """Those with several spellings."""
    told = documents(CHIEF.format("Sergey Valkin"), CLERK.format("Sergei Valkin"))
    [name] = compared(told, trace(told)).names
    assert (name.name, name.variants, name.kind) == ("Sergey Valkin", ("Sergei Valkin",), "person")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Drask", "Drelk", Likeness.LOOSE),
        ("Drak", "Drel", Likeness.UNLIKE),
        ("Drak", "Drek", Likeness.NEAR),
        ("Dra", "Dre", Likeness.UNLIKE),
    ],
)
def test_a_short_word_bears_fewer_slips(one, other, found):
    """Two in five letters, one in four, none in three."""
    assert likeness(one, other, "en") is found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [("Valtsky", "Valtska", Likeness.UNLIKE), ("Valtsky", "Valtski", Likeness.SOUND)],
)
def test_a_name_of_the_other_gender_is_another_name(one, other, found):
    """An ending that sounds the same is none of another gender."""
    assert likeness(one, other, "en") is found


# ---- which words are a name ------------------------------------------------------------------

READ = [
    ("He saw Ludwig van der Merrin and Ana de la Lisk.", ["Ludwig van der Merrin", "Ana de la Lisk"]),
    ("He saw the University of Korvel and the Bank of the Merrin.", ["University of Korvel", "Bank of the Merrin"]),
    ("Officials of Korvel met Ana Lisk.", ["Korvel", "Ana Lisk"]),
    ("They took the Korvel-Drasna line.", ["Korvel-Drasna"]),
    ("He saw Korvel and Drasna. He took the Korvel-Drasna line.", ["Korvel", "Drasna", "Korvel", "Drasna"]),
    ("He met Ana Orn-Lisk, Jean-Luc Orn and Ana al-Orn.", ["Ana Orn-Lisk", "Jean-Luc Orn", "Ana al-Orn"]),
    ("He met Kim Orn-el Lisk and Bo Orn-backed Ana Lisk.", ["Kim Orn-el Lisk", "Bo Orn", "Ana Lisk"]),
    ("He met J. R. Orn and X at noon.", ["J. R. Orn"]),
    ("He met envoy Ana Lisk.", ["[envoy] Ana Lisk"]),
    ("He met former Korvel Deputy Police Chief Ana Lisk.", ["Korvel", "[Deputy Police Chief] Ana Lisk"]),
    ("He met Chief Ana Lisk and Mayor Pavel Orn of Korvel.", ["[Chief] Ana Lisk", "[Mayor] Pavel Orn", "Korvel"]),
    ("He met former federal Judge Ana Lisk.", ["[former federal Judge] Ana Lisk"]),
    ("He met Drasnian President Ana Lisk and Drasnian troops.", ["[Drasnian President] Ana Lisk", "Drasnian"]),
    ("He met a Drasnian. President Drasnian left.", ["Drasnian", "Drasnian"]),
    ("He met Martin King and King Martin; the King left.", ["Martin King", "[King] Martin"]),
    ("He met Korvel’s Mayor Ana Lisk.", ["Korvel", "[Mayor] Ana Lisk"]),
    ("Korvel Mayor Ana Lisk left.", ["Korvel", "[Mayor] Ana Lisk"]),
    ("The Korvel Police left.", ["Korvel Police"]),
    ("It was the Korvel Police Chief at noon.", ["Korvel Police"]),
    ("He met Prince Tolmin’s County clerks.", ["Prince Tolmin’s County"]),
    ("He went to Korvel & Sons, to St. Orla and to Mt. Brindle.", ["Korvel & Sons", "St. Orla", "Mt. Brindle"]),
    ("“Ana Lisk left,” he said. “Brindle too.”", ["Ana Lisk", "Brindle"]),
    ("They met House of Lords Speaker Ana Lisk.", ["House of Lords", "[Speaker] Ana Lisk"]),
    ("The Council of the Elders met in Korvel City Hall.", ["Council of the Elders", "Korvel City Hall"]),
    ("They met Ana the Lisk.", ["Ana", "Lisk"]),
    ("Yesterday Ana Lisk left. Mayor left. On Monday in May he sang.", ["Ana Lisk"]),
    ("THE FERRY BRINDLE LEFT THE PORT OF DRASNA", []),
    ("Ferry Brindle Leaves Drasna Port", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), READ)
def test_names_are_read_with_the_words_of_office_before_them(text, found):
    """In their order; particles, initials and dashes within, headlines and other capitals left out."""
    told = names_in(documents(text)).within("a0", 0, len(text))
    assert [f"[{m.title}] {m.text}" if m.title else m.text for m, _ in told] == found


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Mayor Ana Lisk Jr spoke. Then Lisk left.", ["Ana Lisk Jr", "Lisk"]),
        (
            "He met Mayor Ana Orn Lisk. Orn Lisk left; Ana left; Ana Orn sang; Ana Lisk too.",
            ["Ana Orn Lisk", "Orn Lisk", "Ana", "Ana Orn", "Ana Lisk"],
        ),
        ("He met Ana Orn Lisk. Lisk left; Ana left.", ["Ana Orn Lisk", "Lisk", "Ana"]),
        ("He met Ana Orn Lisk. The crowd met Ana at noon.", ["Ana Orn Lisk"]),
        ("He met Ana Maria Orn Lisk. Then Lisk left.", ["Ana Maria Orn Lisk", "Lisk"]),
        ("He met Ana Maria Orn Bo Lisk. Then Lisk left.", ["Ana Maria Orn Bo Lisk"]),
    ],
)
def test_short_forms_of_a_long_name(text, forms):
    """A first name alone is one where an office or a surname alone tells that it is a person's."""
    assert [m.text for m in named(text)[forms[0]].mentions] == forms


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Ministry of Boats met.", "Ministry of Boats", "organisation"),
        ("The City of Korvel met.", "City of Korvel", "place"),
        ("He saw Mount Brindle.", "Mount Brindle", "place"),
        ("He met Drasnian troops.", "Drasnian", "other"),
        ("He left, and Ana Lisk said so.", "Ana Lisk", "person"),
        ("He left, and Brindle said so.", "Brindle", "other"),
        ("He met 34-year-old Ana Lisk.", "Ana Lisk", "person"),
        ("Ana Lisk sang. The crowd heard Lisk at noon.", "Ana Lisk", "person"),
        ("It rained at Brindle and near Ana Lisk, 34, too.", "Brindle", "place"),
        ("It rained across the Brindle for a day.", "Brindle", "place"),
    ],
)
def test_a_name_is_of_the_kind_that_its_words_or_its_place_tell(text, name, kind):
    """Its own words first, then an office, an age, a word of saying, a word of place."""
    assert named(text)[name].kind == kind


@pytest.mark.parametrize(
    ("one", "other", "alike", "loosely"),
    [
        ("Sergey Valkin", "Sergei Valkin", 0.95, 0.95),
        ("Ana Lisketh", "Ana Liskath", 0.95, 0.6),
        ("Ana Lisketh", "Ana Luskath", 0.6, None),
        ("Bo Velsunath Orn", "Bo Valsunith Orn", 0.6, 0.6),
        ("Ana Maria Lisketh", "Ana Liskath", 0.95, 0.6),
        ("Valtsky", "Valtski", 0.8, 0.8),
        ("Marc", "Mark", 0.7, None),
        ("Mayor Ana Orn Valtsky", "Valtski", None, None),
        ("Vagyar", "Vadyar", 0.6, None),
        ("Vagyarulo", "Vadyarulo", 0.6, None),
        ("Drask", "Drelk", None, None),
        ("Mayor Ana Valtsky", "Valtski", 0.8, 0.4),
        ("Velsun Avenue", "Valsun Avenue", 0.95, None),
    ],
)
def test_how_sure_two_spellings_are_of_one_name(one, other, alike, loosely):
    """By sound, by the number of slips, by words, and by whether their sentences say the same."""
    for frame, sure in ((FERRY, alike), (CLERK, loosely)):
        found = findings_of(names_in(documents(FERRY.format(one), frame.format(other))))
        assert [name.confidence for name in found] == ([sure] if sure else [])


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("Yevgeny Evgeni", "evgeni"), ("George Jeorge", "jeorge"), ("Mueller Muller", "muler"),
        ("Khalid Halid", "halid"), ("Philip Filip", "filip"), ("Tzara Tsara", "ţara"),
        ("Jack Jak", "jak"), ("Max Macks", "maks"), ("Walter Valter", "valter"),
        ("Johnson Jonson", "jonson"), ("Orloff Orlov", "orlov"), ("Youssouf Yusuf", "iusuf"),
        ("Hannah Hana", "hana"),
    ],
)  # fmt: skip
def test_one_sound_has_several_spellings(words, heard):
    """As names come into English from other alphabets, or are heard."""
    assert {sound(word) for word in words.split()} == {heard}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Jong-unat", "Jong-unit", Likeness.NEAR),
        ("Kim-un", "Kim-il", Likeness.UNLIKE),
        ("ISVELA", "ISVESA", Likeness.NEAR),
        ("ISVEL", "ISVES", Likeness.UNLIKE),
        ("Orna", "Orn", Likeness.UNLIKE),
        ("Lisk", "Liskk", Likeness.SOUND),
        ("Valkov", "Valkova", Likeness.UNLIKE),
        ("Valkov", "Valkin", Likeness.UNLIKE),
        ("Drasnath", "Trasnath", Likeness.UNLIKE),
        ("O'Lisk", "Olisk", Likeness.SAME),
        ("Ostrel", "Ostral", Likeness.NEAR),
        ("Brown", "Crown", Likeness.UNLIKE),
    ],
)
def test_how_alike_two_words_are(one, other, found):
    """Letters of their own, endings, first sounds and known words keep them apart; either way round."""
    assert likeness(one, other, "en") is found
    assert likeness(other, one, "en") is found

"""Every flaw that is planted in a true edition is found, and a true one has none."""

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.api import make_edition
from digest.errors import EditionError
from digest.models import (
    Aside,
    Derivation,
    Difference,
    LeftOut,
    Name,
    Passage,
    Quote,
    Section,
    Statement,
    Variant,
)
from digest.publish.edition_json import load, public_copy
from digest.read.files import Reading
from digest.read.jsonl import read_lines
from digest.verify import Finding, verify

HARBOUR = """
{"id": "post", "outlet": "Sallow Post", "title": "Storm tears the roof off Sallow school",
"published": "2031-05-04T06:00:00Z", "text": "A storm tore the roof off the only school of Sallow
Island on Saturday night, the island's council said.\\n\\nNobody was hurt, and 84 pupils will be
taught in the town hall.\\n\\nCouncil leader Ada Brel said that a new roof would cost 310,000 crowns
and that the island could not pay for it alone.\\n\\nShe will ask the ministry in Port Merrin for
help on Monday, and the council votes on a loan on Thursday.\\n\\nThe school was built in 1911 and
had been due for repair since the autumn."}
{"id": "courier", "outlet": "Merrin Courier", "title": "Sallow pupils move to the town hall",
"published": "2031-05-04T09:00:00Z", "text": "The 84 pupils of Sallow Island will have their lessons
in the town hall after a storm took the roof off their school on Saturday night.\\n\\nA new roof
would cost 310,000 crowns, council leader Ada Brel said on Sunday.\\n\\nNo pupil was in the building
when the storm came, and nobody was hurt.\\n\\nThe ministry in Port Merrin sent two engineers to look
at the walls, which date from 1911."}
{"id": "herald", "outlet": "Port Herald", "title": "Pear thought lost grows by a railway halt",
"published": "2031-05-03", "text": "A pear that growers had given up for lost stands beside the
railway halt of Ostry, a teacher found.\\n\\nThe tree bore fruit in September for the first time in
twenty years, Milo Tarn told the growers of the valley.\\n\\nCuttings will be handed out in
March."}
"""


def made():
    lines = HARBOUR.replace("\n{", "\0{").replace("\n", " ").split("\0")
    articles = tuple(read_lines([line.strip().encode() for line in lines], "harbour.jsonl"))
    return make_edition(Reading(articles, ()))


MADE = made()
ARTICLES = {article.id: article for article in MADE.articles}


def cited(article, words, field="text"):
    text = getattr(ARTICLES[article], field)
    return Passage(article, text.index(words), text.index(words) + len(words), field)


def stated(*parts, text=None, support=()):
    """A statement of words of articles, with its true counts."""
    passages = tuple(cited(*part) for part in parts)
    support = tuple(cited(*part) for part in support)
    members = {p.article for p in (*passages, *support)}
    return Statement(
        text=text or " ".join(part[1] for part in parts),
        passages=passages,
        support=support,
        outlets=len({ARTICLES[a].outlet for a in members}),
        origins=sum(1 for part in MADE.stories[0].origins if members.intersection(part)),
    )


NOBODY = ("post", "Nobody was hurt, and 84 pupils will be taught in the town hall.")
ASKED = ("post", "She will ask the ministry in Port Merrin for help on Monday")
ROOF = ("courier", "A new roof would cost 310,000 crowns, council leader Ada Brel said on Sunday.")
BULLET = stated(NOBODY)
STORY = replace(
    MADE.stories[0],
    headline=stated(("post", "Storm tears the roof off Sallow school", "title")),
    standfirst=stated(("courier", "No pupil was in the building when the storm came")),
    quick_look=(BULLET, stated(ROOF), stated(ASKED)),
    deep_look=(
        Section("The walls", (stated(("courier", "two engineers to look at the walls")),)),
        Section(
            "", (stated(("post", "due for repair"), ("post", "since the autumn")), stated(ROOF))
        ),
    ),
)
EDITION = replace(MADE, stories=(STORY, *MADE.stories[1:]))


def with_story(**changes):
    return replace(EDITION, stories=(replace(STORY, **changes), *EDITION.stories[1:]))


def with_statement(statement):
    """The edition with another first bullet."""
    return with_story(quick_look=(statement, *STORY.quick_look[1:]))


def with_article(key, **changes):
    made = [replace(a, **changes) if a.id == key else a for a in EDITION.articles]
    return replace(EDITION, articles=tuple(made))


def found(edition, where=""):
    """What is said of a place, one line a finding."""
    return "\n".join(str(finding) for finding in verify(edition) if where in finding.where)


def shown():
    """Where every statement of the first story stands, and an edition with another one there."""
    yield STORY.headline, lambda s: with_story(headline=s)
    if STORY.standfirst:
        yield STORY.standfirst, lambda s: with_story(standfirst=s)
    for at, bullet in enumerate(STORY.quick_look):
        yield (
            bullet,
            lambda s, at=at: with_story(
                quick_look=(*STORY.quick_look[:at], s, *STORY.quick_look[at + 1 :])
            ),
        )
    for at, section in enumerate(STORY.deep_look):
        for place, statement in enumerate(section.statements):
            yield (
                statement,
                lambda s, at=at, place=place: with_story(deep_look=_deep_look(at, place, s)),
            )


def _deep_look(at, place, statement):
    sections = list(STORY.deep_look)
    statements = list(sections[at].statements)
    statements[place] = statement
    sections[at] = replace(sections[at], statements=tuple(statements))
    return tuple(sections)


SHOWN = list(shown())


def test_the_edition_that_the_tests_spoil_is_worth_it():
    """It has two stories, one of two articles of independent origin."""
    assert [set(story.articles) for story in EDITION.stories] == [{"post", "courier"}, {"herald"}]
    assert len(STORY.origins) == 2


def test_an_untouched_edition_has_no_finding():
    """Every word is proved."""
    assert verify(EDITION) == []


def test_a_finding_is_one_line_with_its_place():
    """The place comes first."""
    assert str(Finding("s-1/headline", "has no passage")) == "s-1/headline: has no passage"


# ---- words -----------------------------------------------------------------------------------


@given(st.data())
def test_any_changed_letter_or_digit_is_found(data):
    """Wherever it stands; the case of a statement's first letter alone is free."""
    statement, spoiled = data.draw(st.sampled_from(SHOWN))
    text = statement.text
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isalnum()]))
    letter = data.draw(st.sampled_from(string.ascii_letters + string.digits + "éßжلا漢"))
    first = next(i for i, c in enumerate(text) if c.isalnum())
    changed = text[:at] + letter + text[at + 1 :]
    same = letter == text[at] or (at == first and letter.casefold() == text[at].casefold())
    assert bool(verify(spoiled(replace(statement, text=changed)))) is not same


@given(st.data())
def test_any_letter_too_many_or_too_few_is_found(data):
    """A letter or digit put in or taken out is found, wherever it stands."""
    statement, spoiled = data.draw(st.sampled_from(SHOWN))
    text = statement.text
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isalnum()]))
    more = text[:at] + data.draw(st.sampled_from("aZ9é")) + text[at:]
    assert verify(spoiled(replace(statement, text=more)))
    assert verify(spoiled(replace(statement, text=text[:at] + text[at + 1 :])))


@given(st.data())
def test_any_shifted_passage_is_found(data):
    """To either side, further than over the marks that may stand at its ends."""
    statement, spoiled = data.draw(st.sampled_from(SHOWN))
    by = data.draw(st.sampled_from([-3, -2, 1, 2, 3]))
    first = statement.passages[0]
    moved = replace(first, start=first.start + by, end=first.end + by)
    passages = (moved, *statement.passages[1:])
    assert verify(spoiled(replace(statement, passages=passages)))


def test_words_run_together_are_found():
    """A space less makes another word."""
    spoiled = replace(BULLET, text=BULLET.text.replace("was hurt", "washurt"))
    assert "is not what its source says" in found(with_statement(spoiled))


def test_white_space_and_end_marks_are_free():
    """Lines joined, the first letter raised and the full stop left out change no word."""
    bullet = stated(("courier", "nobody was hurt."), text="Nobody  was\nhurt")
    assert verify(with_statement(bullet)) == []


def test_a_changed_article_is_found():
    """One letter of the source changed is as one letter of the statement changed."""
    text = ARTICLES["post"].text.replace("84 pupils", "48 pupils")
    assert "is not what its source says" in found(with_article("post", text=text))


def test_a_statement_of_nothing_is_found():
    """No passage, no proof."""
    assert "has no passage" in found(with_statement(replace(BULLET, passages=())))


def test_a_missing_article_is_found():
    """It is named where the story lists it and where statements cite it."""
    articles = tuple(a for a in EDITION.articles if a.id != "post")
    said = found(replace(EDITION, articles=articles))
    assert "article post is missing" in said
    assert "cites post, which is no article of this story" in said


def test_an_article_of_another_story_is_found():
    """What stands in an article of another story proves nothing here."""
    bullet = stated(("herald", "Cuttings will be handed out in March."))
    assert "cites herald, which is no article of this story" in found(with_statement(bullet))


def test_swapped_articles_are_found():
    """The same offsets in another article are other words."""
    other = {"post": "courier", "courier": "post"}
    passages = tuple(replace(p, article=other[p.article]) for p in BULLET.passages)
    assert found(with_statement(replace(BULLET, passages=passages)), "quick_look/0")


@pytest.mark.parametrize("start, end", [(-1, 10), (5, 5), (10, 5), (0, 10**6)])
def test_offsets_outside_the_article_are_found(start, end):
    """Before its begin, beyond its end, empty and turned round."""
    spoiled = replace(BULLET, passages=(Passage("post", start, end),))
    assert "points outside post" in found(with_statement(spoiled))


def test_a_cut_word_is_found():
    """Half a word of the source is not what the source says."""
    bullet = stated(("post", "Nobody was hurt, and 8"))
    assert "cuts a word of post" in found(with_statement(bullet))


def test_pieces_of_several_articles_are_found():
    """A statement is one article's."""
    bullet = stated(("post", "Nobody was hurt"), ("courier", "Ada Brel said on Sunday."))
    assert "several articles" in found(with_statement(bullet))


@pytest.mark.parametrize(
    "parts",
    [
        [("post", "Nobody was hurt, and 84 pupils"), ("post", "84 pupils will be taught")],
        [("post", "will be taught in the town hall."), ("post", "Nobody was hurt")],
    ],
)
def test_pieces_that_overlap_or_run_backwards_are_found(parts):
    """Pieces stand in the order in which the article has them, each word once."""
    assert "overlap or run backwards" in found(with_statement(stated(*parts)))


def test_an_aside_that_is_shown_is_found():
    """What the edition itself marks as no report may not be shown, nor cited in support."""
    passage = cited("post", "84 pupils")
    aside = Aside(passage.start, passage.end, "caption")
    spoiled = with_statement(BULLET)
    marked = [replace(a, asides=(aside,)) if a.id == "post" else a for a in spoiled.articles]
    spoiled = replace(spoiled, articles=tuple(marked))
    assert "marked as no report" in found(spoiled, "quick_look/0")
    supported = stated(("courier", "nobody was hurt."), support=[("post", "84 pupils")])
    story = replace(STORY, quick_look=(supported,))
    spoiled = replace(spoiled, stories=(story, *EDITION.stories[1:]))
    assert "marked as no report" in found(spoiled, "quick_look/0")


# ---- insertions ------------------------------------------------------------------------------


def inserted(words):
    text = f"She [{words}] will ask the ministry in Port Merrin"
    part = ("post", "She will ask the ministry in Port Merrin")
    return found(with_statement(stated(part, text=text)), "quick_look/0")


@pytest.mark.parametrize("words", ["Ada Brel", "council leader", "2031-05-05", "Monday, 5 May"])
def test_what_the_article_says_elsewhere_may_be_inserted(words):
    """Words of the article and dates, in brackets."""
    assert inserted(words) == ""


@pytest.mark.parametrize("words", ["Ida Brel", "Ada Bre", "the mayor", "hurt 17", "84 of May"])
def test_an_insertion_that_the_article_never_says_is_found(words):
    """Not even as a part of a word, and no number that is no date."""
    assert f"inserts [{words}], which its article never says" in inserted(words)


@pytest.mark.parametrize("words", ["could not", "84 pupils", "1911"])
def test_an_insertion_that_turns_the_meaning_is_found(words):
    """A number or a negation may not be inserted although the article has it."""
    assert f"inserts [{words}]: a number or a negation" in inserted(words)


# ---- counts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", ["outlets", "origins"])
@pytest.mark.parametrize("by", [-1, 1])
def test_a_wrong_count_is_found(count, by):
    """One outlet or origin too many or too few is named, with the right number."""
    spoiled = replace(BULLET, **{count: getattr(BULLET, count) + by})
    assert "it cites 1 and 1" in found(with_statement(spoiled), "quick_look/0")


def test_one_origin_cited_twice_counts_once():
    """Two outlets that carry one text are two outlets and one origin."""
    bullet = stated(NOBODY, support=[("courier", "nobody was hurt.")])
    assert verify(with_statement(bullet)) == []
    one_origin = with_story(origins=(("post", "courier"),), quick_look=(bullet,))
    assert "says 2 outlets and 2 origins; it cites 2 and 1" in found(one_origin, "quick_look/0")


def test_origins_that_do_not_part_the_articles_are_found():
    """Each article is in one origin, none in two and none in no one."""
    for origins in [(("post",),), (("post", "courier"), ("post",)), ()]:
        assert "do not part its articles" in found(with_story(origins=origins))


# ---- cells, names, identities ----------------------------------------------------------------


def test_a_changed_quotation_or_value_is_found():
    """Quotations, their variants and the values of a difference are verbatim too."""
    true = Variant("310,000 crowns", (cited("post", "310,000 crowns"),))
    false = replace(true, text="301,000 crowns")
    cut = Variant("310", (cited("post", "310"),))
    halved = Variant("31", (replace(cut.passages[0], end=cut.passages[0].end - 1),))
    quote = Quote("Ada Brel", true.text, true.passages, (false,))
    difference = Difference("number", "cost", (cut, false), 0.9)
    spoiled = with_story(quotes=(quote,), differences=(difference,))
    assert "is not what its source says" in found(spoiled, "quotes/0/variants/0")
    assert "is not what its source says" in found(spoiled, "differences/0/values/1")
    assert found(spoiled, "differences/0/values/0") == ""
    spoiled = with_story(differences=(replace(difference, values=(halved,)),))
    assert "cuts a word" in found(spoiled, "differences/0/values/0")


def test_a_spelling_or_speaker_that_nobody_printed_is_found():
    """Names are the articles' own, in each spelling."""
    names = (Name("Ada Brel", "person", ("Ada  Brell",)), Name("Sallow Island", "place", ()))
    assert "'Ada  Brell' stands in none" in found(with_story(names=names), "names/0")
    assert found(with_story(names=names), "names/1") == ""
    quote = Quote("Bo Brel", "nobody was hurt", (cited("courier", "nobody was hurt"),), ())
    assert "'Bo Brel' stands in none" in found(with_story(quotes=(quote,)), "quotes/0")


@pytest.mark.parametrize("key", ["id", "slug"])
def test_two_stories_of_one_name_are_found(key):
    """An id or slug is one story's."""
    twin = replace(EDITION.stories[1], **{key: getattr(STORY, key)})
    assert f"a story's {key} stands 2 times" in found(replace(EDITION, stories=(STORY, twin)))


def test_an_article_listed_twice_is_found():
    """In the list of articles, and in two stories."""
    twice = replace(EDITION, articles=(*EDITION.articles, EDITION.articles[0]))
    assert "an article's id stands 2 times" in found(twice)
    told_twice = replace(EDITION.stories[1], articles=("herald", "post"))
    assert "an article stands 2 times" in found(replace(EDITION, stories=(STORY, told_twice)))


def test_an_article_of_no_story_is_found():
    """Nothing is carried that no story tells."""
    spoiled = replace(EDITION, stories=EDITION.stories[:1])
    assert "articles/herald: is in no story" in found(spoiled)


# ---- copies ----------------------------------------------------------------------------------


def test_a_published_copy_is_refused_with_a_word_on_the_archive():
    """Without article texts nothing can be proved, and nothing is called proved."""
    with pytest.raises(EditionError, match=f"editions/{EDITION.id}.json"):
        verify(load(public_copy(EDITION)))


def test_one_article_without_text_is_a_finding():
    """A copy that lost one text is no published copy but a damaged one."""
    assert "articles/post: carries no text" in found(with_article("post", text=None))


def test_an_edition_of_nothing_says_why():
    """No story and no article are no finding where `left_out` tells what became of them."""
    bare = replace(EDITION, stories=(), articles=(), left_out=())
    assert "stories: there is none, and left_out does not say why" in found(bare)
    assert verify(replace(bare, left_out=(LeftOut("a.txt", "read", "empty"),))) == []


# ---- what else must hold ---------------------------------------------------------------------


def test_support_alone_is_no_proof():
    """A statement of no passage is found although others are said to report the same."""
    bullet = replace(BULLET, passages=(), support=(cited("courier", "nobody was hurt."),))
    assert "has no passage" in found(with_statement(bullet), "quick_look/0")


@pytest.mark.parametrize(
    "origin, what",
    [("post", "the article itself"), ("herald", "another story"), ("none", "missing")],
)
def test_an_article_derives_from_another_of_its_story(origin, what):
    """Neither from itself nor from elsewhere."""
    derived = Derivation(origin, "rewrite", 0.8, ("the same words",))
    assert what in found(with_article("post", derived_from=derived), "articles/post")


def test_a_tag_that_two_stories_bear_is_found():
    """A feed reader would take them for one."""
    tag = EDITION.stories[1].tag
    assert f"{tag}: a story's tag stands 2 times" in found(with_story(tag=tag))


@pytest.mark.parametrize("at", [-1, 3])
def test_news_outside_the_quick_look_is_found(at):
    """`new` counts bullets from 0."""
    assert "`new` points past the Quick Look" in found(with_story(new=(0, at)))


@pytest.mark.parametrize(
    "updated", ["", "yesterday", "2031-05-04", "2031-05-04T10:00:00", "2031-13-04T10:00:00Z"]
)
def test_an_update_at_no_moment_is_found(updated):
    """A date, a time without a zone and a month that is none are no date-time."""
    assert "is no RFC 3339 date-time" in found(replace(EDITION, updated=updated), "updated")
    assert verify(replace(EDITION, updated="2031-05-04T10:00:00.5+02:00")) == []


@pytest.mark.parametrize("words", ["2029-05-05", "5 May 2029", "Monday, May 5, 2033", "2031-02-30"])
def test_an_inserted_date_far_from_the_article_is_found(words):
    """More than 400 days off, or no day of the calendar."""
    assert f"inserts [{words}], far from the article's own date" in inserted(words)


@pytest.mark.parametrize("words", ["2032-05-05", "5 May 2030", "Monday, May 5, 2031", "5 May"])
def test_an_inserted_date_near_the_article_is_none(words):
    """Within 400 days, or without a year."""
    assert inserted(words) == ""


def test_an_inserted_stop_word_is_found():
    """It names nobody and nothing, though the article has it."""
    assert "inserts [the], which names nothing" in inserted("the")


def test_a_statement_that_supports_itself_is_found():
    """Support stands in other articles."""
    bullet = stated(NOBODY, support=[("post", "The school was built in 1911")])
    assert "supported by post, which it is itself from" in found(with_statement(bullet))


def test_a_scrap_of_text_is_found():
    """A piece of under three words says nothing; a title may be as short as it is."""
    assert "under three words: '84 pupils'" in found(with_statement(stated(("post", "84 pupils"))))
    assert verify(with_statement(stated(("post", "Sallow school", "title")))) == []
    assert verify(with_story(headline=stated(("post", "town hall")))) == []


def test_a_sentence_without_spaces_is_no_scrap():
    """Its script leaves none."""
    text = "渡轮星期天再次启航。"
    bullet = Statement(text, (Passage("post", 0, len(text)),), (), 1, 1)
    spoiled = with_statement(bullet)
    articles = [replace(a, text=text) if a.id == "post" else a for a in spoiled.articles]
    assert found(replace(spoiled, articles=tuple(articles)), "quick_look/0") == ""

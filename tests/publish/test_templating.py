"""What templates may print."""

import invented_editions as invented

from digest.publish import Press, environment


def test_no_character_that_turns_text_around_gets_through_a_template(tmp_path):
    """Not even where a user's template prints a value unescaped, through a macro."""
    (tmp_path / "own.html").write_text(
        "{% macro bold(value) %}<b>{{ value|safe }}</b>{% endmacro %}{{ bold(value) }}{{ value }}\n"
    )
    made = environment([tmp_path]).get_template("own.html").render(value="a\u202e&\x00b")
    assert made == "<b>a&b</b>a&amp;b\n"


def test_the_language_of_words_is_an_attribute_that_stays_one(tmp_path):
    """Words in the language of the page have none."""
    (tmp_path / "own.html").write_text("<p{{ own|lang }}><p{{ other|lang }}>")
    made = environment([tmp_path]).get_template("own.html").render(own=None, other='de"><b>')
    assert made == '<p><p lang="de&#34;&gt;&lt;b&gt;">'


def test_the_stories_of_an_edition_are_laid_out_once(site, templates):
    """Every format is given the same ones, each edition its own."""
    press = Press(site, templates)
    full, earlier = invented.full(), invented.earlier()
    assert press.stories(full) is press.stories(full)
    assert [view.edition.id for view in press.stories(earlier)] == [earlier.id] * len(
        earlier.stories
    )

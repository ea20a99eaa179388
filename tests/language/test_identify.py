"""Which language a text is in."""

import pytest

from digest.language.identify import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ferry hit the wall of the harbour on Wednesday evening."),
        ("fr", "Le ferry a heurté le mur du port mercredi soir, selon les autorités."),
        ("de", "Die Fähre prallte am Mittwochabend gegen die Mauer des Hafens."),
        ("vi", "Chiếc phà đã đâm vào tường của cảng vào tối thứ Tư, theo cảnh sát."),
        ("zh", "渡轮周三晚上撞上了港口的防波堤，造成一名船员死亡，十七人受伤。"),
        ("ru", "Паром врезался в стену гавани в среду вечером, сообщили власти."),
    ],
)
def test_the_language_of_a_sentence_is_told(language: str, text: str) -> None:
    """One sentence is enough."""
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "   ", "Ana Lisk", "12 34 56 78 9", "…"])
def test_what_is_too_short_to_tell_is_in_the_default(text: str) -> None:
    """A name or a figure tells nothing."""
    assert language_of(text, default="nl") == "nl"

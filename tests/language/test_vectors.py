"""Static embeddings."""

import numpy as np

from digest.language.vectors import _model, _pieces, vectors


def test_vectors_are_rows_of_unit_length() -> None:
    """One a text, float32."""
    rows = vectors(["The ferry hit the wall.", "他离开了。", "x" * 5000])
    assert rows.shape == (3, 256)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_an_empty_text_is_a_row_of_zeros() -> None:
    """And no text at all is no row."""
    rows = vectors(["", "ferry"])
    assert not rows[0].any()
    assert rows[1].any()
    assert vectors([]).shape == (0, 256)


def test_vectors_depend_on_their_text_alone() -> None:
    """Not on what else is asked for, nor on when."""
    alone = vectors(["The ferry hit the wall."])[0]
    among = vectors(["Rates were cut.", "The ferry hit the wall.", ""])[1]
    assert np.array_equal(alone, among)


def test_like_texts_are_near() -> None:
    """A reworded sentence is nearer than another subject."""
    a, b, c = vectors(
        [
            "The ferry struck the harbour wall.",
            "A ship hit the breakwater in port.",
            "Interest rates were cut by the bank.",
        ]
    )
    assert a @ b > a @ c


def test_words_have_the_pieces_that_they_have_within_their_text() -> None:
    """A text parted into words, each known from before, gives the pieces of the text as a whole."""
    whole = _model()[1]
    for text in (
        "The ferry “Maja” hit the wall at 6:40 p.m.,\nnobody knew why.",
        "two  spaces, and one behind ",
        "a▁ b ▁c",
        "<s> is no word </s>",
        "他离开了。 Он ушёл. \u00a0x",
        "",
    ):
        assert _pieces(text) == whole.encode(text, add_special_tokens=False).ids

"""Bytes of a page → its text."""

import pytest

from digest.read.decode import decode_page

WORD = "Drásna’s naïve café"


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (WORD.encode(), ""),
        (b"\xef\xbb\xbf" + WORD.encode(), "text/html; charset=windows-1251"),
        (WORD.encode("utf-16"), "text/html"),
        (WORD.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (WORD.encode("cp1252"), 'text/html; charset="latin1"'),
        (WORD.encode(), "text/html; charset=iso-8859-1"),
        (WORD.encode(), "text/html; charset=utf-16"),
        (WORD.encode(), "text/html; charset=nonsense"),
        (WORD.encode(), "text/html; charset=rot13"),
        (WORD.encode().decode("latin-1").encode(), "text/html; charset=utf-8"),
        (WORD.encode().decode("cp1252").encode(), ""),
    ],
    ids="utf-8 mark utf-16 latin-1 quoted wrong-header utf-16-in-name unknown no-text twice twice-as-windows".split(),
)
def test_a_page_is_decoded_as_browsers_would(data, content_type):
    """The mark goes before the header, and bytes that are UTF-8 before any name but that."""
    assert decode_page(data, content_type) == WORD


def test_a_page_names_its_encoding_within_itself():
    """In `<meta>`, in either form."""
    for head in (
        '<meta charset="koi8-r">',
        '<meta http-equiv=x content="text/html; charset=koi8-r">',
    ):
        assert decode_page(f"{head}<p>Паром</p>".encode("koi8-r")) == f"{head}<p>Паром</p>"


def test_a_header_goes_before_what_the_page_says():
    """As the standard has it."""
    page = '<meta charset="koi8-r"><p>Паром</p>'
    assert decode_page(page.encode("cp1251"), "text/html; charset=windows-1251") == page


def test_letters_that_look_as_if_written_twice_are_kept():
    """Only with control characters, which no page means, is it sure."""
    for text in ("SÃO PAULO", "« Â » Ã©", "naÃ¯ve", "â€ and €"):
        assert decode_page(text.encode()) == text

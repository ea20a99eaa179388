"""The messages: what stands in them, and what can never get into them."""

import email
import re
from email import policy
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from digest.config import Host, Mail, Mailbox, WayOut
from digest.models import Edition
from digest.publish.rendition import Site
from digest.publish.templating import environment
from digest.send.mail import compose, letter

TEMPLATE = environment([Path(__file__).parents[2] / "templates"]).get_template("mail.html")
ADA = Mailbox("Ada <ada@example.org>")
TEXT = """\
# Harbour Digest, 4 May 2031

## Ferry service to Sallow Island resumes after storm

- The first boat left Port Merrin at 06:10 on Sunday (1, 2; 2 outlets, 2 independent)
- Zoë Ålund, the harbour master, said “the channel is clear” (1)

> “Nobody was hurt” (2) Zoë Ålund

### Sources

1. Merrin Courier, 4 May 2031: Boats are back. Origin A; 3 statements.
   <https://courier.example/ferry?id=7&lang=en>
"""


def edition(**changes):
    given = {
        "version": 1,
        "id": "2031-05-04",
        "title": "Harbour Digest",
        "date": "2031-05-04",
        "updated": "2031-05-04T05:30:00Z",
        "language": "en",
        "tag": "tag:news.example.org,2031:digest",
        "stories": (),
        "articles": (),
        "left_out": (),
    }
    return Edition(**given | changes)


def settings(**changes):
    given = {
        "host": Host("localhost"),
        "sender": Mailbox("Harbour Desk <desk@example.org>"),
        "to": (ADA,),
    }
    return Mail(**given | changes)


def composed(text=TEXT, mail=None, to=ADA, url="https://news.example.org/", **changes):
    """The message as it goes over the line, and as a reader's program parses it."""
    made = letter(edition(**changes), text, Site(url, "Harbour Digest"), TEMPLATE)
    raw = compose(made, mail or settings(), to).as_bytes()
    return raw, email.message_from_bytes(raw, policy=policy.default)


class Page(HTMLParser):
    """Collects what could load or run something."""

    LOADS: ClassVar = {"src", "srcset", "background", "poster", "data", "action"}

    def __init__(self, html):
        super().__init__()
        self.tags, self.loads, self.links = set(), [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.loads += [value for name, value in attributes if name in self.LOADS]
        self.links += [value for name, value in attributes if name == "href"]


# ---- the two parts ---------------------------------------------------------------------------


def test_the_plain_part_comes_first_and_is_the_markdown():
    """A text-only reader sees the digest just as Markdown has it, then where to go on."""
    _, message = composed()
    parts = list(message.iter_parts())
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    plain = parts[0].get_content().replace("\r\n", "\n")
    assert plain.startswith(TEXT)
    assert "https://news.example.org/editions/2031-05-04/" in plain
    assert "Leave this list: mailto:desk@example.org?subject=unsubscribe" in plain


def test_the_html_part_says_the_same():
    """Headings, bullets, quotation and link of the Markdown are there, styled inline."""
    html = list(composed()[1].iter_parts())[1].get_content()
    assert "Ferry service to Sallow Island resumes after storm</h2>" in html
    assert html.count("<li") == 3
    assert "Zoë Ålund, the harbour master, said “the channel is clear” (1)" in html
    assert 'href="https://courier.example/ferry?id=7&amp;lang=en"' in html
    assert re.search(r'<h2 style="[^"]*border-top', html)


def test_the_html_part_loads_and_runs_nothing():
    """Tags and images in the Markdown become text: no script, no tracking, no style sheet."""
    hostile = (
        "# A\n\n<script>alert(1)</script> <img src=https://spy.example/1.gif>\n\n"
        "![pixel](https://spy.example/2.gif) [x](javascript:alert(1)) [y](data:text/html,z)\n"
    )
    page = Page(list(composed(hostile)[1].iter_parts())[1].get_content())
    assert page.tags.isdisjoint({"script", "img", "iframe", "form", "input", "object"})
    assert page.loads == []
    assert all(link.startswith(("https://", "mailto:")) for link in page.links)


def test_a_title_with_markup_is_text():
    """The title of an edition cannot open a tag in the HTML part."""
    html = list(composed(title="A </title><script>b</script>")[1].iter_parts())[1].get_content()
    assert "<script" not in html
    assert "&lt;/title&gt;" in html


def test_every_line_fits_every_server():
    """Lines end in CRLF, are ASCII and short, however long and foreign the text is."""
    raw, message = composed("# " + "длинное слово " * 400 + "x" * 5000)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert next(message.iter_parts()).get_content().startswith("# длинное слово длинное")


# ---- the headers -----------------------------------------------------------------------------


def test_the_headers_are_those_of_a_list():
    """Who, when and which list; no out-of-office answer is asked for."""
    _, message = composed()
    assert message["From"] == "Harbour Desk <desk@example.org>"
    assert message["To"] == "Ada <ada@example.org>"
    assert message["Subject"] == "Harbour Digest, 4 May 2031"
    assert message["List-Id"] == "<digest.news.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "en"
    assert message["MIME-Version"] == "1.0"


def test_the_date_is_the_editions_own():
    """The clock has no say: a message composed next week is dated as the edition is."""
    assert parsedate_to_datetime(composed()[1]["Date"]).isoformat() == "2031-05-04T05:30:00+00:00"


def test_the_same_message_is_composed_again():
    """A retry is the same message, byte for byte."""
    assert composed()[0] == composed()[0]


def test_a_message_id_belongs_to_one_edition_and_recipient():
    """It is kept across retries, and differs by edition and by recipient."""
    bo = Mailbox("bo@example.net")
    ids = [
        composed()[1]["Message-ID"],
        composed(to=Mailbox("ada@example.org"))[1]["Message-ID"],
        composed(to=bo)[1]["Message-ID"],
        composed(id="2031-05-05")[1]["Message-ID"],
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3
    assert all(re.fullmatch(r"<[0-9a-f]{40}@news\.example\.org>", each) for each in ids)


@pytest.mark.parametrize(
    ("url", "domain"),
    [("http://localhost/", "localhost"), ("http://[::1]:8000/", "[IPv6:::1]")],
)
def test_any_site_gives_a_message_id(url, domain):
    """A site without a public name has messages all the same."""
    assert composed(url=url)[1]["Message-ID"].endswith(f"@{domain}>")


@pytest.mark.parametrize(
    ("way", "expected", "one_click"),
    [
        (None, "<mailto:desk@example.org?subject=unsubscribe>", False),
        ("leave@example.org", "<mailto:leave@example.org?subject=unsubscribe>", False),
        ("http://news.example.org/leave", "<http://news.example.org/leave>", False),
        (
            "https://news.example.org/leave?who={recipient}&list=" + "x" * 200,
            "<https://news.example.org/leave?who=ada%40example.org&list=" + "x" * 200 + ">",
            True,
        ),
    ],
)
def test_the_way_out_is_named(way, expected, one_click):
    """One click only over https (RFC 8058); an address of any length stands whole in one line."""
    raw, message = composed(mail=settings(unsubscribe=way and WayOut(way)))
    assert f"\r\nList-Unsubscribe: {expected}\r\n".encode() in raw
    assert (message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click") is one_click


def test_a_name_in_any_script_arrives():
    """Names that are not ASCII are encoded in the header and come out as they were."""
    raw, message = composed(to=Mailbox("Ζωή Ορλόφ <zoe@example.org>"), title="Утро")
    assert raw.isascii()
    assert message["To"].addresses[0].display_name == "Ζωή Ορλόφ"
    assert message["Subject"] == "Утро, 4 May 2031"


EVIL = st.text(
    st.characters() | st.sampled_from("\r\n\0\t \u2028\u202e\u0085\u200f:<>@,=?"), min_size=1
)


@hypothesis_settings(deadline=None)
@given(EVIL)
def test_no_title_adds_a_header(title):
    """Line breaks and bidi overrides of a title are gone; the headers are as many as ever."""
    raw, message = composed(title=title + "\r\nBcc: eve@example.org")
    ordinary = composed()[1]
    assert message.keys() == ordinary.keys()
    assert not re.search("[\r\n\0\u2028\u202e]", message["Subject"])
    assert message["Subject"].endswith("Bcc: eve@example.org, 4 May 2031")
    assert raw.split(b"\r\n\r\n")[0].isascii()


@hypothesis_settings(deadline=None)
@given(EVIL)
def test_no_address_adds_a_header(name):
    """A recipient that is no single address is refused before there is a message."""
    try:
        to = Mailbox(f"{name} <ada@example.org>")
    except ValueError:
        return
    message = composed(to=to)[1]
    assert [each.addr_spec for each in message["To"].addresses] == ["ada@example.org"]
    assert message.keys() == composed()[1].keys()

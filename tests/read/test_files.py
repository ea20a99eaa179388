"""Files and folders: what cannot be read is left out, with its reason, and the rest goes on."""

import json
import os
from pathlib import Path

import pytest

from digest.errors import NothingRead
from digest.output import write
from digest.read.files import LEDGER, Reading, read_paths

TEXT = "A ferry hit the breakwater of Drasna harbour on Wednesday, the coastguard said.\n"


def fill(folder: Path, **files: str | bytes) -> Path:
    """Files named by keyword, `__` standing for a slash and `_` for a dot."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def reasons(reading: Reading) -> dict[str, str]:
    assert all(left.stage == "read" for left in reading.left_out)
    return {left.source: left.reason for left in reading.left_out}


def test_sources_are_relative_in_a_fixed_order_with_slashes(tmp_path: Path) -> None:
    """All below a folder, whatever the file system's order."""
    fill(
        tmp_path, b_txt=TEXT + "B.", a__z_txt=TEXT + "Z.", a__c__d_md=TEXT + "D.", c_txt=TEXT + "C."
    )
    reading = read_paths([tmp_path])
    assert [a.source for a in reading.articles] == ["a/c/d.md", "a/z.txt", "b.txt", "c.txt"]
    assert reading.left_out == ()


def test_an_empty_folder_is_an_empty_reading(tmp_path: Path) -> None:
    """No article, and nothing left out."""
    assert read_paths([tmp_path]) == Reading((), ())


def test_a_path_that_there_is_not_is_an_error_that_names_it(tmp_path: Path) -> None:
    """And says what to do."""
    with pytest.raises(NothingRead, match="nowhere: no such file or folder: name one"):
        read_paths([tmp_path / "nowhere"])


def test_readme_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    """Without a word; a file that is named is read, whatever it is called."""
    fill(tmp_path, README_md=TEXT, readme_txt=TEXT, a__README=TEXT)
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text(TEXT)
    assert read_paths([tmp_path]) == Reading((), ())
    assert len(read_paths([tmp_path / "README.md"]).articles) == 1


def test_other_files_are_left_out_with_their_ending(tmp_path: Path) -> None:
    """Nothing vanishes silently."""
    fill(tmp_path, a_pdf=b"%PDF", b_docx=b"PK", c=TEXT)
    assert reasons(read_paths([tmp_path])) == {
        "a.pdf": "no reader for .pdf",
        "b.docx": "no reader for .docx",
        "c": "no reader for files without an ending",
    }


def test_what_holds_no_article_is_left_out(tmp_path: Path) -> None:
    """Empty, binary, or nothing but prompts; each says which."""
    fill(
        tmp_path,
        binary_txt=b"\x89PNG\r\n\0\0\0\x01",
        control_txt=b"\x01\x02\x03\x04\x05 ab",
        empty_txt=b"",
        blank_txt=b" \n\t\n",
        page_html="<html><body></body></html>",
        prompts_txt="0 Comments\n\nLeave a Reply\n",
        good_txt=TEXT,
    )
    reading = read_paths([tmp_path])
    assert [a.source for a in reading.articles] == ["good.txt"]
    assert reasons(reading) == {
        "binary.txt": "binary, not text",
        "control.txt": "binary, not text",
        "empty.txt": "empty",
        "blank.txt": "empty",
        "page.html": "no article text on this page",
        "prompts.txt": "no text left once titles, prompts and appeals are set aside",
    }


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8-sig"),
        ("Le ferry a heurté la jetée à l’été, très tôt, d’après les témoins.\n" * 5).encode(
            "cp1252"
        ),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
)
def test_other_encodings_are_told(tmp_path: Path, data: bytes) -> None:
    """UTF-8 and UTF-16 with their marks, and what charset-normalizer finds."""
    reading = read_paths([fill(tmp_path, a_txt=data)])
    assert reasons(reading) == {}
    text = reading.articles[0].text
    assert text.startswith(("A ferry", "Le ferry a heurté la jetée"))
    assert "\ufeff" not in text


def test_line_ends_are_made_one_and_nothing_else_is_changed(tmp_path: Path) -> None:
    """Tabs, form feeds, separators and spaces at the ends stay."""
    text = f"  {TEXT}\tTwo\x0cthree\u2028four\u200b \r\nFive.\rSix. "
    reading = read_paths([fill(tmp_path, a_txt=text, b_md=text + "B")])
    expected = f"  {TEXT}\tTwo\x0cthree\u2028four\u200b \nFive.\nSix. "
    assert [a.text for a in reading.articles] == [expected, expected + "B"]


def test_a_file_of_fifty_megabytes_is_left_out(tmp_path: Path) -> None:
    """One line or many: no article is so long."""
    fill(tmp_path, a_txt=b"x" * 50_000_000, b_txt=TEXT)
    reading = read_paths([tmp_path])
    assert reasons(reading) == {"a.txt": "over 5 MB: no article is so long"}
    assert len(reading.articles) == 1


def test_a_line_of_fifty_megabytes_is_one_line_left_out(tmp_path: Path) -> None:
    """The lines after it keep their numbers, and the last needs no line end."""
    good = json.dumps({"id": "b", "title": "", "text": TEXT}).encode()
    fill(tmp_path, a_jsonl=b"x" * 50_000_000 + b"\n" + good + b"\n" + b"y" * 12_000_000)
    reading = read_paths([tmp_path])
    assert [a.source for a in reading.articles] == ["a.jsonl:2"]
    assert reasons(reading) == {"a.jsonl:1": "over 5 MB", "a.jsonl:3": "over 5 MB"}


def test_a_file_that_vanishes_is_left_out(tmp_path: Path) -> None:
    """Between being found and being read."""
    fill(tmp_path, a_txt=TEXT, b_txt=TEXT + "B.", c_jsonl="{}")

    def seen(source: str) -> None:
        if source != "a.txt":
            (tmp_path / source).unlink()

    reading = read_paths([tmp_path], seen)
    assert [a.source for a in reading.articles] == ["a.txt"]
    assert set(reasons(reading)) == {"b.txt", "c.jsonl"}
    assert all("No such file" in reason for reason in reasons(reading).values())


def test_links_that_lead_nowhere_are_left_out(tmp_path: Path) -> None:
    """A link to nothing, and one to itself."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    fill(tmp_path, c_txt=TEXT)
    reading = read_paths([tmp_path])
    assert [a.source for a in reading.articles] == ["c.txt"]
    assert set(reasons(reading)) == {"a.txt", "b.txt"}


def test_a_loop_of_folders_is_entered_once(tmp_path: Path) -> None:
    """A link to a folder above ends there; a link to another folder is followed."""
    inside = tmp_path / "inside"
    fill(inside, a_txt=TEXT)
    (inside / "loop").symlink_to(inside)
    fill(tmp_path, outside__b_txt=TEXT + "B.")
    (inside / "other").symlink_to(tmp_path / "outside")
    assert [a.source for a in read_paths([inside]).articles] == ["a.txt", "other/b.txt"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Only regular files are read; a folder may be called like a file."""
    os.mkfifo(tmp_path / "a.txt")
    fill(tmp_path, folder_txt__b_txt=TEXT)
    reading = read_paths([tmp_path])
    assert reasons(reading) == {"a.txt": "cannot be read: not a regular file"}
    assert [a.source for a in reading.articles] == ["folder.txt/b.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_what_may_not_be_read_is_left_out(tmp_path: Path) -> None:
    """A file, and a folder."""
    fill(tmp_path, a_txt=TEXT, b__c_txt=TEXT)
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").chmod(0)
    assert set(reasons(read_paths([tmp_path]))) == {"a.txt", "b"}
    (tmp_path / "b").chmod(0o700)


def test_the_same_article_twice_is_left_out_once(tmp_path: Path) -> None:
    """And says which it is the same as."""
    page = "---\noutlet: Lantern\n---\n" + TEXT
    reading = read_paths([fill(tmp_path, a_md=page, b_md=page)])
    assert [a.source for a in reading.articles] == ["a.md"]
    assert reasons(reading) == {"b.md": "the same article as a.md"}


def test_two_paths_with_a_file_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """So that two unknown outlets stay two."""
    fill(tmp_path, one__a_txt=TEXT, two__a_txt=TEXT + "Two.")
    reading = read_paths([tmp_path / "one", tmp_path / "two"])
    assert [a.source for a in reading.articles] == ["a.txt", "two/a.txt"]
    assert len({a.outlet for a in reading.articles}) == 2
    assert len({a.id for a in reading.articles}) == 2


def test_articles_of_one_id_in_two_files_are_told_apart(tmp_path: Path) -> None:
    """Within a file a repeated id is an error; across files it is a coincidence."""
    one = json.dumps({"id": "a", "title": "One", "text": TEXT})
    two = json.dumps({"id": "a", "title": "Two", "text": TEXT + "Two."})
    reading = read_paths([fill(tmp_path, a_jsonl=one, b_jsonl=two)])
    assert len({a.id for a in reading.articles}) == 2
    assert reading.articles[0].id == "a"


def test_a_broken_line_leaves_the_others(tmp_path: Path) -> None:
    """It is named by its number."""
    good = json.dumps({"id": "a", "title": "One", "text": TEXT})
    reading = read_paths([fill(tmp_path, a_jsonl="{\n" + good)])
    assert [a.source for a in reading.articles] == ["a.jsonl:2"]
    assert list(reasons(reading)) == ["a.jsonl:1"]


def test_credits_are_read_in_every_form(tmp_path: Path) -> None:
    """A page or a line of JSON credits as a plain text does."""
    text = TEXT + "\nSource: Northern Wire\n"
    line = json.dumps({"id": "a", "title": "", "text": text + "More."})
    reading = read_paths([fill(tmp_path, a_txt=text, b_md=text + "B.", c_jsonl=line)])
    assert [a.credits for a in reading.articles] == [("Northern Wire",)] * 3


def test_a_name_that_is_no_utf8_is_made_one_that_can_be_published(tmp_path: Path) -> None:
    """Two such names stay two."""
    for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
        (tmp_path / os.fsdecode(name)).write_text(TEXT + repr(name))
    sources = [article.source for article in read_paths([tmp_path]).articles]
    assert len(set(sources)) == 2
    assert all(source.encode().endswith(b".txt") for source in sources)
    assert sources[0] == "caf\ufffd.txt"


def test_what_an_earlier_build_made_is_no_article(tmp_path: Path) -> None:
    """What its ledger lists is passed over; what lies beside it is read."""
    (tmp_path / "out/site").mkdir(parents=True)
    text = "A ferry hit the breakwater of Drasna harbour on Wednesday."
    for name in ("a.txt", "out/site/index.md", "out/b.txt"):
        (tmp_path / name).write_text(f"{text} {name}", encoding="utf-8")
    (tmp_path / "out" / LEDGER).write_text('["site/index.md"]', encoding="utf-8")
    assert [a.source for a in read_paths([tmp_path]).articles] == ["a.txt", "out/b.txt"]


def test_the_ledger_is_the_one_that_a_build_writes(tmp_path: Path) -> None:
    """Under its name and in its form."""
    write(tmp_path, {"site/index.md": b"A ferry hit the breakwater of Drasna harbour."}, "site/")
    assert (tmp_path / "site/index.md").exists()
    assert read_paths([tmp_path]).articles == ()

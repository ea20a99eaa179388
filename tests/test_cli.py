"""The program as its users meet it: real processes, what they print and what they leave behind."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import feedparser
import pytest
import typer
from disks import mounted
from lxml import etree, html

from digest.app import Build, Console, articles_in, build
from digest.cli import app
from digest.pipeline import SUMMARIZERS
from digest.read.jsonl import LINE_LIMIT

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
COMMANDS = typer.main.get_command(app).commands
HEAVY = "numpy scipy sumy nltk trafilatura feedgen lxml jinja2"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "160", "TERM": "dumb"}

BRIDGE = {
    "id": "Zoë/1",
    "outlet": "Tolmin Post",
    "title": "Bridge at Tolmin closes for repairs",
    "published": "2031-05-04",
    "text": "The old bridge at Tolmin will close on Monday, the town council said.\n\n"
    "Repairs to its northern pier are expected to take six weeks.",
}
BRIDGE_AGAIN = {
    "id": " 7 ",
    "outlet": "Valley Courier",
    "title": "Tolmin bridge to close on Monday for six weeks",
    "published": "2031-05-04",
    "text": "The bridge at Tolmin closes on Monday for repairs to its northern pier.\n\n"
    "The town council of Tolmin expects the repairs to take six weeks.",
}
PEAR = {
    "id": "pear",
    "outlet": "Upland Review",
    "title": "Pear thought lost grows by a railway halt",
    "published": "2031-05-03",
    "text": "A pear that growers had given up for lost stands beside the railway halt of Ostry,"
    " a teacher found.\n\nCuttings will be handed out in March.",
}


def digest(*arguments, cwd, given=None, **options):
    """A run of the program; whatever happens, no traceback without --debug."""
    command = [sys.executable, "-m", "digest", *map(str, arguments)]
    ran = subprocess.run(
        command,
        cwd=cwd,
        env=ENVIRONMENT,
        input=given,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
        **options,
    )
    if "--debug" not in arguments:
        assert "Traceback" not in ran.stdout + ran.stderr
        assert "mistake of ours" not in ran.stderr
    return ran


def lines_of(*articles):
    return "".join(json.dumps(article) + "\n" for article in articles)


def records(ran):
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def complaint(ran, code):
    """The one line that a failed command says."""
    assert ran.returncode == code, ran.stderr
    assert ran.stdout == ""
    said = ran.stderr.splitlines()
    assert len(said) == 1, ran.stderr
    assert said[0].startswith("digest: ")
    return said[0]


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.fixture
def articles(tmp_path):
    """A folder of three articles, two of one story."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "some.jsonl").write_text(lines_of(BRIDGE, PEAR, BRIDGE_AGAIN))
    return folder


@pytest.fixture
def archive(tmp_path, articles):
    """The archived edition that a build of them made."""
    ran = digest("build", articles, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    (path,) = (tmp_path / "output" / "editions").glob("*.json")
    return path


# ---- start -----------------------------------------------------------------------------------


def test_the_command_line_starts_without_heavy_libraries():
    """`--help` waits for none of what single commands need."""
    script = f"import sys, digest.cli; print([m for m in '{HEAVY}'.split() if m in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert ran.stdout.strip() == "[]"


def test_help_lists_every_command(tmp_path):
    """On standard output, with exit code 0."""
    ran = digest("--help", cwd=tmp_path)
    assert ran.returncode == 0
    assert COMMANDS.keys() <= set(ran.stdout.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_lists_its_options(command, tmp_path):
    """Each option and argument stands there with what it does."""
    ran = digest(command, "--help", cwd=tmp_path)
    assert ran.returncode == 0
    for parameter in COMMANDS[command].params:
        for option in parameter.opts if parameter.param_type_name == "option" else ():
            assert option in ran.stdout
        assert parameter.help.replace("`", "").split()[0] in ran.stdout


def test_no_command_is_a_wrong_command(tmp_path):
    """It says what there is, and exits with 2."""
    ran = digest(cwd=tmp_path)
    assert ran.returncode == 2
    assert "build" in ran.stdout


@pytest.mark.parametrize(
    "arguments, named",
    [
        (["bild"], "bild"),
        (["build", "--dat", "2031-05-04"], "--dat"),
        (["build", "--jobs", "many"], "--jobs"),
        (["build", "--jobs", "-1"], "--jobs"),
        (["build", "--date", "2031-13-01"], "2031-13-01"),
        (["build", "--date", "yesterday"], "yesterday"),
        (["build", "--summarizer", "gpt"], "lexrank"),
        (["build", "--config", "absent.toml"], "absent.toml"),
        (["summarize", "some.jsonl", "--summarizer", "gpt"], "lexrank"),
        (["summarize", "some.jsonl", "--words", "0"], "--words"),
        (["group", "some.jsonl", "other.jsonl"], "other.jsonl"),
        (["verify"], "EDITION.json"),
        (["send"], "[mail]"),
        (["run"], "[schedule]"),
    ],
)
def test_a_wrong_command_is_told_in_one_line(arguments, named, tmp_path):
    """The line names what is wrong; exit code 2, and nothing is written."""
    (tmp_path / "some.jsonl").write_text(lines_of(BRIDGE))
    assert named in complaint(digest(*arguments, cwd=tmp_path), 2)
    assert tree(tmp_path) == {"some.jsonl"}


def test_a_wrong_configuration_is_told_with_its_place(tmp_path, articles):
    """The line names the file, the line in it and the key."""
    (tmp_path / "digest.toml").write_text('title = "Lantern"\n[limits]\nbulets = 5\n')
    said = complaint(digest("build", articles, cwd=tmp_path), 2)
    assert re.search(r"digest\.toml.*3", said)
    assert "bulets" in said


@pytest.mark.parametrize("arguments", [["--debug", "build"], ["build", "--debug"]])
def test_debug_shows_the_traceback(arguments, tmp_path):
    """Before the command and after it; line and exit code stay."""
    ran = digest(*arguments, "absent", cwd=tmp_path)
    assert ran.returncode == 3
    assert "Traceback" in ran.stderr
    assert "digest: absent: " in ran.stderr


# ---- build -----------------------------------------------------------------------------------


def test_a_build_makes_site_and_archive(tmp_path, articles):
    """Nothing on standard output; people are told what was made and where."""
    ran = digest("build", articles, "--out", "here", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "2 stories from 3 articles" in ran.stderr
    assert "here/site/index.html" in ran.stderr
    made = tree(tmp_path / "here")
    assert {"site/index.html", "site/feed.xml", "site/atom.xml", "site/feed.json"} <= made
    assert "editions/2031-05-04-digest.json" in made


def test_a_build_without_paths_reads_the_seeds_here(tmp_path, articles):
    """The folder `seeds` where there is one, and what is configured before it."""
    articles.rename(tmp_path / "seeds")
    assert "from 3 articles" in digest("build", cwd=tmp_path).stderr
    (tmp_path / "pear.jsonl").write_text(lines_of(PEAR))
    (tmp_path / "digest.toml").write_text('[[sources]]\nname = "Pear"\npath = "pear.jsonl"\n')
    assert "from 1 article;" in digest("build", cwd=tmp_path).stderr


def test_a_build_takes_files_and_folders(tmp_path, articles):
    """Several paths make one edition."""
    (tmp_path / "tower.txt").write_text("Tower of Ostry lit again\n\nThe tower of Ostry is lit.\n")
    assert "from 4 articles" in digest("build", articles, "tower.txt", cwd=tmp_path).stderr


def test_a_build_says_how_many_files_it_removed(tmp_path):
    """A story that the same issue no longer tells takes its page with it."""
    (tmp_path / "some.jsonl").write_text(lines_of(BRIDGE, PEAR))
    ran = digest("build", "some.jsonl", "--date", "2031-05-04", cwd=tmp_path)
    assert " removed" not in ran.stderr
    (tmp_path / "some.jsonl").write_text(lines_of(BRIDGE))
    ran = digest("build", "some.jsonl", "--date", "2031-05-04", cwd=tmp_path)
    assert re.search(r"files written, 1 removed, \d+ as they were", ran.stderr), ran.stderr


def test_a_build_of_a_given_date_bears_it(tmp_path, articles):
    """In its id, whatever its articles say."""
    assert digest("build", articles, "--date", "2031-06-01", cwd=tmp_path).returncode == 0
    assert (tmp_path / "output/editions/2031-06-01-digest.json").is_file()


def test_a_build_takes_its_configuration(tmp_path, articles):
    """Title and address of the site are those of the file that is named."""
    (tmp_path / "own.toml").write_text(
        'title = "Lantern"\n[site]\nurl = "https://lantern.example/news/"\n'
    )
    digest("build", articles, "--config", "own.toml", cwd=tmp_path)
    feed = feedparser.parse((tmp_path / "output/site/feed.xml").read_bytes())
    assert feed.feed.title == "Lantern"
    assert feed.entries[0].link.startswith("https://lantern.example/news/stories/")


@pytest.mark.parametrize("name", ["consensus", "lexrank", "kl"])
def test_another_summarizer_builds_an_edition_that_is_proved(name, tmp_path, articles):
    """Ours and sumy's: the edition has stories and passes verify."""
    ran = digest("build", articles, "--summarizer", name, "--jobs", "1", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    ran = digest("verify", "output/editions/2031-05-04-digest.json", cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout


def test_strict_is_for_what_could_not_be_read(tmp_path, articles):
    """The build is done all the same; the exit code is 1, and 0 without --strict."""
    assert digest("build", articles, "--strict", cwd=tmp_path).returncode == 0
    (articles / "table.csv").write_text("a,b\n")
    assert digest("build", articles, cwd=tmp_path).returncode == 0
    ran = digest("build", articles, "--strict", cwd=tmp_path)
    assert ran.returncode == 1
    assert "table.csv: left out" in ran.stderr
    assert (tmp_path / "output/site/index.html").is_file()


def test_two_builds_at_once_both_get_into_the_site(tmp_path):
    """One waits for the other, and then knows what that one archived."""
    for name, article in [("one", BRIDGE), ("two", PEAR)]:
        (tmp_path / f"{name}.jsonl").write_text(lines_of(article))
    command = [sys.executable, "-m", "digest", "build", "--date"]
    running = [
        subprocess.Popen(
            [*command, f"2031-05-0{day}", f"{name}.jsonl"], cwd=tmp_path, env=ENVIRONMENT
        )
        for day, name in [(4, "one"), (5, "two")]
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    made = tree(tmp_path / "output")
    for day in ("2031-05-04-digest", "2031-05-05-digest"):
        assert {f"editions/{day}.json", f"site/editions/{day}/index.html"} <= made
    assert digest("publish", cwd=tmp_path).stderr.startswith("0 files written")


# ---- publish ---------------------------------------------------------------------------------


def test_publish_makes_the_same_site_again(tmp_path, archive):
    """From the archive alone, to the byte; and nothing where nothing is missing."""
    site = tmp_path / "output" / "site"
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert "0 files written" in digest("publish", cwd=tmp_path).stderr
    for path in before:
        path.unlink()
    (tmp_path / "articles/some.jsonl").unlink()
    assert digest("publish", cwd=tmp_path).returncode == 0
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_publish_of_an_edition_shows_the_site_as_it_was(tmp_path, archive):
    """Later editions leave the site, stay in the archive, and come back."""
    (tmp_path / "later.jsonl").write_text(lines_of({**PEAR, "id": "later"}))
    digest("build", "later.jsonl", "--date", "2031-06-01", cwd=tmp_path)
    site = tmp_path / "output/site/editions"
    assert {path.name for path in site.iterdir()} == {"2031-05-04-digest", "2031-06-01-digest"}
    digest("publish", "--edition", "2031-05-04-digest", cwd=tmp_path)
    assert {path.name for path in site.iterdir()} == {"2031-05-04-digest"}
    assert (tmp_path / "output/editions/2031-06-01-digest.json").is_file()
    digest("publish", cwd=tmp_path)
    assert {path.name for path in site.iterdir()} == {"2031-05-04-digest", "2031-06-01-digest"}


def test_publish_of_an_unknown_edition_names_those_there_are(tmp_path, archive):
    """Exit code 2."""
    said = complaint(digest("publish", "--edition", "2030-01-01-digest", cwd=tmp_path), 2)
    assert "2031-05-04-digest" in said


def test_publish_of_no_archive_makes_nothing(tmp_path):
    """Exit code 3, and not even the folder."""
    assert "output/editions" in complaint(digest("publish", cwd=tmp_path), 3)
    assert tree(tmp_path) == set()


def test_a_damaged_edition_in_the_archive_is_passed_over(tmp_path, archive):
    """It is named, the site is made of the others, and the file stays as it is."""
    (archive.parent / "2031-05-01-digest.json").write_text("{")
    ran = digest("publish", cwd=tmp_path)
    assert ran.returncode == 0
    assert "2031-05-01-digest.json: passed over" in ran.stderr
    assert (archive.parent / "2031-05-01-digest.json").read_text() == "{"


# ---- verify ----------------------------------------------------------------------------------


def test_verify_of_a_true_edition_says_so(tmp_path, archive):
    """Exit code 0, nothing on standard output."""
    ran = digest("verify", archive, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "0 findings" in ran.stderr


def test_verify_of_a_spoiled_edition_prints_a_line_a_finding(tmp_path, archive):
    """Exit code 1."""
    text = archive.read_text()
    shown = json.loads(text)["stories"][0]["headline"]["text"]
    spoiled = text.replace(f'"text": {json.dumps(shown)}', '"text": "Bridge at Tolmin falls"')
    assert spoiled != text
    archive.write_text(spoiled)
    ran = digest("verify", archive, cwd=tmp_path)
    assert ran.returncode == 1
    assert all(re.match(r"s-\w+/[\w/]+: ", line) for line in ran.stdout.splitlines())
    assert f"{len(ran.stdout.splitlines())} finding" in ran.stderr


def test_verify_refuses_a_published_copy(tmp_path, archive):
    """With a word on where the archive lies; exit code 2."""
    copy = tmp_path / "output/site/editions" / archive.stem / "edition.json"
    assert f"editions/{archive.name}" in complaint(digest("verify", copy, cwd=tmp_path), 2)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"version": 2}', "\x00", '{"stories": 3}'])
def test_verify_of_what_is_no_edition_names_it(tmp_path, text):
    """Exit code 2."""
    (tmp_path / "edition.json").write_text(text)
    assert "edition.json" in complaint(digest("verify", "edition.json", cwd=tmp_path), 2)


def test_verify_of_a_missing_file_names_it(tmp_path):
    """Exit code 3."""
    assert "absent.json" in complaint(digest("verify", "absent.json", cwd=tmp_path), 3)


# ---- group -----------------------------------------------------------------------------------


def test_group_prints_the_articles_in_the_order_given(tmp_path):
    """Ids unchanged, a line each, the two reports of one event in one story."""
    given = lines_of(BRIDGE, PEAR, BRIDGE_AGAIN)
    out = records(digest("group", cwd=tmp_path, given=given))
    assert [record["article"] for record in out] == ["Zoë/1", "pear", " 7 "]
    assert all(record.keys() == {"article", "story"} for record in out)
    assert out[0]["story"] == out[2]["story"] != out[1]["story"]
    (tmp_path / "some.jsonl").write_text(given)
    assert records(digest("group", "some.jsonl", cwd=tmp_path)) == out
    assert records(digest("group", "-", cwd=tmp_path, given=given)) == out


def test_group_passes_over_a_line_that_is_far_too_long():
    """No more of it is held than tells so, and the lines keep their numbers."""
    told = []
    lines = (
        lines_of(BRIDGE).encode() + b"x" * (2 * LINE_LIMIT + 7) + b"\n" + lines_of(PEAR).encode()
    )
    read = articles_in(io.BytesIO(lines), "some.jsonl", Console(warn=told.append))
    assert [article.source for article in read] == ["some.jsonl:1", "some.jsonl:3"]
    assert len(told) == 1


def test_group_ignores_a_given_story(tmp_path):
    """The answer is found, not copied."""
    given = lines_of(*({**article, "story": "one"} for article in (BRIDGE, PEAR, BRIDGE_AGAIN)))
    stories = [record["story"] for record in records(digest("group", cwd=tmp_path, given=given))]
    assert stories[0] == stories[2] != stories[1]


def test_group_explains(tmp_path):
    """With --explain each article of a story of several says what ties it to another."""
    given = lines_of(BRIDGE, PEAR, BRIDGE_AGAIN)
    out = records(digest("group", "--explain", cwd=tmp_path, given=given))
    assert [[tie["article"] for tie in record["why"]] for record in out] == [[" 7 "], [], ["Zoë/1"]]
    assert out[0]["why"][0]["terms"]


@pytest.mark.parametrize("command", ["group", "summarize", "compare"])
def test_broken_lines_are_named_by_number_and_the_rest_is_read(command, tmp_path):
    """No JSON, no article, an id twice, both fields empty, no object: each line by itself."""
    broken = ["{", '{"id": "x"}', json.dumps(BRIDGE), '{"id": "e", "title": "", "text": " "}', "[]"]
    given = lines_of(BRIDGE) + "\n" + "\n".join(broken) + "\n" + lines_of(PEAR)
    ran = digest(command, cwd=tmp_path, given=given)
    assert len(records(ran)) == 2
    named = re.findall(r"^digest: .*?input:(\d+): ", ran.stderr, re.MULTILINE)
    assert named == ["3", "4", "5", "6", "7"]


@pytest.mark.parametrize("command", ["group", "summarize", "compare"])
@pytest.mark.parametrize("given", ["", "\n\n", "no article\n"])
def test_input_without_an_article_is_told(command, given, tmp_path):
    """Exit code 3."""
    ran = digest(command, cwd=tmp_path, given=given)
    assert (ran.returncode, ran.stdout) == (3, "")
    assert "standard input" in ran.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", ["group", "summarize", "compare"])
def test_a_missing_file_is_named(command, tmp_path):
    """Exit code 3."""
    assert "absent.jsonl" in complaint(digest(command, "absent.jsonl", cwd=tmp_path), 3)


# ---- compare ---------------------------------------------------------------------------------


def test_a_story_is_compared_in_a_line(tmp_path):
    """Its origins part its articles; a copy is derived, with evidence in words."""
    told = (
        "The bridge over the Sava at Medvode fell into the river on Friday night. Nobody stood on it."
        " Two lorries had crossed it minutes before, a witness told the town's police. Divers looked"
        " for cars until dawn and found none. The mayor closed the road and asked for patience."
    )
    first = {**BRIDGE, "text": told}
    copy = {**first, "id": "copy", "outlet": "The Echo"}
    out = records(digest("compare", cwd=tmp_path, given=lines_of(first, PEAR, copy)))
    assert [sorted(a for part in record["origins"] for a in part) for record in out] == [
        sorted([BRIDGE["id"], "copy"]),
        [PEAR["id"]],
    ]
    keys = {"story", "origins", "derived", "quotes", "differences", "names"}
    assert all(record.keys() == keys for record in out)
    (derived,) = out[0]["derived"]
    assert {derived["article"], derived["from"]} == {BRIDGE["id"], "copy"}
    assert (derived["kind"], len(out[0]["origins"])) == ("duplicate", 1)
    assert derived["evidence"][0]


def test_given_stories_are_compared_as_they_are_given(tmp_path):
    """Two articles of nothing in common are one story where the lines say so."""
    given = lines_of({**BRIDGE, "story": "one"}, {**PEAR, "story": "one"})
    (record,) = records(digest("compare", cwd=tmp_path, given=given))
    assert record["story"] == "one"
    assert len(record["origins"]) == 2


# ---- summarize -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SUMMARIZERS)
def test_a_summary_is_its_statements_joined(name, tmp_path):
    """By a space, within the words asked for, each statement verbatim at its passages."""
    given = lines_of(BRIDGE, PEAR, BRIDGE_AGAIN)
    texts = {a["id"]: a["text"] for a in (BRIDGE, PEAR, BRIDGE_AGAIN)}
    ran = digest("summarize", "--words", "30", "--summarizer", name, cwd=tmp_path, given=given)
    out = records(ran)
    assert len(out) == 2
    for record in out:
        assert record.keys() == {"story", "text", "statements"}
        assert record["text"] == " ".join(s["text"] for s in record["statements"])
        assert 0 < len(record["text"].split()) <= 30
        for passage in [p for s in record["statements"] for p in s["passages"]]:
            words = texts[passage["article"]][passage["start"] : passage["end"]]
            assert " ".join(words.split()).casefold() in record["text"].casefold()


@pytest.mark.parametrize("words", [1, 12, 25])
def test_a_summary_is_never_longer_than_asked_for(words, tmp_path):
    """As white space parts its words; it may be empty."""
    given = lines_of(BRIDGE, BRIDGE_AGAIN)
    out = records(digest("summarize", "--words", words, cwd=tmp_path, given=given))
    assert all(len(record["text"].split()) <= words for record in out)


def test_given_stories_are_honoured(tmp_path):
    """Articles of one `story` are one story under that name, whatever they report."""
    given = lines_of(
        {**BRIDGE, "story": "a"}, {**PEAR, "story": "b"}, {**BRIDGE_AGAIN, "story": "b"}
    )
    out = records(digest("summarize", cwd=tmp_path, given=given))
    assert [record["story"] for record in out] == ["a", "b"]
    cited = {p["article"] for s in out[1]["statements"] for p in s["passages"]}
    assert cited == {"pear", " 7 "}


def test_an_article_without_a_story_among_those_that_have_one_stands_alone(tmp_path):
    """Even where its id is the name of a story."""
    given = lines_of({**BRIDGE, "story": "pear"}, PEAR)
    out = records(digest("summarize", cwd=tmp_path, given=given))
    assert len(out) == 2
    assert len({record["story"] for record in out}) == 2


# ---- interrupted, unheard --------------------------------------------------------------------


def test_an_interrupt_ends_in_one_line(tmp_path):
    """Exit code 130."""
    command = [sys.executable, "-m", "digest", "group"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, env=ENVIRONMENT, **pipes) as process:
        # More than a pipe holds: once it is written, the program is reading.
        process.stdin.write(b"\n" * 300_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        said = process.stderr.read().decode()
    assert process.returncode == 130
    assert said == "digest: interrupted\n"


def group_members(group):
    """How many processes are in a process group."""
    members = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        members += fields[2] == str(group) and fields[0] != "Z"
    return members


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to count processes")
def test_an_interrupt_ends_all_processes_of_a_build(tmp_path):
    """Ctrl-C reaches the workers too: still one line, and none of them is left."""
    long = " ".join(f"The council of town {n} met on Monday about its bridge." for n in range(200))
    many = ({**BRIDGE, "id": f"a{n}", "text": f"Town {n} votes. {long}"} for n in range(600))
    (tmp_path / "many.jsonl").write_text(lines_of(*many))
    command = [sys.executable, "-m", "digest", "build", "many.jsonl", "--jobs", "2"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        deadline = time.monotonic() + 60
        while group_members(process.pid) < 5 and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[1].decode()
        assert (process.returncode, said) == (130, "digest: interrupted\n")
        deadline = time.monotonic() + 10
        while group_members(process.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert group_members(process.pid) == 0
    finally:
        process.kill()
    assert tree(tmp_path) == {"many.jsonl"}


def test_a_reader_that_has_enough_is_no_error(tmp_path):
    """As with `| head -0`: exit code 0 and not a word."""
    (tmp_path / "some.jsonl").write_text(lines_of(BRIDGE, PEAR))
    command = [sys.executable, "-m", "digest", "group", "some.jsonl"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, env=ENVIRONMENT, **pipes) as process:
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_output_that_takes_nothing_is_told(tmp_path):
    """Exit code 3."""
    (tmp_path / "some.jsonl").write_text(lines_of(BRIDGE))
    command = [sys.executable, "-m", "digest", "group", "some.jsonl"]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            command,
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == 3
    assert ran.stderr == "digest: standard output: cannot be written: No space left on device\n"


# ---- bad input -------------------------------------------------------------------------------


def test_an_empty_folder_is_told(tmp_path):
    """Exit code 3, and no output folder."""
    (tmp_path / "empty").mkdir()
    assert "empty" in complaint(digest("build", "empty", cwd=tmp_path), 3)
    assert tree(tmp_path) == {"empty"}


def test_a_missing_folder_is_told(tmp_path):
    """Exit code 3, and no output folder."""
    assert "absent" in complaint(digest("build", "absent", cwd=tmp_path), 3)
    assert tree(tmp_path) == set()


def left_out(tmp_path):
    (archive,) = (tmp_path / "output/editions").glob("*.json")
    return [(left["source"], left["stage"]) for left in json.loads(archive.read_text())["left_out"]]


def build_beside(tmp_path, articles):
    """A build in which the good articles are read in spite of what lies beside them."""
    ran = digest("build", articles, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "2 stories from 3 articles" in ran.stderr
    return ran


@pytest.mark.parametrize(
    "name, data",
    [
        ("binary.txt", bytes(range(256)) * 64),
        ("empty.txt", b""),
        ("empty.html", b""),
        ("blank.md", b" \n\n \n"),
        ("line.txt", b"a" * 50_000_000),
        ("line.jsonl", b'{"id": "x", "title": "' + b"a" * 50_000_000),
        ("table.csv", b"a,b\n"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_article_is_left_out(name, data, tmp_path, articles):
    """It is named on standard error and in the edition, and the others are built."""
    (articles / name).write_bytes(data)
    ran = build_beside(tmp_path, articles)
    (source,) = {source.removesuffix(":1") for source, stage in left_out(tmp_path)}
    assert source == name
    assert f"digest: {name}" in ran.stderr


def test_text_that_is_no_utf8_is_read_as_what_it_is_or_left_out(tmp_path, articles):
    """Latin-1 bytes neither stop the build nor put replacement characters on a page."""
    text = "Café in Tolmin opens\n\nA café opens in Tolmin, said Zoé Dupré of the town council.\n"
    (articles / "latin.txt").write_bytes(text.encode("latin-1"))
    ran = digest("build", articles, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    (archive,) = (tmp_path / "output/editions").glob("*.json")
    assert "\N{REPLACEMENT CHARACTER}" not in archive.read_text()
    assert ("Zoé Dupré" in archive.read_text()) is not ("latin.txt" in ran.stderr)


def test_a_name_that_is_no_utf8_does_not_stop_the_build(tmp_path, articles):
    """A file whose name is no text is read or left out like any other."""
    text = b"Tower of Ostry lit again\n\nThe tower of Ostry is lit again, said the council.\n"
    try:
        (articles / os.fsdecode(b"caf\xe9.txt")).write_bytes(text)
        (articles / os.fsdecode(b"caf\xe9.csv")).write_bytes(text)
    except OSError as error:
        pytest.skip(f"no such name on this disk: {error}")
    assert digest("build", articles, cwd=tmp_path).returncode == 0


def test_a_broken_line_of_a_file_is_left_out(tmp_path, articles):
    """By its number; the lines around it are read."""
    (articles / "some.jsonl").write_text(lines_of(BRIDGE, PEAR) + "{\n" + lines_of(BRIDGE_AGAIN))
    ran = build_beside(tmp_path, articles)
    assert left_out(tmp_path) == [("some.jsonl:3", "read")]
    assert "some.jsonl:3" in ran.stderr


def test_a_file_that_vanishes_while_others_are_read_is_left_out(tmp_path, articles):
    """It was there when the folder was listed, and is gone when its turn comes."""
    (articles / "vanishing.txt").write_text("Tower of Ostry lit\n\nThe tower is lit again.\n")

    def vanish(stage, done, of):
        (articles / "vanishing.txt").unlink(missing_ok=True)

    said = []
    built = build(
        Build((str(articles),), tmp_path / "output"), Console(warn=said.append, progress=vanish)
    )
    assert len(built.edition.articles) == 3
    assert left_out(tmp_path) == [("vanishing.txt", "read")]
    assert "vanishing.txt" in said[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_a_file_that_may_not_be_read_is_left_out(tmp_path, articles):
    """It is named, and the others are built."""
    (articles / "secret.txt").write_text("Nobody may read this.\n")
    (articles / "secret.txt").chmod(0)
    assert "secret.txt" in build_beside(tmp_path, articles).stderr


def test_an_output_that_cannot_be_made_is_told(tmp_path, articles):
    """A path below a file: exit code 3, one line."""
    (tmp_path / "file").write_text("theirs")
    said = complaint(digest("build", articles, "--out", "file/out", cwd=tmp_path), 3)
    assert "file" in said
    assert (tmp_path / "file").read_text() == "theirs"


def test_a_full_disk_is_told(tmp_path, articles):
    """Exit code 3, one line, and nothing half-made."""
    with mounted(tmp_path / "disk", "size=40k") as disk:
        said = complaint(digest("build", articles, "--out", disk, cwd=tmp_path), 3)
        assert "No space left" in said
        assert tree(disk) == set()


def test_somebody_elses_page_is_not_overwritten(tmp_path, articles):
    """Exit code 3, and the folder as it was."""
    (tmp_path / "output/site").mkdir(parents=True)
    (tmp_path / "output/site/index.html").write_text("theirs")
    said = complaint(digest("build", articles, cwd=tmp_path), 3)
    assert "output/site/index.html" in said
    assert tree(tmp_path / "output") == {"site", "site/index.html"}


# ---- hostile input ---------------------------------------------------------------------------

HOSTILE = [
    "../../../escaped",
    "{{ 7*7777777 }} {% include 'digest.toml' %}",
    "<script>alert('gotcha')</script>",
    "</title><script src=//evil.example/x.js></script>",
    "\u202egotcha\u202c \u2066right\u2069 to left",
    "Bell\x07 null\x00 escape\x1b[31m and \ufffe",
    "]]>&lt;!-- --><![CDATA[",
    "x" * 3000,
    "[click](javascript:gotcha) ![](//evil.example/i.png)",
]
EVENTS = [
    "A lighthouse at Skerry was lit again after nine winters in the dark.",
    "The dairy of Dunmere won a prize for its cheese at the regional fair.",
    "Two basses are wanted by a choir before the spring concert in Ostend.",
    "Engineers found cracks in four hangers of the suspension bridge.",
    "Voters rejected a tax on parking by a wide margin last weekend.",
    "Snow closed the mountain pass to lorries for the third day.",
    "An orchard planted by monks has been sold to a brewer.",
    "Striking tram drivers went back to their depots on Thursday.",
    "A chess champion lost her title to a teenager from the south.",
]
SHOWN = {".html", ".md", ".xml", ".json", ".opml", ".txt"}


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory):
    """The site of articles whose every field is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.jsonl").write_text(
        lines_of(
            *(
                {
                    "id": f"../{words}",
                    "title": words,
                    "text": f"{EVENTS[n]} {words}\n\n{words} {EVENTS[n]}",
                    "outlet": words[:80] or "none",
                    "author": words[:80],
                    "url": ["javascript:gotcha()", "https://a.example/\"onload='gotcha()"][n % 2],
                    "published": "2031-05-04",
                }
                for n, words in enumerate(HOSTILE)
            )
        )
    )
    ran = digest("build", "a.jsonl", "--out", "deep/out", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert "\x1b" not in ran.stderr
    return folder


def test_hostile_titles_make_no_file_elsewhere(hostile_site):
    """Beside what was read there is the output folder alone, with plain names in it."""
    assert {path.name for path in hostile_site.iterdir()} == {"a.jsonl", "deep"}
    assert {path.name for path in (hostile_site / "deep").iterdir()} == {"out"}
    site = hostile_site / "deep/out/site"
    assert all(re.fullmatch(r"[a-z0-9./-]+", path) for path in tree(site))
    assert len(list(site.glob("stories/*/index.html"))) >= 5


def test_hostile_text_is_text_on_every_page(hostile_site):
    """No script but data, no handler, no address that runs, nothing from elsewhere."""
    pages = list((hostile_site / "deep/out/site").rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        root = html.fromstring(page.read_bytes())
        for script in root.iter("script"):
            assert script.get("type") == "application/ld+json"
            json.loads(script.text)
        for element in root.iter(etree.Element):
            assert not [name for name in element.attrib if name.startswith("on")]
            for name in ("href", "src", "action"):
                assert not element.get(name, "").lower().startswith("javascript:")
        assert not [e for tag in ("img", "iframe", "object", "embed") for e in root.iter(tag)]


def test_hostile_text_is_no_template(hostile_site):
    """What looks like one is shown as it is, nowhere worked out."""
    for path in (hostile_site / "deep/out").rglob("*"):
        assert not path.is_file() or b"54444439" not in path.read_bytes()
    pages = (hostile_site / "deep/out/site").rglob("*.html")
    assert any("{{ 7*7777777 }}" in html.fromstring(p.read_bytes()).text_content() for p in pages)


def test_hostile_text_leaves_the_feeds_whole(hostile_site):
    """They parse, and no entry's HTML holds anything that runs."""
    site = hostile_site / "deep/out/site"
    for name in ("feed.xml", "atom.xml", "sitemap.xml", "sources.opml"):
        etree.fromstring((site / name).read_bytes())
    for name in ("feed.xml", "atom.xml"):
        feed = feedparser.parse((site / name).read_bytes(), sanitize_html=False)
        assert not feed.bozo
        for entry in feed.entries:
            for content in [entry.get("summary", ""), *(c.value for c in entry.get("content", ()))]:
                assert "<script" not in content.lower()
                assert "javascript:" not in re.sub(r"\(javascript:gotcha\)", "", content)
    items = json.loads((site / "feed.json").read_bytes())["items"]
    assert items
    assert not [item for item in items if "<script" in item["content_html"].lower()]


def test_hostile_characters_reach_nobody(hostile_site):
    """No control character and none that turns the direction of writing stands in any file."""
    for path in (hostile_site / "deep/out").rglob("*"):
        if path.suffix in SHOWN:
            text = path.read_text(encoding="utf-8")
            assert not re.findall("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe]", text)


def test_a_hostile_edition_is_proved_like_any_other(hostile_site):
    """Escaping is the pages' business: the archive holds what was read."""
    (archive,) = (hostile_site / "deep/out/editions").glob("*.json")
    assert digest("verify", archive, cwd=hostile_site).returncode == 0

"""What README and the other documents say is so: each is read, and its claims are tried."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import digest
from digest.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = (ROOT / "run").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])


def fenced(language: str, text: str = README) -> str:
    """Everything in fenced blocks of a language, one block after another."""
    return "\n".join(re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


def test_every_run_command_in_the_readme_is_one_of_the_script():
    """A newcomer who copies `./run X` gets X, and not the list of commands."""
    named = set(re.findall(r"\./run (\w+)", README))
    assert named >= {"build", "test"}
    assert named <= set(re.findall(r"^    (\w+)\)$", RUN, re.MULTILINE))


def test_the_script_lists_every_command_that_it_has():
    """`./run help` prints a line for each, and `./run` alone is a wrong command."""
    shown = subprocess.run([ROOT / "run", "help"], capture_output=True, text=True, check=True)
    listed = re.findall(r"^\./run (\w+)", shown.stdout, re.MULTILINE)
    assert listed == re.findall(r"^    (\w+)\)$", RUN, re.MULTILINE)
    assert subprocess.run([ROOT / "run"], capture_output=True, check=False).returncode == 2


def test_the_table_of_commands_is_that_of_the_program():
    """No command is missing from README's table, and none is promised that there is not."""
    assert re.findall(r"^\| `digest (\w+)", README, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_in_documents_have_the_options_that_they_are_shown_with(document):
    """`digest COMMAND --option` in an example is accepted by that command."""
    shell = fenced("sh", document.read_text(encoding="utf-8"))
    shown = re.findall(r"^(?:\S*/)?digest (\w+)([^#\n]*)", shell, re.MULTILINE)
    for name, arguments in shown:
        known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
        assert set(re.findall(r"--[\w-]+", arguments)) <= known


def test_the_readme_shows_what_a_first_build_prints(tmp_path):
    """The line under "Begin" is the one that a build of the sample articles ends with."""
    command = [sys.executable, "-m", "digest", "build", "seeds", "--out", tmp_path]
    built = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert built.stderr.splitlines()[0] in README


def test_the_example_of_the_readme_is_that_of_the_package():
    """Who reads `help(digest)` reads the same program as who reads README."""
    parse = doctest.DocTestParser().get_examples
    of_readme = [(e.source, e.want) for e in parse(fenced("pycon"))]
    assert of_readme
    assert of_readme == [(e.source, e.want) for e in parse(digest.__doc__)]


def test_the_example_of_the_readme_runs():
    """In a process of its own, as whoever copies it would run it, it gives what it shows."""
    program = "import digest, doctest; raise SystemExit(doctest.testmod(digest).failed)"
    command = [sys.executable, "-c", program]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_of_documents_lead_to_files(document):
    """A relative link names a file or folder that is there."""
    targets = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    relative = [target for target in targets if "://" not in target]
    assert [t for t in relative if not (document.parent / t).exists()] == []

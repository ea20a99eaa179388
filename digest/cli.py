"""The command line: parse, one call, print."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from digest.errors import DigestError, WriteError

if TYPE_CHECKING:
    from digest.app import Console

_INTERRUPTED = 130

app = typer.Typer(
    name="digest",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Briefings cut word for word from what many outlets publish.\n\n"
    "Reads articles, groups those that report the same event into stories, and publishes a briefing of each as a"
    " static site, Markdown and feeds. Every line shows its sources and how many independent origins stand behind it.\n\n"
    "**Begin with** `digest build FOLDER`, and open `output/site/index.html`.",
)

Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        help="Configuration file; without it `digest.toml` here, if there is one.",
        metavar="FILE",
    ),
]
Out = Annotated[
    Path,
    typer.Option("--out", help="Folder to write into; made where it is missing.", metavar="DIR"),
]
Lines = Annotated[
    Path | None,
    typer.Argument(
        help="JSON Lines of articles (id, title, text …); without it, or for `-`, standard input.",
        metavar="[FILE]",
    ),
]
Summarizer = Annotated[
    str | None,
    typer.Option(
        "--summarizer",
        metavar="NAME",
        help="`consensus` (ours) or one of sumy's: lexrank, textrank, lsa, luhn, kl, sumbasic, reduction.",
    ),
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the whole traceback of an error.")]


@app.callback()
def everywhere(context: typer.Context, debug: Debug = False) -> None:
    """Options of every command."""
    context.obj = debug


@app.command()
def build(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files and folders to read; without them the configured sources, else `seeds/`.",
            metavar="[PATH]...",
        ),
    ] = None,
    out: Out = Path("output"),
    config: Config = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD",
            help="Date of the edition; without it that of the newest article.",
        ),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            min=0,
            metavar="N",
            help="Processes to use; 0 chooses. The result is the same.",
        ),
    ] = 0,
    summarizer: Summarizer = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where a source could not be read.")
    ] = False,
) -> None:
    """Read articles, make an edition and publish it. **The main job.**

    Reads `.txt`, `.md` (with front matter), `.html` and `.jsonl`. What cannot be read is named and left out, and the rest goes
    on. A second build of the same articles changes no file.
    """
    from digest.app import Build
    from digest.app import build as make

    with _console() as console:
        built = make(Build(tuple(paths or ()), out, config, date, jobs, summarizer), console)
    edition, written = built.edition, built.written
    left = f", {len(edition.left_out)} left out" if edition.left_out else ""
    removed = f", {len(written.removed)} removed" if written.removed else ""
    _say(
        f"{edition.id}: {_count(len(edition.stories), 'story', 'stories')} from {_count(len(edition.articles), 'article')}{left};"
        f" {_count(len(written.changed), 'file')} written{removed}, {written.unchanged} as they were"
    )
    _say(f"Open {out / 'site' / 'index.html'}")
    if strict and any(left.stage == "read" for left in edition.left_out):
        raise typer.Exit(1)


@app.command()
def publish(
    edition: Annotated[
        str | None,
        typer.Option("--edition", metavar="ID", help="Publish the site as it was at this edition."),
    ] = None,
    out: Out = Path("output"),
    config: Config = None,
) -> None:
    """Make the site and feeds again from the archive, reading no source."""
    from digest.app import publish as make

    with _console() as console:
        written = make(out, config, edition, console)
    _say(
        f"{_count(len(written.changed), 'file')} written, {len(written.removed)} removed, {written.unchanged} as they were:"
        f" {out / 'site' / 'index.html'}"
    )


@app.command()
def group(
    file: Lines = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add what ties an article to others of its story.")
    ] = False,
) -> None:
    """Tell which articles report the same event: a line of JSON an article, in the order given."""
    from digest import app as application

    with _console() as console, _articles(file) as (stream, name):
        articles = application.articles_in(stream, name, console)
        _print_lines(_records(application.group(articles, explain, console)))


@app.command()
def summarize(
    file: Lines = None,
    words: Annotated[
        int, typer.Option("--words", min=1, metavar="N", help="Most words of a summary.")
    ] = 250,
    summarizer: Summarizer = None,
) -> None:
    """Summarize stories: a line of JSON a story, every statement with its passages.

    Articles with the same `story` are one story; where no article has one they are grouped first.
    """
    from digest import app as application

    with _console() as console, _articles(file) as (stream, name):
        articles = application.articles_in(stream, name, console)
        _print_lines(_records(application.summarize(articles, words, summarizer or "consensus")))


@app.command()
def verify(
    edition: Annotated[
        Path,
        typer.Argument(
            help="An archived edition: `output/editions/ID.json`.", metavar="EDITION.json"
        ),
    ],
) -> None:
    """Prove that every word of an edition stands in its sources; a line a finding, exit 1 where there is one."""
    from digest.app import edition_at
    from digest.verify import verify as prove

    read = edition_at(edition)
    findings = prove(read)
    _print_lines(str(finding).encode("utf-8", "backslashreplace") for finding in findings)
    _say(
        f"{edition}: {_count(len(read.stories), 'story', 'stories')} checked, {_count(len(findings), 'finding')}"
    )
    raise typer.Exit(1 if findings else 0)


@app.command()
def run(config: Config = None, out: Out = Path("output")) -> None:
    """Build, publish and mail at the times of `[schedule]`, until stopped."""
    from digest.app import Console
    from digest.app import run as keep_running

    keep_running(config, out, Console(warn=_say))


@app.command()
def send(config: Config = None, out: Out = Path("output")) -> None:
    """Mail the newest edition to the recipients of `[mail]`."""
    from digest.app import send as mail

    with _console() as console:
        mail(config, out, console)


# ---- talking to people -----------------------------------------------------------------------


def _say(line: str) -> None:
    """One line to people; control characters in it cannot reach their terminal."""
    print(
        "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line),
        file=sys.stderr,
        flush=True,
    )


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


@contextmanager
def _console() -> Iterator["Console"]:
    """Progress where standard error is a terminal, nothing else in its place."""
    from digest.app import Console

    if not sys.stderr.isatty():
        yield Console(warn=_say)
        return
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Terminal(stderr=True), transient=True) as shown:
        yield Console(warn=_say, progress=_shown_in(shown))


def _shown_in(shown: Any) -> Callable[[str, int, int], None]:
    tasks: dict[str, Any] = {}

    def progress(stage: str, done: int, of: int) -> None:
        if stage not in tasks:
            tasks[stage] = shown.add_task(stage, total=of or None)
        shown.update(tasks[stage], completed=done)

    return progress


@contextmanager
def _articles(file: Path | None) -> Iterator[tuple[BinaryIO, str]]:
    from digest.errors import NothingRead

    if file is None or str(file) == "-":
        yield sys.stdin.buffer, "standard input"
        return
    try:
        with file.open("rb") as stream:
            yield stream, file.name
    except OSError as error:
        raise NothingRead(str(file), f"cannot be read: {error.strerror}") from error


def _records(records: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    import msgspec

    return map(msgspec.json.encode, records)


def _print_lines(lines: Iterable[bytes]) -> None:
    """Data, for programs; whoever reads it may stop when they have enough."""
    for line in lines:
        try:
            sys.stdout.buffer.write(line + b"\n")
            sys.stdout.buffer.flush()
        except OSError as error:
            # What is still buffered would be tried again at the end, and fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(error, BrokenPipeError):
                return
            raise WriteError(f"standard output: cannot be written: {error.strerror}") from error


def _one_thread_each() -> None:
    """Small matrices are slower over threads, and the sums that these make may differ in their last digit."""
    for variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def main() -> None:
    """The program: an error is one line and an exit code, unless `--debug` asks for all of it."""
    _one_thread_each()
    debug = "--debug" in sys.argv
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        code = app(arguments or ["--help"], prog_name="digest", standalone_mode=False)
    except Exception as error:
        if debug:
            import traceback

            traceback.print_exc()
        code = _told(error)
    if code == _INTERRUPTED:
        _say("digest: interrupted")
    raise SystemExit(code or (0 if arguments else 2))


def _told(error: Any) -> int:
    """Says an error to people; its exit code."""
    code: int = getattr(error, "exit_code", 1)
    if isinstance(error, DigestError):
        _say(f"digest: {error}")
    elif hasattr(error, "format_message"):  # typer's: the command is wrong
        command = error.ctx.command_path if error.ctx else "digest"
        reason = " ".join(error.format_message().split()).rstrip(".")
        _say(f"digest: {reason}; see {command} --help")
    else:
        mistake = "this is a mistake of ours, --debug shows where"
        _say(f"digest: {type(error).__name__}: {error}; {mistake}")
    return code

"""`build`, `publish`, `run`, `send`: from articles to readers."""

from pathlib import Path
from typing import Annotated

import typer

from digest.cli.options import Config, Out, Summarizer, app
from digest.cli.talk import console, count, say


@app.command()
def build(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, and addresses of feeds and pages; without them the configured sources, else `seeds/`.",
            metavar="[PATH or ADDRESS]...",
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
    allow_private: Annotated[
        bool,
        typer.Option(
            "--allow-private",
            help="Also ask hosts of your own network, where an address names one.",
        ),
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where a source could not be read.")
    ] = False,
) -> None:
    """Read articles, make an edition and publish it. **The main job.**

    Reads `.txt`, `.md` (with front matter), `.html`, `.jsonl` and feeds as files, and feeds and pages at an address. Configured
    feeds and pages are taken from what `digest fetch` stored. What cannot be read is named and left out, and the rest goes on.
    A second build of the same articles changes no file.
    """
    from digest.app import Build
    from digest.app import build as make

    with console() as told:
        built = make(
            Build(tuple(paths or ()), out, config, date, jobs, summarizer, allow_private), told
        )
    edition, written = built.edition, built.written
    left = f", {len(edition.left_out)} left out" if edition.left_out else ""
    removed = f", {len(written.removed)} removed" if written.removed else ""
    say(
        f"{edition.id}: {count(len(edition.stories), 'story', 'stories')} from {count(len(edition.articles), 'article')}{left};"
        f" {count(len(written.changed), 'file')} written{removed}, {written.unchanged} as they were"
    )
    say(f"Open {out / 'site' / 'index.html'}")
    if strict and any(left.stage in ("read", "fetch") for left in edition.left_out):
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

    with console() as told:
        written = make(out, config, edition, told)
    say(
        f"{count(len(written.changed), 'file')} written, {len(written.removed)} removed, {written.unchanged} as they were:"
        f" {out / 'site' / 'index.html'}"
    )


@app.command()
def run(config: Config = None, out: Out = Path("output")) -> None:
    """Fetch, build, publish and mail at the times of `[schedule]`, until stopped."""
    from digest.app import Console
    from digest.app import run as keep_running

    keep_running(config, out, Console(warn=say))


@app.command()
def send(config: Config = None, out: Out = Path("output")) -> None:
    """Mail the newest edition to the recipients of `[mail]`."""
    from digest.app import send as mail

    with console() as told:
        mail(config, out, told)

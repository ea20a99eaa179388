"""`group`, `summarize`, `compare`, `verify`, `explain`: answers on standard output, for programs."""

from pathlib import Path
from typing import Annotated

import typer

from digest.cli.options import Json, Lines, Out, Summarizer, app
from digest.cli.talk import article_lines, clean, console, count, print_lines, records, say


@app.command()
def group(
    file: Lines = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Add what ties an article to others of its story, and the nearest story it is not of.",
        ),
    ] = False,
) -> None:
    """Tell which articles report the same event: a line of JSON an article, in the order given."""
    from digest import app as application

    with console() as told, article_lines(file) as (stream, name):
        articles = application.articles_in(stream, name, told)
        print_lines(records(application.group(articles, explain, told)))


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

    with console() as told, article_lines(file) as (stream, name):
        articles = application.articles_in(stream, name, told)
        print_lines(records(application.summarize(articles, words, summarizer or "consensus")))


@app.command()
def compare(
    file: Lines = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Print the less certain too; each finding has its confidence."),
    ] = False,
) -> None:
    """Hold the articles of a story side by side: who copied whom, which quotations were altered, where they differ.

    A line of JSON a story: its independent origins, what derives from what and why, quotations with their other wordings,
    differences with the passages of each value, names with their other spellings. Articles with the same `story` are one
    story; where no article has one they are grouped first.
    """
    from digest import app as application

    with console() as told, article_lines(file) as (stream, name):
        articles = application.articles_in(stream, name, told)
        print_lines(records(application.compare(articles, everything, told)))


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
    print_lines(str(finding).encode("utf-8", "backslashreplace") for finding in findings)
    say(
        f"{edition}: {count(len(read.stories), 'story', 'stories')} checked, {count(len(findings), 'finding')}"
    )
    raise typer.Exit(1 if findings else 0)


@app.command()
def explain(
    name: Annotated[
        str,
        typer.Argument(
            help="A story by id or slug; an article by id, address or source; a source that was left out.",
            metavar="ARTICLE_OR_STORY",
        ),
    ],
    edition: Annotated[
        str | None,
        typer.Option("--edition", metavar="ID", help="In this edition; without it, the newest."),
    ] = None,
    out: Out = Path("output"),
    json: Json = False,
) -> None:
    """Tell why a story is one and stands where it stands, or what became of an article.

    Of a story: its articles by origin, with the evidence; what ties them; its importance; the nearest story that it is not part
    of. Of an article: its story, the nearest article in it and the nearest story outside, with the words, names, numbers and
    days that count. Of anything left out: the reason.
    """
    import msgspec

    from digest.app import explaining

    with console() as told:
        found = explaining.explain(name, edition, out, told)
    if json:
        print_lines(records([msgspec.to_builtins(found)]))
    else:
        print_lines(clean(line) for line in explaining.lines(found))

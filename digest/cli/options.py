"""The program, and the options that several of its commands take."""

from pathlib import Path
from typing import Annotated

import typer

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
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the whole traceback of an error.")]


@app.callback()
def everywhere(context: typer.Context, debug: Debug = False) -> None:
    """Options of every command."""
    context.obj = debug

"""`fetch` and what belongs to it: sources, what is stored of them, and how they do."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.options import Config, Json, Out, app
from digest.cli.talk import console, count, print_lines, records, say, table

if TYPE_CHECKING:
    from digest.fetch import Fetched
    from digest.store import SourceHealth

Private = Annotated[
    bool,
    typer.Option(
        "--allow-private", help="Also ask hosts of your own network, where the address names one."
    ),
]

listing = typer.Typer(help="Show and change the sources of `digest.toml`.", no_args_is_help=True)


@app.command()
def fetch(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Sources to read, by name; without one, all.", metavar="[NAME]..."),
    ] = None,
    config: Config = None,
    out: Out = Path("output"),
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where a source could not be read.")
    ] = False,
    json: Json = False,
) -> None:
    """Read the feeds and pages of `[[sources]]`, and store what is new in `digest.db`.

    Asks politely: one request at a time a host, only for what has changed, and never what robots.txt forbids. What a source
    said stays stored; a run that was interrupted is finished by the next.
    """
    from dataclasses import asdict

    from digest.app.fetching import fetch as read

    with console() as told:
        fetched = read(config, out, names or [], told)
    if json:
        print_lines(records(asdict(each) for each in fetched))
    else:
        table(
            ("source", "new", "changed", "unchanged", "pages", ""),
            (
                (
                    f.name,
                    f.new,
                    f.changed,
                    f.unchanged,
                    f.pages,
                    _outcome(f),
                )
                for f in fetched
            ),
        )
    failed = sum(each.failed is not None for each in fetched)
    say(
        f"{count(len(fetched), 'source')} asked, {failed} failed; {count(sum(f.new for f in fetched), 'article')} new,"
        f" {sum(f.changed for f in fetched)} changed: {out / 'digest.db'}"
    )
    if strict and failed:
        raise typer.Exit(1)


def _outcome(fetched: "Fetched") -> str:
    if fetched.failed:
        return f"failed: {fetched.failed}"
    return "" if fetched.modified else "not modified"


@app.command()
def status(config: Config = None, out: Out = Path("output"), json: Json = False) -> None:
    """Show how each source does: when it was last read, what went wrong, how often it publishes."""
    from digest.app.sources import status as asked

    found = asked(config, out)
    if json:
        print_lines(records([found.as_json()]))
        return
    table(
        ("source", "last read", "articles", "a week", "every", ""),
        (
            (
                s.name,
                s.last_success or "never",
                s.articles,
                s.articles_last_week,
                f"{s.interval_hours:g} h" if s.interval_hours is not None else "",
                _trouble(s),
            )
            for s in found.sources
        ),
    )
    made = f"the newest is {found.newest.id}" if found.newest else "run digest build"
    say(f"{count(len(found.sources), 'source')}; {count(found.editions, 'edition')}: {made}")


def _trouble(source: "SourceHealth") -> str:
    """What is not as it should be, in words."""
    if not source.configured:
        return "no longer configured"
    if source.gone:
        return "gone for good (410)"
    if source.last_error:
        return f"{source.last_error} ({count(source.failures, 'time')} in a row)"
    return f"{count(source.pending, 'page')} still to read" if source.pending else ""


@app.command()
def check(config: Config = None, out: Out = Path("output"), json: Json = False) -> None:
    """See whether all is well: configuration, overrides, clock, templates, output folder, every source."""
    from dataclasses import asdict

    from digest.app.sources import check as looked

    with console() as told:
        findings = list(looked(config, out, told))
    if json:
        print_lines(records(asdict(finding) for finding in findings))
    else:
        table(
            ("", "what", ""),
            (
                ("ok" if f.wrong is None else "wrong", f.what, f.wrong or f.note or "")
                for f in findings
            ),
        )
    wrong = sum(finding.wrong is not None for finding in findings)
    say(f"{count(len(findings), 'thing')} looked at, {wrong} wrong")
    if wrong:
        raise typer.Exit(1)


@app.command()
def articles(
    query: Annotated[
        str | None,
        typer.Argument(
            help='Words that an article holds, beginnings (`flood*`) or a `"phrase"`; without, the newest.',
            metavar="[QUERY]",
        ),
    ] = None,
    config: Config = None,
    out: Out = Path("output"),
    show: Annotated[
        str | None,
        typer.Option("--show", metavar="ID", help="One article, whole, with its versions."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="At most so many.")
    ] = 20,
    json: Json = False,
) -> None:
    """Find and show what is stored."""
    from dataclasses import asdict

    from digest.app import sources as application

    if show is not None:
        _show(show, out, json)
        return
    hits = (
        application.newest(out, limit) if query is None else application.search(out, query, limit)
    )
    if json:
        print_lines(records(asdict(hit) for hit in hits))
    else:
        table(
            ("id", "published", "outlet", "title"),
            ((h.id, h.published or "", h.outlet, h.title) for h in hits),
        )
    say(f"{count(len(hits), 'article')}; see one: digest articles --show ID")


def _show(article_id: str, out: Path, json: bool) -> None:
    import msgspec

    from digest.app.sources import article

    stored = article(out, article_id)
    if json:
        print_lines([msgspec.json.encode(stored)])
        return
    read = stored.article
    facts = [
        read.title,
        f"{read.outlet}, {read.author or 'no author'}, {read.published or 'no date'}",
        read.url or read.source,
        f"{count(len(stored.versions), 'version')}, the first seen {stored.first_seen}; from {', '.join(stored.sources)}",
        *([f"its publisher's rules: {', '.join(read.rules)}"] if read.rules else []),
        "",
        read.text,
    ]
    print_lines(line.encode("utf-8", "replace") for line in facts)


@app.command()
def prune(
    config: Config = None,
    out: Out = Path("output"),
    yes: Annotated[
        bool, typer.Option("--yes", help="Remove it; without, only say what would go.")
    ] = False,
) -> None:
    """Remove stored articles that no source has listed for `store.keep_days`."""
    from digest.app.sources import prune as remove

    gone = remove(config, out, really=yes)
    size = f"{count(gone.articles, 'article')}, {count(gone.versions, 'version')}, {gone.bytes / 1e6:.1f} MB"
    say(f"removed {size}" if yes else f"would remove {size}; do it: digest prune --yes")


@app.command()
def init(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Folder of the new digest; made where it is missing.", metavar="[FOLDER]"
        ),
    ] = Path(),
) -> None:
    """Write a commented `digest.toml`, a sample article and the templates; nothing is written over."""
    from digest.app.sources import init as begin

    written, kept = begin(folder)
    for name in kept:
        say(f"{folder / name}: is there already, kept as it is")
    say(f"{count(len(written), 'file')} written to {folder}, {len(kept)} kept")
    option = (
        "" if folder == Path() else f" --config {folder / 'digest.toml'} --out {folder / 'output'}"
    )
    say(f"Next: digest build{option}")


# ---- the list of sources ---------------------------------------------------------------------


@listing.command("list")
def list_(config: Config = None, json: Json = False) -> None:
    """Show the sources."""
    from digest.app.sources import listed

    sources = listed(config).sources
    if json:
        print_lines(
            records({"name": s.name, "place": str(s.place), "section": s.section} for s in sources)
        )
    else:
        table(
            ("name", "section", "place"), ((s.name, s.section or "", str(s.place)) for s in sources)
        )
    say(count(len(sources), "source"))


@listing.command()
def add(
    place: Annotated[
        str,
        typer.Argument(
            help="Address of a feed, of a page (its feed is found), or a path.", metavar="ADDRESS"
        ),
    ],
    name: Annotated[str | None, typer.Option("--name", help="What to call it.")] = None,
    section: Annotated[
        str | None, typer.Option("--section", help="Section of its stories.")
    ] = None,
    config: Config = None,
    allow_private: Private = False,
) -> None:
    """Add a source: the feed at an address, the first that the page there advertises, else that page."""
    from digest.app.sources import Addition, add_source

    with console() as told:
        added = add_source(config, Addition(place, name, section, allow_private), told)
    say(f"added {added}")


@listing.command()
def remove(
    which: Annotated[str, typer.Argument(help="Its name, address or path.", metavar="NAME")],
    config: Config = None,
) -> None:
    """Remove a source; what is stored of it stays until it is pruned."""
    from digest.app.sources import remove_source

    remove_source(config, which)
    say(f"removed {which}")


@listing.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="An OPML file.", metavar="FILE.opml")],
    config: Config = None,
) -> None:
    """Add the feeds of an OPML file that are not there yet."""
    from digest.app.sources import import_sources

    imported = import_sources(config, file)
    for address in imported.refused:
        say(f"digest: {address}: passed over: neither http nor https")
    say(f"{count(len(imported.added), 'source')} added, {imported.known} there already")


@listing.command()
def export(config: Config = None) -> None:
    """Print the feeds and pages as OPML."""
    from digest.app.sources import export_sources

    print_lines([export_sources(config).rstrip("\n").encode()])


app.add_typer(listing, name="sources")

"""`python -m benchmarks`: see the package's own description."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks import data, pages, report, scale, speed
from benchmarks.report import Table

# Speed first: what the others load would count in the memory of the processes it starts.
BENCHMARKS = ("speed", "grouping", "summaries", "pages")
NAMED = ("store", "scale", "stream", "trace")  # run where they are named
INVENTED = ("store", "scale")  # need no data
SYSTEMS = ("ours", "baselines")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what was asked for; 0 done, 3 nothing to run on."""
    asked = _parser().parse_args(arguments)
    if asked.benchmark not in INVENTED and not (data.folder() / "data").is_dir():
        print(f"{data.folder() / 'data'}: no such folder; set DIGEST_DATA", file=sys.stderr)
        return 3
    benchmarks = (asked.benchmark,) if asked.benchmark else BENCHMARKS
    sets = {name: _sets(name, asked.only) for name in benchmarks}
    if asked.only and not any(sets.values()):
        known = sorted({name for benchmark in benchmarks for name in _available(benchmark)})
        print(f"{asked.only}: no such set; there are {', '.join(known)}", file=sys.stderr)
        return 3
    _print_head()
    tables = [_run(name, chosen, asked) for name, chosen in sets.items() if chosen]
    if asked.json:
        asked.json.write_text(json.dumps(report.as_json(tables), indent=1) + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument(
        "benchmark", nargs="?", choices=(*BENCHMARKS, *NAMED), help="without, all on data"
    )
    parser.add_argument("--only", metavar="SET", help="one set, such as incidents or multinews")
    parser.add_argument("--systems", choices=SYSTEMS, help="ours or the baselines; without, both")
    parser.add_argument("--runs", type=int, default=3, help="of each process in speed (default 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    return parser


def _available(benchmark: str) -> tuple[str, ...]:
    """The sets that a benchmark can be taken on here."""
    sets: dict[str, Callable[[], Iterable[str]]] = {
        "store": lambda: ("invented",),
        "scale": lambda: (*scale.SIZES, *scale.LARGE),
        "stream": lambda: ("incidents", "invented", "stored"),
        "trace": lambda: import_module("benchmarks.trace").available(),
        "grouping": data.grouping_sets,
        "summaries": data.summary_sets,
        "pages": pages.available,
        "speed": speed.available,
    }
    return tuple(sets[benchmark]())


def _sets(benchmark: str, only: str | None) -> tuple[str, ...]:
    rarely = scale.LARGE if benchmark == "scale" and only is None else ()
    available = (name for name in _available(benchmark) if name not in rarely)
    return tuple(name for name in available if only in (None, name))


def _run(benchmark: str, sets: Sequence[str], asked: argparse.Namespace) -> Table:
    """The benchmark's table, printed as soon as it is there."""
    systems = frozenset((asked.systems,) if asked.systems else SYSTEMS)
    if benchmark == "speed":
        table = speed.run(sets, systems, asked.runs)
    else:
        table = import_module(f"benchmarks.{benchmark}").run(sets, systems)
    print(f"\n{report.render(table)}", flush=True)
    return table


def _print_head() -> None:
    print(report.machine())
    print(", ".join(f"{name} {version}" for name, version in report.versions().items()))


if __name__ == "__main__":
    sys.exit(main())

"""The command line: parse, one call, print."""

import os
import sys
from typing import Any

from digest.cli import edition, sources, stories  # noqa: F401  (each adds its commands)
from digest.cli.options import app
from digest.cli.talk import say
from digest.errors import DigestError

_INTERRUPTED = 130


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
        say("digest: interrupted")
    raise SystemExit(code or (0 if arguments else 2))


def _told(error: Any) -> int:
    """Says an error to people; its exit code."""
    code: int = getattr(error, "exit_code", 1)
    if isinstance(error, DigestError):
        say(f"digest: {error}")
    elif hasattr(error, "format_message"):  # typer's: the command is wrong
        command = error.ctx.command_path if error.ctx else "digest"
        reason = " ".join(error.format_message().split()).rstrip(".")
        say(f"digest: {reason}; see {command} --help")
    else:
        mistake = "this is a mistake of ours, --debug shows where"
        say(f"digest: {type(error).__name__}: {error}; {mistake}")
    return code

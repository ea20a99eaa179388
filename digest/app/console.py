"""What a command says to people, and how far it is."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from digest.pipeline import Progress


@dataclass(frozen=True, slots=True)
class Console:
    """What a command says to people, and how far it is."""

    warn: Callable[[str], None] = lambda line: print(line, file=sys.stderr)
    progress: Progress = lambda stage, done, of: None


QUIET = Console()
"""Warns on standard error, and shows no progress."""

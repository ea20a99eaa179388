"""Over how many processes work is mapped."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from digest.pipeline import (
    Map,
)

_WORTH_PROCESSES = 400  # articles from which a second process pays for its start


@contextmanager
def mapped(jobs: int, articles: int) -> Iterator[Map]:
    """`map` in this process, or over several."""
    workers = jobs or (os.cpu_count() or 1 if articles >= _WORTH_PROCESSES else 1)
    workers = min(workers, articles)
    if workers <= 1:
        yield map
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    _start_deaf()
    with ProcessPoolExecutor(workers, get_context("forkserver")) as executor:
        yield partial(executor.map, chunksize=max(1, min(64, articles // (4 * workers))))


def _start_deaf() -> None:
    """Starts what forks the workers with interrupts blocked: they are for this process to answer.

    The block is inherited, so that a worker is deaf from its first instant; one that had to make
    itself so could be killed before it was, and the executor would wait for it for ever.
    """
    from multiprocessing import forkserver, resource_tracker

    forkserver.set_forkserver_preload(["numpy", "digest.pipeline"])  # once, not in each worker
    resource_tracker.ensure_running()  # first: starting it unblocks interrupts again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

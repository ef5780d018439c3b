"""Work done by several processes, its results in order; none of them outlives the process that started them."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import active_children, parent_process
from typing import Any, TypeVar

_Result = TypeVar("_Result")
_AHEAD = 4
"""How many pieces of work wait for each process, so that what is done is never far ahead of what is taken."""


def mapped(function: Callable[..., _Result], calls: Sequence[Sequence[Any]], jobs: int) -> Iterator[_Result]:
    """Yield what `function` returns for each call, in their order, from `jobs` processes.

    Raises what the first call raises that fails. Where the iteration ends early, by Ctrl-C say, so do the processes.
    """
    waiting: deque[Future[_Result]] = deque()
    pool = ProcessPoolExecutor(min(jobs, len(calls)), initializer=_begin)
    before = set(active_children())
    try:
        for call in calls:
            if len(waiting) == jobs * _AHEAD:
                yield waiting.popleft().result()
            waiting.append(pool.submit(function, *call))
        while waiting:
            yield waiting.popleft().result()
        pool.shutdown()
    finally:
        for process in set(active_children()) - before:
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl-C to the process that started this one, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)

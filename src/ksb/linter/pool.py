"""Check many files in several processes, with the same results in the same order as in one."""

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, partial
from multiprocessing import active_children, current_process, parent_process

from ksb.errors import KsbError, reason
from ksb.linter.checked import CheckedFile, check_content, content_or_error
from ksb.linter.choice import Choice
from ksb.linter.config import Settings

_CHUNK = 16
"""How many files a process takes at once."""
_BATCH = 2_000
"""How many files are submitted at once: `map` submits all of its input, and results wait until they are read."""
_MOST_PROCESSES = 61
"""The most that `ProcessPoolExecutor` allows on Windows."""


def check_files(
    files: Sequence[str], choice: Choice, settings_for: Callable[[str], Settings], jobs: int | None = None
) -> Generator[CheckedFile, None, None]:
    """Check files in `jobs` processes (default: one for each processor), and yield the results in the files' order.

    `settings_for` finds the settings for a file as `choice` says. A daemon process may not start others: it checks the
    files itself. Where the iteration ends early, such as by Ctrl-C, the processes are killed.

    Raises `KsbError` if a process can't be started or is killed.
    """
    jobs = min(jobs or _processors(), _MOST_PROCESSES, len(files) // _CHUNK)
    if jobs <= 1 or current_process().daemon:
        for file in files:
            yield check_content(file, content_or_error(file), settings_for(file))
        return
    others = set(active_children())
    pool = ProcessPoolExecutor(jobs, initializer=_start_worker)
    try:
        for start in range(0, len(files), _BATCH):
            batch = files[start : start + _BATCH]
            try:
                with _interrupts_blocked():
                    results = pool.map(partial(_check_in_worker, choice), batch, chunksize=_CHUNK)
            except OSError as error:
                raise KsbError(f"can't start more processes: {reason(error)}", "use --jobs 1") from None
            yield from results
    except BrokenProcessPool:
        raise KsbError("a process that checks files was killed", "if memory is short, use --jobs 1") from None
    except BaseException:
        for process in set(active_children()) - others:
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _check_in_worker(choice: Choice, file: str) -> CheckedFile:
    return check_content(file, content_or_error(file), _finder(choice)(file))


@cache
def _finder(choice: Choice) -> Callable[[str], Settings]:
    """Return the same function for each file, so that a process reads each configuration once."""
    return choice.finder()


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block Ctrl-C while processes start: they inherit the block, and leave Ctrl-C to this process from the first."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker() -> None:
    """Ignore Ctrl-C, and exit when the parent process ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
    os._exit(1)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

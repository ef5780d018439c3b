"""Work done by several processes, its results in order; none of them outlives the process that started them.

Each process has a pipe of its own, so that one that is killed while it sends keeps nobody waiting.
"""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import Pipe, Process, parent_process
from multiprocessing.connection import wait
from typing import Any, TypeVar

from ksb.errors import KsbError, reason

_Result = TypeVar("_Result")
_MOST = 61
"""How many processes Windows lets one wait for."""
_AHEAD = 4
"""How many results there may be for each process before the first of them is taken."""


def mapped(function: Callable[..., _Result], calls: Sequence[Sequence[Any]], jobs: int) -> Iterator[_Result]:
    """Yield what `function` returns for each call, in their order, from `jobs` processes.

    Raises what the first call raises that fails, and `KsbError` where a process is killed. Where the iteration ends
    early, by Ctrl-C say, so do the processes.
    """
    workers: dict[Any, Process] = {}
    try:
        for _ in range(min(jobs, len(calls), _MOST)):
            try:
                ours, theirs = Pipe()
                workers[ours] = Process(target=_work, args=(function, theirs), daemon=True)
                with _undisturbed():
                    workers[ours].start()
                theirs.close()
            except OSError as error:
                raise KsbError(f"no more processes can be started: {reason(error)}", "--jobs 1 needs none") from None
        yield from _results(list(workers), calls)
    finally:
        started = [process for process in workers.values() if process.pid]
        for process in started:
            process.kill()
        for process in started:
            process.join()


def _results(idle: list[Any], calls: Sequence[Sequence[Any]]) -> Iterator[Any]:
    """Hand each call to a process that waits for one, and yield the results in the order of the calls."""
    most = len(idle) * _AHEAD
    doing: dict[Any, int] = {}
    done: dict[int, tuple[Any, BaseException | None]] = {}
    sent = 0
    for i in range(len(calls)):
        try:
            while True:
                while idle and sent < min(len(calls), i + most):
                    idle[-1].send(calls[sent])
                    doing[idle.pop()] = sent
                    sent += 1
                if i in done:
                    break
                available: list[Any] = wait(doing)
                for connection in available:
                    done[doing.pop(connection)] = connection.recv()
                idle += available
        except (EOFError, OSError):
            raise KsbError("a process that checks files was killed", "if memory is short: --jobs 1") from None
        result, error = done.pop(i)
        if error is not None:
            raise error
        yield result


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait, where the system can do that, until a process that was started knows what to do about it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(function: Callable[..., Any], connection: Any) -> None:
    """Answer calls; leave Ctrl-C to the process that started this one, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):  # it ended
        while True:
            call = connection.recv()
            answer: tuple[Any, BaseException | None]
            try:
                answer = function(*call), None
            except (KsbError, OSError) as error:
                answer = None, error
            except Exception as error:  # perhaps of a kind that can't be sent
                answer = None, RuntimeError(f"{type(error).__name__}: {error}")
                answer[1].add_note(traceback.format_exc())
            connection.send(answer)


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
    os._exit(1)

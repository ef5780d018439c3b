"""What checking many files comes to, in the files' order: by several processes, or recalled from the cache.

Findings travel, and are kept, as JSON: they are read again only by what prints them, one file at a time.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, overload

from ksb.linter.finding import Finding, Tally, tallied, unpacked
from ksb.reading import contents, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from ksb.linter.config import Choice, Settings

_CHUNK = 16
"""How many files a process checks at a time."""
_FEW = 32
"""With fewer files, starting processes takes longer than they save."""
_IN_MEMORY = 8 * 1024 * 1024


class Outcome(NamedTuple):
    """What checking one file came to."""

    findings: bytes
    """A JSON list of findings, each a list of its values."""
    tally: Tally
    used: tuple[tuple[str, str], ...] = ()
    """The entries of `per-file-ignores` that silenced something: the pattern and the code."""
    readable: bool = True
    """Whether the file holds a standard."""


class Findings(Sequence[Finding]):
    """The findings of a run, on disk where they are many."""

    def __init__(self) -> None:
        """Begin without any."""
        self.tally = Tally()
        self._count = 0
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  open as long as this is there

    def add(self, findings: Sequence[Finding]) -> None:
        """Add findings at the end."""
        self.add_packed(json.dumps(findings).encode(), tallied(findings))

    def add_packed(self, findings: bytes, tally: Tally) -> None:
        """Add a JSON list of findings at the end."""
        if findings == b"[]":
            return
        self._file.seek(0, os.SEEK_END)
        self._file.write(findings + b"\n")
        self.tally = self.tally.plus(tally)
        self._count += tally.error + tally.warning + tally.info

    def __del__(self) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Finding]:
        at = 0
        while True:
            self._file.seek(at)
            line = self._file.readline()
            if not line:
                return
            at = self._file.tell()
            for values in json.loads(line):
                yield unpacked(values)

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...

    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return tuple(self)[index]


class Outcomes:
    """Checks files as `choice` says."""

    def __init__(self, choice: Choice, settings_for: Callable[[str], Settings], *, jobs: int | None) -> None:
        """Take what holds for all files, and what `choice` finds for each.

        `jobs` processes check them, or as many as there are processors.
        """
        self.choice = choice
        self.settings_for = settings_for
        self.jobs = jobs or _processors()

    def of(self, files: Sequence[str]) -> Iterator[Outcome]:
        """Yield what checking each file comes to, in their order. Raises `KsbError` for a configuration that is none.

        However many processes there are, the outcomes are the same.
        """
        chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
        if self.jobs == 1 or len(files) < _FEW or _is_daemon():
            for chunk in chunks:
                yield from _checked(self.settings_for, chunk)
        else:
            from ksb.linter.workers import mapped

            for outcomes in mapped(_checked_apart, [(self.choice, chunk) for chunk in chunks], self.jobs):
                yield from outcomes

    def of_content(self, name: str, content: bytes | OSError | ValueError) -> Outcome:
        """Return what checking a file comes to that holds this, or can't be read."""
        return _outcome(content, name, self.settings_for(name))


def _checked_apart(choice: Choice, files: Sequence[str]) -> list[Outcome]:
    """Do what `_checked` does in a process of its own, which finds each configuration once."""
    return _checked(_finder(choice), files)


def _checked(settings_for: Callable[[str], Settings], files: Sequence[str]) -> list[Outcome]:
    """Return what checking some files comes to."""
    outcomes = []
    for file in files:
        content: bytes | OSError | ValueError
        try:
            content = contents(file)
        except (OSError, ValueError) as error:
            content = error
        outcomes.append(_outcome(content, file, settings_for(file)))
    return outcomes


def _outcome(content: bytes | OSError | ValueError, name: str, settings: Settings) -> Outcome:
    from ksb.linter.engine import check
    from ksb.validate import unreadable

    reading = parse(content, name) if isinstance(content, bytes) else unreadable(name, content)
    result = check(reading, settings)
    findings = [it.finding for it in result.found]
    return Outcome(
        json.dumps(findings).encode(), tallied(findings), tuple(sorted(result.used)), reading.standard is not None
    )


@cache
def _finder(choice: Choice) -> Callable[[str], Settings]:
    return choice.finder()


def _is_daemon() -> bool:
    """Return whether this is a process that may start no others."""
    from multiprocessing import current_process

    return current_process().daemon


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

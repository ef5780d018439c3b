"""One run over some files: find them, check them or fix them, and compare the findings with the baseline."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from functools import cached_property
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from ksb.errors import InvalidStandardError, KsbError
from ksb.linter import baseline
from ksb.linter.checked import CheckedFile, check_content, content_or_error
from ksb.linter.config import Choice, Settings
from ksb.linter.engine import Ignore, check, fixed
from ksb.linter.files import files
from ksb.linter.finding import UNUSED, Finding
from ksb.linter.fix import Repair
from ksb.linter.report import Report, Tally
from ksb.linter.unused import unused_entry, unused_ignores
from ksb.positions import MOST_FINDINGS
from ksb.reading import STDIN, parse, standard_in
from ksb.validate import Reading, unreadable

_FEW = 32
"""Below this number of files, starting processes takes longer than they save."""


class FixedFile(NamedTuple):
    """The result of fixing one file."""

    file: str
    """The path as it was given."""
    before: bytes
    after: bytes
    fixes: int
    """How many findings were fixed."""
    faults: tuple[str, ...] = ()
    """What makes the file unreadable, as `file:line:column: message`; such a file isn't fixed."""


class Run:
    """One run over some files."""

    def __init__(
        self,
        paths: Iterable[str],
        choice: Choice,
        *,
        known: Path | None = None,
        stdin_filename: str | None = None,
        jobs: int | None = None,
    ) -> None:
        """Find the files and read the baseline in `known`.

        `stdin_filename` is the name of standard input in messages and for the configuration. `jobs` is the number of
        processes (default: one for each processor).

        Raises `KsbError` for a folder without YAML files, an unknown rule code or an invalid baseline.
        """
        self._given = tuple(paths)
        found: dict[str, str] = {}
        for path in self._given:
            for file in files(path):
                found.setdefault(file if file == STDIN else os.path.abspath(file), file)  # noqa: PTH100
        self.files = tuple(found.values())
        if stdin_filename and STDIN in self.files and os.path.abspath(stdin_filename) in found:  # noqa: PTH100
            raise KsbError(f"{stdin_filename} is checked too; --stdin-filename can't name it")
        self.settings_for = choice.finder()
        self._choice = choice
        self._jobs = jobs
        self._stdin_name = stdin_filename or "<stdin>"
        self._stdin = content_or_error(STDIN) if STDIN in self.files else b""
        self.baseline = baseline.read(known) if known is not None else None

    def name(self, file: str) -> str:
        """Return the name of a file in messages and for the configuration."""
        return self._stdin_name if file == STDIN else file

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files in messages."""
        return tuple(map(self.name, self.files))

    @property
    def rules(self) -> tuple[str, ...]:
        """The codes of the rules that run on any of the files, sorted."""
        return tuple(sorted({code for settings in self._all_settings for code in settings.codes}))

    @property
    def configurations(self) -> tuple[Path, ...]:
        """The configuration files that apply to the files."""
        return tuple(settings.file for settings in self._all_settings if settings.file)

    @cached_property
    def _all_settings(self) -> tuple[Settings, ...]:
        """The settings of the files, each once. Raises `KsbError` for an invalid configuration."""
        return tuple({id(settings): settings for settings in map(self.settings_for, self.names)}.values())

    def report(self) -> Report:
        """Check the files and return all findings. Raises `KsbError` as `check` does."""
        with closing(self.check()) as results:
            checked = tuple(results)
        findings = tuple(finding for file in checked for finding in file.findings)
        return Report(self.names, self.rules, Tally().plus(findings), sum(file.known for file in checked), findings)

    def check(self) -> Generator[CheckedFile, None, None]:
        """Check the files, and yield the results in order, then what silences nothing, for each file that says so.

        Close the iterator where you don't read it to the end. Raises `KsbError` for an invalid configuration, and where
        a process that checks files can't be started or is killed.
        """
        unused: list[Finding] = []
        used: dict[int, set[Ignore]] = {id(settings): set() for settings in self._all_settings}
        with closing(self._check_files()) as results:
            for file, checked in zip(self.files, results, strict=True):
                settings = self.settings_for(self.name(file))
                used[id(settings)] |= checked.used
                if self.baseline and self._split:
                    new, gone = self._split(checked.findings, checked.name)
                    if UNUSED in settings.codes and checked.readable:
                        entries = (known for known in gone if known.code in settings.codes)
                        more = islice(entries, MOST_FINDINGS - len(unused))
                        unused += [unused_entry(known, self.baseline, settings) for known in more]
                    checked = checked._replace(findings=tuple(new), known=len(checked.findings) - len(new))
                yield checked
        for settings in self._all_settings:
            unused += unused_ignores(settings, self._given, self.files, used[id(settings)])
        for name, findings in groupby(unused, key=lambda finding: finding.file):
            yield CheckedFile(name, tuple(findings))

    def _check_files(self) -> Generator[CheckedFile, None, None]:
        """Check the files, with the findings that the baseline holds."""
        on_disk = [file for file in self.files if file != STDIN]
        if len(on_disk) < _FEW or self._jobs == 1:
            results = (check_content(file, content_or_error(file), self.settings_for(file)) for file in on_disk)
        else:
            from ksb.linter.pool import check_files  # takes 10 ms, which few files don't need

            results = check_files(on_disk, self._choice, self.settings_for, self._jobs)
        with closing(results):
            for file in self.files:
                if file == STDIN:
                    yield check_content(self._stdin_name, self._stdin, self.settings_for(self._stdin_name))
                else:
                    yield next(results)
            next(results, None)  # lets the processes end

    def fix(self, *, unsafe: bool) -> Iterator[FixedFile]:
        """Fix each file in memory, and yield the results in order.

        No file is written. `check` then sees standard input as fixed.
        """
        for file in self.files:
            content = self._stdin if file == STDIN else content_or_error(file)
            if isinstance(content, bytes):
                result = self.fix_content(file, content, unsafe=unsafe)
                if file == STDIN:
                    self._stdin = result.after
                yield result
            else:
                yield FixedFile(file, b"", b"", 0, _faults(unreadable(self.name(file), content)))

    def fix_content(self, file: str, content: bytes, *, unsafe: bool) -> FixedFile:
        """Fix a file that holds this content; unsafe fixes too, if `unsafe`."""
        reading = parse(content, self.name(file))
        if reading.standard is None:
            return FixedFile(file, content, content, 0, _faults(reading))
        return FixedFile(file, *fixed(reading, lambda reading: self._repairs(reading, file, unsafe=unsafe)))

    def _repairs(self, reading: Reading, file: str, *, unsafe: bool) -> list[Repair]:
        found = check(reading, self.settings_for(self.name(file)), fixable=True).found
        if self._split:
            new = set(map(id, self._split([each.finding for each in found], self.name(file))[0]))
            found = [each for each in found if id(each.finding) in new]
        return [each.repair for each in found if each.repair and (unsafe or each.finding.fix == "safe")]

    @cached_property
    def _split(self) -> baseline.Splitter | None:
        return self.baseline.split(self.names) if self.baseline else None


def _faults(reading: Reading) -> tuple[str, ...]:
    try:
        standard_in(reading)
    except InvalidStandardError as error:
        return error.lines
    return ()

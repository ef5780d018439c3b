"""One run over some files: find them, check them or fix them, and compare the findings with the baseline."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import cached_property
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from ksb.errors import InvalidStandardError, KsbError
from ksb.linter.baseline import Baseline, Known
from ksb.linter.checked import CheckedFile, check_content, content_or_error
from ksb.linter.choice import Choice
from ksb.linter.config import Settings
from ksb.linter.engine import Ignore, check, fixed
from ksb.linter.files import Excluded, Patterns, files, is_standard
from ksb.linter.finding import SEVERITIES, UNUSED, Finding, Severity
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
    outside: bool = False
    """Whether it is a link in a folder to a file outside of it; such a file isn't fixed."""
    faults: tuple[str, ...] = ()
    """What makes the file unreadable, as `file:line:column: message`; such a file isn't fixed."""


class Run:
    """One run over some files."""

    def __init__(
        self,
        paths: Iterable[str],
        choice: Choice,
        *,
        stdin_filename: str | None = None,
        jobs: int | None = None,
        exclude: Sequence[str] = (),
    ) -> None:
        """Find the files and read their configurations and baselines.

        Folders don't bring in what the configuration or `exclude` excludes (patterns as in `.gitignore`, relative to
        the current folder), nor YAML files without the field `format`. `stdin_filename` is the name of standard input
        in messages and for the configuration. `jobs` is the number of processes (default: one for each processor).

        Raises `KsbError` for a folder without YAML files, an unknown rule code, an invalid configuration or an invalid
        baseline.
        """
        self._given = tuple(paths)
        self.settings_for = choice.finder()
        excluded = _exclusion(self.settings_for, exclude)
        found: dict[str, str] = {}
        skipped: set[str] = set()
        for path in self._given:
            for file in files(path, excluded):
                place = file if file == STDIN else os.path.abspath(file)  # noqa: PTH100
                if file == path or place in found or is_standard(file):
                    found.setdefault(place, file)
                else:
                    skipped.add(place)
        self.files = tuple(found.values())
        self.skipped = len(skipped - found.keys())
        """How many YAML files in folders were skipped because they lack the field `format`."""
        if stdin_filename and STDIN in self.files and os.path.abspath(stdin_filename) in found:  # noqa: PTH100
            raise KsbError(f"{stdin_filename} is checked too; --stdin-filename can't name it")
        self._choice = choice
        self._jobs = jobs
        self._stdin_name = stdin_filename or "<stdin>"
        self._stdin = content_or_error(STDIN) if STDIN in self.files else b""
        baselines = dict.fromkeys(settings.baseline for settings in self._all_settings if settings.baseline)
        self.baselines = {path: Baseline(path, self.names) for path in baselines}
        self.gone: list[Known] = []
        """The entries of the baselines that match no finding any more; complete when all files are checked."""

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
    def min_severity(self) -> Severity:
        """The lowest severity that is reported of any file."""
        return max((settings.min_severity for settings in self._all_settings), key=SEVERITIES.index, default="info")

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
        known = sum(file.known for file in checked)
        tally = Tally().plus(findings)
        return Report(
            self.names,
            self.rules,
            tally,
            known,
            findings,
            gone=len(self.gone) if UNUSED in self.rules else 0,
            skipped=self.skipped,
            min_severity=self.min_severity,
        )

    def check(self) -> Generator[CheckedFile, None, None]:
        """Check the files, and yield the results in order, then what silences nothing, for each file that says so.

        Close the iterator where you don't read it to the end. Raises `KsbError` for an invalid configuration, and where
        a process that checks files can't be started or is killed.
        """
        unused: list[Finding] = []
        self.gone.clear()
        used: dict[int, set[Ignore]] = {id(settings): set() for settings in self._all_settings}
        with closing(self._check_files()) as results:
            for file, checked in zip(self.files, results, strict=True):
                settings = self.settings_for(self.name(file))
                used[id(settings)] |= checked.used
                if baseline := self._baseline(settings):
                    new, gone = baseline.split(checked.findings, checked.name)
                    gone = [known for known in gone if checked.readable and _looked_for(known, settings)]
                    self.gone += gone
                    if UNUSED in settings.codes:
                        more = islice(gone, MOST_FINDINGS - len(unused))
                        unused += [unused_entry(known, baseline.source, settings) for known in more]
                    checked = checked._replace(findings=tuple(new), known=len(checked.findings) - len(new))
                yield checked
        for settings in {settings.baseline: settings for settings in self._all_settings}.values():
            if baseline := self._baseline(settings):
                self.gone += [known for known in baseline.missing() if _looked_for(known, settings)]
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

    def check_content(self, file: str, content: bytes) -> list[Finding]:
        """Return the findings in a file if it held this content, without those that the baseline holds."""
        settings = self.settings_for(self.name(file))
        checked = check_content(self.name(file), content, settings)
        baseline = self._baseline(settings)
        return baseline.split(checked.findings, checked.name)[0] if baseline else list(checked.findings)

    def fix(self, *, unsafe: bool) -> Iterator[FixedFile]:
        """Fix each file in memory, and yield the results in order.

        No file is written. `check` then sees standard input as fixed.
        """
        for file in self.files:
            content = self._stdin if file == STDIN else content_or_error(file)
            if self.is_outside(file):
                yield FixedFile(file, b"", b"", 0, outside=True)
            elif isinstance(content, bytes):
                result = self.fix_content(file, content, unsafe=unsafe)
                if file == STDIN:
                    self._stdin = result.after
                yield result
            else:
                yield FixedFile(file, b"", b"", 0, faults=_faults(unreadable(self.name(file), content)))

    def is_outside(self, file: str) -> bool:
        """Return whether a file that a folder brought in is a link to a file outside of the folders of the call."""
        if file == STDIN or file in self._given:
            return False
        real = Path(os.path.realpath(file))
        return not any(real.is_relative_to(os.path.realpath(path)) for path in self._given if path != STDIN)

    def fix_content(self, file: str, content: bytes, *, unsafe: bool) -> FixedFile:
        """Fix a file that holds this content; unsafe fixes too, if `unsafe`."""
        reading = parse(content, self.name(file))
        if reading.standard is None:
            return FixedFile(file, content, content, 0, faults=_faults(reading))
        return FixedFile(file, *fixed(reading, lambda reading: self._repairs(reading, file, unsafe=unsafe)))

    def _repairs(self, reading: Reading, file: str, *, unsafe: bool) -> list[Repair]:
        found = check(reading, self.settings_for(self.name(file)), fixable=True).found
        if baseline := self._baseline(self.settings_for(self.name(file))):
            new = set(map(id, baseline.split([each.finding for each in found], self.name(file))[0]))
            found = [each for each in found if id(each.finding) in new]
        return [each.repair for each in found if each.repair and (unsafe or each.finding.fix == "safe")]

    def _baseline(self, settings: Settings) -> Baseline | None:
        return self.baselines[settings.baseline] if settings.baseline else None


def _looked_for(known: Known, settings: Settings) -> bool:
    """Return whether a finding like an entry of the baseline would have been reported."""
    return known.code in settings.codes and settings.reports(settings.severity_of(known.code))


def _exclusion(settings_for: Callable[[str], Settings], patterns: Sequence[str]) -> Excluded:
    """Return what the call, by its `patterns`, or the configuration excludes."""
    here = Patterns(".", patterns) if patterns else None
    found: dict[int, tuple[Settings, Patterns | None]] = {}

    def excluded(path: str, folder: bool) -> bool:
        if here and here.check(path, folder):
            return True
        settings = settings_for(path)
        if id(settings) not in found:
            folder_of = settings.file.parent if settings.file and settings.exclude else None
            found[id(settings)] = settings, Patterns(str(folder_of), settings.exclude) if folder_of else None
        theirs = found[id(settings)][1]
        return bool(theirs and theirs.check(path, folder))

    return excluded


def _faults(reading: Reading) -> tuple[str, ...]:
    try:
        standard_in(reading)
    except InvalidStandardError as error:
        return error.lines
    return ()

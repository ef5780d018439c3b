"""One run over some files: find them, check them or recall what was found, and put the findings into one report."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ksb.errors import InvalidStandardError, KsbError
from ksb.linter.config import Choice, Settings, absolute, fits
from ksb.linter.finding import SEVERITIES, UNUSED, Applicability, Finding, Severity, Tally, unpacked
from ksb.linter.outcome import Findings, Outcome, Outcomes
from ksb.positions import MOST_FINDINGS
from ksb.reading import STDIN, contents, parse, standard_in

if TYPE_CHECKING:
    from ksb.linter import baseline
    from ksb.linter.fix import Repair
    from ksb.positions import Text
    from ksb.validate import Reading


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run, sorted by file and place, and what was checked."""

    files: tuple[str, ...]
    findings: Sequence[Finding]
    tally: Tally
    """How many findings there are."""
    settings: tuple[Settings, ...] = ()
    """How the files were checked, each way once."""
    known: int = 0
    """How many more findings the baseline knows."""

    @property
    def rules(self) -> tuple[str, ...]:
        """The codes of the rules that ran on any of the files."""
        return tuple(sorted({code for settings in self.settings for code in settings.codes}))

    @property
    def failed(self) -> bool:
        """Whether any finding is as severe as the settings for its file forbid."""
        return self.tally.fails > 0

    def count(self, severity: Severity) -> int:
        """Return the number of findings of this severity."""
        return self.tally[SEVERITIES.index(severity)]

    def fixable(self, applicability: Applicability) -> int:
        """Return the number of findings with such a fix."""
        return self.tally.safe if applicability == "safe" else self.tally.unsafe


def files(path: str) -> Iterator[str]:
    """Yield `path`, or where it is a folder the YAML files below it, hidden ones left out, in order.

    A folder that can't be looked into is yielded too: reading it will tell why. Raises `KsbError` for a folder
    without such files.
    """
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    found = False
    for found_file in below(path):
        found = True
        yield found_file
    if not found:
        raise KsbError(f"{path}: no *.yaml or *.yml file below this folder")


def below(path: str) -> Iterator[str]:
    """Yield the YAML files below a folder, hidden ones left out, in order, and then the folders that are closed."""
    closed: list[str] = []
    yield from (str(Path(entry.path)) for entry in _entries(path, closed) if _is_yaml(entry))
    yield from closed


def _is_yaml(entry: os.DirEntry[str]) -> bool:
    # A pipe or a socket is no file of a catalogue, and might be waited for; a link to nowhere is a fault. Path raises
    # where a name is too long.
    path = entry.path
    return path.endswith((".yaml", ".yml")) and (os.path.isfile(path) or not os.path.exists(path))  # noqa: PTH110, PTH113


def _entries(path: str, closed: list[str]) -> Iterator[os.DirEntry[str]]:
    """Yield what is below a folder, hidden things left out, however deep; note in `closed` what can't be looked into.

    What stands in a folder itself comes before what stands in the folders in it.
    """
    waiting = [path]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted((it for it in found if not it.name.startswith(".")), key=lambda it: it.name)
        except OSError:
            closed.append(folder)
            continue
        yield from entries
        waiting += [it.path for it in reversed(entries) if it.is_dir(follow_symlinks=False)]


_MOST_LOOKED_AT = 20_000
"""How many files and folders below that of a configuration are looked at to see whether an entry of it is used."""


class Fixed(NamedTuple):
    """What repairing one file came to."""

    file: str
    """The path as it was given."""
    before: bytes
    after: bytes
    mended: int
    """How many findings were mended."""
    faults: tuple[str, ...] = ()
    """What keeps the file from being checked, and so from being repaired, as `file:line:column: what is wrong`."""


class Run:
    """One run over some files: what is checked, how, and against which baseline."""

    def __init__(
        self,
        paths: Iterable[str],
        choice: Choice,
        *,
        known: Path | None = None,
        stdin_filename: str | None = None,
        jobs: int | None = None,
    ) -> None:
        """Find the files. Raises `KsbError` for what can't be used: a folder without files, a baseline that is none.

        `jobs` is how many processes check at once, as many as there are processors if it is not given.
        """
        given: dict[str, str] = {}
        self._given = tuple(paths)
        for path in self._given:
            for file in files(path):
                given.setdefault(file if file == STDIN else os.path.abspath(file), file)  # noqa: PTH100
        self.files = tuple(given.values())
        if stdin_filename and STDIN in self.files and os.path.abspath(stdin_filename) in given:  # noqa: PTH100
            raise KsbError(f"{stdin_filename} is checked too; --stdin-filename can't name it")
        self.settings_for = choice.finder()
        self._outcomes = Outcomes(choice, self.settings_for, jobs=jobs)
        self._stdin_name = stdin_filename or "<stdin>"
        self._stdin: bytes | OSError | ValueError = b""
        if STDIN in self.files:
            try:
                self._stdin = contents(STDIN)
            except (OSError, ValueError) as error:
                self._stdin = error
        self.baseline: baseline.Baseline | None = None
        if known is not None:
            from ksb.linter.baseline import read

            self.baseline = read(known)

    def report(self, progress: Callable[[int], None] = lambda done: None) -> Report:
        """Check the files. Raises `KsbError` where a configuration can't be used.

        `progress` is told after each file how many are checked.
        """
        findings = Findings()
        known = 0
        gone: list[Finding] = []
        used: set[tuple[Path | None, str, str]] = set()
        for done, (file, outcome) in enumerate(self._checked(), 1):
            settings = self._settings(file)
            used |= {(settings.file, *ignore) for ignore in outcome.used}
            if self._split:
                before = [unpacked(values) for values in json.loads(outcome.findings)]
                new, stale = self._split(before, self.name(file))
                known += len(before) - len(new)
                findings.add(new)
                if UNUSED in settings.codes and outcome.readable:
                    told = (entry for entry in stale if entry.code in settings.codes)
                    gone += [self._stale(entry, settings) for entry in islice(told, MOST_FINDINGS - len(gone))]
            else:
                findings.add_packed(outcome.findings, outcome.tally)
            progress(done)
        findings.add(gone)
        findings.add(list(self._unused_ignores(used)))
        return Report(tuple(map(self.name, self.files)), findings, findings.tally, self._all_settings, known)

    def fix(self, *, unsafe: bool) -> Iterator[Fixed]:
        """Yield the content of each file, repaired until nothing more can be mended.

        Nothing is written, but of standard input the run reports what is left.
        """
        for file in self.files:
            try:
                content = self._stdin if file == STDIN else contents(file)
            except (OSError, ValueError) as error:
                content = error
            if isinstance(content, bytes):
                fixed = self.fix_again(file, content, unsafe=unsafe)
                if file == STDIN:
                    self._stdin = fixed.after
                yield fixed
            else:
                from ksb.validate import unreadable

                yield Fixed(file, b"", b"", 0, _faults(unreadable(self.name(file), content)))

    def fix_again(self, file: str, content: bytes, *, unsafe: bool) -> Fixed:
        """Return what `fix` makes of a file that holds this; as it is where it can't be read."""
        from ksb.linter.engine import mended

        reading = parse(content, self.name(file))
        if reading.standard is None:
            return Fixed(file, content, content, 0, _faults(reading))
        return Fixed(file, *mended(reading, lambda reading: self._repairs(reading, file, unsafe=unsafe)))

    def _repairs(self, reading: Reading, file: str, *, unsafe: bool) -> list[Repair]:
        from ksb.linter.engine import check

        found = check(reading, self._settings(file), mendable=True).found
        if self._split:
            new = set(map(id, self._split([it.finding for it in found], self.name(file))[0]))
            found = [it for it in found if id(it.finding) in new]
        return [it.repair for it in found if it.repair and (unsafe or it.finding.fix == "safe")]

    def _checked(self) -> Iterator[tuple[str, Outcome]]:
        others = self._outcomes.of([file for file in self.files if file != STDIN])
        for file in self.files:
            yield file, self._outcomes.of_content(self._stdin_name, self._stdin) if file == STDIN else next(others)
        next(others, None)  # lets it keep what is new

    @cached_property
    def _split(self) -> baseline.Splitter | None:
        return self.baseline.split(map(self.name, self.files)) if self.baseline else None

    def name(self, file: str) -> str:
        """Return what messages call a file, and what it is configured as."""
        return self._stdin_name if file == STDIN else file

    @property
    def configurations(self) -> tuple[Path, ...]:
        """The configuration files that say how the files are checked."""
        return tuple(settings.file for settings in self._all_settings if settings.file)

    def _settings(self, file: str) -> Settings:
        return self.settings_for(self.name(file))

    @cached_property
    def _all_settings(self) -> tuple[Settings, ...]:
        return tuple({settings.told: settings for settings in map(self._settings, self.files)}.values())

    def _below(self, folder: Path, checked: set[Path]) -> list[Path] | None:
        """Return the files below a folder that might be checked; None where it is too large to look for them."""
        if any(folder.is_relative_to(absolute(given)) for given in self._given if given != STDIN):
            return [path for path in checked if path.is_relative_to(folder)]
        entries = list(islice(_entries(str(folder), []), _MOST_LOOKED_AT + 1))
        return [Path(it.path) for it in entries if _is_yaml(it)] if len(entries) <= _MOST_LOOKED_AT else None

    def _stale(self, entry: baseline.Known, settings: Settings) -> Finding:
        from ksb.linter.engine import finding

        assert self.baseline  # noqa: S101  it is what the entry comes from
        message = f"{entry.code} in {entry.file} is gone; remove this entry ({entry.message})"
        return finding(UNUSED, settings, message, self.baseline.source, entry.span, key=entry.fingerprint)

    def _unused_ignores(self, used: set[tuple[Path | None, str, str]]) -> Iterator[Finding]:
        """Yield the entries of `per-file-ignores` that silence nothing, where all the files they fit were checked."""
        for settings in self._all_settings:
            file = settings.file
            if file is None or not settings.per_file_ignores or UNUSED not in settings.codes:
                continue
            checked = set(map(absolute, self.files))
            folder = absolute(file).parent
            those = self._below(folder, checked)
            if those is None:
                continue
            there = [(path, path.relative_to(folder).as_posix()) for path in those]
            for pattern, codes in settings.per_file_ignores.items():
                fitting = {path for path, relative in there if fits(pattern, relative)}
                for code in codes if fitting <= checked else ():
                    if settings.runs_all(code) and (file, pattern, code) not in used:
                        yield _in_configuration(file, settings, pattern, code)


def _faults(reading: Reading) -> tuple[str, ...]:
    try:
        standard_in(reading)
    except InvalidStandardError as error:
        return error.lines
    return ()


def _in_configuration(file: Path, settings: Settings, pattern: str, code: str) -> Finding:
    from ksb.linter.engine import finding
    from ksb.positions import Span, Text

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        text = ""  # it was another when the run began
    source: Text = Text(os.path.relpath(file), text)
    keys = (json.dumps(pattern, ensure_ascii=False), f"'{pattern}'", pattern)
    entry = re.search(rf"(?m)(?:^|[{{,])[ \t]*(?:{'|'.join(map(re.escape, keys))})[ \t]*=", source.text)
    at = entry.end() if entry else 0
    line = source.span(at, at).line
    span = Span(line, 1, line, len(source.line(line)) + 1)
    message = f"per-file-ignores of {pattern!r}: {code} silences nothing; remove it"
    return finding(UNUSED, settings, message, source, span)

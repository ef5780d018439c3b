"""From files to a report: read, run the rules, turn parts into places, and apply all that selects and silences."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ksb.errors import KsbError
from ksb.lint import baseline, fix
from ksb.lint.config import ALWAYS, Choice, Settings, fits
from ksb.lint.finding import Finding, Issue, Related, Report
from ksb.lint.locate import get, locate
from ksb.lint.rules import RULES
from ksb.lint.suppress import Suppression, suppressions
from ksb.load import STDIN, read
from ksb.source import Source
from ksb.spans import Path as At
from ksb.spans import Span, Text
from ksb.validate import Reading, validate

if TYPE_CHECKING:
    from ksb.lint.finding import Wordings
    from ksb.models import Standard

UNUSED = baseline.UNUSED
_PASSES = 20


def files(path: str) -> Iterator[str]:
    """Yield `path`, or where it is a folder the YAML files below it, hidden ones left out, in order."""
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    found = False
    for found_file in _below(path):
        found = True
        yield found_file
    if not found:
        raise KsbError(f"{path}: no *.yaml or *.yml file below this folder")


def _below(path: str) -> Iterator[str]:
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                yield str(Path(folder, name))


class Fixed(NamedTuple):
    """What repairing one file came to."""

    file: str
    """The path as it was given."""
    before: bytes
    after: bytes
    mended: int
    """How many findings were mended."""


class Run:
    """One run over some files: what is checked, how, and against which baseline."""

    def __init__(
        self,
        paths: Iterable[str],
        choice: Choice,
        *,
        known: Path | None = None,
        stdin_filename: str | None = None,
    ) -> None:
        """Find the files. Raises `KsbError` for what can't be used: a folder without files, a baseline that is none."""
        self.files = tuple(dict.fromkeys(file for path in paths for file in files(path)))
        self.settings_for = choice.finder()
        self.stdin_filename = stdin_filename
        self.readings = tuple(self._read(file) for file in self.files)
        """The files as read, in order."""
        self.baseline = baseline.read(known) if known is not None else None
        self._used_ignores: set[tuple[Path | None, str, str]] = set()

    def report(self) -> Report:
        """Check the files. Raises `KsbError` where a configuration can't be used."""
        findings: list[Finding] = []
        rules: set[str] = set()
        known = 0
        self._used_ignores.clear()
        for reading in self.readings:
            found, gone, count = self._new(reading)
            settings = self._settings(reading)
            rules |= settings.codes
            known += count
            if self.baseline and UNUSED in settings.codes and reading.standard is not None:
                source = self.baseline.source
                found += [_stale(source, entry, settings) for entry in gone if entry.code in settings.codes]
            findings += found
        findings += self._unused_ignores()
        return Report(self._names, tuple(findings), tuple(sorted(rules)), known)

    def check(self, reading: Reading) -> list[Finding]:
        """Return what the rules find in a file, sorted by place; the baseline is left aside."""
        settings = self._settings(reading)
        stamp = _Stamp(reading, settings)
        findings = list(stamp.problems())
        if reading.standard is not None:
            for code in settings.codes - ALWAYS:
                findings += [
                    stamp.finding(reading.standard, code, issue)
                    for issue in RULES[code].check(reading.standard)
                    if settings.allowed_spellings.isdisjoint(issue.spellings)
                ]
            comments = suppressions(reading.source)
            findings = [it for it in findings if it.code in ALWAYS or not self._silenced(it, comments, settings)]
            if UNUSED in settings.codes:
                findings += [stamp.unused(comment) for comment in comments if _is_unused(comment, settings)]
        return sorted(findings, key=lambda finding: (finding.span, finding.code, finding.message))

    def fix(self, *, unsafe: bool) -> Iterator[Fixed]:
        """Yield the content of each readable file, repaired until nothing more can be mended.

        Nothing is written; what the run reports afterwards is what is left.
        """
        for index, reading in enumerate(self.readings):
            if reading.source.readable:
                yield self._fixed(index, reading, unsafe=unsafe)

    def fix_again(self, file: str, content: bytes, *, unsafe: bool) -> Fixed:
        """Return what `fix` would make of a file if it held this; the run reports what is left of it."""
        index = self.files.index(file)
        reading = validate(Source(self.readings[index].source.name, content))
        if reading.source.readable:
            return self._fixed(index, reading, unsafe=unsafe)
        self._set(index, reading)
        return Fixed(file, content, content, 0)

    def _fixed(self, index: int, reading: Reading, *, unsafe: bool) -> Fixed:
        before = after = fix.apply(reading.source, ())[0]
        count = 0
        for _ in range(_PASSES):
            repairs = [it.repair for it in self._new(reading)[0] if it.repair and (unsafe or it.fix == "safe")]
            content, done = fix.apply(reading.source, repairs)
            if not done:
                break
            after, count = content, count + done
            reading = validate(Source(reading.source.name, after))
        self._set(index, reading)
        return Fixed(self.files[index], before, after, count)

    def _set(self, index: int, reading: Reading) -> None:
        self.readings = (*self.readings[:index], reading, *self.readings[index + 1 :])

    def _new(self, reading: Reading) -> tuple[list[Finding], list[baseline.Known], int]:
        """Return what the baseline does not know of a file, what it knows in vain, and how many it knows."""
        found = self.check(reading)
        if not self.baseline:
            return found, [], 0
        new, gone = self.baseline.split(found, reading.source.name, self._names)
        return new, gone, len(found) - len(new)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(reading.source.name for reading in self.readings)

    def _read(self, file: str) -> Reading:
        return read(file, name=self.stdin_filename) if file == STDIN else read(file)

    def _settings(self, reading: Reading) -> Settings:
        return self.settings_for(reading.source.name)

    def _silenced(self, finding: Finding, comments: Sequence[Suppression], settings: Settings) -> bool:
        """Return whether a comment or the configuration silences a finding, and note all that do."""
        silenced = False
        for comment in comments:
            if comment.silences(finding.code, finding.part):
                comment.used = silenced = True
        for pattern in settings.patterns(finding.file):
            for code in settings.per_file_ignores[pattern]:
                if finding.code.startswith(code.upper()):
                    self._used_ignores.add((settings.file, pattern, code))
                    silenced = True
        return silenced

    def _unused_ignores(self) -> Iterator[Finding]:
        """Yield the entries of `per-file-ignores` that silence nothing, where all the files they fit were checked."""
        checked = {Path(file).absolute() for file in self.files}
        for settings in {id(it): it for it in map(self._settings, self.readings)}.values():
            file = settings.file
            if file is None or not settings.per_file_ignores or UNUSED not in settings.codes:
                continue
            folder = file.absolute().parent
            there = [Path(path) for path in _below(str(folder))]
            for pattern, codes in settings.per_file_ignores.items():
                fitting = {path for path in there if fits(pattern, path.relative_to(folder).as_posix())}
                for code in codes if fitting <= checked else ():
                    ran = {it for it in RULES if it.startswith(code.upper())} - ALWAYS <= settings.codes
                    if ran and (file, pattern, code) not in self._used_ignores:
                        yield _in_configuration(file, settings, pattern, code)


def _stale(source: Text, entry: baseline.Known, settings: Settings) -> Finding:
    message = f"{entry.code} in {entry.file} is gone; remove this entry ({entry.message})"
    return _finding(UNUSED, settings, message, source, entry.span, key=entry.fingerprint)


def _is_unused(comment: Suppression, settings: Settings) -> bool:
    """Return whether a comment silences nothing, though all the rules it names ran; or names none."""
    if comment.used:
        return False
    named = {code for code in RULES if comment.code and code.startswith(comment.code)}
    return named - {UNUSED} <= settings.codes


def _in_configuration(file: Path, settings: Settings, pattern: str, code: str) -> Finding:
    source = Text(os.path.relpath(file), file.read_text(encoding="utf-8"))
    at = max(source.text.find(json.dumps(pattern, ensure_ascii=False)), source.text.find(f"'{pattern}'"), 0)
    line = source.span(at, at).line
    span = Span(line, 1, line, len(source.line(line)) + 1)
    message = f"per-file-ignores of {pattern!r}: {code} silences nothing; remove it"
    return _finding(UNUSED, settings, message, source, span)


def _finding(
    code: str,
    settings: Settings,
    message: str,
    source: Text,
    span: Span,
    *,
    part: Span | None = None,
    key: str | None = None,
    subject: str | None = None,
    duty: int | None = None,
    wordings: Wordings | None = None,
    related: tuple[Related, ...] = (),
    repair: fix.Repair | None = None,
) -> Finding:
    severity = settings.severity_of(code)
    named = json.dumps([code, key] if key is not None else [code, subject, duty, message])
    return Finding(
        code=code,
        rule=RULES[code].slug,
        severity=severity,
        message=message,
        source=source,
        span=span,
        part=part or span,
        fingerprint=hashlib.sha256(named.encode()).hexdigest()[:16],
        fails=settings.fails(severity),
        subject=subject,
        duty=duty,
        wordings=wordings,
        related=related,
        repair=repair,
    )


class _Stamp:
    """Turns what was found in a file into findings: parts into places, with the code and the severity of the rule."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        self.reading = reading
        self.source = reading.source
        self.settings = settings

    def problems(self) -> Iterator[Finding]:
        """Yield the faults that were met while reading."""
        for problem in self.reading.problems:
            related = (Related("it stands here first", problem.first),) if problem.first else ()
            yield _finding(problem.code, self.settings, problem.message, self.source, problem.span, related=related)

    def unused(self, comment: Suppression) -> Finding:
        """Return the finding on a comment that silences nothing."""
        named = [code for code in RULES if comment.code and code.startswith(comment.code)]
        if not comment.code:
            message = "this comment names no rule: write `ksb: ignore[KSB201]`"
        elif not named:
            message = f"there is no rule {comment.code}"
        elif set(named) <= {*ALWAYS, UNUSED}:
            message = f"{comment.code} can't be silenced by a comment"
        else:
            message = f"this comment silences no {comment.code}; remove it"
        return _finding(UNUSED, self.settings, message, self.source, comment.span)

    def finding(self, standard: Standard, code: str, issue: Issue) -> Finding:
        """Return the finding that an issue of a rule comes to."""
        subject, duty = _subject(issue.at, standard)
        return _finding(
            code,
            self.settings,
            issue.message,
            self.source,
            self._narrow(issue) or self.source.place(issue.at),
            part=self.source.place(issue.at),
            key=issue.key,
            subject=subject,
            duty=duty,
            wordings=issue.wordings,
            related=tuple(Related(remark.message, self.source.place(remark.at)) for remark in issue.related),
            repair=fix.resolve(self.source, issue.fix) if issue.fix else None,
        )

    def _narrow(self, issue: Issue) -> Span | None:
        """Return where the characters that an issue speaks of stand."""
        value = get(self.source.data, issue.at)
        if issue.within is None or not isinstance(value, str):
            return None
        found = locate(self.source, issue.at, value, issue.within)
        return self.source.span(*found) if found else None


def _subject(at: At, standard: Standard) -> tuple[str | None, int | None]:
    """Return the KSB, duty or option that a part belongs to, and the number of its duty."""
    match at:
        case ("ksbs", str(code), *_):
            return code, None
        case ("options", int(i), *_):
            return f"O{standard.options[i].number}", None
        case ("duties", int(i), "cites", int(j), *_):
            duty = standard.duties[i]
            return duty.cites[j].code, duty.number
        case ("duties", int(i), *_):
            number = standard.duties[i].number
            return f"D{number}", number
    return None, None

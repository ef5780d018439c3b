"""The baseline: known findings, which are not reported, so that new ones stand out.

Findings are compared by fingerprint, which holds neither the line nor the name of the file. The baseline is JSON with
one finding in each line, so that it can be read and merged.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ksb.errors import KsbError, reason
from ksb.linter.config import ALWAYS
from ksb.linter.finding import UNUSED, Finding
from ksb.positions import Span, Text

_MOST_BYTES = 16 << 20
"""The largest baseline that is read: about 100,000 findings."""
_AROUND = 100
"""Room for what a baseline holds besides its findings, in bytes."""


class Known(NamedTuple):
    """One finding of a baseline."""

    file: str
    """The path of the file, relative to the folder of the baseline."""
    code: str
    message: str
    fingerprint: str
    span: Span
    """Its place in the baseline."""


Splitter = Callable[[Sequence[Finding], str], tuple[list[Finding], list[Known]]]


class Baseline:
    """The findings in a baseline file."""

    def __init__(self, path: Path, text: str) -> None:
        """Read the text of a baseline. Raises `KsbError` if it is not one."""
        self.path = path
        self.source = Text(str(path), text)
        self.known = _parse(self.source)

    def split(self, checked: Iterable[str]) -> Splitter:
        """Return a function from a file's findings and name to its new findings, and its known ones that are gone.

        Known findings of files that don't exist any more match findings of any file, once each: the file may have been
        renamed.
        """
        there = {_relative(path, self.path) for path in checked}
        known_files = {known.file for known in self.known}
        there |= {file for file in known_files - there if os.path.exists(self.path.parent / file)}  # noqa: PTH110  never raises
        by_file: dict[str, list[Known]] = {}
        for known in self.known:
            by_file.setdefault(known.file, []).append(known)
        elsewhere = Counter(known.fingerprint for known in self.known if known.file not in there)
        taken: dict[str, Counter[str]] = {}

        def split(findings: Sequence[Finding], file: str) -> tuple[list[Finding], list[Known]]:
            mine = by_file.get(_relative(file, self.path), [])
            left = Counter(known.fingerprint for known in mine)
            elsewhere.update(taken.pop(file, ()))  # fixing a file splits its findings more than once
            moved = taken[file] = Counter()
            new = []
            for finding in findings:
                if left[finding.fingerprint]:
                    left[finding.fingerprint] -= 1
                elif elsewhere[finding.fingerprint]:
                    elsewhere[finding.fingerprint] -= 1
                    moved[finding.fingerprint] += 1
                else:
                    new.append(finding)
            gone = []
            for known in reversed(mine):
                if left[known.fingerprint]:
                    left[known.fingerprint] -= 1
                    gone.append(known)
            return new, gone[::-1]

        return split


def read(path: Path) -> Baseline:
    """Return the baseline in a file. Raises `KsbError` if it can't be read or is not one."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise KsbError(f"{path}: larger than {_MOST_BYTES >> 20} MiB, the largest baseline that ksb reads")
        return Baseline(path, content.decode().replace("\r\n", "\n"))
    except OSError as error:
        raise KsbError(f"{path}: can't be read: {reason(error)}", "write one with --write-baseline") from None
    except UnicodeDecodeError:
        raise KsbError(f"{path}: not a baseline of ksb: not UTF-8") from None


def written(findings: Iterable[Finding], path: Path) -> Iterator[bytes]:
    """Yield the content of a baseline at `path` with these findings, without those that can't be recorded.

    Raises `KsbError` if it becomes too large to be read.
    """
    size = 0
    yield b'{\n  "version": 1,\n  "findings": ['
    for finding in filter(recordable, findings):
        entry = {
            "file": _relative(finding.file, path),
            "code": finding.code,
            "message": finding.message,
            "fingerprint": finding.fingerprint,
        }
        line = f"{',' if size else ''}\n    {json.dumps(entry, ensure_ascii=False)}".encode(errors="backslashreplace")
        size += len(line)
        if size > _MOST_BYTES - _AROUND:
            raise KsbError(
                f"{path}: too many findings for a baseline of {_MOST_BYTES >> 20} MiB",
                "select fewer rules, or use a baseline for each folder",
            )
        yield line
    yield b"\n  ]\n}\n" if size else b"]\n}\n"


def recordable(finding: Finding) -> bool:
    """Return whether a baseline may hold a finding. It may not hold that a file can't be checked."""
    return finding.code not in ALWAYS and finding.code != UNUSED


def _relative(file: str, baseline: Path) -> str:
    return Path(os.path.relpath(Path(file).absolute(), baseline.absolute().parent)).as_posix()


def _parse(source: Text) -> tuple[Known, ...]:
    try:
        document: Any = json.loads(source.text)
        if document["version"] != 1:
            raise KsbError(f"{source.name}: a baseline of version {document['version']}; this ksb reads version 1")
        known = []
        at = line = column = end = 0
        for entry in document["findings"]:
            fields = [str(entry[name]) for name in ("file", "code", "message", "fingerprint")]
            found = source.text.find(json.dumps(fields[3]), at)
            at = found if found >= 0 else len(source.text)
            if line != (line := source.span(at, at).line):
                text = source.line(line)
                column, end = len(text) - len(text.lstrip()) + 1, len(text.rstrip(" ,")) + 1
            known.append(Known(fields[0], fields[1], fields[2], fields[3], Span(line, column, line, end)))
            at += 1
        return tuple(known)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise KsbError(f"{source.name}: not a baseline of ksb", "write one with --write-baseline") from None

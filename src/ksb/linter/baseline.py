"""The baseline: known findings, which are not reported, so that new ones stand out.

Findings are compared by fingerprint, which holds neither the line nor the name of the file. The baseline is JSON with
one finding in each line, so that it can be read and merged.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ksb.errors import KsbError, reason
from ksb.linter.config import ALWAYS
from ksb.linter.finding import UNUSED, Finding
from ksb.positions import START, Span, Text
from ksb.settings import text_of

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
    span: Span = START
    """Its place in the baseline."""


_FIELDS = ("file", "code", "message", "fingerprint")


class Baseline:
    """A baseline file, which matches the findings in files with its entries: by fingerprint, or else by message.

    The fingerprint stays the same where codes and numbers change, the message where the words of a KSB or a title do.
    Entries of files that don't exist any more match findings of any file, once each: the file may have been renamed.
    """

    def __init__(self, path: Path, checked: Iterable[str]) -> None:
        """Read the file. `checked` are the names of all the files that are checked.

        Raises `KsbError` if it can't be read or is not a baseline.
        """
        self.path = path
        self.source = _read(path)
        self.known = _parse(self.source)
        there = {_relative(path, self.path) for path in checked}
        known_files = {known.file for known in self.known}
        there |= {file for file in known_files - there if os.path.exists(self.path.parent / file)}  # noqa: PTH110  never raises
        self._by_file: dict[str, list[Known]] = {}
        for known in self.known:
            self._by_file.setdefault(known.file, []).append(known)
        self._missing = known_files - there
        self._elsewhere = Counter(known.fingerprint for known in self.known if known.file in self._missing)
        self._taken: dict[str, Counter[str]] = {}

    def split(self, findings: Sequence[Finding], file: str) -> tuple[list[Finding], list[Known]]:
        """Return the new findings of a file, and the entries of the file that match none."""
        mine = self._by_file.get(_relative(file, self.path), [])
        left = Counter(known.fingerprint for known in mine)
        self._elsewhere.update(self._taken.pop(file, ()))  # fixing a file splits its findings more than once
        moved = self._taken[file] = Counter()
        new = []
        for finding in findings:
            if left[finding.fingerprint]:
                left[finding.fingerprint] -= 1
            elif self._elsewhere[finding.fingerprint]:
                self._elsewhere[finding.fingerprint] -= 1
                moved[finding.fingerprint] += 1
            else:
                new.append(finding)
        gone = list(_unmatched(mine, left))[::-1]
        reworded = Counter(map(_said, new)) & Counter(map(_said, gone))
        return _without(reworded, new), _without(reworded, gone)

    def missing(self) -> list[Known]:
        """Return the entries of files that don't exist any more and match no finding so far."""
        mine = [known for known in self.known if known.file in self._missing]
        return list(_unmatched(mine, Counter(self._elsewhere)))[::-1]


def _said(found: Finding | Known) -> tuple[str, str]:
    return found.code, found.message


_Found = TypeVar("_Found", Finding, Known)


def _without(said: Counter[tuple[str, str]], found: Sequence[_Found]) -> list[_Found]:
    """Return the findings or entries without the first that say something, as often as it is counted."""
    left = said.copy()
    kept = []
    for each in found:
        if left[_said(each)]:
            left[_said(each)] -= 1
        else:
            kept.append(each)
    return kept


def _unmatched(entries: Sequence[Known], left: Counter[str]) -> Iterator[Known]:
    """Yield the last entries with the fingerprints that are left, as often as each is."""
    for known in reversed(entries):
        if left[known.fingerprint] > 0:
            left[known.fingerprint] -= 1
            yield known


def _read(path: Path) -> Text:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise KsbError(f"{path}: larger than {_MOST_BYTES >> 20} MiB, the largest baseline that ksb reads")
        return Text(str(path), text_of(content).replace("\r\n", "\n"))
    except OSError as error:
        raise KsbError(f"{path}: can't be read: {reason(error)}", "write one with --write-baseline") from None
    except UnicodeDecodeError:
        raise KsbError(f"{path}: not a baseline of ksb: not UTF-8") from None
    except ValueError as error:
        raise KsbError(f"{path}: not a baseline of ksb: {error}") from None


def written(findings: Iterable[Finding], path: Path) -> Iterator[bytes]:
    """Yield the content of a baseline at `path` with these findings, without those that can't be recorded.

    Raises `KsbError` if it becomes too large to be read.
    """
    return content(
        (
            Known(_relative(finding.file, path), finding.code, finding.message, finding.fingerprint)
            for finding in findings
            if recordable(finding)
        ),
        path,
    )


def content(entries: Iterable[Known], path: Path) -> Iterator[bytes]:
    """Yield the content of a baseline at `path` with these entries. Raises `KsbError` if it is too large to be read."""
    size = 0
    yield b'{\n  "version": 1,\n  "findings": ['
    for known in entries:
        line = f"{',' if size else ''}\n    {json.dumps(dict(zip(_FIELDS, known, strict=False)), ensure_ascii=False)}"
        size += len(encoded := line.encode(errors="backslashreplace"))
        if size > _MOST_BYTES - _AROUND:
            raise KsbError(
                f"{path}: too many findings for a baseline of {_MOST_BYTES >> 20} MiB",
                "select fewer rules, or use a baseline for each folder",
            )
        yield encoded
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
            file, code, message, fingerprint = (str(entry[name]) for name in _FIELDS)
            found = source.text.find(json.dumps(fingerprint), at)
            at = found if found >= 0 else len(source.text)
            if line != (line := source.span(at, at).line):
                text = source.line(line)
                column, end = len(text) - len(text.lstrip()) + 1, len(text.rstrip(" ,")) + 1
            known.append(Known(file, code, message, fingerprint, Span(line, column, line, end)))
            at += 1
        return tuple(known)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise KsbError(f"{source.name}: not a baseline of ksb", "write one with --write-baseline") from None

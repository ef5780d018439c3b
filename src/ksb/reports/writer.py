"""What the formats of `ksb lint` have in common: they write a start, the findings of each file, and an end."""

import json
import os
import zlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ksb.escape import for_json
from ksb.linter.files import repository
from ksb.linter.finding import Finding
from ksb.linter.report import Summary
from ksb.objects import dumps

_encoder = json.JSONEncoder(ensure_ascii=False)


class Kept:
    """Text that is kept until the end of a report.

    It is compressed, to about a tenth: the JSON of 20,000 standards is 130 MB long, their SARIF 280 MB.
    """

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def add(self, pieces: Iterable[str]) -> None:
        """Add pieces of text, such as those of one file, at the end."""
        if text := "".join(pieces):
            self._parts.append(zlib.compress(text.encode(errors="surrogatepass"), 1))

    def __iter__(self) -> Iterator[str]:
        for part in self._parts:
            yield zlib.decompress(part).decode(errors="surrogatepass")


class Writer(ABC):
    """Writes one report as text, in pieces.

    `start` is called once, then `file` for each checked file in order, whether it has findings or not, and for each
    other file that has some, such as a configuration; then `end`. A format that begins with totals keeps the text of
    the findings until the end.
    """

    def __init__(self) -> None:
        self.kept = Kept()

    def start(self, files: Sequence[str], rules: Sequence[str]) -> Iterable[str]:
        """Return what comes before the findings, given the checked files and the codes of the rules that run."""
        return ()

    @abstractmethod
    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Return the findings of a file."""

    def end(self, summary: Summary) -> Iterable[str]:
        """Return what comes after the findings."""
        return ()


class Items:
    """A JSON document whose last empty list is filled item by item, each on a line of its own."""

    def __init__(self, document: dict[str, Any] | list[Any]) -> None:
        """Take the document; its text must contain `[]`."""
        head, _, self._tail = dumps(document).rpartition("[]")
        last_line = head.rpartition("\n")[2]
        self._margin = "\n" + " " * (len(last_line) - len(last_line.lstrip()))
        self._empty = True
        self.start = head + "["
        """The text before the first item."""

    def item(self, value: Any) -> str:
        """Return the text of the next item, with the comma before it."""
        comma = "" if self._empty else ","
        self._empty = False
        # With an indent, `json` does not use its encoder in C, which is ten times as fast.
        return f"{comma}{self._margin}  {for_json(_encoder.encode(value))}"

    def end(self) -> str:
        """Return the text after the last item."""
        return ("" if self._empty else self._margin) + "]" + self._tail


def relative(file: str) -> str:
    """Return the path with slashes, and relative to the current folder if the file is below it."""
    path = Path(os.path.normpath(file))
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def from_root(file: str) -> str:
    """Return the path with slashes, relative to the root of the repository, wherever the command runs.

    The root is what the CI system names (GITHUB_WORKSPACE, CI_PROJECT_DIR), or that of the Git repository of the file.
    """
    path = os.path.abspath(file)  # noqa: PTH100
    folder = os.path.dirname(path)  # noqa: PTH120
    roots = (os.environ.get("GITHUB_WORKSPACE"), os.environ.get("CI_PROJECT_DIR"), repository(folder))
    for root in filter(None, roots):
        if Path(path).is_relative_to(os.path.abspath(root)):  # noqa: PTH100
            return Path(path).relative_to(os.path.abspath(root)).as_posix()  # noqa: PTH100
    return relative(file)


def numbered(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """Yield each finding of one file with the number of findings before it that have the same fingerprint."""
    seen: Counter[str] = Counter()
    for finding in findings:
        yield finding, seen[finding.fingerprint]
        seen[finding.fingerprint] += 1

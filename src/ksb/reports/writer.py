"""What every format of a report does: it writes a start, the findings of one file after the other, and an end."""

from __future__ import annotations

import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence

from ksb.linter.finding import Finding
from ksb.linter.report import Summary


class Kept:
    """Text that is kept until the end of a report.

    It is compressed, to about a tenth: the JSON of 20,000 standards is 130 MB long, their SARIF 280 MB.
    """

    def __init__(self) -> None:
        """Begin without text."""
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

    def __init__(self, files: Sequence[str], rules: Sequence[str]) -> None:
        """Take the names of the checked files, and the codes of the rules that run."""
        self.files = files
        self.rules = rules

    def start(self) -> Iterable[str]:
        """Return what comes before the findings."""
        return ()

    @abstractmethod
    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Return the findings of a file."""

    def end(self, summary: Summary) -> Iterable[str]:
        """Return what comes after the findings."""
        return ()

"""What every format of a report does: it writes a start, the findings of one file after the other, and an end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from ksb.linter.finding import Finding
from ksb.linter.report import Summary


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

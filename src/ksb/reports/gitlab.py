"""GitLab's Code Quality report: a JSON list. GitLab shows each entry at its line of a merge request.

The form is that of GitLab's documentation, "Code Quality", "Implement a custom tool": `description`, `check_name`,
`fingerprint` (unique in the report), `severity` (info, minor, major, critical or blocker) and `location`, a path
within the repository without `./`.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from ksb.escape import for_terminal
from ksb.linter.finding import Finding
from ksb.linter.report import Summary
from ksb.reports.writer import Items, Writer, from_root, numbered

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


class GitLab(Writer):
    """Writes a Code Quality report."""

    def __init__(self) -> None:
        super().__init__()
        self._items = Items([])

    def start(self, files: Sequence[str], rules: Sequence[str]) -> Iterable[str]:
        """Return the start of the list."""
        yield self._items.start

    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Return the entries of a file's findings."""
        for finding, number in numbered(findings):
            yield self._items.item(_entry(finding, number))

    def end(self, summary: Summary) -> Iterable[str]:
        """Return the end of the list."""
        yield self._items.end()


def _entry(finding: Finding, number: int) -> dict[str, Any]:
    path = from_root(finding.file)
    named = f"{path}\n{finding.fingerprint}\n{number}"
    return {
        "description": for_terminal(f"{finding.code} {finding.message}"),
        "check_name": finding.rule,
        "fingerprint": hashlib.sha256(named.encode(errors="backslashreplace")).hexdigest(),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.span.line, "end": finding.span.end_line}},
    }

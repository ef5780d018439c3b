"""GitLab's Code Quality report: a JSON list, of which GitLab shows each entry at its line of a merge request.

The form is that of GitLab's documentation, "Code Quality", "Implement a custom tool": `description`, `check_name`,
`fingerprint` (unique in the report), `severity` (info, minor, major, critical or blocker) and `location`, a path
within the repository without `./`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ksb.escape import for_terminal
from ksb.exporters.json import with_items
from ksb.reports.places import numbered, relative

if TYPE_CHECKING:
    from ksb.linter.finding import Finding
    from ksb.linter.runner import Report

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(report: Report) -> Iterator[str]:
    """Yield the findings as a Code Quality report."""
    return with_items([], (_entry(finding, number) for finding, number in numbered(report.findings)))


def _entry(finding: Finding, number: int) -> dict[str, Any]:
    path = relative(finding.file)
    named = f"{path}\n{finding.fingerprint}\n{number}"
    return {
        "description": for_terminal(f"{finding.code} {finding.message}"),
        "check_name": finding.rule,
        "fingerprint": hashlib.sha256(named.encode(errors="backslashreplace")).hexdigest(),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.span.line, "end": finding.span.end_line}},
    }

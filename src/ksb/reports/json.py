"""The findings as one JSON document, for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ksb.exporters.json import with_items
from ksb.linter.finding import SEVERITIES

if TYPE_CHECKING:
    from ksb.linter.finding import Finding
    from ksb.linter.runner import Report
    from ksb.positions import Span


def write(report: Report) -> Iterator[str]:
    """Yield the report as JSON, version 1 of its shape."""
    return with_items(document(report), map(_finding, report.findings))


def document(report: Report) -> dict[str, Any]:
    """Return the report as the object that its JSON is, without its findings."""
    return {
        "version": 1,
        "files": list(report.files),
        "summary": {severity: report.count(severity) for severity in SEVERITIES},
        "findings": [],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "file": finding.file,
        **_place(finding.span),
        "subject": finding.subject,
        "duty": finding.duty,
        "related": [
            {"message": related.message, "file": finding.file, **_place(related.span)} for related in finding.related
        ],
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
    }


def _place(span: Span) -> dict[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }

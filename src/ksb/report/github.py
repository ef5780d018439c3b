"""GitHub Actions workflow commands, which GitHub shows as annotations at the lines of a pull request.

The form is that of GitHub's documentation, "Workflow commands for GitHub Actions": `::error file=,line=::message`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ksb.escape import for_github_message, for_github_property

if TYPE_CHECKING:
    from ksb.canvas import Canvas
    from ksb.lint.finding import Finding, Report

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report, canvas: Canvas) -> str:
    """Return a workflow command for each finding."""
    return "".join(f"{_command(finding)}\n" for finding in report.findings)


def _command(finding: Finding) -> str:
    span = finding.span
    properties = {"file": finding.file, "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:  # GitHub takes columns for a place within one line only
        properties |= {"col": str(span.column), "endColumn": str(max(span.end_column - 1, span.column))}
    properties["title"] = f"{finding.code} {finding.rule}"
    listed = ",".join(f"{name}={for_github_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{for_github_message(finding.message)}"

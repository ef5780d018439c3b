"""GitHub Actions workflow commands, which GitHub shows as annotations at the lines of a pull request.

The form is that of GitHub's documentation, "Workflow commands for GitHub Actions": `::error file=,line=::message`.
GitHub makes annotations of the first ten errors, ten warnings and ten notices of a step, and shows the others in its
log alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ksb.display.findings import severity_count, totals_line
from ksb.escape import for_github_message, for_github_property, for_log
from ksb.linter.finding import SEVERITIES
from ksb.reports.places import relative

if TYPE_CHECKING:
    from ksb.linter.finding import Finding
    from ksb.linter.runner import Report

SHOWN = 10
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report) -> Iterator[str]:
    """Yield a workflow command for each finding, the worst first, and what GitHub will not annotate."""
    for severity in SEVERITIES:
        if report.count(severity):
            yield from (f"{_command(finding)}\n" for finding in report.findings if finding.severity == severity)
    counts = {severity: report.count(severity) for severity in SEVERITIES}
    more = {severity: count - SHOWN for severity, count in counts.items() if count > SHOWN}
    if more:
        beyond = " and ".join(severity_count(count, severity) for severity, count in more.items())
        more_told = f"GitHub annotates {SHOWN} of a kind, so {beyond} more stand in this log only"
        yield f"{for_log(totals_line(report))}; {more_told}\n"


def _command(finding: Finding) -> str:
    span = finding.span
    properties = {"file": relative(finding.file), "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:  # GitHub takes columns for a place within one line only
        properties |= {"col": str(span.column), "endColumn": str(max(span.end_column - 1, span.column))}
    properties["title"] = f"{finding.code} {finding.rule}"
    listed = ",".join(f"{name}={for_github_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{for_github_message(finding.message)}"

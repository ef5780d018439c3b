"""GitHub Actions workflow commands, which GitHub shows as annotations at the lines of a pull request.

The form is that of GitHub's documentation, "Workflow commands for GitHub Actions": `::error file=,line=::message`.
GitHub annotates the first ten errors, ten warnings and ten notices of a step, and shows the others only in its log.
"""

from collections.abc import Iterable, Sequence

from ksb.escape import for_github_message, for_github_property, for_log
from ksb.linter.finding import SEVERITIES, Finding, Severity
from ksb.linter.report import Summary
from ksb.reports.totals import counted_severity, totals
from ksb.reports.writer import Kept, Writer, from_root
from ksb.text.english import listed

SHOWN = 10
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


class GitHub(Writer):
    """Writes a workflow command for each finding, errors first, and a line on those that GitHub doesn't annotate."""

    def __init__(self) -> None:
        super().__init__()
        self._commands: dict[Severity, Kept] = {severity: Kept() for severity in SEVERITIES}

    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Keep the findings of a file until the end."""
        for severity, commands in self._commands.items():
            commands.add(f"{_command(finding)}\n" for finding in findings if finding.severity == severity)
        return ()

    def end(self, summary: Summary) -> Iterable[str]:
        """Return all findings."""
        for commands in self._commands.values():
            yield from commands
        more = [
            counted_severity(summary.count(severity) - SHOWN, severity)
            for severity in SEVERITIES
            if summary.count(severity) > SHOWN
        ]
        if more:
            limit = f"GitHub shows {SHOWN} of a kind as annotations; {listed(more)} more are only in this log"
            yield f"{for_log(totals(summary))}; {limit}\n"


def _command(finding: Finding) -> str:
    span = finding.span
    properties = {"file": from_root(finding.file), "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:  # GitHub takes columns for a place within one line only
        properties |= {"col": str(span.column), "endColumn": str(max(span.end_column - 1, span.column))}
    properties["title"] = f"{finding.code} {finding.rule}"
    listed = ",".join(f"{name}={for_github_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{for_github_message(finding.message)}"

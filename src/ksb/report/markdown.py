"""Markdown, for a comment on a pull request or the summary of a CI job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ksb.escape import for_code, for_markdown
from ksb.report.places import relative
from ksb.report.text import told

if TYPE_CHECKING:
    from ksb.layout import Canvas
    from ksb.lint.finding import Finding, Report


def write(report: Report, canvas: Canvas) -> str:
    """Return the totals, and a table of findings for each file."""
    parts = [f"**{for_markdown(told(report))}**\n"]
    for file in dict.fromkeys(finding.file for finding in report.findings):
        rows = "".join(_row(finding) for finding in report.findings if finding.file == file)
        parts.append(
            f"### {for_code(relative(file))}\n\n"
            f"| line | severity | rule | what is wrong | fix |\n| ---: | --- | --- | --- | --- |\n{rows}"
        )
    return "\n".join(parts)


def _row(finding: Finding) -> str:
    rule = f"{finding.code} {finding.rule}"
    message = for_markdown(finding.message)
    return f"| {finding.span.line} | {finding.severity} | {rule} | {message} | {finding.fix or ''} |\n"

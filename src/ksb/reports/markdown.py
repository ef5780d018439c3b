"""Markdown, for a comment on a pull request or the summary of a CI job."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from ksb.display.findings import totals_line
from ksb.escape import for_code, for_markdown
from ksb.reports.places import relative

if TYPE_CHECKING:
    from ksb.linter.finding import Finding
    from ksb.linter.runner import Report


def write(report: Report) -> Iterator[str]:
    """Yield the totals, and a table of findings for each file."""
    yield f"**{for_markdown(totals_line(report))}**\n"
    for file, findings in groupby(report.findings, key=lambda finding: finding.file):
        yield f"\n### {for_code(relative(file))}\n\n"
        yield "| line | severity | rule | what is wrong | fix |\n| ---: | --- | --- | --- | --- |\n"
        yield from map(_row, findings)


def _row(finding: Finding) -> str:
    rule = f"{finding.code} {finding.rule}"
    message = for_markdown(finding.message)
    return f"| {finding.span.line} | {finding.severity} | {rule} | {message} | {finding.fix or ''} |\n"

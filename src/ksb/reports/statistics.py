"""How many findings of each rule there are, most first: what `ksb lint --statistics` prints."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ksb.display.lookup import CODE
from ksb.exporters.json import dumps
from ksb.layout import Grid, Text
from ksb.reports.json import document
from ksb.reports.text import STYLES, totals

if TYPE_CHECKING:
    from ksb.layout import Canvas
    from ksb.linter.finding import Severity
    from ksb.linter.runner import Report


def write_text(report: Report, canvas: Canvas) -> str:
    """Return a line for each rule that found something, and the totals."""
    counts = _counts(report)
    width = max((len(str(count)) for _, count in counts), default=0)
    rows = [
        (str(count).rjust(width), Text((code, CODE)), Text((severity, STYLES[severity])), rule)
        for (code, rule, severity), count in counts
    ]
    return canvas.draw(*((Grid(rows), "") if rows else ()), totals(report))


def write_json(report: Report) -> str:
    """Return the document of `--format json` with `statistics` in it in place of the findings."""
    statistics = [
        {"code": code, "rule": rule, "severity": severity, "count": count}
        for (code, rule, severity), count in _counts(report)
    ]
    return dumps(
        {**{key: value for key, value in document(report).items() if key != "findings"}, "statistics": statistics}
    )


def _counts(report: Report) -> list[tuple[tuple[str, str, Severity], int]]:
    counts = Counter((finding.code, finding.rule, finding.severity) for finding in report.findings)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

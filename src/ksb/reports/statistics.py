"""How many findings of each rule there are, most first: what `ksb lint --statistics --format json` prints."""

from __future__ import annotations

from ksb.display.findings import rule_counts
from ksb.exporters.json import dumps
from ksb.linter.runner import Report
from ksb.reports.json import document


def write_json(report: Report) -> str:
    """Return the document of `--format json` with `statistics` in it in place of the findings."""
    statistics = [
        {"code": code, "rule": rule, "severity": severity, "count": count}
        for (code, rule, severity), count in rule_counts(report.findings)
    ]
    return dumps(
        {**{key: value for key, value in document(report).items() if key != "findings"}, "statistics": statistics}
    )

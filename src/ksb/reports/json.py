"""The findings as one JSON document, for scripts."""

from collections.abc import Iterable, Sequence
from typing import Any

from ksb.linter.finding import SEVERITIES, Finding
from ksb.linter.report import Summary
from ksb.linter.rules import RULES
from ksb.reports.rules import page
from ksb.reports.writer import Items, Writer


class Json(Writer):
    """Writes one JSON document, version 1 of its shape."""

    def __init__(self) -> None:
        super().__init__()
        self._items = Items({"findings": []})

    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Keep the findings of a file until the end: the summary comes before them."""
        self.kept.add(self._items.item(_finding(finding)) for finding in findings)
        return ()

    def end(self, summary: Summary) -> Iterable[str]:
        """Return the whole document."""
        yield Items({**head(summary), "findings": []}).start
        yield from self.kept
        yield self._items.end()


def head(summary: Summary) -> dict[str, Any]:
    """Return the document without its findings."""
    return {
        "version": 1,
        "files": list(summary.files),
        "summary": {severity: summary.count(severity) for severity in SEVERITIES},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "file": finding.file,
        **finding.span._asdict(),
        "subject": finding.subject,
        "duty": finding.duty,
        "related": [
            {"message": related.message, "file": finding.file, **related.span._asdict()} for related in finding.related
        ],
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
        "page": page(RULES[finding.code]),
    }

"""SARIF 2.1.0, the OASIS standard for results of static analysis, as GitHub code scanning and editors read it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ksb.escape import for_sarif
from ksb.exporters.json import with_items
from ksb.linter.rules import RULES
from ksb.reports.places import numbered, relative
from ksb.reports.rules import markdown

if TYPE_CHECKING:
    from ksb.linter.finding import Finding
    from ksb.linter.rule import Rule
    from ksb.linter.runner import Report
    from ksb.positions import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write(report: Report) -> Iterator[str]:
    """Yield the report as a SARIF log of one run."""
    index = {code: i for i, code in enumerate(report.rules)}
    driver = {
        "name": "ksb",
        "version": version("ksb-cli"),
        "rules": [_rule(RULES[code]) for code in index],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file)}} for file in report.files],
        "results": [],
    }
    results = (_result(finding, number, index[finding.code]) for finding, number in numbered(report.findings))
    return with_items({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, results)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": f"{rule.summary}\n\n{rule.explanation}", "markdown": markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(finding: Finding, number: int, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": for_sarif(finding.message)},
        "locations": [{"physicalLocation": _location(finding.file, finding.span)}],
        "partialFingerprints": {"ksb/v1": f"{finding.fingerprint}:{number}"},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": i,
                "physicalLocation": _location(finding.file, related.span),
                "message": {"text": for_sarif(related.message)},
            }
            for i, related in enumerate(finding.related, 1)
        ]
    if finding.fix:
        replacements = [
            {"deletedRegion": _region(span), "insertedContent": {"text": text}} for span, text in finding.replaced
        ]
        change = {"artifactLocation": {"uri": _uri(finding.file)}, "replacements": replacements}
        told = "Keeps every word." if finding.fix == "safe" else "May change what the text says."
        result["fixes"] = [{"description": {"text": told}, "artifactChanges": [change]}]
    return result


def _location(file: str, span: Span) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(file)}, "region": _region(span)}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _uri(file: str) -> str:
    path = relative(file)
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(path.encode(errors="surrogateescape"))

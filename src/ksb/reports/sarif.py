"""SARIF 2.1.0, the OASIS standard for results of static analysis, as GitHub code scanning and editors read it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ksb.escape import for_sarif
from ksb.linter.finding import Finding
from ksb.linter.report import Summary
from ksb.linter.rule import Rule
from ksb.linter.rules import RULES
from ksb.positions import Span
from ksb.reports.rules import markdown, page
from ksb.reports.writer import Items, Writer, from_root, numbered

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


class Sarif(Writer):
    """Writes a SARIF log of one run."""

    def start(self, files: Sequence[str], rules: Sequence[str]) -> Iterable[str]:
        """Return the log up to its results."""
        from importlib.metadata import version  # takes 10 ms, which the other formats don't need

        self._index = {code: i for i, code in enumerate(rules)}
        run = {
            "tool": {
                "driver": {
                    "name": "ksb",
                    "version": version("ksb-cli"),
                    "rules": [_rule(RULES[code]) for code in rules],
                }
            },
            "columnKind": "unicodeCodePoints",
            "artifacts": [{"location": {"uri": _uri(file)}} for file in files],
            "results": [],
        }
        self._items = Items({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})
        yield self._items.start

    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Return the results of a file."""
        for finding, number in numbered(findings):
            yield self._items.item(_result(finding, number, self._index[finding.code]))

    def end(self, summary: Summary) -> Iterable[str]:
        """Return the end of the log."""
        yield self._items.end()


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "helpUri": page(rule),
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
        effect = "Keeps every word." if finding.fix == "safe" else "May change what the text says."
        result["fixes"] = [{"description": {"text": effect}, "artifactChanges": [change]}]
    return result


def _location(file: str, span: Span) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(file)}, "region": _region(span)}


def _region(span: Span) -> dict[str, int]:
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), span, strict=True))


def _uri(file: str) -> str:
    path = from_root(file)
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(path.encode(errors="surrogateescape"))

"""JUnit XML, which CI systems show as test results: a suite for each file, in it a case for each finding.

The form is that of the JUnit family of schemas (`testsuites`, `testsuite`, `testcase`, `failure`, `skipped`), as
Jenkins and GitLab document it. A finding that makes the run fail is a failure; another is a skipped case, which
is shown but fails nothing. A file without findings is one case that passed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ksb.escape import for_log, for_xml
from ksb.reports.places import relative

if TYPE_CHECKING:
    from ksb.linter.finding import Finding
    from ksb.linter.runner import Report


def write(report: Report) -> Iterator[str]:
    """Yield the report as JUnit XML."""
    counts = Counter(finding.file for finding in report.findings)
    files = dict.fromkeys([*report.files, *counts])
    tests = len(report.findings) + sum(file not in counts for file in files)
    failures = report.tally.fails
    totals = f'tests="{tests}" failures="{failures}" errors="0" skipped="{len(report.findings) - failures}"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ksb lint" {totals}>\n'
    groups = groupby(report.findings, key=lambda finding: finding.file)
    for file in files:
        suite = _suite(relative(file), list(next(groups)[1]) if file in counts else [])
        indent(suite, level=1)
        # As it stands, `##[` is a command to the log of a CI job.
        yield f"  {tostring(suite, encoding='unicode').rstrip()}\n".replace("##[", "#&#35;[")
    yield "</testsuites>\n"


def _suite(file: str, findings: list[Finding]) -> Element:
    failures = sum(finding.fails for finding in findings)
    counts = {
        "tests": str(max(len(findings), 1)),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(len(findings) - failures),
    }
    name = for_xml(file)
    suite = Element("testsuite", {"name": name, **counts})
    if not findings:
        SubElement(suite, "testcase", name="no faults", classname=name, file=name)
    for finding in findings:
        line, column = finding.span.line, finding.span.column
        title = f"{finding.code} {finding.rule} at line {line}, column {column}"
        case = SubElement(suite, "testcase", name=title, classname=name, file=name, line=str(line))
        message = for_xml(finding.message)
        result = SubElement(case, "failure" if finding.fails else "skipped", message=message)
        if finding.fails:
            result.set("type", finding.severity)
            told = f"{file}:{line}:{column}: {finding.severity} {finding.code} {finding.message}"
            result.text = for_xml(for_log(told))
    return suite

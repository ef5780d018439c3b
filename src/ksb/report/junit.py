"""JUnit XML, which CI systems show as test results: a suite for each file, in it a case for each finding.

The form is that of the JUnit family of schemas (`testsuites`, `testsuite`, `testcase`, `failure`, `skipped`), as
Jenkins and GitLab document it. A finding that makes the run fail is a failure; another is a skipped case, which
is shown but fails nothing. A file without findings is one case that passed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ksb.escape import for_terminal
from ksb.report.places import relative

if TYPE_CHECKING:
    from ksb.layout import Canvas
    from ksb.lint.finding import Finding, Report


def write(report: Report, canvas: Canvas) -> str:
    """Return the report as JUnit XML."""
    root = Element("testsuites", name="ksb lint")
    files = dict.fromkeys([*report.files, *(finding.file for finding in report.findings)])
    for file in files:
        _suite(root, relative(file), [finding for finding in report.findings if finding.file == file])
    for name in ("tests", "failures", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    root.set("errors", "0")
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, file: str, findings: list[Finding]) -> None:
    failures = sum(finding.fails for finding in findings)
    counts = {
        "tests": str(max(len(findings), 1)),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(len(findings) - failures),
    }
    name = _text(file)
    suite = SubElement(root, "testsuite", {"name": name, **counts})
    if not findings:
        SubElement(suite, "testcase", name="no faults", classname=name, file=name)
    for finding in findings:
        line, column = finding.span.line, finding.span.column
        title = f"{finding.code} {finding.rule} at line {line}, column {column}"
        case = SubElement(suite, "testcase", name=title, classname=name, file=name, line=str(line))
        message = _text(finding.message)
        result = SubElement(case, "failure" if finding.fails else "skipped", message=message)
        if finding.fails:
            result.set("type", finding.severity)
            result.text = f"{name}:{line}:{column}: {finding.severity} {finding.code} {message}"


def _text(text: str) -> str:
    r"""Return `text` with what XML 1.0 can't hold, even escaped (its section 2.2), written out as `\x1b`."""
    return for_terminal(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")

"""JUnit XML, which CI systems show as test results: a suite for each file, with a case for each finding.

The form is that of the JUnit family of schemas (`testsuites`, `testsuite`, `testcase`, `failure`, `skipped`), as
Jenkins and GitLab document it. A finding that makes the run fail is a failure; any other is a skipped case, which
is shown but doesn't fail. A file without findings is one case that passed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ksb.escape import for_log, for_xml, for_xml_document
from ksb.linter.finding import Finding
from ksb.linter.report import Summary
from ksb.reports.writer import Writer, relative


class JUnit(Writer):
    """Writes JUnit XML."""

    _tests = 0

    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Keep the suite of a file until the end: the totals come before it."""
        suite = _suite(relative(name), findings)
        self._tests += max(len(findings), 1)
        indent(suite, level=1)
        self.kept.add([for_xml_document(f"  {tostring(suite, encoding='unicode').rstrip()}\n")])
        return ()

    def end(self, summary: Summary) -> Iterable[str]:
        """Return the whole document."""
        skipped = sum(summary.tally[:3]) - summary.tally.fails
        totals = f'tests="{self._tests}" failures="{summary.tally.fails}" errors="0" skipped="{skipped}"'
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ksb lint" {totals}>\n'
        yield from self.kept
        yield "</testsuites>\n"


def _suite(file: str, findings: Sequence[Finding]) -> Element:
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
    named: Counter[str] = Counter()
    for finding in findings:
        line, column = finding.span.line, finding.span.column
        title = f"{finding.code} {finding.rule} at line {line}, column {column}"
        named[title] += 1
        title += f" ({named[title]})" if named[title] > 1 else ""  # readers take cases of one name for one test
        case = SubElement(suite, "testcase", name=title, classname=name, file=name, line=str(line))
        result = SubElement(case, "failure" if finding.fails else "skipped", message=for_xml(finding.message))
        if finding.fails:
            result.set("type", finding.severity)
            text = f"{file}:{line}:{column}: {finding.severity} {finding.code} {finding.message}"
            result.text = for_xml(for_log(text))
    return suite

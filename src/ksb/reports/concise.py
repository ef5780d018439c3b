"""One line for each finding, `file:line:column: severity code message [fix: safe]`, as editors read it."""

from collections.abc import Iterable, Sequence

from ksb.escape import for_log
from ksb.linter.finding import Finding
from ksb.reports.writer import Writer


class Concise(Writer):
    """Writes a line for each finding."""

    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Return the lines of a file's findings."""
        for finding in findings:
            place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
            fix = f" [fix: {finding.fix}]" if finding.fix else ""
            yield for_log(f"{place}: {finding.severity} {finding.code} {finding.message}{fix}") + "\n"

"""Markdown, for a comment on a pull request or the summary of a CI job."""

from collections.abc import Iterable, Sequence

from ksb.escape import for_code, for_markdown
from ksb.linter.finding import Finding
from ksb.linter.report import Summary
from ksb.reports.totals import totals
from ksb.reports.writer import Writer, relative

_HEAD = "| line | severity | rule | what is wrong | fix |\n| ---: | --- | --- | --- | --- |\n"


class Markdown(Writer):
    """Writes the totals, and a table of findings for each file."""

    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Keep the table of a file until the end: the totals come before it."""
        if findings:
            self.kept.add([f"\n### {for_code(relative(name))}\n\n", _HEAD, *map(_row, findings)])
        return ()

    def end(self, summary: Summary) -> Iterable[str]:
        """Return the whole text."""
        yield f"**{for_markdown(totals(summary))}**\n"
        yield from self.kept


def _row(finding: Finding) -> str:
    rule = f"{finding.code} {finding.rule}"
    message = for_markdown(finding.message)
    return f"| {finding.span.line} | {finding.severity} | {rule} | {message} | {finding.fix or ''} |\n"

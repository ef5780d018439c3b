"""The number of findings of each rule, most first: what `ksb lint --statistics` prints."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ksb.linter.finding import Finding, Severity
from ksb.linter.report import Summary
from ksb.objects import dumps
from ksb.reports.json import head
from ksb.reports.writer import Writer

Count = tuple[str, str, Severity, int]
"""The code, slug and severity of a rule, and its number of findings."""


class Statistics(Writer):
    """Counts the findings, and writes the document of `--format json` with `statistics` in place of the findings."""

    def __init__(self) -> None:
        super().__init__()
        self._counter: Counter[tuple[str, str, Severity]] = Counter()

    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Count the findings of a file."""
        self._counter.update((finding.code, finding.rule, finding.severity) for finding in findings)
        return ()

    @property
    def counts(self) -> list[Count]:
        """The counts, highest first."""
        ordered = sorted(self._counter.items(), key=lambda item: (-item[1], item[0]))
        return [(*key, count) for key, count in ordered]

    def end(self, summary: Summary) -> Iterable[str]:
        """Return the whole document."""
        names = ("code", "rule", "severity", "count")
        statistics = [dict(zip(names, count, strict=True)) for count in self.counts]
        yield dumps({**head(summary), "statistics": statistics})

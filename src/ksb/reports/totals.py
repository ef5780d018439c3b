"""The totals of a report in one line of plain text."""

from ksb.linter.finding import SEVERITIES, Severity
from ksb.linter.report import Summary
from ksb.text.english import counted


def totals(summary: Summary) -> str:
    """Return the numbers of findings, what was checked, and how many more findings the baseline holds."""
    counts = [counted_severity(count, severity) for severity in SEVERITIES if (count := summary.count(severity))]
    return (", ".join(counts) or nothing(summary)) + where(summary)


def nothing(summary: Summary) -> str:
    """Return what to say of a run without findings."""
    what = {"error": "errors", "warning": "errors or warnings", "info": "faults"}[summary.min_severity]
    return f"No {'new ' if summary.known else ''}{what} found"


def where(summary: Summary) -> str:
    """Return what was checked and skipped, and how many more findings the baseline holds, to go after the numbers."""
    files = summary.files[0] if len(summary.files) == 1 else counted(len(summary.files), "file")
    skipped = f"; skipped {counted(summary.skipped, 'YAML file')} without `format:`" if summary.skipped else ""
    return f" in {files}{skipped}" + (f"; the baseline knows {summary.known}" if summary.known else "")


def gone(summary: Summary) -> str:
    """Return what to say of entries of the baseline that match nothing; "" if there are none."""
    if not summary.gone:
        return ""
    entries, them = ("entry matches", "it") if summary.gone == 1 else ("entries match", "them")
    return f"{summary.gone} baseline {entries} no finding; `ksb lint --prune-baseline` removes {them}"


def fixable(summary: Summary) -> str:
    """Return how many findings have a fix, to go after the totals; "" if none has."""
    safe, unsafe = summary.fixable("safe"), summary.fixable("unsafe")
    return (f"; --fix fixes {safe}" if safe else "") + (f"; --fix --unsafe-fixes {safe + unsafe}" if unsafe else "")


def counted_severity(count: int, severity: Severity) -> str:
    """Return a number of findings with their severity, such as "2 errors"."""
    return f"{count} info" if severity == "info" else counted(count, severity)

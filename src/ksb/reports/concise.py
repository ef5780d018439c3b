"""One line a finding, `file:line:column: severity code message`, as editors read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ksb.escape import for_log

if TYPE_CHECKING:
    from ksb.linter.runner import Report


def write(report: Report) -> Iterator[str]:
    """Yield the findings, a line each; nothing where there are none."""
    for it in report.findings:
        yield for_log(f"{it.file}:{it.span.line}:{it.span.column}: {it.severity} {it.code} {it.message}") + "\n"

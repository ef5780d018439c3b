"""The one door from the fuzzers to `ksb`: what they call, and nothing else of it.

All modules are imported here at once, so that a fuzzer that counts coverage sees those that `ksb` imports late.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import ksb.exporters as exporters
import ksb.importers as importers
import ksb.reports as reports
from ksb.compare import Change, Diff, diff
from ksb.errors import KsbError
from ksb.exporters import case, csv, json, markdown, text, xlsx, yaml
from ksb.importers import Imported, document, html, page, skills_england, word
from ksb.importers import text as text_importer
from ksb.layout import Canvas
from ksb.linter.config import Choice, Settings
from ksb.linter.engine import check
from ksb.linter.fix import unified_diff
from ksb.linter.report import Report, Tally
from ksb.linter.rules import RULES
from ksb.linter.runner import Run
from ksb.models import Standard
from ksb.reports import concise, github, gitlab, junit, sarif, statistics
from ksb.reports import diff as diff_report
from ksb.reports import json as json_report
from ksb.reports import markdown as markdown_report
from ksb.reports import text as text_report
from ksb.source import Source
from ksb.validate import Reading, validate

__all__ = ["Change", "Diff", "Imported", "KsbError", "Reading", "Report", "Standard"]

MODULES = (case, csv, json, markdown, text, xlsx, yaml, document, html, page, skills_england, word, text_importer,
           concise, github, gitlab, junit, sarif, json_report, markdown_report, text_report)  # fmt: skip

REPORTS: tuple[str, ...] = ("text", *reports.REPORTS)
EXPORTS = ("yaml", "json", "text", "markdown", "csv", "case", "xlsx")
IMPORTS: tuple[str, ...] = get_args(importers.Format)
TABLES: tuple[exporters.Table, ...] = get_args(exporters.Table)
PIPE = Canvas()
TERMINAL = Canvas(width=60, styled=True, colored=True)

_SCRATCH = Path(tempfile.gettempdir()) / f"ksb-fuzz-{os.getpid()}"


def read(content: bytes) -> Reading:
    """Return a YAML file as read."""
    return validate(Source("f.yaml", content))


def standard(shape: dict[str, Any]) -> Standard:
    """Return the standard that plain data holds."""
    return Standard.model_validate(shape)


def checked(content: bytes) -> Report:
    """Return what all rules find in a YAML file."""
    findings = tuple(found.finding for found in check(read(content), Settings()).found)
    return Report(("f.yaml",), tuple(sorted(RULES)), Tally().plus(findings), 0, findings)


def fixed(content: bytes, *, unsafe: bool) -> tuple[bytes, int] | None:
    """Return a YAML file repaired, and how many faults were mended; None where it can't be read."""
    if not read(content).source.readable:
        return None
    found = Run([], Choice(isolated=True)).fix_content("f.yaml", content, unsafe=unsafe)
    unified_diff("f.yaml", found.before.decode(), found.after.decode())
    return found.after, found.fixes


def reported(report: Report, format: str, canvas: Canvas) -> str:
    """Return findings in an output format."""
    if format == "text":
        return canvas.draw(*(block for it in report.findings for block in text_report.finding(it, canvas)))
    return "".join(reports.write(report, format))


def counted(report: Report) -> str:
    """Return the statistics of findings as JSON."""
    writer = statistics.Statistics(report.files, report.rules)
    writer.file("f.yaml", report.findings)
    return "".join(writer.end(report))


def imported(content: bytes, format: str | None) -> Iterator[Imported]:
    """Yield the standards in a file of another format; without one, the format is recognised."""
    _SCRATCH.write_bytes(content)
    try:
        yield from importers.read(_SCRATCH, format)  # type: ignore[arg-type]
    finally:
        _SCRATCH.unlink()


def exported(standard: Standard, format: str) -> str | bytes:
    """Return a standard in another format."""
    return exporters.export(standard, format)  # type: ignore[call-overload, no-any-return]


def table(standard: Standard, name: exporters.Table) -> str:
    """Return one of the CSV tables."""
    return csv.export(standard, name)


def compared(old: Standard, new: Standard) -> Diff:
    """Return what changed from one standard to another."""
    return diff(old, new)


def told(found: Diff) -> str:
    """Return a difference as JSON; its other forms are drawn and left."""
    for canvas in (PIPE, TERMINAL):
        canvas.draw(*diff_report.text(found))
    diff_report.markdown(found)
    diff_report.renumbering(found)
    return diff_report.json_document(found)

"""All that the fuzzers call of `ksb`.

All modules are imported here, so that a fuzzer that measures coverage sees those that `ksb` imports late.
"""

import io
import os
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, get_args

from rich.console import Console, RenderableType

import ksb.exporters as exporters
import ksb.importers as importers
import ksb.reports as reports
from ksb.answers import diff as diff_report
from ksb.changes import Change, Diff
from ksb.compare import diff
from ksb.display import diff as diff_display
from ksb.display import findings, lookup, matrix, rules
from ksb.display.parts import Lines
from ksb.documents import excel, numbering, word
from ksb.documents import html as html_reader
from ksb.documents import markdown as markdown_reader
from ksb.documents import text as text_reader
from ksb.errors import KsbError
from ksb.exporters import case, csv, json, markdown, text, xlsx, yaml
from ksb.importers import (
    Imported,
    document,
    fields,
    ksb_lists,
    lines,
    page,
    paragraphs,
    records,
    skills_england,
    tables,
)
from ksb.linter.choice import Choice
from ksb.linter.config import Settings
from ksb.linter.engine import check
from ksb.linter.finding import Finding
from ksb.linter.fix import unified_diff
from ksb.linter.report import Report, Tally
from ksb.linter.rules import RULES
from ksb.linter.runner import Run
from ksb.reports import concise, github, gitlab, junit, sarif, statistics
from ksb.reports import json as json_report
from ksb.reports import markdown as markdown_report
from ksb.source import Source
from ksb.standard import Standard
from ksb.validate import Reading, validate

__all__ = ["Change", "Diff", "Imported", "KsbError", "Reading", "Report", "Standard"]

MODULES = (case, csv, json, markdown, text, xlsx, yaml, document, fields, page, skills_england, ksb_lists, lines,
           paragraphs,
           records, tables, word, numbering, excel, html_reader, markdown_reader, text_reader,
           concise, github, gitlab, junit, sarif, json_report, markdown_report, lookup, matrix, rules)  # fmt: skip

REPORTS: tuple[str, ...] = ("text", *reports.REPORTS)
EXPORTS = ("yaml", "json", "text", "markdown", "csv", "case", "xlsx")
IMPORTS: tuple[str, ...] = get_args(importers.ImportFormat)
TABLES: tuple[csv.Table, ...] = get_args(csv.Table)
WIDTHS = (20, 60, None)
"""The widths to draw for, of two terminals and a pipe."""

_SCRATCH = Path(tempfile.gettempdir()) / f"ksb-fuzz-{os.getpid()}"


def read(content: bytes) -> Reading:
    """Read a YAML file."""
    return validate(Source("f.yaml", content))


def standard(shape: dict[str, Any]) -> Standard:
    """Return plain data as a standard. Raises `ValueError` if it is not one."""
    return Standard.model_validate(shape)


def checked(content: bytes) -> Report:
    """Return what all rules find in a YAML file."""
    findings = tuple(found.finding for found in check(read(content), Settings()).found)
    return Report(("f.yaml",), tuple(sorted(RULES)), Tally().plus(findings), 0, findings)


def fixed(content: bytes, *, unsafe: bool) -> tuple[bytes, int] | None:
    """Return a YAML file with its fixes, and the number of fixed faults; None if it can't be read."""
    if not read(content).source.readable:
        return None
    found = Run([], Choice(isolated=True)).fix_content("f.yaml", content, unsafe=unsafe)
    unified_diff("f.yaml", found.before.decode(), found.after.decode())
    return found.after, found.fixes


def reported(report: Report, format: str) -> str:
    """Return findings in an output format for programs."""
    found: dict[str, list[Finding]] = {file: [] for file in report.files}
    for finding in report.findings:
        found.setdefault(finding.file, []).append(finding)
    writer = reports.REPORTS[format]()
    pieces = [
        writer.start(report.files, report.rules),
        *(writer.file(*one) for one in found.items()),
        writer.end(report),
    ]
    return "".join(chain(*pieces))


def drawn(report: Report, width: int | None) -> str:
    """Return findings as people see them."""
    return _drawn(width, *map(findings.finding, report.findings), findings.totals(report))


def counted(report: Report) -> str:
    """Return the statistics of findings as JSON; those for people are drawn and not returned."""
    writer = statistics.Statistics()
    writer.file("f.yaml", report.findings)
    _drawn(60, findings.statistics(writer.counts))
    return "".join(writer.end(report))


def _drawn(width: int | None, *renderables: RenderableType) -> str:
    console = Console(file=io.StringIO(), width=width or 80, height=25, force_terminal=width is not None)
    with console.capture() as capture:
        console.print(Lines(*renderables), soft_wrap=width is None)
    return capture.get()


def imported(content: bytes, format: str | None) -> Iterator[Imported]:
    """Yield the standards in a file of another format; without one, the format is recognised."""
    _SCRATCH.write_bytes(content)
    try:
        yield from importers.import_file(_SCRATCH, format)  # type: ignore[arg-type]
    finally:
        _SCRATCH.unlink()


def exported(standard: Standard, format: str) -> str | bytes:
    """Return a standard in another format."""
    return exporters.export(standard, format)  # type: ignore[call-overload, no-any-return]


def table(standard: Standard, name: csv.Table) -> str:
    """Return one of the CSV tables."""
    return csv.export(standard, name)


def compared(old: Standard, new: Standard) -> Diff:
    """Return what changed from one standard to another."""
    return diff(old, new)


def described(found: Diff) -> str:
    """Return a difference as JSON; its other forms are made and not returned."""
    for width in WIDTHS:
        _drawn(width, diff_display.diff(found))
    diff_report.markdown(found)
    diff_report.renumbering(found)
    return diff_report.json_document(found)

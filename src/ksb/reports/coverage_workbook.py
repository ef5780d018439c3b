"""The coverage of evidence as an Excel workbook; openpyxl, of the extra `xlsx`, writes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from ksb.coverage import STATUSES, Cohort, Coverage
from ksb.errors import KsbError
from ksb.escape import for_xml
from ksb.evidence.piece import Problem
from ksb.exporters.csv import Cell
from ksb.models import Standard
from ksb.reports.coverage import SIGNS, by_kind, least_covered, rows, versions_heading
from ksb.versions import Versions

_WIDTHS = {"text": 70, "evidence": 50, "message": 80, "file": 40, "place": 30, "learner": 24, "title": 70, "KSBs": 24}
_FILLS = {"covered": "DDEFDD", "thin": "FFF2CC", "missing": "F8DADA", "lapsed": "E4E4E4"}
_MOST_CHARACTERS = 32_767
"""The most characters that Excel keeps in a cell."""


def workbook(standard: Standard, found: Coverage | Cohort, problems: Sequence[Problem]) -> bytes:
    """Return the workbook: the counts, a row for each KSB, the duties, what a new version changes, the problems.

    Raises `KsbError` where openpyxl is missing.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise KsbError("Excel workbooks need openpyxl", "in the clone of ksb: pip install '.[xlsx]'") from None
    book: Any = Workbook()
    book.remove(book.active)
    book.properties.title = _plain(standard.title)
    book.properties.creator = "ksb"
    learners = {"": found} if isinstance(found, Coverage) else found
    _sheet(book, "Summary", _summary(learners))
    if not isinstance(found, Coverage):
        lacking = [(code, covered, of, standard.ksbs[code]) for code, covered, of in least_covered(found)]
        _sheet(book, "Cohort", [("code", "learners", "of", "text"), *lacking])
    _sheet(book, "KSBs", rows(standard, found))
    _sheet(book, "Duties", _duties(learners))
    for name, one in learners.items():
        if one.versions:
            _sheet(book, "Versions" if not name else f"Versions {len(book.sheetnames)}", _versions(name, one.versions))
    if problems:
        _sheet(
            book, "Problems", [("file", "place", "message"), *((one.file, one.place, one.message) for one in problems)]
        )
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _summary(learners: Cohort) -> Iterable[Sequence[Cell]]:
    yield "learner", "pathway", "KSBs", *STATUSES, "of", "percent"
    for name, one in learners.items():
        for pathway in one.pathways:
            option = pathway.pathway if pathway.pathway is not None else ""
            counts = [pathway.count(status) for status in STATUSES]
            yield name, option, "all", *counts, len(pathway.ksbs), int(pathway.percentage)
            for kind, ksbs in by_kind(pathway).items():
                counts = [sum(ksb.status == status for ksb in ksbs) for status in STATUSES]
                yield name, option, kind, *counts, len(ksbs), 100 * counts[0] // len(ksbs)


def _duties(learners: Cohort) -> Iterable[Sequence[Cell]]:
    yield "learner", "pathway", "duty", "covered", "of", "title"
    for name, one in learners.items():
        for pathway in one.pathways:
            for duty in pathway.duties:
                option = pathway.pathway if pathway.pathway is not None else ""
                yield name, option, duty.duty.number, duty.covered, duty.of, duty.duty.title


def _versions(learner: str, found: Versions) -> Iterable[Sequence[Cell]]:
    yield "learner", "old", "new", "evidence", "pieces", "text"
    for what, group in (("needs a look", found.reworded), ("lapses", found.lapsed), ("still counts", found.kept)):
        for one in group:
            change = one.change
            text = change.new_text or change.old_text or ""
            yield learner, change.old or "", change.new or "", what, len(one.pieces), text
    for change in found.added:
        yield learner, "", change.new or "", "new", 0, change.new_text or ""
    yield learner, "", "", versions_heading(found), "", ""


def _sheet(book: Any, name: str, table: Iterable[Sequence[Cell]]) -> None:
    """Add a sheet: names of columns bold and frozen, long texts wrapped, statuses with a sign and a colour."""
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet = book.create_sheet(name)
    wrapped = Alignment(wrap_text=True, vertical="top", horizontal="left")
    for line, row in enumerate(table, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(line, column, _plain(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # openpyxl would take a text that begins with = for a formula
                if value in _FILLS and line > 1:
                    cell.value = f"{SIGNS.get(value, '✕')} {value}"
                    cell.fill = PatternFill("solid", fgColor=_FILLS[value])
            cell.alignment = wrapped
    for cell in sheet[1]:
        cell.font = Font("Calibri", 11, bold=True)
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS.get(str(cell.value), 11)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _plain(text: str) -> str:
    plain = "\n".join(map(for_xml, text.split("\n")))
    return plain if len(plain) <= _MOST_CHARACTERS else plain[: _MOST_CHARACTERS - 1] + "…"

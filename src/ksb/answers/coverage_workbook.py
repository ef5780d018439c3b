"""The coverage of evidence as an Excel workbook; openpyxl, of the extra `xlsx`, writes it."""

from collections.abc import Iterable, Sequence
from typing import Any

from ksb.answers.coverage import SIGNS, by_kind, carried, each_pathway, least_covered, rows, versions_heading
from ksb.coverage import STATUSES, Cohort, Coverage
from ksb.evidence.piece import Problem
from ksb.exporters.sheets import empty_book, fill, saved
from ksb.standard import Standard
from ksb.tables import Cell
from ksb.versions import Versions

_WIDTHS = {"text": 70, "evidence": 50, "message": 80, "file": 40, "place": 30, "learner": 24, "title": 70, "KSBs": 24}
_FILLS = {"covered": "DDEFDD", "thin": "FFF2CC", "missing": "F8DADA", "lapsed": "E4E4E4"}


def workbook(standard: Standard, found: Coverage | Cohort, problems: Sequence[Problem]) -> bytes:
    """Return the workbook: the counts, a row for each KSB, the duties, what a new version changes, the problems.

    Raises `KsbError` where openpyxl is missing.
    """
    book = empty_book(standard.title)
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
    return saved(book)


def _summary(learners: Cohort) -> Iterable[Sequence[Cell]]:
    yield "learner", "pathway", "KSBs", *STATUSES, "of", "percent"
    for name, option, pathway in each_pathway(learners):
        for kind, found in {"all": pathway, **by_kind(pathway)}.items():
            counts = [found.count(status) for status in STATUSES]
            yield name, option, kind, *counts, len(found.ksbs), int(found.percentage)


def _duties(learners: Cohort) -> Iterable[Sequence[Cell]]:
    yield "learner", "pathway", "duty", "covered", "of", "title"
    for name, option, pathway in each_pathway(learners):
        for duty in pathway.duties:
            yield name, option, duty.duty.number, duty.covered, duty.of, duty.duty.title


def _versions(learner: str, found: Versions) -> Iterable[Sequence[Cell]]:
    yield "learner", "old", "new", "evidence", "pieces", "text"
    for what, group in carried(found).items():
        for one in group:
            change = one.change
            text = change.new_text or change.old_text or ""
            yield learner, change.old or "", change.new or "", what, len(one.pieces), text
    for change in found.added:
        yield learner, "", change.new or "", "new", 0, change.new_text or ""
    yield learner, "", "", versions_heading(found), "", ""


def _sheet(book: Any, name: str, table: Iterable[Sequence[Cell]]) -> None:
    """Add a sheet with a table, its header frozen, statuses with a sign and a colour."""
    from openpyxl.styles import PatternFill

    sheet = book.create_sheet(name)
    fill(sheet, table, book.properties.title, _WIDTHS, 11)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if color := _FILLS.get(cell.value):
                cell.value = f"{SIGNS.get(cell.value, '✕')} {cell.value}"
                cell.fill = PatternFill("solid", fgColor=color)

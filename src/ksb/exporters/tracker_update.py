"""Bring a filled-in tracker up to a new version of its standard, and keep every cell that people wrote.

Columns are found by their names, as `ksb coverage` finds them, wherever they stand. KSBs are matched with those of the
standard as `ksb diff` matches them: by the wording that the tracker has, so that a new number loses no evidence.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from ksb.changes import Change
from ksb.compare import diff
from ksb.errors import KsbError
from ksb.evidence.roles import Role
from ksb.exporters.filled_in import REMARKS, FilledSheet, evidence_in, opened, with_values
from ksb.exporters.progress import NAMES, Filled, counting_sheets, is_untouched
from ksb.exporters.sheets import LAST_ROW, fit, is_as_written, letter, put, saved
from ksb.exporters.tracker import given_cells, subtitle
from ksb.kinds import code_order
from ksb.query import part
from ksb.standard import Standard
from ksb.text.english import counted, listed
from ksb.text.normalise import unbroken

GONE = "old_"
"""What stands before the code of a KSB that was removed: the new version may have another KSB with that code.

After an underscore no reader takes `K2` for a code; after a hyphen or a space, some do.
"""
_NEW, _CHANGED, _GONE = "DDEFD5", "FDF0C4", "F8D5CF"
_LOST = {
    "xl/media/": "pictures",
    "xl/charts/": "charts",
    "xl/threadedComments/": "replies to comments",
    "xl/slicers/": "slicers",
    "xl/embeddings/": "embedded documents",
    "xl/vbaProject": "macros",
}
"""Parts of a workbook that openpyxl does not keep, by the start of their names."""


@dataclass(frozen=True, slots=True)
class Updated:
    """A tracker brought up to date, and what was done to it."""

    content: bytes
    report: tuple[str, ...]


def updated(standard: Standard, content: bytes, name: str) -> Updated:
    """Return a filled-in tracker with the KSBs of the standard, whatever version it was made for.

    New KSBs are added below the others and marked. Reworded ones get the new wording, and the old one as a remark.
    Those that are no longer in the standard stay, marked, under a code that no longer counts. All else stays as it is,
    but for the sheets that count, which are written again. Of a standard with several options, the pathway is taken
    whose KSBs the tracker has. Raises `KsbError` where it is not a tracker.
    """
    book = opened(content, name)
    sheets = [found for sheet in book.worksheets if (found := evidence_in(sheet))]
    if not sheets:
        raise KsbError(
            f"{name}: no sheet has a column of codes and one of evidence",
            "the header has names such as Code and Evidence",
        )
    standard, chosen = _pathway(sheets, standard)
    changes = _changes(sheets, standard)
    report = [
        _counts(changes),
        *chosen,
        *(f"  {_what(change, standard)}" for change in changes if change.status != "unchanged"),
    ]
    for sheet in sheets:
        _update_rows(sheet, changes, standard)
    _add_rows(sheets[0], [change.new for change in changes if change.status == "added" and change.new], standard)
    values = opened(content, name, data_only=True)
    report += _count_again(book, values, standard, sheets)
    if not is_as_written(content):
        book.properties.lastModifiedBy = "ksb"  # which tells it from a tracker that nobody has filled in
    for title in NAMES:  # written again, with other numbers
        if title in values.sheetnames:
            values.remove(values[title])
    result = with_values(saved(book), [sheet.title for sheet in book.worksheets], values)
    report += _lost(content, result)
    return Updated(result, tuple(report))


def _changes(sheets: list[FilledSheet], standard: Standard) -> tuple[Change, ...]:
    """Return what became of each KSB of the tracker. One whose wording the tracker lacks is matched by its code."""
    wordings: dict[str, str] = {}
    for sheet in sheets:
        for row, code in sheet.rows:
            if not wordings.get(code):
                wordings[code] = sheet.text(row, "wording") or ""
    old = {code: text or standard.ksbs.get(code, code) for code, text in wordings.items()}
    before = Standard(format=1, title="", ksbs={code: old[code] for code in sorted(old, key=code_order)})
    return diff(before, Standard(format=1, title="", ksbs=standard.ksbs)).ksbs


def _pathway(sheets: list[FilledSheet], standard: Standard) -> tuple[Standard, list[str]]:
    """Return the pathway whose KSBs the tracker has, of a standard with several options, and what to say of that."""
    if len(standard.options) < 2:
        return standard, []
    same = {change.new for change in _changes(sheets, standard) if change.old and change.new}
    best, taken = standard, ""
    for option in standard.options:
        pathway = part(standard, pathway=option.number)
        if len(same ^ pathway.ksbs.keys()) < len(same ^ best.ksbs.keys()):
            best, taken = pathway, f"  taken for a tracker of pathway {option.number}, whose KSBs it has"
    return best, [taken] if taken else []


def _update_rows(found: FilledSheet, changes: tuple[Change, ...], standard: Standard) -> None:
    by_old = {change.old: change for change in changes if change.old}
    for row, code in found.rows:
        change = by_old[code]
        sheet, columns = found.sheet, found.columns
        if change.new is None:
            found.write(row, columns["ksbs"], f"{GONE}{code}")
            gone = "Not on this pathway" if _is_elsewhere(change, standard) else "Removed from the standard"
            _remark(found, row, f"{gone}: was {code}. It no longer counts.", _GONE)
            continue
        if change.new != code:
            found.write(row, columns["ksbs"], change.new)
        now = given_cells(standard, change.new)
        if "reworded" in change.status and found.text(row, "wording"):
            found.write(row, columns["wording"], now["What it says"])
            was = f"Reworded{f', was {code}' if change.new != code else ''}. Old wording: {change.old_text}"
            _remark(found, row, was, _CHANGED)
        elif change.new != code:
            _remark(found, row, f"New number: was {code}.", _CHANGED)
        elif found.text(row, "wording") and unbroken(found.text(row, "wording")) != unbroken(now["What it says"]):
            # A second row for the KSB that was worded in another way is the reader's own text, and stays.
            continue
        for name in ("Duties", "Assessed by"):
            column = found.column_named(name)
            if column and str(sheet.cell(row, column).value or "") != now[name]:
                found.write(row, column, now[name])


def _remark(found: FilledSheet, row: int, text: str, fill: str) -> None:
    """Add a remark to a row, in a column of its own, and colour its code."""
    from openpyxl.styles import PatternFill

    sheet = found.sheet
    column = found.columns.get("notes")
    if column is None:
        last = max(cell.column for cell in sheet[found.header] if cell.value is not None)
        column = found.columns["notes"] = last + 1
        _copy_style(sheet.cell(found.header, last), put(sheet, found.header, column, REMARKS))
        sheet.column_dimensions[letter(column)].width = 40
    cell = sheet.cell(row, column)
    before = f"{cell.value}\n" if cell.value else ""
    found.write(row, column, before + text)
    if not before:
        _copy_style(sheet.cell(row, found.columns["ksbs"]), cell)
        cell.font = copy.copy(sheet.cell(row, found.columns["evidence"]).font)
    for marked in (cell, sheet.cell(row, found.columns["ksbs"])):
        marked.fill = PatternFill("solid", fgColor=fill)
    fit(sheet, row, least=2, columns=max(found.columns.values()))


def _add_rows(found: FilledSheet, codes: list[str], standard: Standard) -> None:
    """Add a row for each new KSB below everything on the sheet, in the style of the last row with a KSB."""
    sheet = found.sheet
    model = max((row for row, _ in found.rows), default=found.header)
    filled = [row[0].row for row in sheet.iter_rows() if any(cell.value is not None for cell in row)]
    row = max(filled, default=found.header)
    for code in codes:
        row += 1
        for cell in sheet[model]:
            _copy_style(cell, sheet.cell(row, cell.column))
        given = given_cells(standard, code)
        roles: dict[Role, str] = {"ksbs": code, "wording": given["What it says"], "status": given["Status"]}
        for role, text in roles.items():
            if role in found.columns:
                put(sheet, row, found.columns[role], text)
        for name in ("Duties", "Assessed by"):
            if column := found.column_named(name):
                put(sheet, row, column, given[name])
        found.rows.append((row, code))
        _remark(found, row, "New in this version of the standard.", _NEW)
    column = max(found.columns.values())
    if sheet.print_area:
        sheet.print_area = _reaching(str(sheet.print_area).split("!")[-1].replace("$", ""), row, column)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _reaching(sheet.auto_filter.ref, row, column)


def _reaching(cells: str, row: int, column: int) -> str:
    """Return an area of cells that reaches to a row and a column at least."""
    from openpyxl.utils import range_boundaries

    first_column, first_row, last_column, last_row = (int(place or 1) for place in range_boundaries(cells))
    return f"{letter(first_column)}{first_row}:{letter(max(last_column, column))}{max(last_row, row)}"


def _copy_style(old: Any, new: Any) -> None:
    if old.has_style:
        new._style = copy.copy(old._style)


def _count_again(book: Any, values: Any, standard: Standard, sheets: list[FilledSheet]) -> Iterator[str]:
    """Write the sheets that count again. One on which people wrote something stays, under another name."""
    filled = [
        Filled(
            found.sheet.title,
            letter(found.columns["ksbs"]),
            letter(found.columns["evidence"]),
            letter(found.columns["status"]) if "status" in found.columns else "",
            letter(found.columns["link"]) if "link" in found.columns else "",
            found.header + 1,
            max(LAST_ROW, 2 * max((row for row, _ in found.rows), default=0)),
        )
        for found in sheets
    ]
    order = list(book.sheetnames)
    for name in NAMES:
        if name not in book.sheetnames:
            continue
        if is_untouched(book, name):
            book.remove(book[name])
            continue
        kept = f"{name} (old)"
        while kept in book.sheetnames:
            kept += "*"
        _freeze(book[name], values[name])
        book[name].title = kept
        order.insert(order.index(name) + 1, kept)
        yield f"  the sheet {name} was changed by hand: it is kept as {kept}, with its old numbers; a new one counts"
    counting_sheets(book, standard, filled)
    book._sheets.sort(key=lambda sheet: order.index(sheet.title) if sheet.title in order else len(order))
    start = book["Start here"] if "Start here" in book.sheetnames else None
    if start is not None and " KSB" in str(start["A2"].value):
        put(start, 2, 1, subtitle(standard))


def _freeze(sheet: Any, values: Any) -> None:
    """Replace the formulas of a sheet with the values that a spreadsheet last worked out."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.value = values[cell.coordinate].value


def _counts(changes: tuple[Change, ...]) -> str:
    names = {
        "added": "new",
        "reworded": "reworded",
        "renumbered": "with a new number",
        "renumbered_reworded": "reworded, with a new number",
        "removed": "removed",
        "unchanged": "unchanged",
    }
    found = [(sum(change.status == status for change in changes), name) for status, name in names.items()]
    return f"{counted(len(changes), 'KSB')}: {listed(f'{number} {name}' for number, name in found if number)}"


def _is_elsewhere(change: Change, standard: Standard) -> bool:
    """Return whether the whole standard still has a KSB that its part, such as a pathway, has not."""
    return change.old_text in standard.whole.ksbs.values()


def _what(change: Change, standard: Standard) -> str:
    if change.status == "added":
        return f"{change.new} is new"
    if change.status == "removed":
        gone = "not on this pathway" if _is_elsewhere(change, standard) else "removed"
        return f"{change.old} is {gone}; its rows stay, as {GONE}{change.old}"
    words = " and is reworded" if "reworded" in change.status else ""
    return f"{change.old} is now {change.new}{words}" if change.old != change.new else f"{change.old} is reworded"


def _lost(before: bytes, after: bytes) -> Iterator[str]:
    """Yield what a workbook held that can't be kept."""
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        gone = set(old.namelist()) - set(new.namelist())
    lost = [what for start, what in _LOST.items() if any(name.startswith(start) for name in gone)]
    if lost:
        yield f"  not kept: {listed(lost)} of the workbook; copy them over by hand"

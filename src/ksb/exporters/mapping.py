"""The annex for an end-point assessment: KSB, evidence, page, in code order, as a workbook or a Word document.

Without evidence it is a form to fill in. A KSB with several pieces has a row for each. `ksb coverage` reads both back.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from ksb.errors import KsbError
from ksb.escape import for_xml
from ksb.evidence.piece import Piece
from ksb.exporters import sheets
from ksb.exporters.tracker import given_cells
from ksb.standard import Standard

_COLUMNS = {"Code": 7.0, "What it says": 62.0, "Assessed by": 20.0, "Evidence": 44.0, "Page or time stamp": 18.0}
_NOTHING = "No evidence yet"


def rows(standard: Standard, pieces: Iterable[Piece]) -> Iterator[dict[str, str]]:
    """Yield the rows of the annex by the names of their columns, a row for each KSB and piece, in code order."""
    showing: dict[str, dict[tuple[str, str], None]] = {code: {} for code in standard.codes}
    there = False
    for piece in pieces:
        there = True
        for code in piece.codes:
            if code in showing:
                showing[code][piece.title, piece.link or ""] = None
    for code in standard.codes:
        for title, place in showing[code] or ((_NOTHING if there else "", ""),):
            yield given_cells(standard, code) | {"Evidence": title, "Page or time stamp": place}


def names_of(standard: Standard) -> list[str]:
    """Return the names of the annex's columns."""
    return [name for name in _COLUMNS if name != "Assessed by" or standard.methods_by_code]


def export(standard: Standard, pieces: Iterable[Piece] = ()) -> bytes:
    """Return the annex as a workbook. Raises `KsbError` where openpyxl is missing."""
    book = sheets.new_book(standard)
    sheet: Any = book.create_sheet("Mapping")
    names = names_of(standard)
    sheets.widths(sheet, [_COLUMNS[name] for name in names])
    first = sheets.heading(sheet, f"Evidence mapping: {standard.title}", _lines(standard), len(names)) + 1
    sheets.header(sheet, first - 1, names, ("Evidence", "Page or time stamp"))
    row = first
    for cells in rows(standard, pieces):
        for column, name in enumerate(names, 1):
            sheets.style(sheets.put(sheet, row, column, cells[name]), given=column < len(names) - 1, bold=column == 1)
        sheets.fit(sheet, row, least=2)
        row += 1
    sheet.freeze_panes = f"B{first}"
    sheet.auto_filter.ref = f"A{first - 1}:{sheets.letter(len(names))}{max(row - 1, first)}"
    sheets.printed(sheet, header_row=first - 1, footer=standard.title)
    return sheets.saved(book)


def export_word(standard: Standard, pieces: Iterable[Piece] = ()) -> bytes:
    """Return the annex as a Word document. Raises `KsbError` where python-docx is missing."""
    try:
        import docx
        from docx.enum.section import WD_ORIENT
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt, RGBColor
    except ImportError:
        raise KsbError("Word documents need python-docx", "in the clone of ksb: pip install '.[docx]'") from None

    def fill(cell: Any, text: str, *, bold: bool = False, white: bool = False) -> None:
        run = cell.paragraphs[0].add_run(for_xml(text))
        run.bold = bold
        run.font.size = Pt(9)
        if white:
            run.font.color.rgb = RGBColor(255, 255, 255)

    def mark(parent: Any, name: str, **attributes: str) -> None:
        element = OxmlElement(name)
        for key, value in attributes.items():
            element.set(qn(f"w:{key}"), value)
        parent.append(element)

    document: Any = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)
    document.styles["Normal"].font.name = "Calibri"
    document.core_properties.title = for_xml(f"Evidence mapping: {standard.title}")[:255]
    document.core_properties.author = "ksb"
    document.add_heading(for_xml(f"Evidence mapping: {standard.title}"), 1)
    for line in _lines(standard):
        document.add_paragraph(for_xml(line))
    names = names_of(standard)
    table = document.add_table(rows=1, cols=len(names))
    table.style = "Table Grid"
    table.autofit = False
    room = 26.7 / sum(_COLUMNS[name] for name in names)
    sizes = [Cm(_COLUMNS[name] * room) for name in names]
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = size
    body = [[cells[name] for name in names] for cells in rows(standard, pieces)]
    for number, texts in enumerate([names, *body]):
        row = table.rows[0] if number == 0 else table.add_row()
        mark(row._tr.get_or_add_trPr(), "w:cantSplit")
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = sizes[column]
            fill(cell, text, bold=number == 0 or column == 0, white=number == 0)
            if number == 0:
                mark(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill="1F3A5F")
    mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", val="true")
    foot = section.footer.paragraphs[0]
    for word, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        foot.add_run(word)
        mark(foot.add_run()._r, "w:fldChar", fldCharType="begin")
        instruction = OxmlElement("w:instrText")
        instruction.text = field
        foot.add_run()._r.append(instruction)
        mark(foot.add_run()._r, "w:fldChar", fldCharType="end")
    stream = BytesIO()
    document.save(stream)
    return sheets.timeless(stream.getvalue())


def _lines(standard: Standard) -> tuple[str, ...]:
    options = [f"Option {option.number}: {option.title}" for option in standard.options]
    about = [*(options if len(options) == 1 else []), *filter(None, (standard.reference, standard.version))]
    return (
        "  ·  ".join(about) if about else "Which evidence shows which KSB.",
        f"Apprentice: {'_' * 40}   Date: {'_' * 15}",
    )

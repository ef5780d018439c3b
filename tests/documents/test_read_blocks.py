"""The blocks of documents: their kinds, their labels, and where they stand."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from ksb.documents import Heading, Item, Kind, Paragraph, Row, Table, kind_of, read_blocks
from ksb.errors import KsbError

docx = pytest.importorskip("docx")
openpyxl = pytest.importorskip("openpyxl")


def test_markdown() -> None:
    text = b"# A\n\nOne\ntwo\n\n- [x] done\n  1. in\n- [ ] open\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert read_blocks(text, "markdown") == [
        Heading("A", "line 1", 1),
        Paragraph("One", "line 3", "paragraph"),
        Paragraph("two", "line 4", "wrap"),
        Item("done", "line 6", "-", 0, True),
        Item("in", "line 7", "1.", 1),
        Item("open", "line 8", "-", 0, False),
        Table("", "line 10", (Row(("1", "2"), "line 12"),), Row(("a", "b"), "line 10")),
    ]


def test_text() -> None:
    text = "Title\n\n• [x] one\n 2) two\nK1\tKnow\nK2\tSee\n".encode()
    assert read_blocks(text, "text") == [
        Paragraph("Title", "line 1"),
        Item("one", "line 3", "•", 0, True, 2),
        Item("two", "line 4", "2)", 0, None, 4, "line"),
        Table("", "line 5", (Row(("K1", "Know"), "line 5"), Row(("K2", "See"), "line 6"))),
    ]


def test_a_page() -> None:
    page = b"<h1>A</h1><p>One<br>two<ol start=3><li>x<ul><li>y</ul></ol>"
    page += b"<table><tr><th>a<th>b<tr><td rowspan=2>1<td>2<tr><td>3"
    assert read_blocks(page, "html") == [
        Heading("A", 'heading "A"', 1),
        Paragraph("One", 'under "A", paragraph 1'),
        Paragraph("two", 'under "A", paragraph 1', "break"),
        Item("x", 'under "A", paragraph 2', "3.", 0),
        Item("y", 'under "A", paragraph 3', "•", 1),
        Table(
            "",
            "table 1",
            (Row(("1", "2"), "table 1, row 2"), Row(("", "3"), "table 1, row 3")),
            Row(("a", "b"), "table 1, row 1"),
        ),
    ]


def test_word(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("A", 1)
    made.add_paragraph("One\ntwo")
    made.add_paragraph("x", style="List Number")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "1", "2\n3"
    made.save(tmp_path / "a.docx")
    assert read_blocks(tmp_path / "a.docx") == [
        Heading("A", 'heading "A"', 1),
        Paragraph("One", 'under "A", paragraph 1'),
        Paragraph("two", 'under "A", paragraph 1', "break"),
        Item("x", 'under "A", paragraph 2', "1.", 0),
        Table("", "table 1", (Row(("1", "2\n3"), "table 1, row 1"),)),
    ]


def test_workbooks_and_tables() -> None:
    book: Any = openpyxl.Workbook()
    book.active.title = "S"
    book.active.append(["a", None, 1.0, 2.5, True])
    book.active["A3"] = "=1+1"
    file = io.BytesIO()
    book.save(file)
    *asides, table = read_blocks(file.getvalue(), "excel")
    assert [(aside.text, aside.place) for aside in asides] == [
        ("=1+1", "sheet S, row 3, column 1, a formula without a value")
    ]
    assert table == Table("S", "sheet S", (Row(("a", "", "1", "2.5", "TRUE"), "sheet S, row 1"),))
    for text in ("a;b\n1;2\n", "sep=;\na;b\n1;2\n", "a\tb\n1\t2\n", "a,b\n1,2\n"):
        assert read_blocks(text.encode("utf-16"), "csv") == [
            Table("", "row 1", (Row(("a", "b"), "row 1"), Row(("1", "2"), "row 2")))
        ]


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"# A", "a", "markdown"),
        (b"a,b\n1,2", "a", "csv"),
        (b"a", "a.tsv", "csv"),
        (b"Hello", "a", "text"),
        (b"<!doctype html>", "a", "html"),
        (b"Hello", "a.md", "markdown"),
    ],
)
def test_the_kind_is_recognised(content: bytes, name: str, kind: Kind) -> None:
    assert kind_of(content, name) == kind


def test_what_can_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(KsbError, match="there is no file"):
        read_blocks(tmp_path / "none.txt")
    with pytest.raises(KsbError, match="larger than 16 MiB"):
        read_blocks(b"a" * (17 << 20), "text")
    with pytest.raises(KsbError, match="not a Word document"):
        read_blocks(b"Hello", name="a.docx")

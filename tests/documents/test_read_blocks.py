"""The blocks of documents: their kinds, their labels, and where they stand."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from ksb.documents import Kind, kind_of, read_blocks
from ksb.documents.blocks import Aside, Heading, Item, Paragraph, Row, Table
from ksb.documents.numbering import W
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


def test_a_table_in_markdown_without_names_of_columns() -> None:
    text = b"| | |\n|---|---|\n| 1 | 2 |\n"
    assert read_blocks(text, "markdown") == [Table("", "line 1", (Row(("1", "2"), "line 3"),))]


def test_text() -> None:
    text = "Title\n\n• [x] one\n 2) two\nK1\tKnow\nK2\tSee\n".encode()
    assert read_blocks(text, "text") == [
        Paragraph("Title", "line 1"),
        Item("one", "line 3", "•", 0, True, 2),
        Item("two", "line 4", "2)", 0, None, 4, "line"),
        Table("", "line 5", (Row(("K1", "Know"), "line 5"), Row(("K2", "See"), "line 6"))),
    ]


def test_a_line_with_a_rule_below_it_is_a_heading() -> None:
    text = b"One\n===\na\n---\n\nTwo words\n---------\nb\n\nc\n-------\n\nCode  Text\n----------\n"
    assert read_blocks(text, "text") == [
        Heading("One", "line 1", 1),
        Paragraph("a", "line 3"),
        Heading("Two words", "line 6", 2),
        Paragraph("b", "line 8"),
        Paragraph("c", "line 10"),
        Paragraph("Code  Text", "line 13"),
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


def test_markdown_lists_that_are_nested_too_deep_are_an_error() -> None:
    def nested(levels: int) -> bytes:
        return "".join(f"{'  ' * level}- Level {level}\n" for level in range(levels)).encode()

    assert [block.text for block in read_blocks(nested(24), "markdown")] == [f"Level {level}" for level in range(24)]
    assert [block.text for block in read_blocks(b">" * 49 + b" Quoted", "markdown")] == ["Quoted"]
    for text in (nested(25), b">" * 50 + b" Quoted"):
        with pytest.raises(KsbError, match=r"^a\.md: nested too deep$"):
            read_blocks(text, "markdown", "a.md")


def test_struck_out_text_of_markdown_is_an_aside() -> None:
    text = b"Cook ~~badly~~ well <del>or</del> now\n\n| a | b |\n|---|---|\n| ~~x~~y | ~~1~~ |\n"
    assert read_blocks(text, "markdown") == [
        Aside("badly or", "line 1, struck out"),
        Paragraph("Cook well now", "line 1"),
        Aside("x", "line 5, struck out"),
        Aside("1", "line 5, struck out"),
        Table("", "line 3", (Row(("y", ""), "line 5"),), Row(("a", "b"), "line 3")),
    ]


def test_code_and_html_in_markdown_are_paragraphs_of_their_own() -> None:
    text = b"One\n```\ntwo\nthree\n```\nfour\n\n<div>\n<b>five</b>\nsix\n</div>\n\n    seven\n"
    assert read_blocks(text, "markdown") == [
        Paragraph("One", "line 1"),
        Paragraph("two", "line 3"),
        Paragraph("three", "line 4", "line"),
        Paragraph("four", "line 6"),
        Paragraph("five", "line 9"),
        Paragraph("six", "line 10", "line"),
        Paragraph("seven", "line 13"),
    ]


def test_text_of_a_page_that_is_deleted_hidden_or_part_of_a_form_is_an_aside() -> None:
    page = """<h2><button>Skills</button></h2><p>Cook <del>badly</del> <ins>well</ins></p><p hidden>no</p>
    <p style="color: red; display:none">never</p><div hidden="until-found">Folded</div>
    <p>Ask<select><option>Yes<option>No</select><textarea>Say</textarea><button>Send</button>
    <p><ruby>base<rp>(</rp><rt>said</rt><rp>)</rp></ruby><noscript>Enable</noscript>
    <svg><style>x{}</style><text>Logo</text></svg>
    <table><tr><td>a<s>b</s><td hidden>c</table><!-- note --><script>code</script>"""
    assert read_blocks(page.encode(), "html") == [
        Heading("Skills", 'heading "Skills"', 2),
        Aside("badly", 'under "Skills", paragraph 1, deleted'),
        Paragraph("Cook well", 'under "Skills", paragraph 1'),
        Aside("no", 'under "Skills", paragraph 2, hidden text'),
        Aside("never", 'under "Skills", paragraph 2, hidden text'),
        Paragraph("Folded", 'under "Skills", paragraph 2'),
        Paragraph("Ask", 'under "Skills", paragraph 3'),
        Aside("Yes\nNo", 'under "Skills", paragraph 4, part of a form'),
        Aside("Say", 'under "Skills", paragraph 4, part of a form'),
        Aside("Send", 'under "Skills", paragraph 4, a button'),
        Aside("said", 'under "Skills", paragraph 4, ruby text'),
        Aside("Enable", 'under "Skills", paragraph 4, shown without scripts'),
        Aside("Logo", 'under "Skills", paragraph 4, a picture'),
        Paragraph("base", 'under "Skills", paragraph 4'),
        Aside("b", "table 1, deleted"),
        Aside("c", "table 1, hidden text"),
        Table("", "table 1", (Row(("a",), "table 1, row 1"),)),
    ]
    assert [block.text for block in read_blocks(b"<body hidden>All", "html")] == ["All"]


def test_deleted_rows_and_cells_of_a_word_table_are_gone_and_ruby_text_is_an_aside() -> None:
    made = docx.Document()
    table = made.add_table(rows=3, cols=2)
    for row, texts in zip(table.rows, (("K1", "Know"), ("K2", "Gone"), ("K3", "See")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    properties = table.rows[1]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(f"{W}del", {}))
    properties = table.cell(2, 0)._tc.get_or_add_tcPr()
    properties.append(properties.makeelement(f"{W}cellDel", {}))
    run = made.add_paragraph("Cook ").add_run("base")._r
    ruby = run.makeelement(f"{W}ruby", {})
    for tag, text in (("rt", "said"), ("rubyBase", "base")):
        part = made.add_paragraph().add_run(text)._r
        part.getparent().getparent().remove(part.getparent())
        ruby.append(ruby.makeelement(f"{W}{tag}", {}))
        ruby[-1].append(part)
    run.getparent().replace(run, ruby)
    file = io.BytesIO()
    made.save(file)
    assert read_blocks(file.getvalue(), "word") == [
        Table("", "table 1", (Row(("K1", "Know"), "table 1, row 1"), Row(("See",), "table 1, row 3"))),
        Paragraph("Cook base", "paragraph 1"),
        Aside("said", "paragraph 1, ruby text"),
    ]


@pytest.mark.parametrize(
    ("label", "text"),
    [("K1:", "K1: Wood"), ("Duty 2:", "Duty 2: Wood"), ("a)", "Wood"), ("iv)", "Wood"), ("IV.", "Wood"), ("o", "Wood")],
)
def test_a_label_that_says_something_belongs_to_the_text(label: str, text: str) -> None:
    assert Item("Wood", "line 1", label).labelled == text


def test_preformatted_text_keeps_its_spaces_and_a_cell_may_stand_in_no_row() -> None:
    page = b"<p>a\n  b</p><pre>K1:  One\nK2: Two</pre><table><td>c<td>d</table>"
    assert read_blocks(page, "html") == [
        Paragraph("a b", "paragraph 1"),
        Paragraph("K1:  One", "paragraph 2"),
        Paragraph("K2: Two", "paragraph 2", "break"),
        Table("", "table 1", (Row(("c", "d"), "table 1, row 1"),)),
    ]

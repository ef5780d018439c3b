"""Word documents: paragraphs, tables, numbered lists, tracked changes; and files that are not Word documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ksb import KsbError
from ksb.exporters.text import export
from ksb.importers import Imported, import_file
from ksb.standard import Standard

docx = pytest.importorskip("docx")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def imported(document: Any, tmp_path: Path) -> Imported:
    file = tmp_path / "standard.docx"
    document.save(file)
    [found] = import_file(file)
    return found


def document(*lines: str) -> Any:
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    return made


def test_a_document_made_from_the_source_is_the_embedded_standard(
    standard: Standard, shared: Path, tmp_path: Path
) -> None:
    text = (shared / "source" / "media-production-coordinator-2019-08.txt").read_text(encoding="utf-8")
    found = imported(document(*text.splitlines()), tmp_path)
    assert not [note for note in found.notes if note.kind != "structure"]
    assert found.standard == standard
    assert imported(document(*export(standard).splitlines()), tmp_path).standard == standard


def test_a_table_with_duties_on_the_left_and_ksbs_on_the_right(tmp_path: Path) -> None:
    made = document("Editor standard", "Duties")
    table = made.add_table(rows=2, cols=2)
    for row, (duty, ksbs) in enumerate((("Duty 1: Edit", "K1: Know\nS1: Use"), ("Duty 2: Cut", "S1 K1"))):
        table.cell(row, 0).text, table.cell(row, 1).text = duty, ksbs
    standard = imported(made, tmp_path).standard
    assert standard is not None
    assert [(duty.title, [it.code for it in duty.cites]) for duty in standard.duties] == [
        ("Edit", ["K1", "S1"]),
        ("Cut", ["S1", "K1"]),
    ]


def test_tracked_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    made = document("Editor", "Duty 1: Edit", "K1: Know ")
    paragraph = made.paragraphs[-1]._p
    for tag, inner, text in (("ins", "t", "how"), ("del", "delText", "why"), ("moveFrom", "t", "when")):
        change = docx.oxml.parse_xml(f'<w:{tag} xmlns:w="{W}"><w:r><w:{inner}>{text}</w:{inner}></w:r></w:{tag}>')
        paragraph.append(change)
    standard = imported(made, tmp_path).standard
    assert standard is not None
    assert standard.ksbs == {"K1": "Know how"}


def test_lists_that_word_numbers(tmp_path: Path) -> None:
    made = document("Editor", "Duty 1: Edit")
    numbering = made.part.numbering_part.element
    for letter, number in (("K", "91"), ("S", "92")):
        numbering.insert(
            0,
            docx.oxml.parse_xml(
                f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
                f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{letter}%1:"/></w:lvl></w:abstractNum>'
            ),
        )
        numbering.append(
            docx.oxml.parse_xml(f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
    for text, number in (("Know", "91"), ("Know more", "91"), ("Use", "92")):
        paragraph = made.add_paragraph(text)._p
        paragraph.get_or_add_pPr().append(
            docx.oxml.parse_xml(f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        )
    standard = imported(made, tmp_path).standard
    assert standard is not None
    assert standard.ksbs == {"K3": "Know", "K4": "Know more", "S3": "Use"}


def test_files_that_are_no_word_documents(tmp_path: Path) -> None:
    for name, content in (("a", b"PK\x03\x04 not a zip"), ("b", b"PK")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(KsbError, match="not a Word document"):
            list(import_file(tmp_path / name))
    other = tmp_path / "other.zip"
    with ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "Duty 1: a")
    with pytest.raises(KsbError, match="not a Word document"):
        list(import_file(other))


@pytest.mark.slow
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.docx"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        for number in range(80):
            archive.writestr(f"word/{number}.xml", bytes(1 << 20))
    assert bomb.stat().st_size < 1 << 20
    with pytest.raises(KsbError, match="unpacks to more than 64 MiB"):
        list(import_file(bomb))


def changed(tmp_path: Path, **parts: str) -> Path:
    """Return a document with other parts: the numbering, and what stands in its body after a duty."""
    document("Editor", "Duty 1: Edit").save(tmp_path / "sound.docx")
    with ZipFile(tmp_path / "sound.docx") as sound, ZipFile(tmp_path / "a.docx", "w", ZIP_DEFLATED) as made:
        for name in sound.namelist():
            content = sound.read(name).decode("latin-1")
            if name == "word/document.xml":
                content = content.replace("<w:sectPr", f"{parts.get('body', '')}<w:sectPr", 1)
            elif name == "word/numbering.xml":
                content = parts.get("numbering", content)
            made.writestr(name, content.encode("latin-1"))
    return tmp_path / "a.docx"


def numbered(label: str, start: str = "1") -> str:
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        f'<w:lvlText w:val="{label}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


ITEM = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Know</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"body": "<w:p/>" * 3_000_000}, "has more than 300,000 tags"),
        (
            {"body": ("<w:p><w:t>" + "a b " * 300_000 + "</w:t></w:p>") * 10},
            "has more than 1,000,000 characters of text",
        ),
        ({"body": ITEM * 20_000, "numbering": numbered("K%1:" + "a" * 100_000)}, "a label of more than 100 characters"),
        ({"body": ITEM * 20_000, "numbering": numbered("K%1:" * 20, "9" * 4_000)}, "a number of more than 9,999"),
    ],
    ids=["paragraphs", "text", "label", "number"],
)
@pytest.mark.slow
def test_more_than_a_document_may_hold_is_refused_in_time(parts: dict[str, str], message: str, tmp_path: Path) -> None:
    file = changed(tmp_path, **parts)
    assert file.stat().st_size < 1 << 20
    with pytest.raises(KsbError, match=message):
        list(import_file(file))


@pytest.mark.slow
def test_paragraphs_in_paragraphs_are_read_once_in_time(tmp_path: Path) -> None:
    runs = "<w:r><w:t>x</w:t></w:r>" * 30_000
    file = changed(tmp_path, body=f"{'<w:p>' * 200}<w:t>K1: Know </w:t>{runs}{'</w:p>' * 200}")
    [found] = import_file(file)
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Know " + "x" * 30_000}


def test_without_python_docx_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    (tmp_path / "a.docx").touch()
    with pytest.raises(KsbError) as caught:
        list(import_file(tmp_path / "a.docx", "word"))
    assert caught.value.hint == "in the clone of ksb: pip install '.[docx]'"


PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("[Content_Types].xml", "<x/>"),
        ("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Override/></Types>'),
        ("_rels/.rels", "<x/>"),
        ("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship/></Relationships>'),
    ],
)
def test_a_package_that_is_not_sound(part: str, content: str, tmp_path: Path) -> None:
    """python-docx fails on these in ways of its own, with an AttributeError or a TypeError."""
    document("Duty 1: Edit", "K1: Know").save(tmp_path / "sound.docx")
    with ZipFile(tmp_path / "sound.docx") as sound, ZipFile(tmp_path / "a.docx", "w") as spoilt:
        for name in sound.namelist():
            spoilt.writestr(name, content if name == part else sound.read(name))
    with pytest.raises(KsbError, match="not a Word document"):
        list(import_file(tmp_path / "a.docx"))


def multilevel(*levels: str, override: str = "", more: str = "") -> str:
    """Return a numbering with one list of several levels, each with its label, and a second number for it."""
    made = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{more}<w:lvlText w:val="{label}"/></w:lvl>'
        for depth, label in enumerate(levels)
    )
    numbers = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbers += f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>'
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>{numbers}</w:numbering>'
    )


def item(text: str, depth: int = 0, number: int = 1, mark: str = "") -> str:
    listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    run = f"<w:{mark}><w:r><w:delText>{text}</w:delText></w:r></w:{mark}>" if mark else f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{listed}<w:rPr>{mark and f'<w:{mark}/>'}</w:rPr></w:pPr>{run}</w:p>"


def duties(file: Path) -> list[tuple[int, str, list[str]]]:
    [found] = import_file(file)
    assert found.standard is not None
    return [(duty.number, duty.title, [it.code for it in duty.cites]) for duty in found.standard.duties[1:]]


def test_lists_of_several_levels(tmp_path: Path) -> None:
    body = item("Cut") + item("Know", 1) + item("See", 1) + item("Book") + item("Ask", 1)
    file = changed(tmp_path, numbering=multilevel("Duty %1:", "K%2:"), body=body)
    assert duties(file) == [(1, "Cut", ["K1", "K2"]), (2, "Book", ["K1"])]
    going_on = multilevel("Duty %1:", "K%2:", more='<w:lvlRestart w:val="0"/>')
    assert duties(changed(tmp_path, numbering=going_on, body=body)) == [(1, "Cut", ["K1", "K2"]), (2, "Book", ["K3"])]
    [found] = import_file(changed(tmp_path, numbering=multilevel("%1", "Part %1.%2:"), body=body))
    assert [note.text for note in found.notes if note.kind == "left out"] == [
        "Cut",
        "Part 1.1: Know",
        "Part 1.2: See",
        "Book",
        "Part 2.1: Ask",
    ]


@pytest.mark.parametrize(
    ("format", "labels"),
    [
        ("lowerLetter", "a b"),
        ("upperLetter", "A B"),
        ("lowerRoman", "i ii"),
        ("upperRoman", "I II"),
        ("decimalZero", "01 02"),
    ],
)
def test_how_a_list_writes_its_numbers(format: str, labels: str, tmp_path: Path) -> None:
    numbering = multilevel("Part %1:", more=f'<w:numFmt w:val="{format}"/>')
    [found] = import_file(changed(tmp_path, numbering=numbering, body=item("Know") + item("See")))
    first, second = labels.split()
    assert [note.text for note in found.notes if note.kind == "left out"] == [
        f"Part {first}: Know",
        f"Part {second}: See",
    ]


def test_a_list_that_begins_anew(tmp_path: Path) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = f"{item('Know')}{item('See')}<w:p><w:r><w:t>Duty 2: Book</w:t></w:r></w:p>{item('Know', number=2)}"
    file = changed(tmp_path, numbering=multilevel("K%1:", override=override), body=body + item("See", number=2))
    assert duties(file) == [(2, "Book", ["K1", "K2"])]
    assert duties(changed(tmp_path, numbering=multilevel("K%1:"), body=body)) == [(2, "Book", ["K3"])]


def test_what_is_deleted_takes_no_number(tmp_path: Path) -> None:
    body = item("Know") + item("gone", mark="del") + item("moved", mark="moveFrom") + item("See")
    [found] = import_file(changed(tmp_path, numbering=multilevel("K%1:"), body=body))
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Know", "K2": "See"}


def test_two_paragraphs_of_which_the_end_of_the_first_is_deleted(tmp_path: Path) -> None:
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>K1: Know </w:t></w:r></w:p>"
    body = f"{joined}<w:p><w:r><w:t>how</w:t></w:r></w:p>{joined.replace('K1', 'K2')}"
    [found] = import_file(changed(tmp_path, body=body))
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Know how", "K2": "Know"}
    list(import_file(changed(tmp_path, body=joined * 2_000)))


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    lines = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("Duty 2: Cut", "K1: Know"))
    box = f"<w:txbxContent>{lines}</w:txbxContent>"
    both = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent>'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>'
    )
    assert duties(changed(tmp_path, body=both)) == [(2, "Cut", ["K1"])]


@pytest.mark.parametrize(
    ("hidden", "text"), [("<w:vanish/>", "Know"), ('<w:vanish w:val="0"/>', "Know it"), ("", "Know it")]
)
def test_what_is_hidden_is_left_out(hidden: str, text: str, tmp_path: Path) -> None:
    body = f"<w:p><w:r><w:t>K1: Know</w:t></w:r><w:r><w:rPr>{hidden}</w:rPr><w:t> it</w:t></w:r></w:p>"
    [found] = import_file(changed(tmp_path, body=body))
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": text}


def test_symbols_are_reported_and_equations_are_text(tmp_path: Path) -> None:
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a+b</m:t></m:r></m:oMath>'
    sign = '<w:sym w:font="Wingdings" w:char="F04A"/>'
    [found] = import_file(changed(tmp_path, body=f"<w:p><w:r><w:t>K1: Know </w:t>{sign}</w:r>{math}</w:p>"))
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Know a+b"}
    assert [str(note) for note in found.notes if note.kind == "left out"] == [
        'paragraph 3, a symbol: left out: "Wingdings F04A"'
    ]


def test_headers_and_footers_of_pages_are_reported_with_their_place(tmp_path: Path) -> None:
    made = document("Editor", "Duty 1: Edit", "K1: Know")
    made.sections[0].header.paragraphs[0].text = "Draft for comment"
    made.sections[0].footer.paragraphs[0].text = "Editor"
    notes = imported(made, tmp_path).notes
    assert [str(note) for note in notes if note.kind == "left out"] == ['page header: left out: "Draft for comment"']
    assert [str(note) for note in notes if note.kind == "structure"] == ['page footer: understood: "Editor"']


def test_a_style_based_on_one_that_is_numbered(tmp_path: Path) -> None:
    made = document("Editor", "Duty 1: Edit")
    styles = made.styles.element
    listed = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="91"/></w:numPr></w:pPr>'
    for name, inner in (("A", listed), ("B", '<w:basedOn w:val="A"/>'), ("C", '<w:basedOn w:val="C"/>')):
        style = (
            f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{inner}</w:style>'
        )
        styles.append(docx.oxml.parse_xml(style))
    numbering = made.part.numbering_part.element
    level = '<w:lvl w:ilvl="1"><w:lvlText w:val="K%2:"/></w:lvl>'
    numbering.insert(
        0, docx.oxml.parse_xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="91">{level}</w:abstractNum>')
    )
    numbering.append(docx.oxml.parse_xml(f'<w:num xmlns:w="{W}" w:numId="91"><w:abstractNumId w:val="91"/></w:num>'))
    for name, text in (("A", "Know"), ("B", "See"), ("C", "plain")):
        made.add_paragraph(text, style=made.styles[name])
    standard = imported(made, tmp_path).standard
    assert standard is not None
    assert standard.ksbs == {"K1": "Know", "K2": "See plain"}


def test_text_that_is_struck_out_is_left_out_with_its_place(tmp_path: Path) -> None:
    runs = "".join(
        f"<w:r><w:rPr>{format_}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"
        for format_, text in [
            ("", "K1: Fit out "),
            ("<w:strike/>", "to budget "),
            ('<w:strike w:val="0"/>', "a boat "),
            ("<w:dstrike/>", "soon "),
            ("", "to plan"),
        ]
    )
    [found] = import_file(changed(tmp_path, body=f"<w:p>{runs}</w:p>"))
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Fit out a boat to plan"}
    assert [str(note) for note in found.notes if note.kind == "left out"] == [
        'paragraph 3, struck out: left out: "to budget"',
        'paragraph 3, struck out: left out: "soon"',
    ]

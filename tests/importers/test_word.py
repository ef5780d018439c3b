"""Word documents: paragraphs, tables, numbered lists, tracked changes; and files that are none."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ksb import KsbError
from ksb.exporters.text import export
from ksb.importers import Imported, read
from ksb.models import Standard

docx = pytest.importorskip("docx")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def imported(document: Any, tmp_path: Path) -> Imported:
    file = tmp_path / "standard.docx"
    document.save(file)
    [found] = read(file)
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
    assert found.notes == ()
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
            list(read(tmp_path / name))
    other = tmp_path / "other.zip"
    with ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "Duty 1: a")
    with pytest.raises(KsbError, match="not a Word document"):
        list(read(other))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.docx"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        for number in range(80):
            archive.writestr(f"word/{number}.xml", bytes(1 << 20))
    assert bomb.stat().st_size < 1 << 20
    with pytest.raises(KsbError, match="unpacks to more than 64 MiB"):
        list(read(bomb))


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
        ({"body": "<w:p/>" * 9_000_000}, "has more than 300,000 tags"),
        (
            {"body": ("<w:p><w:t>" + "a b " * 300_000 + "</w:t></w:p>") * 40},
            "has more than 1,000,000 characters of text",
        ),
        ({"body": ITEM * 20_000, "numbering": numbered("K%1:" + "a" * 100_000)}, "a label of more than 100 characters"),
        ({"body": ITEM * 20_000, "numbering": numbered("K%1:" * 20, "9" * 4_000)}, "a number of more than 9,999"),
    ],
    ids=["paragraphs", "text", "label", "number"],
)
def test_more_than_a_document_may_hold_is_refused_in_time(parts: dict[str, str], message: str, tmp_path: Path) -> None:
    file = changed(tmp_path, **parts)
    assert file.stat().st_size < 1 << 20
    before = time.process_time()
    with pytest.raises(KsbError, match=message):
        list(read(file))
    assert time.process_time() - before < 5


def test_paragraphs_in_paragraphs_are_read_once_in_time(tmp_path: Path) -> None:
    runs = "<w:r><w:t>x</w:t></w:r>" * 60_000
    file = changed(tmp_path, body=f"{'<w:p>' * 200}<w:t>K1: Know </w:t>{runs}{'</w:p>' * 200}")
    before = time.process_time()
    [found] = read(file)
    assert time.process_time() - before < 5
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Know " + "x" * 60_000}


def test_without_python_docx_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    (tmp_path / "a.docx").touch()
    with pytest.raises(KsbError) as caught:
        list(read(tmp_path / "a.docx", "word"))
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
        list(read(tmp_path / "a.docx"))

"""Every word of the input is in the standard or in the report, whatever the format; and no import is empty."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksb.errors import KsbError
from ksb.importers import Imported, import_file, read_content
from ksb.importers.results import known_words

docx = pytest.importorskip("docx")
openpyxl = pytest.importorskip("openpyxl")

# What markup and structure are made of: no words of the document.
NOT_WORDS = {"duty", "option", "core", "true", "false"}
WORD = st.sampled_from(
    ["flour", "Bread", "the", "and", "K1", "S2", "B3,", "(TS1)", "5", "é—x", "Duty", "level", "Option"]
)
TEXT = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
HEADINGS = ["Knowledge", "Skills", "Behaviours", "KSBs", "Duties", "Overview", "Typical job titles", "Options", "Notes"]
LINE = st.one_of(
    st.tuples(st.just("heading"), st.sampled_from(HEADINGS) | TEXT),
    st.tuples(st.just("item"), TEXT),
    st.tuples(st.just("line"), TEXT),
    st.tuples(
        st.just("line"), st.builds("{}{}: {}".format, st.sampled_from(["K", "S", "B", "TK"]), st.integers(1, 5), TEXT)
    ),
    st.tuples(
        st.just("line"), st.builds("Duty {}: {} ({}, {})".format, st.integers(1, 3), TEXT, st.just("K1"), st.just("S2"))
    ),
    st.tuples(st.just("line"), st.builds("Option {} – {}".format, st.sampled_from(["1", "2", "A", "B"]), TEXT)),
    st.tuples(
        st.just("line"), st.sampled_from(["K1, K2-K4 and S1", "See K1 above.", "Page 2 of 7", "ST1234 · Level 3"])
    ),
    st.tuples(st.just("row"), st.builds("K{}|{}".format, st.integers(1, 5), TEXT)),
    st.tuples(st.just("row"), st.builds("Duty {}|{}|K1 S2".format, st.integers(1, 3), TEXT)),
)
LINES = st.lists(LINE, min_size=1, max_size=14)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - NOT_WORDS


def check(found: Imported, given_words: set[str]) -> None:
    """Nothing is lost: each word is in the standard or the report. Nothing is empty: there is a KSB or a duty."""
    if found.standard is None:
        assert found.error
        return
    assert found.standard.ksbs or found.standard.duties
    kept = known_words(found.standard)
    noted = {word for note in found.notes for word in words(f"{note.place} {note.text}")}
    numbers = {str(duty.number) for duty in found.standard.duties} | {
        str(option.number) for option in found.standard.options
    }
    lost = given_words - kept - noted - numbers
    assert not lost, lost


def as_text(lines: list[tuple[str, str]]) -> bytes:
    marks = {"heading": "", "item": "• ", "line": "", "row": ""}
    return "\n".join(f"{marks[kind]}{text}" for kind, text in lines).encode()


def as_markdown(lines: list[tuple[str, str]]) -> bytes:
    marks = {"heading": "## ", "item": "- ", "line": "", "row": ""}
    made = [
        f"{marks[kind]}{text}\n" if kind != "row" else f"| a | b |\n|---|---|\n| {text} |\n" for kind, text in lines
    ]
    return "\n".join(made).encode()


def as_html(lines: list[tuple[str, str]]) -> bytes:
    made = []
    for kind, text in lines:
        cells = "".join(f"<td>{cell}</td>" for cell in text.split("|"))
        made.append(
            {"heading": f"<h2>{text}</h2>", "item": f"<ul><li>{text}</li></ul>", "line": f"<p>{text}</p>"}.get(
                kind, f"<table><tr>{cells}</tr></table>"
            )
        )
    return f"<html><body>{''.join(made)}</body></html>".encode()


def as_word(lines: list[tuple[str, str]]) -> bytes:
    made = docx.Document()
    for kind, text in lines:
        if kind == "heading":
            made.add_heading(text, 2)
        elif kind == "item":
            made.add_paragraph(text, style="List Bullet")
        elif kind == "row":
            cells = text.split("|")
            for cell, value in zip(made.add_table(rows=1, cols=len(cells)).rows[0].cells, cells, strict=True):
                cell.text = value
        else:
            made.add_paragraph(text)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def as_csv(lines: list[tuple[str, str]]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(text.split("|") for _, text in lines)
    return file.getvalue().encode()


def as_excel(lines: list[tuple[str, str]]) -> bytes:
    book = openpyxl.Workbook()
    for _, text in lines:
        book.active.append(text.split("|"))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


FORMATS = {
    "a.txt": as_text,
    "a.md": as_markdown,
    "a.html": as_html,
    "a.docx": as_word,
    "a.csv": as_csv,
    "a.xlsx": as_excel,
}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=15)
@given(lines=LINES)
def test_every_word_of_a_document_is_kept_or_reported(name: str, lines: list[tuple[str, str]]) -> None:
    [found] = read_content(FORMATS[name](lines), name)
    check(found, words(" ".join(text.replace("|", " ") for _, text in lines)))


VALUE = st.recursive(
    TEXT | st.integers(0, 99) | st.none() | st.booleans(), lambda part: st.lists(part, max_size=3), max_leaves=4
)
KEYS = [
    "title",
    "overviewOfRole",
    "typicalJobTitles",
    "keywords",
    "status",
    "level",
    "options",
    "duties",
    "notes",
    "ksbs",
]


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(KEYS), VALUE, max_size=6), st.lists(TEXT, min_size=1, max_size=3))
def test_every_word_of_a_record_is_kept_or_reported(record: dict[str, Any], details: list[str]) -> None:
    record = {**record, "knowledges": [{"knowledgeId": f"id{at}", "detail": text} for at, text in enumerate(details)]}
    [found] = read_content(json.dumps(record).encode(), "a.json")
    check(found, words(" ".join(_texts(record))))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def test_every_word_of_the_shared_files_is_kept_or_reported(shared: Path) -> None:
    files = [file for folder in ("source", "cases/import", "data") for file in sorted((shared / folder).rglob("*.*"))]
    read_files = 0
    for file in files:
        if file.name == "expected.json":
            continue
        try:
            imported = list(import_file(file))
        except KsbError:
            continue
        read_files += 1
        for found in imported:
            if file.suffix == ".json":
                texts = _texts(json.loads(file.read_text(encoding="utf-8")))
                given_words = words(re.sub(r"<[^<>]*>|&\w+;", " ", " ".join(texts)))
                given_words = {word for word in given_words if not re.fullmatch("[0-9a-f]{4,12}", word)}
            elif file.suffix in (".txt", ".md", ".csv"):
                given_words = words(re.sub(r"\[bookmark: [^\]]*\]", " ", file.read_text(encoding="utf-8")))
            else:
                continue
            check(found, given_words)
    assert read_files > 20

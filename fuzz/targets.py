"""The targets: one function each, which raises if something is wrong.

A `KsbError` is an answer. Any other exception is a fault, and so is a property that does not hold.
"""

import csv
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from io import BytesIO, StringIO
from xml.etree import ElementTree

import openpyxl
from markdown_it import MarkdownIt

from fuzz import inputs, product
from fuzz.choices import Bytes

_JSON = ("json", "sarif", "gitlab")
_BACK = {"added": "removed", "removed": "added"}
_NEWLINE = re.compile(r"\r\n|\n|\r")
_ANCHOR = re.compile(r'<a id="[a-z]+\d+">|</a>|<br>')


def check_yaml(content: bytes) -> None:
    """Read a YAML file; a sound one is written and read again."""
    reading = product.read(content)
    lengths = _lengths(reading.source.text)
    for problem in reading.problems:
        _lies_within(problem.span, lengths)
        if problem.first:
            _lies_within(problem.first, lengths)
    assert reading.standard is not None or reading.problems, "neither a standard nor a reason why not"
    if reading.standard is not None:
        _reads_back(reading.standard)


def check_lint(content: bytes) -> None:
    """Run all rules on a YAML file, write the findings in every format, and repair it."""
    reading = product.read(content)
    report = product.checked(content)
    lengths = _lengths(reading.source.text)
    for finding in report.findings:
        for span in (finding.span, finding.part, *(related.span for related in finding.related)):
            _lies_within(span, lengths)
    for format in product.REPORTS:
        if format == "text":
            continue
        if format == "sarif" and zlib.crc32(content) % 10:
            continue  # It contains the documentation of every rule, and takes longer than all other formats.
        written = product.reported(report, format)
        written.encode()
        if format in _JSON:
            json.loads(written)
        elif format == "junit":
            ElementTree.fromstring(written)
        elif format == "github":
            commands = [line for line in written.splitlines() if line.startswith("::")]
            assert len(commands) == len(report.findings), "not a workflow command for each finding"
        elif format == "concise":
            assert len(written.splitlines()) >= len(report.findings)
    for width in product.WIDTHS:
        product.drawn(report, width).encode()
    json.loads(product.counted(report))
    for unsafe in (False, True):
        _repairs(reading, content, unsafe=unsafe)


def check_import(content: bytes, format: str | None) -> None:
    """Import a file of another format; what comes out is written as YAML and read again."""
    try:
        for imported in product.imported(content, format):
            assert (imported.standard is None) == (imported.error is not None), "neither a standard nor an error"
            if imported.standard is not None:
                _reads_back(imported.standard)
    except product.KsbError:
        return  # The file can't be imported, with a reason.


def check_diff(old: product.Standard, new: product.Standard) -> None:
    """Compare two standards, both ways round."""
    there, back = product.compared(old, new), product.compared(new, old)
    for name in ("ksbs", "duties", "options"):
        gone, come = getattr(there, name), getattr(back, name)
        assert Counter((_BACK.get(it.status, it.status), it.new, it.old) for it in gone) == Counter(
            (it.status, it.old, it.new) for it in come
        ), f"{name} are matched otherwise the other way round"
    assert there.changed == back.changed, "changed one way round only"
    assert Counter(it.old for it in there.ksbs if it.old) == Counter(old.codes), "a code is lost"
    assert Counter(it.new for it in there.ksbs if it.new) == Counter(new.codes), "a code is lost"
    assert not product.compared(old, old).changed, "different from itself"
    json.loads(product.described(there))


def check_export(standard: product.Standard, format: str) -> None:
    """Write a standard in a format, and read that with the format's own reader."""
    written = product.exported(standard, format)
    content = written.encode() if isinstance(written, str) else written
    if format == "yaml":
        _reads_back(standard)
    elif format in ("json", "case"):
        document = json.loads(content)
        if format == "json":
            assert [it["text"] for it in document["ksbs"]] == [standard.ksbs[code] for code in standard.codes]
        else:
            methods = standard.assessment.methods if standard.assessment else ()
            assert len(document["CFItems"]) == len(standard.ksbs) + len(standard.duties) + len(methods)
    elif format == "csv":
        for name in product.TABLES:
            rows = list(csv.reader(StringIO(product.table(standard, name), newline="")))
            assert {len(row) for row in rows} == {len(rows[0])}, "rows of different lengths"
    elif format == "markdown":
        for token in MarkdownIt().enable("table").parse(content.decode()):
            assert token.type != "html_block", f"HTML from a text: {token.content}"
            for part in token.children or ():
                # An empty comment keeps `#12` from being a link.
                own = part.content == "<!-- -->" or _ANCHOR.fullmatch(part.content)
                harmless = part.type != "html_inline" or own
                assert harmless, f"HTML from a text: {part.content}"
    elif format == "xlsx":
        _is_workbook(content, len(standard.ksbs))
    elif format == "text":
        for imported in product.imported(content, "text"):
            assert (imported.standard is None) == (imported.error is not None)


def _export(data: bytes) -> None:
    choices = Bytes(data)
    format = choices.pick(product.EXPORTS)
    check_export(product.standard(inputs.one(choices)), format)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": lambda data: check_yaml(inputs.content(data)),
    "lint": lambda data: check_lint(inputs.content(data)),
    "import": lambda data: check_import(*inputs.imported(data)),
    "diff": lambda data: check_diff(*map(product.standard, inputs.two(data))),
    "export": _export,
}
"""What runs for the bytes of a fuzzer."""


def _reads_back(standard: product.Standard) -> None:
    """Write a standard as YAML: reading gives the same one."""
    written = product.exported(standard, "yaml")
    assert isinstance(written, str)
    again = product.read(written.encode())
    assert not again.problems, f"what was written has a problem: {again.problems[0].message}"
    assert again.standard == standard, "what was written is another standard"


def _repairs(reading: product.Reading, content: bytes, *, unsafe: bool) -> None:
    """Repair a file: a standard stays one, and a second repair changes nothing."""
    fixed = product.fixed(content, unsafe=unsafe)
    assert (fixed is None) == (not reading.source.readable), "repaired what can't be read, or not what can"
    if fixed is None:
        return
    after, count = fixed
    assert count or after == content, "changed although nothing was fixed"
    again = product.read(after)
    assert (again.standard is None) == (reading.standard is None), "a repair that breaks the file"
    assert product.fixed(after, unsafe=unsafe) == (after, 0), "a second repair changes more"
    if again.standard is not None and reading.standard is not None:
        assert list(again.standard.ksbs) == list(reading.standard.ksbs), "a repair that loses a KSB"


def _is_workbook(content: bytes, ksbs: int) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                ElementTree.fromstring(archive.read(name))
    book = openpyxl.load_workbook(BytesIO(content))
    assert book["KSBs"].max_row == 1 + ksbs
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), "a text became a formula"


def _lengths(text: str) -> list[int]:
    return [len(line) for line in _NEWLINE.split(text)]


def _lies_within(span: tuple[int, int, int, int], lengths: list[int]) -> None:
    """Check that a span begins and ends in the file, its end not before its beginning."""
    line, column, end_line, end_column = span
    assert 1 <= line <= end_line <= len(lengths), f"{span} is on no line of the file"
    assert (1, 1) <= (line, column) <= (end_line, end_column), f"{span} ends before it begins"
    # A line ending has up to two characters.
    assert 1 <= column <= lengths[line - 1] + 2, f"{span} begins outside its line"
    assert end_column <= lengths[end_line - 1] + (2 if end_line < len(lengths) else 1), f"{span} ends outside the file"

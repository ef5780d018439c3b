"""Hostile text from a file, in every output format: the reader sees text, never an instruction."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from conftest import Ksb, Result

markdown_it = pytest.importorskip("markdown_it")
openpyxl = pytest.importorskip("openpyxl")

PAYLOADS = {
    "escapes": "a\x1b[31mb\x1b]8;;http://example.org\x1b\\c\x9b1m\x07d\x00e\x7f\x08",
    "directions": "a\u202eb\u2066c\u200fd\ufeffe\u2028f\u200bg\U000e0041h",
    "commands": "::error file=a::b\n ::warning::c\n##[error]d%0A::notice::e",
    "markup": "[red]a[/red] [/] [link=http://example.org]b[/link] :bomb:",
    "formula": '=cmd|"/C calc"!A0',
    "formulas": "@SUM(1+1)\n=1+1\t=2",
    "wide formula": "\uff1d1+1",
    "sections": "a ]]> b <!-- c --> <![CDATA[ d &amp; &#27; <b>e</b>",
    "Markdown": "# a | `b` *c* _d_ ~~e~~ [f](javascript:g) ![h](i) <img src=x> @all $j$ \\ ##",
    "lists": "1. a\n- b\n> c\n---\n    d",
    "code": "    a = 1",
    "shell": "\\$(touch pwned) `touch pwned` $(touch pwned); 'touch pwned' \"touch pwned\" !!",
    "duties": "a\nDuty 77: b\nK77: c",
}
SHOWN = ["escapes", "directions", "commands", "markup", "sections", "shell"]
"""Those that a terminal or a log could obey. The others are for spreadsheets and documents."""
LOOK_UPS = [
    *("show K1 K2 S1 B1 D1 D2", "duties", "list", "options", "search other", "matrix", "info"),
    *("lint", "lint --statistics"),
]
ALLOWED = re.compile(r"\x1b\[[0-9;]*m")
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
COMMAND = re.compile(r"\s*::|.*##\[")
"""What GitHub's runner takes for a command, in a line."""


def standard(text: str) -> dict[str, Any]:
    """A standard with the text in every field."""
    duties: list[dict[str, Any]] = [
        {"number": 1, "title": text, "id": text, "cites": ["K1", {"K2": f"{text} differs"}, "S1", {"B1": text}]},
        {"number": 2, "title": f"{text} too", "options": [1], "cites": [{"K1": f"other {text}"}]},
    ]
    names = ("reference", "version", "level", "status", "route", "lars_code", "typical_duration", "max_funding",
             "page_url", "created_date", "last_updated", "earliest_start_date")  # fmt: skip
    return {
        "format": 1,
        "title": text,
        "publisher": text,
        "issued": "2019",
        **dict.fromkeys(names, text),
        "overview": [text, f"{text} again"],
        "job_titles": [text],
        "key": {"knowledge": text, "skills": text, "behaviours": text},
        "claims": [{"text": text, "duties": 9}],
        "options": [
            {"number": 1, "title": text, "also_titled": [{"text": text, "where": "duties"}], "description": [text]}
        ],
        "ksbs": {"K1": text, "K2": f"{text} {text}", "S1": f"{text} other", "B1": f"{text}!"},
        "ids": {"K1": text},
        "duties": duties,
    }


@cache
def written(text: str) -> str:
    return yaml.safe_dump(standard(text))


@pytest.fixture(params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> str:
    return PAYLOADS[str(request.param)]


@pytest.fixture
def file(payload: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A standard in the current folder, the payload in every field."""
    monkeypatch.chdir(tmp_path)
    Path("standard.yaml").write_text(written(payload), encoding="utf-8")
    Path("other.yaml").write_text(written(f"Other {payload}"), encoding="utf-8")
    return "standard.yaml"


def done(result: Result) -> str:
    """Return the output of a run without errors, and check that standard error contains nothing that a reader obeys."""
    assert result.code in (0, 1), result.err
    assert not OBEYED.search(result.err)
    assert not [line for line in result.err.split("\n") if COMMAND.match(line)]
    return result.out


def data(result: Result) -> str:
    """Return the output of a run that no terminal and no log obeys."""
    out = done(result)
    assert not OBEYED.search(out)
    assert not [line for line in out.split("\n") if COMMAND.match(line)]
    return out


def visible(text: str) -> str:
    """Return a text as it is shown on one line, its controls written out."""
    return OBEYED.sub(lambda found: _written(ord(found[0])), text).replace("\n", " ")


def _written(point: int) -> str:
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"


def squeezed(text: str) -> str:
    return "".join(text.split())


def is_in(text: str, out: str) -> bool:
    """Return whether a text was shown, apart from white space and escaped commands."""
    return squeezed(visible(text)) in squeezed(out.replace("\\x3a:", "::").replace("#\\x23[", "##["))


@pytest.mark.parametrize("payload", SHOWN, indirect=True)
@pytest.mark.parametrize("color", ["always", "never"])
def test_look_ups(color: str, file: str, payload: str, ksb: Ksb) -> None:
    for command in LOOK_UPS:
        out = done(ksb(*command.split(), "--color", color))
        assert not OBEYED.search(ALLOWED.sub("", out) if color == "always" else out), command
        assert color == "always" or not [line for line in out.split("\n") if COMMAND.match(line)], command
        if command in ("duties", "list", "options", "info"):
            assert is_in(payload, ALLOWED.sub("", out)), command


@pytest.mark.parametrize("payload", SHOWN, indirect=True)
def test_json(file: str, payload: str, ksb: Ksb) -> None:
    expected = standard(payload)
    for command in (*LOOK_UPS, "diff standard.yaml other.yaml", "lint --fix --select KSB503 other.yaml"):
        json.loads(data(ksb(*command.split(), "--format", "json")))
    exported = json.loads(done(ksb("export", "json")))
    assert {name: exported[name] for name in ("title", "publisher", "overview", "job_titles", "key", "route")} == {
        name: expected[name] for name in ("title", "publisher", "overview", "job_titles", "key", "route")
    }
    assert {item["code"]: item["text"] for item in exported["ksbs"]} == expected["ksbs"]
    assert [duty["title"] for duty in exported["duties"]] == [payload, f"{payload} too"]


def test_case(file: str, payload: str, ksb: Ksb, shared: Path) -> None:
    from jsonschema import Draft7Validator

    out = done(ksb("export", "case"))
    assert not OBEYED.search(out)
    package = json.loads(out)
    schema = json.loads((shared / "schemas" / "case-v1p0-cfpackage-schema.json").read_text(encoding="utf-8"))
    Draft7Validator(schema).validate(package)
    assert package["CFDocument"]["title"] == payload
    assert package["CFItems"][0]["fullStatement"] == payload


def test_yaml(file: str, ksb: Ksb) -> None:
    out = data(ksb("export", "yaml"))
    Path("again.yaml").write_text(out, encoding="utf-8")
    assert done(ksb("diff", file, "again.yaml")) == "No differences\n"
    assert done(ksb("export", "yaml", "--standard", "again.yaml")) == out


def test_plain_text(file: str, payload: str, ksb: Ksb) -> None:
    out = data(ksb("export", "text"))
    lines = out.replace("#\\x23[", "##[").replace("\\x3a:", "::").replace("\n    ", " ").split("\n")
    shown = visible(payload.replace("\t", " "))
    assert [line for line in lines if re.match(r"Duty \d", line)] == [f"Duty 1: {shown}", f"Duty 2: {shown} too"]
    assert [line[:3] for line in lines if re.match(r"[KSB]\d+:", line)] == ["K1:", "K2:", "S1:", "B1:", "K1:"]


@pytest.mark.parametrize("table", ["ksbs", "duties", "citations", "matrix"])
def test_csv(table: str, file: str, payload: str, ksb: Ksb) -> None:
    out = done(ksb("export", "csv", "--table", table))
    assert not OBEYED.search(out.replace("\r\n", "\n"))
    assert not [line for line in out.split("\n") if COMMAND.match(line)]
    rows = list(csv.reader(io.StringIO(out, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")]
    assert any(is_in(payload, cell) for cell in cells)


def test_workbook(file: str, payload: str, ksb: Ksb) -> None:
    done(ksb("export", "xlsx", "--output", "standard.xlsx"))
    book = openpyxl.load_workbook("standard.xlsx")
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert not [cell.value for cell in cells if OBEYED.search(str(cell.value))]
    assert book["KSBs"]["C2"].value.replace("\n", " ") == visible(payload)


def rendered(out: str) -> tuple[list[str], set[str]]:
    """Return the texts of the blocks of a Markdown document, and its other contents."""
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    texts, kinds = [], set()
    for token in parser.parse(out):
        kinds.add(token.type)
        if token.type == "inline":
            texts.append("".join(child.content for child in token.children if child.type != "html_inline"))
            kinds |= {child.type for child in token.children}
            kinds |= {child.content for child in token.children if child.type == "html_inline"}
            kinds |= {child.attrs["href"] for child in token.children if child.type == "link_open"}
    return texts, kinds


def test_markdown(file: str, payload: str, ksb: Ksb) -> None:
    out = data(ksb("export", "markdown"))
    texts, kinds = rendered(out)
    plain = visible(payload.replace("\t", " ")).strip()
    shown = {squeezed(text) for text in texts}
    assert {squeezed(text) for text in (plain, f"Option 1: {plain}", f"{plain} too")} <= shown
    own = {f'<a id="{name}">' for name in ("d1", "d2", "k1", "k2", "s1", "b1")}
    own |= {f"#{name}" for name in ("d1", "d2", "k1", "k2", "s1", "b1")} | {"</a>", "<br>", "<!-- -->"}
    assert not {kind for kind in kinds if kind[0] in "<#" or ":" in kind} - own
    assert not kinds & {"html_block", "image", "fence", "code_block", "code_inline", "blockquote_open", "hr", "s_open"}
    assert len([text for text in texts if re.match(r"Duty \d \(", text)]) == 2


@pytest.mark.parametrize("command", ["lint", "diff standard.yaml other.yaml"])
def test_markdown_of_findings_and_differences(command: str, file: str, ksb: Ksb) -> None:
    out = data(ksb(*command.split(), "--format", "markdown"))
    kinds = rendered(out)[1]
    assert not {kind for kind in kinds if kind[0] in "<#" or ":" in kind} - {"<!-- -->"}
    assert not kinds & {"html_block", "image", "fence", "code_block", "blockquote_open", "hr", "link_open"}


def test_a_diff(ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "format: 1\ntitle: t\nksbs:\n  K1: Know\n    ::error::that\r    ::error::another\n    ::error::this  and\n"
    text += "    more ##[error]x \u202e\nduties: []\n"
    Path("standard.yaml").write_bytes(text.encode())
    out = ksb("lint", "--diff", "standard.yaml").out
    assert out.count("this ") == 2
    assert not [line for line in re.split("[\r\n]", out) if COMMAND.match(line)]
    monkeypatch.setenv("COLUMNS", "80")
    assert not OBEYED.search(ksb("lint", "--diff", "standard.yaml").out)
    monkeypatch.delenv("COLUMNS")
    ksb("lint", "--diff", "standard.yaml", "--output", "a.patch")
    patched = Path("a.patch").read_bytes()
    assert b"\r    ::error::another\n" in patched
    assert b"    ::error::this and\n     more ##[error]x" in patched


def test_a_sarif_message_contains_no_link(ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "format: 1\ntitle: t\nksbs: {K1: 'Know [here](https://example.org)\\\\  it'}\nduties: []\n"
    Path("standard.yaml").write_text(text, encoding="utf-8")
    report = json.loads(ksb("lint", "--format", "sarif", "--select", "KSB503", "standard.yaml").out)
    [result] = report["runs"][0]["results"]
    assert "\\[here\\](https://example.org)" in result["message"]["text"]

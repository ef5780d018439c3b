"""Reading bytes gives data and places, or one clear problem for each fault."""

from __future__ import annotations

import pytest
import yaml

from ksb import nodes
from ksb.limits import MAX_BYTES
from ksb.positions import Span, Text
from ksb.source import Source
from ksb.validate import validate
from ksb.yaml_faults import _PLAINER


def problems(content: bytes) -> list[tuple[str, int, int, str]]:
    found = Source("file.yaml", content).problems
    return [(problem.code, problem.span.line, problem.span.column, problem.message) for problem in found]


COMMENT = "this comment ends the text that continues below; put it on a line of its own, above the text"


def bomb() -> bytes:
    levels = [b"a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        levels.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]".encode())
    return b"\n".join(levels)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", ("KSB001", 1, 1, "the file is empty"), id="empty"),
        pytest.param(b"# nothing\n", ("KSB001", 1, 1, "the file is empty"), id="only a comment"),
        pytest.param(
            b"a:\n- K1\n-K2\n- K3\n",
            ("KSB001", 3, 1, "not YAML: a space is missing after `-`"),
            id="no space after a dash",
        ),
        pytest.param(
            b"overview:\n- in pre\n  -production\nK1: The law: what\n",
            ("KSB001", 4, 12, "not YAML: a text that contains ': ' must be in quotes, or a line is indented too far"),
            id="an innocent dash",
        ),
        pytest.param(
            b"K1: a  # b\nK2 : c: d\n",
            ("KSB001", 2, 7, "not YAML: a text that contains ': ' must be in quotes, or a line is indented too far"),
            id="an innocent comment",
        ),
        pytest.param(b"a:\n\tb: 1\n", ("KSB001", 2, 1, "not YAML: tab character; indent with spaces"), id="tab"),
        pytest.param(
            b"\xef\xbb\xbfa: 1\n",
            ("KSB001", 1, 1, "starts with a byte-order mark; save the file as UTF-8 without one"),
            id="byte-order mark",
        ),
        pytest.param(
            b"a: x\nb: caf\xe9\n",
            ("KSB001", 2, 7, "not UTF-8: byte 0xE9 (é in Windows-1252); save the file as UTF-8"),
            id="Latin-1",
        ),
        pytest.param(
            "a: 1".encode("utf-16"), ("KSB001", 1, 1, "not UTF-8 but UTF-16; save the file as UTF-8"), id="UTF-16"
        ),
        pytest.param(b"[" * 1000 + b"]" * 1000, ("KSB001", 1, 51, "nested deeper than 50 levels"), id="nested"),
        pytest.param(b"- " * 100_000, ("KSB001", 1, 101, "nested deeper than 50 levels"), id="nested blocks"),
        pytest.param(b"[\n" * 100_000, ("KSB001", 51, 1, "nested deeper than 50 levels"), id="nested far"),
        pytest.param(
            b"".join(b" " * i + b"a:\n" for i in range(2000)),
            ("KSB001", 51, 51, "nested deeper than 50 levels"),
            id="nested fields",
        ),
        pytest.param(bomb(), ("KSB001", 1, 11, "holds more than 250,000 values, aliases followed"), id="alias bomb"),
        pytest.param(b"a: &a [*a]\n", ("KSB001", 1, 4, "nested deeper than 50 levels"), id="recursive"),
        pytest.param(
            b"a: *x\n",
            ("KSB001", 1, 4, "not YAML: an alias (*name) has no anchor (&name) before it"),
            id="unknown alias",
        ),
        pytest.param(
            b"a: &x 1\nb: &x 2\n", ("KSB001", 2, 4, "not YAML: an anchor (&name) is defined twice"), id="anchor twice"
        ),
        pytest.param(
            b"a: !!python/object:os.system x\n",
            ("KSB002", 1, 4, "the tag !!python/object:os.system means nothing in a standard; remove it"),
            id="tag",
        ),
        pytest.param(b"a: 1\nb: 2\na: 3\n", ("KSB003", 3, 1, "`a` appears twice, first in line 1"), id="duplicate key"),
        pytest.param(
            b"a: b: c\n",
            ("KSB001", 1, 5, "not YAML: a text that contains ': ' must be in quotes, or a line is indented too far"),
            id="colon",
        ),
        pytest.param(
            b"a: 1\nb: 'x\nc: y\n", ("KSB001", 2, 4, "not YAML: a quote is opened here and never closed"), id="quote"
        ),
        pytest.param(
            b"a: 1\n---\nb: 2\n",
            ("KSB001", 2, 1, "a second document starts here; a file holds one standard"),
            id="two documents",
        ),
        pytest.param(b"a: \x1b[31m\n", ("KSB001", 1, 4, "control character U+001B; remove it"), id="escape"),
        pytest.param(b"? [a]\n: b\n", ("KSB002", 1, 3, "a field's name must be a text"), id="list as a name"),
        pytest.param(b"a" * (MAX_BYTES + 1), ("KSB001", 1, 1, "larger than 16 MiB, the maximum"), id="large"),
    ],
)
def test_one_fault(content: bytes, expected: tuple[str, int, int, str]) -> None:
    assert problems(content) == [expected]


def test_every_fault_is_reported() -> None:
    assert [problem[:3] for problem in problems(b"a: !x 1\na: 2\nb: \x07\n")] == [("KSB001", 3, 4)]
    assert [problem[:3] for problem in problems(b"a: !x 1\na: 2\nb: 3\nb: 4\n")] == [
        ("KSB002", 1, 4),
        ("KSB003", 2, 1),
        ("KSB003", 4, 1),
    ]


def test_scalars_stay_text() -> None:
    content = b"version: 1.10\nissued: 2019-08-01\nyes: no\nempty:\nquoted: '~'\nnumber: 0x10\n"
    assert Source("f", content).data == {
        "version": "1.10",
        "issued": "2019-08-01",
        "yes": "no",
        "empty": None,
        "quoted": "~",
        "number": "0x10",
    }


PLACED = "a: é😀 b\r\nlist:\r\n  - x: |\r\n      y\r\n      z\r\n    w: [1, 2]\r\n  - q # comment\r\nend:\r\n"


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (("a",), Span(1, 1, 1, 8)),
        (("list", 0), Span(3, 5, 6, 14)),
        (("list", 0, "x"), Span(3, 5, 5, 8)),
        (("list", 0, "w"), Span(6, 5, 6, 14)),
        (("list", 0, "w", 1), Span(6, 12, 6, 13)),
        (("list", 1), Span(7, 5, 7, 6)),
        (("end",), Span(8, 1, 8, 5)),
        (("list", 7, "gone"), Span(2, 1, 7, 6)),
        ((), Span(1, 1, 1, 1)),
    ],
)
@pytest.mark.parametrize("loader", ["fastest", "pure Python"])
def test_every_value_has_its_place(
    path: tuple[str | int, ...], span: Span, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if loader == "pure Python":
        monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)
    assert Source("f", PLACED.encode()).place(path) == span


def test_a_name_has_its_place() -> None:
    assert Source("f", b"first: 1\nsecond: [x]\n").place(("second",), key=True) == Span(2, 1, 2, 7)


def test_lines_are_those_of_an_editor() -> None:
    source = Source("f", "a: x\u2028y\nb: 1\r\nc: 2".encode())
    assert [source.line(number) for number in (1, 2, 3)] == ["a: x\u2028y", "b: 1", "c: 2"]


@pytest.mark.parametrize("text", ["title: 'a", "a: [", "a: {b", "a", 'a: "b\n'])
def test_a_fault_at_the_end_of_a_file_lies_within_it(text: str) -> None:
    reading = validate(Source("f", text.encode()))
    lines = text.split("\n")
    assert reading.problems
    for problem in reading.problems:
        assert problem.span.end_line <= len(lines)
        assert problem.span.end_column <= len(lines[problem.span.end_line - 1]) + 1


def test_the_excerpt_of_a_very_long_line_is_what_is_near() -> None:
    text = "a: b\n" + "x" * 5_000 + "here" + "y" * 5_000 + "\n"
    source = Text("f", text)
    assert source.excerpt(Span(1, 4, 1, 5)) == ("a: b", 4)
    excerpt, at = source.excerpt(Span(2, 5_001, 2, 5_005))
    assert excerpt[at - 1 :].startswith("here")
    assert (len(excerpt), excerpt[0], excerpt[-1]) == (2_002, "…", "…")
    excerpt, at = source.excerpt(Span(2, 1, 2, 2))
    assert (excerpt[:3], excerpt[-1], at) == ("xxx", "…", 1)


@pytest.mark.parametrize(
    ("content", "line", "column", "joined"),
    [
        ("a:\n- K1:b\n- c: d\n  text:f\n", 4, 3, "text:"),
        ("a:\n  K0: a\n  K1:b\n  c\n  d\n  K2: c\n", 3, 3, "K1:"),
        ("a:\n-   K1:b\n    K2: c\n", 2, 5, "K1:"),
        ("K1:b\nK2: c\n", 1, 1, "K1:"),
        ("K1:b\nK2:c\nK3: d\n", 2, 1, "K2:"),
        ("duties:\n- number:1\n  title: a\n", 2, 3, "number:"),
        ('K1:"b"\nK2: c\n', 1, 1, "K1:"),
    ],
)
def test_where_a_space_is_missing(content: str, line: int, column: int, joined: str) -> None:
    assert problems(content.encode()) == [("KSB001", line, column, f"not YAML: a space is missing after `{joined}`")]


def test_a_missing_space_far_above_is_not_the_cause() -> None:
    for length, reported in ((1_900, True), (2_100, False)):
        text = "a:\n  K1:b\n" + "    x\n" * (length // 6) + "  K2: c\n"
        assert problems(text.encode())[0][3].startswith("not YAML: a space is missing") == reported


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("- a  # d\n  e\n", 1, 6),
        ("a: b  # c: d\n  e\n", 1, 7),
        ("a: b\t# c\n  e\n", 1, 6),
        ("z: 1\na: b  # c\n  e\n", 2, 7),
        ("a: b  # c\n  -e\n", 1, 7),
    ],
)
def test_where_a_comment_ends_a_text(content: str, line: int, column: int) -> None:
    assert problems(content.encode()) == [("KSB001", line, column, f"not YAML: {COMMENT}")]


@pytest.mark.parametrize(
    "content",
    [
        "a: b  # c\n  e: f\n",
        "a: b  # c\n  - e\n",
        "a: b  # c\n  e:\n",
        "a: b  # c\nd: e: f\n",
        "a: # c\n  b\n c: d\n",
        "a: b\n  # c\n  e\nf: g\n",
        "-  # c\n  ]\n",
        "a:  # c\n  ]\n",
        "a: b c\n]\n",
        "a: b  # c\nd: e\n]\n",
    ],
)
def test_a_comment_that_does_not_end_a_text(content: str) -> None:
    assert [COMMENT in problem[3] for problem in problems(content.encode())] == [False]


def test_a_quote_never_closed_has_no_other_cause() -> None:
    assert problems(b"a:\n- K1:b\nc: 'x\n")[0][3] == "not YAML: a quote is opened here and never closed"


@pytest.mark.parametrize(
    ("content", "line", "column", "closing"),
    [
        ("a: b\nx: [\n", 2, 4, "]"),
        ("a: b\nx: [c\n\n", 2, 4, "]"),
        ("a: b\nx: [c,\n# d\n", 2, 4, "]"),
        ("x: {a: [b], c: d\n", 1, 4, "}"),
        ("x: [{a: b\n", 1, 5, "}"),
        ("x: {", 1, 4, "}"),
    ],
)
def test_a_file_that_ends_inside_a_bracket(content: str, line: int, column: int, closing: str) -> None:
    message = f"not YAML: the file ends inside the bracket that is opened here; close it with '{closing}'"
    assert problems(content.encode()) == [("KSB001", line, column, message)]


def test_markers_of_a_merge_conflict_are_named() -> None:
    source = Source("f", b"a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\n")
    assert [(problem.span.line, problem.message) for problem in source.problems] == [
        (line, "unresolved merge conflict; keep one side and remove the markers") for line in (2, 4, 6)
    ]


def test_a_separator_that_ends_a_line_is_named_where_it_stands() -> None:
    source = Source("f", "a: x\nK1: Know\u2028this thing\nb: 1\n".encode())
    [problem] = source.problems
    assert (problem.span.line, problem.span.column) == (2, 9)
    assert problem.message == (
        "not YAML: a line ends here (U+2028, line separator) in the middle of a text; write a space"
    )


SPACE = "not a space in YAML (U+{}); write a space"


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        ("a:\n  K1 - b\n  S1: c\n", 2, 3, "a `:` is missing after `K1`"),
        (
            'K1: "How "strong" flour is milled\n',
            1,
            10,
            'the text goes on after its quotes: put them around all of it, and write \\" inside',
        ),
        (
            "K1: 'Baker's flour'\n",
            1,
            11,
            "the text goes on after its quotes: put them around all of it, and write '' inside",
        ),
        ("a:\n  K1: b\n  TK2 c\nd: e\n", 3, 3, "a `:` is missing after `TK2`"),
        ("duties:\n  – number: 1\n    title: a\n", 2, 3, "an item of a list starts with `-`, not with `–`"),
        ("a:\n• K1: b\n  K2: c\n", 2, 1, "an item of a list starts with `-`, not with `•`"),
        ("a:\n  K1: b\n\u00a0 K2: c\n  K3: d\n", 3, 1, SPACE.format("00A0, no-break space")),
        ("a:\n  K1:\u00a0b\n  K2: c\n", 2, 6, SPACE.format("00A0, no-break space")),
        ("a:\n  -\u2003K1: b\n   K2: c\n", 2, 4, SPACE.format("2003, em space")),
        (
            "K1: |How\n",
            1,
            6,
            "a text that starts with | or > must be in quotes; after these signs, the text starts in the line below",
        ),
        (
            'K1: "How \\d"\n',
            1,
            10,
            "in double quotes, \\ starts the code of a character: write \\\\, or put the text in single quotes",
        ),
        ("K1: ? how\n", 1, 5, "a text that starts with '? ' must be in quotes"),
        (
            "K1: - how\n",
            1,
            5,
            "a text that starts with '- ' must be in quotes, and a list starts in the line below its name",
        ),
        ("K1: !e!x how\n", 1, 5, "a text that starts with ! must be in quotes"),
        ("%how\nK1: b\n", 1, 5, "a line can't start with %, but for %YAML 1.2 at the start of the file"),
        ("K1: 'how\n--- it'\n", 2, 1, "a line of a text in quotes can't start with --- or ..."),
    ],
)
def test_what_authors_can_not_see_or_know(content: str, line: int, column: int, message: str) -> None:
    assert problems(content.encode()) == [("KSB001", line, column, f"not YAML: {message}")]


@pytest.mark.parametrize(
    "content", ["K0: a\n  K1 and K2: b\n", "K0: a\n  – b: c\n", "K0: a\u00a0b\nK1: c: d\n", "K1 - a: b\nK2: c: d\n"]
)
def test_a_colon_in_a_text_has_no_other_cause(content: str) -> None:
    assert problems(content.encode())[0][3].startswith("not YAML: a text that contains ': '")


@pytest.mark.parametrize(
    "text", ['"\\xzz"', "a: !<b c", 'a: !!"x" b', "a: |0\n b", "a: |\n\tb\n c", "%YAML 2.0\n---\na: b", "a: *", "a: %b"]
)
def test_what_the_reader_says_is_in_plain_english(text: str) -> None:
    assert problems(text.encode())[0][3].removeprefix("not YAML: ") in _PLAINER.values()

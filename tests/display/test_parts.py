"""Rows, lines and marked wordings: what fits, what is wrapped, and what goes below."""

from __future__ import annotations

import io

import pytest
from rich.console import Console, RenderableType
from rich.text import Text

from ksb.display.parts import Hanging, Lines, Rows, marked, plain


def drawn(width: int | None, *renderables: RenderableType) -> list[str]:
    """Return the lines on a terminal of a width, or in a pipe."""
    console = Console(file=io.StringIO(), width=width or 80, height=25, color_system=None)
    with console.capture() as capture:
        console.print(Lines(*renderables), soft_wrap=width is None)
    return capture.get().split("\n")[:-1]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("one two three", None, ["one two three"]),
        ("one two three", 8, ["one two", "three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two   three", 9, ["one  two", "three"]),
        ("one\n\ntwo ", 8, ["one", "", "two"]),
        ("one ", None, ["one"]),
        ("a coordination", 7, ["a", "coordin", "ation"]),
        ("repunctuated-citation", 18, ["repunctuated-", "citation"]),
        ("the materials/content and", 12, ["the", "materials/", "content and"]),
        ("映画 映画", 5, ["映画", "映画"]),
    ],
)
def test_a_text_is_wrapped_at_spaces(text: str, width: int | None, expected: list[str]) -> None:
    assert drawn(width, text) == expected
    assert drawn(width, Text(text)) == expected


def test_rows_keep_their_columns() -> None:
    rows = Rows([("K1", "3 duties", "How to draw up a schedule and keep to it"), ("K10", "1 duty", "Law")])
    assert drawn(40, Lines(rows, indent=2)) == [
        "  K1   3 duties  How to draw up a",
        "                 schedule and keep to it",
        "  K10  1 duty    Law",
    ]
    assert drawn(None, Lines(rows, indent=2)) == [
        "  K1   3 duties  How to draw up a schedule and keep to it",
        "  K10  1 duty    Law",
    ]


def test_a_last_column_without_room_goes_below() -> None:
    rows = Rows([("Knowledge",), ("K1", "3 duties", "How to draw up a schedule"), ("", "", "Law")])
    assert drawn(20, rows) == ["Knowledge", "K1  3 duties", "  How to draw up a", "  schedule", "  Law"]


def test_a_line_feed_in_a_row_starts_a_line_below_the_cell() -> None:
    assert drawn(None, Rows([("D1", "Edit\nK1 K2\n"), ("D10", "Cut")])) == ["D1   Edit", "     K1 K2", "", "D10  Cut"]


def test_each_line_keeps_the_style() -> None:
    console = Console(file=io.StringIO(), width=5, height=25, force_terminal=True, color_system="standard")
    with console.capture() as capture:
        console.print(Lines(Text("one two", "bold"), Rows([("", Text("red", "bold red"))])))
    assert capture.get() == "\x1b[1mone\x1b[0m\n\x1b[1mtwo\x1b[0m\n  \x1b[1;31mred\x1b[0m\n"


def test_text_from_a_file_is_never_markup() -> None:
    assert drawn(None, plain("[bold]x[/] :smile: \x1b[31m\t")) == ["[bold]x[/] :smile: \\x1b[31m\\x09"]


def test_words_that_differ_are_marked_with_signs() -> None:
    old, new = marked("Know the [red]law[/]", "Know a law")
    assert drawn(None, old, new) == ["Know [-the [red]law[/]-]", "Know {+a law+}"]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (None, ["now also needs K1, K2 and K3"]),
        (80, ["now also needs K1, K2 and K3"]),
        (16, ["now also needs", "  K1, K2 and K3"]),
        (8, ["now", "  also", "  needs", "  K1, K2", "  and K3"]),
    ],
)
def test_lines_after_the_first_hang(width: int | None, lines: list[str]) -> None:
    assert drawn(width, Hanging("now also needs K1, K2 and K3")) == lines
    assert drawn(width, Hanging("")) == [""]

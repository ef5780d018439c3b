"""Styled text to lines: what fits, what is wrapped, and what stands below."""

from __future__ import annotations

import pytest

from ksb.layout import Block, Canvas, Grid, Indented, Text, Unwrapped, cells, cut


def drawn(width: int | None, *blocks: Block) -> list[str]:
    return Canvas(width).draw(*blocks).split("\n")[:-1]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("one two three", None, ["one two three"]),
        ("one two three", 8, ["one two", "three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two   three", 9, ["one  two", "three"]),
        ("one\n\ntwo ", 8, ["one", "", "two"]),
        ("a coordination", 7, ["a", "coordin", "ation"]),
        ("coordination a", 7, ["coordin", "ation a"]),
        ("repunctuated-citation", 18, ["repunctuated-", "citation"]),
        ("映画 映画", 5, ["映画", "映画"]),
        ("映画", 1, ["映", "画"]),
    ],
)
def test_a_paragraph_is_wrapped_at_spaces(text: str, width: int | None, expected: list[str]) -> None:
    assert drawn(width, text) == expected


def test_a_grid_keeps_its_columns() -> None:
    grid = Grid([("K1", "3 duties", "How to draw up a schedule and keep to it"), ("K10", "1 duty", "Law")])
    assert drawn(40, Indented(grid)) == [
        "  K1   3 duties  How to draw up a",
        "                 schedule and keep to it",
        "  K10  1 duty    Law",
    ]


def test_where_the_last_column_has_no_room_it_stands_below() -> None:
    grid = Grid([("K1", "3 duties", "How to draw up a schedule"), ("", "", "Law")])
    assert drawn(20, grid) == ["K1  3 duties", "  How to draw up a", "  schedule", "  Law"]


def test_columns_that_share_the_width() -> None:
    grid = Grid([("left", "right"), ("one two three", "four five six")], gap=2, even=True)
    assert drawn(18, grid) == ["left      right", "one two   four", "three     five six"]


def test_code_is_divided_at_the_edge_alone() -> None:
    assert drawn(8, Indented(Unwrapped(Text("a: b c d\ne: f")))) == ["  a: b c", "   d", "  e: f"]
    assert drawn(None, Unwrapped(Text("a: b c d\ne: f"))) == ["a: b c d", "e: f"]


def test_styles_are_those_of_the_terminal() -> None:
    text = Text(("K1", "bold cyan"), " ", ("seen", "dim"))
    assert Canvas(80, styled=True, colored=True).draw(text) == "\x1b[1;36mK1\x1b[0m \x1b[2mseen\x1b[0m\n"
    assert Canvas(80, styled=True, colored=False).draw(text) == "\x1b[1mK1\x1b[0m \x1b[2mseen\x1b[0m\n"
    assert Canvas(80, styled=False, colored=True).draw(text) == "K1 seen\n"


def test_a_style_goes_on_in_the_next_line() -> None:
    assert Canvas(5, styled=True).draw(Text(("one two", "bold"))) == "\x1b[1mone\x1b[0m\n\x1b[1mtwo\x1b[0m\n"


def test_cells() -> None:
    assert [cells(text) for text in ("K1 – “a”…", "映画", "e\u0301", "")] == [9, 4, 1, 0]
    assert [cut(text, 3) for text in ("abcd", "映画", "e\u0301abc")] == ["abc", "映", "e\u0301ab"]

"""The counts that a sentence states."""

from __future__ import annotations

import pytest

from ksb.text.counts import named_options, stated_counts

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "Twelve"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        *((f"It has {word} skills.", {"skills": number}) for number, word in enumerate(NUMBERS, 1)),
        ("1 core duty", {"core_duties": 1}),
        ("2 Core Duties", {"core_duties": 2}),
        ("1 optional duty", {"optional_duties": 1}),
        ("2 optional duties", {"optional_duties": 2}),
        ("1 duty", {"duties": 1}),
        ("2 knowledge statements", {"knowledge": 2}),
        ("2 behaviours", {"behaviours": 2}),
        ("1234 skills", {"skills": 1234}),
        ("2 offered skills", {"skills": 2}),
        ("2 optionally-taken skills", {"skills": 2}),
        *(
            (text, {})
            for text in ("2 good old skills", "2 of skills", "2 core skills", "2 optional skills", "12345 skills")
        ),
        *((text, {}) for text in ("alone skills", "2 skillsets", "2skills", "forty-five skills", "3.5 duties")),
        ("See option 1 duties", {}),
        *(
            (text, {})
            for text in (
                "at least two options",
                "at most 2 options",
                "More than two options",
                "fewer than 3 duties",
                "up to 10 duties",
                "between one and three options",
                "about 10 duties",
                "around ten skills",
                "often two options",
                "one or two options",
                "two to three options",
                "2 to 3 options",
                "two options or more",
                "ten duties or so",
                "over 10 duties",
                "usually 2 duties",
            )
        ),
        ("It goes to 2 options", {"options": 2}),
        ("9 core duties and 1 optional duty", {"core_duties": 9, "optional_duties": 1}),
    ],
)
def test_what_is_counted(text: str, counts: dict[str, int]) -> None:
    assert {count.name: count.number for count in stated_counts(text)} == counts


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The option 3 duties and Option twelve", [3, 12]),
        ("Options 1, 2 and 4, or options one to three", [1, 2, 4, 1, 3]),
        ("Options 1 and 2 and 4 duties", [1, 2]),
        ("In both options 13 duties, option 1, 5 modules", [1]),
        ("Option 2.1, option 100, options", []),
    ],
)
def test_which_options_are_named(text: str, named: list[int]) -> None:
    assert [number for _, number, _ in named_options(text)] == named

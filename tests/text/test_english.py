"""Numbers, lists and names as they stand in a sentence."""

from __future__ import annotations

from ksb.text import english as phrases


def test_numbers() -> None:
    assert [phrases.counted(number, "duty", "duties") for number in (0, 1, 2)] == ["0 duties", "1 duty", "2 duties"]
    assert [phrases.counted(number, "file") for number in (1, 3)] == ["1 file", "3 files"]
    counts = {"knowledge": 1, "skills": 1, "behaviours": 1, "duties": 1, "options": 1, "ksbs": 3}
    assert phrases.counted_parts(counts, *counts) == "1 knowledge, 1 skill, 1 behaviour, 1 duty, 1 option, 3 ksbs"


def test_lists() -> None:
    assert [phrases.listed(items) for items in ([1], (1, 2), "abc")] == ["1", "1 and 2", "a, b and c"]
    assert [phrases.duties_named(numbers) for numbers in ([7, 7], [7, 1, 7])] == ["Duty 7", "Duties 7 and 1"]


def test_whom_something_belongs_to() -> None:
    told = [phrases.belongs(core, options) for core in (True, False) for options in ((), (2,), (1, 2, 3))]
    assert told == ["core", "core and option 2", "core and options 1, 2 and 3", "", "option 2", "options 1, 2 and 3"]


def test_values_and_headings() -> None:
    assert [phrases.said(value) for value in (True, False, "no text")] == ["yes", "no", "no text"]

"""Numbers, lists and names as they stand in a sentence."""

from __future__ import annotations

from ksb.text import english


def test_numbers() -> None:
    assert [english.counted(number, "duty", "duties") for number in (0, 1, 2)] == ["0 duties", "1 duty", "2 duties"]
    assert [english.counted(number, "file") for number in (1, 3)] == ["1 file", "3 files"]


def test_lists() -> None:
    assert [english.listed(items) for items in ([1], (1, 2), "abc")] == ["1", "1 and 2", "a, b and c"]
    assert english.listed("abc", "or") == "a, b or c"
    assert [english.duties_named(numbers) for numbers in ([7, 7], [7, 1, 7])] == ["Duty 7", "Duties 7 and 1"]


def test_what_something_belongs_to() -> None:
    found = [english.belongs(core, options) for core in (True, False) for options in ((), (2,), (1, 2, 3))]
    assert found == ["core", "core and option 2", "core and options 1, 2 and 3", "", "option 2", "options 1, 2 and 3"]


def test_fields() -> None:
    assert [english.field_text(value) for value in (True, False, "no text")] == ["yes", "no", "no text"]
    assert [english.field_label(name) for name in ("max_funding", "lars_code")] == ["Max funding", "LARS code"]


def test_facts() -> None:
    fields = [("max_funding", "9000"), ("typical_duration", "12"), ("typical_duration", "1"), ("page_url", "x")]
    assert [english.fact(*field) for field in fields] == [
        ("Maximum funding", "£9,000"),
        ("Typical duration", "12 months"),
        ("Typical duration", "1 month"),
        ("Page", "x"),
    ]
    assert english.fact("typical_duration", "12 to 18 months") == ("Typical duration", "12 to 18 months")
    assert english.fact("lars_code", "123") == ("LARS code", "123")

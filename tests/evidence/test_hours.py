"""Hours as people write them."""

from __future__ import annotations

import pytest

from ksb.evidence.dates import hours_in


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("1:30", 1.5),
        ("01:30:00", 1.5),
        ("2h", 2),
        ("2 hrs", 2),
        ("2h 30m", 2.5),
        ("1h30", 1.5),
        ("2 hours and 15 minutes", 2.25),
        ("45 min", 0.75),
        ("90 minutes", 1.5),
        ("5m", 0.08),
        ("3½", 3.5),
        ("½ hour", 0.5),
        ("2 ¾ hours", 2.75),
        ("", None),
        ("two", None),
        ("2-3", None),
    ],
)
def test_hours(text: str, hours: float | None) -> None:
    assert hours_in(text) == hours

"""Dates in documents."""

from __future__ import annotations

import pytest

from ksb.importers import read_content
from ksb.importers.facts import iso_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12/01/2024", "2024-01-12"),
        ("1-2-2024", "2024-02-01"),
        ("29.02.2024", "2024-02-29"),
        ("3rd Sept 2024", "2024-09-03"),
        ("12 January, 2024", "2024-01-12"),
        ("2024-01-12", None),
        ("12/13/2024", None),
        ("29/02/2023", None),
        ("12/01/24", None),
        ("12 Janitor 2024", None),
        ("next spring", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert iso_date(text) == date


def test_a_date_that_can_not_be_read_stays_as_it_is() -> None:
    [imported] = read_content(b"Baker\n\nLast updated: spring 2024\n\nK1: Flour\n", "baker.txt")
    assert imported.standard is not None
    assert imported.standard.last_updated == "spring 2024"

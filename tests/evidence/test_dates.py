"""Dates as people write them."""

from __future__ import annotations

import pytest

from ksb.evidence.dates import parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02T09:30:00", "2026-03-02"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
        ("02/03/2026", "2026-03-02"),
        ("2.3.26", "2026-03-02"),
        ("2 March 2026", "2026-03-02"),
        ("Monday, 2nd March 2026", "2026-03-02"),
        ("Sun 1st Feb 2026", "2026-02-01"),
        ("5/1", None),
        ("02-Mar-26", "2026-03-02"),
        ("March 2, 2026", "2026-03-02"),
        ("Mar 2026", "2026-03"),
        ("46113", "2026-04-01"),
        ("w/c 02/03/2026", "2026-03-02"),
        ("2-4 March 2026", "2026-03-04"),
        ("02/03/2026 - 04/03/2026", "2026-03-04"),
        ("20260302", "2026-03-02"),
        ("w/b 02/03/2026", "2026-03-02"),
        ("2 March '26", "2026-03-02"),
        ("03/2026", "2026-03"),
        ("31/02/2026", None),
        ("20269999", None),
        ("soon", None),
        ("spring 2026", None),
        ("", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert parse_date(text) == date

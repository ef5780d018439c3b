"""Dates as people write them, in the order that the United Kingdom has, as YYYY-MM-DD."""

from __future__ import annotations

import calendar
import re

_MONTHS = [name.lower() for name in calendar.month_abbr]
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)


def iso_date(text: str) -> str | None:
    """Return a date such as "12/01/2024" or "12th January 2024" as "2024-01-12"; None for any other text."""
    if match := _NUMBERS.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif (match := _WORDS.fullmatch(text)) and match[2][:3].lower() in _MONTHS:
        day, month, year = int(match[1]), _MONTHS.index(match[2][:3].lower()), int(match[3])
        if not calendar.month_name[month].lower().startswith(match[2].lower()) and match[2].lower() != "sept":
            return None
    else:
        return None
    if year < 1000 or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}"

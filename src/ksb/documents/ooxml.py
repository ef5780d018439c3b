"""The XML of Word documents: its namespaces, as prefixes of tags, and the values in it."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def within(element: Any, path: str) -> Any:
    """Return the first element at a path such as `pPr/numPr`; None if it is missing."""
    return element.find("/".join(f"{W}{tag}" for tag in path.split("/")))


def value(element: Any, path: str, default: str | None = None) -> str | None:
    """Return the value (`w:val`) of the first element at a path; None if it is missing.

    `default` is the value of an element that has none.
    """
    found = within(element, path)
    return found.get(f"{W}val", default) if found is not None else None

"""Run one rule on a small standard."""

from __future__ import annotations

from typing import Any

from ksb.linter.finding import Issue
from ksb.linter.passages import Passages
from ksb.linter.rules import RULES
from ksb.standard import Standard


def issues(code: str, **fields: Any) -> tuple[dict[str, Any], list[Issue]]:
    """Return a standard with these fields, and the issues that a rule finds in it."""
    data = {"format": 1, "title": "Editor", "ksbs": {"K1": "How it is cut"}, "duties": [], **fields}
    return data, list(RULES[code].check(Passages(Standard.model_validate(data))))


def messages(code: str, **fields: Any) -> list[str]:
    """Return the messages of a rule about a standard with these fields."""
    return [issue.message for issue in issues(code, **fields)[1]]

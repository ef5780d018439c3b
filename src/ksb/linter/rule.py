"""A rule: one function whose docstring is its documentation, and the table of all rules."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

from ksb.errors import KsbError

if TYPE_CHECKING:
    from ksb.linter.finding import Applicability, Issue, Severity
    from ksb.models import Standard

Check = Callable[["Standard"], Iterator["Issue"]]

FAMILIES = {
    "0": "document",
    "1": "references",
    "2": "wording",
    "3": "numbering",
    "4": "claims",
    "5": "style",
    "6": "metadata",
}
_PAGE = re.compile(r"(?P<text>.*?)^Bad:\n(?P<bad>.*?)^Good:\n(?P<good>.*)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """A check, and what is known of it.

    The docstring of `check` holds a one-line summary, why it matters and how to mend it, and after `Bad:` and
    `Good:` an example each, as YAML that stands in for the fields of a small standard.
    """

    code: str
    severity: Severity
    check: Check
    fix: Applicability | None = None
    """Whether there is a fix for most of its findings, and whether that can change what the text means."""
    since: str = "0.1.0"
    """The version of `ksb` that brought the rule."""

    @property
    def slug(self) -> str:
        """The rule's name in words, such as `uncited-ksb`."""
        return self.check.__name__.replace("_", "-")

    @property
    def family(self) -> str:
        """The family that the code's first digit stands for."""
        return FAMILIES[self.code[3]]

    @property
    def summary(self) -> str:
        """What the rule reports, in one line."""
        return self._page[0].splitlines()[0]

    @property
    def explanation(self) -> str:
        """Why it matters and how to mend it, a line for each paragraph."""
        paragraphs = self._page[0].partition("\n")[2].strip().split("\n\n")
        return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)

    @property
    def bad(self) -> str:
        """An example that the rule reports."""
        return self._page[1]

    @property
    def good(self) -> str:
        """The same example, mended."""
        return self._page[2]

    @property
    def _page(self) -> tuple[str, str, str]:
        if sys.flags.optimize > 1:
            raise KsbError(
                "python -OO leaves out the pages of the rules", "run ksb without it, and without PYTHONOPTIMIZE"
            )
        match = _PAGE.fullmatch(inspect.getdoc(self.check) or "")
        if not match:
            raise ValueError(f"the docstring of {self.code} lacks its examples")
        return (
            match["text"].strip(),
            dedent(match["bad"]).strip() + "\n",
            dedent(match["good"]).strip() + "\n",
        )


RULES: dict[str, Rule] = {}
"""Every rule by its code; filled where `ksb.linter.rules` is imported."""


def rule(code: str, *, severity: Severity, fix: Applicability | None = None) -> Callable[[Check], Check]:
    """Enter the decorated check into the table of rules. Raises `ValueError` for a code that is taken."""

    def enter(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"{code} is taken by {RULES[code].slug}")
        RULES[code] = Rule(code, severity, check, fix)
        return check

    return enter


def code_named(slug: str) -> str | None:
    """Return the code of the rule with this name, in any case; None where there is none."""
    return next((code for code, rule in RULES.items() if rule.slug == slug.lower()), None)

"""A rule: one function whose docstring is its documentation."""

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from textwrap import dedent
from typing import NamedTuple

from ksb.errors import KsbError
from ksb.linter.finding import Applicability, Issue, Severity
from ksb.linter.passages import Passages
from ksb.standard import Standard

FAMILIES = {
    "0": "document",
    "1": "references",
    "2": "wording",
    "3": "numbering",
    "4": "claims",
    "5": "style",
    "6": "metadata",
    "7": "assessment",
}
_PAGE = re.compile(r"(?P<text>.*?)^Bad:\n(?P<bad>.*?)^Good:\n(?P<good>.*)", re.DOTALL | re.MULTILINE)


class Rule(NamedTuple):
    """A check with its code, severity and documentation."""

    code: str
    severity: Severity
    name: str
    """The name of the function."""
    documentation: str
    """The function's docstring: a summary line, the reason and how to fix it, then a `Bad:` and a `Good:` example.

    The examples are YAML: the fields that they give replace those of a small standard.
    """
    check: Callable[[Passages], Iterator[Issue]]
    """Yields what is wrong with a standard, which is given with its texts."""
    fix: Applicability | None = None
    """Whether most findings have a fix, and whether that can change the meaning."""
    since: str = "0.1.0"
    """The first version of `ksb` that has the rule."""

    @property
    def slug(self) -> str:
        """The rule's name in words, such as `uncited-ksb`."""
        return self.name.replace("_", "-")

    @property
    def family(self) -> str:
        """The family, from the first digit of the code."""
        return FAMILIES[self.code[3]]

    @property
    def summary(self) -> str:
        """What the rule reports, in one line."""
        return self._page[0].splitlines()[0]

    @property
    def explanation(self) -> str:
        """Why it matters and how to fix it, one line for each paragraph."""
        paragraphs = self._page[0].partition("\n")[2].strip().split("\n\n")
        return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)

    @property
    def bad(self) -> str:
        """An example that the rule reports."""
        return self._page[1]

    @property
    def good(self) -> str:
        """The same example, corrected."""
        return self._page[2]

    @property
    def _page(self) -> tuple[str, str, str]:
        if sys.flags.optimize > 1:
            raise KsbError(
                "python -OO removes the documentation of the rules", "run ksb without it, and without PYTHONOPTIMIZE"
            )
        match = _PAGE.fullmatch(self.documentation)
        if not match:
            raise ValueError(f"the docstring of {self.code} lacks its examples")
        return (match["text"].strip(), dedent(match["bad"]).strip() + "\n", dedent(match["good"]).strip() + "\n")


def rule(
    code: str, *, severity: Severity, fix: Applicability | None = None
) -> Callable[[Callable[[Standard], Iterator[Issue]]], Rule]:
    """Make the decorated function a rule. The function takes the standard."""

    def make(check: Callable[[Standard], Iterator[Issue]]) -> Rule:
        documentation = inspect.getdoc(check) or ""
        return Rule(code, severity, check.__name__, documentation, lambda texts: check(texts.standard), fix)

    return make


def text_rule(
    code: str, *, severity: Severity, fix: Applicability | None = None
) -> Callable[[Callable[[Passages], Iterator[Issue]]], Rule]:
    """Make the decorated function a rule. The function takes the texts of the standard."""

    def make(check: Callable[[Passages], Iterator[Issue]]) -> Rule:
        return Rule(code, severity, check.__name__, inspect.getdoc(check) or "", check, fix)

    return make

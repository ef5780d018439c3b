"""The output formats of `ksb lint`: one module each, with one function that turns a report into text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ksb.layout import Canvas
    from ksb.lint.finding import Report

Format = Literal["text", "concise", "json", "github", "gitlab", "sarif", "junit", "markdown"]
"""Every format, named as its module."""


def write(report: Report, name: Format, canvas: Canvas) -> str:
    """Return the report in a format; the canvas matters to those for people."""
    return str(import_module(f"ksb.report.{name}").write(report, canvas))

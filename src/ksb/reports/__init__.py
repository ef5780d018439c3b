"""The output formats of `ksb lint`: one module each, with one function that turns a report into pieces of text."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ksb.linter.runner import Report

Format = Literal["text", "concise", "json", "github", "gitlab", "sarif", "junit", "markdown"]
"""Every format; those for programs are named as their modules."""


def write(report: Report, name: Format) -> Iterator[str]:
    """Yield the report in a format for programs (all but text, which `ksb.display` draws), piece by piece."""
    pieces: Iterator[str] = import_module(f"ksb.reports.{name}").write(report)
    return pieces

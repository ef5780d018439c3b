"""Any standard that the models can express survives writing and reading unchanged."""

from __future__ import annotations

import strategies
from hypothesis import given, settings

from ksb.exporters.yaml import export
from ksb.models import Standard
from ksb.source import Source
from ksb.validate import validate


@settings(max_examples=150, deadline=None)
@given(strategies.WHOLE)
def test_writing_and_reading_gives_the_same_standard(standard: Standard) -> None:
    reading = validate(Source("f", export(standard).encode()))
    assert reading.problems == ()
    assert reading.standard == standard


def test_the_file_is_written_as_people_edit_it(standard: Standard) -> None:
    text = export(standard)
    assert text.startswith("# yaml-language-server: $schema=standard.schema.json\nformat: 1\ntitle: Media production")
    assert "  - number: 10\n    options: [1]\n    title: Apply technical knowledge" in text
    assert "      - K1: Understand the context of their role" in text
    assert "      - K2\n" in text
    assert max(map(len, text.splitlines())) < 110


def test_the_embedded_file_is_canonical(standard: Standard) -> None:
    from pathlib import Path

    file = Path(__file__).parents[2] / "data" / "standard.yaml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("# ")]
    assert "".join(lines) == export(standard).split("\n", 1)[1]

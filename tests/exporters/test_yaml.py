"""YAML: reading what was written gives the same standard."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import FULL, WITHOUT_DUTIES

from ksb.exporters.yaml import export
from ksb.source import Source
from ksb.standard import Standard
from ksb.validate import validate


def test_the_file_is_written_as_people_edit_it(standard: Standard) -> None:
    text = export(standard)
    assert text.startswith("# yaml-language-server: $schema=standard.schema.json\nformat: 1\ntitle: Media production")
    assert "  - number: 10\n    options: [1]\n    title: Apply technical knowledge" in text
    assert "      - K1: Understand the context of their role" in text
    assert "      - K2\n" in text
    assert max(map(len, text.splitlines())) < 110


def test_the_embedded_file_is_canonical(standard: Standard) -> None:
    file = Path(__file__).parents[2] / "data" / "standard.yaml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("# ")]
    assert "".join(lines) == export(standard).split("\n", 1)[1]


@pytest.mark.parametrize(
    "text",
    "08 0o17 0x1F 1e3 1.10 .5 +1 -.inf .NaN null ~ True no y 1_000 12:30".split(),  # noqa: SIM905
)
def test_texts_that_yaml_reads_as_other_values_are_quoted(text: str) -> None:
    standard = Standard.model_validate({"format": 1, "title": "t", "version": text, "ksbs": {"K1": text}})
    assert f"\nversion: '{text}'\n" in export(standard)
    assert f"  K1: '{text}'\n" in export(standard)


def test_line_breaks_are_literal_blocks() -> None:
    standard = Standard.model_validate({"format": 1, "title": "t", "ksbs": {"K1": "Ethics\nUnderstands\n\nthe rules"}})
    assert export(standard).endswith("\nksbs:\n  K1: |-\n    Ethics\n    Understands\n\n    the rules\n")


def test_every_part_is_written() -> None:
    for standard in (FULL, WITHOUT_DUTIES):
        assert validate(Source("f", export(standard).encode())).standard == standard
    assert "    criteria: |-\n      Clean cuts\n      No waste\n" in export(FULL)
    assert "    - number: 1\n      title: Interview\n      portfolio: true\n      ksbs: [K1, TK1]\n" in export(FULL)
    assert "duties" not in export(WITHOUT_DUTIES)

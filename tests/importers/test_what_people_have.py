"""Small inputs in the forms that people have, and what must come out of each: `expected.json` beside them.

`cases` are forms that public lists of KSBs have; `habits` are documents as different people write them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from conftest import Ksb

FOLDERS = (Path(__file__).parent / "cases", Path(__file__).parent / "habits")
EXPECTED: dict[Path, dict[str, Any]] = {
    folder / name: expected
    for folder in FOLDERS
    for name, expected in json.loads((folder / "expected.json").read_text(encoding="utf-8")).items()
}


@pytest.mark.parametrize("file", EXPECTED, ids=lambda file: file.name)
def test_what_people_have(file: Path, ksb: Ksb, tmp_path: Path) -> None:
    expected = EXPECTED[file]
    report = tmp_path / "report.txt"
    result = ksb("import", file, "--report", report)
    assert result.code == expected["exit"], result.err
    if result.code:
        assert result.out == ""
        return
    made = yaml.load(result.out, yaml.BaseLoader)
    for field in ("title", "reference", "version", "level", "status", "job_titles", "ksbs"):
        if field in expected:
            assert made.get(field) == expected[field]
    assert made["ksbs"].items() >= expected.get("some_ksbs", {}).items()
    assert expected.get("noted", "") in result.err
    duties = made.get("duties", [])
    if "duties" in expected:
        found = [[int(duty["number"]), duty["title"], sorted(codes(duty))] for duty in duties]
        assert found == [[number, title, sorted(cited)] for number, title, cited in expected["duties"]]
    if "options" in expected:
        assert [[int(it["number"]), it["title"]] for it in made["options"]] == expected["options"]
    for number, options in expected.get("options_of_duties", {}).items():
        [duty] = [duty for duty in duties if duty["number"] == number]
        assert [int(option) for option in duty["options"]] == options
    if "title_of_duty_1" in expected:
        assert duties[0]["title"] == expected["title_of_duty_1"]


def codes(duty: dict[str, Any]) -> list[str]:
    return [cite if isinstance(cite, str) else next(iter(cite)) for cite in duty.get("cites", [])]

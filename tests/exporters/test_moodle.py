"""The competency framework for Moodle."""

from __future__ import annotations

import csv
import io
import json

from ksb.exporters.moodle import COLUMNS, export
from ksb.standard import Standard


def rows(standard: Standard) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(standard))))


def test_the_first_row_is_the_framework(standard: Standard) -> None:
    first, *others = rows(standard)
    assert tuple(first) == COLUMNS
    assert len(COLUMNS) == 14
    assert (first["ID number"], first["Is framework"]) == ("Media-production-coordinator", "1")
    assert len(first["Taxonomy"].split(",")) == 4
    assert json.loads(first["Scale configuration"])[1] == {"id": 2, "scaledefault": 1, "proficient": 1}
    assert not any(row["Is framework"] for row in others)


def test_every_ksb_and_duty_is_a_competency_below_a_branch(standard: Standard) -> None:
    found = {row["ID number"]: row for row in rows(standard)[1:]}
    assert len(found) == 4 + len(standard.ksbs) + len(standard.duties)
    assert found["K18"]["Parent ID number"] == "K"
    assert found["K18"]["Description"] == f"<p>{standard.ksbs['K18']}</p>"
    assert found["D13"]["Cross-referenced competency ID numbers"].split(",")[:2] == [
        citation.code for citation in standard.duty(13).cites[:2]
    ]
    assert {row["Parent ID number"] for row in found.values()} == {"", "K", "S", "B", "D"}
    assert max(len(row["Short name"]) for row in found.values()) <= 100


def test_text_is_never_markup() -> None:
    hostile = Standard.model_validate(
        {"format": 1, "title": "<b>", "ksbs": {"K1": "<script>a & b</script>\nline, two"}}
    )
    framework, _, ksb = rows(hostile)
    assert framework["Description"] == "<p>&lt;b&gt;</p>"
    assert ksb["Description"] == "<p>&lt;script&gt;a &amp; b&lt;/script&gt;</p><p>line, two</p>"
    assert ksb["Short name"] == "K1 <script>a & b</script> line, two"


def test_no_short_name_or_number_is_a_formula() -> None:
    hostile = Standard.model_validate({"format": 1, "title": "=cmd()", "reference": "@1", "ksbs": {"K1": "a; -b"}})
    framework, _, ksb = rows(hostile)
    assert (framework["ID number"], framework["Short name"]) == ("'@1", "'=cmd()")
    # Descriptions are HTML, which no spreadsheet runs, and Moodle shows them: nothing is added there.
    assert ksb["Description"] == "<p>a; -b</p>"

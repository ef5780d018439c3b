"""What in a file of evidence is not used, or looks wrong, and the message that says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ksb.errors import KsbError
from ksb.evidence.files import evidence_files, read_evidence
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.reading import Reading
from ksb.standard import Standard

CASES: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "hours in words.csv": (
        "Title,KSBs,Hours\nCall sheet,K1,a while\n",
        "Call sheet: K1",
        [("row 2, column Hours", '"a while" is not a number of hours, such as 1.5')],
    ),
    "a date in words.md": (
        "# Budget (K1)\n\nDate: soon\n\nI wrote it.\n",
        "Budget (K1): K1",
        [("line 1", '"soon" is not a date that can be read, such as 2026-03-02')],
    ),
    "numbers from 1 to 5.csv": (
        "Task,K1,K2,S3\nStart,1,2,3\nEnd,4,5,5\n",
        "Start: K1 K2 S3; End: K1 K2 S3",
        [("row 1", "the numbers count as evidence; if they are the ratings of a skills scan, leave this file out")],
    ),
    "a row without a code under pieces.csv": (
        "KSB,Piece A,Piece B\nK1,x,\nRules of it,,x\nS3,,x\n",
        "Piece A: K1; Piece B: S3",
        [("row 3", "names no KSB, but has ticks; not used")],
    ),
    "a row without a code.csv": (
        "KSB,Evidence\nK1,Call sheet\nThe rest of the knowledge,\n",
        "Call sheet: K1",
        [("row 3", '"The rest of the knowledge" names no KSB; the row is not used')],
    ),
    "codes in another line of a form.csv": (
        "Witness,Lee\nDate,2026-03-12\nKSBs observed,K14\nKSBs not observed,S16\nStatement,A clear brief\n",
        "codes in another line of a form: K14",
        [("row 4", 'S16 does not count: under "KSBs not observed"')],
    ),
    "one of several documents without a list.yaml": (
        "evidence:\n- title: Sheet\n  ksbs: [K1]\n---\ncourse:\n- lessons:\n  - ksbs: [K2]\n",
        "Sheet: K1",
        [("document 2", "holds no list of evidence; not used")],
    ),
    "ticked lines with the codes around them.md": (
        "- [x] Sheet\n  - KSBs: K2\n- S1\n  - [x] Policy\n",
        "ticked lines with the codes around them: K2 S1",
        [],
    ),
    "a row that is not filled in.md": (
        "| KSB number | Which ticket(s) | Overview of how I met it | Ticket date |\n|-|-|-|-|\n"
        "| K1 | 1 & 2 | I wrote the tests | 10/01/2022 |\n| K2 | 2 | | 10/01/2022 |\n| K3 | | | |\n",
        "I wrote the tests: K1",
        [("line 4", "K2 has no evidence in its row; it does not count")],
    ),
    "a row without a code among several in each.csv": (
        'Evidence,KSBs\nCall sheet,"K1, K2"\n,S3\nTotal,\n,the rest\n',
        "Call sheet: K1 K2; Call sheet: S3",
        [("row 5", '"the rest" names no KSB; the row is not used')],
    ),
    "cells beyond the last column.csv": (
        "KSB,Evidence\n" + "K2,Log,more\n" * 7,
        "; ".join(["Log: K2"] * 7),
        [
            *((f"row {i}", "no column for more; not used (a cell with commas needs quotes)") for i in range(2, 7)),
            ("row 7", "no column for cells in 2 more rows; not used"),
        ],
    ),
    "words like codes alone.csv": (
        "Mon,Met the K9 unit\nTue,Bought B5 paper\n",
        "",
        [
            (
                "row 1",
                "no column of KSBs was recognised (the first row: Mon, Met the K9 unit); name it: --column ksbs=NAME",
            )
        ],
    ),
    "what ksb duties prints.txt": (
        "Duty 1   core     Make things\nK1 K2\n",
        "",
        [("the document", "this is what ksb prints or exports, not evidence; not used")],
    ),
    "citations.csv": (
        "duty,code,text,same_as_definition\n1,K1,The context,true\n",
        "",
        [("the document", "this is what ksb prints or exports, not evidence; not used")],
    ),
    "settings.json": ('{"a": 1}', "", [("the document", "holds no list of evidence; not used")]),
    "a second row of names.csv": ("KSB,Evidence\n,,Date\nK1,Call sheet,2026-03-02\n", "Call sheet: K1", []),
    "wordings below the codes.csv": (
        "Piece,K1,K2\n,The context of it,The rules of it\nCall sheet,x,\n",
        "Call sheet: K1",
        [],
    ),
    "sums.csv": ("Piece,K1,K2\nCall sheet,x,\nTotal,1,0\n", "Call sheet: K1", []),
    "a table of texts below a code.md": (
        f"## K1\n\n| {'What I did in the studio on that day ' * 2} | b |\n| --- | --- |\n| c | d |\n",
        "K1: K1",
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_reported(name: str, tmp_path: Path) -> None:
    content, pieces, problems = CASES[name]
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    found = list(read_evidence(str(file)))
    assert "; ".join(f"{one.title}: {' '.join(one.codes)}" for one in found if isinstance(one, Piece)) == pieces
    assert [(one.place, one.message) for one in found if isinstance(one, Problem)] == problems


def test_a_folder_without_evidence(tmp_path: Path) -> None:
    (tmp_path / ".notes.md").write_text("K1", encoding="utf-8")
    (tmp_path / "~$log.xlsx").write_bytes(b"")
    with pytest.raises(KsbError, match="no evidence files below this folder"):
        evidence_files([str(tmp_path)])


def test_a_report_of_ksb_coverage_is_no_evidence(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(json.dumps({"standard": "Baker", "pathways": [], "problems": []}), encoding="utf-8")
    message = "this is a report of ksb coverage, not evidence; not used"
    assert list(read_evidence(str(file))) == [Problem(str(file), "the document", message)]


def test_the_definition_of_another_ksb_is_of_another_version(tmp_path: Path) -> None:
    standard = Standard.model_validate(
        {"format": 1, "title": "Baker", "ksbs": {"K1": "Flour", "K2": "Yeast", "K3": "Flour"}}
    )
    file = tmp_path / "tracker.csv"
    file.write_text("Code,What it says,Evidence\nK1,yeast.,Loaf\nK2,Yeast,Roll\nK3,Flour,Bun\nK2,Yeast as it was,Pie\n")
    pieces = list(read_evidence(str(file), Reading.against(standard)))
    assert [(one.title, one.codes) for one in pieces if isinstance(one, Piece)] == [
        ("Roll", ("K2",)),
        ("Bun", ("K3",)),
        ("Pie", ("K2",)),
    ]
    [problem] = [one for one in pieces if isinstance(one, Problem)]
    said = "gives K1 the definition of K2, so it is not counted; is it for an older version? (ksb coverage --old)"
    assert (problem.place, problem.message) == ("row 2", said)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Standard: ST0999 Gaffer\n\n(K1)\n", "ST0999"),
        ("---\nstandard: st0999\n---\n(K1)\n", "ST0999"),
        ("**Apprenticeship:** Gaffer Level 4\n\n(K1)\n", '"Gaffer Level 4"'),
        ("**Apprenticeship:** Level 3 grip\n\n(K1)\n", None),
        ("Standard: ST0001, which replaced ST0999\n\n(K1)\n", None),
    ],
)
def test_another_standard_is_named(text: str, named: str | None, tmp_path: Path) -> None:
    (tmp_path / "log.md").write_text(text, encoding="utf-8")
    reading = Reading(title="Grip", reference="ST0001")
    messages = [
        found.message for found in read_evidence(str(tmp_path / "log.md"), reading) if isinstance(found, Problem)
    ]
    assert messages == ([f"names {named} as its standard; the codes are read as those of ST0001"] if named else [])

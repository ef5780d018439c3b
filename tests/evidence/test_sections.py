"""The sections of a document, its records, and the verdicts in it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from ksb.evidence.choice import Choice
from ksb.evidence.files import read_evidence
from ksb.evidence.piece import Piece

RECORDS = (
    "My log\n\nEvidence 1 - Call sheets\nDate: 3.11.25\nKSBs: K1, S1\nHours: 6\n\n"
    "Evidence 2 - Travel\nDate: Nov 2025\nKSBs: K2\nStatus: Not approved, add dates\n\nEvidence 3 - Budget\nKSBs: K3\n"
)
CASES = {
    "records.txt": (RECORDS, "K1 S1 K3"),
    "records in paragraphs.md": (RECORDS.replace("\n", "\n\n"), "K1 S1 K3"),
    "records with a text.txt": (
        "Date: 3/3/26\nKSBs: K1\nI also did (K2).\nDate: 4/3/26\nKSBs: K3\nStatus: Referred\n",
        "K1 K2",
    ),
    "records with questions.txt": (
        "Project: Log\nWhich KSBs does this meet? K1\nWhat I did: I led it.\nSigned off? No\n\n"
        "Project: Sheet\nWhich KSBs does this meet? K2\nWhat I did: I wrote it.\nSigned off? Yes\n",
        "K2",
    ),
    "a verdict below.md": ("# Budget\n\nCriteria: K1, S1\n\n## Feedback\n\nGood.\n\n**Decision:** Refer\n", ""),
    "a verdict as a heading.md": ("# Budget\n\nKSBs: K1\n\n## Outcome\n\nNot yet met\n", ""),
    "a verdict that accepts.md": ("# Budget\n\nKSBs: K1\n\n## Feedback\n\nDecision: Pass\n", "K1"),
    "a verdict on one piece.md": (
        "# Budget\n\nKSBs: K1\n\n## Feedback\n\nDecision: Refer\n\n"
        "# Travel\n\nKSBs: K2\n\n## Feedback\n\nDecision: Pass\n",
        "K2",
    ),
    "a verdict on all above.md": ("# Log\n\n## One\n\n[K1]\n\n## Two\n\n[K2]\n\n## Result\n\nFail\n", ""),
    "verdicts on codes.md": (
        "# Log\n\nClaimed: K1, K2, S1\n\n## Feedback\n\n- K1 - met\n- K2 - not met\n- S1 ✗\n",
        "K1",
    ),
    "boxes for codes.md": ("# Log\n\nI did it [K1] [S1].\n\nK1 ☐ met ☒ not met   S1 ☒ met ☐ not met\n", "S1"),
    "a code that is met later.md": ("# May\n\n- K1 - not met\n\n# June\n\n- K1 - met\n", "K1"),
    "a table of gaps.md": ("# Done\n\n[K1]\n\n# Gaps\n\n| KSB | Evidence |\n|---|---|\n| K2 | The diary |\n", "K1"),
    "a table of verdicts.md": (
        "# Log\n\nKSBs: K1, K2, S1\n\n| KSB | Achieved (Y/N) |\n|---|---|\n| K1 | Y |\n| K2 | N |\n\n"
        "| KSB | Met | Not met |\n|---|---|---|\n| S1 | | x |\n",
        "K1",
    ),
    "a verdict on a table.md": ("# Log\n\n| KSB | Evidence |\n|---|---|\n| K1 | Log |\n\n## Result\n\nRefer\n", ""),
    "a list of what is not signed off.txt": (
        "Signed off:\n- K1\n\nI couldn't sign off:\n- K2 (date)\n- S1\n",
        "K1",
    ),
    "an answer above what it quotes.txt": ("Agreed: K1.\nNot agreed: K2.\n\nSam wrote:\n> I claim K1 and K2\n", "K1"),
    "an open box after a claim.md": ("I did it (K1, S1).\n\n- [ ] S1\n- [ ] K1 photo\n", "K1"),
    "below an open box.md": ("- [x] Log\n  - K1\n- [ ] Trip\n  - K2\n  - S1\n- Done (S2)\n", "K1 S2"),
    "tabs and an empty row.txt": ("KSB\tEvidence\tStatus\nK1\tLog\tDone\nK2\t\t\nS1\tLog\t\n", "K1 S1"),
    "what was not seen.txt": ("He ran it (K1). K2 was not seen.\nKSBs to be re-observed: K2\n", "K1"),
    "what is to demonstrate.txt": ("I ran the log (K1).\nKSBs to demonstrate at review: K4\n", "K1"),
    "what is owed.txt": ("I passed (K1). You still owe me something for K2 and S1.\n", "K1"),
    "what a learner struggled with.md": (
        "## 1. What I achieved\n\n### Rigging (K1)\n\nDone.\n\n"
        "## 2. Something you struggled with and/or would like to revisit\n\nLighting (K2)\n",
        "K1",
    ),
    "what we aim to cover.md": ("# Log\n\nRigging (K1).\n\n## KSBs we aim to cover\n\n- **K2**: lamps\n", "K1"),
    "the list of all.md": (
        "# Log\n\nRigging (K1).\n\n## Full list of KSBs\n\nK1, K2\n\n# B\n\nThe full KSB list is:\n\n- **K4, K5**\n",
        "K1",
    ),
    "a summary of gaps.md": ("# Log\n\nRigging (K1).\n\n## Gaps summary - by weight\n\n- K2, K3\n", "K1"),
    "an example in brackets.md": ("Rigging (K1). Name the KSBs (e.g. K2, S4, B2).\n", "K1"),
    "feedback on a code.md": ("- K1: shown in the diary\n- K2: feedback says this needs more depth\n", "K1"),
    "a question that was not asked.md": (
        "## K1 Rules\n\nQuestion: which?\nAnswer summary: named all\n\n"
        "## K2 Law\n\nQuestion: why?\nAnswer summary: not asked\n",
        "K1",
    ),
    "front matter.md": ("---\nksbs: [K1, K2]\n---\nThe log.\n\nK2 - not met\n", "K1"),
}


def covered(file: Path) -> set[str]:
    pieces = [found for found in read_evidence(str(file)) if isinstance(found, Piece)]
    return {code for piece in pieces if Choice().counts(piece) for code in piece.codes}


@pytest.mark.parametrize("name", CASES)
def test_what_counts_of_a_document(name: str, tmp_path: Path) -> None:
    content, expected = CASES[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert covered(tmp_path / name) == set(expected.split())


def test_each_record_has_its_own_title_date_and_status(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text(RECORDS, encoding="utf-8")
    pieces = [found for found in read_evidence(str(tmp_path / "log.txt")) if isinstance(found, Piece)]
    assert [(piece.title, piece.date, piece.status, piece.hours) for piece in pieces] == [
        ("Evidence 1 - Call sheets", "2025-11-03", None, 6),
        ("Evidence 2 - Travel", "2025-11", "Not approved, add dates", None),
        ("Evidence 3 - Budget", None, None, None),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Diary\n\n2 March 2026\n\nI led it (K1).\n\nHours: 2\n\nMonday 9 March 2026\n\nA log (K2).\n\nHours: 3\n",
            [(("K1",), "2026-03-02", 2), (("K2",), "2026-03-09", 3)],
        ),
        ("Diary (S3)\n\n2/3/2026\n\nI led it (K1).\n\n9/3/2026\n\nA log (K2).\n", [(("S3", "K1", "K2"), None, None)]),
        (
            "Title: A\nDate: 2/3/26\nKSBs: K1\nWhat I did: a log\nHours: 2\n\n"
            "Title: B\nDate: 9/3/26\nKSBs: K2\nWhat I did: a plan\nHours: 3\n",
            [(("K1",), "2026-03-02", 2), (("K2",), "2026-03-09", 3)],
        ),
    ],
)
def test_dates_and_hours_of_entries(
    text: str, pieces: list[tuple[tuple[str, ...], str | None, float | None]], tmp_path: Path
) -> None:
    (tmp_path / "log.txt").write_text(text, encoding="utf-8")
    found = [one for one in read_evidence(str(tmp_path / "log.txt")) if isinstance(one, Piece)]
    assert [(piece.codes, piece.date, piece.hours) for piece in found] == pieces


def test_a_date_below_a_heading_leaves_the_title(tmp_path: Path) -> None:
    text = "## Call sheet\n\n2 March 2026\n\nI led it (K1).\n\n## Budget\n\n9 March 2026\n\nA log (K2).\n"
    (tmp_path / "log.md").write_text(text, encoding="utf-8")
    pieces = [found for found in read_evidence(str(tmp_path / "log.md")) if isinstance(found, Piece)]
    assert [(piece.title, piece.date) for piece in pieces] == [("Call sheet", "2026-03-02"), ("Budget", "2026-03-09")]


def test_a_table_among_records_is_read_once(tmp_path: Path) -> None:
    table = "\n\n| KSB | Evidence |\n|---|---|\n| K2 | Log |\n\n"
    text = f"Date: 3/3/26\n\nKSBs: K1{table}Date: 4/3/26\n\nKSBs: S1\n"
    (tmp_path / "log.md").write_text(text, encoding="utf-8")
    pieces = [found for found in read_evidence(str(tmp_path / "log.md")) if isinstance(found, Piece)]
    assert sorted(piece.codes for piece in pieces) == [("K1",), ("K2",), ("S1",)]


def test_a_verdict_in_a_form_of_word(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("I wrote the call sheet [K1].")
    form = document.add_table(0, 2)
    for name, value in [("Date of activity", "3/3/26"), ("Assessor decision", "Refer")]:
        cells = form.add_row().cells
        cells[0].text, cells[1].text = name, value
    document.save(str(tmp_path / "form.docx"))
    assert covered(tmp_path / "form.docx") == set()

"""The rules on whole files: each file in `cases/` says in comments what must be reported on the line after it.

`# expect: 9 error KSB201 message` is above the line of the finding; the number is the column.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ksb.linter import lint

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
EXPECT = re.compile(r"\s*# expect: (.*)")


def expected(text: str) -> list[str]:
    findings, waiting = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if match := EXPECT.fullmatch(line):
            waiting.append(match[1])
        else:
            findings += [f"{number}:{finding}" for finding in waiting]
            waiting = []
    return findings


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_case(case: Path) -> None:
    found = [
        f"{finding.span.line}:{finding.span.column} {finding.severity} {finding.code} {finding.message}"
        for finding in lint([case]).findings
    ]
    assert found == expected(case.read_text(encoding="utf-8"))

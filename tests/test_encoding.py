"""`data/standard.yaml` against the document it encodes, and against what a person can count in it."""

from __future__ import annotations

import re
from pathlib import Path

from ksb.exporters.text import export
from ksb.standard import Standard


def lines(text: str) -> list[str]:
    without_bookmarks = re.sub(r"\[bookmark: [^\]]*\]", "", text)
    return [line.strip() for line in without_bookmarks.splitlines() if line.strip()]


def test_written_back_out_it_is_the_document(standard: Standard, shared: Path) -> None:
    source = (shared / "source" / "media-production-coordinator-2019-08.txt").read_text(encoding="utf-8")
    assert lines(export(standard)) == lines(source)


def test_codes_and_the_one_that_is_missing(standard: Standard) -> None:
    numbers = {kind: [int(code[1:]) for code in standard.codes if code[0] == kind] for kind in "KSB"}
    assert numbers == {
        "K": list(range(1, 46)),
        "S": [number for number in range(1, 47) if number != 23],
        "B": list(range(1, 7)),
    }


def test_a_citation_has_a_wording_only_where_it_differs(standard: Standard) -> None:
    for duty in standard.duties:
        for citation in duty.cites:
            assert citation.text != standard.ksbs[citation.code]


def test_the_faults_of_the_document_are_kept(standard: Standard) -> None:
    assert standard.ksb("K18").text == "The effect different types of copyright has on different types of material"
    assert standard.ksb("B6").text.startswith("Personal Accountability -Takes the initiative")
    assert "development.  Proactively" in standard.ksb("B6").text
    assert "production team’s plans" in standard.ksb("K15").text
    assert standard.option(1).description[-1] == "."


def test_what_the_document_says_of_itself(standard: Standard) -> None:
    assert [claim.counts for claim in standard.claims] == [
        {"options": 2},
        {"duties": 10},
        {"core_duties": 9, "optional_duties": 1},
    ]
    assert standard.claims[0].text in standard.overview[3]


def test_every_title_of_an_option_stands_where_the_file_says(standard: Standard) -> None:
    claimed = " ".join(claim.text for claim in standard.claims)
    for option in standard.options:
        assert [also.where for also in option.also_titled] == ["claims", "duties"]
        assert f"option {option.number} {option.also_titled[0].text}" in claimed

"""The engine: places, subjects, selection, files; and the rules on real standards."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ksb import KsbError, lint
from ksb.exporters.yaml import export
from ksb.importers import import_file
from ksb.linter.choice import Choice

ROOT = Path(__file__).parents[2]

# The faults of structure, wording and numbers were read off the document by eye, line by line, before this list was
# compared with what the rules find; those of style (KSB206, KSB5xx) were each looked up in it.
FAULTS = """
KSB503 -        paragraph 2 of the overview has extra spaces at "experience.  A"
KSB401 -        the document states 10 duties, but there are 13 duties, 11 of them on each pathway
KSB401 -        the document states 1 optional duty, but there are 4 optional duties, 2 in each option
KSB402 O1       option 1 has 3
KSB508 O1       paragraph 2 of option 1 contains no words: "."
KSB402 O2       option 2 has 3
KSB506 K2       knowledge statements start in different ways: 40 with the topic itself and 5 with a verb such as "understand" (K2, K3, K6, K31 and K34)
KSB502 K6       35 of 45 knowledge statements end without a full stop, but 10 end with one: K6, K13, K16, K21, K28 and 5 more
KSB507 K10      K10 addresses the reader: write "they" or "them" instead of "you"
KSB505 K16      K16 says "licenses", but S19 says "licence": the noun is spelt "licence"
KSB505 K24      K24 says "co-ordinate", but paragraph 2 of the overview says "coordinate": choose one spelling
KSB504 K35      K35 has two conjunctions in a row: "or and/or"
KSB507 K44      K44 addresses the reader: write "their" or "own" instead of "your"
KSB205 S8       S8 is contained in S3, which has all its main words in the same order
KSB502 S8       36 of 45 skills end without a full stop, but 9 end with one: S8, S12, S14, S16, S22 and 4 more
KSB206 S9       S9 says "suppliers to meet production requirements" twice
KSB301 S24      S23 is missing: the skills go from S22 to S24
KSB507 S46      S46 addresses the reader: write "they" or "them" instead of "you"
KSB502 B1       4 of 6 behaviours end with a full stop, but 2 do not: B1 and B2
KSB503 B6       B6 has a hyphen with a space on one side only at "Accountability -Takes"
KSB503 B6       B6 has extra spaces at "development.  Proactively"
KSB501 D1  D1   the title of Duty 1 starts in lower case: "create, populate and …"
KSB201 K1  D1   K1 in Duty 1 also has "Understand"
KSB202 S1  D1   S1 in Duty 1 has "to," instead of "to" and "procedures" instead of "procedures,"
KSB202 B2  D1   B2 in Duty 1 also has a full stop after "productions"
KSB202 S8  D2   S8 in Duty 2 has no full stop after "requirements"
KSB202 S12 D3   S12 in Duty 3 has no full stop after "records"
KSB202 B1  D3   B1 in Duty 3 has "Value" instead of "value"
KSB501 D4  D4   the title of Duty 4 starts in lower case: "comply with health …"
KSB202 B4  D4   B4 in Duty 4 has no full stop after "profession"
KSB202 B6  D4   B6 in Duty 4 has "accountability - Takes" instead of "Accountability -Takes"
KSB202 K16 D5   K16 in Duty 5 has no full stop after "calculators"
KSB505 D6  D6   the title of Duty 6 says "Practice continuous": the verb is spelt "practise" in British English
KSB201 S5  D6   S5 in Duty 6 says "paying" instead of "with" (1 use of this wording, 1 of the definition: decide which is right)
KSB202 B6  D6   B6 in Duty 6 has "accountability" instead of "Accountability"
KSB202 K21 D7   K21 in Duty 7 has no full stop after "production"
KSB202 B1  D7   B1 in Duty 7 also has a full stop after "production"
KSB202 K28 D8   K28 in Duty 8 has no full stop after "these"
KSB201 K31 D8   K31 in Duty 8 has no "Understand" (1 use of this wording, 1 of the definition: decide which is right)
KSB202 B1  D8   B1 in Duty 8 also has a full stop after "production"
KSB201 K6  D9   K6 in Duty 9 has no "Understand"
KSB202 K29 D9   K29 in Duty 9 has no full stop after "framework"
KSB202 S43 D9   S43 in Duty 9 has no full stop after "schedule"
KSB203 B5  D9   B5 in Duty 9 stops after "and working", but the definition continues with "requirements and has the …"
KSB202 K38 D10  K38 in Duty 10 has no full stop after "scheduling"
KSB303 D13 D13  Duty 13 comes before Duty 11
KSB201 K18 D13  K18 in Duty 13 says "have" instead of "has" (1 use of this wording, 1 of the definition: decide which is right)
KSB201 K34 D11  K34 in Duty 11 has no "Know" (1 use of this wording, 1 of the definition: decide which is right)
KSB202 K43 D12  K43 in Duty 12 also has a full stop after "process"
KSB202 S40 D12  S40 in Duty 12 also has a full stop after "productions"
"""  # noqa: E501


def test_every_fault_of_the_embedded_standard_and_nothing_else() -> None:
    found = [
        f"{finding.code} {finding.subject or '-':<3} {f'D{finding.duty}' if finding.duty else '':<4} "
        f"{finding.message.split(' titles:')[0]}"
        for finding in lint([ROOT / "data" / "standard.yaml"]).findings
    ]
    expected = [re.sub(r" titles$", "", line) for line in FAULTS.strip().splitlines()]
    assert [line.strip() for line in found] == expected


def test_published_standards(shared: Path, tmp_path: Path) -> None:
    """Each of these was read and is a fault: see the counts by rule."""
    for file in (shared / "data" / "skills-england").glob("*.json"):
        [imported] = import_file(file)
        assert imported.standard is not None
        (tmp_path / f"{file.stem}.yaml").write_text(export(imported.standard), encoding="utf-8")
    report = lint([tmp_path])
    assert len(report.files) == 18
    assert Counter(finding.code for finding in report.findings) == {
        "KSB102": 8,
        "KSB104": 2,
        "KSB204": 3,
        "KSB205": 11,
        "KSB206": 4,
        "KSB207": 1,
        "KSB501": 10,
        "KSB502": 23,
        "KSB503": 51,
        "KSB505": 15,
        "KSB506": 22,
        "KSB507": 24,
        "KSB508": 8,
        "KSB509": 5,
        "KSB510": 4,
        "KSB512": 16,
        "KSB513": 3,
        "KSB514": 3,
        "KSB515": 3,
        "KSB516": 3,
        "KSB518": 2,
        "KSB520": 4,
    }


def test_related_places_and_wordings() -> None:
    [finding] = lint([ROOT / "data" / "standard.yaml"], select=["KSB203"]).findings
    lines = (ROOT / "data" / "standard.yaml").read_text(encoding="utf-8").splitlines()
    assert finding.excerpt == lines[finding.span.line - 1]
    assert [(related.message, lines[related.span.line - 1][:5]) for related in finding.related] == [
        ("B5 is defined here", "  B5:")
    ]
    assert finding.wordings is not None
    assert (finding.wordings.old_name, finding.wordings.new_name) == ("B5 as defined", "B5 in Duty 9")


ALWAYS = {"KSB001", "KSB002", "KSB003"}


def selected(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> frozenset[str]:
    return Choice(isolated=True, select=select, ignore=ignore).finder()("a.yaml").codes


def test_selection() -> None:
    assert selected(("KSB10", "ksb301"), ("KSB103",)) - ALWAYS == {
        *(f"KSB10{n}" for n in (1, 2, *range(4, 9))),
        "KSB301",
    }
    assert selected((), ("KSB",)) == ALWAYS
    assert selected(("KSB101",), ("KSB001",)) == {"KSB101", *ALWAYS}
    with pytest.raises(KsbError, match="there is no rule 'KSB999'"):
        selected(("KSB999",))
    with pytest.raises(KsbError, match="there is no rule ''"):
        selected((), ("",))


def test_a_folder_means_the_yaml_files_below_it(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c.json", ".hidden.yaml", "below/d.yaml", ".git/e.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    report = lint([tmp_path, tmp_path / "b.yaml"])
    assert [str(Path(file).relative_to(tmp_path)) for file in report.files] == ["a.yml", "b.yaml", "below/d.yaml"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(KsbError, match=r"empty: no \*.yaml or \*.yml file to check") as raised:
        lint([tmp_path / "empty"])
    assert raised.value.hint == "hidden files and those that `.gitignore` or `exclude` names are skipped"


def test_a_byte_order_mark_is_a_fault_but_the_rest_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "bom.yaml"
    text = "format: 1\ntitle: t\nksbs: {K2: a}\nduties: [{number: 1, title: t, cites: [K2]}]\n"
    file.write_text(text, encoding="utf-8-sig")
    assert [finding.code for finding in lint([file]).findings] == ["KSB001", "KSB301"]

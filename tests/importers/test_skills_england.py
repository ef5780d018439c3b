"""The JSON of the standards API: what is taken, what is reported, and what does not stop the rest."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ksb import KsbError, load
from ksb.exporters.yaml import export
from ksb.importers import Imported, import_file, records
from ksb.importers.fields import paragraphs
from ksb.source import Source
from ksb.validate import validate

if TYPE_CHECKING:
    from conftest import Ksb

    from ksb.standard import Standard

RECORD: dict[str, Any] = {
    "title": "Editor ",
    "referenceNumber": "ST0105",
    "larsCode": 0,
    "versionNumber": "1.1",
    "level": 4,
    "status": "Approved for delivery",
    "coreAndOptions": True,
    "overviewOfRole": "Edits.",
    "occupationalSummary": "&amp;lt;p&amp;gt;First &amp;amp; last.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Then.",
    "typicalJobTitles": ["Editor", " "],
    "versionEarliestStartDate": "2021-03-05T00:00:00",
    "knowledges": [
        {"knowledgeId": "k1", "detail": " <p>How to\n cut &amp; join</p>"},
        {"knowledgeId": "k2", "detail": ""},
    ],
    "skills": [{"skillId": "s1", "detail": "Cut"}, {"skillId": "s1", "detail": "Join"}, {"detail": "Splice"}],
    "behaviours": None,
    "options": [{"optionId": "o1", "title": "Film"}, {"optionId": "o2", "title": ""}],
    "duties": [
        {"dutyID": "d1", "dutyDetail": "Edit", "isThisACoreDuty": 1, "mappedKnowledge": ["k1"], "mappedSkills": None},
        {"dutyID": "d2", "dutyDetail": ".", "isThisACoreDuty": 1},
        {
            "dutyID": "d3",
            "dutyDetail": "Cut film",
            "isThisACoreDuty": 0,
            "mappedSkills": ["s1", "s1", "s9"],
            "mappedOptions": ["o1", "o3"],
            "criteriaForMeasuringPerformance": "often",
        },
        {"dutyID": "d4", "dutyDetail": "Rest", "isThisACoreDuty": 0},
    ],
    "keywords": ["cut"],
}


def imported(content: object, tmp_path: Path) -> list[Imported]:
    file = tmp_path / "standards.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return list(import_file(file))


@pytest.fixture
def editor(tmp_path: Path) -> Imported:
    [result] = imported(RECORD, tmp_path)
    return result


@pytest.fixture
def standard(editor: Imported) -> Standard:
    assert editor.standard is not None
    return editor.standard


def test_the_fields_that_a_record_carries(standard: Standard) -> None:
    assert standard.title == "Editor "
    assert standard.metadata == {
        "reference": "ST0105",
        "version": "1.1",
        "level": "4",
        "status": "Approved for delivery",
        "lars_code": "0",
        "core_and_options": True,
        "earliest_start_date": "2021-03-05T00:00:00",
        "keywords": "cut",
    }
    assert standard.overview == ("Edits.", "First & last.", "Then.")
    assert standard.job_titles == ("Editor",)


def test_codes_are_positions_and_duties_cite_by_id(standard: Standard) -> None:
    assert standard.ksbs == {"K1": "How to cut & join", "S1": "Cut", "S2": "Join", "S3": "Splice"}
    assert standard.ids == {"K1": "k1", "S1": "s1"}
    assert [[citation.code for citation in duty.cites] for duty in standard.duties] == [["K1"], ["S1", "S1"], []]
    assert [(duty.number, duty.id, duty.options) for duty in standard.duties] == [
        (1, "d1", ()),
        (3, "d3", (1, 3)),
        (4, "d4", ()),
    ]
    assert [(option.number, option.id, option.title) for option in standard.options] == [
        (1, "o1", "Film"),
        (2, "o2", "Option 2"),
        (3, "o3", "Option 3"),
    ]


def test_nothing_is_dropped_in_silence(editor: Imported) -> None:
    assert tuple(map(str, editor.notes)) == (
        "K2 has no text; left out, and its number with it",
        "S2 has the id of S1; duties cite that one",
        "S3 has no id, so no duty can cite it",
        'option 2 has no title; it is called "Option 2"',
        'Duty 2 says nothing (".") and cites nothing; left out',
        "Duty 3 cites s9, which is not a KSB of this standard; left out",
        'option 3 is known by its id alone; it is called "Option 3"',
        "Duty 4 is not core but names no option; it is taken for core",
    )


def test_a_record_of_the_old_template(tmp_path: Path) -> None:
    record = {
        "title": "Baker",
        "knowledges": [{"knowledgeId": "a", "detail": "Bread"}],
        "duties": None,
        "options": None,
    }
    [result] = imported({**record, "optionsUnstructuredTemplate": ["Bread", "Cakes"]}, tmp_path)
    assert result.standard is not None
    assert result.standard.duties == ()
    assert [option.title for option in result.standard.options] == ["Bread", "Cakes"]


RECORDED = [{"knowledgeId": "a", "detail": "Flour"}]
LISTED = [{"code": "K1", "text": "Water and salt"}, {"code": "S1", "text": "Knead"}]
BY_KIND = [{"type": "Knowledge", "detail": "Water and salt"}, {"type": "Skill", "detail": "Knead"}]


@pytest.mark.parametrize(
    ("knowledges", "ksbs", "place"),
    [
        (RECORDED, LISTED, "ksbs[0]"),
        (RECORDED, BY_KIND, "ksbs[0]"),
        (["Flour"], LISTED, "ksbs[0]"),
        (["Flour"], BY_KIND, "ksbs[0]"),
        ({"K1": "Flour"}, LISTED, "ksbs[0]"),
        ({"K1": "Flour"}, {"K1": "Water and salt", "S1": "Knead"}, "ksbs.K1"),
        (["Flour"], {"Knowledge": ["Water and salt"], "Skills": ["Knead"]}, "ksbs.Knowledge[0]"),
    ],
)
def test_a_record_with_two_wordings_of_a_ksb_keeps_the_first_and_reports_the_other(
    knowledges: object, ksbs: object, place: str, tmp_path: Path
) -> None:
    [result] = imported({"title": "Baker", "knowledges": knowledges, "ksbs": ksbs}, tmp_path)
    assert result.standard is not None
    assert result.standard.ksbs == {"K1": "Flour", "S1": "Knead"}
    notes = list(map(str, result.notes))
    assert any(note.startswith(f"{place}: left out: ") and "Water and salt" in note for note in notes)


def test_a_record_that_gives_the_same_ksbs_twice_is_read_once(tmp_path: Path) -> None:
    knowledges = [{"knowledgeId": "a", "detail": "Flour"}]
    record = {"title": "Baker", "knowledges": knowledges, "ksbs": [{"code": "K1", "text": "Flour"}]}
    [result] = imported(record, tmp_path)
    assert result.standard is not None
    assert result.standard.ksbs == {"K1": "Flour"}
    assert result.notes == ()


def test_an_identifier_of_a_ksb_that_is_not_used_is_reported(tmp_path: Path) -> None:
    [result] = imported(
        {"title": "Baker", "knowledges": [{"knowledgeId": "a", "id": "b", "detail": "Flour"}]}, tmp_path
    )
    assert [str(note) for note in result.notes] == ['knowledges[0]: left out: "b"']


def test_one_bad_record_does_not_stop_the_others(tmp_path: Path) -> None:
    results = imported([RECORD, 3, {}, {"title": "x", "knowledges": 3}, None, RECORD], tmp_path)
    assert [result.error for result in results] == [
        None,
        "is not a record of a standard",
        "yields neither a KSB nor a duty",
        "yields neither a KSB nor a duty",
        "is not a record of a standard",
        None,
    ]
    assert "record 2" in results[1].name


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[]", "holds no record"),
        ("[" + json.dumps(RECORD)[:-20], "not JSON at character"),
        ("[" + json.dumps(RECORD) + ",", "the list is cut off"),
        ('{"title": ', "not JSON at character"),
        ("[" * 100_000, "nested too deep"),
        ("hello", "not JSON at character 1"),
        ("", "holds no record"),
    ],
)
def test_what_can_not_be_read_says_so(content: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(KsbError, match=message):
        imported(content, tmp_path)


def test_a_byte_order_mark_and_white_space_do_no_harm(tmp_path: Path) -> None:
    assert len(imported("\ufeff \n" + json.dumps([RECORD, RECORD], indent=3) + "\n\n", tmp_path)) == 2


def test_a_download_is_read_no_further_than_it_must(tmp_path: Path) -> None:
    content = io.BytesIO(json.dumps([{**RECORD, "keywords": ["x" * 10_000]}] * 1_000).encode())
    read_so_far = []
    for count, _ in enumerate(records._values(content, "standards.json"), 1):
        read_so_far.append(content.tell())
        assert content.tell() < count * 12_000 + 200_000
    assert len(read_so_far) == 1_000


def test_the_published_standards(shared: Path) -> None:
    for file in sorted((shared / "data" / "skills-england").glob("*.json")):
        record = json.loads(file.read_text(encoding="utf-8"))
        [result] = import_file(file)
        assert result.standard is not None
        assert len(result.standard.ksbs) == sum(len(record[name]) for name in ("knowledges", "skills", "behaviours"))
        assert len(result.standard.duties) == len(record["duties"])
        assert validate(Source("f", export(result.standard).encode())).standard == result.standard


def test_the_command_prints_yaml_and_tells_what_it_took(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(RECORD), encoding="utf-8")
    result = ksb("import", file)
    assert result.code == 0
    assert result.out.startswith("# yaml-language-server: $schema=standard.schema.json\nformat: 1\ntitle: 'Editor '\n")
    assert result.err.startswith(f"{file} (Editor): 1 knowledge, 3 skills, 0 behaviours, 3 duties, 3 options\n  K2 has")
    out = tmp_path / "standard.yaml"
    assert ksb("import", file, "--output", out).out == ""
    assert load(out).title == "Editor "


def test_a_name_that_ends_in_a_slash_is_a_folder(ksb: Ksb, tmp_path: Path) -> None:
    text = tmp_path / "editor.txt"
    text.write_text("Editor\n\nDuty 1: Edit\nK1: Know\nS1: Cut\nB1: Care\n", encoding="utf-8")
    assert ksb("import", text, "--output", f"{tmp_path}/new/").code == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["editor.yaml", "standard.schema.json"]


def test_several_standards_go_to_a_folder(ksb: Ksb, tmp_path: Path) -> None:
    file, folder = tmp_path / "a.json", tmp_path / "standards"
    file.write_text(json.dumps([RECORD, {**RECORD, "referenceNumber": ""}, RECORD, 3]), encoding="utf-8")
    result = ksb("import", file)
    assert (result.code, result.out) == (2, "")
    assert "more than one standard" in result.err
    result = ksb("import", file, "--output", folder)
    assert result.code == 2
    assert "record 4: left out: is not a record of a standard" in result.err
    assert sorted(path.name for path in folder.glob("*.yaml")) == [
        "editor.yaml",
        "st0105-1.1-2.yaml",
        "st0105-1.1.yaml",
    ]
    assert result.err.endswith(f"3 standards written to {folder}; 1 could not be read or written\n")


def test_each_standard_has_a_file_of_its_own(ksb: Ksb, tmp_path: Path) -> None:
    titles = ["X", "X", "X 2", "X 3", "X"]
    (tmp_path / "a.json").write_text(json.dumps([{**RECORD, "referenceNumber": "", "title": it} for it in titles]))
    assert ksb("import", tmp_path / "a.json", "--output", tmp_path / "out/").code == 0
    written = {path.name: load(path).title for path in (tmp_path / "out").glob("*.yaml")}
    assert written == {"x.yaml": "X", "x-2.yaml": "X", "x-2-2.yaml": "X 2", "x-3.yaml": "X 3", "x-4.yaml": "X"}


def test_one_bad_file_of_several_does_not_stop_the_others(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(RECORD), encoding="utf-8")
    result = ksb("import", tmp_path / "a.json", tmp_path / "b.json", tmp_path / "c.json", "--output", tmp_path / "out/")
    assert result.code == 2
    assert f"{tmp_path}/a.json: left out: not JSON" in result.err
    assert f"{tmp_path}/c.json: left out: there is no file" in result.err
    assert "ksb lint" not in result.out


def test_markup_that_the_parser_refuses_is_left_out() -> None:
    assert paragraphs("<p>Edit<![2x>ing</p><p>sound</p>") == ["Editing", "sound"]


def test_what_has_no_end_is_text() -> None:
    assert paragraphs("<p>Cut &amp; <join") == ["Cut & <join"]
    for text in (
        "write to <jo@example.org> now",
        "<p>write to <jo@example.org> now",
        "&lt;p&gt;write to &lt;jo@example.org&gt; now",
    ):
        assert paragraphs(text) == ["write to <jo@example.org> now"]
    assert paragraphs('<a href="mailto:jo@example.org">write</a> now') == ["write now"]
    assert paragraphs("<p>Cut</p><p>&amp; <!-- join<br>") == ["Cut", "& <!-- join<br>"]
    assert paragraphs("<p>Cut</p><script>1 <a") == ["Cut"]


@pytest.mark.parametrize("start", ["<!--", "<?", "</a ", "<a ", '<a b="', '<a b=">" '])
def test_what_has_no_end_takes_no_time(start: str) -> None:
    assert "".join(paragraphs("<p>" + start * 80_000)) == (start * 80_000).strip()


@pytest.mark.parametrize("text", ["<p>a&#{};b</p>", "a &amp; &#{};", "a &amp;amp; &amp;#{};"])
def test_a_character_by_a_number_of_many_digits(text: str) -> None:
    [found] = paragraphs(text.format("9" * 5_000))
    assert found.startswith("a")


@pytest.mark.parametrize("text", ["a" + " " * 50_000 + "b\n", "<p>a" + " " * 50_000 + "b\nc"])
def test_a_long_run_of_spaces_takes_no_time(text: str) -> None:
    assert len(paragraphs(text)) == 1


def test_standard_input(ksb: Ksb) -> None:
    record = b'{"title": "Editor", "knowledges": [{"detail": "How sound is cut"}]}'
    assert "K1: How sound is cut" in ksb("import", "-", stdin=record).out
    assert ksb("diff", "-", "data/standard.yaml", stdin=record).code == 0
    assert ksb("import", "-", stdin=b"").code == 2


def test_the_json_of_ksb_gives_the_same_standard(ksb: Ksb, tmp_path: Path) -> None:
    file, out = tmp_path / "standard.json", tmp_path / "again.yaml"
    assert ksb("export", "json", "--output", file).code == 0
    assert ksb("import", file, "--output", out).code == 0
    assert load(out) == load("data/standard.yaml")
    assert ksb("diff", "data/standard.yaml", file).code == 0

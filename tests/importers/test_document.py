"""Documents as plain text: the source document, and the variations that people make."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksb import KsbError
from ksb.documents import read_blocks
from ksb.exporters.text import export
from ksb.importers import Imported, import_file
from ksb.importers import document as interpreter
from ksb.standard import Standard

if TYPE_CHECKING:
    from conftest import Ksb


def parse(lines: Iterable[str], name: str) -> Imported:
    return interpreter.parse(read_blocks("\n".join(lines).encode(), "text", name), name)


def said(imported: Imported) -> tuple[str, ...]:
    """What the importer left out or assumed."""
    return tuple(str(note) for note in imported.notes if note.kind != "structure")


def test_the_source_document_is_the_embedded_standard(standard: Standard, shared: Path) -> None:
    file = shared / "source" / "media-production-coordinator-2019-08.txt"
    [imported] = import_file(file)
    assert said(imported) == ()
    for field in Standard.model_fields:
        assert getattr(imported.standard, field) == getattr(standard, field), field


def test_what_is_written_as_text_is_read_again(standard: Standard, tmp_path: Path) -> None:
    file = tmp_path / "standard.txt"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        file.write_text(export(standard), encoding=encoding)
        [imported] = import_file(file, "text")
        assert imported.standard == standard


def parsed(*lines: str) -> Imported:
    return parse(["Editor", *lines], "editor.txt")


@pytest.mark.parametrize(
    "line",
    [
        "K12: How to cut",
        "K12 - How to cut",
        "K12 – How to cut",
        "K12. How to cut",
        "K12) How to cut",
        "K12\tHow to cut",
        "K 12: How to cut",
        "K12:\xa0How to cut\xa0",
        "[bookmark: _Hlk1]K12: How to cut",
        "  K12 :  How to cut",
        "• K12: How to cut",
        "➢ K12:How to cut",
        "o\tK12: How to cut",
        "- K12: How to cut",
    ],
)
def test_variations_of_a_ksb(line: str) -> None:
    standard = parsed("Duty 1: Edit", line).standard
    assert standard is not None
    assert standard.ksbs == {"K12": "How to cut"}


@pytest.mark.parametrize(
    "line",
    [
        "Duty 7: Edit",
        "DUTY 7 - Edit",
        "Duty 7. Edit",
        "duty 7 Edit",
        "Duty\xa07:Edit",
        "Duty  7  Edit",
        "Duty 7) Edit",
        "Duty 7 – Edit",
        "Duty 7 — Edit",
    ],
)
def test_variations_of_a_duty(line: str) -> None:
    standard = parsed(line, "K1: Know").standard
    assert standard is not None
    assert [(duty.number, duty.title) for duty in standard.duties] == [(7, "Edit")]


def test_a_sentence_of_the_overview_is_no_duty() -> None:
    lines = ["A standard", "Overview", "Duty 1 is the hardest.", "Duties", "Duty 1 plan it", "K1: a", "Duty 2  cut it"]
    standard = parse(lines, "a.txt").standard
    assert standard is not None
    assert standard.overview == ("Duty 1 is the hardest.",)
    assert [duty.title for duty in standard.duties] == ["plan it", "cut it"]


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("Cook, baker; chef", ("Cook", "baker", "chef")),
        ("Cook, head; chef;", ("Cook, head", "chef")),
        ("• Cook", ("Cook",)),
        ("Cook, head of U.K., chef .", ("Cook", "head of U.K.", "chef")),
        ("Cook\nOptions: choose one", ("Cook",)),
    ],
)
def test_job_titles_are_divided_by_commas_and_semicolons(line: str, titles: tuple[str, ...]) -> None:
    lines = ["A standard", "Typical job titles include:", line, "Duties", "Duty 1: plan"]
    standard = parse(lines, "a.txt").standard
    assert standard is not None
    assert standard.job_titles == titles


def test_the_definition_is_the_wording_of_most_citations() -> None:
    standard = parsed(
        "Duty 1: a", "K1: What one says", "Duty 2: b", "K1: What two say", "Duty 3: c", "K1: what two say."
    )
    assert standard.standard is not None
    assert standard.standard.ksbs == {"K1": "What two say"}
    assert [duty.cites[0].text for duty in standard.standard.duties] == ["What one says", None, "what two say."]


def test_bare_codes_and_lists_of_them() -> None:
    imported = parsed("Duty 1: a", "K1: Know", "S1: Use", "Duty 2: b", "K1, S1 and S9", "Duty 3: c", "S1")
    assert imported.standard is not None
    cites = [[citation.code for citation in duty.cites] for duty in imported.standard.duties]
    assert cites == [["K1", "S1"], ["K1", "S1", "S9"], ["S1"]]
    assert said(imported) == ("line 6: Duty 2 cites S9, which has no wording anywhere",)


def test_options_titled_twice_and_claims() -> None:
    imported = parsed(
        "Option 1: film",
        "About film.",
        "There are two core duties, and 3 options with 12 skills.",
        "Duties",
        "Duty 1: a",
        "K1: Know",
        "Option 1: Film",
        "Duty 2: b",
        "K1: Know",
    ).standard
    assert imported is not None
    assert [claim.counts for claim in imported.claims] == []
    [option] = imported.options
    assert option.description == ("About film.", "There are two core duties, and 3 options with 12 skills.")
    assert [(also.text, also.where) for also in option.also_titled] == [("Film", "duties")]
    assert [duty.options for duty in imported.duties] == [(), (1,)]


def test_claims_count_in_figures_and_words() -> None:
    imported = parsed(
        "Duties", "There are two core duties, 3 options and twelve skills in it.", "Duty 1: a", "K1: Know"
    )
    assert imported.standard is not None
    assert [claim.counts for claim in imported.standard.claims] == [{"core_duties": 2, "options": 3, "skills": 12}]


def test_what_can_not_be_placed_is_reported() -> None:
    imported = parsed("Duty 1: a", "K1: Know", "Approved by the group", "S1: Use it", "with care")
    assert said(imported) == ('line 4: left out: "Approved by the group"',)
    assert imported.standard is not None
    assert imported.standard.ksbs["S1"] == "Use it with care"


@pytest.mark.parametrize(
    ("content", "message"), [(b"Hello", "neither a KSB nor a duty"), (b"Duty 0: a", "neither a KSB nor a duty")]
)
def test_what_is_no_standard_says_so(content: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    [imported] = import_file(file, "text")
    assert message in str(imported.error)


NINES = "9" * 5_000


def test_numbers_of_many_digits() -> None:
    imported = parsed("Overview", f"There is 1 duty in option {NINES} foo.", "Option 1: a", "Duty 1: b", "K1: Know")
    assert imported.standard is not None
    assert [(option.title, option.also_titled) for option in imported.standard.options] == [("a", ())]
    imported = parsed("Duty 1: Edit", f"K1, K{NINES}", "And more")
    assert [note[:24] for note in said(imported)] == ['line 3: left out: "K1, K', 'line 4: left out: "And m']


@pytest.mark.parametrize(
    "line",
    [
        *(
            "k2: how to wash",
            "s2) publish",
            "k2 how to wash",
            "K1 and B2 (core)",
            "K1 or K2",
            "K1２: x",
        ),
    ],
)
def test_what_goes_on_with_nothing_is_reported(line: str) -> None:
    imported = parsed("Duty 1: a", "K1: How", line, "Duty 2: b", "K1")
    assert imported.standard is not None
    assert imported.standard.ksbs == {"K1": "How"}
    assert [len(duty.cites) for duty in imported.standard.duties] == [1, 1]
    assert said(imported) == (f'line 4: left out: "{line}"',)


@pytest.mark.parametrize("wording", ["K1: B12 vitamins", "K1: and so on", "K1 Know K2 peaks", "K1 - K2s of gas"])
def test_a_wording_may_begin_like_a_code(wording: str) -> None:
    imported = parsed("Duty 1: a", wording)
    assert imported.standard is not None
    assert wording.endswith(imported.standard.ksbs["K1"])
    assert not said(imported)


@pytest.mark.parametrize(
    "codes",
    ["K11 & K12:", "K11 and K12:", "K11, K12:", "K11/K12:", "K11-K12:", "K11 to K12:", "(K11, K12):", "K11, K12 –"],
)
def test_a_line_with_several_codes_gives_each_its_wording(codes: str) -> None:
    for first in ("Knowledge", "Duty 1: Edit"):
        imported = parsed(first, "K10: Know", f"{codes} both kinds of film, with", "care", "S1: Cut")
        assert imported.standard is not None
        both = "both kinds of film, with care"
        assert imported.standard.ksbs == {"K10": "Know", "K11": both, "K12": both, "S1": "Cut"}
        assert said(imported) == (f'line 4: "{codes}" is read as 2 statements with the same wording',)


def test_a_line_with_several_codes_maps_each_to_its_duties() -> None:
    imported = parsed(
        "Duty 1: Edit", "Duty 2: Cut", "Knowledge", "K1: Know", "K2: See", "Mapping", "K1 and K2: Duty 1, Duty 2"
    )
    assert imported.standard is not None
    assert [[cite.code for cite in duty.cites] for duty in imported.standard.duties] == [["K1", "K2"], ["K1", "K2"]]
    assert said(imported) == ()


def test_a_title_in_the_next_line_and_one_that_is_missing() -> None:
    imported = parsed("Duty 1", "Edit films", "K1: How", "Duty 2:", "K1", "Duty 3: c", "K1")
    assert imported.standard is not None
    assert [duty.title for duty in imported.standard.duties] == ["Edit films", ".", "c"]
    assert said(imported) == ('line 5: Duty 2 has no title; it is written as "."',)
    imported = parsed("Duty 1", "K1: How", "A line that stands anywhere")
    assert imported.standard is not None
    assert imported.standard.duties[0].title == "."
    assert said(imported) == (
        'line 4: left out: "A line that stands anywhere"',
        'line 2: Duty 1 has no title; it is written as "."',
    )


def test_a_long_line_of_full_stops_takes_no_time() -> None:
    assert parsed("Typical job titles include:", ". " * 300_000 + "a", "Duty 1: b").standard is not None


def test_a_day_that_is_none() -> None:
    imported = parse(["ScreenSkills, 31 June 2019", "Editor", "Duty 1: a", "K1: How"], "a.txt")
    assert imported.standard is not None
    assert (imported.standard.issued, imported.standard.title) == ("2019-06", "Editor")
    assert said(imported) == (
        'line 1: the day in "ScreenSkills, 31 June 2019" is left out: June does not have that day',
    )


def test_text_that_is_not_utf_8_is_read_as_windows_1252(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Duty 1: Édit – cut\nK1: Know".encode("cp1252"))
    [imported] = import_file(file)
    assert imported.standard is not None
    assert imported.standard.duties[0].title == "Édit – cut"
    assert "the file is not UTF-8; read as Windows-1252" in said(imported)
    file.write_bytes(b"Duty 1: a\0")
    with pytest.raises(KsbError, match="not text: it holds NUL characters"):
        list(import_file(file))


def test_the_command_recognises_it(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Editor standard\n\nDuty 1: Edit\nK1: Know\nS1: Use\nB1: Care\n", encoding="utf-8")
    result = ksb("import", file)
    assert (result.code, result.err) == (0, f"{file}: 1 knowledge, 1 skill, 1 behaviour, 1 duty, 0 options\n")
    assert "title: Editor\n" in result.out
    assert ksb("import", file, "--from", "skills-england").code == 2


WORD = st.sampled_from(["sound", "Light", "and", "(the)", "K", "cut,", "ünd", "time"])
TEXT = st.lists(WORD, min_size=2, max_size=5).map(" ".join)
CODES = st.builds("{}{}".format, st.sampled_from("KSB"), st.integers(1, 6))


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    """A standard in which every KSB is defined as it is cited, if it is, as in a document."""
    ksbs = draw(st.dictionaries(CODES, TEXT, min_size=1, max_size=5))
    some = st.lists(st.sampled_from(sorted(ksbs)), max_size=3)
    numbers = range(1, draw(st.integers(0, 3)) + 1)
    of_options = st.lists(st.sampled_from(numbers), unique=True).map(sorted) if numbers else st.just([])
    duties: list[dict[str, Any]] = [
        {"number": n, "title": draw(TEXT), "options": draw(of_options), "cites": draw(some)}
        for n in range(1, draw(st.integers(1, 5)) + 1)
    ]
    description = st.lists(TEXT, max_size=1)
    options = [{"number": n, "title": draw(TEXT), "description": draw(description)} for n in numbers]
    shape = {"format": 1, "title": draw(TEXT), "options": options, "ksbs": ksbs, "duties": duties}
    if draw(st.booleans()):
        shape["publisher"] = "ScreenSkills, the body"
    if draw(st.booleans()):
        shape["issued"] = draw(st.sampled_from(["2019", "2019-08", "2019-08-05"]))
    if draw(st.booleans()):
        shape |= {"overview": ["Duty 1 comes first", draw(TEXT)], "job_titles": draw(st.lists(TEXT, max_size=3))}
    if draw(st.booleans()):
        shape["claims"] = [{"text": f"There are 2 duties, {draw(TEXT)}", "duties": 2}]
    return Standard.model_validate(shape)


@settings(max_examples=60)
@given(standards())
def test_whatever_is_written_as_text_is_read_again(standard: Standard) -> None:
    imported = parse(export(standard).splitlines(), "a.txt")
    assert imported.standard is not None
    assert said(imported) == ()
    for field in Standard.model_fields:
        if field != "ksbs":
            assert getattr(imported.standard, field) == getattr(standard, field), field
    assert dict(imported.standard.ksbs) == dict(standard.ksbs)


@pytest.mark.parametrize("line", ["K1: " + "a" * 10_000_000, "x" * 10_000_000, "duty " * 2_000_000])
@pytest.mark.slow
def test_a_line_of_ten_million_characters_is_read_in_time(line: str) -> None:
    found = parsed("Duty 1: a", line)
    assert found.standard is not None or found.error


@pytest.mark.parametrize(
    "line",
    [
        "K1" + "  K2" * 40 + " x",
        "[bookmark: " * 20_000,
        "It is option 1 x" + " " * 20_000 + "of 2 duties",
        "1 of " * 20_000,
        "K1" + " " * 20_000 + "x",
    ],
)
def test_no_line_takes_long(line: str) -> None:
    assert parsed("Overview", line, "Option 1: x", "Duty 1: Edit", line, "K1: Know").standard is not None


MANY = {
    "lines of one citation": ["Duty 1: Edit", "K1: Know", *["more"] * 30_000],
    "options and claims": [
        "Overview",
        *["There is 1 duty in option 1 foo."] * 4_000,
        *(f"Option {number}: a" for number in range(1, 101)),
        "Duty 1: Edit",
        "Option 1: foo",
        "K1: Know",
    ],
    "wide spaces": ["Duty 1: Edit", "K1" + "\u2003" * 5_000, "K1: Know", *["K1: Know" + "\u2003" * 1_000] * 100],
}


@pytest.mark.parametrize("lines", MANY.values(), ids=MANY)
@pytest.mark.slow
def test_no_number_of_lines_takes_long(lines: list[str]) -> None:
    assert parsed(*lines).standard is not None


@pytest.mark.parametrize("lines", ["K1: Know\n" * 11_000, "Duty 1: a\n" * 11_000, "K1 " * 11_000, "1 duty\n" * 11_000])
@pytest.mark.slow
def test_a_standard_of_too_many_parts_is_left_out_in_time(lines: str, ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Editor\nDuty 1: Edit\nK1: Know\n{lines}")
    result = ksb("import", tmp_path / "a.txt")
    assert (result.code, result.out) == (2, "")
    assert "left out: has more than 10,000 parts (duties, citations, " in result.err or "1,000 items" in result.err


def test_a_long_file_of_nothing_is_read_in_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\n" * 70_000)
    [imported] = import_file(tmp_path / "a.txt")
    assert imported.error == "yields neither a KSB nor a duty"


@pytest.mark.parametrize("bullet", "•●○◦▪■‣·*–—-✓➢")
def test_bullets(bullet: str) -> None:
    for gap in ("", " ", "\t"):
        for duty in ("Duty", "duty"):
            lines = (f"{duty} 7: Edit", "K1: Know", "S 2: Use", "B1: Care")
            standard = parsed(*(bullet + gap + line for line in lines)).standard
            assert standard is not None
            assert dict(standard.ksbs) == {"K1": "Know", "S2": "Use", "B1": "Care"}


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        *(
            (["Duty 1: x", it], f'line 3: left out: "{it}"')
            for it in ("K0: a", "About duties", "Option 4", "Duty 0: y", "Duty 12345: y", "A" * 60)
        ),
        (["Duty 1: x", "A" * 61], f'line 3: left out: "{"A" * 60}…"'),
        (["Something", "Duty 1: x"], 'line 2: left out: "Something"'),
        (["Duty 1: x", "K1: a", "Standard document", "of it"], 'line 5: left out: "of it"'),
        (["Duty 1: x", "K is knowledge"], 'the key: left out: "K is knowledge"'),
    ],
)
def test_what_is_not_placed(lines: list[str], note: str) -> None:
    assert said(parsed(*lines)) == (note,)


@pytest.mark.parametrize(
    ("lines", "title", "publisher", "issued"),
    [
        (["A, 5  August  2019", "E"], "E", "A", "2019-08-05"),
        (["A,2019", "E"], "E", "A", "2019"),
        (["A, b, May 2019", "E"], "E", "A, b", "2019-05"),
        (["Issued: 15 August 2019", "E"], "E", None, "2019-08-15"),
        (["Issued: 2019", "E"], "E", None, "2019"),
        (["Publisher: A, 2019", "E"], "E", "A, 2019", None),
        (["A, 2019", "B, 2020"], "B, 2020", "A", "2019"),
        *(([it], it, None, None) for it in ("A, 5 2019", "Issued 2019", "Publisher A", ", 2019", "A, 005 May 2019")),
    ],
)
def test_title_lines(lines: list[str], title: str, publisher: str | None, issued: str | None) -> None:
    standard = parse([*lines, "Duty 1: Edit"], "a.txt").standard
    assert standard is not None
    assert (standard.title, standard.publisher, standard.issued) == (title, publisher, issued)


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        (["Option 1: a", "Option 2: b", "Duty 1: x", "Duty 2: y"], [(1, 2), (1, 2)]),
        (["Option 1", "Option 2", "Option 1", "Duty 1: x"], [(1,)]),
        (["Option 1", "Duty 1: x", "Core duties:", "Duty 2: y"], [(1,), ()]),
        (["Option 1", "Duty 1: x", "Core duties", "Option 2", "Option 3", "Duty 2: y"], [(1,), (2, 3)]),
    ],
)
def test_headings_of_options(lines: list[str], options: list[tuple[int, ...]]) -> None:
    standard = parsed("Option 1: a", "Option 2: b", "Option 3: c", "Duties", *lines).standard
    assert standard is not None
    assert [duty.options for duty in standard.duties] == options


def test_an_option_that_is_titled_twice_before_the_duties_is_reported() -> None:
    imported = parsed("Typical job titles include: Cook, chef.", "Option 1: a", "Option 1: b", "Duty 1: x")
    standard = imported.standard
    assert standard is not None
    assert standard.job_titles == ("Cook", "chef")
    assert [(also.text, also.where) for also in standard.options[0].also_titled] == [("b", "overview")]
    assert said(imported) == ('line 4: option 1 is titled twice: "a" and "b"; both are kept',)


def test_what_no_duty_cites() -> None:
    heading = "Knowledge, skills and behaviours that no duty cites:"
    lines = ("Duty 1: x", "K 1: a", "K 1, K1", heading, "S1: Use", "it", "Duty 2: y", "See K2", heading, "B1: C")
    imported = parsed(*lines)
    assert imported.standard is not None
    assert dict(imported.standard.ksbs) == {"K1": "a", "S1": "Use it", "B1": "C"}
    assert said(imported) == ('line 9: left out: "See K2"',)


def test_in_the_overview_only_prose_is_no_duty() -> None:
    lines = ["A standard", "Overview", "Duty 1 is what the BBC does.", "Duty 1 Plan it", "K10: a", "K2: b"]
    standard = parse(lines, "a.txt").standard
    assert standard is not None
    assert (len(standard.overview), [duty.title for duty in standard.duties]) == (1, ["Plan it"])
    assert list(standard.ksbs) == ["K2", "K10"]


@pytest.mark.parametrize("start", ["Editor", "[Draft] Editor", "[bookmark: a]Editor"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_recognised(start: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(f"{start}\nDuty 1: Edit\nK1: Know".encode(encoding))
    [found] = import_file(tmp_path / "a")
    assert found.standard is not None
    assert found.standard.duties[0].title == "Edit"


def test_yaml_is_no_text_though_it_speaks_of_a_duty(ksb: Ksb, tmp_path: Path) -> None:
    text = Path("data", "standard.yaml").read_text(encoding="utf-8")
    (tmp_path / "old.yaml").write_text(text)
    said = "# Duty 1 was reworded\n" + text
    assert "No differences" in ksb("diff", tmp_path / "old.yaml", "-", stdin=said.encode()).out
    (tmp_path / "a.yaml.orig").write_text(said)
    assert "No differences" in ksb("diff", tmp_path / "old.yaml", tmp_path / "a.yaml.orig").out
    assert "45 knowledge, 45 skills, 6 behaviours, 13 duties" in ksb("import", tmp_path / "a.yaml.orig").err


def test_what_is_imported_does_not_take_the_place_of_its_source(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "cook.yaml").write_text("Cook standard\nDuty 1: Cook\nK1: How")
    result = ksb("import", tmp_path / "cook.yaml", "--output", f"{tmp_path}/")
    assert (result.code, "cook.yaml with the output" in result.err) == (2, True)
    assert (tmp_path / "cook.yaml").read_text().startswith("Cook standard")


@pytest.mark.parametrize(
    "line",
    [
        "Draft 1.0 for the trailblazer group, March 2026",
        "Working draft, 3 March 2026",
        "Version 2 for comment, 2026",
        "Revised by the group, May 2026",
        "Notes of meeting 3, May 2026",
    ],
)
def test_a_line_about_the_draft_names_no_publisher(line: str) -> None:
    imported = parse(["Editor", line, "Duty 1: Edit"], "a.txt")
    assert imported.standard is not None
    assert imported.standard.publisher is None
    assert imported.standard.overview == ()
    assert f'line 2: left out: "{line}"' in said(imported)


def test_what_stands_above_the_heading_of_the_overview_is_no_part_of_it() -> None:
    imported = parse(
        ["Editor", "The group wrote these remarks in yellow today.", "", "Overview of the occupation",
         "An editor is found in many studios.", "", "Duty 1: Edit"],
        "a.txt",
    )  # fmt: skip
    assert imported.standard is not None
    assert imported.standard.overview == ("An editor is found in many studios.",)
    assert said(imported) == ('line 2: left out: "The group wrote these remarks in yellow today."',)


@pytest.mark.parametrize("line", ["b2 is tidy", "b2: is tidy", "B.2 is tidy", "B02: is tidy"])
def test_a_code_that_is_written_otherwise_begins_the_next_statement(line: str) -> None:
    imported = parsed("Behaviours", "B1: is punctual", line, "B3: is kind", "Duty 1: Edit", "B1", "B2", "B3")
    assert imported.standard is not None
    assert imported.standard.ksbs == {"B1": "is punctual", "B2": "is tidy", "B3": "is kind"}
    written = line.split()[0]
    assert f'line 4: "{written}" is read as B2' in said(imported)


def test_a_wrapped_line_is_not_the_next_statement() -> None:
    imported = parsed("Behaviours", "B1: is as calm as the pilot of a", "b2 aircraft", "Duty 1: Edit", "B1")
    assert imported.standard is not None
    assert imported.standard.ksbs == {"B1": "is as calm as the pilot of a b2 aircraft"}


def test_the_line_that_introduces_the_options_is_no_paragraph_of_the_overview() -> None:
    lines = ("Overview", "An editor edits.", "Options", "An apprentice takes the core and one of these options:")
    imported = parsed(*lines, "Option 1: Film", "Option 2: Sound", "Duty 1: Edit")
    assert imported.standard is not None
    assert imported.standard.overview == ("An editor edits.",)
    assert [option.title for option in imported.standard.options] == ["Film", "Sound"]
    assert said(imported) == ()
    assert any(note.kind == "structure" and note.text == lines[-1] for note in imported.notes)


@pytest.mark.parametrize(
    ("lines", "wording"),
    [
        (("K1: Safe practice, inclu-", "ding isolation"), "Safe practice, including isolation"),
        (("K1: Safe practice, inclu\xad", "ding isolation"), "Safe practice, including isolation"),
        (("K1: The end-", "point assessment"), "The end-point assessment"),
        (("K1: Off-the-", "job training"), "Off-the-job training"),
        (("K1: Lock-off, and how to lock-", "off a lift"), "Lock-off, and how to lock-off a lift"),
        (("K1: First-", "and second-line support"), "First- and second-line support"),
        (("K1: The main-", "tenance log", "K2: Plan maintenance"), "The maintenance log"),
    ],
)
def test_a_word_that_a_hyphen_breaks_at_the_end_of_a_line(lines: tuple[str, ...], wording: str) -> None:
    imported = parsed("Knowledge", *lines)
    assert imported.standard is not None
    assert imported.standard.ksbs["K1"] == wording
    assert not any("left out" in line for line in said(imported))


def test_page_numbers_and_running_titles_are_no_text() -> None:
    pages = [f"S{number}: Do this\nand {number}" for number in range(1, 5)]
    text = "\n\n2\n\fEDITOR - draft\n\n".join(["Skills", *pages])
    imported = parsed(*text.split("\n"))
    assert imported.standard is not None
    assert imported.standard.ksbs == {f"S{number}": f"Do this and {number}" for number in range(1, 5)}
    assert said(imported)[0] == 'page header or footer, line 6 and 3 more: left out: "EDITOR - draft"'


def test_numbers_that_stand_alone_are_kept_where_they_may_be_text() -> None:
    imported = parsed("Level", "", "3", "", "Version", "", "4", "", "Knowledge", "K1: How")
    assert [line for line in said(imported) if "page" in line] == []
    assert 'line 4: left out: "3"' in said(imported)


def test_a_code_with_a_space_is_a_code() -> None:
    imported = parsed("Knowledge", "K 1 - How", "K\xa02: Why")
    assert imported.standard is not None
    assert imported.standard.ksbs == {"K1": "How", "K2": "Why"}
    assert said(imported) == ()


def test_numbers_after_a_kind_are_codes_under_a_duty() -> None:
    imported = parsed("Duty 1: Edit", "K: 1, 3-4", "Skills: 2 and 4", "Duty 2: Cut", "B: 1")
    assert imported.standard is not None
    found = [[cite.code for cite in duty.cites] for duty in imported.standard.duties]
    assert found == [["K1", "K3", "K4", "S2", "S4"], ["B1"]]
    assert not any("left out" in line for line in said(imported))


def test_ranges_that_name_too_many_codes_are_given_up_at_the_limit() -> None:
    imported = parsed("Duty 1: Edit", ", ".join(["K1-K500"] * 20_000))
    assert imported.error is not None
    assert "more than 10,000 parts" in imported.error


@pytest.mark.parametrize(
    "line",
    [
        f"K1: Duty 1{' ' * 100_000}x",
        f"Why{' ' * 100_000}(K1x)",
        f"Knowledge{' ' * 100_000}x",
        f"Duty 2: a{' ' * 100_000}x",
        f"Duty 2: (option 1{' ' * 100_000}x",
        f"K1 (Urban option{' ' * 100_000}x",
    ],
)
def test_a_long_run_of_spaces_in_a_list_takes_no_time(line: str) -> None:
    imported = parsed("Duty 1: Edit", "Knowledge", "K2: How", line)
    assert imported.standard is not None


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("KSBs: Knowledge: 1, 2, 3 Skills: 1, 2 Behaviours: 1", "K1 K2 K3 S1 S2 B1"),
        ("KSBs: K1‑K3, S1", "K1 K2 K3 S1"),
        ("KSBs: K1, 2 and 3; S1", "K1 K2 K3 S1"),
        ("K1, 2-3 & 5; S1/2", "K1 K2 K3 K5 S1 S2"),
    ],
)
def test_lists_of_numbers_after_a_kind_or_a_code(line: str, codes: str) -> None:
    imported = parsed("Duty 1: Edit", line)
    assert imported.standard is not None
    assert [cite.code for cite in imported.standard.duties[0].cites] == codes.split()
    assert imported.standard.claims == ()


def test_one_number_for_each_kind_is_a_count() -> None:
    imported = parsed("Duty 1: Edit", "KSBs: K1", "This standard has 3 skills and 2 behaviours.")
    assert imported.standard is not None
    assert [(claim.skills, claim.behaviours) for claim in imported.standard.claims] == [(3, 2)]


@pytest.mark.parametrize(
    ("line", "facts", "left"),
    [
        ("Reference number: ST0999 Version: 1.1 Level: 4", ("ST0999", "1.1", "4"), ()),
        ("ST0123 | Level 3 | Version 1.2 | Marine", ("ST0123", "1.2", "3"), ('line 2: left out: "Marine"',)),
        ("Level 3, ST0123 v1.2", ("ST0123", "1.2", "3"), ()),
    ],
)
def test_particulars_in_one_line(line: str, facts: tuple[str, ...], left: tuple[str, ...]) -> None:
    imported = parsed(line, "Duty 1: Edit", "K1: Know")
    assert imported.standard is not None
    assert (imported.standard.reference, imported.standard.version, imported.standard.level) == facts
    assert (imported.standard.overview, said(imported)) == ((), left)


def test_entry_requirements_are_kept_and_facts_about_qualifications_are_not_the_standards() -> None:
    entry = "Entry requirements", "GCSE maths.", "A driving licence."
    imported = parsed(*entry, "Knowledge", "K1: Flour", "Qualifications", "Level: 3")
    assert imported.standard is not None
    assert imported.standard.entry_requirements == "GCSE maths.\nA driving licence."
    assert imported.standard.level is None
    assert said(imported) == ('line 7: left out: "Qualifications"', 'line 8: left out: "Level: 3"')


@pytest.mark.parametrize("line", ["See also K3, K4", "This duty does not need K3, K4", "Query: K3 K4"])
def test_codes_after_words_that_may_say_otherwise_are_not_cited(line: str) -> None:
    imported = parsed("Duty 1: Bake", "K1, K2", line)
    assert imported.standard is not None
    assert [cite.code for cite in imported.standard.duties[0].cites] == ["K1", "K2"]
    assert f'line 4: left out: "{line}"' in said(imported)


def test_notes_in_a_list_below_a_statement_are_no_part_of_it() -> None:
    imported = parsed(
        "Skills", "S1: Bake bread.", "- talk to Sam", "S2: Bake:", "* rolls", "* Cakes", "S3: Mix", "- dough"
    )
    assert imported.standard is not None
    assert imported.standard.ksbs == {"S1": "Bake bread.", "S2": "Bake:\nrolls\nCakes", "S3": "Mix\ndough"}
    assert said(imported) == ('line 4: left out: "talk to Sam"',)


def test_a_statement_that_is_gone_is_left_out() -> None:
    imported = parsed("Duty 1: Bake (K1, K2)", "Knowledge", "K1: Flour", "K2: Not used.")
    assert imported.standard is not None
    assert imported.standard.ksbs == {"K1": "Flour"}
    assert said(imported) == (
        'line 5: left out: "K2: Not used."',
        "line 2: Duty 1 cites K2, which has no wording anywhere",
    )

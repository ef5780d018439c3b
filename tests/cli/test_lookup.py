"""The commands that look things up, as a person and as a script meet them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Ksb


def test_show_says_what_a_ksb_is(ksb: Ksb) -> None:
    result = ksb("show", "K6")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "K6  Knowledge, core",
        "  Understand what is required by other departments, facilities and/or clients for the production.",
        "",
        "  3 duties need it:",
        "    Duty 1  core  create, populate and manage production documentation such as schedules, call sheets"
        " and daily reports",
        "    Duty 2  core  Identify, obtain and manage resources for a media production such as crew and facilities"
        " in line with timescales and budget",
        "    Duty 9  core  Manage production workflows throughout the stages of a production in line with requirements",
        "",
        "  Other wordings in use:",
        '    Duty 9  its wording has no "Understand"',
        "      above  [-Understand-] what is required by other departments, facilities and/or clients"
        " for the production.",
        "      here   What is required by other departments, facilities and/or clients for the production",
    ]


def test_show_several(ksb: Ksb) -> None:
    result = ksb("show", "k1-k5", "B6", "D9", "--format", "json")
    assert [item.get("code") or item["number"] for item in json.loads(result.out)][4:] == ["K5", "B6", 9]
    assert "Duties 7 and 8  their wording also has a full stop" in ksb("show", "B1").out


def test_show_an_option(ksb: Ksb) -> None:
    shown = ksb("show", "option 2").out
    assert shown == ksb("show", "O2").out == ksb("show", "o2").out
    assert shown.startswith("Option 2  post, VFX/CG and animation\n")
    assert "  The production coordinator or junior bookings producer working in post-production" in shown
    assert "  9 KSBs that only this option needs:\n" in shown
    [option] = json.loads(ksb("show", "O2", "--format", "json").out)
    assert (option["number"], option["duties"]) == (2, [11, 12])


@pytest.mark.parametrize("command", [["duties"], ["list"], ["matrix"], ["export", "json"]])
def test_an_option_by_its_title(command: list[str], ksb: Ksb) -> None:
    assert ksb(*command, "--pathway", "VFX").out == ksb(*command, "--pathway", "2").out
    assert ksb(*command, "--option", "post").out == ksb(*command, "--option", "2").out
    assert ksb(*command, "--option", "1", "--option", "2", "--core").code == 0
    refused = ksb(*command, "--core", "--pathway", "1")
    assert refused.code == 2
    assert refused.err.endswith("hint: one of these alone: --pathway 1, --core, --option 1\n")


def test_duties_of_several_options(ksb: Ksb) -> None:
    result = ksb("duties", "--option", "1", "--option", "2", "--format", "json")
    assert [duty["number"] for duty in json.loads(result.out)] == [10, 13, 11, 12]
    assert ksb("duties", "--core", "--cites", "K17").out == "There are no such duties.\n"
    assert ksb("duties", "--option", "1,2").err == (
        "These are the duties of options 1 and 2 alone. With the core: ksb duties --core --option 1 --option 2\n"
    )


@pytest.mark.parametrize("selection", [["--core"], ["--option", "2"], ["--pathway", "1"], []])
def test_every_command_counts_within_the_selection(selection: list[str], ksb: Ksb) -> None:
    exported = {ksb["code"]: len(ksb["duties"]) for ksb in json.loads(ksb("export", "json", *selection).out)["ksbs"]}
    listed = {ksb["code"]: len(ksb["duties"]) for ksb in json.loads(ksb("list", "--format", "json", *selection).out)}
    lines = (line.split() for line in ksb("list", *selection).out.splitlines() if line.startswith("  "))
    matrix = (line.split() for line in ksb("matrix", *selection).out.splitlines() if line[-1:].isdigit())
    csv = (line.split(",") for line in ksb("export", "csv", "--table", "matrix", *selection).out.splitlines()[1:])
    assert listed == exported
    assert {line[0]: int(line[1]) for line in lines} == exported
    assert {line[0]: int(line[-1]) for line in matrix if line[0] in exported} == exported
    assert {line[0]: int(line[-1]) for line in csv} == exported


def test_a_selection_does_not_change_what_a_ksb_belongs_to(ksb: Ksb) -> None:
    [found] = [ksb for ksb in json.loads(ksb("list", "--option", "1", "--format", "json").out) if ksb["code"] == "K18"]
    assert (found["core"], found["options"], found["duties"]) == (True, [1], [13])
    assert [citation["duty"] for citation in found["citations"]] == [13]
    whole = json.loads(ksb("export", "json").out)
    selected = json.loads(ksb("export", "json", "--pathway", "2").out)
    assert selected["options"] == [option for option in whole["options"] if option["number"] == 2]
    [k37] = [found for found in selected["ksbs"] if found["code"] == "K37"]
    assert (k37["core"], k37["options"]) == (False, [1, 2])
    [row] = [line for line in ksb("export", "csv", "--pathway", "2").out.splitlines() if line.startswith("K37,")]
    assert ",no,1 2," in row


def test_show_what_no_duty_cites_and_what_is_not_defined(ksb: Ksb) -> None:
    text = b"format: 1\ntitle: a\nksbs: {K1: Know}\nduties: [{number: 1, title: t, cites: [K2, {K3: Own}]},"
    text += b"{number: 2, title: u}]\n"
    assert "No duty cites it." in ksb("show", "K1", "--standard", "-", stdin=text).out
    shown = ksb("show", "D1-D2", "--standard", "-", stdin=text).out
    assert "K2  (not defined)\n    K3  Own (not defined)\n" in shown
    assert "It cites no KSBs." in shown


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["show", "K99"], "error: there is no K99\nhint: the nearest: K43, K44, K45\n"),
        (
            ["info", "--standard", "none.yaml"],
            "error: there is no file none.yaml\nhint: check its name and its folder\n",
        ),
        (["info", "--standard", "data"], "error: data: is a folder, not a file\n"),
        (["lint", "--select", "KSB999"], "error: there is no rule 'KSB999'\n"),
    ],
)
def test_what_can_not_be_done_is_exit_2(arguments: list[str], error: str, ksb: Ksb) -> None:
    result = ksb(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(error)


def test_usage_errors_are_exit_2(ksb: Ksb) -> None:
    assert ksb("show").code == 2
    assert ksb("sow", "K1").code == 2
    assert ksb("list", "--format", "xml").code == 2


def test_duties_of_an_option_say_how_to_see_the_core(ksb: Ksb) -> None:
    result = ksb("duties", "--option", "2")
    assert [line[:8] for line in result.out.splitlines() if line.startswith("Duty")] == ["Duty 11 ", "Duty 12 "]
    assert "K33 K34 K35 K42 K43 · S35 S40 S42 · B1 B3" in result.out
    assert result.err == "These are the duties of option 2 alone. With the core: ksb duties --pathway 2\n"


def test_list(ksb: Ksb) -> None:
    result = ksb("list", "--pathway", "1", "--kind", "B")
    assert [line[2:14] for line in result.out.splitlines()[1:]] == [
        f"B{i}  {n} duties" for i, n in enumerate((7, 3, 5, 4, 3, 3), 1)
    ]
    assert [item["code"] for item in json.loads(ksb("list", "--duty", "12", "--format", "json").out)][-1] == "B3"
    assert ksb("list", "--duty", "4", "--option", "2", "--kind", "K").out == "There are no such KSBs.\n"


def test_a_duty_outside_the_selection(ksb: Ksb) -> None:
    result = ksb("list", "--duty", "5", "--option", "2")
    assert (result.code, result.out) == (0, "There are no such KSBs.\n")
    assert result.err == "Duty 5 is core: it belongs to no option. Its KSBs: ksb list --duty 5\n"
    assert (
        "Duty 11 is of option 2. Its KSBs: ksb list --duty 11\n"
        in ksb("list", "--duty", "11", "--option", "1", "--kind", "ESB").err
    )


def test_options(ksb: Ksb) -> None:
    result = ksb("options")
    assert "Option 2  post, VFX/CG and animation\n" in result.out
    assert "  in the duties: Post-production, VFX and animation production\n" in result.out
    assert "    Knowledge  K33 K35 K36 K42 K43\n    Skills     S35 S39 S40 S42\n" in result.out
    assert [option["duties"] for option in json.loads(ksb("options", "--format", "json").out)] == [[10, 13], [11, 12]]
    none = ksb("options", "--standard", "-", stdin=b"{format: 1, title: a, ksbs: {}, duties: []}")
    assert none.out == "This standard has no options.\n"


def test_search(ksb: Ksb) -> None:
    result = ksb("search", "health", "safety")
    assert result.code == 0
    found = [line.split()[0] for line in result.out.splitlines() if line]
    assert " ".join(found) == "Knowledge K14 K15 Skills S15 Duties Duty"
    assert "(in the wording of Duty 6)" in ksb("search", "paying").out
    found = json.loads(ksb("search", "copyright", "--format", "json").out)
    assert [item["code"] for item in found["ksbs"]] == ["K17", "K18", "K19", "K20", "S17", "S18", "S19", "S22"]


def test_search_without_a_match_is_exit_1(ksb: Ksb) -> None:
    result = ksb("search", "zebra")
    assert (result.code, result.out, result.err) == (1, "", "No KSB and no duty contains 'zebra'.\n")
    assert ksb("search", "zebra", "--format", "json").code == 1


def test_search_narrowed(ksb: Ksb) -> None:
    skills = ksb("search", "copyright", "--kind", "S", "--pathway", "film")
    assert [line.split()[0] for line in skills.out.splitlines()] == ["Skills", "S17", "S18", "S19", "S22"]
    nothing = ksb("search", "copyright", "--kind", "S", "--pathway", "2")
    assert (nothing.code, nothing.out) == (1, "")
    assert nothing.err.splitlines() == [
        "No KSB and no duty contains 'copyright' here.",
        "There are matches elsewhere in the standard: ksb search copyright",
    ]
    found = json.loads(ksb("search", "copyright", "--pathway", "2", "--format", "json").out)
    assert [(item["code"], item["duties"]) for item in found["ksbs"]] == [("K18", [5])]


def test_search_says_what_a_code_is(ksb: Ksb) -> None:
    result = ksb("search", "K18", "copyright")
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines() == [
        "No KSB and no duty contains 'K18 copyright'.",
        "To see what K18 says: ksb show K18",
        "To search for the other words: ksb search copyright",
    ]


def test_search_offers_the_nearest_words(ksb: Ksb) -> None:
    assert ksb("search", "copywright").err.splitlines()[1:] == ["The nearest words: copyright"]
    assert ksb("search", "helth", "safety").err.splitlines()[1:] == ["'helth' has no match. The nearest words: health"]
    assert ksb("search", "zebra", "safety").err.splitlines()[1:] == ["'zebra' has no match."]


def test_matrix_in_a_pipe_is_complete(ksb: Ksb) -> None:
    lines = ksb("matrix").out.splitlines()
    assert " ".join(lines[0].split()) == "Knowledge D1 D2 D3 D4 D5 D6 D7 D8 D9 D10* D13* D11* D12* in all"
    assert sum(line.count("●") for line in lines) == 169 + 1
    assert lines[18].split() == ["K18", *"····●·····●··", "2"]
    assert lines[-1] == "* a duty of an option; option 1: D10*, D13*; option 2: D11*, D12*"
    assert ksb("matrix", "--option", "2").out.splitlines()[0].split() == ["Knowledge", "D11*", "D12*", "in", "all"]
    rows = json.loads(ksb("matrix", "--format", "json").out)["rows"]
    assert rows[9]["duty"] == 10
    assert rows[9]["codes"][:2] == ["K37", "K38"]


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_narrow_matrix_is_complete_and_fits(width: int, ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = ksb("matrix").out
    assert out.count("●") == 169 + 1
    assert max(map(len, out.splitlines())) <= max(width, 23)


@pytest.mark.parametrize(
    "command", [["show", "K1-K45", "D1-D13"], ["duties"], ["list"], ["options"], ["info"], ["lint"]]
)
def test_eighty_columns_hold_everything(command: list[str], ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = ksb(*command).out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out


def test_info_says_which_file_was_read(ksb: Ksb) -> None:
    assert "Read from   data/standard.yaml (found in this folder)" in ksb("info").out
    about = json.loads(ksb("info", "--standard", "data/standard.yaml", "--format", "json").out)
    assert about["source"] == {"path": "data/standard.yaml", "why": "argument"}
    assert about["counts"]["citations"] == 169


def test_colour_is_never_the_only_carrier(ksb: Ksb) -> None:
    assert "\x1b[1;31m[-has-]\x1b[0m" in ksb("show", "K18", "--color", "always").out


BOLD, COLORED = "\x1b[1mKnowledge\x1b[0m", "\x1b[1;36mK18\x1b[0m"


@pytest.mark.parametrize(
    ("environment", "arguments", "bold", "colored"),
    [
        ({}, [], False, False),
        ({"FORCE_COLOR": "1"}, [], True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], True, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, [], False, False),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False, False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True, True),
        ({"TERM": "dumb"}, ["--color", "always"], True, True),
    ],
)
def test_colours_in_a_pipe(
    environment: dict[str, str],
    arguments: list[str],
    bold: bool,
    colored: bool,
    ksb: Ksb,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = ksb("show", "K18", *arguments).out
    assert (BOLD in out, COLORED in out) == (bold, colored)
    assert max(map(len, out.splitlines())) > 100


def test_a_file_has_no_colours_unless_asked(ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    file = tmp_path / "out.txt"
    ksb("show", "K18", "--output", file)
    assert "\x1b" not in file.read_text(encoding="utf-8")
    ksb("show", "K18", "--output", file, "--color", "always")
    assert COLORED in file.read_text(encoding="utf-8")
    assert "\x1b" not in ksb("show", "K18", "--format", "json").out

"""Look-ups and selections."""

from __future__ import annotations

import pytest

from ksb import KsbError, NotFoundError, export
from ksb.linter.config import Settings
from ksb.linter.engine import check
from ksb.query import (
    counted_parts,
    counts,
    is_core,
    methods_assessing,
    only_ksbs,
    options_needing,
    other_wordings,
    part,
    select_duties,
    select_ksbs,
)
from ksb.reading import parse
from ksb.references import duty_number, kind_named, option_number, resolve
from ksb.searching import hits, nearest, search
from ksb.standard import Standard


def test_references(standard: Standard) -> None:
    assert resolve(standard, ["k1-k3", "B6", "D9", "K2"]) == ["K1", "K2", "K3", "B6", "D9"]
    assert resolve(standard, ["S22-S24"]) == ["S22", "S24"]
    assert resolve(standard, ["K3-1"]) == ["K1", "K2", "K3"]
    assert resolve(standard, ["d11–d13"]) == ["D13", "D11", "D12"]


@pytest.mark.parametrize(
    ("reference", "message", "hint"),
    [
        ("K99", "there is no K99", "the nearest: K43, K44, K45"),
        ("S23", "there is no S23", "the nearest: S21, S22, S24"),
        ("D99", "there is no Duty 99", "the nearest: Duty 11, Duty 12, Duty 13"),
        ("K1-K99", "there is no K99", "the nearest: K43, K44, K45"),
        ("K1-S2", "K1-S2: a range stays within one kind", "such as K1-K5"),
        (
            "Q1",
            "'Q1' is not a KSB, a duty or an option",
            "such as K18, S3 or B1, D7 for a duty, O2 for an option, or K1-K5 for a range",
        ),
        ("O3", "there is no option 3", "the options are 1 and 2"),
    ],
)
def test_unknown_references(reference: str, message: str, hint: str, standard: Standard) -> None:
    with pytest.raises(KsbError) as raised:
        resolve(standard, [reference])
    assert (raised.value.message, raised.value.hint) == (message, hint)


def test_a_code_that_is_cited_but_not_defined(standard: Standard) -> None:
    without = standard.model_copy(update={"ksbs": {c: t for c, t in standard.ksbs.items() if c != "K6"}})
    with pytest.raises(NotFoundError, match="K6 is not defined, though Duties 1, 2 and 9 cite it"):
        resolve(without, ["K6"])


def test_what_a_ksb_belongs_to(standard: Standard) -> None:
    assert is_core(standard, "K18")
    assert options_needing(standard, "K18") == (1,)
    assert not is_core(standard, "K17")
    assert options_needing(standard, "S36") == (1, 2)
    assert "K17" in only_ksbs(standard, 1)
    assert "K37" not in only_ksbs(standard, 1)
    assert only_ksbs(standard, 2) == ("K33", "K35", "K36", "K42", "K43", "S35", "S39", "S40", "S42")


def test_other_wordings(standard: Standard) -> None:
    assert [[duty.number for duty in wording.duties] for wording in other_wordings(standard, "B1")] == [[3], [7, 8]]
    assert other_wordings(standard, "K2") == ()


def test_a_wording_with_other_line_breaks_is_not_another_one() -> None:
    duties = [{"number": 1, "title": "Edit", "cites": [{"K1": "Cut pictures to a schedule"}]}]
    shape = {"format": 1, "title": "t", "ksbs": {"K1": "Cut pictures\nto a schedule"}, "duties": duties}
    assert other_wordings(Standard.model_validate(shape), "K1") == ()


def numbers(standard: Standard, **conditions: object) -> list[int]:
    return [duty.number for duty in select_duties(standard, **conditions)]  # type: ignore[arg-type]


def test_selecting_duties(standard: Standard) -> None:
    assert numbers(standard, option=2) == [11, 12]
    assert numbers(standard, pathway=2) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12]
    assert numbers(standard, core=True, option=1) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13]
    assert numbers(standard, pathway=1, cites="k18") == [5, 13]
    assert numbers(standard, core=True, cites="K18") == [5]
    assert numbers(standard, option=[1, "2"]) == numbers(standard, option="1, O2") == [10, 13, 11, 12]
    with pytest.raises(KsbError, match="D7 is a duty"):
        select_duties(standard, cites="D7")


@pytest.mark.parametrize("conditions", [{"core": True}, {"option": 1}, {"core": True, "option": 2}])
def test_a_pathway_stands_alone(conditions: dict[str, int], standard: Standard) -> None:
    with pytest.raises(KsbError) as raised:
        numbers(standard, pathway=1, **conditions)
    assert raised.value.hint == "one of these alone: --pathway 1, --core, --option 1"


def test_a_pathway_has_one_option(standard: Standard) -> None:
    with pytest.raises(KsbError) as raised:
        numbers(standard, pathway=["1", "VFX"])
    assert raised.value.hint == "for the core and several options: --core --option 1 --option 2"


@pytest.mark.parametrize(
    ("name", "number"),
    [(2, 2), ("2", 2), ("o2", 2), ("Option 2", 2), ("VFX", 2), ("post", 2), ("vfx anim", 2), ("FILM", 1), ("CG", 2)],
)
def test_names_of_an_option(name: int | str, number: int, standard: Standard) -> None:
    assert option_number(standard, name) == number


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("production", "several options have 'production' in their titles: 1 and 2", "give the number of one"),
        (
            "zebra",
            "no option is called 'zebra'",
            "the options are 1 (film, TV, commercial, short form radio and audio production) and"
            " 2 (post, VFX/CG and animation)",
        ),
        ("", "no option is called ''", None),
        (9, "there is no option 9", "the options are 1 and 2"),
    ],
)
def test_names_of_no_option(name: int | str, message: str, hint: str | None, standard: Standard) -> None:
    with pytest.raises(KsbError) as raised:
        option_number(standard, name)
    assert raised.value.message == message
    assert hint is None or raised.value.hint == hint


def test_names_of_a_duty(standard: Standard) -> None:
    assert {duty_number(standard, name) for name in (5, "5", "D5", "d5", "Duty 5", "duty5")} == {5}
    with pytest.raises(NotFoundError, match="there is no Duty 40"):
        duty_number(standard, "D40")
    with pytest.raises(KsbError, match="'x' is not a duty"):
        duty_number(standard, "x")


def test_selecting_ksbs(standard: Standard) -> None:
    assert select_ksbs(standard, kind="behaviour") == ("B1", "B2", "B3", "B4", "B5", "B6")
    assert select_ksbs(standard, option=2, kind="skill") == ("S34", "S35", "S36", "S39", "S40", "S42")
    assert select_ksbs(standard, duty=5, kind="knowledge") == ("K9", "K16", "K18", "K21")
    assert select_ksbs(standard, duty=[5, "D1"]) == tuple(
        code for code in standard.codes if {5, 1} & {duty.number for duty in standard.duties_citing(code)}
    )
    assert select_ksbs(standard, duty=(), kind=(), option=[]) == standard.codes
    assert select_ksbs(standard, kind=["behaviour", "knowledge"], duty=6) == ("K1", "K25", "K44", "K45", "B2", "B6")
    assert "K17" not in select_ksbs(standard, core=True)
    assert "K17" in select_ksbs(standard, pathway=1)
    assert [kind_named(name) for name in ("k", "Skills", "behaviour")] == ["knowledge", "skill", "behaviour"]
    with pytest.raises(KsbError, match="there is no kind X"):
        kind_named("X")


def codes(standard: Standard, query: str) -> list[str]:
    found = search(standard, query)
    return [match.code for match in found.ksbs] + [f"D{duty.number}" for duty in found.duties]


@pytest.mark.parametrize(
    ("chosen", "duties"),
    [
        ({"core": True}, {1: ()}),
        ({"option": 1}, {2: (1,)}),
        ({"pathway": 2}, {1: (), 2: (2,), 3: (2,)}),
        ({"core": True, "option": 1}, {1: (), 2: (1,)}),
        ({"core": True, "option": [1, 2]}, {1: (), 2: (1, 2), 3: (2,)}),
    ],
)
def test_a_part_has_no_errors(chosen: dict[str, int], duties: dict[int, tuple[int, ...]]) -> None:
    whole = Standard.model_validate(
        {
            "format": 1,
            "title": "Editor",
            "core_and_options": True,
            "options": [{"number": 1, "title": "Film"}, {"number": 2, "title": "Sound"}],
            "ksbs": {"K1": "Know things", "S1": "Do things", "B1": "Care for things"},
            "duties": [
                {"number": 1, "title": "Plan", "cites": ["K1", "S1", "B1"]},
                {"number": 2, "title": "Shoot", "options": [1, 2], "cites": ["K1", "S1", "B1"]},
                {"number": 3, "title": "Mix", "options": [2], "cites": ["K1", "S1", "B1"]},
            ],
        }
    )
    found = part(whole, **chosen)  # type: ignore[arg-type]
    assert {duty.number: duty.options for duty in found.duties} == duties
    reading = parse(export(found, "yaml").encode(), "part.yaml")
    assert [entry.finding.code for entry in check(reading, Settings()).found if entry.finding.severity == "error"] == []


def test_search(standard: Standard) -> None:
    assert codes(standard, "copyright") == ["K17", "K18", "K19", "K20", "S17", "S18", "S19", "S22"]
    assert codes(standard, "Health SAFETY") == ["K14", "K15", "S15", "D4"]
    assert codes(standard, "organisation's") == ["S35"]
    assert codes(standard, "zebra") == []
    assert codes(standard, "...") == []
    assert "K14" not in codes(standard, "egislation")


@pytest.mark.parametrize("written", ["caf\u00e9s", "cafe\u0301s"])
@pytest.mark.parametrize("sought", ["caf\u00e9", "cafe\u0301", "Caf\u00c9"])
def test_search_finds_both_unicode_forms_of_a_letter(written: str, sought: str) -> None:
    shape = {"format": 1, "title": "t", "ksbs": {"K1": f"Run {written}"}, "duties": []}
    assert codes(Standard.model_validate(shape), sought) == ["K1"]
    assert hits(f"Run {written}", sought) == [(4, 4 + len(written) - 1)]


@pytest.mark.parametrize(
    ("sought", "written"),
    [
        ("organize", "Organises work"),
        ("analyse", "Analyzes data"),
        ("color", "Colour charts"),
        ("labor", "Labour; laboratory"),
        ("license", "A licence"),
        ("practise", "Good practice"),
        ("programme", "Program a lathe"),
        ("manager's", "The manager’s diary"),
        ("manager’s", "The manager's diary"),
        ("budgets", "Keep to a budget"),
        ("policies", "A policy"),
        ("coordinate", "How to co-ordinate"),
        ("co-ordinate", "Coordinates work"),
        ("postproduction", "In post-production"),
        ("post‑production", "Postproduction"),
    ],
)
def test_search_finds_other_spellings(sought: str, written: str) -> None:
    shape = {"format": 1, "title": "t", "ksbs": {"K1": written}, "duties": []}
    assert codes(Standard.model_validate(shape), sought) == ["K1"]
    assert hits(written, sought)


def test_a_plural_is_not_the_start_of_another_word() -> None:
    shape = {"format": 1, "title": "t", "ksbs": {"K1": "Care in a career", "K2": "Lengths", "K3": "Cars"}, "duties": []}
    assert codes(Standard.model_validate(shape), "cars") == ["K3"]
    assert codes(Standard.model_validate(shape), "lens") == []


def test_places_of_hits() -> None:
    assert hits("Clearance of cleared rights", "clear of") == [(0, 5), (10, 12), (13, 18)]
    assert hits("Colouring in colours", "color") == [(0, 6), (13, 19)]
    assert hits("prioritised", "prioritiz") == [(0, 9)]
    assert hits("How to co-ordinate", "coordinate") == [(7, 18)]
    assert hits("Coordinate content", "co-ordinate") == [(0, 10)]
    assert hits("A post-production plan", "postprod") == [(2, 11)]
    assert hits("Keep a budget", "budgets") == [(7, 13)]


def test_nearest_words(standard: Standard) -> None:
    assert nearest(standard, "copywright") == {"copywright": ["copyright"]}
    assert nearest(standard, "helth safety") == {"helth": ["health"]}
    assert nearest(standard, "copywrite") == {"copywrite": ["copyright"]}
    assert nearest(standard, "copyrite")["copyrite"][0] == "copyright"
    assert nearest(standard, "postproduction") == nearest(standard, "co-ordinate") == {}
    assert nearest(standard, "zebra") == {"zebra": []}
    assert nearest(standard, "organize") == {}


@pytest.mark.parametrize(
    ("references", "found"),
    [
        (["Duty 5"], ["D5"]),
        (["duty", "5"], ["D5"]),
        (["duty5,K18"], ["D5", "K18"]),
        (["option 2", "o1"], ["O2", "O1"]),
        (["O1-O2"], ["O1", "O2"]),
        (["K 1, s 2"], ["K1", "S2"]),
        (["K1 to K3"], ["K1", "K2", "K3"]),
        (["D1", "-", "3"], ["D1", "D2", "D3"]),
    ],
)
def test_references_as_documents_write_them(references: list[str], found: list[str], standard: Standard) -> None:
    assert resolve(standard, references) == found


WITHOUT_DUTIES = Standard.model_validate(
    {
        "format": 1,
        "title": "Florist",
        "options": [{"number": 1, "title": "Weddings"}],
        "ksbs": {"K1": "Stems", "TS1": "Tie", "ESB1": "Be kind"},
        "assessment": {
            "methods": [
                {"number": 1, "title": "Interview", "ksbs": ["K1", "TS1"]},
                {"number": 2, "title": "Test", "ksbs": ["TS1"]},
            ]
        },
    }
)


def test_without_duties_each_ksb_belongs_to_every_pathway() -> None:
    assert is_core(WITHOUT_DUTIES, "K1")
    assert options_needing(WITHOUT_DUTIES, "K1") == ()
    assert select_ksbs(WITHOUT_DUTIES, core=True) == ("K1", "TS1", "ESB1")
    assert select_ksbs(WITHOUT_DUTIES, pathway=1) == ("K1", "TS1", "ESB1")
    assert select_ksbs(WITHOUT_DUTIES, option=1) == ()
    found = part(WITHOUT_DUTIES, pathway=1)
    assert (found.ksbs, found.options) == (WITHOUT_DUTIES.ksbs, WITHOUT_DUTIES.options)
    with pytest.raises(NotFoundError, match="there is no option 2"):
        part(WITHOUT_DUTIES, pathway=2)


def test_assessment_methods() -> None:
    assert [method.number for method in methods_assessing(WITHOUT_DUTIES, "ts1")] == [1, 2]
    assert methods_assessing(WITHOUT_DUTIES, "ESB1") == ()
    assert select_ksbs(WITHOUT_DUTIES, method=1) == ("K1", "TS1")
    assert select_ksbs(WITHOUT_DUTIES, method=1, kind="technical_skill") == ("TS1",)
    with pytest.raises(NotFoundError) as raised:
        select_ksbs(WITHOUT_DUTIES, method=3)
    assert (raised.value.message, raised.value.hint) == ("there is no assessment method 3", "the methods are 1 and 2")


def test_an_unknown_method_of_a_standard_without_any(standard: Standard) -> None:
    assert methods_assessing(standard, "K1") == ()
    with pytest.raises(NotFoundError) as raised:
        select_ksbs(standard, method=1)
    assert raised.value.hint == "this standard has no assessment methods"


def test_a_part_keeps_the_methods_that_assess_its_ksbs(standard: Standard) -> None:
    plan = {
        "methods": [
            {"number": 1, "title": "Interview", "ksbs": ["K1", "K33"]},
            {"number": 2, "title": "T", "ksbs": ["K17"]},
        ]
    }
    whole = Standard.model_validate({**standard.model_dump(), "assessment": plan})
    found = part(whole, option=2).assessment
    assert found is not None
    assert [(method.number, method.ksbs) for method in found.methods] == [(1, ("K33",))]


@pytest.mark.parametrize(
    ("references", "found"),
    [(["tk1-tk2"], ["TK1", "TK2"]), (["TK 1 to TK 2, esb1"], ["TK1", "TK2", "ESB1"]), (["TK1–2"], ["TK1", "TK2"])],
)
def test_references_to_technical_ksbs(references: list[str], found: list[str]) -> None:
    ksbs = {"TK1": "Stems", "TK2": "Soil", "ESB1": "Be kind"}
    assert resolve(Standard.model_validate({"format": 1, "title": "t", "ksbs": ksbs}), references) == found


def test_counts_in_words() -> None:
    found = counts(WITHOUT_DUTIES)
    assert counted_parts(found, "knowledge", "skills", "technical_skills", "duties", "options") == (
        "1 knowledge, 0 skills, 1 technical skill, 0 duties, 1 option"
    )

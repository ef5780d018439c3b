"""What changed between two versions: which part is which, and what the command says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ksb import diff, load
from ksb.answers.diff import markdown
from ksb.changes import Change, PathwayChange
from ksb.exporters.yaml import export
from ksb.standard import Standard

if TYPE_CHECKING:
    from conftest import Ksb

ROOT = Path(__file__).parents[1]


def standard(ksbs: dict[str, str], **fields: Any) -> Standard:
    duties = fields.pop("duties", [{"number": 1, "title": "Edit", "cites": list(ksbs)}])
    return Standard.model_validate({"format": 1, "title": "Editor", "ksbs": ksbs, "duties": duties, **fields})


def listed(changes: tuple[Change, ...]) -> list[str]:
    return [f"{change.status} {change.old or '-'} {change.new or '-'}" for change in changes]


def saved(folder: Path, old: Standard, new: Standard) -> tuple[Path, Path]:
    """Write two versions to files."""
    paths = (folder / "old.yaml", folder / "new.yaml")
    for path, version in zip(paths, (old, new), strict=True):
        path.write_text(export(version), encoding="utf-8")
    return paths


OLD = {
    "K1": "How sound is recorded",
    "K2": "How pictures are cut to a schedule and a budget",
    "K3": "The law on copyright",
    "S1": "Record sound on set and on location",
    "S2": "Draw up a schedule",
}


def test_nothing_changed() -> None:
    found = diff(standard(OLD), standard(OLD))
    assert not found.changed
    assert {change.status for change in found.ksbs} == {"unchanged"}


def test_a_duty_that_moved_to_another_option(ksb: Ksb, tmp_path: Path) -> None:
    def version(numbers: tuple[int, int], *options: list[int]) -> Standard:
        duties = [
            {"number": i, "title": title, "cites": list(OLD), **({"options": numbered} if numbered else {})}
            for i, (title, numbered) in enumerate(zip(("Edit", "Mix", "Plan"), options, strict=True), 1)
        ]
        titles = zip(numbers, ("Film", "Sound"), strict=True)
        return standard(OLD, options=[{"number": number, "title": title} for number, title in titles], duties=duties)

    old = version((1, 2), [], [1], [1, 2])
    assert not any(change.moved for change in diff(old, version((2, 1), [], [2], [1, 2])).duties)
    found = diff(old, version((1, 2), [1], [], [2]))
    assert [(change.status, change.moved, change.old_options, change.new_options) for change in found.duties] == [
        ("unchanged", True, (), (1,)),
        ("unchanged", True, (1,), ()),
        ("unchanged", True, (1, 2), (2,)),
    ]
    result = ksb("diff", *saved(tmp_path, old, version((1, 2), [1], [], [2])), "--exit-code")
    assert result.code == 1
    assert "now option 1, was core" in result.out
    assert "now core, was option 1" in result.out
    assert "now option 2, was options 1 and 2" in result.out


def test_a_duty_of_an_undefined_option_is_unchanged() -> None:
    one = standard(OLD, duties=[{"number": 1, "title": "Edit", "options": [3], "cites": list(OLD)}])
    assert not diff(one, one).changed


def test_a_code_cited_before_it_was_defined_is_not_a_new_citation() -> None:
    duty = {"number": 1, "title": "Edit", "options": [1], "cites": ["K1", "K9"]}
    without = standard(OLD, duties=[duty])
    defined = standard({**OLD, "K9": "Understand schedules"}, duties=[duty], options=[{"number": 1, "title": "Film"}])
    found = diff(without, defined)
    assert not any(change.changed for change in found.duties)
    assert not any(change.added or change.removed for change in found.pathways)
    assert [change.status for change in found.ksbs if change.status != "unchanged"] == ["added"]


def test_a_code_that_is_removed_and_still_cited(ksb: Ksb, tmp_path: Path) -> None:
    duties = [{"number": 1, "title": "Edit", "cites": ["K1", "K3"]}, {"number": 2, "title": "Plan", "cites": ["S2"]}]
    new = {code: text for code, text in OLD.items() if code != "K3"}
    paths = saved(tmp_path, standard(OLD, duties=duties), standard(new, duties=duties))
    found = json.loads(ksb("diff", *paths, "--format", "json").out)
    assert [duty["citations_undefined"] for duty in found["duties"]] == [["K3"], []]
    assert found["pathways"] == [{"name": "every apprentice", "added": [], "removed": ["K3"]}]
    text = ksb("diff", *paths).out
    assert "Duties  1 changed, 1 unchanged\n  1   Edit\n      cites K3, which is not defined\n" in text


def test_a_code_with_a_new_meaning_is_a_new_citation() -> None:
    new = {**OLD, "K1": "Welding by arc, laser and hand"}
    duties = [{"number": 1, "title": "Edit", "cites": ["K1"]}]
    [found] = diff(standard(OLD, duties=duties), standard(new, duties=duties)).duties
    assert (found.citations_added, found.citations_removed) == (("K1",), ("K1",))


def test_two_duties_with_one_number_are_matched_by_title() -> None:
    duties = [{"number": 1, "title": "Edit", "cites": list(OLD)}, {"number": 1, "title": "Mix", "cites": ["K1", "S1"]}]
    fewer = [duties[0], {**duties[1], "cites": ["K1"]}]
    found = diff(standard(OLD, duties=duties), standard(OLD, duties=fewer))
    assert [change.citations_removed for change in found.duties] == [(), ("S1",)]


@pytest.mark.parametrize(
    ("field", "value", "also", "part", "text"),
    [
        ("overview", ["It is cut.", "It is work."], "overview", "the overview", "It is work."),
        ("job_titles", ["Cutter", "Editor"], "job titles", "the job titles", "Cutter, Editor"),
        ("key", {"knowledge": "a", "skills": "b", "behaviours": "c"}, "key", "the key to knowledge", "a"),
        ("claims", [{"text": "One duty", "duties": 1}], "claims", "the claims", "One duty"),
        (
            "options",
            [{"number": 1, "title": "Film", "description": ["Much"]}],
            "descriptions of options",
            "the description of option 1",
            "Much",
        ),
        (
            "options",
            [{"number": 1, "title": "Film", "also_titled": [{"text": "Films", "where": "duties"}]}],
            "descriptions of options",
            "the other titles of option 1",
            "Films",
        ),
        (
            "duties",
            [{"number": 1, "title": "Edit", "cites": [{"K1": "How sound is heard"}]}],
            "wordings of citations",
            "the wording of K1 in Duty 1",
            "How sound is heard",
        ),
        (
            "duties",
            [{"number": 1, "title": "Edit", "criteria": "Fast", "cites": ["K1"]}],
            "criteria of duties",
            "the criteria of Duty 1",
            "Fast",
        ),
    ],
)
def test_other_texts_are_compared(
    field: str, value: Any, also: str, part: str, text: str, ksb: Ksb, tmp_path: Path
) -> None:
    fields: dict[str, Any] = {"options": [{"number": 1, "title": "Film"}], "overview": ["It is cut."]}
    fields["duties"] = [{"number": 1, "title": "Edit", "cites": [{"K1": OLD["K1"]}]}]
    old, new = saved(tmp_path, standard(OLD, **fields), standard(OLD, **{**fields, field: value}))
    found = json.loads(ksb("diff", old, new, "--format", "json").out)
    assert found["also"] == [also]
    assert (found["texts"][0]["part"], found["texts"][0]["new"]) == (part, text)
    title = part[0].upper() + part[1:]
    shown = ksb("diff", old, new).out
    assert f"\n\nOther texts\n  {title}\n    " in shown
    assert "Also different" not in shown
    assert f"## Other texts\n\n- {title}: " in ksb("diff", old, new, "--format", "markdown").out
    assert ksb("diff", old, new, "--exit-code").code == 1


def test_texts_are_shown_with_their_differences(ksb: Ksb, tmp_path: Path) -> None:
    duties = [{"number": 1, "title": "Edit", "cites": [{"K1": "How sound is heard"}]}]
    changed = [{**duties[0], "cites": [{"K1": "How a sound is heard"}]}]
    before = standard(OLD, duties=duties, overview=["Cut.", "Mix."])
    old, new = saved(tmp_path, before, standard(OLD, duties=changed, overview=["Mix."]))
    assert ksb("diff", old, new).out.endswith(
        "\nOther texts\n  The overview\n    was  Cut.\n  The wording of K1 in Duty 1\n"
        "    was  How sound is heard\n    now  How {+a+} sound is heard\n"
    )
    changelog = ksb("diff", old, new, "--format", "markdown").out
    assert "- The overview: no longer has: Cut.\n" in changelog
    assert "- The wording of K1 in Duty 1: How sound is heard  \n  now: How **a** sound is heard\n" in changelog


def test_what_no_text_shows_is_named(ksb: Ksb, tmp_path: Path) -> None:
    once, twice = ([{"number": 1, "title": "Edit", "cites": ["K1"] * count}] for count in (1, 2))
    old, new = saved(tmp_path, standard(OLD, duties=once), standard(OLD, duties=twice))
    assert ksb("diff", old, new).out.endswith("\n\nAlso different  wordings of citations\n")
    assert ksb("diff", old, new, "--format", "markdown").out.endswith("## Also different\n\nWordings of citations.\n")


def test_where_only_spaces_differ_the_text_is_shown_once(ksb: Ksb, tmp_path: Path) -> None:
    old, new = saved(tmp_path, standard({**OLD, "K1": "How  it is cut"}), standard({**OLD, "K1": "How it is cut"}))
    assert "    K1    How it is cut (only the spacing differs)\n" in ksb("diff", old, new).out
    assert "- **K1**: How it is cut (only the spacing differs)\n" in ksb("diff", old, new, "--format", "markdown").out


WITH_OPTIONS: dict[str, Any] = {
    "options": [{"number": 1, "title": "Film"}, {"number": 2, "title": "Radio"}],
    "duties": [
        {"number": 1, "title": "Edit", "cites": ["K1"]},
        {"number": 2, "title": "Mix", "options": [1], "cites": ["K2"]},
        {"number": 3, "title": "Book", "options": [2], "cites": ["K3"]},
    ],
}


def test_options_that_come_or_go_change_what_each_apprentice_needs() -> None:
    without = [{name: value for name, value in duty.items() if name != "options"} for duty in WITH_OPTIONS["duties"]]
    old, new = standard(OLD, duties=without), standard(OLD, **WITH_OPTIONS)
    assert diff(old, new).pathways == (
        PathwayChange("option 1, Film", (), ("K3",)),
        PathwayChange("option 2, Radio", (), ("K2",)),
    )
    assert diff(new, old).pathways == (
        PathwayChange("the old option 1, Film", ("K3",), ()),
        PathwayChange("the old option 2, Radio", ("K2",), ()),
    )


def test_an_option_with_another_title_and_the_same_duties_is_the_same() -> None:
    retitled = [{"number": 1, "title": "Film"}, {"number": 2, "title": "Sound and podcasts"}]
    found = diff(standard(OLD, **WITH_OPTIONS), standard(OLD, **{**WITH_OPTIONS, "options": retitled}))
    assert [(change.status, change.new) for change in found.options] == [("unchanged", "1"), ("reworded", "2")]
    assert not any(change.changed for change in found.duties)
    duties = [*WITH_OPTIONS["duties"][:2], {"number": 3, "title": "Podcast a talk", "options": [2], "cites": ["S1"]}]
    found = diff(standard(OLD, **WITH_OPTIONS), standard(OLD, options=retitled, duties=duties))
    assert [change.status for change in found.options] == ["unchanged", "removed", "added"]


def test_ids_override_wordings() -> None:
    old = standard({"K1": "Sound", "K2": "Light"}, ids={"K1": "a", "K2": "b"})
    new = standard({"K1": "Light", "K2": "Colour and shade"}, ids={"K1": "a", "K2": "b"})
    assert listed(diff(old, new).ksbs) == ["reworded K1 K1", "reworded K2 K2"]


def test_ids_left_behind_when_codes_moved_are_not_believed() -> None:
    """Whoever puts a KSB in front and renumbers a file by hand leaves `ids` as it was."""
    before = {"K1": "How sound is recorded", "K2": "How pictures are cut", "K3": "The law on copyright"}
    after = {"K1": "How a set is lit", "K2": before["K1"], "K3": before["K2"], "K4": before["K3"]}
    ids = {"K1": "a", "K2": "b", "K3": "c"}
    for old, new, ids_of_new in ((before, after, ids), (after, before, ids)):
        found = diff(standard(old, ids=ids), standard(new, ids=ids_of_new)).ksbs
        assert [change.status for change in found].count("renumbered") == 3
        assert len(found) == 4


def test_wordings_override_codes() -> None:
    assert listed(diff(standard({"K1": "Sound", "K2": "Light"}), standard({"K1": "Light", "K2": "sound."})).ksbs) == [
        "renumbered K2 K1",
        "renumbered K1 K2",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Planing", "What planing does to a board and why its grain matters in the drying and the sale of oak"),
        (
            "Choice, storage and use of joiners' saws",
            "Which saws there are: tenon, rip and bow saws, their teeth, handles, storage, hire, use, cost and choice",
        ),
    ],
)
def test_a_short_wording_whose_words_a_long_one_with_its_code_has_is_that_one(before: str, after: str) -> None:
    assert listed(diff(standard({"K1": before}), standard({"K1": after})).ksbs) == ["reworded K1 K1"]
    assert listed(diff(standard({"K1": before}), standard({"K2": after})).ksbs) == ["removed K1 -", "added - K2"]


def test_paragraphs_are_compared_with_those_that_they_became() -> None:
    had = ["Cutters cut films for a studio.", "The job is found in towns."]
    has = ["It pays well.", "The job is found in large towns.", "Cutters cut films for a studio."]
    found = diff(standard(OLD, overview=had), standard(OLD, overview=has))
    assert [(text.old, text.new) for text in found.texts] == [(None, has[0]), (had[1], has[1])]
    moved = diff(standard(OLD, overview=had), standard(OLD, overview=had[::-1]))
    assert (moved.texts, moved.untold) == ((), ("overview",))


def test_the_most_similar_wordings_are_paired_first() -> None:
    old = standard({"K1": "a b c d e f g h", "K2": "a b c d e f g x"})
    new = standard({"K1": "p a b c d e f g x q", "K2": "a b c d e f y z"})
    assert listed(diff(old, new).ksbs) == ["renumbered_reworded K2 K1", "renumbered_reworded K1 K2"]


@pytest.mark.parametrize(
    ("before", "after", "statuses"),
    [
        # To remove one renumbers the rest, and nothing else.
        (
            OLD,
            {"K1": OLD["K2"], "K2": OLD["K3"], "S1": OLD["S1"], "S2": OLD["S2"]},
            ["removed K1 -", "renumbered K2 K1", "renumbered K3 K2", "unchanged S1 S1", "unchanged S2 S2"],
        ),
        (
            {"K1": "Sound", "K2": OLD["K2"], "K3": OLD["K3"]},
            {"K1": "Sound well", "K2": "Law", "K3": OLD["K2"].replace("budget", "plan")},
            ["reworded K1 K1", "added - K2", "removed K3 -", "renumbered_reworded K2 K3"],
        ),
        # Of equally similar wordings those with the same code are paired.
        (
            {"K1": "a b c d e f g h", "K2": "a b c d e f x y"},
            {"K1": "a b c d e f x h", "K2": "p q a b c d e f x y z w"},
            ["reworded K1 K1", "reworded K2 K2"],
        ),
        ({"K1": "Sound, and light"}, {"K1": "sound and light."}, ["repunctuated K1 K1"]),
        ({"K1": "Up to 1.5 metres"}, {"K1": "Up to 15 metres"}, ["reworded K1 K1"]),
        ({"K1": "Bread", "K2": "Sound, light"}, {"K1": "Sound light"}, ["removed K1 -", "renumbered K2 K1"]),
        # A wording that begins with the other, which has two words that matter or the same code, is similar.
        (
            {"K1": "Team work"},
            {"K1": "Team work: how to share what there is to do with all the others"},
            ["reworded K1 K1"],
        ),
        (
            {"K1": "Bread", "K2": "How dough is made"},
            {"K1": "How dough is made. For example, by hand and by all the machines that bakeries have by now"},
            ["removed K1 -", "renumbered_reworded K2 K1"],
        ),
        (
            {"K1": "Bread", "K2": "How dough"},
            {"K1": "How dough is made, for example by hand and by the machines that bakeries have by now"},
            ["removed K1 -", "added - K1", "removed K2 -"],
        ),
        # Words that matter decide.
        (
            {"K1": "The metallurgy of joints", "K2": "Processes for preparing materials to be marked out"},
            {"K1": "How materials are prepared for marking out"},
            ["removed K1 -", "renumbered_reworded K2 K1"],
        ),
        (
            {"K1": "The principles of infection control", "K2": "The principles of courage and candour"},
            {"K1": "The principles of electrical systems"},
            ["removed K1 -", "added - K1", "removed K2 -"],
        ),
        (
            {"S1": "Recognises the importance of approval before work starts"},
            {"K1": "The importance of approval before work starts"},
            ["renumbered_reworded S1 K1"],
        ),
        (
            {"K1": "How to manage risk on site"},
            {"S1": "Manage staff and budgets on site"},
            ["removed K1 -", "added - S1"],
        ),
        (
            {"K1": "Safety law and practice; how to keep customers and staff safe and well"},
            {"K1": "Safety law and practice", "K2": "How to keep customers and staff safe and well"},
            ["reworded K1 K1", "added - K2"],
        ),
    ],
)
def test_which_is_which(before: dict[str, str], after: dict[str, str], statuses: list[str]) -> None:
    assert listed(diff(standard(before), standard(after)).ksbs) == statuses


def test_a_duty_with_another_title_that_cites_the_same_is_the_same_duty() -> None:
    duties = [
        {"number": 1, "title": "Plan the day", "cites": ["S2"]},
        {"number": 2, "title": "Package goods for their onward journey", "cites": ["K1", "K2", "S1"]},
        {"number": 3, "title": "Edit sound", "cites": ["K3", "S2"]},
    ]
    reworded = {"number": 2, "title": "Get things ready to leave the workshop", "cites": ["K1", "S1"]}
    other = {**reworded, "cites": ["K3", "S2"]}
    shifted = [
        {"number": number, **part} for number, part in ((1, {**reworded, "number": 1}), (2, {**duties[2], "number": 2}))
    ]

    def found(new: list[dict[str, object]]) -> list[str]:
        return listed(diff(standard(OLD, duties=duties), standard(OLD, duties=new)).duties)

    assert found([duties[0], reworded, duties[2]])[1] == "reworded 2 2"
    assert found([duties[0], other, duties[2]])[1:3] == ["removed 2 -", "added - 2"]
    assert found(shifted) == ["removed 1 -", "renumbered_reworded 2 1", "renumbered 3 2"]
    swapped = [{**reworded, "number": 1}, {**duties[0], "number": 2}, duties[2]]
    alike = {**swapped[0], "title": "Get goods ready to leave on their journey"}
    assert "renumbered_reworded 2 1" in found([alike, *swapped[1:]])
    assert "added - 1" in found(swapped)


@pytest.mark.slow
def test_many_similar_statements() -> None:
    """Each resembles hundreds of others."""
    texts = [f"Know thing {number} about sound and light of set {number % 7}" for number in range(1, 1001)]
    old = standard({f"K{number}": text for number, text in enumerate(texts, 1)})
    new = standard({f"K{number}": f"{text} more" for number, text in enumerate(texts[1:], 1)})
    assert listed(diff(old, new).ksbs) == [
        "removed K1 -",
        *(f"renumbered_reworded K{number + 1} K{number}" for number in range(1, 1000)),
    ]


def test_a_line_break_counts_as_a_space() -> None:
    found = diff(standard(OLD), standard({**OLD, "S1": OLD["S1"].replace("set and", "set\nand")}))
    assert {change.status for change in found.ksbs} == {"unchanged"}


def test_without_duties_every_apprentice_needs_every_ksb() -> None:
    found = diff(standard({"K1": "Sound"}, duties=[]), standard({"K1": "Sound", "TS1": "Weld"}, duties=[]))
    assert found.pathways == (PathwayChange("every apprentice", ("TS1",), ()),)
    assert "What an apprentice needs" not in markdown(found)
    found = diff(standard({"K1": "Sound"}), standard({"K1": "Sound", "TS1": "Weld"}))
    assert "What an apprentice needs" in markdown(found)


@pytest.mark.parametrize("texts", ["alike", "unlike"])
@pytest.mark.slow
def test_the_time_for_thousands_of_ksbs_is_bounded(texts: str) -> None:
    def version(name: str) -> Standard:
        alike = f"Know thing about sound and light of set and the law of film {name}"
        return standard(
            {f"K{n}": f"{alike}{n}" if texts == "alike" else f"{name}{n} " * 50 + alike for n in range(1, 2_001)}
        )

    assert len(diff(version("x"), version("y")).ksbs) >= 2_000


def test_split_and_merged() -> None:
    whole = "Record sound on set, on location and in the studio, and cut pictures to a schedule and a budget"
    first, second = "Record sound on set, on location and in the studio", "Cut pictures to a schedule and a budget"
    split = diff(standard({"S1": whole}), standard({"S1": first, "S2": second}))
    assert [(change.status, change.old, change.new, change.split_from) for change in split.ksbs] == [
        ("reworded", "S1", "S1", None),
        ("added", None, "S2", "S1"),
    ]
    merged = diff(standard({"S1": first, "S2": second}), standard({"S1": whole}))
    assert [(change.status, change.old, change.new, change.merged_into) for change in merged.ksbs] == [
        ("reworded", "S1", "S1", None),
        ("removed", "S2", None, "S1"),
    ]


def test_citations_follow_their_ksbs() -> None:
    old = standard(OLD, duties=[{"number": 1, "title": "Edit", "cites": ["K1", "K2", "S1"]}])
    new = standard(
        {"K1": OLD["K2"], "K2": OLD["K3"], "S1": OLD["S1"], "S2": OLD["S2"]},
        duties=[{"number": 2, "title": "Edit", "cites": ["K1", "K2", "S1"]}],
    )
    [duty] = diff(old, new).duties
    assert (duty.status, duty.citations_added, duty.citations_removed) == ("renumbered", ("K2",), ("K1",))


def test_options_metadata_and_pathways() -> None:
    def version(title: str, number: str, cites: list[str]) -> Standard:
        duties = [
            {"number": 1, "title": "Edit", "cites": ["K1"]},
            {"number": 2, "title": "Film", "options": [1], "cites": cites},
        ]
        return standard(OLD, version=number, options=[{"number": 1, "title": title}], duties=duties)

    found = diff(version("Film", "1.0", ["K2", "S1"]), version("Film and television", "1.1", ["S1", "S2"]))
    assert listed(found.options) == ["reworded 1 1"]
    assert [tuple(field) for field in found.metadata] == [("version", "1.0", "1.1")]
    assert [(way.name, way.added, way.removed) for way in found.pathways] == [
        ("option 1, Film and television", ("S2",), ("K2",))
    ]


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    before = load(ROOT / "data" / "standard.yaml")
    ksbs = {**before.ksbs, "K5": "Where to find *money*", "B7": "Keeps calm"}
    del ksbs["K45"]
    return saved(tmp_path, before, before.model_copy(update={"ksbs": ksbs, "version": "1.1"}))


def test_json(ksb: Ksb, versions: tuple[Path, Path]) -> None:
    found = json.loads(ksb("diff", *versions, "--format", "json").out)
    assert list(found) == ["version", "ksbs", "duties", "options", "methods", "metadata", "pathways", "also", "texts"]
    assert found["metadata"] == [{"field": "version", "old": None, "new": "1.1"}]
    changed = [change for change in found["ksbs"] if change["status"] != "unchanged"]
    assert [(change["status"], change["old"], change["new"]) for change in changed] == [
        ("removed", "K5", None),
        ("added", None, "K5"),
        ("removed", "K45", None),
        ("added", None, "B7"),
    ]
    assert found["duties"][1]["citations_removed"] == ["K5"]
    assert found["options"][0]["old_title"] == found["options"][0]["new_title"]


def test_text_and_markdown(ksb: Ksb, versions: tuple[Path, Path]) -> None:
    out = ksb("diff", *versions).out
    assert "KSBs  2 added, 2 removed, 94 unchanged\n" in out
    assert "  Added\n    K5    Where to find *money*\n    B7    Keeps calm\n" in out
    markdown = ksb("diff", *versions, "--format", "markdown").out
    assert "- **K5** Where to find \\*money\\*\n" in markdown
    assert "- version: nothing → 1.1\n" in markdown
    assert ksb("diff", versions[0], versions[0]).out == "No differences\n"
    assert "Nothing." in ksb("diff", versions[0], versions[0], "--format", "markdown").out


def test_a_code_with_a_new_meaning_is_named_as_the_old_one(ksb: Ksb, tmp_path: Path) -> None:
    ways = {"options": [{"number": 1, "title": "Film"}]}
    old = standard(OLD, duties=[{"number": 1, "title": "Edit", "cites": ["K1", "K2", "K3"]}], **ways)
    new = standard(
        {"K1": OLD["K1"], "K2": OLD["K3"]}, duties=[{"number": 1, "title": "Edit", "cites": ["K1", "K2"]}], **ways
    )
    paths = saved(tmp_path, old, new)
    for format in ("text", "markdown"):
        out = ksb("diff", *paths, "--format", format).out
        assert "no longer cites the old K2" in out
        assert "no longer needs the old K2" in out


def test_markdown_has_both_titles_of_a_reworded_duty_or_option(ksb: Ksb, tmp_path: Path) -> None:
    def version(duty: str, option: str) -> Standard:
        duties = [{"number": 1, "title": duty, "cites": ["K1"]}]
        return standard(OLD, duties=duties, options=[{"number": 1, "title": option}])

    old, new = version("Book a studio", "Film making and radio"), version("Book a good studio", "Film making and TV")
    out = ksb("diff", *saved(tmp_path, old, new), "--format", "markdown").out
    assert "- Duty 1, reworded: Book a studio  \n  now: Book a **good** studio\n" in out
    assert "- Option 1, reworded: Film making and ~~radio~~  \n  now: Film making and **TV**" in out


def test_changed_citations_of_a_duty(ksb: Ksb, tmp_path: Path) -> None:
    first = {"number": 1, "title": "Edit", "cites": ["K1"]}
    old = standard(OLD, duties=[first, {"number": 2, "title": "Book a studio", "cites": ["K2"]}])
    moved = {"K1": "Where to find work", "K2": OLD["K1"], "K3": OLD["K3"]}
    new = standard(moved, duties=[first, {"number": 3, "title": "Mix the sound", "cites": []}])
    paths = saved(tmp_path, old, new)
    out = ksb("diff", *paths).out
    duties = out[out.index("Duties") : out.index("What an apprentice")]
    assert [" ".join(line.split()) for line in duties.splitlines()[1:-1]] == [
        "1 Edit",
        "now also cites K1; no longer cites the old K1",
        "2 Book a studio",
        "removed; cited K2",
        "3 Mix the sound",
        "added",
    ]
    out = ksb("diff", *reversed(paths), "--format", "markdown").out
    assert "- Duty 2, Book a studio: added; cites K2\n" in out


def test_exit_code_and_renumbering(ksb: Ksb, versions: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = versions
    assert ksb("diff", old, new).code == 0
    assert ksb("diff", old, new, "--exit-code").code == 1
    assert ksb("diff", old, old, "--exit-code").code == 0
    table = tmp_path / "codes.csv"
    ksb("diff", old, new, "--renumber", table)
    assert table.read_text(encoding="utf-8").splitlines() == ["old,new"]
    ksb("diff", old, new, "--renumber", table, "--all")
    rows = table.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "old,new"
    assert len(rows) == 1 + 94
    assert "K1,K1" in rows
    assert ksb("diff", old, new, "--renumber", table, "--output", table).code == 2


def test_the_table_of_new_codes(ksb: Ksb, tmp_path: Path) -> None:
    before, after = {"K1": "Sound", "K2": "Light and colour"}, {"K1": "Light and colour", "K2": "Bread", "K3": "Sound"}
    paths = saved(tmp_path, standard(before), standard(after))
    table = tmp_path / "codes.csv"
    ksb("diff", *paths, "--renumber", table)
    assert table.read_text(encoding="utf-8").splitlines() == ["old,new", "K2,K1", "K1,K3"]
    refused = ksb("diff", *paths, "--all")
    assert (refused.code, refused.err) == (
        2,
        f"error: --all requires --renumber\nhint: ksb diff {paths[0]} {paths[1]} --renumber codes.csv --all\n",
    )


def test_the_cases_beside_the_repository(shared: Path) -> None:
    found = diff(load(shared / "cases/diff/old.yaml"), load(shared / "cases/diff/new.yaml"))
    assert listed(found.ksbs) == ["unchanged K1 K1", "unchanged S1 S1", "reworded B1 B1", "reworded B2 B2"]
    assert not any(change.changed for change in found.duties)


def test_every_format_tells_punctuation_from_words(ksb: Ksb, tmp_path: Path) -> None:
    before = {"K1": "Sound, and light", "K2": "Bread", "K3": "How pictures: are cut"}
    after = {"K1": "Sound and light.", "K2": "How pictures are cut"}
    paths = saved(tmp_path, standard(before), standard(after))
    text = ksb("diff", *paths).out
    assert "KSBs  1 removed, 1 repunctuated, 1 renumbered\n" in text
    assert "  Repunctuated\n    K1    was  [-Sound,-] and [-light-]\n" in text
    assert "    K3 is now K2 (repunctuated)\n" in text
    changelog = ksb("diff", *paths, "--format", "markdown").out
    assert (
        "## Repunctuated KSBs\n\n- **K1**: ~~Sound,~~ and ~~light~~  \n  now: **Sound** and **light.**\n" in changelog
    )
    assert "| K3 | K2 | repunctuated |\n" in changelog
    found = json.loads(ksb("diff", *paths, "--format", "json").out)["ksbs"]
    assert [change["status"] for change in found] == ["repunctuated", "removed", "renumbered"]


def test_a_changed_citation_of_an_undefined_code_is_reported_once(ksb: Ksb, tmp_path: Path) -> None:
    cites = {"number": 1, "title": "Edit", "cites": ["K1", "K3"]}
    old = standard(OLD, duties=[cites])
    new = standard(OLD, duties=[{**cites, "cites": ["K1", "K9"]}])
    paths = saved(tmp_path, old, new)
    text = ksb("diff", *paths).out
    assert "      no longer cites K3; cites K9, which is not defined\n" in text
    assert text.count("K9") == 1
    assert json.loads(ksb("diff", *paths, "--format", "json").out)["duties"][0]["citations_undefined"] == ["K9"]
    changelog = ksb("diff", *paths, "--format", "markdown").out
    assert changelog.count("K9") == 1


def test_a_citation_that_kept_the_code_of_a_renumbered_ksb(ksb: Ksb, tmp_path: Path) -> None:
    duties = [{"number": 1, "title": "Edit", "cites": ["K1"]}]
    old, new = (standard({code: "How sound is recorded"}, duties=duties) for code in ("K1", "K2"))
    paths = saved(tmp_path, old, new)
    text = ksb("diff", *paths).out
    assert text.endswith("Duties  1 changed\n  1   Edit\n      cites K1, which is not defined\n")
    assert ksb("diff", *paths, "--exit-code").code == 1


@pytest.mark.parametrize(
    ("old", "new", "heading"),
    [
        ({"version": "1.0"}, {"version": "1.1"}, "Editor: what changed from version 1.0 to version 1.1"),
        (
            {"issued": "2019-08"},
            {"issued": "2021"},
            "Editor: what changed from the issue of 2019-08 to the issue of 2021",
        ),
        ({"version": "1.0"}, {"version": "1.0"}, "Editor: what changed from old.yaml to new.yaml"),
        ({}, {"version": "1.0", "title": "*Cutter*"}, "\\*Cutter\\*: what changed from old.yaml to new.yaml"),
    ],
)
def test_the_changelog_is_headed_with_both_versions(
    old: dict[str, str], new: dict[str, str], heading: str, ksb: Ksb, tmp_path: Path
) -> None:
    versions = (Standard.model_validate({**standard(OLD).model_dump(), **fields}) for fields in (old, new))
    paths = saved(tmp_path, *versions)
    assert ksb("diff", *paths, "--format", "markdown").out.startswith(f"# {heading}\n")


def test_lines_after_the_first_are_indented(ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"K{i}": f"Statement {i}" for i in range(1, 40)}
    few = {"number": 1, "title": "Edit, cut, mix and colour the pictures of a long film in a studio", "cites": ["K1"]}
    all_of_them = {
        **few,
        "title": "Edit, cut, mix and colour the pictures of a short film in a studio",
        "cites": list(many),
    }
    paths = saved(tmp_path, standard(many, duties=[few]), standard(many, duties=[all_of_them]))
    monkeypatch.setenv("COLUMNS", "60")
    lines = ksb("diff", *paths).out.splitlines()
    start = lines.index("Duties  1 reworded")
    assert [len(line) - len(line.lstrip()) for line in lines[start + 1 :]] == [
        *(2, 11, 6, 11),  # 1  was, now
        *(6, 8, 8, 8, 8),  # reworded; now also cites
        *(0, 0, 2, 4, 6, 6, 6),  # what an apprentice needs
    ]


def test_texts_left_out_of_a_version_are_reported(ksb: Ksb, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "Cook\n\nKnowledge\nK1: Heat\nK2: Food safety law\n\nPage 3 of 7: see the annex\nS: none\n", encoding="utf-8"
    )
    left_out = ksb("import", draft).err.count("left out: ")
    result = ksb("diff", draft, "data/standard.yaml")
    assert left_out
    assert result.err == f"{draft}: {left_out} text{'s' * (left_out > 1)} left out; to see what: ksb import {draft}\n"


def test_standard_input_and_other_formats(ksb: Ksb, versions: tuple[Path, Path]) -> None:
    old, new = versions
    assert ksb("diff", "-", new, stdin=old.read_bytes()).out == ksb("diff", old, new).out
    assert ksb("diff", "-", "-").code == 2
    example = "docs/examples/podcast-editor.json"
    assert ksb("diff", example, example).out == "No differences\n"
    assert ksb("diff", old, "none.yaml").code == 2


def test_the_table_of_codes_on_standard_output(ksb: Ksb, versions: tuple[Path, Path], tmp_path: Path) -> None:
    result = ksb("diff", *versions, "--renumber", "-")
    assert (result.code, result.out) == (2, "")
    assert "can't both go to standard output" in result.err
    result = ksb("diff", *versions, "--renumber", "-", "--output", tmp_path / "diff.txt")
    assert result.out == "old,new\r\n"
    assert result.err == "Removed, so not in the table, although another KSB has the code now: K5\n"

"""Finding a standard, and reporting what is wrong with a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from ksb import InvalidStandardError, KsbError, Standard, load
from ksb.reading import embedded, find, read
from ksb.source import Source
from ksb.validate import first_fault, validate

if TYPE_CHECKING:
    from conftest import Ksb

MINIMAL = "format: 1\ntitle: Editor\nksbs:\n  K1: Know\nduties:\n  - number: 1\n    title: Edit\n    cites: [K1]\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 the field `title` is missing"]),
        ("title: Editor\ntitel: x", ["3:1 unknown field `titel`; is `title` meant?"]),
        ("title: Editor\nzzz: x", ["3:1 unknown field `zzz`"]),
        ("title: [a]", ["2:1 `title` must be a text, not a list; a text that starts with [ must be in quotes"]),
        (
            "title: a\noverview: [kinds: craft]",
            [
                "3:12 an item of `overview` must be a text, not a mapping of fields; a text that contains ': ' must"
                " be in quotes"
            ],
        ),
        ("title: a\npublisher: ''", ["3:1 `publisher` is an empty text"]),
        ("title: a\noptions: 1", ["3:1 `options` must be a list, not a number"]),
        ("title: a\nissued: 2019-13", ["3:1 `issued` must be a date: YYYY, YYYY-MM or YYYY-MM-DD, not '2019-13'"]),
        ("title: a\nclaims: [{text: x}]", ["3:10 this claim needs at least one count, such as `duties: 13`"]),
        ("title: a\nclaims: [{text: x, duties: ten}]", ["3:20 `duties` must be a whole number, not 'ten'"]),
        ("title: a\noptions: [{number: 0, title: x}]", ["3:12 `number` must be 1 to 9,999, not '0'"]),
        (
            "title: a\noptions: [{number: 1, title: x, also_titled: [{text: y, where: there}]}]",
            ["3:57 `where` must be 'overview', 'claims' or 'duties', not 'there'"],
        ),
    ],
)
def test_each_fault_is_reported_at_its_place(text: str, expected: list[str]) -> None:
    content = f"format: 1\n{text}\nksbs: {{}}\nduties: []\n".encode()
    found = validate(Source("f", content)).problems
    assert [f"{problem.span.line}:{problem.span.column} {problem.message}" for problem in found] == expected
    assert {problem.code for problem in found} == {"KSB002"}


@pytest.mark.parametrize(
    ("part", "written", "meant"),
    [
        ("title: a\n{}: x\nduties: []", "name", "title"),
        ("title: a\n{}: x\nduties: []", "description", "overview"),
        ("title: a\n{}: x\nduties: []", "date", "issued"),
        ("title: a\nduties: [{{number: 1, title: a, {}: [K1]}}]", "citations", "cites"),
        ("title: a\nduties: [{{number: 1, title: a, {}: [K1]}}]", "ksbs", "cites"),
        ("title: a\nduties: [{{number: 1, title: a, {}: [K1]}}]", "Codes", "cites"),
        ("title: a\nduties: [{{number: 1, title: a, {}: x}}]", "description", "title"),
        ("title: a\nduties: [{{number: 1, title: a, {}: x}}]", "name", "title"),
        ("title: a\nassessment: {{methods: [{{number: 1, title: a, {}: [K1]}}]}}", "cites", "ksbs"),
    ],
)
def test_the_field_that_another_word_stands_for(part: str, written: str, meant: str) -> None:
    content = f"format: 1\n{part.format(written)}\n".encode()
    messages = [problem.message for problem in validate(Source("f", content)).problems]
    assert f"unknown field `{written}`; is `{meant}` meant?" in messages


FIELDS = {
    "format: {}": "must be a whole number",
    "title: {}": "must be a text",
    "publisher: {}": "must be a text",
    "version: {}": "must be a text",
    "issued: {}": "must be a text",
    "core_and_options: {}": "must be true or false",
    "overview: {}": "must be a list",
    "overview: [{}]": "must be a text",
    "key: {}": "must be a mapping of fields",
    "claims: {}": "must be a list",
    "claims: [{}]": "must be a mapping of fields",
    "claims: [{text: a, duties: {}}]": "must be a whole number",
    "options: [{}]": "must be a mapping of fields",
    "options: [{number: {}, title: a}]": "must be a whole number",
    "options: [{number: 1, title: a, also_titled: [{text: a, where: {}}]}]": "must be 'overview', 'claims' or 'duties'",
    "ksbs: {}": "must be a mapping of fields",
    "ksbs: {K1: {}}": "must be a text",
    "ids: {K1: {}}": "must be a text",
    "duties: {}": "must be a list",
    "duties: [{}]": "must be a mapping of fields",
    "duties: [{number: 1, title: a, options: {}}]": "must be a list",
    "duties: [{number: 1, title: a, options: [{}]}]": "must be a whole number",
    "duties: [{number: 1, title: a, cites: {}}]": "must be a list",
    "duties: [{number: 1, title: a, cites: [{}]}]": "must be a code (K1) or one code with its wording (K1: ...)",
    "duties: [{number: 1, title: a, cites: [K1: {}]}]": "must be a text",
    "assessment: {}": "must be a mapping of fields",
    "assessment: {methods: {}}": "must be a list",
    "assessment: {methods: [{number: 1, title: a, portfolio: {}}]}": "must be true or false",
    "assessment: {methods: [{number: 1, title: a, ksbs: [{}]}]}": "must be a text",
}
WRONG = {"must be a text": ("[]", "{}"), "must be a list": ("a", "{}"), "must be a mapping of fields": ("a", "[]")}
OPTIONAL = ("publisher", "version", "issued", "core_and_options", "key", "assessment: {}", "claims: [{text: a, duties")


@pytest.mark.parametrize("field", FIELDS)
def test_every_wrong_type_is_reported_in_the_words_of_the_format(field: str) -> None:
    for wrong in WRONG.get(FIELDS[field], ("a", "[]", "{}")):
        if wrong == "a" and "cites: [" in field:
            continue  # a text there is a code, if a wrong one
        base = {"format": "1", "title": "a", "ksbs": "{}"}
        name, value = field.replace("{}", wrong).split(": ", 1)
        text = "".join(f"{key}: {base[key]}\n" for key in base if key != name) + f"{name}: {value}\n"
        [problem] = validate(Source("f", text.encode())).problems
        assert FIELDS[field] in problem.message, (wrong, problem.message)
        assert not re.search("Input|should|valid|tuple|dict|instance|string", problem.message), problem.message


@pytest.mark.parametrize("field", [it for it in FIELDS if not it.startswith(OPTIONAL)])
def test_every_required_field_that_is_left_empty_is_reported(field: str) -> None:
    text = f"format: 1\ntitle: a\nksbs: {{}}\n{field.replace('{}', '~')}\n"
    text = text.replace("format: 1\n", "", field.startswith("format"))
    text = text.replace("title: a\n", "", field.startswith("title"))
    text = text.replace("ksbs: {}\n", "", field.startswith("ksbs"))
    [problem] = validate(Source("f", text.encode())).problems
    expected = "has no wording after the colon" if "K1: {}]" in field else FIELDS[field]
    assert expected in problem.message


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"duties": [{"number": 0, "title": "a"}]}, "duties.0.number: `number` must be 1 to 9,999"),
        ({"title": 3}, "title: `title` must be a text, not 3"),
        ({"titel": 3}, "titel: unknown field `titel`; is `title` meant?"),
        ({"options": [{"number": 1, "title": "a"}] * 101}, "options: `options` has more than 100 items"),
    ],
)
def test_a_fault_in_data_from_elsewhere_has_the_same_words(fields: dict[str, object], expected: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Standard.model_validate({"format": 1, "title": "a", "ksbs": {}, **fields})
    assert first_fault(raised.value) == expected


def test_an_option_is_named_once() -> None:
    content = b"format: 1\ntitle: a\nksbs: {}\nduties: [{number: 1, title: b, options: [1, 2, 1]}]\n"
    assert [problem.message for problem in validate(Source("f", content)).problems] == ["`options` names 1 twice"]


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        *(
            (code, f"`{code}` is not a code: K, S, B, TK, TS or ESB and a number, such as K1; is {meant} meant?")
            for code, meant in (("k3", "K3"), ("KO5", "K5"), ("Kl", "K1"), ("K03", "K3"), ("K 3", "K3"), ("К3", "K3"))
        ),
        *(
            (
                codes,
                f"`{codes}` is not a code: K, S, B, TK, TS or ESB and a number, such as K1;"
                " each code is an item of its own: [K1, K2]",
            )
            for codes in ("K3 S3", "K3; S3; B2", "K3-K5")
        ),
        ("X2", "`X2` is not a code: K, S, B, TK, TS or ESB and a number, such as K1"),
        ("{K3: a, K4: b}", "a citation must be a code (K1) or one code with its wording (K1: ...)"),
        ("{code: K3, text: a}", "a citation must be a code (K1) or one code with its wording (K1: ...)"),
        ("[a]", "a citation must be a code (K1) or one code with its wording (K1: ...)"),
        ("{K1: }", "a citation has no wording after the colon"),
        ('{K1: ""}', "the wording of this citation is an empty text"),
    ],
)
def test_what_is_wrong_with_a_citation(citation: str, expected: str) -> None:
    content = f"format: 1\ntitle: a\nksbs: {{}}\nduties: [{{number: 1, title: b, cites: [{citation}]}}]\n".encode()
    assert [problem.message for problem in validate(Source("f", content)).problems] == [expected]


def test_a_later_format_is_refused() -> None:
    found = validate(Source("f", MINIMAL.replace("format: 1", "format: 2").encode())).problems
    assert [problem.message for problem in found] == ["`format` is 2, but this version of ksb reads format 1"]


def test_every_fault_in_one_go(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(
        "format: 1\ntitle: a\ntitle: b\nksbs: {k1: x}\nduties: [{number: one, title: t}]\n", encoding="utf-8"
    )
    with pytest.raises(InvalidStandardError) as raised:
        load(file)
    assert raised.value.problems == (
        f"{file}:3:1: `title` appears twice, first in line 2",
        f"{file}:4:8: `k1` is not a code: K, S, B, TK, TS or ESB and a number, such as K1; is K1 meant?",
        f"{file}:5:11: `number` must be a whole number, not 'one'",
    )


@pytest.mark.parametrize("content", [b"- a\n", b"text\n", b"~\n"])
def test_a_file_that_is_not_a_mapping(content: bytes) -> None:
    [problem] = validate(Source("f", content)).problems
    assert problem.message.startswith("this is not a standard: it is ")


def test_a_file_that_can_not_be_opened(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "none.yaml", "there is no such file"), (tmp_path, "is a folder, not a file")):
        [problem] = read(str(path)).problems
        assert (problem.code, problem.message) == ("KSB001", why)


def test_a_name_that_no_file_can_have() -> None:
    [problem] = read("a\0b").problems
    assert problem.message.startswith("can't be read: embedded null")


class TestFind:
    """Which file a command reads: the first that applies."""

    @pytest.fixture(autouse=True)
    def _elsewhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def test_embedded(self) -> None:
        assert find().why == "embedded"
        assert Path(find().path) == embedded()

    def test_current_folder(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "standard.yaml").write_text(MINIMAL, encoding="utf-8")
        assert (find().why, find().path) == ("folder", "data/standard.yaml")
        (tmp_path / "standard.yaml").write_text(MINIMAL, encoding="utf-8")
        assert find().path == "standard.yaml"

    @pytest.mark.parametrize(
        ("name", "text"),
        [("ksb.toml", 'standard = "mine.yaml"'), ("pyproject.toml", '[tool.ksb]\nstandard = "mine.yaml"')],
    )
    def test_configuration_of_a_folder_above(
        self, name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / "below").mkdir()
        (tmp_path / "below" / "standard.yaml").write_text(MINIMAL, encoding="utf-8")
        (tmp_path / "below" / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
        monkeypatch.chdir(tmp_path / "below")
        assert (find().why, find().path) == ("configuration", "../mine.yaml")

    def test_environment_then_argument(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("KSB_STANDARD", "theirs.yaml")
        assert (find().why, find().path) == ("environment", "theirs.yaml")
        assert (find("mine.yaml").why, find("mine.yaml").path) == ("argument", "mine.yaml")

    @pytest.mark.parametrize("text", ["standard = 3", "standard = ", "standard = ''"])
    def test_configuration_that_can_not_be_used(self, text: str, tmp_path: Path) -> None:
        (tmp_path / "ksb.toml").write_text(text, encoding="utf-8")
        with pytest.raises(KsbError, match=r"ksb\.toml: "):
            find()


def test_the_hint_says_where_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ksb.toml").write_text('standard = "none.yaml"', encoding="utf-8")
    with pytest.raises(KsbError) as raised:
        load()
    assert raised.value.hint == f"{tmp_path / 'ksb.toml'} names it"
    monkeypatch.setenv("KSB_STANDARD", "none.yaml")
    with pytest.raises(KsbError) as raised:
        load()
    assert raised.value.hint == "KSB_STANDARD names it"
    with pytest.raises(KsbError) as raised:
        load("none.yaml")
    assert raised.value.hint == "check its name and its folder"


def test_a_command_says_where_a_missing_file_is_named(ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSB_STANDARD", "none.yaml")
    for output in ((), ("--output", "x.txt")):
        assert ksb("show", "K1", *output).err.endswith("\nhint: KSB_STANDARD names it\n")


def test_what_was_published_is_to_be_imported(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"title": "Editor", "larsCode": 3, "knowledges": [], "duties": []}')
    result = ksb("show", "K1", "--standard", tmp_path / "a.json")
    assert result.code == 2
    [error, _] = result.err.splitlines()
    assert error.endswith("a.json:1:1: this is a published standard; `ksb import` converts it to a file that ksb reads")


@pytest.mark.slow
def test_of_very_many_faults_the_first_are_reported() -> None:
    content = "format: 1\ntitle: t\nksbs: {K1: Know}\nduties: []\n" + "".join(f"f{i}: x\n" for i in range(10_005))
    assert len(validate(Source("f", content.encode())).problems) == 10_000

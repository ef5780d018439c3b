"""The models as Pydantic models: frozen, strict about fields, copied and dumped; and the look-ups of a standard."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Callable

import pytest
from pydantic import ValidationError

import ksb
from ksb import KSB, NotFoundError
from ksb.kinds import code_order
from ksb.models import FROM_FILE, Citation, Duty
from ksb.standard import Standard


def duty(**fields: object) -> Standard:
    return Standard.model_validate({"format": 1, "title": "a", "ksbs": {}, "duties": [{"title": "a", **fields}]})


def test_models_are_frozen(standard: Standard) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        standard.title = "Another"


def test_equal_standards_have_one_hash(standard: Standard) -> None:
    turned = standard.model_copy(update={"ksbs": dict(reversed(list(standard.ksbs.items())))})
    other = standard.model_copy(update={"title": "Another"})
    assert hash(turned) == hash(standard)
    assert {standard, turned, other} == {turned, other}


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        duty(number=1, colour="red")


@pytest.mark.parametrize("number", [True, 1.5, "1.0", " 1", "+1", "1_0", -1, 0, 10_000])
def test_numbers_are_whole_and_plain(number: object) -> None:
    assert duty(number="9999").duties[0].number == 9999
    with pytest.raises(ValidationError, match="must be"):
        duty(number=number)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"lone surrogate|string_unicode"):
        duty(number=1, title="\ud800")
    with pytest.raises(ValidationError, match=r"lone surrogate|string_unicode"):
        Standard.model_validate({"format": 1, "title": "\ud800", "ksbs": {}, "duties": []})


def test_look_ups(standard: Standard) -> None:
    ksb = standard.ksb("k6")
    assert ksb == KSB(
        "K6", "Understand what is required by other departments, facilities and/or clients for the production."
    )
    assert ksb.kind == "knowledge"
    assert [duty.number for duty in standard.duties_citing("K6")] == [1, 2, 9]
    assert [duty.number for duty in standard.pathway(2)] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12]
    assert standard.duty(13).options == (1,)
    assert standard.duties_citing("K99") == ()


def test_what_is_not_there(standard: Standard) -> None:
    with pytest.raises(NotFoundError, match="there is no K99"):
        standard.ksb("K99")
    with pytest.raises(NotFoundError, match="there is no Duty 99"):
        standard.duty(99)
    with pytest.raises(NotFoundError, match="there is no option 3") as raised:
        standard.option(3)
    assert raised.value.hint == "the options are 1 and 2"
    twice = (standard.options[0], *standard.options[:2])
    for options, hint in (
        (standard.options[:1], "the only option is 1"),
        (twice, "the options are 1 and 2"),
        ((), "this standard has no options"),
    ):
        with pytest.raises(NotFoundError) as raised:
            standard.model_copy(update={"options": options}).option(3)
        assert raised.value.hint == hint


def test_the_full_wording_of_a_citation(standard: Standard) -> None:
    assert standard.wording(Citation(code="K1")) == standard.ksbs["K1"]
    assert standard.wording(Citation(code="K1", text="Other")) == "Other"
    assert standard.wording(Citation(code="K99")) == ""


def test_code_order() -> None:
    ordered = ["K9", "K10", "S2", "S10", "B1", "TK1", "TK2", "TS1", "ESB1"]
    assert sorted(set(ordered), key=code_order) == ordered
    assert KSB("TS1", "Weld").kind == "technical_skill"


@pytest.mark.parametrize("deep", [False, True])
def test_a_changed_copy_does_not_answer_for_the_original(deep: bool, standard: Standard) -> None:
    assert standard.duties_citing("K6")
    assert standard.codes
    changed = standard.model_copy(update={"duties": (), "ksbs": {"S1": "Use"}}, deep=deep)
    assert (changed.duties_citing("K6"), changed.codes) == ((), ("S1",))


def test_a_dump_is_the_yaml_shape_and_validates_again(standard: Standard) -> None:
    dumped = standard.model_dump(exclude_defaults=True)
    for duty, shape in zip(standard.duties, dumped["duties"], strict=True):
        expected = tuple(it.code if it.text is None else {it.code: it.text} for it in duty.cites)
        assert shape["cites"] == expected
    assert Standard.model_validate(dumped) == standard
    assert Standard.model_validate(standard.model_dump()) == standard
    assert Standard.model_validate_json(standard.model_dump_json()) == standard


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])
def test_copies_are_equal_and_answer_the_same(duplicate: Callable[[Standard], Standard], standard: Standard) -> None:
    assert standard.duties_citing("K6")
    other = duplicate(standard)
    assert (other == standard, other.duties_citing("K6")) == (True, standard.duties_citing("K6"))


def test_a_citation_from_python_and_from_a_file() -> None:
    assert Citation(code="K1") == Citation.model_validate("K1") == Citation.model_validate({"code": "K1"})
    assert Citation.model_validate({"K1": "Other"}) == Citation(code="K1", text="Other")
    given = [Citation(code="K1"), "K2", {"K3": "Other"}, {"code": "K4", "text": "More"}]
    cites = Duty.model_validate({"number": 1, "title": "a", "cites": given}).cites
    assert [(it.code, it.text) for it in cites] == [("K1", None), ("K2", None), ("K3", "Other"), ("K4", "More")]
    with pytest.raises(ValidationError, match="pattern"):
        Citation.model_validate({"code": "K1"}, context=FROM_FILE)


def test_the_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", ksb.__version__)

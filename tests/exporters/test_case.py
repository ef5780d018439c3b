"""CASE: valid against the published schema, and the same in every run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from samples import FULL

from ksb.exporters.case import export
from ksb.standard import Standard


@pytest.fixture
def validator(shared: Path) -> Draft7Validator:
    schema = (shared / "schemas" / "case-v1p0-cfpackage-schema.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(schema))


def test_the_result_is_a_valid_package(standard: Standard, validator: Draft7Validator) -> None:
    validator.validate(json.loads(export(standard)))
    small = {
        "format": 1,
        "title": "",
        "ksbs": {"K1": "a"},
        "duties": [{"number": 1, "title": "t", "cites": ["K1", "K1", "K9"]}],
    }
    validator.validate(json.loads(export(Standard.model_validate(small))))


def test_two_duties_with_one_number_are_two_items() -> None:
    duties = [{"number": 1, "title": title, "cites": ["K1"]} for title in ("a", "b")]
    package = json.loads(
        export(Standard.model_validate({"format": 1, "title": "t", "ksbs": {"K1": "a"}, "duties": duties}))
    )
    for parts in (package["CFItems"], package["CFAssociations"]):
        assert len({part["identifier"] for part in parts}) == len(parts)
    assert len({item["identifier"] for item in package["CFItems"] if item["humanCodingScheme"] == "D1"}) == 2


def test_items_and_associations(standard: Standard) -> None:
    package: dict[str, Any] = json.loads(export(standard))
    codes = {item["identifier"]: item["humanCodingScheme"] for item in package["CFItems"]}
    assert sorted(codes.values()) == sorted([*standard.ksbs, *(f"D{duty.number}" for duty in standard.duties)])
    related = [link for link in package["CFAssociations"] if link["associationType"] == "isRelatedTo"]
    assert len(related) == 169
    assert {
        codes[link["destinationNodeURI"]["identifier"]]
        for link in related
        if codes[link["originNodeURI"]["identifier"]] == "D13"
    } == {citation.code for citation in standard.duty(13).cites}
    identifiers = [part["identifier"] for part in (*package["CFItems"], *package["CFAssociations"])]
    assert len(set(identifiers)) == len(identifiers)


def test_identifiers_stay_the_same(standard: Standard) -> None:
    assert export(standard) == export(standard)
    reworded = standard.model_copy(update={"ksbs": {**standard.ksbs, "K1": "Something else"}})
    ids = [[item["identifier"] for item in json.loads(export(version))["CFItems"]] for version in (standard, reworded)]
    assert ids[0] == ids[1]
    assert json.loads(export(standard))["CFDocument"]["lastChangeDateTime"] == "2019-08-01T00:00:00+00:00"


def test_every_part_is_written(validator: Draft7Validator) -> None:
    package = json.loads(export(FULL))
    validator.validate(package)
    kinds = {item["humanCodingScheme"]: item["CFItemType"] for item in package["CFItems"]}
    assert (kinds["TK1"], kinds["ESB1"]) == ("Technical knowledge", "Employability skill or behaviour")
    assert (kinds["D1"], kinds["M1"]) == ("Duty", "Assessment method")
    assert package["CFItems"][0]["notes"] == "Clean cuts\nNo waste"
    related = [
        (link["originNodeURI"]["title"], link["destinationNodeURI"]["title"])
        for link in package["CFAssociations"]
        if link["associationType"] == "isRelatedTo"
    ]
    assert related[-3:] == [("M1", "K1"), ("M1", "TK1"), ("M2", "S1")]


def test_long_titles_are_not_repeated() -> None:
    """Every association names its two ends and the document."""
    duties = [{"number": 1, "title": "cut " * 5_000, "cites": [f"K{n}" for n in range(1, 101)]}]
    shape = {"format": 1, "title": "film " * 5_000, "ksbs": {f"K{n}": "a" for n in range(1, 101)}, "duties": duties}
    assert len(export(Standard.model_validate(shape))) < 500_000

"""CASE: valid against the published schema, the same from run to run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from ksb.exporters.case import export
from ksb.models import Standard


def test_it_is_a_package(standard: Standard, shared: Path) -> None:
    schema = json.loads((shared / "schemas" / "case-v1p0-cfpackage-schema.json").read_text(encoding="utf-8"))
    Draft7Validator(schema).validate(json.loads(export(standard)))
    small = {
        "format": 1,
        "title": "",
        "ksbs": {"K1": "a"},
        "duties": [{"number": 1, "title": "t", "cites": ["K1", "K1", "K9"]}],
    }
    Draft7Validator(schema).validate(json.loads(export(Standard.model_validate(small))))


def test_two_duties_of_one_number_are_two_items() -> None:
    duties = [{"number": 1, "title": title, "cites": ["K1"]} for title in ("a", "b")]
    package = json.loads(
        export(Standard.model_validate({"format": 1, "title": "t", "ksbs": {"K1": "a"}, "duties": duties}))
    )
    for parts in (package["CFItems"], package["CFAssociations"]):
        assert len({it["identifier"] for it in parts}) == len(parts)
    assert len({item["identifier"] for item in package["CFItems"] if item["humanCodingScheme"] == "D1"}) == 2


def test_what_is_in_it(standard: Standard) -> None:
    package: dict[str, Any] = json.loads(export(standard))
    codes = {item["identifier"]: item["humanCodingScheme"] for item in package["CFItems"]}
    assert sorted(codes.values()) == sorted([*standard.ksbs, *(f"D{duty.number}" for duty in standard.duties)])
    related = [it for it in package["CFAssociations"] if it["associationType"] == "isRelatedTo"]
    assert len(related) == 169
    assert {
        codes[it["destinationNodeURI"]["identifier"]]
        for it in related
        if codes[it["originNodeURI"]["identifier"]] == "D13"
    } == {citation.code for citation in standard.duty(13).cites}
    identifiers = [it["identifier"] for it in (*package["CFItems"], *package["CFAssociations"])]
    assert len(set(identifiers)) == len(identifiers)


def test_identifiers_stay_the_same(standard: Standard) -> None:
    assert export(standard) == export(standard)
    reworded = standard.model_copy(update={"ksbs": {**standard.ksbs, "K1": "Something else"}})
    ids = [[item["identifier"] for item in json.loads(export(it))["CFItems"]] for it in (standard, reworded)]
    assert ids[0] == ids[1]
    assert json.loads(export(standard))["CFDocument"]["lastChangeDateTime"] == "2019-08-01T00:00:00+00:00"

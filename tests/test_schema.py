"""The JSON Schema agrees with the models."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from ksb import Standard

ROOT = Path(__file__).parents[1]
VALIDATOR = Draft202012Validator(Standard.model_json_schema())


def test_it_is_a_schema_and_the_embedded_standard_fits() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)
    VALIDATOR.validate(yaml.safe_load((ROOT / "data" / "standard.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"issued": "August"},
        {"ksbs": {"X1": "a"}},
        {"duties": [{"number": 1}]},
        {"duties": [{"number": 1, "title": "a", "cites": ["X1"]}]},
        {"duties": [{"number": 1, "title": "a", "cites": [{"K1": "a", "K2": "b"}]}]},
        {"claims": [{"text": "a", "dutys": 3}]},
        {"claims": [{"text": "a"}]},
        {"ids": {"X1": "a"}},
        {"duties": [{"number": 0, "title": "a"}]},
        {"duties": [{"number": 10_000, "title": "a"}]},
        {"duties": [{"number": 1, "title": "a", "options": [1, 1]}]},
        {"duties": [{"number": 1, "title": "a", "options": [*range(1, 102)]}]},
        {"options": [{"number": number, "title": "a"} for number in range(1, 102)]},
    ],
)
def test_it_refuses_what_the_models_refuse(change: dict[str, object]) -> None:
    valid = {"format": 1, "title": "a", "ksbs": {"K1": "b"}, "duties": []}
    assert VALIDATOR.is_valid(valid)
    assert not VALIDATOR.is_valid({**valid, **change})
    with pytest.raises(ValidationError):
        Standard.model_validate({**valid, **change})


def test_a_year_and_a_version_may_stand_without_quotes() -> None:
    VALIDATOR.validate(yaml.safe_load("{format: 1, title: a, issued: 2019, version: 1.1, ksbs: {}, duties: []}"))

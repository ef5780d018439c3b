"""The JSON Schema of the YAML file, from the models."""

from __future__ import annotations

import json

from ksb.models import Standard


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a standard's YAML file."""
    shape = Standard.model_json_schema()
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An occupational standard, for ksb",
    }
    return json.dumps({**shape, **head}, indent=2, ensure_ascii=False) + "\n"

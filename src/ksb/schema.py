"""The JSON Schema of the YAML file, from the models."""

from __future__ import annotations

import ast
import inspect
import json
from itertools import pairwise
from typing import Any

from ksb import models
from ksb.validate import adapter


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a standard's YAML file."""
    shape = adapter().json_schema()
    for (model, field), description in _descriptions().items():
        owner: dict[str, Any] = shape if model == "Standard" else shape["$defs"].get(model, {})
        owner.get("properties", {}).get(field, {})["description"] = description
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "An occupational standard, for ksb"}
    return json.dumps({**shape, **head}, indent=2, ensure_ascii=False) + "\n"


def _descriptions() -> dict[tuple[str, str], str]:
    """Return the docstring below each field of each model; reading them at every start of `ksb` would cost too much."""
    classes = [node for node in ast.parse(inspect.getsource(models)).body if isinstance(node, ast.ClassDef)]
    return {
        (node.name, field.target.id): inspect.cleandoc(doc.value.value)
        for node in classes
        for field, doc in pairwise(node.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant) and isinstance(doc.value.value, str)
    }

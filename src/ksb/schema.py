"""The JSON Schema of the YAML file, from the models."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ksb import models
from ksb.validate import adapter


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a standard's YAML file."""
    shape = adapter().json_schema()
    for name, model in _classes().items():
        part: dict[str, Any] = shape if name == "Standard" else shape["$defs"].get(name, {})
        for field, description in _descriptions(model):
            part.get("properties", {}).get(field, {})["description"] = description
        # Not every version of Pydantic takes the docstring of a dataclass.
        described = {"description": ast.get_docstring(model)} | part
        part.clear()
        part.update(described)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "An occupational standard, for ksb"}
    return json.dumps({**shape, **head}, indent=2, ensure_ascii=False) + "\n"


def _classes() -> dict[str, ast.ClassDef]:
    """Return the models as they are written; reading them at every start of `ksb` would cost too much."""
    return {node.name: node for node in ast.parse(inspect.getsource(models)).body if isinstance(node, ast.ClassDef)}


def _descriptions(model: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Yield each field of a model that has a docstring below it, and that."""
    for field, doc in pairwise(model.body):
        match field, doc:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(description))):
                yield name, inspect.cleandoc(description)

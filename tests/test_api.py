"""The public Python API."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

import ksb


def hints(thing: Any) -> Iterator[Any]:
    """Yield the types in a function's signature, or in the public fields, properties and methods of a class."""
    if inspect.isfunction(thing):
        yield from get_type_hints(thing).values()
    elif inspect.isclass(thing):
        yield from (hint for name, hint in get_type_hints(thing).items() if not name.startswith(("_", "model_")))
        for name, member in list(vars(thing).items()):
            if not name.startswith("_"):
                yield from hints(getattr(member, "fget", None) or getattr(member, "func", None) or member)


def names(hint: Any, module: str) -> Iterator[Any]:
    """Yield the classes of `ksb` in a type, and the literals in it that have a name in a module."""
    literal = get_origin(hint) is Literal and any(it == hint for it in vars(sys.modules[module]).values())
    if literal or getattr(hint, "__module__", "").startswith("ksb."):
        yield hint
    else:
        for part in get_args(hint):
            yield from names(part, module)


@pytest.mark.parametrize("name", ksb.__all__)
def test_what_a_signature_mentions_is_public(name: str) -> None:
    public = [getattr(ksb, name) for name in ksb.__all__]
    thing = getattr(ksb, name)
    mentioned = [it for hint in hints(thing) for it in names(hint, getattr(thing, "__module__", "ksb"))]
    assert [it for it in mentioned if it not in public] == []


def test_a_python_shell_completes_what_was_not_imported_yet() -> None:
    spec = ksb.__spec__
    assert spec is not None
    assert spec.loader is not None
    fresh = module_from_spec(spec)
    spec.loader.exec_module(fresh)
    assert "load" not in vars(fresh)
    assert set(ksb.__all__) < set(dir(fresh))

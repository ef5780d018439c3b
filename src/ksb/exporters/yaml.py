"""A standard as YAML in the file format of `ksb`: loading it gives the same standard.

Texts with line breaks are literal blocks (`|-`). Texts that a reader of YAML 1.1 or 1.2 would take for a number, a flag
or null are quoted.
"""

import re
from typing import Any

import yaml

from ksb.escape import for_yaml, for_yaml_in_quotes
from ksb.exporters.json import about
from ksb.kinds import code_order
from ksb.models import Duty, Method
from ksb.standard import Standard

SCHEMA_LINE = "# yaml-language-server: $schema=standard.schema.json\n"


# The core schema of YAML 1.2.2 (10.3.2). PyYAML itself quotes what YAML 1.1 resolves, but for y and n.
_RESOLVED = re.compile(
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[yYnN]"
)


class _OneLine(list[Any]):
    """A list written on one line: `[1, 2]`."""


class _Dumper(yaml.SafeDumper):
    """Writes block lists indented under their field, and no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None
    if for_yaml_in_quotes(text):
        style = '"'
    elif "\n" in text:
        # PyYAML indents a block that starts with a space wrongly.
        style = '"' if text[0].isspace() else "|"
    elif _RESOLVED.fullmatch(text):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    _OneLine, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)
)


def export(standard: Standard) -> str:
    """Return the standard as YAML: fields in the order of the file format, long texts wrapped near column 90."""
    fields: dict[str, Any] = {
        **about(standard),
        "options": [option.model_dump(exclude_defaults=True) for option in standard.options],
        "ksbs": {code: standard.ksbs[code] for code in standard.codes},
        "ids": {code: standard.ids[code] for code in sorted(standard.ids, key=code_order)},
        "duties": [_duty(duty) for duty in standard.duties],
        "assessment": standard.assessment and {"methods": [_method(method) for method in standard.assessment.methods]},
    }
    body = yaml.dump(
        {name: value for name, value in fields.items() if value not in (None, [], {}) or name == "ksbs"},
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=90,
    )
    return SCHEMA_LINE + for_yaml(str(body))


def _duty(duty: Duty) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "number": duty.number,
        "id": duty.id,
        "options": _OneLine(duty.options),
        "title": duty.title,
        "criteria": duty.criteria,
        "cites": [citation.model_dump() for citation in duty.cites],
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _method(method: Method) -> dict[str, Any]:
    fields = method.model_dump(exclude_defaults=True)
    return fields | {"ksbs": _OneLine(method.ksbs)} if method.ksbs else fields

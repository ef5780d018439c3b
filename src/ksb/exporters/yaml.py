"""A standard as YAML in the shape of the file format: loading it gives the same standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from ksb.escape import for_yaml, for_yaml_in_quotes
from ksb.models import code_order

if TYPE_CHECKING:
    from ksb.models import Citation, Duty, Option, Standard

SCHEMA_LINE = "# yaml-language-server: $schema=standard.schema.json\n"


class _Numbers(list[int]):
    """Option numbers, written on one line: `[1, 2]`."""


class _Dumper(yaml.SafeDumper):
    """Writes block lists indented under their field, and no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = '"' if for_yaml_in_quotes(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _numbers(dumper: _Dumper, numbers: _Numbers) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", numbers, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Numbers, _numbers)


def export(standard: Standard) -> str:
    """Return the standard as YAML, long texts wrapped near column 90, fields in the order of the file format."""
    fields: dict[str, Any] = {
        "format": standard.format,
        "title": standard.title,
        "publisher": standard.publisher,
        "issued": standard.issued,
        **standard.metadata,
        "overview": list(standard.overview),
        "job_titles": list(standard.job_titles),
        "key": standard.key and standard.key.model_dump(),
        "claims": [{"text": claim.text, **claim.counts} for claim in standard.claims],
        "options": [_option(option) for option in standard.options],
        "ksbs": {code: standard.ksbs[code] for code in standard.codes},
        "ids": {code: standard.ids[code] for code in sorted(standard.ids, key=code_order)},
        "duties": [_duty(duty) for duty in standard.duties],
    }
    required = ("ksbs", "duties")
    body = yaml.dump(
        {name: value for name, value in fields.items() if value not in (None, [], {}) or name in required},
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=90,
    )
    return SCHEMA_LINE + for_yaml(str(body))


def _option(option: Option) -> dict[str, Any]:
    fields = {
        "number": option.number,
        "id": option.id,
        "title": option.title,
        "also_titled": [also.model_dump() for also in option.also_titled],
        "description": list(option.description),
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _duty(duty: Duty) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "number": duty.number,
        "id": duty.id,
        "options": _Numbers(duty.options),
        "title": duty.title,
        "cites": [_citation(citation) for citation in duty.cites],
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _citation(citation: Citation) -> str | dict[str, str]:
    return citation.code if citation.text is None else {citation.code: citation.text}

"""The parts of a standard as the JSON objects that every command prints.

A KSB, a duty and an option have the same shape in every command. Keys may be added, never renamed.
"""

import json
from typing import Any

from ksb.escape import for_json
from ksb.models import Duty, Option
from ksb.query import is_core, methods_assessing, only_ksbs, options_needing
from ksb.standard import Standard

Object = dict[str, Any]


def dumps(value: Any) -> str:
    """Return `value` as indented JSON. Only invisible characters are escaped."""
    return for_json(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


def ksb_object(standard: Standard, code: str, selected: Standard | None = None) -> Object:
    """Return a KSB: its definition, each duty that cites it with the full wording used there, and its methods.

    Of a `selected` part of the standard, only the duties are listed.
    """
    ksb = standard.ksb(code)
    selected = selected or standard
    duties = selected.duties_citing(code)
    return {
        "code": ksb.code,
        **({"id": standard.ids[ksb.code]} if ksb.code in standard.ids else {}),
        "kind": ksb.kind,
        "text": ksb.text,
        "core": is_core(standard, code),
        "options": list(options_needing(standard, code)),
        "duties": [duty.number for duty in duties],
        "citations": [
            {"duty": duty.number, "text": standard.wording(citation), "same": standard.wording(citation) == ksb.text}
            for duty, citation in selected.citations(code)
        ],
        "methods": [method.number for method in methods_assessing(standard, code)],
    }


def duty_object(standard: Standard, duty: Duty) -> Object:
    """Return a duty with the full wording of each citation."""
    return {
        "number": duty.number,
        **({"id": duty.id} if duty.id else {}),
        "title": duty.title,
        **({"criteria": duty.criteria} if duty.criteria else {}),
        "core": duty.core,
        "options": list(duty.options),
        "citations": [
            {
                "code": citation.code,
                "text": standard.wording(citation),
                "same": standard.wording(citation) == standard.ksbs.get(citation.code),
            }
            for citation in duty.cites
        ],
    }


def option_object(standard: Standard, option: Option) -> Object:
    """Return an option with its duties and the codes that only it needs."""
    return {
        "number": option.number,
        **({"id": option.id} if option.id else {}),
        "title": option.title,
        "also_titled": [also.model_dump() for also in option.also_titled],
        "description": list(option.description),
        "duties": [duty.number for duty in standard.duties if option.number in duty.options],
        "only_ksbs": list(only_ksbs(standard, option.number)),
    }


def method_objects(standard: Standard) -> list[Object]:
    """Return the assessment methods, each with the codes of the KSBs that it assesses."""
    return [method.model_dump(mode="json") for method in standard.methods]

"""Plain data as YAML in every style that people write, and damage to such text."""

import json
import re
from typing import Any

from fuzz.choices import Choices

_COMMENTS = (
    "# ksb: ignore[KSB201]", "# ksb: ignore[KSB2, KSB102]", "# ksb: ignore-file[KSB5]", "# ksb: ignore", "#", "# x",
    "## ksb: ignore[KSB999] why", "# ksb:ignore-file[]",
)  # fmt: skip
_ODD = (
    "\t", " ", "\ufeff", "\x00", "\x07", "\x1b", "\x85", "\u2028", "\r", "\r\n", "\n", ":", ": ", "#", " #", "-", "- ",
    "'", '"', "''", "|", ">", "|2\n", ">-\n", "&a ", "*a", "*a ", "!!str ", "!x ", "!!binary ", "{", "}", "[", "]", ",",
    "? ", "%YAML 1.2\n", "---\n", "...\n", "<<: *a\n", "@", "`", "\\", "\\u0000", '"\\ud800"', '"\\x00"', "~", "null",
    "99999999999999999999", "1e999", "-0", ".inf", "{a: &a [*a]}", "&a [*a, *a]", "\U0001f600", "\xa0", "é",
    '"a\\\n  b"', "'a\n\n  b'", "# ksb: ignore[KSB2]",
)  # fmt: skip


def written(value: Any, choices: Choices, indent: int = 0) -> str:
    """Return plain data as YAML, each text in a style of its own; it need not say what the data says."""
    pad = " " * indent
    lines = []
    if isinstance(value, dict) and value:
        for name, part in value.items():
            lines.append(f"{pad}{_quoted(str(name), choices)}:{_below(part, choices, indent)}")
    elif isinstance(value, list) and value:
        for part in value:
            below = _below(part, choices, indent)
            if isinstance(part, dict) and part:
                below = " " + below.lstrip("\n")[indent + 2 :]
            lines.append(f"{pad}-{below}")
    else:
        return pad + _scalar(value, choices, indent)
    return "\n".join(line + (f" {choices.pick(_COMMENTS)}" if choices.rarely() else "") for line in lines)


def damaged(text: str, choices: Choices) -> str:
    """Return a YAML text after one to four accidents."""
    for _ in range(choices.number(1, 4)):
        text = _accident(text, choices)
    return text


def _below(part: Any, choices: Choices, indent: int) -> str:
    if isinstance(part, dict | list) and part:
        if choices.rarely():
            return " " + json.dumps(part, ensure_ascii=choices.flag(), default=str)
        return "\n" + written(part, choices, indent + 2)
    return " " + _scalar(part, choices, indent)


def _quoted(name: str, choices: Choices) -> str:
    return json.dumps(name) if choices.rarely() else name


def _scalar(value: Any, choices: Choices, indent: int) -> str:
    if not isinstance(value, str):
        return json.dumps(value, default=str)
    pad = " " * (indent + 2)
    style = choices.number(0, 15)
    if style < 7 and re.fullmatch(r"[A-Za-z(](?:[^:#\s]|[ ](?=[^ #]))*", value):
        return value
    if style == 7:
        return value.replace("\n", "\n" + pad)
    if style in (8, 9) and "\r" not in value:
        sign = choices.pick(("|", "|-", ">", ">-", "|+", ">+"))
        return sign + "\n" + "\n".join(pad + line if line else "" for line in value.split("\n"))
    if style in (10, 11):
        broken = value.replace("'", "''").replace("\n", "\n\n" + pad)
        return "'" + (broken.replace(" ", "\n" + pad, 1) if style == 11 else broken) + "'"
    if style == 12:
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\n\n" + pad) + '"'
    return json.dumps(value, ensure_ascii=style != 13).replace("\ud83d", "x")


def _accident(text: str, choices: Choices) -> str:
    lines = text.split("\n")
    kind = choices.number(0, 15)
    at = choices.number(0, min(len(lines) - 1, 65_535))
    line = lines[at]
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(choices.number(0, len(lines)), line)
    elif kind == 2:
        other = choices.number(0, len(lines) - 1)
        lines[at], lines[other] = lines[other], line
    elif kind == 3:
        lines[at] = " " * choices.number(0, 6) + line.lstrip(" ")
    elif kind == 4:
        lines[at] = line.replace(" ", "\t", 1)
    elif kind == 5:
        name, colon, value = line.partition(": ")
        lines[at] = f"{name}{colon}{choices.pick(_ODD)}{value}"
    elif kind == 6:
        lines[at] = line.rstrip() + " " + choices.pick(_COMMENTS)
    elif kind == 7:
        lines.insert(at, " " * choices.number(0, 8) + choices.pick(_COMMENTS))
    elif kind == 8:
        return text.replace("\n", choices.pick(("\r\n", "\r", "\n\n", "\n ", " \n")))
    elif kind == 9:
        return text[: choices.number(0, min(len(text), 65_535))]
    elif kind == 10:
        return "\ufeff" + text
    elif kind == 11:
        name, colon, value = line.partition(": ")
        lines[at] = f"{name}{colon}&a {value}"
        lines.insert(at + 1, re.sub(r"\S.*", "", line) + choices.pick(("- *a", "x: *a", "*a : x", "*a")))
    elif kind == 12:
        open_, close = choices.pick((("[", "]"), ("{", "}"), ("'", "'"), ('"', '"')))
        deep = choices.number(1, 300 if choices.rarely() else 60)
        lines[at] = line.partition(": ")[0] + ": " + open_ * deep + close * choices.number(0, deep)
    else:
        place = choices.number(0, min(len(text), 65_535))
        odd = choices.pick(_ODD) if kind < 15 else choices.characters(8)
        return text[:place] + odd * (choices.number(1, 200) if choices.rarely() else 1) + text[place:]
    return "\n".join(lines)

"""Plausible standards as the plain data of the YAML file, with texts both realistic and nasty."""

from typing import Any

from fuzz.choices import Choices

Shape = dict[str, Any]

WORDS = (
    "Understand", "the", "context", "of", "production", "and", "how", "to", "record", "sound", "on", "set",
    "co-ordinate", "coordinate", "licence", "license", "practice", "You", "your", "and/or", "or", "Know", "Uses",
    "10", "duties", "nine", "core", "options", "K1", "S2", "Duty 3", "Option 1", "health", "safety", "it's", "it’s",
    "R&D", "(the", "team)", "e.g.", "–", "naïve", "x", "I",
)  # fmt: skip
GAPS = (" ", " ", " ", " ", "  ", "\n", "\n\n", ", ", " ,", ". ", ".", ": ", " #", " - ", "- ", "–", "\t", "\u00a0",
        "\r\n", "\r", "\u2028", "\x85", "", "/")  # fmt: skip
NASTY = (
    "null", "~", "no", "yes", "1.10", "0x1F", "1e3", "2019-08-31", "- a", "a: b", "a #b", "'", '"', "''", '"a', " a ",
    "*x", "&x", "!x", "!!str", "=", "=1+1", "+1", "@x", "`", "%YAML", "---", "...", "?", "? x", "{", "}", "[", "]", "|",
    ">", "|-\n a", ",", "\ufeff", "\r\n", "\n", " \n ", "\t", "\x00", "\x1b[31m", "\x7f", "\u202e", "\u200b", "\ufffe",
    "\uffff", "\U0001f600", "\U000e0041", "ﬁ", "ß", "İ", "e\u0301", "<b>", "</a>", "<script>", "&lt;", "&#0;", "]]>",
    "::error::x", "%0A", "[x](y)", "**a**", "|a|", "\\", "\\x", "\\N", "# ksb: ignore[KSB201]", "ksb:", "<!--",
    "../../x", "$x", "{{x}}", "a\\\nb", "K1: x", "Duty 1: x", "Option 2: x", "[bookmark: x]",
)  # fmt: skip
_RUNS = ("a", "a ", " ", "\n", "(", "'", "the the ", "- ", "K1 ", "a, ", "\u0301", "1", ".", "&#38;", "<a ", "9 core ")
_METADATA = (
    "publisher", "reference", "version", "level", "status", "route", "lars_code", "typical_duration", "max_funding",
    "page_url", "created_date", "publish_date", "approved_for_delivery", "last_updated", "earliest_start_date",
    "latest_start_date", "latest_end_date",
)  # fmt: skip
_NAMES = ("ST0105", "", "~", "1.0", "1.10", "3", "0", "Approved for delivery", "Retired", "2019-08-31", "31/08/2019",
          "12", "-1", "2019-02-30", "https://example.org/a?b=c", "9" * 40, "true")  # fmt: skip
_ODD: tuple[Any, ...] = (
    None, "", [], {}, [[]], {"a": None}, "x", 0, -1, 10**30, 1.5, True, [None], [{}], {"K0": "x"}, {"K1": ["x"]},
    [{"number": "0x1", "title": ["a"]}], [{"cites": [{"K1": None}, {"K1": "a", "K2": "b"}, 7, ["K1"]]}],
)  # fmt: skip
_PREFIXES = ("K", "S", "B", "K", "S", "B", "TK", "TS", "ESB")
_COUNTS = ("duties", "core_duties", "optional_duties", "options", "knowledge", "skills", "behaviours")


def statement(choices: Choices) -> str:
    """Return a text: mostly words, sometimes characters that are hard for some reader or writer."""
    kind = choices.number(0, 15)
    if kind == 13:
        return choices.pick(NASTY)
    if kind == 14:
        return choices.characters(40) or "x"
    if kind == 15:
        text = choices.pick(_RUNS) * choices.number(1, 3000 if choices.rarely() else 40)
        return text + choices.pick(("", "!", "x", "-", "\\"))
    text = choices.pick(WORDS)
    for _ in range(choices.number(0, 9)):
        text += choices.pick(GAPS) + choices.pick(NASTY if choices.rarely() else WORDS)
    return text


def statements(choices: Choices, most: int) -> list[str]:
    """Return some texts."""
    return [statement(choices) for _ in range(choices.number(0, most))]


def code(choices: Choices) -> str:
    """Return a code."""
    return f"{choices.pick(_PREFIXES)}{choices.number(1, 9999 if choices.rarely() else 6)}"


def number(choices: Choices) -> int:
    """Return the number of a duty or an option."""
    return choices.number(1, 9999 if choices.rarely() else 5)


def reworded(text: str, choices: Choices) -> str:
    """Return a text that says nearly the same."""
    words = text.split(" ")
    at = choices.number(0, len(words) - 1)
    changed = (
        text + ".",
        text.rstrip("."),
        text[:1].swapcase() + text[1:],
        " ".join(words[: at + 1]),
        " ".join(words[at:]),
        " ".join([*words[:at], choices.pick(WORDS), *words[at:]]),
        text.replace(" ", "  ", 1),
        text.replace("'", "’"),
        statement(choices),
    )
    return choices.pick(changed) or "x"


def standard(choices: Choices) -> Shape:
    """Return a whole standard: one that the models take."""
    ksbs = {code(choices): statement(choices) for _ in range(choices.number(0, 6))}
    shape: Shape = {"format": 1, "title": "" if choices.rarely() else statement(choices)}
    for name in _METADATA if choices.flag() else ():
        if choices.flag():
            shape[name] = statement(choices) if name == "publisher" or choices.rarely() else choices.pick(_NAMES)
    if choices.flag():
        shape["issued"] = choices.pick(("2019", "2019-08", "2019-08-31", "0001"))
        shape["core_and_options"] = choices.flag()
    if choices.flag():
        shape["overview"] = statements(choices, 3)
        shape["job_titles"] = statements(choices, 3)
        shape["claims"] = [_claim(choices) for _ in range(choices.number(0, 2))]
    if choices.rarely():
        shape["key"] = {name: statement(choices) for name in ("knowledge", "skills", "behaviours")}
    if choices.flag():
        shape["options"] = [_option(choices) for _ in range(choices.number(0, 3))]
    shape["ksbs"] = ksbs
    if choices.rarely():
        shape["ids"] = {name: f"id{choices.number(0, 9)}" for name in ksbs}
    shape["duties"] = [_duty(choices, ksbs) for _ in range(choices.number(0, 4))]
    if choices.rarely():
        shape["assessment"] = {"methods": [_method(choices, ksbs) for _ in range(choices.number(0, 2))]}
    return shape


def changed(shape: Shape, choices: Choices) -> Shape:
    """Return another version of a standard: parts reworded, renumbered, removed, swapped and added."""
    duties = [dict(duty) for duty in shape.get("duties", ())]  # a standard may have none
    new = {**shape, "ksbs": dict(shape["ksbs"]), "duties": duties}
    for _ in range(choices.number(0, 6)):
        codes, duties = list(new["ksbs"]), new["duties"]
        kind = choices.number(0, 6)
        if kind == 0 and codes:
            one = choices.pick(codes)
            new["ksbs"][one] = reworded(new["ksbs"][one], choices)
        elif kind == 1 and codes:
            del new["ksbs"][choices.pick(codes)]
        elif kind == 2 and codes:
            one, other = choices.pick(codes), code(choices)
            new["ksbs"] = {other if name == one else name: text for name, text in new["ksbs"].items()}
        elif kind == 3:
            new["ksbs"][code(choices)] = statement(choices)
        elif kind == 4 and duties:
            duties.insert(choices.number(0, len(duties)), duties.pop(choices.number(0, len(duties) - 1)))
        elif kind == 5 and duties:
            duties[choices.number(0, len(duties) - 1)]["number"] = number(choices)
        elif kind == 6:
            duties.append(_duty(choices, new["ksbs"]))
    return new


def spoiled(shape: Shape, choices: Choices) -> Shape:
    """Return a standard with one part of the wrong kind, missing or unknown."""
    changed = dict(shape)
    name = choices.pick([*changed, "Title", "duty", ""])
    part = changed.get(name)
    if isinstance(part, list) and part and isinstance(part[0], dict) and choices.flag():
        changed[name] = [spoiled(part[0], choices), *part[1:]]
    elif choices.rarely():
        changed.pop(name, None)
    else:
        changed[name] = choices.pick(_ODD)
    return changed


def _claim(choices: Choices) -> Shape:
    count = choices.number(0, 9999 if choices.rarely() else 12)
    return {"text": statement(choices), choices.pick(_COUNTS): count}


def _option(choices: Choices) -> Shape:
    title = statement(choices)
    shape: Shape = {"number": number(choices), "title": title}
    if choices.flag():
        where = choices.pick(("overview", "claims", "duties"))
        shape["also_titled"] = [{"text": reworded(title, choices), "where": where}]
        shape["description"] = statements(choices, 2)
    return shape


def _duty(choices: Choices, ksbs: dict[str, str]) -> Shape:
    shape: Shape = {"number": number(choices)}
    if choices.rarely():
        shape["id"] = f"id{choices.number(0, 9)}"
    if choices.flag():
        shape["options"] = sorted({number(choices) for _ in range(choices.number(0, 2))})
    shape["title"] = statement(choices)
    if choices.rarely():
        shape["criteria"] = statement(choices)
    shape["cites"] = [_citation(choices, ksbs) for _ in range(choices.number(0, 5))]
    return shape


def _method(choices: Choices, ksbs: dict[str, str]) -> Shape:
    codes = dict.fromkeys([*ksbs, code(choices)])
    shape: Shape = {"number": number(choices), "title": statement(choices), "portfolio": choices.flag()}
    return {**shape, "ksbs": [name for name in codes if choices.flag()]}


def _citation(choices: Choices, ksbs: dict[str, str]) -> str | dict[str, str]:
    cited = choices.pick(list(ksbs)) if ksbs and not choices.rarely() else code(choices)
    if choices.flag():
        return cited
    return {cited: reworded(ksbs.get(cited, "x"), choices)}

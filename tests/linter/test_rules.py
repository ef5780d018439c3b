"""The rules' own documentation: each bad example gives exactly that finding, each good one none."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import pytest
import yaml

from ksb.linter import rules
from ksb.linter.config import Settings
from ksb.linter.engine import check
from ksb.linter.passages import Passages
from ksb.linter.rules import RULES
from ksb.source import Source
from ksb.standard import Standard
from ksb.validate import validate

# What an example leaves out.
REST = {
    "format": "format: 1\n",
    "title": "title: Example\n",
    "ksbs": "ksbs:\n  K1: How a production is scheduled\n  S1: Draw up a schedule\n  B1: Works with care\n",
    "duties": None,
}


def complete(example: str) -> str:
    """Return an example with the fields that it leaves out."""
    fields = set(re.findall(r"^(\w+):", example, re.MULTILINE))
    text = "".join(given for name, given in REST.items() if given and name not in fields) + example
    if "duties" not in fields:
        ksbs = re.search(r"^ksbs:\n((?:  .*\n)+)", text, re.MULTILINE)
        codes = re.findall(r"^  ([KSB]\d+):", ksbs[1] if ksbs else "", re.MULTILINE)
        cited = ", ".join(dict.fromkeys(codes))
        text += f"duties:\n  - number: 1\n    title: Draw up the schedule\n    cites: [{cited}]\n"
    return text


def codes(example: str) -> list[str]:
    reading = validate(Source("f", complete(example).encode()))
    return [found.finding.code for found in check(reading, Settings()).found]


@pytest.mark.parametrize("code", RULES)
def test_examples(code: str) -> None:
    assert set(codes(RULES[code].bad)) == {code}
    assert codes(RULES[code].good) == []


@pytest.mark.parametrize("code", RULES)
def test_page(code: str) -> None:
    page = RULES[code]
    assert page.summary.endswith(".")
    assert len(page.summary) < 100
    assert len(page.explanation) > 50
    assert max(map(len, (page.bad + page.good).splitlines())) <= 76, "an example is shown unwrapped"
    assert page.slug == page.name.replace("_", "-")
    assert yaml.safe_load(page.good)


def test_each_decorated_function_is_a_rule_with_a_code_of_its_own() -> None:
    files = Path(rules.__file__).parent.rglob("*.py")
    decorated = sum(len(re.findall(r"^@\w*rule\(", file.read_text(encoding="utf-8"), re.MULTILINE)) for file in files)
    assert len(RULES) == decorated
    assert list(RULES) == sorted(RULES)


def test_every_family_is_there() -> None:
    families = ["document", "references", "wording", "numbering", "claims", "style", "metadata", "assessment"]
    assert dict.fromkeys((code[3], rule.family) for code, rule in RULES.items()) == dict.fromkeys(
        zip("01234567", families, strict=True)
    )
    assert [code for code in RULES if code.startswith("KSB2")] == [f"KSB20{n}" for n in range(1, 8)]


@pytest.mark.parametrize(
    "piece",
    [
        *("a,b", "a  ", "a- b ", "co-", "the the x ", "x .", "1 core ", "<a", "[x](", "(", "and/or or ", "A", " "),
        *("optimize organise ", "work place workplace ", "e.g. a etc ", "customers needs ", "'a you ", "aa/ bb "),
        *("(K1, K2) Duty 2 A ", "(K1,", "an apple a egg ", "r\u0435port cafe\u0301 ", "recieve "),
    ],
)
@pytest.mark.slow
def test_a_long_text_is_checked_in_bounded_time(piece: str) -> None:
    text = piece * (15_000 // len(piece)) + "z"
    standard = Standard.model_validate(
        {"format": 1, "title": text, "overview": [text], "ksbs": {"K1": text}, "duties": []}
    )
    passages = Passages(standard)
    for known in RULES.values():
        list(known.check(passages))


@pytest.mark.slow
def test_many_words_are_checked_in_bounded_time() -> None:
    parts = [f"{a}{b}{c}{d}r" for a in "bcdfg" for b in "aeiou" for c in "bcdfghjklm" for d in "aeio"]
    texts = [f"{one}{two} {one} {two} {one}{two}x {one}ize organise" for one in parts for two in parts[::500]]
    passages = Passages(
        Standard.model_validate({"format": 1, "title": "t", "overview": texts, "ksbs": {"K1": "How it is cut"}})
    )
    for known in RULES.values():
        list(islice(known.check(passages), 1_000))

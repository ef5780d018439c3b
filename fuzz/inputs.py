"""Inputs from the bytes of a fuzzer: the bytes themselves, a standard built from them, or a damaged sound file."""

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from fuzz import documents, product, shapes, yamltext
from fuzz.choices import Bytes, Choices

ROOT = Path(__file__).parents[1]
RAW, BUILT, DAMAGED, SEED = range(4)
_BUILDERS = (documents.record, documents.page, documents.word, documents.text)


@cache
def files() -> tuple[bytes, ...]:
    """Return YAML files of the repository, small ones first."""
    paths = [
        *ROOT.glob("docs/examples/*.yaml"),
        *ROOT.glob("tests/linter/cases/*.yaml"),
        ROOT / "data" / "standard.yaml",
    ]
    return tuple(sorted((path.read_bytes() for path in paths), key=len))


@cache
def standards() -> tuple[shapes.Shape, ...]:
    """Return the sound ones of those files as plain data."""
    readings = [product.read(content) for content in files()]
    return tuple(reading.source.data for reading in readings if reading.standard is not None and not reading.problems)


@cache
def _documents() -> tuple[tuple[bytes, ...], ...]:
    examples = ROOT / "docs" / "examples"
    sound = product.standard(standards()[0])
    text = product.exported(sound, "text")
    assert isinstance(text, str)
    return (
        ((examples / "podcast-editor.json").read_bytes(),),
        ((examples / "podcast-editor.html").read_bytes(),),
        (documents.sound_word(),),
        (text.encode(), b"Editor standard\nDuty 1: Edit\nK1: Know\nS1: Use\n"),
    )


def content(data: bytes) -> bytes:
    """Return a YAML file. The first byte says how it is made."""
    choices = Bytes(data)
    kind = choices.number(0, 3)
    if kind == RAW:
        return choices.rest()
    text = choices.pick(files() if choices.rarely() else files()[:-1]).decode() if kind == SEED else built(choices)
    text = text if kind == BUILT else yamltext.damaged(text, choices)
    return text.encode("utf-8", "surrogatepass" if choices.rarely() else "replace")


def built(choices: Choices) -> str:
    """Return a whole standard as YAML in many styles, or one with a part of the wrong kind."""
    shape = shapes.standard(choices)
    while choices.rarely():
        shape = shapes.spoiled(shape, choices)
    if choices.flag():
        return yamltext.written(shape, choices) + "\n"
    try:
        text = product.exported(product.standard(shape), "yaml")
    except ValueError:  # The part of the wrong kind.
        return yamltext.written(shape, choices)
    assert isinstance(text, str)
    return text


def imported(data: bytes) -> tuple[bytes, str | None]:
    """Return a file of another format, and the format. The first byte says which, the second how the file is made."""
    choices = Bytes(data)
    which = choices.number(0, 3)
    recognised = choices.rarely()
    kind = choices.number(0, 3)
    if kind == RAW:
        made = choices.rest()
    elif kind == SEED:
        made = _torn(choices.pick(_documents()[which]), choices)
    else:
        made = _BUILDERS[which](choices)
        made = _torn(made, choices) if kind == DAMAGED else made
    return made, None if recognised else product.IMPORTS[which]


def _torn(made: bytes, choices: Choices) -> bytes:
    """Return bytes with some of them dropped, repeated or replaced."""
    for _ in range(choices.number(1, 4)):
        start = choices.number(0, min(len(made), 65_535))
        end = start + choices.number(0, 255)
        put = (b"", made[start:end] * 2, bytes([choices.number(0, 255)]), choices.characters(8).encode())
        made = made[:start] + choices.pick(put) + made[end if choices.flag() else start :]
    return made


def one(choices: Choices) -> shapes.Shape:
    """Return a whole standard as plain data, built or from a file."""
    return choices.pick(standards()) if choices.rarely() else shapes.standard(choices)


def two(data: bytes) -> tuple[shapes.Shape, shapes.Shape]:
    """Return two standards: two versions of one, or two that have nothing to do with each other."""
    choices = Bytes(data)
    old = one(choices)
    return old, one(choices) if choices.rarely() else shapes.changed(old, choices)


def seeds(target: str) -> list[bytes]:
    """Return inputs for a fuzzer to start from."""
    random = Random(0)
    noise = [bytes([kind]) + random.randbytes(size) for size in (10, 60, 300) for kind in range(4)]
    if target in ("yaml", "lint"):
        return [bytes([RAW]) + file for file in files() if len(file) < 4_000] + noise
    if target == "import":
        made = [bytes([which, 0, RAW]) + file for which, known in enumerate(_documents()) for file in known]
        return made + [bytes([which, 0]) + it for which in range(4) for it in noise]
    return noise


def mutated(data: bytes, random: Random) -> bytes:
    """Return bytes that differ in a few places; one time in three, new ones altogether."""
    if random.random() < 0.3:
        return random.randbytes(random.choice((8, 40, 120, 400)))
    changed = bytearray(data)
    for _ in range(random.randint(1, 6)):
        at = random.randint(0, len(changed))
        kind: Any = random.randint(0, 4)
        if kind == 0 and at < len(changed):
            changed[at] = random.randint(0, 255)
        elif kind == 1:
            changed[at:at] = random.randbytes(random.randint(1, 8))
        elif kind == 2:
            del changed[at : at + random.randint(1, 16)]
        elif kind == 3:
            start = random.randint(0, len(changed))
            changed[at:at] = changed[start : start + random.randint(1, 40)]
        elif at < len(changed):
            changed[at] = (changed[at] + random.choice((-1, 1))) % 256
    return bytes(changed[:6_000])

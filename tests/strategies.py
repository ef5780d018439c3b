"""Hypothesis strategies for whole standards and for damaged ones, from the generators that the fuzzers use."""

from __future__ import annotations

from hypothesis import strategies as st

from fuzz import documents, product, shapes, yamltext
from fuzz.choices import Choices
from fuzz.shapes import Shape

CHARACTERS = st.characters(exclude_categories=["Cs"])


class Drawn(Choices):
    """Decisions that Hypothesis makes, and shrinks when a test fails."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def characters(self, most: int) -> str:
        return self.draw(st.text(CHARACTERS, max_size=most))


@st.composite
def whole_shapes(draw: st.DrawFn) -> Shape:
    """Whole standards as the plain data of the YAML file."""
    return shapes.standard(Drawn(draw))


@st.composite
def versions(draw: st.DrawFn) -> tuple[product.Standard, product.Standard]:
    """Two versions of a standard."""
    choices = Drawn(draw)
    old = shapes.standard(choices)
    return product.standard(old), product.standard(shapes.changed(old, choices))


@st.composite
def written(draw: st.DrawFn) -> str:
    """Whole standards as YAML in many styles."""
    choices = Drawn(draw)
    return yamltext.written(shapes.standard(choices), choices) + "\n"


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Standards as YAML with damage to the data or to the text."""
    choices = Drawn(draw)
    shape = shapes.standard(choices)
    shape = shapes.spoiled(shape, choices) if choices.flag() else shape
    return yamltext.damaged(yamltext.written(shape, choices), choices)


@st.composite
def importable(draw: st.DrawFn) -> tuple[bytes, str]:
    """Files of the formats that are imported, each with the name of its format."""
    choices = Drawn(draw)
    builders = {
        "skills-england": documents.record,
        "page": documents.page,
        "word": documents.word,
        "text": documents.text,
    }
    format = choices.pick(list(builders))
    return builders[format](choices), format


WHOLE = whole_shapes().map(product.standard)

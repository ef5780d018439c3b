"""Any standard that the models can express survives writing and reading unchanged."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ksb.exporters.yaml import export
from ksb.models import AlsoTitled, Citation, Claim, Duty, Key, Option, Standard
from ksb.source import Source
from ksb.validate import validate

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60) | st.sampled_from(
    [
        "null",
        "~",
        "no",
        "1.10",
        "- a",
        "a: b",
        "a #b",
        "'",
        '"',
        " a ",
        "two  spaces",
        "*x",
        "!x",
        "\ufeff",
        "\r\n",
        "=",
    ]
)
CODE = st.builds("{}{}".format, st.sampled_from("KSB"), st.integers(1, 9999))
NUMBER = st.integers(1, 9999)


def lists(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=3).map(tuple)


CITATIONS = st.builds(Citation, code=CODE, text=st.none() | TEXT)
STANDARDS = st.builds(
    Standard,
    format=st.just(1),
    title=st.just("") | TEXT,
    publisher=st.none() | TEXT,
    issued=st.sampled_from([None, "2019", "2019-08", "2019-08-31"]),
    version=st.sampled_from([None, "1.10", "", "~"]),
    level=st.none() | TEXT,
    core_and_options=st.sampled_from([None, True, False]),
    latest_end_date=st.sampled_from([None, "2019-08-31"]),
    overview=lists(TEXT),
    job_titles=lists(TEXT),
    key=st.none() | st.builds(Key, knowledge=TEXT, skills=TEXT, behaviours=TEXT),
    claims=lists(st.builds(Claim, text=TEXT, duties=st.integers(0, 9999), options=st.none() | st.integers(0, 9))),
    options=lists(
        st.builds(
            Option,
            number=NUMBER,
            title=TEXT,
            also_titled=lists(
                st.builds(AlsoTitled, text=TEXT, where=st.sampled_from(["overview", "claims", "duties"]))
            ),
            description=lists(TEXT),
        )
    ),
    ksbs=st.dictionaries(CODE, TEXT, max_size=4),
    duties=lists(
        st.builds(Duty, number=NUMBER, title=TEXT, options=lists(NUMBER), cites=lists(CITATIONS)),
    ),
)


@settings(max_examples=150, deadline=None)
@given(STANDARDS)
def test_writing_and_reading_gives_the_same_standard(standard: Standard) -> None:
    reading = validate(Source("f", export(standard).encode()))
    assert reading.problems == ()
    assert reading.standard == standard


def test_the_file_is_written_as_people_edit_it(standard: Standard) -> None:
    text = export(standard)
    assert text.startswith("# yaml-language-server: $schema=standard.schema.json\nformat: 1\ntitle: Media production")
    assert "  - number: 10\n    options: [1]\n    title: Apply technical knowledge" in text
    assert "      - K1: Understand the context of their role" in text
    assert "      - K2\n" in text
    assert max(map(len, text.splitlines())) < 110


def test_the_embedded_file_is_canonical(standard: Standard) -> None:
    from pathlib import Path

    file = Path(__file__).parents[2] / "data" / "standard.yaml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("# ")]
    assert "".join(lines) == export(standard).split("\n", 1)[1]

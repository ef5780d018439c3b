"""Any input gives an answer or an error in limited time and memory, never a fault in `ksb`."""

from __future__ import annotations

import contextlib
import io
import json
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

if TYPE_CHECKING:
    from conftest import Processes, Result

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="needs the limits and devices of Linux"),
]

ROOT = Path(__file__).parents[1]
SECONDS = 3
"""Two to three times what the slowest takes. Work that grows with the square of an input takes longer."""
MEMORY = 500 << 20
READING = ["lint --format json", "show K1 --standard", "diff standard.yaml", "import"]
HEAD = "format: 1\ntitle: t\nksbs: {K1: Know}\nduties: "
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


YAML = {
    "NULs": bytes(1000),
    "a NUL in a text": b'format: 1\ntitle: "a\x00b"\n',
    "deep lists": b"[" * 100_000,
    "deep mappings": b"{a: " * 100_000,
    "deep blocks": "".join(f"{' ' * depth}a:\n" for depth in range(2000)).encode(),
    "aliases of aliases": BOMB.encode(),
    "an alias of itself": b"a: &a [*a]\n",
    "a huge number": f"format: {'9' * 100_000}\n".encode(),
    "numbers beyond": (HEAD + f"[{{number: {'9' * 5000}, title: t}}, {{number: 1e999, title: u}}]").encode(),
    "a complex key among duties": (HEAD + "[{? [a] : b}]").encode(),
    "one key again and again": b"a: 1\n" * 4_000,
    "other types": b"format: []\ntitle: {}\nksbs: [1]\nduties: {a: b}\nclaims: 1\noptions: a\nkey: []\nids: 1\n",
    "half characters": (HEAD + '[{number: 1, title: "\\ud800"}]').encode(),
    "a quote left open": b'title: "' + b"a" * 100_000,
    "a merge": b"a: &a {b: c}\n<<: *a\n",
    "many duties": (HEAD + "[" + "{number: 1, title: t, cites: [K1]}," * 1_000 + "]").encode(),
    "many KSBs": (
        "format: 1\ntitle: t\nduties: []\nksbs:\n" + "".join(f"  K{n}: Know {n}\n" for n in range(1, 500))
    ).encode(),
}
TOO_MUCH = (HEAD + "[" + "a," * 260_000 + "]").encode()


FOREIGN = {
    ("skills-england", "csv"): {
        "JSON cut off": b'{"title": "t", "knowledges": [{"deta',
        "a list cut off": b'[{"title": "t"},',
        "JSON of other types": json.dumps(
            [
                *(1, "a", None, [], {}, {"title": 1}, {"title": "t", "duties": [1, None, {"mappedKnowledge": 1}]}),
                {"title": "t", "duties": [{"dutyDetail": [], "mappedSkills": {"a": 1}, "mappedOptions": 5}]},
                {"title": "t", "knowledges": {}, "skills": "a", "larsCode": [1], "level": {"a": 1}, "options": [1, {}]},
                {"title": "t", "options": [{"title": {"a": 1}, "optionId": [1]}], "typicalJobTitles": [{"a": []}, 1]},
            ]
        ).encode(),
        "numbers that are not finite": b'{"title": "t", "level": 1e999, "versionNumber": NaN, "larsCode": -Infinity}',
        "a number of many digits": b'{"title": "t", "level": ' + b"9" * 10_000 + b"}",
        "deep JSON": b'{"title": "t", "knowledges": ' + b"[" * 100_000,
        "deep JSON, closed": b"[" * 100_000 + b"]" * 100_000,
        "more KSBs than codes": json.dumps({"title": "t", "knowledges": [{"detail": "a"}] * 10_500}).encode(),
    },
    ("page", "html"): {
        "deep HTML": b"<div>" * 5_000 + b'<p data-row="1">K1: Know</p>',
        "HTML cut off": b'<html><p data-row="1">K1: Know <a hre',
        "HTML of nothing else": b'<p data-row=""></p><tr class="duty-row"></tr>' * 300,
        "open tags": b"<" * 25_000,
        "attributes": b"<p " + b"a=b " * 10_000 + b"data-row>",
    },
    ("word", "excel"): {
        "not a zip": b"PK\x03\x04 not a zip",
        "an empty zip": zipped(),
        "another zip": zipped(a=b"Duty 1: a"),
        "a zip that unpacks to much": zipped(**{f"word/{number}.xml": bytes(1 << 20) for number in range(80)}),
        "a document of nothing": zipped(**{"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<Relationships/>"}),
    },
    ("text", "markdown"): {
        "text without end": b"Duty 1: a\n" + b"K1: Know\n" * 1_000,
        "one line": b"Duty 1: a\nK1: " + b"Know how " * 20_000,
        "a line of digits": b"Duty 1: a\n" + b"1" * 250_000,
        "a line of codes": b"Duty 1: a\n" + b"K1 " * 10_000,
        "a line of spaces": b"Duty 1: a\nK1: a" + b" " * 100_000 + b"b\n",
        "open brackets": b"[" * 10_000,
    },
}
"""Contents that are not of the file format, by the formats that are imported and like them."""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("standard.yaml").write_text(HEAD + "[]\n", encoding="utf-8")


@pytest.fixture
def limited(processes: Processes) -> Callable[..., list[Result]]:
    """Run commands with limited time and memory, and check how each ended."""

    def run(*commands: str) -> list[Result]:
        limits = {"RLIMIT_CPU": SECONDS, "RLIMIT_DATA": MEMORY}
        results = processes(commands, cwd=Path.cwd(), limits=limits, timeout=300)
        for command, result in zip(commands, results, strict=True):
            assert result.code in (0, 1, 2), (command, result.code, result.err[-1000:])
            assert "Traceback" not in result.err, command
        return results

    return run


def test_yaml(limited: Callable[..., list[Result]]) -> None:
    for number, content in enumerate(YAML.values()):
        Path(f"{number}.yaml").write_bytes(content)
    every, read = range(len(YAML)), range(len(YAML) - 2, len(YAML))
    shown = limited(*(f"show K1 --standard {number}.yaml" for number in every))
    assert [result.code for result in shown] == [0 if number in read else 2 for number in every]
    limited(*(f"{command} {number}.yaml" for number in every for command in ("lint --format json", "import")))
    limited(*(f"{command} {number}.yaml" for number in read for command in ("lint --diff", "diff standard.yaml")))


def test_more_values_than_allowed(limited: Callable[..., list[Result]]) -> None:
    Path("much.yaml").write_bytes(TOO_MUCH)
    assert [result.code for result in limited("lint much.yaml")] == [1]


def test_other_formats(limited: Callable[..., list[Result]]) -> None:
    commands = []
    for number, (forms, contents) in enumerate(FOREIGN.items()):
        for index, content in enumerate(contents.values()):
            file = f"bad{number}-{index}"
            Path(file).write_bytes(content)
            commands += [f"import {file}", *(f"import --from {form} {file}" for form in forms)]
        commands += [f"lint bad{number}-0", f"diff standard.yaml bad{number}-0"]
    results = limited(*commands)
    linted = [result for command, result in zip(commands, results, strict=True) if command.startswith("lint")]
    assert {result.code for result in linted} == {1}


def test_documents_of_word(limited: Callable[..., list[Result]]) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Duty 1: a")
    document.save("good.docx")
    with ZipFile("good.docx") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    declared = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    declared += b"".join(b'<!ENTITY %c "%s">' % (n, b"&%c;" % (n - 1) * 10) for n in range(ord("b"), ord("k"))) + b"]>"
    main = members["word/document.xml"]
    body = main[: main.index(b"<w:body>")]
    changed = {
        "no-body": main[: main.index(b"<w:body>")] + b"</w:document>",
        "entities": main.replace(b"<w:document", declared + b"<w:document", 1).replace(b"Duty 1: a", b"Duty 1: &j;"),
        "deep": body + b"<w:body>" + b"<w:p>" * 10_000 + b"</w:p>" * 10_000 + b"</w:body></w:document>",
        "cut": main[:-50],
        "empty": b"",
    }
    for name, content in changed.items():
        Path(f"{name}.docx").write_bytes(zipped(**{**members, "word/document.xml": content}))
    for name in members:
        Path(f"without-{name.replace('/', '-')}.docx").write_bytes(
            zipped(**{member: content for member, content in members.items() if member != name})
        )
    limited(*(f"import {file}" for file in sorted(map(str, Path().glob("*.docx")))))


@pytest.mark.parametrize("place", ["folder", "/dev/zero", "/dev/null", "/proc/self/mem", "socket", "secret", "none"])
def test_paths_that_are_not_regular_files(place: str, limited: Callable[..., list[Result]]) -> None:
    Path("folder").mkdir()
    Path("secret").write_text(HEAD + "[]\n", encoding="utf-8")
    Path("secret").chmod(0)
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind("socket")
        results = limited(
            *(f"{command} {place}" for command in READING),
            *(f"import {place} --from {form}" for form in ("skills-england", "page", "word", "text", "excel")),
            *(f"lint standard.yaml --config {place}", f"lint standard.yaml --baseline {place}"),
        )
    if place != "secret" or os.geteuid():  # the superuser may read anything
        assert {result.code for result in results[1:9]} == {2}


@pytest.fixture
def pipe() -> Iterator[Callable[[bytes], str]]:
    """Give a function that writes to a pipe with a name."""
    os.mkfifo("pipe")
    writers: list[threading.Thread] = []

    def write(content: bytes) -> str:
        def pour() -> None:
            with contextlib.suppress(BrokenPipeError):
                Path("pipe").write_bytes(content)

        writers.append(threading.Thread(target=pour, daemon=True))
        writers[-1].start()
        return "pipe"

    yield write
    for writer in writers:
        writer.join(10)
        assert not writer.is_alive()


@pytest.mark.parametrize(
    ("command", "content"),
    [
        ("lint", HEAD + "[]"),
        ("info --standard", HEAD + "[]"),
        ("diff standard.yaml", HEAD + "[]"),
        ("import", '{"title": "t", "knowledges": [{"detail": "%s"}]}' % ("Know how " * 10_000)),
        ("import", "Duty 1: a\nK1: " + "Know how " * 10_000),
        ("diff standard.yaml", "Duty 1: a\nK1: Know"),
    ],
    ids=["lint", "info", "diff", "import of JSON", "import of text", "diff of text"],
)
def test_pipes_are_read_once(
    command: str, content: str, pipe: Callable[[bytes], str], limited: Callable[..., list[Result]]
) -> None:
    [result] = limited(f"{command} {pipe(content.encode())}")
    assert result.code == 0, result.err
    assert "Know how" in result.out or command != "import"


LONG = {
    "one word": "x" * 250_000,
    "many words": " ".join(f"word{number}" for number in range(20_000)),
    "nothing but faults": "a  b and or c the the , " * 1_000,
    "a phrase again and again": "meet the needs of production, " * 5_000,
}
FOUND = [f"lint long.yaml --format {form}" for form in ("json", "github", "sarif", "junit")]
LOOKED = [
    f"{command} --standard long.yaml"
    for command in ("show K1 D1", "duties", "list", "options", "search word1", "matrix", "info",
                    "export moodle",
                    *(f"export {form}" for form in ("json", "text", "yaml", "markdown", "csv", "case", "xlsx")))
]  # fmt: skip
OTHERS = ["lint long.yaml", "lint long.yaml --diff --unsafe-fixes", "lint long.yaml --write-baseline baseline.json"]
COMPARED = [f"diff long.yaml longer.yaml --format {form}" for form in ("text", "json", "markdown")]


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("one word", [*LOOKED[:2], *LOOKED[7:], *FOUND, *OTHERS, *COMPARED[1:]]),
        ("many words", [*LOOKED[2:9], FOUND[0]]),
        ("a phrase again and again", FOUND[:1]),
        ("nothing but faults", [FOUND[0], "lint long.yaml --diff"]),
    ],
)
def test_a_statement_as_long_as_a_book(name: str, commands: list[str], limited: Callable[..., list[Result]]) -> None:
    text = LONG[name].strip()
    duties = [
        {"number": 1, "title": text, "cites": [{"K1": f"{text} too"}, "S1", "B1"]},
        {"number": 2, "title": "t", "cites": [{"K1": text[:-9]}, "S1", "B1"]},
    ]
    shape = {"format": 1, "title": "t", "ksbs": {"K1": text, "S1": "Cut", "B1": "Care"}, "duties": duties}
    Path("long.yaml").write_text(json.dumps(shape), encoding="utf-8")
    shape["ksbs"] = {"K1": f"All {text}", "S1": "Cut", "B1": "Care"}
    Path("longer.yaml").write_text(json.dumps(shape), encoding="utf-8")
    limited(*commands)


def _standard(ksbs: Iterable[str], duties: Iterable[str], more: str = "") -> str:
    """Return a standard as YAML: the definitions of K1, K2, ..., and duties as flow mappings."""
    defined = "".join(f"  K{n}: {text}\n" for n, text in enumerate(ksbs, 1))
    listed = "".join(f"- {duty}\n" for duty in duties) or " []\n"
    return f"format: 1\ntitle: t\n{more}ksbs:\n{defined}duties:\n{listed}"


def _duty(*cites: str, options: str = "") -> str:
    return f"{{number: 1, title: a, options: [{options}], cites: [{', '.join(cites)}]}}"


def _words(count: int, letter: str = "w") -> str:
    return " ".join(f"{letter}{n % 50}" for n in range(count))


PLAIN = " ".join(f"w{n}" for n in range(4_000))
EVERY = [f"K{n}" for n in range(1, 4_500)]
TWICE = {
    "a long definition, short citations": (
        _standard([PLAIN], [_duty(*(f"K1: x{n}" for n in range(250)))]),
        ("lint {}", "lint {} --statistics", "show K1 --standard {}"),
    ),
    "a long definition that holds the others": (
        _standard([PLAIN, *(f"w{n} w{n + 1} w{n + 2} w{n + 3}" for n in range(250))], []),
        ("lint {}",),
    ),
    "long citations, one letter apart": (
        _standard([_words(1_000)], [_duty(*(f"K1: x{n} {_words(990, 'c')}" for n in range(20)))]),
        ("lint {}", "show K1 --standard {}"),
    ),
    "long definitions that are nearly the same": (
        _standard([f"x{n} {_words(990)} y{n}" for n in range(20)], []),
        ("lint {}",),
    ),
    "aliases of a long citation": (
        _standard(["zz"], [_duty(f"K1: &a {_words(8_000)}", *["K1: *a "] * 2_000)]),
        ("lint {}",),
    ),
    "aliases of a long number": (
        _standard(["zz"], [f"{{number: &a {'x' * 50_000}, title: a, cites: [{', '.join(['*a '] * 4_000)}]}}"]),
        ("lint {}",),
    ),
    "a definition cited bare again and again": (
        _standard([PLAIN], [_duty(*["K1"] * 4_500)]),
        ("lint {}", "export json --standard {}"),
    ),
    "many KSBs and many duties": (
        _standard(["a"] * 2_000, [_duty()] * 600),
        ("matrix --standard {}", "export xlsx --standard {} -o out.xlsx", "export csv --table matrix --standard {}"),
    ),
    "many KSBs in many options": (
        _standard(["a"] * 4_500, [_duty(*EVERY, options=", ".join(map(str, range(1, 101))))]),
        ("export json --standard {}", "list --format json --standard {}", "export csv --standard {}"),
    ),
    "quotations and placeholders without an end": (
        _standard(["you " + "“" * 30_000 + "‘" * 30_000, "'" + "[add " * 20_000 + "'"], []),
        ("lint {} --statistics",),
    ),
    "many options": (_standard(["a"], [_duty(options=", ".join(map(str, range(1, 2_001))))]), ("lint {}",)),
    "many duties with one citation reworded": (
        _standard(["a"], [_duty("K1: b")] * 1_000),
        ("show K1 --standard {}",),
    ),
    "all KSBs in two duties": (
        _standard(["a"] * 4_500, [_duty(*EVERY)] * 2),
        ("search zz --standard {}", "export json --standard {}", "export csv --table matrix --standard {}"),
    ),
    "citations of two lines between equal ones": (
        _standard(
            ["foo bar baz", *["a b"] * 110],
            ["number: 1\n  title: a\n  cites:" + "".join(
                f"\n  - K1: Foo bar,\n      baz\n  - K{2 + n % 110}" for n in range(2_000)
            )],
        ),
        ("lint {} --diff --select KSB202",),
    ),
    "claims and paragraphs": (
        _standard(
            ["a"],
            [],
            "overview:\n" + "".join(f"- p{n}\n" for n in range(10_000))
            + "claims:\n" + "".join(f"- {{text: x{n}, duties: 1}}\n" for n in range(2_000)),
        ),
        ("export text --standard {}",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TWICE)
def test_much_of_two_things(name: str, limited: Callable[..., list[Result]]) -> None:
    content, commands = TWICE[name]
    Path("much.yaml").write_text(content, encoding="utf-8")
    limited(*(command.format("much.yaml") for command in commands))


def test_options_and_duties_of_a_text(limited: Callable[..., list[Result]]) -> None:
    options, duties = ("".join(f"{name} {number}: a\n" for number in range(1, 3_000)) for name in ("Option", "Duty"))
    Path("much.txt").write_text(f"T standard\nDuties\n{options}{duties}", encoding="utf-8")
    assert [result.code for result in limited("import much.txt")] == [2]


def test_entries_and_findings_to_ignore(limited: Callable[..., list[Result]]) -> None:
    codes = ", ".join(['"KSB1"', '"ksb1"'] * 4_000)
    patterns = "".join(f'"{"*" * (n + 1)}.yaml" = ["KSB1"]\n' for n in range(1_000))
    Path("much.toml").write_text(f'[lint.per-file-ignores]\n"much.*" = [{codes}]\n{patterns}', encoding="utf-8")
    Path("much.yaml").write_text(_standard(["a"], [_duty(*["K9"] * 2_000)]), encoding="utf-8")
    assert [result.code for result in limited("lint much.yaml --config much.toml")] == [0]

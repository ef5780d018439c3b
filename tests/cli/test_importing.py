"""The commands import, init and outdated: files, reports, exit codes; and downloads from a server on this machine."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ksb.cli.init import EXAMPLE
from ksb.importers import published
from ksb.reading import load

if TYPE_CHECKING:
    from conftest import Ksb

TEXT = "Cook standard\nDuty 1: Cook\nK1: How\nSomebody wrote this\nS1: Stir\n"
RECORD = {"title": "Cook", "referenceNumber": "ST0585", "version": "1.2", "knowledges": [{"detail": "How"}]}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "draft.txt"
    file.write_text(TEXT)
    return file


def test_text_that_is_left_out_is_reported_and_strict_exits_with_1(ksb: Ksb, draft: Path, tmp_path: Path) -> None:
    said = f"{draft}: 1 knowledge, 1 skill, 0 behaviours, 1 duty, 0 options\n"
    said += '  line 4: left out: "Somebody wrote this"\n'
    assert ksb("import", draft).err == said
    result = ksb("import", draft, "--strict", "--report", tmp_path / "report.txt", "--output", tmp_path / "a.yaml")
    assert (result.code, result.err) == (1, said)
    assert load(tmp_path / "a.yaml").title == "Cook"
    assert (tmp_path / "report.txt").read_text() == (
        f"{draft}: 1 knowledge, 1 skill, 0 behaviours, 1 duty, 0 options\n"
        "\nLeft out: text that is not in the standard (1)\n  line 4: Somebody wrote this\n"
        "\nUnderstood: headings, labels and page furniture, which are not text of the standard (1)\n"
        "  line 1: standard\n"
    )


def test_a_long_report_is_cut_short_on_standard_error_only(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Cook\nDuty 1: Cook\nK1: How\n" + "".join(f"Line {n}\n" for n in range(30)))
    result = ksb("import", tmp_path / "a.txt", "--report", tmp_path / "report.txt")
    assert result.err.count("left out") == 20
    assert result.err.endswith(f"  and 10 more; {tmp_path}/report.txt lists them\n")
    assert (tmp_path / "report.txt").read_text().count("Line ") == 30


def test_items_of_a_list_are_reported_on_one_line(ksb: Ksb, tmp_path: Path) -> None:
    duties = [{"dutyDetail": "Cook", "mappedKnowledge": [], "colour": "red"}] * 3
    (tmp_path / "a.json").write_text(json.dumps({**RECORD, "duties": duties}))
    assert '  duties[].colour: left out: "red", and 2 more of these\n' in ksb("import", tmp_path / "a.json").err


def test_a_file_is_not_overwritten_without_force(ksb: Ksb, draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    out.write_text("mine")
    result = ksb("import", draft, "--output", out)
    assert (result.code, result.err) == (2, f"error: {out} exists\nhint: --force overwrites it\n")
    assert out.read_text() == "mine"
    assert ksb("import", draft, "--output", out, "--force").code == 0
    assert load(out).title == "Cook"


def test_a_folder_is_not_overwritten_either(ksb: Ksb, draft: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "cook.yaml").write_text("mine")
    result = ksb("import", draft, "--output", folder)
    assert result.code == 2
    assert f"{draft}: not written: {folder}/cook.yaml exists; --force overwrites it\n" in result.err
    assert (folder / "cook.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("title", "name"),
    [("標準", "標準.yaml"), ("Standard", "standard-1.yaml"), ("CON", "con-1.yaml"), ("!?", "untitled.yaml")],
)
def test_names_that_are_safe_everywhere(title: str, name: str, ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"title": title, "knowledges": [{"detail": "How"}]}))
    assert ksb("import", tmp_path / "a.json", "--output", f"{tmp_path}/out/").code == 0
    assert [path.name for path in (tmp_path / "out").glob("*.yaml")] == [name]


def test_the_schema_stands_beside_the_file(ksb: Ksb, draft: Path, tmp_path: Path) -> None:
    assert ksb("import", draft, "--output", tmp_path / "a.yaml").code == 0
    assert json.loads((tmp_path / "standard.schema.json").read_text())["title"] == "An occupational standard, for ksb"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"%PDF-1.7", "seems to be a PDF, which ksb can't read"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "seems to be a Word 97 or Excel 97 file (.doc, .xls)"),
        ("a.rtf", b"{\\rtf1 x}", "seems to be rich text (RTF)"),
        ("a", b"\x00\x01\x02", "not text"),
        ("a.txt", b"nothing of the kind", "yields neither a KSB nor a duty"),
        ("a.txt", b"", "yields neither a KSB nor a duty"),
        ("a.json", b'{"title": "A"} more', "there is more text after the JSON"),
        ("a.json", b'{"title": "A", "title": "B"}', "an object holds the key 'title' twice"),
    ],
)
def test_what_can_not_be_imported_says_why_and_writes_nothing(
    name: str, content: bytes, message: str, ksb: Ksb, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    result = ksb("import", tmp_path / name, "--output", tmp_path / "out.yaml")
    assert result.code == 2
    assert message in result.err
    assert not (tmp_path / "out.yaml").exists()


def test_json_lines_are_records(ksb: Ksb, tmp_path: Path) -> None:
    records = [json.dumps({**RECORD, "referenceNumber": reference}) for reference in ("ST1", "ST2")]
    (tmp_path / "a.jsonl").write_text("\n".join(records))
    assert ksb("import", tmp_path / "a.jsonl", "--output", f"{tmp_path}/out/").code == 0
    assert sorted(path.name for path in (tmp_path / "out").glob("*.yaml")) == ["st1-1.2.yaml", "st2-1.2.yaml"]


def test_init_writes_a_sound_example_and_never_overwrites(ksb: Ksb, tmp_path: Path) -> None:
    folder = tmp_path / "bakery"
    result = ksb("init", folder)
    assert result.code == 0
    assert f"next: edit {folder}/standard.yaml, then run `ksb lint {folder}/standard.yaml`" in result.err
    assert (folder / "standard.yaml").read_text() == EXAMPLE.read_text()
    assert (folder / "standard.schema.json").exists()
    linted = ksb("lint", folder / "standard.yaml", "--fail-on", "info")
    assert linted.code == 0, linted.out
    assert ksb("init", folder).code == 2


def test_init_starts_from_another_file(ksb: Ksb, draft: Path, tmp_path: Path) -> None:
    result = ksb("init", tmp_path / "cook", "--from", draft)
    assert result.code == 0
    assert 'line 4: left out: "Somebody wrote this"' in result.err
    assert load(tmp_path / "cook" / "standard.yaml").title == "Cook"


class Handler(BaseHTTPRequestHandler):
    answers: dict[str, tuple[int, bytes]] = {}  # noqa: RUF012
    slow = 0.0

    def do_GET(self) -> None:
        status, content = self.answers.get(self.path, (404, b"not found"))
        time.sleep(self.slow)
        self.send_response(status)
        self.end_headers()
        with suppress(ConnectionError):  # The client takes no more than 16 MiB.
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


PLACE = "/api/apprenticeshipstandards/ST0585"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Handler]]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, args=[0.01], daemon=True).start()
    monkeypatch.setenv("KSB_API", f"http://127.0.0.1:{made.server_port}")
    monkeypatch.setattr(Handler, "slow", 0.0)
    monkeypatch.setattr(Handler, "answers", {PLACE: (200, json.dumps(RECORD).encode())})
    yield Handler
    made.shutdown()
    made.server_close()


@pytest.mark.usefixtures("server")
def test_a_reference_is_downloaded(ksb: Ksb) -> None:
    result = ksb("import", "st0585")
    assert result.code == 0
    assert "reference: ST0585\n" in result.out
    assert result.err.startswith("ST0585 from 127.0.0.1:")


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("path", ["", "/", "/api", "/api/apprenticeshipstandards", "/api/apprenticeshipstandards/"])
def test_the_address_may_be_the_server_or_its_api(path: str, ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSB_API", os.environ["KSB_API"] + path)
    assert ksb("import", "ST0585").code == 0


@pytest.mark.parametrize(
    ("status", "content", "message"),
    [
        (404, b"", "ST0585: no such standard is published at http://127.0.0.1:"),
        (503, b"", "answered 503 Service Unavailable"),
        (200, b"<html>", "not JSON"),
        (200, b"x" * (17 << 20), "gave more than 16 MiB"),
        (200, json.dumps({**RECORD, "referenceNumber": "ST0001"}).encode(), "gave ST0001 instead"),
    ],
    ids=["unknown", "down", "page", "long", "another"],
)
def test_downloads_that_fail(status: int, content: bytes, message: str, ksb: Ksb, server: type[Handler]) -> None:
    server.answers = {PLACE: (status, content)}
    result = ksb("import", "ST0585")
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_a_server_that_does_not_answer(ksb: Ksb, server: type[Handler], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "_SECONDS", 0.2)
    server.slow = 1.0
    assert "gave no answer within 0.2 seconds" in ksb("import", "ST0585").err
    monkeypatch.setenv("KSB_API", "http://127.0.0.1:1")
    assert "can't reach http://127.0.0.1:1/" in ksb("import", "ST0585").err
    monkeypatch.setenv("KSB_API", "file:///etc")
    assert "KSB_API must be the address of a web server" in ksb("import", "ST0585").err


@pytest.mark.usefixtures("server")
def test_outdated(ksb: Ksb, tmp_path: Path) -> None:
    for name, version in (("old", "1.1"), ("new", "1.2"), ("ahead", "1.10")):
        (tmp_path / f"{name}.json").write_text(json.dumps({**RECORD, "version": version}))
    result = ksb("outdated", tmp_path / "old.json")
    assert result.code == 1
    assert result.out == f"{tmp_path}/old.json: ST0585 version 1.1: version 1.2 is published\n"
    result = ksb("outdated", tmp_path / "new.json", tmp_path / "ahead.json")
    assert (result.code, result.out.count("up to date")) == (0, 2)
    result = ksb("outdated", tmp_path / "old.json", "--format", "json")
    assert json.loads(result.out)["files"][0]["outdated"] is True
    result = ksb("outdated", "data/standard.yaml", tmp_path / "old.json")
    assert (result.code, "has no reference such as ST0585" in result.err) == (2, True)
    result = ksb("outdated", "data/standard.yaml", "--format", "json")
    assert (result.code, json.loads(result.out)) == (2, {"version": 1, "files": []})


def test_the_report_does_not_overwrite_the_output(ksb: Ksb, draft: Path, tmp_path: Path) -> None:
    out, linked = tmp_path / "a.yaml", tmp_path / "linked"
    linked.symlink_to(tmp_path, target_is_directory=True)
    for report in (out, linked / "a.yaml"):
        result = ksb("import", draft, "-o", out, "--report", report, "--force")
        assert result.code == 2
        assert result.err == (
            f"error: refusing to overwrite the output {out} with the report\nhint: name another file\n"
        )
        assert not out.exists()
    assert ksb("import", draft, "-o", out, "--report", tmp_path / "standard.schema.json").code == 2
    assert ksb("import", draft, "--report", "-").err == (
        "error: the standard and the report can't both go to standard output\nhint: --report FILE\n"
    )
    out.write_text("mine")
    (tmp_path / "hard").hardlink_to(out)
    assert ksb("import", draft, "-o", out, "--report", tmp_path / "hard", "--force").code == 2
    assert out.read_text() == "mine"
    assert ksb("import", draft, "-o", os.devnull, "--report", os.devnull, "--force").code == 0


def test_the_report_does_not_overwrite_a_standard_in_the_folder(ksb: Ksb, draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("Cook standard", "Chef standard"))
    folder = tmp_path / "out"
    for report in ("cook.yaml", "standard.schema.json"):
        result = ksb("import", draft, other, "-o", f"{folder}/", "--report", folder / report, "--force")
        assert result.code == 2
        assert f"error: refusing to overwrite the output {folder / report} with the report\n" in result.err


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no such names")
def test_a_name_that_is_not_utf_8_makes_a_clean_title(ksb: Ksb, tmp_path: Path) -> None:
    for name, title in ((b"bad\xff.txt", "bad"), (b"a\x01b.txt", "a b"), (b"\xff.txt", "Untitled")):
        file = tmp_path / os.fsdecode(name)
        file.write_text("Duty 1: Cook\nK1: How\n")
        assert ksb("import", file, "--output", tmp_path / "out.yaml", "--force").code == 0
        assert load(tmp_path / "out.yaml").title == title


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            ["https://skillsengland.education.gov.uk/apprenticeships/st0585-v1-2"],
            "error: https://skillsengland.education.gov.uk/apprenticeships/st0585-v1-2: an address, not a file\n"
            "hint: save the page and import the file, or download the current version: ksb import ST0585\n",
        ),
        (
            ["https://example.org/page"],
            "error: https://example.org/page: an address, not a file\n"
            "hint: save the page and import the file, or give a reference such as ST0585\n",
        ),
        *(
            (
                [almost],
                f"error: {almost}: neither a file nor a reference\n"
                "hint: to download the current version: ksb import ST0585\n",
            )
            for almost in ("ST585", "st-0585", "ST0585v1.2", "st0585-v1-2")
        ),
        (["."], "error: .: a folder, not a file\nhint: name the files in it, and --output FOLDER/\n"),
        (["st12.docx"], "error: there is no file st12.docx\n"),
        (
            ["draft.txt", "standard.yaml"],
            "error: standard.yaml: no such file\nhint: to write it: ksb import draft.txt --output standard.yaml\n",
        ),
        (
            ["draft.txt", "other.docx"],
            "other.docx: left out: there is no file other.docx\n"
            "error: nothing is written, since not all files can be read\nhint: --output FOLDER/ takes the others\n",
        ),
        (
            ["note.txt"],
            "error: note.txt: yields neither a KSB nor a duty\n"
            'hint: a standard has lines or tables such as "Duty 1: Bake bread" and "K1: Flour"\n',
        ),
    ],
)
def test_what_can_not_be_imported_says_what_to_do(
    files: list[str], said: str, ksb: Ksb, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(draft.parent)
    (draft.parent / "note.txt").write_text("Hello, all.\n")
    result = ksb("import", *files)
    assert (result.code, result.out, result.err) == (2, "", said)


@pytest.mark.parametrize("name", ["tracker.xlsx", "skills-scan.xlsx", "mapping.xlsx", "mapping.docx"])
def test_a_form_to_fill_in_is_no_standard(ksb: Ksb, tmp_path: Path, name: str) -> None:
    (tmp_path / "cook.yaml").write_text("format: 1\ntitle: Cook\nksbs:\n  K1: How to cook\n")
    form = tmp_path / name
    assert (
        ksb("export", "tracker", "--kind", form.stem, "--standard", tmp_path / "cook.yaml", "--output", form).code == 0
    )
    said = f"error: {form}: a tracker or another form that `ksb export tracker` writes, not a standard\n"
    said += f"hint: to see which KSBs it covers: ksb coverage {form}\n"
    assert (ksb("import", form).err, ksb("diff", form, tmp_path / "cook.yaml").err) == (said, said)


def test_a_tracker_is_known_by_its_columns(ksb: Ksb, tmp_path: Path) -> None:
    form = tmp_path / "own.csv"
    form.write_text("Cook\nWeek,Code,What it says,Evidence\n1,K1,How to cook,soup\n")
    assert "not a standard" in ksb("import", form).err
    form.write_text("Code,What it says\nK1,How to cook\n")
    assert ksb("import", form).code == 0

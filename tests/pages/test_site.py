"""A folder of standards as a site: the command, the links between versions, and the search over all of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ksb import export
from ksb.exporters.html.site import File, Problem, site
from ksb.standard import Standard
from pages.conftest import Visit, until
from pages.test_browser import TYPING, shown


@pytest.fixture
def folder(tmp_path: Path, small: Standard) -> Path:
    """Two versions of one standard, and another standard in a folder below."""
    folder = tmp_path / "standards"
    (folder / "more").mkdir(parents=True)
    newer = small.model_copy(update={"version": "1.1", "ksbs": {**small.ksbs, "K4": "The price of gas"}})
    other = Standard(
        format=1, title="Wick maker <b>", reference="ST0002", ksbs={"K1": "The chef’s cotton", "S1": "Twist a wick"}
    )
    for name, standard in (("lamp-1.0", small), ("lamp-1.1", newer), ("more/wicks", other)):
        (folder / f"{name}.yaml").write_text(export(standard, "yaml"), encoding="utf-8")
    return folder


def test_the_command_writes_an_index_a_page_each_and_the_data(ksb: Any, folder: Path, tmp_path: Path) -> None:
    result = ksb("export", "html", folder, "-o", tmp_path / "site")
    assert (result.code, result.out) == (0, "")
    assert "3 standards written to" in result.err
    files = {str(file.relative_to(tmp_path / "site")) for file in (tmp_path / "site").rglob("*") if file.is_file()}
    assert files == {"index.html", "lamp-1.0.html", "lamp-1.1.html", "wicks.html", "data/0.js"}


def test_a_file_that_is_not_a_standard_is_reported_and_left_out(ksb: Any, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.yaml").write_text("format: 1\n")
    result = ksb("export", "html", folder, "-o", tmp_path / "site")
    assert result.code == 2
    assert "left out" in result.err
    assert "bad.yaml" in result.err
    assert "3 standards written" in result.err
    assert "1 left out" in result.err


def test_a_folder_without_standards_is_an_error(ksb: Any, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("format: 1\n")
    result = ksb("export", "html", tmp_path, "-o", tmp_path / "site")
    assert result.code == 2
    assert "none of its files is a standard" in result.err
    assert not (tmp_path / "site").exists()


def test_files_with_one_name_have_a_page_each(folder: Path) -> None:
    (folder / "more" / "lamp-1.0.yaml").write_bytes((folder / "lamp-1.0.yaml").read_bytes())
    paths = sorted(str(path) for path in folder.rglob("*.yaml"))
    names = [item.name for item in site(paths, jobs=1) if isinstance(item, File)]
    assert sorted(names)[2:] == ["lamp-1.0-2.html", "lamp-1.0.html", "lamp-1.1.html", "wicks.html"]


def test_versions_link_to_each_other(folder: Path) -> None:
    paths = sorted(str(path) for path in folder.rglob("*.yaml"))
    pages = {item.name: item.content for item in site(paths, jobs=1) if isinstance(item, File)}
    assert '<a href="lamp-1.1.html">Version 1.1</a>' in pages["lamp-1.0.html"]
    assert '<a href="lamp-1.0.html">Version 1.0</a>' in pages["lamp-1.1.html"]
    assert "Other versions" not in pages["wicks.html"]
    assert '<a href="index.html">All standards</a>' in pages["wicks.html"]
    assert "Wick maker &lt;b&gt;" in pages["index.html"]


@pytest.mark.slow
def test_the_data_comes_in_pieces(small: Standard, tmp_path: Path) -> None:
    long = small.model_copy(update={"ksbs": {f"K{number}": f"\u2028{'word ' * 2000}" for number in range(1, 20)}})
    for number in range(4):
        (tmp_path / f"{number}.yaml").write_text(export(long, "yaml"), encoding="utf-8")
    items = list(site([str(path) for path in sorted(tmp_path.glob("*.yaml"))], jobs=1))
    assert not any(isinstance(item, Problem) for item in items)
    pieces = [item.content for item in items if isinstance(item, File) and item.name.startswith("data/")]
    assert len(pieces) == 2
    assert all(piece.isascii() for piece in pieces)
    entries = [json.loads(re.sub(r"^ksbPiece\(\d+,(.*)\);\n$", r"\1", piece)) for piece in pieces]
    assert [number for piece in entries for number, _ in piece] == [0, 1, 2, 3]


@pytest.fixture
def index(folder: Path, tmp_path: Path) -> Path:
    """The index of the site, on disk."""
    for item in site(sorted(str(path) for path in folder.rglob("*.yaml")), jobs=1):
        assert isinstance(item, File)
        file = tmp_path / "site" / item.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(item.content, encoding="utf-8")
    return tmp_path / "site" / "index.html"


QUERIES = {
    "gas": ["lamp-1.0.html#K2", "lamp-1.1.html#K2", "lamp-1.1.html#K4"],
    "chef's cot": ["wicks.html#K1"],
    "open valves": ["lamp-1.0.html#D2", "lamp-1.1.html#D2"],
    "K1 of ST0002": ["wicks.html#K1"],
    "st0001 k4": ["lamp-1.1.html#K4"],
    "k1 wick": ["wicks.html#K1"],
    "lamp lighter K4": ["lamp-1.1.html#K4"],
    "K1-K2 of ST0002": ["wicks.html#K1"],
    "duty 3 lamp": ["lamp-1.0.html#D3", "lamp-1.1.html#D3"],
    "K3": ["lamp-1.0.html#K3", "lamp-1.1.html#K3"],
    "zebra": [],
    "k9 lamp": [],
}


@pytest.mark.slow
def test_the_index_finds_statements_of_all_standards(visit: Visit, index: Path) -> None:
    page = visit(index)
    for query, links in QUERIES.items():
        page.fill("#search", query)
        until(page, "/^[^(]*$/.test(document.querySelector('#results').textContent)")
        until(page, "!document.querySelector('#results').textContent.includes('so far')")
        found = [link.get_attribute("href") for link in page.query_selector_all("#found a")]
        assert found == links, query
        if query in ("gas", "open valves"):
            page.click("#found a")
            assert page.url.endswith(links[0])
            assert len(shown(page, ".view")) == 1
            page.goto(index.as_uri())


@pytest.mark.slow
def test_the_index_says_what_to_type(visit: Visit, index: Path) -> None:
    page = visit(index)
    assert page.get_attribute("#search", "placeholder") == "Search titles and statements, or K1 lamp lighter"
    for query, said in (
        ("K3", "2 statements. For those of one standard, add words of its title, such as “K1 lamp lighter”."),
        ("K1 lamp lighter", "2 standards, 2 statements"),
        (
            "zebra",
            "Nothing has “zebra”. Type words of a title or of a statement, "
            "or a code with words of a title, such as “K1 lamp lighter”.",
        ),
    ):
        page.fill("#search", query)
        until(page, f"document.querySelector('#results').textContent === {json.dumps(said)}")
        assert page.is_visible("#statements") == (query != "zebra")


@pytest.mark.slow
def test_the_index_finds_standards_by_their_titles(visit: Visit, index: Path) -> None:
    page = visit(index)
    assert page.locator(".standard:visible").count() == 3
    page.fill("#search", "wick mak")
    assert page.inner_text(".standard:visible a") == "Wick maker <b>"
    until(page, "location.search === '?q=wick+mak'")
    page.reload()
    assert page.locator(".standard:visible").count() == 1


@pytest.mark.slow
def test_the_index_can_be_read_without_scripts(visit: Visit, index: Path) -> None:
    page = visit(index, java_script_enabled=False)
    assert page.locator(".standard:visible").count() == 3
    page.click("text=Wick maker")
    assert page.url.endswith("wicks.html")


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_index(visit: Visit, index: Path, theme: str) -> None:
    module = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python, which brings axe, is missing")
    page = visit(index, "?q=gas", color_scheme=theme)
    page.wait_for_selector("#found a")
    page.evaluate((Path(module.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.slow
def test_a_key_in_an_index_of_700_standards_looks_at_few_statements_at_once(
    visit: Visit, standard: Standard, tmp_path: Path
) -> None:
    from ksb.exporters.html.site import Entry, index

    texts = tuple(standard.ksbs.items())
    entries = [
        Entry("", f"{number}.html", f"Standard {number}", f"ST{number:04}", "1.0", ("Level 4",), (), texts)
        for number in range(700)
    ]
    for file in index(entries):
        (tmp_path / file.name).parent.mkdir(exist_ok=True)
        (tmp_path / file.name).write_text(file.content, encoding="utf-8")
    page = visit(tmp_path / "index.html")
    page.focus("#search")
    until(page, "document.querySelectorAll('head script[src]').length >= 30")
    # A clock that goes on by a millisecond whenever it is read: what is done in one go does not depend on the machine.
    page.evaluate("() => { let time = 0; performance.now = () => time++; }")
    keys = page.evaluate(TYPING, ["p", "pr", "pro", "production co", "copyright", "k18 of st0123", ""])
    assert len(entries) * len(texts) > 60_000
    assert max(key["compared"] for key in keys) < 4_000, keys
    assert max(key["drawn"] for key in keys) == 20, keys

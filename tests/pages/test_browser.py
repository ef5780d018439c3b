"""The page in a browser: what a reader does, on a phone and a laptop, in both themes, with and without scripts."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT

from ksb import diff, lint
from ksb.exporters.html import Content, render
from ksb.kinds import code_order, split_code
from ksb.models import Citation
from ksb.query import part
from ksb.searching import search
from ksb.standard import Standard
from pages.conftest import LAPTOP, PHONE, Visit, until
from pages.test_html import COVERAGE, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.slow

VIEWS = ("overview", "duties", "ksbs", "assessment", "matrix", "progress", "coverage", "changes", "findings")


@pytest.fixture
def full(small: Standard, tmp_path: Path) -> Path:
    """A page with every view."""
    older = small.model_copy(update={"ksbs": {**small.ksbs, "K1": "How light is bent"}})
    file = tmp_path / "full.html"
    findings = lint(ROOT / "data" / "standard.yaml").findings
    page = Content(small, findings=findings, diff=diff(older, small), coverage=COVERAGE)
    file.write_text(render(page), encoding="utf-8")
    return file


def shown(page: Page, selector: str) -> list[str]:
    """Return the addresses of what can be seen."""
    visible = "one.getBoundingClientRect().width && getComputedStyle(one).visibility === 'visible'"
    named = f"(all) => all.filter((one) => {visible}).map((one) => one.id || one.dataset.code || '')"
    found: list[str] = page.eval_on_selector_all(selector, named)
    return found


def address(page: Page) -> str:
    # `page.url` learns later than the page what a script made of its address.
    return str(page.evaluate("location.href")).partition(".html")[2]


def test_one_view_is_shown_at_a_time(visit: Visit, small: Standard) -> None:
    page = visit(small)
    assert shown(page, ".view") == ["overview"]
    page.click("nav >> text=Matrix")
    assert shown(page, ".view") == ["matrix"]
    assert page.get_attribute("nav a[href='#matrix']", "aria-current") == "page"
    assert address(page) == "#matrix"


def test_a_link_to_a_ksb_opens_it_and_back_returns(visit: Visit, small: Standard) -> None:
    page = visit(small, "#D1")
    page.click("#D1 a.code >> text=S1")
    assert address(page) == "#S1"
    assert shown(page, ".view") == ["ksbs"]
    assert page.evaluate("document.activeElement.id") == "S1"
    page.go_back()
    assert shown(page, ".view") == ["duties"]
    assert address(page) == "#D1"


def test_a_link_to_a_ksb_comes_to_rest_below_the_bar(visit: Visit, standard: Standard) -> None:
    for code in ("K18", "B6"):
        page = visit(standard, f"#{code}")
        page.wait_for_timeout(300)
        box = page.locator(f"#{code}").bounding_box()
        bar = page.locator(".toolbar").bounding_box()
        assert box is not None
        assert bar is not None
        assert bar["y"] + bar["height"] - 1 <= box["y"] < 600


def test_everything_follows_the_pathway(visit: Visit, small: Standard) -> None:
    page = visit(small, "#ksbs")
    assert shown(page, ".item.ksb") == ["K1", "K2", "K3", "S1", "B1"]
    page.select_option("#pathway", "1")
    assert address(page) == "?pathway=1#ksbs"
    assert shown(page, ".item.ksb") == ["K1", "K2", "S1", "B1"]
    assert page.text_content("nav [data-count=ksb]") == "4"
    assert page.text_content("nav [data-count=duty]") == "2"
    page.click("nav >> text=Duties")
    assert shown(page, ".duty") == ["D1", "D2"]
    page.click("nav >> text=Matrix")
    assert shown(page, "#grid tbody tr") == ["K1", "K2", "S1", "B1"]
    assert [cell.inner_text() for cell in page.query_selector_all("#grid thead th") if cell.is_visible()] == [
        "KSB", "Duty\nD1", "Duty\nD2",
    ]  # fmt: skip
    page.click("nav >> text=My progress")
    assert page.inner_text(".ticks >> text=0 of 4") == "0 of 4"
    page.go_back()
    page.go_back()
    page.go_back()
    page.go_back()
    assert page.input_value("#pathway") == ""
    assert shown(page, ".item.ksb") == ["K1", "K2", "K3", "S1", "B1"]


def test_the_page_of_one_pathway_starts_on_it(visit: Visit, small: Standard) -> None:
    page = visit(part(small, pathway=2))
    assert page.input_value("#pathway") == "2"
    assert page.locator("#pathway option").count() == 1
    page.fill("#search", "k2")
    assert page.inner_text("#results") == "There is no K2 on this page, which shows pathway 2 only."


def test_the_duties_of_a_ksb_follow_the_pathway(visit: Visit, small: Standard) -> None:
    page = visit(small, "?pathway=1#K1")
    assert page.inner_text("#K1 .meta").split() == ["Duties", "1", "Interview", "Core", "and", "option", "2"]


def test_search_finds_all_wordings_as_it_is_typed(visit: Visit, small: Standard) -> None:
    page = visit(small)
    page.locator("#search").press_sequentially("the wick's")
    assert shown(page, ".view") == ["ksbs"]
    assert shown(page, ".item.ksb") == ["S1"]
    assert page.inner_text("#results") == "1 KSB with “the wick's”, needed by 1 duty"
    until(page, "location.search === '?q=the+wick%27s'")
    assert page.evaluate("document.activeElement.id") == "search"
    assert page.evaluate("[...CSS.highlights.get('found')].map((range) => range.toString?.() ?? '').length") > 0
    page.press("#search", "Escape")
    assert shown(page, ".item.ksb") == ["K1", "K2", "K3", "S1", "B1"]


def test_search_takes_codes_and_says_where_nothing_is_found(visit: Visit, small: Standard) -> None:
    page = visit(small, "#ksbs")
    page.fill("#search", "k2")
    assert shown(page, ".item.ksb") == ["K2"]
    assert page.inner_text("#results") == "1 KSB, needed by 1 duty"
    page.fill("#search", "b1")
    assert page.inner_text("#results") == "1 KSB, needed by 2 duties"
    page.click("#results a[href='#duties']")
    assert shown(page, ".item.duty") == ["D1", "D2"]
    page.click("nav a[href='#ksbs']")
    page.fill("#search", "zebra")
    assert shown(page, ".item.ksb") == []
    assert "Nothing has “zebra”" in page.inner_text("#results")


def test_a_duty_is_found_and_shown_where_only_duties_match(visit: Visit, small: Standard) -> None:
    page = visit(small)
    for query in ("D2", "duty 2", "Duty 02", "open valve"):
        page.click("nav a[href='#matrix']")
        page.fill("#search", query)
        assert shown(page, ".view") == ["duties"], query
        assert shown(page, ".item.duty") == ["D2"], query
        assert page.inner_text("#results").startswith("1 duty"), query
        page.fill("#search", "K1")
        assert shown(page, ".item.duty") == ["D1", "D3"], query


def test_search_takes_codes_as_people_write_them(visit: Visit, small: Standard) -> None:
    page = visit(small, "#ksbs")
    for query, codes in {
        "K1-K3": ["K1", "K2", "K3"],
        "k2 to 3": ["K2", "K3"],
        "K3–2, and S1": ["K2", "K3", "S1"],
        "K1 K3": ["K1", "K3"],
        "K1-S1": ["K1", "S1"],
        "K1: How light bends": ["K1"],
        "K1 gas": [],
        "Option 2": ["K3"],
        "O1-O2": ["K2", "K3"],
    }.items():
        page.fill("#search", query)
        assert shown(page, ".item.ksb") == codes, query


def test_the_page_finds_what_the_command_finds(visit: Visit, standard: Standard) -> None:
    page = visit(standard, "#ksbs")
    for query in (
        "organization", "organisation", "analyze", "color", "license", "practise", "programmes", "budgets", "bodies",
        "co-ordinate", "coordinate", "post-production", "post production", "copyright law", "production’s", "zebra",
    ):  # fmt: skip
        page.fill("#search", query)
        page.wait_for_timeout(60)
        assert shown(page, ".item.ksb") == [match.code for match in search(standard, query).ksbs], query


def test_search_says_what_is_not_on_the_pathway(visit: Visit, small: Standard) -> None:
    page = visit(small)
    for query, results in {
        "K2": "Not on pathway 2: K2 (option 1). Show all pathways",
        "gas": "Nothing on pathway 2 has “gas”. On other pathways: K2 (option 1). Show all pathways",
        "the": "2 KSBs with “the”, needed by 2 duties. On other pathways: K2 (option 1). Show all pathways",
        "valves": "Nothing on pathway 2 has “valves”. On other pathways: D2 (option 1). Show all pathways",
        "K9": "There is no K9 on this page.",
        "duty ": "Type its number as well.",
        "the zebra": (
            "No wording has all of “the zebra”. Try fewer words, or fewer letters: a word is found by its start."
        ),
    }.items():
        page.click("nav a[href='#ksbs']")
        page.select_option("#pathway", "2")
        page.fill("#search", query)
        assert page.inner_text("#results") == results
        if "Show all" in results:
            page.click("text=Show all pathways")
            assert page.input_value("#pathway") == ""
            assert page.input_value("#search") == query
            assert page.evaluate("document.activeElement.id") == "search"
            assert shown(page, ".item")[0] in results


def test_counts_follow_the_search(visit: Visit, small: Standard) -> None:
    page = visit(small, "#ksbs")
    page.fill("#search", "light")
    assert page.inner_text("#results") == "1 KSB and 1 duty with “light”, and 1 duty that needs these KSBs"
    assert page.inner_text("#knowledge-title") == "Knowledge 1 of 3"
    assert page.text_content("nav [data-count=ksb]") == "1 of 5"
    assert page.text_content("nav [data-count=duty]") == "2 of 3"
    page.select_option("#pathway", "1")
    assert page.inner_text("#knowledge-title") == "Knowledge 1 of 2"
    page.click("nav a[href='#overview']")
    assert page.inner_text(".figures").split() == ["2", "duties", "2", "knowledge", "1", "skill", "1", "behaviour"]


def test_the_address_holds_what_the_sender_saw(visit: Visit, small: Standard) -> None:
    page = visit(small, "?pathway=2&q=light#K1")
    assert page.input_value("#pathway") == "2"
    assert page.input_value("#search") == "light"
    assert shown(page, ".item.ksb") == ["K1"]
    assert page.get_attribute("#K1", "class") is not None
    assert "reached" in (page.get_attribute("#K1", "class") or "")


def test_back_returns_to_what_was_typed_last(visit: Visit, small: Standard) -> None:
    page = visit(small, "#ksbs")
    page.fill("#search", "light")
    page.evaluate("document.querySelector('#results a[href=\"#duties\"]').click()")
    page.go_back()
    assert page.input_value("#search") == "light"
    assert shown(page, ".item.ksb") == ["K1"]


def test_an_address_with_a_search_alone_shows_what_is_found(visit: Visit, small: Standard) -> None:
    page = visit(small, "?q=K2")
    assert shown(page, ".view") == ["ksbs"]
    assert shown(page, ".item.ksb") == ["K2"]


def test_a_phone_is_not_told_of_keys(visit: Visit, small: Standard) -> None:
    page = visit(small, "#matrix")
    assert "arrow keys" in page.inner_text("#matrix")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert "arrow keys" not in page.inner_text("#matrix")


def test_what_a_search_hides_is_shown_when_a_link_leads_to_it(visit: Visit, small: Standard) -> None:
    page = visit(small, "?q=gas#K3")
    assert "K3" in shown(page, ".item.ksb")


def test_what_a_search_hides_of_a_large_standard_stays_shown_too(visit: Visit, standard: Standard) -> None:
    page = visit(standard, "?q=gas#B6")
    page.wait_for_timeout(500)
    assert shown(page, ".item.ksb") == ["B6"]


def test_an_address_that_leads_nowhere_shows_the_first_view(visit: Visit, small: Standard) -> None:
    page = visit(small)
    plain = page.url
    for hash in ("nowhere", "%E0%A4%A", "search"):
        page.goto("about:blank")
        page.goto(f"{plain}?pathway=9&q=%3Cb%3E#{hash}")
        assert shown(page, ".view") == ["overview"], hash
        assert page.input_value("#pathway") == "", hash


def test_progress_is_kept_counted_and_survives_a_reload(visit: Visit, small: Standard) -> None:
    page = visit(small, "#ksbs")
    page.check("#K2 input[type=checkbox]")
    page.click("#K2 >> text=Evidence and notes")
    page.fill("#K2 [name=evidence]", "Valve log")
    page.fill("#K2 [name=link]", "https://example.org/log")
    assert page.get_attribute("#K2 .opens a", "href") == "https://example.org/log"
    page.fill("#K2 [name=link]", "javascript:alert(1)")
    assert page.query_selector("#K2 .opens a") is None
    page.reload()
    assert page.is_checked("#K2 input[type=checkbox]")
    page.click("#K2 >> text=Evidence and notes")
    assert page.input_value("#K2 [name=evidence]") == "Valve log"
    page.click("nav >> text=My progress")
    rows = [row.inner_text().split("\t") for row in page.query_selector_all(".ticks tr[data-codes]")]
    counts = {row[0].strip(): row[-1].strip() for row in rows if row[0].strip()}
    assert counts["All KSBs"] == "1 of 5"
    assert counts["Knowledge"] == "1 of 3"
    assert counts["Interview"] == "1 of 3"
    page.click("text=By duty")
    assert page.inner_text("tr[data-codes='K2 B1']").split("\t")[-1].strip() == "1 of 2"
    assert "✓" in page.evaluate("getComputedStyle(document.querySelector('.chips .done a'), '::before').content")


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.click(button)
    return Path(download.value.path()).read_bytes().decode()


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_progress_goes_out_and_in_again(visit: Visit, small: Standard, tmp_path: Path, kind: str) -> None:
    page = visit(small, "#ksbs")
    page.check("#K2 input[type=checkbox]")
    page.click("#K2 >> text=Evidence and notes")
    page.fill("#K2 [name=evidence]", '=1+1 "quoted", and; more')
    page.fill("#K2 [name=date]", "2026-03-02")
    page.fill("#K2 [name=notes]", "line one\nline two")
    page.check("#S1 input[type=checkbox]")
    page.click("#B1 >> text=Evidence and notes")
    page.fill("#B1 [name=notes]", "not yet")
    page.click("nav >> text=My progress")
    text = saved(page, f"#save-{kind}")
    if kind == "csv":
        rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
        assert text.startswith("\ufeffksb,definition,evidence,status,date,link,notes,remarks\r\n")
        assert rows[1]["evidence"] == '\'=1+1 "quoted", and; more'
        assert rows[1]["remarks"] == "Saved from Lamp lighter (ST0001), version 1.0"
    else:
        value = json.loads(text)
        named = {key: value[key] for key in ("version", "standard", "reference", "standard_version", "pathway")}
        assert list(named.values()) == [1, "Lamp lighter", "ST0001", "1.0", None]
        rows = value["records"]
    assert [row["ksb"] for row in rows] == ["K1", "K2", "K3", "S1", "B1"]
    assert [row["ksb"] for row in rows if row["evidence"]] == ["K2", "S1"]
    assert rows[1]["date"] == "2026-03-02"
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("#clear")
    assert page.evaluate("localStorage.getItem(Object.keys(localStorage)[0])") == "[]"
    file = tmp_path / f"progress.{kind}"
    file.write_bytes(text.encode())
    page.set_input_files("#restore", file)
    until(page, "document.querySelector('#progress-says').textContent.startsWith('Restored')")
    assert page.inner_text("#progress-says") == f"Restored 3 KSBs from progress.{kind}."
    page.click("nav >> text=KSBs")
    assert page.is_checked("#K2 input[type=checkbox]")
    assert page.is_checked("#S1 input[type=checkbox]")
    assert not page.is_checked("#B1 input[type=checkbox]")
    assert page.input_value("#K2 [name=evidence]") == '=1+1 "quoted", and; more'
    assert page.input_value("#K2 [name=notes]") == "line one\nline two"
    assert page.input_value("#B1 [name=notes]") == "not yet"
    page.click("#S1 >> text=Evidence and notes")
    assert page.input_value("#S1 [name=evidence]") == ""


def newer(small: Standard) -> Standard:
    """The next version: K1 is new, K1 and K2 moved up, K3 has other words, S1 another full stop, and B1 is gone."""
    ksbs = {
        "K1": "The history of lamps",
        "K2": small.ksbs["K1"],
        "K3": small.ksbs["K2"],
        "K4": "The grades and prices of oil",
        "S1": "Trim a wick's end.",
    }
    return small.model_copy(update={"version": "1.1", "ksbs": ksbs, "duties": (), "assessment": None})


def says(page: Page) -> str:
    until(page, "document.querySelector('#progress-says').textContent !== ''")
    return page.inner_text("#progress-says")


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_new_version_takes_over_what_has_the_same_wording(
    visit: Visit, small: Standard, tmp_path: Path, kind: str
) -> None:
    page = visit(small, "#ksbs")
    for code in ("K1", "K2", "K3", "S1"):
        page.check(f"#{code} input[type=checkbox]")
    page.click("#B1 >> text=Evidence and notes")
    page.fill("#B1 [name=notes]", "ask Jo")
    page.click("nav >> text=My progress")
    file = tmp_path / f"old.{kind}"
    file.write_text(saved(page, f"#save-{kind}"), encoding="utf-8")
    page = visit(newer(small), "#progress")
    page.set_input_files("#restore", file)
    assert says(page) == (
        f"Restored 3 of 5 KSBs from old.{kind}. It was saved from version 1.0, and this page shows version 1.1. "
        "Some have another code here: K1 is K2 and K2 is K3. 2 of 5 belong to KSBs whose wording is not on this page, "
        "and are not ticked: K3 and B1. They are listed above."
    )
    ticked = "[...document.querySelectorAll('.ksb.done')].map((ksb) => ksb.id).join(' ') === 'K2 K3 S1'"
    until(page, ticked)
    page.set_input_files("#restore", file)
    page.reload()
    until(page, ticked)
    listed = page.inner_text("#left ul").split("\n")
    assert [line for line in listed if line] == [
        "K3",
        "✓ The grades of oil",
        "B1",
        "Works with care",
        "Notes",
        "ask Jo",
    ]
    text = saved(page, "#save-csv")
    assert '"K3","The grades of oil","","other wording","","","Ticked off"' in text
    assert '"B1","Works with care","","other wording","","","ask Jo"' in text
    page.click("#forget")
    page.reload()
    assert not page.is_visible("#left")
    until(page, ticked)


def test_restoring_asks_before_it_replaces_notes(visit: Visit, small: Standard, tmp_path: Path) -> None:
    page = visit(small, "#ksbs")
    page.click("#K2 >> text=Evidence and notes")
    page.fill("#K2 [name=notes]", "newer")
    page.click("nav >> text=My progress")
    file = tmp_path / "old.csv"
    file.write_text("ksb,definition,notes\nK2,The flow of gas,older\nK1,How light bends,first\n", encoding="utf-8")
    asked: list[str] = []

    def reply(dialog: Dialog) -> None:
        asked.append(dialog.message)
        (dialog.dismiss if len(asked) == 1 else dialog.accept)()

    for said, notes, first in (("Nothing was changed.", "newer", 0), ("Restored 2 KSBs from old.csv.", "older", 1)):
        page.once("dialog", reply)
        page.set_input_files("#restore", file)
        until(page, f"document.querySelector('#progress-says').textContent === {json.dumps(said)}")
        assert page.text_content("#K2 .noted dd") == notes
        assert page.locator("#K1 .noted").count() == first
    assert asked == ["The file has something else on K2 than this browser. Take what the file has?"] * 2


def test_progress_kept_in_the_browser_is_matched_by_its_wording_too(
    visit: Visit, small: Standard, tmp_path: Path
) -> None:
    page = visit(small, "#ksbs")
    page.check("#K1 input[type=checkbox]")
    page.check("#K3 input[type=checkbox]")
    same_version = newer(small).model_copy(update={"version": "1.0"})
    (tmp_path / "page.html").write_text(render(Content(same_version)), encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    page.click("nav >> text=My progress")
    until(page, "[...document.querySelectorAll('.ksb.done')].map((ksb) => ksb.id).join(' ') === 'K2'")
    assert "The grades of oil" in page.inner_text("#left")


def test_progress_on_another_standard_is_refused(visit: Visit, small: Standard, tmp_path: Path) -> None:
    page = visit(small, "#ksbs")
    page.check("#K1 input[type=checkbox]")
    page.click("nav >> text=My progress")
    files = {tmp_path / "other.csv": "Lamp lighter (ST0001)", tmp_path / "other.json": "Lamp lighter"}
    for file in files:
        file.write_text(saved(page, f"#save-{file.suffix[1:]}"), encoding="utf-8")
    page = visit(small.model_copy(update={"title": "Wick maker", "reference": None}), "#progress")
    for file, named in files.items():
        page.set_input_files("#restore", file)
        said = f"{file.name} holds the progress on another standard, “{named}”. Nothing was changed."
        until(page, f"document.querySelector('#progress-says').textContent === {json.dumps(said)}")
        assert page.locator(".ksb.done").count() == 0
    page = visit(small.model_copy(update={"title": "Lighter of lamps"}), "#progress")
    for file in files:
        page.set_input_files("#restore", file)
        said = f"Restored 1 KSB from {file.name}."
        until(page, f"document.querySelector('#progress-says').textContent === {json.dumps(said)}")


def test_progress_comes_back_from_a_spreadsheet(visit: Visit, small: Standard, tmp_path: Path) -> None:
    page = visit(small, "#progress")
    file = tmp_path / "progress.csv"
    file.write_bytes("KSB;Evidence;Date;Notes\r\nk2;Café log, page 2;2/3/2026;a\r\n;;;\r\n".encode("cp1252"))
    page.set_input_files("#restore", file)
    until(page, "document.querySelector('#progress-says').textContent !== ''")
    assert page.inner_text("#progress-says") == (
        "Restored 1 KSB from progress.csv. The file holds no wordings, so that only the codes were compared."
    )
    page.click("nav >> text=KSBs")
    page.click("#K2 >> text=Evidence and notes")
    assert page.input_value("#K2 [name=evidence]") == "Café log, page 2"
    assert page.input_value("#K2 [name=date]") == "2026-03-02"


def test_a_file_that_holds_no_progress_changes_nothing(visit: Visit, small: Standard, tmp_path: Path) -> None:
    page = visit(small, "#ksbs")
    page.check("#K2 input[type=checkbox]")
    page.click("nav >> text=My progress")
    for number, text in enumerate(("", "{", "a,b\n1,2\n", "[1, null]", '{"records": 3}')):
        file = tmp_path / f"other{number}.csv"
        file.write_text(text, encoding="utf-8")
        page.set_input_files("#restore", file)
        until(page, f"document.querySelector('#progress-says').textContent.includes('{file.name}')")
        assert page.inner_text(".ticks >> text=1 of 5") == "1 of 5"


def test_the_matrix_is_walked_with_the_arrow_keys(visit: Visit, small: Standard) -> None:
    page = visit(small, "#matrix")
    assert page.locator("#grid a[tabindex='0'], #grid a:not([tabindex])").count() == 1
    page.focus("#grid tbody td a")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#D3-K1"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#says-cell") == "K3 The grades of oil\nDuty 3 Fill lamps"
    page.keyboard.press("Enter")
    assert address(page) == "#D3-K3"


def test_row_and_column_of_a_cell_are_picked_out(visit: Visit, small: Standard) -> None:
    page = visit(small, "#matrix")
    plain = page.evaluate("getComputedStyle(document.querySelectorAll('#grid tbody tr')[4].cells[2]).backgroundColor")
    page.hover("#grid tbody tr:nth-child(2) td:nth-child(3)")
    lit = "getComputedStyle(document.querySelectorAll('#grid tbody tr')[{}].cells[{}]).backgroundColor"
    assert page.evaluate(lit.format(4, 2)) != plain
    assert page.evaluate(lit.format(1, 1)) != plain
    assert page.evaluate(lit.format(4, 1)) == plain


def test_the_theme_follows_the_system_until_it_is_switched(visit: Visit, small: Standard) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    page = visit(small, fresh=True)
    light = page.evaluate(background)
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert page.evaluate(background) != light
    assert page.get_attribute("#theme", "aria-pressed") == "true"
    page.click("#theme")
    assert page.evaluate(background) == light
    page.reload()
    assert page.evaluate(background) == light


def test_without_scripts_everything_is_there_to_read(visit: Visit, small: Standard) -> None:
    page = visit(small, java_script_enabled=False)
    assert shown(page, ".view") == ["overview", "duties", "ksbs", "assessment", "matrix", "progress"]
    assert shown(page, ".item.ksb") == list(small.ksbs)
    assert not page.is_visible(".toolbar")
    assert page.is_visible("text=needs JavaScript")
    assert not page.is_visible("text=Save as CSV")
    page.click("nav >> text=Matrix")
    assert address(page) == "#matrix"


@pytest.mark.parametrize(
    ("lacks", "until"),
    [("CSSStyleSheet", ""), ("IntersectionObserver", ""), ("nothing", "<script>"), ("nothing", "popstate")],
)
def test_where_the_script_fails_or_is_cut_off_everything_is_there_to_read(
    browser: Browser, small: Standard, tmp_path: Path, lacks: str, until: str
) -> None:
    file = tmp_path / "page.html"
    text = render(Content(small))
    file.write_text(text[: text.rindex(until)] if until else text, encoding="utf-8")
    page = browser.new_page()
    page.add_init_script(f"delete window.{lacks}")
    page.goto(file.as_uri())
    assert shown(page, ".view") == ["overview", "duties", "ksbs", "assessment", "matrix", "progress"]
    assert not page.is_visible(".toolbar")
    assert page.is_visible("text=needs JavaScript")
    page.close()


def test_the_script_takes_browsers_of_2023(visit: Visit, small: Standard) -> None:
    page = visit(small, fresh=True)
    page.add_init_script(
        """for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with']) delete Array.prototype[name];
        delete Element.prototype.checkVisibility;
        delete URLSearchParams.prototype.size;
        delete window.Highlight;
        delete window.requestIdleCallback;"""
    )
    page.reload()
    page.select_option("#pathway", "2")
    page.fill("#search", "k1-k3")
    assert shown(page, ".item.ksb") == ["K1", "K3"]
    until(page, "location.search === '?pathway=2&q=k1-k3'")
    page.click("nav >> text=Matrix")
    page.focus("#grid tbody td a")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#D3-K3"


def test_a_browser_that_keeps_nothing_says_so_where_something_is_ticked_off(visit: Visit, small: Standard) -> None:
    page = visit(small, "#ksbs", fresh=True)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    )
    page.reload()
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    assert not page.is_visible("text=does not keep")
    page.check("#K2 input[type=checkbox]")
    assert page.is_visible(".toolbar >> text=This browser does not keep what you tick off and note")
    page.click("nav >> text=My progress")
    assert not page.is_visible("text=Your progress is kept in this browser")
    with page.expect_download():
        page.click("text=Save as CSV")
    page.reload()
    assert asked == []
    page.click("nav >> text=KSBs")
    page.check("#K2 input[type=checkbox]")
    page.reload()
    assert asked == ["beforeunload"]


def test_the_pathway_is_remembered(visit: Visit, small: Standard) -> None:
    page = visit(small)
    plain = page.url
    page.select_option("#pathway", "2")
    page.goto(f"{plain}#ksbs")
    assert address(page) == "?pathway=2#ksbs"
    assert shown(page, ".item.ksb") == ["K1", "K3", "S1", "B1"]
    page.goto(f"{plain}?pathway=1#ksbs")
    assert shown(page, ".item.ksb") == ["K1", "K2", "S1", "B1"]
    page.select_option("#pathway", "")
    page.goto(plain)
    assert address(page) == ""


def test_no_view_is_wider_than_the_screen(visit: Visit, full: Path) -> None:
    page = visit(full, size=PHONE)
    for view in VIEWS:
        page.click(f"nav a[href='#{view}']")
        assert shown(page, ".view") == [view]
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], view


def test_no_view_goes_on_below_its_end(visit: Visit, small: Standard, tmp_path: Path) -> None:
    many = small.model_copy(update={"ksbs": {f"K{number}": f"Lamp {number}" for number in range(1, 120)}})
    gaps = [{"code": code, "status": "missing", "evidence": []} for code in many.ksbs]
    duties = (small.duties[0].model_copy(update={"cites": tuple(Citation(code=code) for code in many.ksbs)}),)
    pathway = {"pathway": None, "ksbs": gaps, "duties": [{"number": 1, "covered": 0, "of": 119}]}
    coverage = {"pathways": [{**pathway, "summary": {"covered": 0, "thin": 0, "missing": 119, "of": 119}}]}
    file = tmp_path / "long.html"
    file.write_text(render(Content(many.model_copy(update={"duties": duties}), coverage=coverage)), encoding="utf-8")
    page = visit(file)
    for width, height in (PHONE, LAPTOP):
        page.set_viewport_size({"width": width, "height": height})
        for view in ("matrix", "coverage"):
            page.click(f"nav a[href='#{view}']")
            footer = page.evaluate("document.querySelector('footer').getBoundingClientRect().bottom + scrollY")
            assert page.evaluate("document.documentElement.scrollHeight") <= max(footer + 1, height), (width, view)


def printed(page: Page, tmp_path: Path) -> str:
    """Return the text of a page as it is printed, after checking that it is A4."""
    file = tmp_path / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    try:
        information = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
        text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip("poppler-utils is not installed")
    assert "(A4)" in information
    return " ".join(text.split())


def test_the_overview_prints_the_whole_standard_of_the_chosen_pathway(
    visit: Visit, small: Standard, tmp_path: Path
) -> None:
    page = visit(small, "?pathway=1&q=wick#overview")
    text = printed(page, tmp_path)
    assert "Which duty needs which KSB" in text
    assert "My progress" not in text
    assert "Pathway: the core and option 1: Gas" in text
    assert "How light bends" in text
    assert "The flow of gas" in text
    assert "The grades of oil" not in text
    assert "Search" not in text
    assert "your browser prints" not in text


def test_a_search_prints_what_it_finds(visit: Visit, small: Standard, tmp_path: Path) -> None:
    page = visit(small, "?q=wick#ksbs")
    text = printed(page, tmp_path)
    assert "1 KSB with “wick”, needed by 1 duty" in text
    assert "Trim a wick’s end" in text
    for other in ("How light bends", "Light lamps", "Overview", "Which duty needs"):
        assert other not in text
    page.click("nav a[href='#duties']")
    text = printed(page, tmp_path)
    assert "Light lamps" in text
    assert "Fill lamps" not in text
    page.click("nav a[href='#ksbs']")
    page.fill("#search", "")
    assert "How light bends" in printed(page, tmp_path)


def test_a_wide_matrix_is_printed_on_numbered_pages(visit: Visit, standard: Standard, tmp_path: Path) -> None:
    page = visit(standard, "#matrix", fresh=True)
    text = printed(page, tmp_path)
    cited = sum(len({citation.code for citation in duty.cites}) for duty in standard.duties)
    assert len(re.findall("[●◐]", text)) == cited + 2
    assert "for own learning and development. Proactively takes" in text
    assert "4/4" in text.replace(" ", "")
    page.click("nav a[href='#ksbs']")
    printed(page, tmp_path)
    first = subprocess.run(
        ["pdftotext", "-l", "1", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True
    )
    assert "K5" in first.stdout, "the first KSB does not stand below the heading"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.duty h3')).breakInside") == "avoid"


def test_ticks_and_notes_are_printed(visit: Visit, small: Standard, tmp_path: Path) -> None:
    page = visit(small, "#ksbs")
    page.check("#K1 .tick input")
    page.click("#K1 .evidence summary")
    page.fill("#K1 [name=evidence]", "My first lamp")
    page.fill("#K1 [name=date]", "2026-03-02")
    page.fill("#K1 [name=notes]", "\n".join(f"Line {number}" for number in range(1, 9)))
    assert shown(page, ".noted") == []
    for view in ("ksbs", "progress", "overview"):
        page.click(f"nav a[href='#{view}']")
        text = printed(page, tmp_path)
        assert "What shows it My first lamp Date 02/03/2026 Notes Line 1 Line 2" in text
        assert "Line 8" in text
        assert ("The flow of gas" in text) == (view != "progress")
        assert "Save as CSV" not in text
        assert "kept in this browser" not in text
        assert "By duty" not in text
    page.click("nav a[href='#progress']")
    assert "My first lamp" in page.inner_text("#noted")
    page.click("nav a[href='#ksbs']")
    page.uncheck("#K1 .tick input")
    page.fill("#K1 [name=evidence]", "")
    assert "Line 8" in printed(page, tmp_path)


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "dark"), (LAPTOP, "light")])
def test_axe_finds_nothing(visit: Visit, full: Path, size: tuple[int, int], theme: str) -> None:
    module = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python, which brings axe, is missing")
    page = visit(full, size=size, color_scheme=theme)
    page.evaluate((Path(module.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    for view in VIEWS:
        page.click(f"nav a[href='#{view}']")
        if view == "ksbs":
            page.fill("#search", "light")
            page.click("#K1 >> text=Evidence and notes")
            page.click("#K1 >> text=1 other wording")
            page.check("#K1 input[type=checkbox]")
        found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(view, one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
        page.fill("#search", "")


def test_hostile_text_is_shown_as_text(visit: Visit, tmp_path: Path) -> None:
    standard = hostile()
    dialogs: list[str] = []
    page = visit(standard, fresh=True)

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    for view in ("overview", "duties", "ksbs", "matrix", "progress"):
        page.click(f"nav a[href='#{view}']")
        assert page.locator("img, main script, main style").count() == 0
    page.click("nav a[href='#ksbs']")
    assert page.inner_text("#K1 .text") == "</script><script>alert(1)</script>"
    assert page.inner_text("#K8 .text") == "a\\u2028b\\u2029c"
    page.fill("#search", "</script><img src=x onerror=alert(4)>")
    page.fill("#search", "alert")
    assert shown(page, ".item.ksb")
    page.check("#K1 input[type=checkbox]")
    page.reload()
    assert page.is_checked("#K1 input[type=checkbox]")
    assert dialogs == []


TIMES = 4


def larger(standard: Standard) -> Standard:
    """A standard `TIMES` as large."""
    most = {
        prefix: max(number for name, number in map(split_code, standard.ksbs) if name == prefix) for prefix in "KSB"
    }

    def code(name: str, copy: int) -> str:
        prefix, number = split_code(name)
        return f"{prefix}{number + copy * most[prefix]}"

    ksbs = {code(name, copy): text for copy in range(TIMES) for name, text in standard.ksbs.items()}
    duties = [
        duty.model_copy(
            update={
                "number": duty.number + copy * len(standard.duties),
                "cites": tuple(Citation(code=code(cited.code, copy), text=cited.text) for cited in duty.cites),
            }
        )
        for copy in range(TIMES)
        for duty in standard.duties
    ]
    ordered = dict(sorted(ksbs.items(), key=lambda item: code_order(item[0])))
    return standard.model_copy(update={"ksbs": ordered, "duties": tuple(duties)})


TYPING = """async (texts) => {
  const input = document.querySelector('#search');
  const { includes } = String.prototype;
  let compared = 0;
  String.prototype.includes = function (...words) { compared++; return includes.apply(this, words); };
  const watcher = new MutationObserver(() => {});
  watcher.observe(document.body, { subtree: true, attributeFilter: ['class'], attributeOldValue: true });
  const keys = [];
  for (const text of texts) {
    watcher.takeRecords();
    compared = 0;
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    const drawn = watcher.takeRecords().filter(({ oldValue, target }) =>
      / unmatched/.test(oldValue) && !target.classList.contains('unmatched'));
    keys.push({ compared, drawn: drawn.length });
    await new Promise((done) => setTimeout(done, 60));
  }
  String.prototype.includes = includes;
  return keys;
}"""
"""Type texts; for each, count what is done before the browser may draw: words compared, and parts shown again."""

LAID_OUT = """[...document.querySelectorAll('.view.current :is(.item, #grid tbody tr) > :first-child')]
  .filter((part) => part.checkVisibility({ contentVisibilityAuto: true })).length"""
"""How many parts of the view the browser lays out."""


def test_a_key_in_a_larger_standard_draws_one_screenful(visit: Visit, standard: Standard) -> None:
    texts = ["p", "prod", "copyright", ""]
    small, large = visit(standard), visit(larger(standard), fresh=True)
    for view in ("ksbs", "duties", "matrix"):
        for page in (small, large):
            page.click(f"nav a[href='#{view}']")
            page.evaluate(TYPING, texts[:1])
        keys = list(zip(small.evaluate(TYPING, texts), large.evaluate(TYPING, texts), strict=True))
        assert all(many["compared"] <= TIMES * one["compared"] for one, many in keys), (view, keys)
        drawn = max(many["drawn"] for _, many in keys)
        assert drawn < 20, (view, keys)
        assert drawn > 10 or view == "matrix", (view, keys)
        until(large, f"(({LAID_OUT}) < 60)")

"""Saved pages of the official site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ksb import KsbError
from ksb.importers import Imported, import_file

if TYPE_CHECKING:
    from conftest import Ksb

pytest.importorskip("bs4")

PAGE = """<!DOCTYPE html><html><body><h1>Editor </h1>
<div class="keyinformation"><ol><li><strong>Reference:</strong> ST0105</li><li><strong>Level:</strong> 4</li>
<li><strong>Regulated occupation:</strong> No</li></ol></div>
<h3>Occupation summary</h3><p>Edits &amp; cuts.</p><p>&nbsp;</p><h3>Typical job titles include:</h3>
<span class="tag"><span title="job title">Editor</span></span>
<table><tr class="duty-row" data-duty-title="Duty 3" data-duty-details="Cut film. "><td></td><td>
<span class="ksb-item" data-ksb-id="K1" data-ksb-text="How to cut. "><strong>K1</strong></span>
<span class="ksb-item" data-ksb-id="S1" data-ksb-text="Cuts"><strong>S1</strong></span>
<span class="ksb-item" data-ksb-id="S2" data-ksb-text="Join"><strong>S2</strong></span>
<span class="ksb-item" data-ksb-id="X" data-ksb-text="?"></span></td></tr></table>
<p id="K1" data-row=""><strong>K1</strong>: How to cut. <a>Back to Duty</a></p>
<p id="S1" data-row=""><strong>S1</strong>: Cut</p><p data-row="">nothing</p></body></html>"""


def imported(content: str, tmp_path: Path) -> Imported:
    file = tmp_path / "page.html"
    file.write_text(content, encoding="utf-8")
    [found] = import_file(file)
    return found


def test_what_is_on_a_page(tmp_path: Path) -> None:
    found = imported(PAGE, tmp_path)
    standard = found.standard
    assert standard is not None
    assert (standard.title, standard.overview, standard.job_titles) == ("Editor", ("Edits & cuts.",), ("Editor",))
    assert standard.metadata == {"reference": "ST0105", "level": "4"}
    assert standard.ksbs == {"K1": "How to cut.", "S1": "Cut", "S2": "Join"}
    [duty] = standard.duties
    assert (duty.number, duty.title) == (3, "Cut film.")
    assert [(cited.code, cited.text) for cited in duty.cites] == [("K1", None), ("S1", "Cuts"), ("S2", None)]
    assert [str(note) for note in found.notes if note.kind != "structure"] == [
        'the list of KSBs: left out: "nothing"',
        'Duty 1, a citation without a code: left out: "X ?"',
        'key information: left out: "Regulated occupation: No"',
        "S2 is in no list of KSBs; its wording is that of Duty 1",
    ]


def test_the_published_page(shared: Path, ksb: Ksb, tmp_path: Path) -> None:
    file = shared / "data" / "skills-england-pages" / "occ0499-v1-2.html"
    [found] = import_file(file)
    standard = found.standard
    assert standard is not None
    assert standard.title == "Autocare technician"
    assert (len(standard.ksbs), len(standard.duties), len(standard.overview), len(standard.job_titles)) == (
        65,
        10,
        4,
        5,
    )
    assert standard.metadata == {"level": "2", "route": "Engineering and manufacturing"}
    assert sum(len(duty.cites) for duty in standard.duties) == file.read_text(encoding="utf-8").count("data-ksb-id=")
    assert 'key information, the reference of the occupation: left out: "OCC0499"' in map(str, found.notes)
    out = tmp_path / "page.yaml"
    assert ksb("import", file, "--output", out).code == 0
    assert ksb("lint", out, "--select", "KSB1,KSB20,KSB3,KSB6").code == 0


@pytest.mark.parametrize("content", ["<html><body>Hello</body></html>", "<", "<p>" * 3_000])
def test_another_page_says_so(content: str, tmp_path: Path) -> None:
    assert imported(content, tmp_path).error == "yields neither a KSB nor a duty"
    with pytest.raises(KsbError, match=r"not a page of an occupation"):
        list(import_file(tmp_path / "page.html", "page"))


NINES = "9" * 5_000


def test_numbers_of_many_digits(tmp_path: Path) -> None:
    row = f'<tr class=duty-row data-duty-title="Duty {NINES}" data-duty-details="a">'
    assert imported(row, tmp_path).error == "duties.0.number: `number` must be 1 to 9,999"
    standard = imported(f'<h1>Editor</h1><p data-row x="&#{NINES};">K1: a&#{NINES};b</p>', tmp_path).standard
    assert standard is not None
    assert standard.ksbs == {"K1": "a\ufffdb"}


@pytest.mark.parametrize("start", ["<!--", "<?", "</a ", "<a ", '<a b="', "<![CDATA[", '<a b=">" '])
@pytest.mark.slow
def test_what_has_no_end_is_left_out_in_time(start: str, tmp_path: Path) -> None:
    page = PAGE + "\n" + start * 29_000
    found = imported(page, tmp_path)
    assert found.standard == imported(PAGE, tmp_path).standard
    assert found.notes[0].place == "the end, in a tag or comment that is not closed"
    assert found.notes[0].text.startswith(start.strip())


ITEM = "<i class=ksb-item data-ksb-id=K1 data-ksb-text=a></i>"
NESTED = {
    "p": "<p data-row>K1: a <b>" * 4_000,
    "a": "<p data-row>K1: a <b>" + "<a>" * 10_000,
    "tr": "<tr class=duty-row>" * 800 + ITEM * 5_000,
    "h3": "<p data-row>K1: a</p>" + "<h3>a" * 10_000,
    "span": "<p data-row>K1: a</p>" + '<span title="job title">a' * 10_000,
    "div": "<p data-row>K1: a</p>" + "<div class=keyinformation>a" * 10_000,
    "li": "<p data-row>K1: a</p>" + "<div class=keyinformation>" + "<li>a" * 10_000,
}


@pytest.mark.parametrize(("tag", "page"), NESTED.items(), ids=NESTED)
@pytest.mark.slow
def test_what_stands_within_another_of_its_kind_is_refused_in_time(tag: str, page: str, tmp_path: Path) -> None:
    with pytest.raises(KsbError, match=f"nested too deep: a <{tag}> stands within another of its kind"):
        imported(page, tmp_path)


def test_a_page_of_too_many_tags_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KsbError, match="more than 60,000 tags"):
        imported(PAGE + "<b>" * 60_000, tmp_path)


def test_the_buttons_are_no_part_of_a_ksb(tmp_path: Path) -> None:
    buttons = "<a>Back to <b>Duty</b></a> to<a> back to top</a>"
    standard = imported(f"<h1>Editor</h1><p data-row>K1: How {buttons} cut", tmp_path).standard
    assert standard is not None
    assert standard.ksbs == {"K1": "How to cut"}


def test_tags_within_words_and_between_them(tmp_path: Path) -> None:
    text = "CO<sub>2</sub>, <em>inter</em>nal<br>use, see <a href='x'>guidance</a><div>in two</div>parts<!-- no -->"
    summary = "<h3>Occupation summary</h3><p>One</p><div>Two</div><h3>KSBs</h3>"
    page = f"<h1>Pro<b>duction</b></h1>{summary}<p data-row>K1: {text}"
    standard = imported(page, tmp_path).standard
    assert standard is not None
    assert (standard.title, standard.overview) == ("Production", ("One", "Two"))
    assert standard.ksbs == {"K1": "CO2, internal use, see guidance in two parts"}


def test_without_beautiful_soup_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bs4", None)
    (tmp_path / "a.html").touch()
    with pytest.raises(KsbError) as caught:
        list(import_file(tmp_path / "a.html", "page"))
    assert caught.value.hint == "in the clone of ksb: pip install '.[html]'"


def test_markup_that_the_parser_refuses(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<h1>Editor</h1><![2x>", encoding="utf-8")
    with pytest.raises(KsbError, match="not HTML that can be read"):
        list(import_file(file))


def test_what_matters_is_reported_first_and_the_site_around_in_one_line(shared: Path) -> None:
    [found] = import_file(shared / "data" / "skills-england-pages" / "occ0499-v1-2.html")
    said = [str(note) for note in found.notes if note.kind != "structure"]
    assert "This is not the latest approved version of this apprenticesh…" in said[0]
    assert said[-1] == "59 lines around the standard left out: navigation, glossary, qualifications"
    assert len(said) < 10
    whole = [note.text for note in found.notes]
    assert "Awarding organisation: The Institute of the Motor Industry" in whole
    assert "Trailblazer portal" in whole


def test_a_page_without_main_is_all_standard_but_for_its_navigation(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(
        "<h1>Baker</h1><nav><p>Find a course</p></nav><p data-row='1'>K1: Flour</p><p>Read this note</p>"
        "<footer><p>Write to us</p></footer>"
    )
    [found] = import_file(file, "page")
    said = [str(note) for note in found.notes if note.kind != "structure"]
    assert [line.split(": ", 1)[-1] for line in said] == [
        'left out: "Read this note"',
        "navigation, glossary, qualifications",
    ]
    assert said[-1].startswith("2 lines around the standard left out")

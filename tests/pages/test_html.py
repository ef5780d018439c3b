"""The page as text: what is on it, where, and that text of a standard never becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from ksb import diff, export, lint, load
from ksb.exporters.html import Content, render
from ksb.models import Citation
from ksb.query import only_ksbs
from ksb.standard import Standard


class _Parts(HTMLParser):
    """The identifiers, links, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.names: set[str] = set()
        self.sources: dict[str, list[str]] = {"script": [], "style": []}
        self.texts: list[str] = []
        self.policy = ""
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.names |= set(values)
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"] or ""
        if identifier := values.get("id"):
            self.ids.append(identifier)
        if tag == "a" and (link := values.get("href")):
            self.links.append(link)
        if tag in self.sources:
            self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.sources[self._inside].append(data)
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def parts(standard: Standard, **options: Any) -> _Parts:
    return _Parts(render(Content(standard, **options)))


def test_the_embedded_standard_fits_into_250_kilobytes(standard: Standard) -> None:
    assert len(export(standard, "html").encode()) < 250_000


def test_every_wording_is_on_the_page(standard: Standard) -> None:
    page = parts(standard)
    for code, text in standard.ksbs.items():
        assert code in page.ids
        assert text in page.text
    for duty in standard.duties:
        assert duty.title in page.text
        for citation in duty.cites:
            assert standard.wording(citation) in page.text


def test_addresses_are_unique_and_links_lead_to_them(standard: Standard, small: Standard) -> None:
    for one in (standard, small):
        page = parts(one)
        assert [name for name, count in Counter(page.ids).items() if count > 1] == []
        assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []


def test_two_duties_with_one_number_have_an_address_each(small: Standard) -> None:
    twice = small.model_copy(update={"duties": (*small.duties, small.duties[0])})
    page = parts(twice)
    assert {"D1", "D1-2", "D1-K1", "D1-2-K1"} <= set(page.ids)
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []


def test_the_policy_allows_the_page_s_own_script_and_style_alone(standard: Standard) -> None:
    page = parts(standard)
    assert "'unsafe-inline'" not in page.policy
    assert page.policy.startswith("default-src 'none'; ")
    for kind, sources in page.sources.items():
        assert sources
        for source in sources:
            digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in re.findall(rf"{kind}-src ([^;]*)", page.policy)[0]


def test_no_attribute_holds_a_script_or_a_style(standard: Standard) -> None:
    assert [name for name in parts(standard).names if name.startswith("on") or name == "style"] == []


def test_nothing_is_loaded_from_anywhere(standard: Standard) -> None:
    page = export(standard, "html")
    assert re.findall(r"\b(?:src|srcset|action)=", page) == []
    assert re.findall(r"url\(|@import", page) == []


@pytest.mark.parametrize("missing", ["options", "duties", "assessment", "overview", "ksbs"])
def test_a_standard_may_lack_a_part(small: Standard, missing: str) -> None:
    empty: Any = {"assessment": None, "ksbs": {}}.get(missing, ())
    update: dict[str, Any] = {missing: empty}
    if missing == "options":
        update["duties"] = tuple(duty.model_copy(update={"options": ()}) for duty in small.duties)
    page = parts(small.model_copy(update=update))
    assert "Lamp lighter" in page.text
    assert ("duties" in page.ids) == (missing != "duties")
    assert ("matrix" in page.ids) == (missing not in ("duties", "ksbs"))
    assert ("assessment" in page.ids) == (missing != "assessment")
    assert ("pathway" in page.ids) == (missing != "options")


def test_without_duties_every_ksb_is_on_every_pathway(small: Standard) -> None:
    page = render(Content(small.model_copy(update={"duties": ()})))
    assert re.findall(r'class="item ksb[^>]*data-pathways', page) == []


@pytest.mark.parametrize(
    ("update", "said"),
    [({}, "words, K1 or Duty 1"), ({"duties": ()}, "words or K1"), ({"ksbs": {}, "duties": ()}, "words")],
)
def test_the_search_box_names_what_can_be_found(small: Standard, update: dict[str, Any], said: str) -> None:
    page = render(Content(small.model_copy(update={"assessment": None, **update})))
    assert f'placeholder="Search {said}"' in page


def test_one_of_a_kind_is_counted_in_the_singular(small: Standard) -> None:
    figures = render(Content(small)).split('class="figures"')[1].split("</ul>")[0]
    text = " ".join(_Parts(figures.partition(">")[2]).text.split())
    assert text == "3 duties 3 knowledge 1 skill 1 behaviour"


def test_the_kinds_of_foundation_apprenticeships_have_headings() -> None:
    page = parts(Standard(format=1, title="Trainee", ksbs={"TK1": "Steel", "TS1": "Saw", "ESB1": "Is on time"}))
    for heading in ("Technical knowledge", "Technical skills", "Employability skills and behaviours"):
        assert heading in page.text
    assert {"TK1", "TS1", "ESB1", "technical_knowledge"} <= set(page.ids)


def test_a_citation_of_an_undefined_ksb_is_shown_without_a_link(small: Standard) -> None:
    duty = small.duties[0].model_copy(update={"cites": (Citation(code="K9", text="How to dance"),)})
    page = parts(small.model_copy(update={"duties": (duty,)}))
    assert "How to dance" in page.text
    assert "The standard does not define K9." in page.text
    assert "#K9" not in page.links


def test_findings_stand_at_their_place_and_in_a_list(standard: Standard) -> None:
    findings = lint(ROOT / "data" / "standard.yaml").findings
    page = parts(standard, findings=findings)
    about_k18 = next(finding for finding in findings if finding.subject == "K18")
    assert page.text.count(about_k18.message) == 2
    for finding in findings:
        assert finding.message in page.text


def test_changes_since_an_older_version_are_marked(small: Standard) -> None:
    ksbs = {**small.ksbs, "K1": "How light is bent", "K4": "The price of gas"}
    del ksbs["B1"]
    new = small.model_copy(update={"ksbs": ksbs})
    page = render(Content(new, diff=diff(small, new)))
    assert "<ins>is bent</ins>" in page
    text = " ".join(_Parts(page).text.split())
    assert "Reworded since the older version." in text
    assert "Removed B1 Works with care" in text
    assert "New K4 The price of gas" in text
    assert "Reworded K1 was How light bends now How light is bent" in text


def changes(old: Standard, new: Standard) -> str:
    """Return the text of the list of changes."""
    view = render(Content(new, diff=diff(old, new))).split('id="changes"')[1].split("</section>")[0]
    return " ".join(_Parts(view.partition(">")[2]).text.split())


def test_a_renumbered_and_reworded_ksb_shows_what_it_was_before_what_it_is(small: Standard) -> None:
    ksbs = {
        "K1": small.ksbs["K1"],
        "K2": "Who made the first lamps",
        "K3": "The flow of gas in pipes",
        "S1": "Trim a wick’s  end",
    }
    duty = small.duties[0].model_copy(update={"cites": (Citation(code="K3"),)})
    new = small.model_copy(update={"ksbs": ksbs, "duties": (duty, *small.duties[1:])})
    text = changes(small, new)
    assert "Reworded K3 was K2 The flow of gas now The flow of gas in pipes" in text
    assert "Punctuation changed S1 Trim a wick’s end Only the spacing differs." in text


def test_a_split_and_a_merged_ksb_say_where_they_belong(small: Standard) -> None:
    whole = small.model_copy(
        update={"ksbs": {"K1": "How yeast works, and how temperature and time change its activity"}, "duties": ()}
    )
    second = "How temperature and time change the activity of yeast"
    halves = whole.model_copy(update={"ksbs": {"K1": "How yeast works", "K2": second}})
    assert f"New K2 {second} Split from K1." in changes(whole, halves)
    assert f"Removed K2 {second} Now part of K1." in changes(halves, whole)


def test_the_list_of_changes_says_what_became_of_duties(small: Standard) -> None:
    ksbs = {"K1": "The flow and price of gas", "K2": small.ksbs["K1"], "S1": small.ksbs["S1"], "B1": small.ksbs["B1"]}
    cites = tuple(Citation(code=code) for code in ("K1", "S1", "B1", "K9"))
    duties = (
        small.duties[0].model_copy(update={"cites": cites}),
        small.duties[1].model_copy(update={"options": (), "number": 4}),
        small.duties[2].model_copy(update={"title": "Fill the lamps"}),
    )
    text = changes(small, small.model_copy(update={"ksbs": ksbs, "duties": duties, "assessment": None}))
    assert (
        "D1 Light lamps Now also cites K1. No longer cites the old K1. Cites K9, which the standard does not define."
        in text
    )
    assert "D4 Open valves Renumbered. Was D2. Now core, was option 1." in text
    assert "D3 was Fill lamps now Fill the lamps Reworded." in text
    assert "M1 Interview Removed. Had" in text
    assert "What an apprentice needs Option 2, Oil: Now also needs K1. No longer needs K3." in text


COVERAGE = {
    "version": 1,
    "standard": "Lamp lighter",
    "pathways": [
        {
            "pathway": 1,
            "ksbs": [
                {
                    "code": "K1",
                    "status": "covered",
                    "evidence": [
                        {"title": "<b>Lamp</b> log", "file": "log.csv", "place": "row 2", "date": "2026-03-02",
                         "status": "approved", "hours": 2, "link": "javascript:alert(1)"},
                        {"title": "Minutes", "link": "https://example.org/minutes"},
                    ],
                },
                {"code": "K2", "status": "missing", "evidence": []},
            ],
            "duties": [{"number": 1, "covered": 1, "of": 3}, {"number": 2, "covered": 0, "of": 2}],
            "exempt": [{"code": "B1", "reason": "Shown in <another> course"}],
            "summary": {"covered": 1, "thin": 0, "missing": 1, "of": 2},
        }
    ],
    "problems": [{"file": "log.csv", "place": "row 9", "message": "K99 is not in this standard"}],
}  # fmt: skip


def test_coverage_shows_the_gaps_first(small: Standard) -> None:
    page = render(Content(small, coverage=COVERAGE))
    view = page[page.index('id="coverage"') :]
    assert view.index('href="#K2"') < view.index('href="#K1"')
    text = " ".join(_Parts(view).text.split())
    assert "2 KSBs. No evidence: 1. Not enough yet: 0. Covered: 1." in text
    assert "<b>Lamp</b> log 2026-03-02" in text
    assert '<a href="https://example.org/minutes" rel="noreferrer">Minutes</a>' in view
    assert "javascript:" not in view.partition("<script")[0]
    assert "B1 is exempt: Shown in <another> course" in text
    assert "log.csv, row 9: K99 is not in this standard" in text


HOSTILE = (
    "</script><script>alert(1)</script>",
    "</style><style>body{display:none}</style>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "<!--",
    "]]>",
    "{{ 7 * 7 }}{% raw %}",
    "a\u2028b\u2029c",
    "\u202etxt.exe",
    "&lt;b&gt;",
)


def hostile() -> Standard:
    everything = " ".join(HOSTILE)
    return Standard.model_validate(
        {
            "format": 1,
            "title": everything,
            "publisher": everything,
            "reference": everything,
            "version": "'\"><script>alert(2)</script>",
            "page_url": "javascript:alert(3)",
            "overview": list(HOSTILE),
            "job_titles": list(HOSTILE),
            "key": {"knowledge": everything, "skills": everything, "behaviours": everything},
            "claims": [{"text": everything, "duties": 1}],
            "options": [{"number": 1, "title": everything, "description": list(HOSTILE)}],
            "ksbs": {f"K{number}": text for number, text in enumerate(HOSTILE, 1)},
            "duties": [
                {
                    "number": 1,
                    "title": everything,
                    "criteria": everything,
                    "cites": [{f"K{number}": f"{text} {everything}"} for number, text in enumerate(HOSTILE, 1)],
                },
                {"number": 2, "title": "Two", "options": [1], "cites": ["K1"]},
            ],
            "assessment": {"methods": [{"number": 1, "title": everything, "ksbs": ["K1"]}]},
        }
    )


def test_text_of_a_standard_never_becomes_markup() -> None:
    standard = hostile()
    page = parts(standard, coverage={**COVERAGE, "problems": [{"file": t, "place": t, "message": t} for t in HOSTILE]})
    assert len(page.sources["script"]) == 2
    assert len(page.sources["style"]) == 1
    assert not any("alert(" in source for sources in page.sources.values() for source in sources)
    assert "onerror" not in page.names
    assert {link for link in page.links if not link.startswith("#")} == {"https://example.org/minutes"}
    for text in HOSTILE:
        if text.isprintable():
            assert text in page.text
    assert "a\\u2028b\\u2029c" in page.text
    assert "\\u202etxt.exe" in page.text


def test_without_jinja_the_error_names_the_extra(standard: Standard, monkeypatch: pytest.MonkeyPatch, ksb: Any) -> None:
    import sys

    from ksb.exporters.html import page

    page._environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    result = ksb("export", "html")
    assert result.code == 2
    assert ".[html]" in result.err


@pytest.mark.parametrize(
    ("old", "named"),
    [
        ({"version": "0.9"}, "What changed since version 0.9"),
        ({"version": None, "issued": "2019-08"}, "What changed since August 2019"),
        ({"version": None}, "What changed since the older version"),
        ({}, "What changed since the older version"),
    ],
)
def test_the_older_version_is_named(small: Standard, old: dict[str, str | None], named: str) -> None:
    assert named in render(Content(small, diff=diff(small.model_copy(update=old), small)))


def test_the_command_takes_a_pathway_findings_and_an_older_version(ksb: Any, tmp_path: Path) -> None:
    file = tmp_path / "standard.html"
    old = ROOT / "data" / "standard.yaml"
    assert ksb("export", "html", "--pathway", "2", "--with-lint", "--old", old, "-o", file).code == 0
    page = _Parts(file.read_text(encoding="utf-8"))
    assert {"findings", "changes", "O2"} <= set(page.ids)
    assert "D13" not in page.ids
    text = file.read_text(encoding="utf-8")
    assert re.search(r'id="changes".*?<p>Nothing\.</p>', text, re.DOTALL)
    assert '<option value="">All</option>' not in text
    assert '<option value="2">2: post, VFX/CG and animation</option>' in text
    assert "<dt>KSBs that only it needs</dt><dd>" in text
    only = text.split("<dt>KSBs that only it needs</dt><dd>")[1].split("</dd>")[0]
    assert re.findall(r'#(\w+)"', only) == list(only_ksbs(load(), 2))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["csv", "standards"], "FOLDER needs html, not csv"),
        (["html", "missing", "-o", "site"], "there is no folder missing"),
        (["html", "data"], "needs a folder to go to"),
        (["html", "data", "--with-lint", "-o", "site"], "no other option"),
        (["html", "--with-lint", "--standard", "-"], "not standard input"),
    ],
)
def test_a_call_that_can_t_be_used_says_so(ksb: Any, arguments: list[str], message: str) -> None:
    text = (ROOT / "data" / "standard.yaml").read_bytes()
    result = ksb("export", *arguments, stdin=text)
    assert result.code == 2
    assert message in result.err
    assert result.out == ""


def test_browsers_without_light_dark_have_the_light_colours(small: Standard) -> None:
    style = render(Content(small)).partition("<style>")[2].partition("</style>")[0]
    pairs = dict(re.findall(r"(--[a-z-]+): light-dark\((#[0-9a-f]+), #[0-9a-f]+\);", style))
    alone = dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]+);", style.partition("@supports not")[2]))
    assert len(pairs) == 18
    assert alone == pairs


def test_an_option_without_a_title_of_its_own_is_named_by_its_duties(small: Standard) -> None:
    options = tuple(option.model_copy(update={"title": f"Option {option.number}"}) for option in small.options)
    text = " ".join(
        _Parts(render(Content(small.model_copy(update={"options": options}), coverage=COVERAGE))).text.split()
    )
    assert "All 1, with Duty 2 2, with Duty 3" in text
    assert "Option 1 Its own dutiesDuty 2 Open valves KSBs" in text
    assert "Option 1 Option 1" not in text
    assert "Pathway 1, with Duty 2" in text
    text = " ".join(_Parts(render(Content(small))).text.split())
    assert "All 1: Gas 2: Oil" in text
    assert "Option 1 Gas Its own dutiesDuty 2 Open valves KSBs" in text

"""Markdown: what leads where, and what is only text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ksb.exporters.markdown import export
from ksb.models import Standard

if TYPE_CHECKING:
    from conftest import Ksb


def test_every_link_leads_somewhere(standard: Standard) -> None:
    text = export(standard)
    targets = re.findall(r"\]\(#(\w+)\)", text)
    assert len(targets) == 2 * 169
    assert set(targets) == set(re.findall(r'<a id="(\w+)"></a>', text))
    assert '### <a id="d13"></a>Duty 13 (option 1)\n' in text
    assert "- **K18** The effect" not in text
    assert "*Duties [5](#d5), [13](#d13)*" in text
    assert "*Duty [3](#d3)*" in text


def test_a_part(ksb: Ksb) -> None:
    out = ksb("export", "markdown", "--option", "2").out
    assert re.findall(r"Duty (\d+) ", out) == ["11", "12"]
    assert "### Option 2: post, VFX/CG and animation" in out
    assert "Option 1" not in out
    assert "**K1**" not in out


def test_hostile_text_stays_text() -> None:
    texts = {"K1": "# <script>\n- [a](javascript:b) | `c` *d* @all", "S1": "_x_"}
    shape = {
        "format": 1,
        "title": "<b>",
        "ksbs": texts,
        "duties": [{"number": 1, "title": "1. x", "cites": ["K1", "S9"]}],
    }
    text = export(Standard.model_validate(shape))
    assert text.startswith("# &lt;b>\n")
    assert "<script>" not in text
    assert r"\# &lt;script><br>\- \[a\](javascript:b) \| \`c\` \*d\* &#64;all" in text
    assert "\n1\\. x\n" in text
    assert "- S9 " in text
    assert "*No duty cites it*" in text

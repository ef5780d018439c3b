"""Markdown: its sections and links, and texts that stay texts."""

from __future__ import annotations

import re

from samples import FULL, WITHOUT_DUTIES

from ksb.exporters.markdown import export
from ksb.standard import Standard


def test_every_link_leads_somewhere(standard: Standard) -> None:
    text = export(standard)
    targets = re.findall(r"\]\(#(\w+)\)", text)
    assert len(targets) == 2 * 169
    assert set(targets) == set(re.findall(r'<a id="(\w+)"></a>', text))
    assert '### <a id="d13"></a>Duty 13 (option 1)\n' in text
    assert "- **K18** The effect" not in text
    assert "*Duties [5](#d5), [13](#d13)*" in text
    assert "*Duty [3](#d3)*" in text


def test_every_part_is_written() -> None:
    assert export(FULL) == EXPECTED


def test_without_duties_the_ksbs_are_listed_by_kind() -> None:
    assert export(WITHOUT_DUTIES).split("\n\n") == [
        "# Florist",
        "## Knowledge",
        '- <a id="k1"></a>**K1** Stems\n- <a id="k2"></a>**K2** Soil',
        "## Technical skills",
        '- <a id="ts1"></a>**TS1** Tie\n',
    ]


EXPECTED = """\
# Florist

- Publisher: A body
- Issued: 2020-01
- Version: 1.10
- Core and options: yes

## Overview

Sell flowers.<br>And plants.

There are 2 duties.

## Job titles

- Florist
- Wedding florist, senior

## Key

- Knowledge: K is knowledge
- Skills: S is skills
- Behaviours: B is behaviours

## Claims

- There are 2 duties and one option. *(duties: 2, options: 1)*

## Options

### Option 1: Weddings

For couples.

- In the duties: Wedding

## Duties

### <a id="d1"></a>Duty 1 (core)

Cut<br>flowers

Criteria: Clean cuts<br>No waste

- [K1](#k1) Ethics<br>Understands the rules
- [S1](#s1) Wire it<br>well
- [TK1](#tk1) Stems
- K9

### <a id="d2"></a>Duty 2 (option 1)

Tie

- [TS1](#ts1) Tie

## Knowledge

- <a id="k1"></a>**K1** Ethics<br>Understands the rules *Duty [1](#d1)*

## Skills

- <a id="s1"></a>**S1** Wire *Duty [1](#d1)*

## Technical knowledge

- <a id="tk1"></a>**TK1** Stems *Duty [1](#d1)*

## Technical skills

- <a id="ts1"></a>**TS1** Tie *Duty [2](#d2)*

## Employability skills and behaviours

- <a id="esb1"></a>**ESB1** Be kind *No duty cites it*

## Assessment methods

### Method 1: Interview

- Portfolio: yes
- KSBs: [K1](#k1), [TK1](#tk1)

### Method 2: Test

- KSBs: [S1](#s1)

## Identifiers

- K1: abc
- Duty 1: d-1
- Option 1: o-1
"""

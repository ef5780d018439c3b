"""Standards that several tests use."""

from __future__ import annotations

from ksb.standard import Standard

FULL = Standard.model_validate(
    {
        "format": 1,
        "title": "Florist",
        "publisher": "A body",
        "issued": "2020-01",
        "version": "1.10",
        "core_and_options": True,
        "overview": ["Sell flowers.\nAnd plants.", "There are 2 duties."],
        "job_titles": ["Florist", "Wedding florist, senior"],
        "key": {"knowledge": "K is knowledge", "skills": "S is skills", "behaviours": "B is behaviours"},
        "claims": [{"text": "There are 2 duties and one option.", "duties": 2, "options": 1}],
        "options": [
            {
                "number": 1,
                "id": "o-1",
                "title": "Weddings",
                "also_titled": [{"text": "Wedding", "where": "duties"}],
                "description": ["For couples."],
            }
        ],
        "ksbs": {"K1": "Ethics\nUnderstands the rules", "S1": "Wire", "TK1": "Stems", "TS1": "Tie", "ESB1": "Be kind"},
        "ids": {"K1": "abc"},
        "duties": [
            {
                "number": 1,
                "id": "d-1",
                "title": "Cut\nflowers",
                "criteria": "Clean cuts\nNo waste",
                "cites": ["K1", {"S1": "Wire it\nwell"}, "TK1", "K9"],
            },
            {"number": 2, "options": [1], "title": "Tie", "cites": ["TS1"]},
        ],
        "assessment": {
            "methods": [
                {"number": 1, "title": "Interview", "portfolio": True, "ksbs": ["K1", "TK1"]},
                {"number": 2, "title": "Test", "ksbs": ["S1"]},
            ]
        },
    }
)
"""Every part that the file format has."""

WITHOUT_DUTIES = Standard.model_validate(
    {"format": 1, "title": "Florist", "ksbs": {"K1": "Stems", "K2": "Soil", "TS1": "Tie"}}
)

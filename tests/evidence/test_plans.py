"""What asks for evidence, plans it or shows what it may look like, and what only looks like that."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksb.evidence.files import read_evidence
from ksb.evidence.piece import Piece

TASKS = "# Login page\n\nTasks:\n\n- [{}] Write the form\n- [ ] Test it\n\nKSBs: K1, S2\n"
CASES = {
    # what a reviewer asks for
    "add evidence.md": ("# Review\n\n- Add evidence for K7.\n- Good work on K1, S1.\n", "K1 S1"),
    "add a code.md": ("# Review\n\n- Add K10 evidence: no technique shown\n", ""),
    "strengthen.md": ("# Review\n\n- Strengthen (B4) with an example\n- Revisit K1, S3\n- Improve K2, S1\n", ""),
    "log evidence.md": ('# Review\n\n- "Log evidence for K1, K2"\n', ""),
    "you need to.md": ("# Review\n\nTo reach distinction you need to show K4 and K5. K1 and K2 are met.\n", "K1 K2"),
    "even better if.md": ("# Review\n\n## What went well\n\nK4, K5\n\n## Even better if\n\nS1, S2\n", "K4 K5"),
    "priority actions.md": ("# Review\n\n[K1]\n\n### Priority actions to improve the grade\n\n- A video (S2)\n", "K1"),
    "priority order.md": ("# Tests\n\n## Priority order\n\n1. Schemas (easy, demonstrates K12)\n", ""),
    "what should be named.md": ("# Slide\n\n[K1]\n\n**KSBs that should be signalled:**\n\n- **B1** - a habit\n", "K1"),
    "grading.md": ("# Guide\n\n## Grading guidance\n\nAll criteria (S1, K5).\n\n## My work\n\n(K2)\n", "K2"),
    "to add.txt": (
        "To add:\n    - Filters\n        Codes:\n\n            K13: Data\n\nDone:\n    - Search\n        K1: Data\n",
        "K1",
    ),
    "please.md": ("# Review\n\n- Please map this to K7.\n- Try to get a photo for (S4).\n- Consider linking K2.\n", ""),
    "areas.md": ("# Review\n\n(K1)\n\n### Areas for enhancement\n\n1. **S2: Sound**\n   - Could add a log\n", "K1"),
    # what a learner does in the form of what is asked for
    "a log.md": ("# Week 1\n\nLog (K3)\n\nImproved the report (K4). Added the index (K5).\n", "K3 K4 K5"),
    # work that is planned
    "open tasks.md": (TASKS.format(" "), ""),
    "a task done.md": (TASKS.format("x"), "K1 S2"),
    "a proposal.md": (
        "# Proposal\n\n## K2: Control\n\nMapping: I will use branches.\n\nPass criteria:\n\n- Writes code\n\n"
        "## S6: Alarms\n\nMonitoring will be set up in May. Logs will help.\n\n## K7: Languages\n\nI used two.\n",
        "K7",
    ),
    "what is next.md": (
        "# Log\n\nI wrote the log (K1).\n\nI still need to sit in on a recce (K2).\n\n"
        "My next step is to shadow the accountant (K3).\n\nIn the next sprint we will look at invoices (K4).\n\n"
        "My next step was to file the forms (K5).\n\nCoach: please cover (K7) as well.\n",
        "K1 K5",
    ),
    "what others plan.md": (
        "# Log\n\nI wrote the log (K1). Sam will show me the lamps (K2). My coach wants me to look at K3, K4.\n\n"
        "We agreed that I will draft it (K5). Hopefully I can edit it (K6). I'm due to visit the studio (K7).\n\n"
        "By the next review I will finish it (K8). If there is time I will film it (K9). I am yet to do it (K10).\n\n"
        "The plan is to shadow Sam (K11). I will be working on it from May (K12). The plan was late (K13).\n",
        "K1 K13",
    ),
    "what is missing in a sentence.md": (
        "# Log\n\nI wrote the log (K1). Nothing for K2, K3 so far. I need help with K4, K5. K6 is my weakest area.\n\n"
        "I should do more on K7, K8. There is a gap around K9, K10. I was off sick for the session (S1).\n\n"
        "Need to find evidence for K11. I no longer need help (S2). Sam was away, so I led it (S3).\n",
        "K1 S2 S3",
    ),
    "what is ahead.md": ("# Log\n\n(K1)\n\n## Looking ahead\n\n- (K2)\n\n## What I will do next\n\n- (K3)\n", "K1"),
    "labels of plans.md": (
        "# Log\n\n(K1)\n\nPlans: write the risk assessment (K2).\n\nAction points:\n\n- K3: sit in on a recce\n",
        "K1",
    ),
    "a paragraph below a label.txt": (
        "I wrote the log (K1).\n\nNext steps:\n\nWrite the risk assessment (K2).\n\nOn Monday I did it (K3).\n",
        "K1 K3",
    ),
    "a habit.md": ("# Log\n\n## K1\n\nI will always check the exits first.\n", "K1"),
    "a plan and what came of it.md": ("# Log\n\n## K1\n\nI will use branches.\n\nBranches were used.\n", "K1"),
    "only criteria.md": ("# Log\n\n## K1\n\nPass criteria:\n\n- Writes code\n", ""),
    # documents that ask for evidence or show an example of it
    "a brief.md": ("# Cloud course - Assignment Brief\n\n## Task 1\n\nKSBs addressed: K1, K2\n", ""),
    "an outline.md": ("# Project report outline (AM1)\n\n## Introduction\n\nKSBs: K1, S1\n", ""),
    "an example.md": ("# Example: a good entry\n\nI wrote the call sheet (K1).\n", ""),
    "an example by its front matter.md": ("---\ntitle: 'Example: a log'\nksbs:\n  - code: K2\n---\n\nText (K1).\n", ""),
    "an outline of slides.md": ("# Presentation outline (AM1)\n\n## Slide 1\n\nKSBs: K1\n", ""),
    "TODO.txt": ("Add K22\n\nK19 - email\n", ""),
    "a numbered example.md": ("# Example 1 - a complaint\n\nI solved it (K1).\n", "K1"),
    "an example of a table.md": (
        "# Log\n\n(K2)\n\nThe table should look like this:\n\n| KSB | Evidence |\n|-|-|\n| K1 | Page 2 |\n",
        "K2",
    ),
    "a template that is filled in.md": ("# Evidence template\n\n## K1\n\nI fitted the pump.\n", "K1"),
    "sections beside kinds.md": (
        "# Me\n\n## A1. Aim\n\nText.\n\n## K1. Pumps\n\nText.\n\n## B1. Care\n\nText.\n",
        "K1 B1",
    ),
    "a template.md": ("# Work\n\n## Shop\n\nReplace this with a summary.\n\nKSBs: K1\n\n## Café\n\nI (K2).\n", "K2"),
    "a template to fill in.md": ("# Reflection\n\nKSBs: K1\n\n[Write what you did here]\n", ""),
    "KSBs to come.md": (
        "KSBs covered: K28\n\n**KSBs I would like to cover next**\n\n- K30\n\nKSBs I want to work on:\n\n- S42\n\n"
        "**Targets before my next review**\n\n- S43\n\n# Ideas for next month\n\n- S46 Talks\n\n"
        "# Week\n\n- Booked to do a budget [S11]\n",
        "K28",
    ),
    "words for tasks.txt": ("DONE Lens hire (K7)\nTODO Insurance (K9)\nWAITING Permit (S33)\n", "K7"),
    "how to tag.md": ("# Portfolio\n\nTag KSBs as [K1]. I did the sheet [K2].\n", "K2"),
    "a plan.csv": ('Month,Planned activity,KSBs to cover\nMay,Edit week,"K35, S35"\n', ""),
    "a handout.md": ("# Activity 3\n\nPrimary KSBs: K1\n\nMake sure you have written the log.\n", "K1"),
    # numbers of sections, and references before codes
    "numbered sections.md": (
        "# Report\n\n## A1. Aim\n\nText.\n\n## B1. Method\n\nText.\n\n## B2. Result\n\nIt works (B3).\n",
        "B3",
    ),
    "sections for codes.md": ("# Report\n\n## K1. Aim\n\nText.\n\n## B1. Method\n\nText.\n", "K1 B1"),
    "a reference before the code.md": ("# Report\n\n## AC13 — K26 | Explains\n\nI explained.\n", "K26"),
    "highlighted.md": ("# Report\n\nI was fair to all [==KSB B8==].\n", "B8"),
}
REPORTED = {
    "a proposal.md": 'K2 does not count: "Mapping: I will use branches."',
    "open tasks.md": 'K1 and S2 do not count: under "Tasks"',
    "only criteria.md": 'K1 does not count: "Pass criteria:"',
    "a brief.md": "not used, as its title says; if it is evidence, change the title",
    "an example of a table.md": "K1 in an example does not count",
    "a template to fill in.md": 'K1 does not count: under "[Write what you did here]"',
    "a plan.csv": 'K35 and S35 under "KSBs to cover" do not count',
    "a handout.md": 'counts, but says "Make sure you"; if it is a brief or a guide, leave it out',
    "to add.txt": 'K13 does not count: under "To add"',
}


@pytest.mark.parametrize("name", CASES)
def test_what_counts(name: str, tmp_path: Path) -> None:
    content, expected = CASES[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = list(read_evidence(str(tmp_path / name)))
    assert {code for one in found if isinstance(one, Piece) for code in one.codes} == set(expected.split())
    messages = [one.message for one in found if not isinstance(one, Piece)]
    assert name not in REPORTED or REPORTED[name] in messages


def test_a_learner_who_quotes_a_brief_is_not_warned(tmp_path: Path) -> None:
    file = tmp_path / "log.md"
    file.write_text("# Log\n\nThe brief says: make sure you check the exits. I did (K1).\n", encoding="utf-8")
    (found,) = read_evidence(str(file))
    assert isinstance(found, Piece)
    assert found.codes == ("K1",)

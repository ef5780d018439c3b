"""What words say of a piece of evidence, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ksb.evidence.choice import Choice
from ksb.evidence.files import evidence_files, read_evidence
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.problems import problems
from ksb.evidence.reading import Reading
from ksb.evidence.states import is_nothing, is_tick, state_of
from ksb.reading import embedded, load

STANDARD = load(embedded())
READING = Reading.against(STANDARD)
NO = {
    "no": "❌|🔴|✗|☐|No|N|FALSE|0%|[ ]|:x:|No - resubmit|No – see comments|☐ Yes ☒ No|👎|⛔|❎|n.a.|❌ see notes|❌ No"
    "|PK ✗|N/A on this production|Not applicable to my role",
    "refused": "Referred|Red|Not observed|Not seen|Not agreed|Not signed off|Incomplete|Does not meet|Absent|Redo"
    "|Revise|Doesn't meet the standard|Did not attend|Did not submit|Non-submission|Below standard|Needs work|Sent back"
    "|Un-met|Needs improvement|Needs more evidence|Insufficient evidence|Resub|Referral|Overdue|Expired|Action required"
    "|Fail|Disagreed|Rejected - no date|Cancelled|Unsatisfactory|I haven't done this yet"
    "|🚫 Rejected|⚠️ Referred|03/03 Referred|3/3/26 - referred|1. Referred|- Referred|Status: referred|Now overdue"
    "|Refer back|Returned for amendments|Back to learner|Plagiarism - void|Not competent on this occasion"
    "|Can't do until the crane is back|NOT_SUBMITTED|Referred - not accepted|Assessed - not met|Draft – not submitted"
    "|Marked: fail|Complete (not signed off)|Changes requested|Sent back for changes|Not quite there. Resubmit"
    "|This does not meet the criterion yet - add figures|Your evidence isn't sufficient"
    "|Please resubmit with dates"
    "|Draft rejected 2/3|Draft returned|Failed first attempt|Rejected on review|Returned to learner for more detail"
    "|Superseded|Replaced by piece 7|Withdrawn by learner|Not enough detail|Rejected JB|Feedback given - resubmit",
    "not yet": "Not yet|Not started|Outstanding|Missing|Gap|To be completed|To be uploaded|TBC|Awaiting evidence"
    "|waiting on video from Pete|not sure how to evidence this?"
    "|❌ Not met|🔴 Not started|2 - Not met|3 March: not met|Still outstanding|Assessor: not met|not_started|Not-met"
    "|NotStarted|Yet to start|nothing seen today|nope|nowhere yet|unsure|No chance yet|never done it",
    "planned": "Planned|Booked|Booked 3/3|Scheduled for May|Due March|due 3/3/26|Target: March|Postponed|Need to redo"
    "|Planned: invoice from April job|Video to be uploaded|Visit booked for 3 March|📅 Planned"
    "|I'll do a video|going to do a video in May|maybe the trench job"
    "|Plan for May|Plans for next term|Plan only. Nothing has been run|Outline only - to be finished by June",
}
LETTERS = ["R", "F", "U", "RS", "NS", "NYS", "NYA", "NYC", "NM", "DNA", "N/S"]
YES = ["✓", "☒ Yes ☐ No", "Yes", "Met", "Passed", "Merit", "Amber", "Draft", "In progress", "Partially met", "IP"]
YES += [
    "Submitted - not yet marked",
    "Assessed - met",
    "Complete (resubmission)",
]
PLACES: dict[str, Callable[[str], str]] = {
    "status.csv": lambda word: f'KSB,Evidence,Status\nK1,Essay,"{word}"\n',
    "question.csv": lambda word: f'KSB,Evidence,Met?\nK1,Essay,"{word}"\n',
    "evidence.csv": lambda word: f'KSB,Evidence\nK1,"{word}"\nK2,Log\n',
    "matrix.csv": lambda word: f'Piece,K1,K2\nEssay,"{word}",x\n',
    "pieces.csv": lambda word: f'KSB,Essay,Log\nK1,"{word}",\nK2,,x\nK3,x,\n',
    "line.md": lambda word: f"- K1 - {word}\n- K2 - the log\n",
    "heading.md": lambda word: f"## K1\n\n{word}\n\n## K2\n\nThe log.\n",
}
NOTES: dict[str, Callable[[str], str]] = {"notes.csv": lambda word: f'KSB,Evidence,Feedback\nK1,Essay,"{word}"\n'}


def read(name: str, content: str, folder: Path) -> tuple[set[str], str]:
    """Return the codes that are covered, and all that is reported."""
    (folder / name).write_text(content, encoding="utf-8")
    found = list(read_evidence(str(folder / name), READING))
    pieces = [one for one in found if isinstance(one, Piece)]
    choice = Choice()
    covered = {code for piece in pieces if choice.counts(piece) for code in piece.codes}
    reported = problems(STANDARD, pieces, choice, {})
    return covered, "\n".join(f"{one.place}: {one.message}" for one in [*found, *reported] if isinstance(one, Problem))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("state", NO)
def test_what_is_no_evidence_is_none_in_every_place(state: str, place: str, tmp_path: Path) -> None:
    for word in NO[state].split("|"):
        covered, _ = read(place, PLACES[place](word), tmp_path)
        assert "K1" not in covered, word


@pytest.mark.parametrize("place", ["status.csv", "question.csv", "evidence.csv", "matrix.csv", "pieces.csv"])
def test_letters_that_are_no_evidence_are_reported(place: str, tmp_path: Path) -> None:
    for letters in LETTERS:
        covered, reported = read(place, PLACES[place](letters), tmp_path)
        assert "K1" not in covered, letters
        assert letters in reported, letters


@pytest.mark.parametrize("place", PLACES)
def test_what_is_evidence_is_evidence_in_every_place(place: str, tmp_path: Path) -> None:
    for word in YES:
        covered, _ = read(place, PLACES[place](word), tmp_path)
        assert "K1" in covered, word


@pytest.mark.parametrize("state", ["refused", "not yet", "planned"])
def test_a_note_that_is_nothing_but_such_a_word_refuses_the_row(state: str, tmp_path: Path) -> None:
    for word in NO[state].split("|"):
        assert read("notes.csv", NOTES["notes.csv"](word), tmp_path)[0] == set(), word


@pytest.mark.parametrize(
    "note",
    [
        "None",
        "N/A",
        "No",
        "-",
        "Well done",
        "No further action",
        "Referred, then accepted",
        "Outstanding!",
        "Not yet moderated",
    ],
)
def test_other_notes_refuse_nothing(note: str, tmp_path: Path) -> None:
    assert read("notes.csv", NOTES["notes.csv"](note), tmp_path)[0] == {"K1"}


@pytest.mark.parametrize("place", ["evidence.csv", "matrix.csv", "pieces.csv", "line.md", "heading.md"])
@pytest.mark.parametrize("word", ["Not observed", "Booked 3/3", "waiting on video from Pete"])
def test_what_is_not_plainly_nothing_is_reported(word: str, place: str, tmp_path: Path) -> None:
    assert word in read(place, PLACES[place](word), tmp_path)[1]


@pytest.mark.parametrize(
    "text",
    [
        *("Call sheet", "Planned the shoot with the crew", "Needs analysis", "No. 4 in the log", "Red carpet event"),
        *("Not only the budget", "Draft budget", "Returned the kit to the store", "Referred, then accepted", "p. 4"),
        *(
            "Due diligence report",
            "Target setting form",
            "Planned maintenance log",
            "Write-up of the text",
            "Add-on build",
        ),
        *(
            "N. Shah",
            "R. Jones appraisal notes",
            "Fail-safe test",
            "No-dig bed",
            "Red-line drawings",
            "0-60 test report",
        ),
        *(
            "None-return valve",
            "Booked-in 12 vehicles",
            "No. 14 valve",
            "Not late",
            "Not referred",
            "3/3/26 NS",
            "NS 3/3/26",
        ),
        *("Outstanding!", "Not yet moderated", "Not marked yet", "Was due in May; handed in early", "❌ → ✅ fixed"),
        *("To follow the rules I asked", "I had to move the shoot", "Failed safe test, then mended the saw and passed"),
    ],
)
def test_evidence_that_begins_like_a_word_of_the_table(text: str) -> None:
    assert state_of(text) is None


@pytest.mark.parametrize(
    "text", ["Date: ____  Signed: ____", "Evidence: / Comments:", "Click or tap here to enter text."]
)
def test_forms_that_are_not_filled_in(text: str) -> None:
    assert is_nothing(text)


def test_a_title_may_begin_with_such_a_word(tmp_path: Path) -> None:
    rows = (
        "Date,Activity,KSB\n3/3/26,Unable to pay: advice given,K1\n4/3/26,Cancelled,K2\n5/3/26,TBC,K3\n"
        "6/3/26,Not started here: a blog,S1\n7/3/26,Essay,S2\n"
    )
    covered, reported = read("log.csv", rows, tmp_path)
    assert covered == {"K1", "S1", "S2"}
    assert '"Unable to pay: advice given" counts, though it may say that there is no evidence' in reported
    assert '"Cancelled" does not count' in reported


SIGNED = {
    "a column of initials": ("KSB,Evidence,Assessor,IQA\nK1,Essay,NA,R\nK2,Log,NS,F\n", {"K1", "K2"}),
    "signed": ("KSB,Evidence,Signed\nK1,Essay,N. Shah\nK2,Log,NS\nK3,Log,No\n", {"K1", "K2"}),
    "a question": ("KSB,Evidence,Signed off (Y/N)\nK1,Essay,N\nK2,Log,Y\n", {"K2"}),
    "learners": ("KSB,AB,NS,RF\nK1,x,,\nK2,,x,\nS1,,,x\n", {"K1", "K2", "S1"}),
    "states": ("KSB,NS,IP,C\nK1,x,,\nK2,,x,\nS1,,,x\n", {"K2", "S1"}),
}


@pytest.mark.parametrize("name", SIGNED)
def test_letters_of_people(name: str, tmp_path: Path) -> None:
    content, expected = SIGNED[name]
    assert read("log.csv", content, tmp_path)[0] == expected


def test_dates_of_a_learner_with_plans_among_them(tmp_path: Path) -> None:
    rows = "KSB,Ann,Bob\nK1,3/3/26,Due 4/4/26\nK2,,booked\nS1,4/3/26,\nS2,Absent,Absent\n"
    covered, reported = read("log.csv", rows, tmp_path)
    assert covered == {"K1", "S1"}
    assert "not used" not in reported


@pytest.mark.parametrize("note", ["Not started until May", "Referred first time", "Outstanding"])
def test_a_note_does_not_refuse_what_a_status_accepts(note: str, tmp_path: Path) -> None:
    assert read("log.csv", f"KSB,Evidence,Status,Notes\nK1,Log,Complete,{note}\n", tmp_path)[0] == {"K1"}


def test_a_date_to_come_refuses_the_row_and_an_unknown_one_does_not(tmp_path: Path) -> None:
    rows = "KSB,Evidence,Date\nK1,Visit,due 3/3/26\nK2,Log,TBC\nK3,Log,1/2/26\n"
    assert read("log.csv", rows, tmp_path)[0] == {"K2", "K3"}


def test_a_folder_of_refused_work_is_reported(tmp_path: Path) -> None:
    (tmp_path / "rejected").mkdir()
    (tmp_path / "rejected" / "a.md").write_text("[K1]", encoding="utf-8")
    (tmp_path / "b.md").write_text("[K2]", encoding="utf-8")
    files, [problem] = evidence_files([str(tmp_path)])
    assert files == [str(tmp_path / "b.md")]
    assert problem[1:] == ("rejected", "not used, as its name says; if it is evidence, rename it")


@pytest.mark.parametrize(
    "heading", ["Next steps (K1)", "Not yet evidenced (K1)", "TODO K1", "Targets: K1", "Gaps (K1)"]
)
def test_a_heading_that_says_what_is_to_do_and_names_the_code(heading: str, tmp_path: Path) -> None:
    covered, reported = read("log.md", f"# {heading}\n\nAsk for a visit.\n\n# Log [K2]\n\nDone.\n", tmp_path)
    assert covered == {"K2"}
    assert "K1 does not count: under " in reported


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Referred",
            "Rejected",
            "Failed",
            "Incomplete",
            "Pending",
            "Awaiting evidence",
            "Not applicable",
            "Red",
            "Blocked",
        ),
        *(
            "Resubmissions",
            "Next block",
            "What's next?",
            "Coming up",
            "Before gateway",
            "KSBs to improve",
            "Weaknesses",
            "Not assessed this time",
            "Carry forward to next term",
            "Support required from employer",
            "Remaining before gateway",
            "Areas to strengthen",
        ),
        *("Goals", "SMART targets", "Priorities", "Backlog", "What I could not do", "Targets for next month"),
    ],
)
@pytest.mark.parametrize("below", ["K1", "- K1", "- K1: use the saw"])
def test_nothing_counts_below_a_heading_that_says_so(heading: str, below: str, tmp_path: Path) -> None:
    covered, reported = read("log.md", f"# Log\n\nWork (K2).\n\n## {heading}\n\n{below}\n", tmp_path)
    assert covered == {"K2"}
    assert f'K1 does not count: under "{heading}"' in reported


def test_nothing_counts_below_the_headings_of_a_list_of_what_is_to_do(tmp_path: Path) -> None:
    backlog = "## Backlog\n\n### Video (K1)\n\nWith Sam.\n\n### K3\n\nAsk Pete.\n\n"
    covered, reported = read("board.md", f"{backlog}## Done\n\n### Log (K2)\n\nText.\n", tmp_path)
    assert covered == {"K2"}
    assert 'K1 does not count: under "Backlog"' in reported


@pytest.mark.parametrize(
    "heading",
    [
        *("Targets for the shop", "Gaps in supply", "Future-proofing the network", "Missing person", "Red kite survey"),
        *(
            "Goals achieved",
            "Rejected loads",
            "Weaknesses of the old system",
            "Blocked drain cleared",
            "R",
            "Next of kin",
        ),
    ],
)
def test_headings_about_the_work(heading: str, tmp_path: Path) -> None:
    assert read("log.md", f"## {heading}\n\nI did the work (K1).\n", tmp_path) == ({"K1"}, "")


def test_a_numbered_line_of_a_review_says_what_is_to_do(tmp_path: Path) -> None:
    review = (
        "1. What has been completed?\nK2, S2 - the log.\n2. KSBs to be worked on before the next review\nK1, S1 - Dee\n"
    )
    covered, reported = read("review.txt", review, tmp_path)
    assert covered == {"K2", "S2"}
    assert "K1 and S1 do not count: under" in reported


def test_a_line_above_a_list_says_what_is_refused(tmp_path: Path) -> None:
    covered, _ = read("log.md", "Referred:\n\n- K1\n- K3\n\nAchieved:\n\n- K2\n", tmp_path)
    assert covered == {"K2"}


@pytest.mark.parametrize(
    "line",
    ["Target setting: K1", "Next of kin call: K1", "KSBs no longer outstanding: K1", "- Future-proof cabling (K1)"],
)
def test_labels_that_only_sound_like_plans(line: str, tmp_path: Path) -> None:
    assert read("log.md", f"{line}\n", tmp_path)[0] == {"K1"}


def test_codes_in_brackets_side_by_side(tmp_path: Path) -> None:
    assert read("log.md", "The edit [K1][K2], [the log][1] and [K3][log].\n", tmp_path)[0] == {"K1", "K2", "K3"}


WHOLE_TABLES = {
    "planned and actual": (
        "KSB,Planned activity,Planned date,Actual activity,Actual date\nK1,Read,1/3/26,Read it,4/3/26\n"
        "K2,Workshop,3/4/26,,\nK3,Visit,1/5/26,Cancelled,\n",
        {"K1"},
    ),
    "possible and actual": ("KSB,Possible evidence,Actual evidence\nK1,Minutes,Minutes 3/3\nK2,Photo,\n", {"K1"}),
    "how I will show it": ("KSB,How I have shown it,How I will show it\nK1,Essay,\nK2,,Will do an essay\n", {"K1"}),
    "several codes": (
        'Planned learning,What I actually did,KSBs\nSoil,Soil lab,"K1, S1"\nGlazing,Not done,"K2, S2"\n',
        {"K1", "S1"},
    ),
    "verified": (
        "Evidence,KSB,Verified by mentor\nLog,K1,Yes\nLog 2,K2,Not yet\nLog 3,K3,JB 3/3\nLog 4,S1,N/A\n",
        {"K1", "K3", "S1"},
    ),
    "boxes in a column without a name": (",KSB,Evidence\n[x],K1,Log\n[ ],K2,Log\n", {"K1"}),
    "a person's yes and no": ("KSB,Evidence no.,Assessor\nK1,4,Y\nK2,5,N - too thin\nK3,,\nS1,6,Y\n", {"K1", "S1"}),
    "what else is needed": (
        "KSB,Evidence so far,What else is needed?\nK1,Log,Nothing\nK2,,Ask Pete\nK3,None,A video\nS1,Log,A video\n",
        {"K1", "S1"},
    ),
    "learning needed": ("KSB,Prior learning?,New learning needed\nK1,Yes,No\nK2,No,Yes\n", {"K1"}),
    "evidence required": ("KSB,Evidence required,Date\nK1,Log,1/2/26\nK2,Video,\n", {"K1"}),
    "delivered or not": ("Topic,KSBs,Delivered?\nLaw,K1,Y\nTax,K2,Postponed\nVAT,K3,N\nArt,S1,\n", {"K1", "S1"}),
    "a question about KSBs": ('Task,Which KSBs does this evidence meet?\nLog,"K1 - role, K2"\n', {"K1", "K2"}),
    "letters of pieces": ("Title,KSBs\nE,K1\nN,K2\n", {"K1", "K2"}),
    "scores of a scan": ("KSB,Start score (1-5),End score\nK1,2,4\nK2,1,5\n", set()),
    "a title that says that there is none": ('KSB,What I did\n"K1, S1",Log\nK2,\nK3,TBC\n', {"K1", "S1"}),
    "have and need": ("KSB,Have,Need\nK1,Log,\nK2,,Video\nS1,Log,More detail\n", {"K1", "S1"}),
    "another state": ("KSB,Not started,Working towards,Secure\nK1,,,x\nK2,x,,\nS1,,,3/3/26\n", {"K1", "S1"}),
    "in the portfolio": ("KSB,Covered in portfolio (Yes/No),Note\nK1,yes (p4),\nK2,No,\nK3,no evidence,\n", {"K1"}),
    "numbers by type": (
        "KSB,Observation,Product\nK1,,3\nK2,O1,\nK3,,n/a\nS1,O1; O2,1\n",
        {"K1", "K2", "S1"},
    ),
    "reflections": ("Task,KSBs,Reflection\nTrip,K1,Could not get the early train\n", {"K1"}),
    "a date after a word": ("Task,KSBs,Status\nLog,K1,Returned 4/3/26 LM\nLog,K2,Approved 4/3/26 LM\n", {"K2"}),
    "seen or not": ("Criteria,KSB,Seen,Not seen\nWears PPE,K1,x,\nUses saw,K2,,x\n", {"K1"}),
}


@pytest.mark.parametrize("name", WHOLE_TABLES)
def test_columns_that_decide_about_their_row(name: str, tmp_path: Path) -> None:
    content, expected = WHOLE_TABLES[name]
    assert read("log.csv", content, tmp_path)[0] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        *(
            "I was meant to cover (K1) but the visit fell through.",
            "I didn't manage to do (K1).",
            "(K1) needs resubmitting.",
        ),
        *(
            "We ran out of time for (K1).",
            "I missed the lesson on (K1).",
            "She is not ready for (K1).",
            "K1 remains outstanding.",
        ),
        *(
            "I'll pick up (K1) in the summer.",
            "Work on (K1) has been postponed until June.",
            "My weakest area is (K1).",
        ),
        *(
            "By June I will collect a witness statement (K1).",
            "Before gateway Ravi must show (K1).",
            "(K1) did not come up.",
            "He has not yet had the chance to show (K1).",
            "There is no KSB evidence for K1, as it was done by the office.",
            "I had hoped to evidence (K1), but Sam ran it.",
            "We talked about (K1) but only in theory, so it can't be claimed.",
            "K1 isn't quite there - can you add the dates?",
            "K1 needs more detail.",
            "We're going to talk about K1 and S1 tomorrow.",
            "Each folder is a piece. Use the codes, e.g. K1 or S1.",
            "Which KSBs have you not covered? K1, S1",
            "Which KSBs would you like help with? K1",
            "K2 ✓ K1 ✗ S1 ✗ K2 ✓",
        ),
    ],
)
def test_sentences_that_deny_or_plan(sentence: str, tmp_path: Path) -> None:
    covered, reported = read("log.md", f"Work (K2).\n\n{sentence}\n", tmp_path)
    assert covered == {"K2"}
    assert "K1 does not count" in reported


@pytest.mark.parametrize(
    "sentence",
    [
        *("What did you do next? I rang the client (K1).", "Which KSBs have you covered? K1"),
        *("I found no evidence of damage, so I went up (K1).", "That covers K1 nicely."),
        *("I had planned to use a van but took a truck (K1).", "No time was lost, as I had booked early (K1)."),
        *("I will never forget that day: I gave CPR (K1).", "The lesson was cancelled, so I read the book (K1)."),
        *(
            "I had to wait for the permit; once it came I welded (K1).",
            "I did the job that I was meant to do last week (K1).",
        ),
    ],
)
def test_sentences_about_the_work(sentence: str, tmp_path: Path) -> None:
    assert read("log.md", f"{sentence}\n", tmp_path)[0] == {"K1"}


def test_letters_beside_other_names_are_names(tmp_path: Path) -> None:
    covered, _ = read("log.csv", "KSB,Evidence\nK1,B\nK2,E\nK3,F\n", tmp_path)
    assert covered == {"K1", "K2", "K3"}
    assert not is_tick("A")

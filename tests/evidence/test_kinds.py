"""How people keep evidence: each kind of file, the codes that it shows, and what is reported about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksb.coverage import Pathways
from ksb.evidence.choice import Choice
from ksb.evidence.files import read_evidence
from ksb.evidence.piece import Piece
from ksb.evidence.reading import Reading
from ksb.reading import embedded, load

STANDARD = load(embedded())
CASES: dict[str, tuple[str | bytes, str]] = {
    "a row for each piece.csv": (
        'Title,Date,KSBs\nCall sheet,2026-03-02,"K1, K2; S2 and S5"\nBudget,2026-04-11,K10-K12\n',
        "K1 K2 K10 K11 K12 S2 S5",
    ),
    "a row for each KSB.csv": (
        "KSB,Description,Evidence\nK1,The context,Call sheet\nK2,Rules,\nS3,Reports,TBC\n",
        "K1",
    ),
    "code and title in one cell.csv": (
        "KSB,Evidence\nK1: The context of their role,Call sheet\nK2 - Legislation,\nS3 Compile reports,p. 4\n",
        "K1 S3",
    ),
    "several evidence columns.csv": (
        "KSB,Evidence 1,Evidence 2,Evidence 3\nK1,,Call sheet,\nK2,,,\nS3,Report,,Log\n",
        "K1 S3",
    ),
    "how it is addressed.md": (
        "| KSB | Description | How this log addresses it |\n|---|---|---|\n| K1 | Rules | The log |\n| K2 | Law | |\n",
        "K1",
    ),
    "where it is evidenced.csv": ("KSB,Criterion,Where it is evidenced\nK1,Rules,p. 4\nK2,Law,\n", "K1"),
    "evidence in something.csv": ("KSB,Description,Evidence in this shoot\nK1,Rules,Diary\nK2,Law,\n", "K1"),
    "tickets.csv": ("KSB,Description,Tickets\nK1,Rules,The lift job\nK2,Law,\n", "K1"),
    "answers in a discussion.csv": (
        'KSB,Question,Answer summary\nK1,Why?,Named three risks\nK2,How?,not asked\n"S1, S2",When?,Not asked\n',
        "K1",
    ),
    "an open box in two lines.md": ("- [x] Sheet [K2]\n- [ ] Forms\n  [S20, S22]\n", "K2"),
    "open boxes below a code.md": (
        "- S1\n  - [x] Policy\n  - [ ] Quiz\n- S2\n  - [ ] Pack\n- S3\n  - the log\n",
        "S1 S3",
    ),
    "lines of a code and a sign.txt": (
        "K1 = page 3\nK4 =\nS1-S3 = folder\nS4 -> call log\nS5 => ?\n",
        "K1 S1 S2 S3 S4",
    ),
    "ticked lines that end with codes.md": (
        "- [x] Log rushes K37\n- [x] Camera sheets S21, S22\n- [ ] Sides S38\n- [x] From S5 through S7\n",
        "K37 S21 S22 S5 S6 S7",
    ),
    "one ticked line that ends with a name.md": ("- [x] Sheet (K1)\n- [x] Bought paper B5\n- [ ] Sides\n", "K1"),
    "crosses at the end of lines.md": (
        "1. Trucks ✅ (S10)\n2. Council ❌ (S33)\n3. Sides (S38) ✅\n4. Insurance (K9) ❌\n\n"
        "# K1 Role ✅\n\nEssay\n\n# K2 Law ❌\n\nNo\n",
        "S10 S38 K1",
    ),
    "a heading with two codes.md": ("# K7 S9 Crew\n\nI booked them.\n", "K7 S9"),
    "a status at the top.md": (
        "# Call sheet\n\n**Status:** Referred\n\n## What I did\n\nWrote it.\n\n## KSBs\n\n- K2\n- S2\n",
        "",
    ),
    "a status above the title.md": ("Status: Rejected\n\n# Sheet\n\nKSBs: K2\n", ""),
    "a status in the heading of something else.md": (
        "# Log\n\n## Piece\n\nKSBs: K7\n\n## Output (target)\n\nText.\n",
        "K7",
    ),
    "a status in a heading.md": ("# Log\n\n## Piece 1\n\nKSBs: K7\n\n## Piece 2 (withdrawn)\n\nKSBs: S3\n", "K7"),
    "a matrix without a name for the codes.csv": (
        ",Call sheet,Recce,Budget\nK1,1,,\nK7,,1,\nS11,,,1\nB1,,,\n",
        "K1 K7 S11",
    ),
    "a matrix of many pieces.csv": (
        f"KSB,{','.join(f'P{i}' for i in range(1, 15))}\nK1,x{',' * 13}\nK2{',' * 14}x\nK3{',' * 14}\n",
        "K1 K2",
    ),
    "questions of a discussion.csv": (
        "Question,KSB,Learner answer,Outcome\nHow?,K12,By line,Pass\n"
        "Why?,K8,Could not answer,Fail\nWho?,B2,Lists,Pass\n",
        "K12 B2",
    ),
    "a letter for no, left of the codes.csv": ("Done?,Task,KSB\nY,Sheet,K2\nN,Music,S18\n,Stills,S37\n", "K2"),
    "evidence and comments.csv": ("Criteria,RAG,Evidence / comments\nK1,G,Essay\nB1,G,\n", "K1"),
    "ticks left of the codes.csv": ("Done?,KSB\nY,K1\n,K2\nY,K3\n", "K1 K3"),
    "evidence of the learner.csv": ("KSB,Learner evidence,Accepted\nK1,Essay,TRUE\nK2,Log,FALSE\nK3,Form,\n", "K1 K3"),
    "how.md": ("| KSB | How |\n|---|---|\n| K7 | I listed the crew |\n| S9 | |\n", "K7"),
    "keys that say no.md": ("---\nksbs: {met: [K7], not_met: [S9]}\n---\nText.\n", "K7"),
    "codes with a word in brackets.md": ("**KSBs:** K1 (Safety), K2 (Reading plans), S3 (Reports)\n", "K1 K2 S3"),
    "parts with a dash.md": ("KSBs: K5-3, S3, B1\n", "S3 B1"),
    "a table of issues.md": (
        "[K1]\n\n| Priority | Place | Issue | Fix |\n|---|---|---|---|\n| Must | Page 2 | Named K3/K4 | This is S4 |\n",
        "K1",
    ),
    "a name that looks like a code.md": (
        "I put the files in a store [K1].\n\n- S3 buckets\n- Queues\n\n"
        "| Service | Use |\n|---|---|\n| **S3** | Files |\n| **SQS** | Jobs |\n| **SNS** | Mails |\n",
        "K1",
    ),
    "a block of code.md": ("We write (K1).\n\n```\nfix: the lamp\n\nKSBs: S2, S16\n```\n", "K1"),
    "a picture before the codes.md": ("![The bench](bench.png) K1\n\n![](log.png) K3, S4\n", "K1 K3 S4"),
    "codes in small letters.md": ("b1 -- witness statement\n", "B1"),
    "claimed and awarded.csv": ("Evidence,KSBs claimed,KSBs awarded\nBudget,K10 K11,K10\nRecce,K14,\n", "K10"),
    "confirmed by somebody.csv": (
        "Evidence,KSBs,Confirmed by assessor\nBudget,K10 K11,K10\nRecce,K14,K14\n",
        "K10 K14",
    ),
    "met in a row for each KSB.csv": ("KSB,Evidence,KSB met\nK1,Essay,Y\nK2,Log,\n", "K1 K2"),
    "claimed and awarded.yaml": ("- ksbs_claimed: [K10, K11]\n  ksbs_awarded: [K10]\n  title: Budget\n", "K10"),
    "claimed and awarded in lines.md": ("# Budget\n\nKSBs claimed: K10, K11\n\nKSBs awarded: K10\n", "K10"),
    "claimed and awarded in a form.md": (
        "| | |\n|---|---|\n| Title | Budget |\n| KSBs claimed | K10, K11 |\n| KSBs awarded | K10 |\n",
        "K10",
    ),
    "several forms, each with its title first.md": (
        "| | |\n|---|---|\n| Title | Budget |\n| KSBs | K10 |\n| Title | Plan for May |\n| KSBs | K11 |\n",
        "K10",
    ),
    "ticks below no name.csv": (",Task,KSB\n✓,Sheet,K2\n,Sides,S38\n✗,Cues,K19\n", "K2"),
    "ticks below a tick.csv": ("✔,Task,KSB\nx,Sheet,K2\n,Sides,S38\n", "K2"),
    "numbers below no name.csv": (",Task,KSB\n0,Sheet,K2\n1,Sides,S38\n", "K2 S38"),
    "a matrix with titles of KSBs.csv": ("Code,Title,E1,E2\nK1,Role,✓,\nK2,Law,,\nK3,Travel,,✓\n", "K1 K3"),
    "codes of criteria.csv": ("Criteria code,Criteria description,Evidence\nK1,Role,Essay\nK2,Law,\n", "K1"),
    "a calendar.csv": ("Week,Mon,Tue,Wed\n1,K1,K2,\n2,,K10,S8\n", "K1 K2 K10 S8"),
    "a planned title.md": ("Title: Plan for May\nKSBs: K3\n", ""),
    "a title with a plan in it.md": ("Title: Plan for the recce\nKSBs: K3\n", "K3"),
    "a column of plans.csv": ("Date,What I will do,KSBs\n2026-03-02,Edit,K22\n", ""),
    "signed off by somebody.csv": ("KSB,Evidence,Signed off by mentor (Y/N)\nK1,Essay,Y\nK2,Log,N\n", "K1"),
    "hours and an approval.csv": (
        "Date,KSB(s),Hours,Approved by employer?\n2026-03-02,K1,3,Yes\n2026-03-09,K2,1,\n",
        "K1 K2",
    ),
    "boxes of other kinds.md": ("- [x] A [K1]\n- [>] B [K2]\n- [_] C [K3]\n- [?] D [K4]\n", "K1"),
    "lists in lists.json": (
        '{"learner": "A", "portfolio": [{"unit": "Prep", "evidence": [{"title": "Sheet", "ksbs": ["K1"]},'
        ' {"title": "Sides", "ksbs": ["S38"], "status": "rejected"}]}]}',
        "K1",
    ),
    "kinds of KSBs.yaml": ("knowledge:\n  K1: Sheet\n  K2: ~\nskills:\n  S3: [Script, DPR]\n  S4: null\n", "K1 S3"),
    "a list of texts.yaml": ("- Sheet (K1, K2)\n- Recce (K14)\n", "K1 K2 K14"),
    "met or not met.csv": ("KSB,Evidence,Met / Not met\nK1,Essay,Met\nK2,Log,Not met\n", "K1"),
    "questions for each kind.csv": (
        "Timestamp,Describe what you did,Which knowledge statements does this show?,Which skills does this show?\n"
        '2026/04/01,Recce,"K14 Law, K15 Risk assessment",S16 Hazards\n',
        "K14 K15 S16",
    ),
    "underlined.txt": (
        "THINGS DONE\n-----------\n+ list (K7)\n\nTHINGS NOT DONE\n---------------\n+ carnet (K3)\n",
        "K7",
    ),
    "lines below a label.txt": (
        "Done: list (K7)\n\nStill to do:\ncarnet (K3)\nsides (S38)\n\nRecce (K14).\n",
        "K7 K14",
    ),
    "an hourglass.csv": (",Item,Code\n✅,Unit list,K7\n⏳,Carnet,K3\n", "K7"),
    "parts of a code.yaml": (
        "K1:\n- {title: Essay, status: rejected}\n- {title: Log}\nK2:\n- {title: Film, status: rejected}\n",
        "K1",
    ),
    "titles.yaml": ("Sheet: [K1, K2]\nRecce: K14, S16\n", "K1 K2 K14 S16"),
    "records by their titles.yaml": ("Sheet:\n  ksbs: [K1]\nRecce:\n  ksbs: K14\n  status: rejected\n", "K1"),
    "a row for each pair.csv": ("KSB,Piece\nK1,Call sheet\nK2,Call sheet\nK1,Budget\n", "K1 K2"),
    "separate columns for each kind.csv": (
        'Task,Knowledge,Skills,Behaviours\nCall sheet,"K1, K2",S3,\nBudget,,S11,B4\n',
        "K1 K2 S3 S11 B4",
    ),
    "numbers under the kind.csv": ('Task,K,S,B\nCall sheet,"1, 2",3,\nBudget,,11-12,4\n', "K1 K2 S3 S11 S12 B4"),
    "a matrix with a column for each code.csv": (
        "Piece,K1,K2,S3,B4\nCall sheet,x,,✓,\nBudget,n,yes,0,3\nTotal,1,1,1,1\n",
        "K1 K2 S3 B4",
    ),
    "codes in a column with another name.csv": (
        "Ref,Knowledge,Evidence,Date\nK1,The context,Call sheet,01/10/2025\nK2,Know how,,\nS3,Understand,Diary,\n",
        "K1 S3",
    ),
    "met or not.csv": ("KSB,Statement,Met? (Y/N)\nK1,The context,Y\nK2,Rules,N\nK3,Risk,Not yet\n", "K1"),
    "a matrix of words.csv": (
        "Piece,K1,K2,K3,K4,K5,K6\nBudget,Achieved,Not achieved,In progress,R,Referred,G\n",
        "K1 K3 K6",
    ),
    "a matrix with wordings in the header.csv": (
        "Piece,K1: The context,K2: The legislation,S3: Compile reports\nCall sheet,Y,,N\n",
        "K1",
    ),
    "a matrix with two rows of names.csv": (
        ",Knowledge,,Skills,\nPiece,K1,K2,S3,S4\nCall sheet,x,,x,\n",
        "K1 S3",
    ),
    "a matrix with a column for each piece.csv": (
        "KSB,Description,Call sheet,Budget\nK1,The context,x,\nK2,Rules,,no\nS3,Reports,,✓\n",
        "K1 S3",
    ),
    "a matrix with names of roles.csv": ("KSB,Project,Exam,Module\nK1,x,,\nK2,,,\nS3,,x,\n", "K1 S3"),
    "pages of several pieces.csv": ("KSB,Portfolio piece 1,Portfolio piece 2\nK1,p. 4,\nK2,,\nS3,,p. 9\n", "K1 S3"),
    "a column of pages alone.csv": ("KSB,Definition,Page\nK1,The context,12\nK2,Rules,\n", "K1"),
    "places in a plan.csv": ("KSB,Where it appears in the day\nK1 Context,Part A\nK2 and S1,\nS3,Talk\n", "K1 S3"),
    "RAG words alone.csv": ("KSB,RAG\nK1,Green\nK2,Red\nS3,Amber\nS4,\n", "K1 S3"),
    "yes or no.csv": ("KSB,Covered?\nK1,Yes\nK2,No\nS3,Not yet\n", "K1"),
    "a date of completion.csv": ("KSB,Date completed\nK1,02/03/2026\nK2,\n", "K1"),
    "titles and notes above the header.csv": (
        "Media production coordinator - evidence log,,,\nPlease fill in one row per activity,,,\n,,,\n"
        "Date,Activity,KSBs covered,OTJ hours\n02/03/2026,Call sheet,K1 K2,1:30\nTotal,,,1:30\n",
        "K1 K2",
    ),
    "a header that repeats.csv": ('Title,KSBs\nCall sheet,K1\nTitle,KSBs\nBudget,"K2,S3"\n', "K1 K2 S3"),
    "rows between the groups.csv": ("KSB,Evidence\nKnowledge,\nK1,Call sheet\nSkills,\nS3,Report\n", "K1 S3"),
    "tables below each other.csv": (
        "Knowledge,,\nKSB,Description,Evidence\nK1,The context,Call sheet\n,,\n"
        "Skills,,\nKSB,Evidence,Page\nS3,Report,4\n",
        "K1 S3",
    ),
    "codes once for several rows.csv": ("KSB,Evidence\nK1,\n,Call sheet\n,Budget\nK2,\nS3,Report\n", "K1 S3"),
    "semicolons.csv": ("Titel;Title;KSBs\n1;Call sheet;K1, K2\n2;Budget;S11\n", "K1 K2 S11"),
    "tabs.tsv": ("Title\tKSBs\nCall sheet\tK1, K2\n", "K1 K2"),
    "no header.csv": ("Call sheet,2026-03-02,K1; K2\nBudget,2026-04-01,S11\n", "K1 K2 S11"),
    "an unknown name for the codes.csv": ('Title,Hits\nCall sheet,"K1, K2"\nBudget,S11\n', "K1 K2 S11"),
    "a logbook with codes in the text.csv": (
        "Date,What happened,Hours\n2026-03-02,Wrote the call sheet [K1] (S3),2\n2026-03-03,Leave,0\n",
        "K1 S3",
    ),
    "a training plan.csv": (
        'Session,Date,Type,KSBs taught\nInduction,2026-01-05,Taught,"K1, K2"\nMock,2026-02-05,Assessed,K1\n',
        "K1 K2",
    ),
    "numbered pieces.csv": (
        'No,Evidence,KSBs\n1,Call sheet,"K1, K2"\n2,Budget,S11\n3,Unit list,K7\n',
        "K1 K2 S11 K7",
    ),
    "a list of the standard.csv": ("KSB,Description\nK1,The context\nK2,Rules\n", ""),
    "a list of the standard without names.csv": ("K1,The context of it\nK2,The rules of it\nS3,Reports\n", ""),
    "duties and what they need.csv": ('Duty,What you do,Needs\n1,Create documents,"K1, K2"\n2,Budget,S11\n', ""),
    "a matrix of duties.csv": (
        "Code,What it says,Kind,D1,D2\nK1,The context,Knowledge,x,\nK2,Rules,Knowledge,,x\n",
        "",
    ),
    "evidence for duties.csv": ('Duty,KSBs,Evidence\n1,"K1, K2",Call sheet\n2,S11,\n', "K1 K2"),
    "pieces once for several rows.csv": ("Evidence,KSB\nCall sheet,K1\n,K2\nTBC,K3\n,K4\nReport,S3\n", "K1 K2 S3"),
    "an outcome.csv": ("Evidence Title,KSBs,Outcome\nCall sheet,K1,Accepted\nBudget,K2,Referred\nRisk,K3,Fail\n", "K1"),
    "an outcome beside codes in another column.csv": ("Ref,Outcome,Evidence\nK1,Pass,Photo\nK3,Fail,Photo\n", "K1"),
    "a learning outcome.csv": ("Activity,Outcome\nCall sheet,K1\nBudget,K2\n", "K1 K2"),
    "a grade.csv": ("Activity,Grade,KSB\nCall sheet,Pass,K1\nBudget,Fail,K2\nRisk,85%,K3\n", "K1 K3"),
    "a verdict in a column with another name.csv": (
        "Activity,KSBs,Panel\nCall sheet,K1 K2,Accepted\nBudget,K3,Not accepted\n",
        "K1 K2",
    ),
    "a verdict with its reason.csv": (
        "Activity,KSBs,Result\nA,K1,Referred - needs a date\nB,K2,Needs more work\nC,K3,Resubmit\n"
        'D,K4,"Referred, then accepted"\nE,K5,Pass (May)\nF,K6,NYA\nG,K7,Not yet\n',
        "K4 K5",
    ),
    "a question beside the evidence.csv": (
        "KSB,Evidence,Achieved?\nK1,Call sheet,Yes\nK2,Budget,No\nK3,,Yes\nK4,Log,\nK5,Log,Not yet\n",
        "K1 K3 K4",
    ),
    "a question beside a title and evidence.csv": (
        "Title,KSBs,Evidence,Met\nA,K1 K2,Call sheet,Y\nB,K3,Budget,N\n",
        "K1 K2",
    ),
    "a grade below a piece.md": ("# Sheet\n\nKSBs: K1\n\nGrade: Pass\n\n# Budget\n\nKSBs: K2\n\nGrade: Fail\n", "K1"),
    "an outcome in front matter.md": ("---\nksbs: [K1]\noutcome: Referred\n---\nText.\n", ""),
    "a row that is a heading.csv": (
        "Ref,Statement,Evidence\nKnowledge,,\nK1,How dough rises,Photo 1\nK3,How loaves are shaped,\nK6,Ovens,TBC\n",
        "K1",
    ),
    "headings and titles around the codes.csv": (
        "Tracker,,\nApprentice:,Ana,\nRef,Statement,Evidence\nKnowledge,,\nK1: dough,Rising,Photo\nK3: loaf,Shapes,\n"
        "Skills,,\nS1: bake,Baking,TBC\n",
        "K1",
    ),
    "words for what is to come.csv": (
        "KSB,Evidence\nK1,To follow\nK2,awaiting\nK3,(TBC)\nK4,None.\nK5,Awaiting certificate\nK6,Awaiting sign-off\n"
        "K7,To be evidenced\nK8,Will be added in May\nK9,Need evidence\nK10,N/A - see coach\n"
        "K11,To follow the rules I asked\n",
        "K6 K11",
    ),
    "headings with nothing yet.md": (
        "# Log\n\n## K2\n\n(nothing yet)\n\n## K3\n\nNone.\n\n## K4\n\nTo follow\n\n## K5\n\nNone of it was lost.\n",
        "K5",
    ),
    "covered so far, and still to do.md": (
        "Covered so far: K21-23, S24/25, B1&B2. Still to do - K27, B5.\n",
        "K21 K22 K23 S24 S25 B1 B2",
    ),
    "hyphens and numbers in lists.md": ("KSBs: K1‑K3, S1\n\nKSBs: K5, 6 and 7; S2\n", "K1 K2 K3 K5 K6 K7 S1 S2"),
    "how to fill in a form.md": (
        "Use codes such as K1, S2 and B3 in the box.\n\nFor example: K4, K5\n\nShown in [K7].\n",
        "K7",
    ),
    "codes in addresses.md": (
        "- [x] K1 <https://example.org/#K4>\n- [x] S2 (https://example.org/K5)\n\n[Call sheet](work/K7.md) [K8]\n",
        "K1 S2 K8",
    ),
    "the standard as ksb exports it.csv": (
        "code,kind,text,core,options,duties,times_cited,methods\nK1,knowledge,The context,yes,,1 6,2,\n",
        "",
    ),
    "codes and pages.txt": ("K1\t4\nK2\t\nS3\t12\n", "K1 S3"),
    "codes and pages with dots.txt": ("K1 ........ 4\nS3 ........ 12\n", "K1 S3"),
    "codes that are taken back.md": (
        "The sheet shows K1 and K2.\n\nDid not cover K5. Not only [S3] but [S4].\n\nK10-K12 except K11 (done)\n",
        "K1 K2 K10 K12 S3 S4",
    ),
    "titles with codes.md": ("## 1. Call sheet [K1, S3]\n\n## 2. Budget (K10)\n\n## Gaps (K2)\n", "K1 S3 K10"),
    "numbered pieces.md": ("1. Call sheet - K1, S3\n2. Budget - K10\n", "K1 S3 K10"),
    "duties and their KSBs.csv": ('Duty,Title,KSBs\n1,Create documents,"K1, K2"\n', ""),
    "front matter.md": (
        "---\ntitle: Review\nksbs: [K24, S26]\ndate: 2026-03-14\n---\nWrote the notes (S2).\n",
        "K24 S26 S2",
    ),
    "front matter without codes.md": ("---\ntitle: Review\ndate: 2026-03-14\n---\nWrote the notes (S2).\n", "S2"),
    "tags.md": ("---\ntags: [media, K24, S26]\n---\nText.\n", "K24 S26"),
    "headings for each KSB.md": (
        "# Portfolio\n\n## K1\n\nThe call sheet.\n\n## K2\n\n## K3: Travel\n\nTBC\n\n## S3 Reports\n\n- Daily report\n",
        "K1 S3",
    ),
    "headings with the wording below.md": (
        f"## K1\n\n{STANDARD.ksbs['K1']}\n\n## K2\n\n{STANDARD.ksbs['K2']}\n\nThe risk assessment.\n",
        "K2",
    ),
    "headings under headings.md": ("# K1\n\n## Call sheet\n\nI wrote it.\n\n# K2\n\n## To follow\n", "K1"),
    "running text.md": (
        "Shown in [K18], (K1, S2), S4/S5 and [K19](https://example.org). **KSBs:** K7, S18\n\n"
        "The B5 paper, vitamin B12 and a K9 unit.\n",
        "K18 K1 S2 S4 S5 K19 K7 S18",
    ),
    "links by name.md": (
        "Shown in [K18][k] and [K19].\n\n[k]: https://example.org\n[K19]: https://example.org\n",
        "K18 K19",
    ),
    "a wiki.md": ("Shown in [[K18]] and #K1.\n", "K18 K1"),
    "a checklist.md": ("- [x] Unit list (K7, S9)\n- [ ] Carnet (K3)\n- [X] Report (K10. S3)\n", "K7 S9 K10 S3"),
    "a checklist of signs.md": ("- ☑ K7 unit list\n- ☐ K3 carnet\n- ✅ S9: crew\n- [✓] S3 report\n", "K7 S9 S3"),
    "a checklist of signs.txt": ("☑ K7 unit list\n☐ K3 carnet\n☒ S9 crew\n[x] S3 report\n[ ] S4 liaison\n", "K7 S9 S3"),
    "signed off or not.csv": (
        "Task,KSBs,Signed off,Status\nA,K1,No,Submitted\nB,K2,,Submitted\nC,K3,JB,Draft\nD,S1,Not yet,Draft\nE,S2,☐,\n",
        "K2 K3",
    ),
    "signed off or not.md": (
        "# A\nCall sheet [K1]\nSigned off: No\n# B\nBudget [K2]\n**Approved?** Not yet, needs a date\n"
        "# C\nLog [K3]\nAssessor signature:\n# D\nReport [S1]\nVerified: N\n"
        "# E\nReport [S2]\nApproved: no - then accepted on 3 March\n# F\nEdit [S3]\nAgreed: no further action\n",
        "K3 S2 S3",
    ),
    "not approved.md": ("---\nksbs: [K1]\napproved: false\n---\nWork\n", ""),
    "a checklist of codes.md": ("- [x] K1\n- [ ] K2\n- [x] S3\n", "K1 S3"),
    "a checklist under codes.md": ("## K1\n\n- [x] Call sheet\n\n## K2\n\n- [ ] Risk assessment\n", "K1"),
    "a table with boxes.md": (
        "| KSB | Done |\n|---|---|\n| K1 | [x] |\n| K2 | [ ] |\n| S3 | ☑ |\n| S4 | ☐ |\n",
        "K1 S3",
    ),
    "a logbook.md": (
        "# Log\n\n## Week 1 (2 March 2026)\n\nWrote the call sheet (K1, K2).\n\n"
        "## Week 2\n\nBudget meeting, K10-K12.\n\n"
        "### Next steps\n\nS20, S21\n",
        "K1 K2 K10 K11 K12",
    ),
    "a logbook.txt": ("Week 1\n\nWrote the call sheet. KSBs: K1, K2\n\nWeek 2\n\nBudget.\nK10, K11\n", "K1 K2 K10 K11"),
    "what is still to do.txt": ("KSBs covered: K1, S3\nStill to do: K2, K3\nGaps: S4\n", "K1 S3"),
    "a line for each KSB.txt": ("K1: the call sheet\nK2:\nK3: none yet\nS3 - the report, page 4\nS4 - TBC\n", "K1 S3"),
    "a list in bold.md": ("- **K1** The call sheet shows it\n- **K2:** none\n- **S3** – the report\n", "K1 S3"),
    "a form.md": ("| Title | Call sheet |\n|---|---|\n| Date | 2 March 2026 |\n| KSBs | K1, K2 |\n", "K1 K2"),
    "a form in lines.txt": ("Title: Call sheet\nDate: 2 March 2026\nKSBs covered: K1, K2\nHours: 2\n", "K1 K2"),
    "tables side by side.csv": (
        "Knowledge,Evidence,,Skills,Evidence\nK1,Call sheet,,S1,\nK2,,,S3,Report\n",
        "K1 S3",
    ),
    "kind and number apart.csv": ("Type,No,Evidence\nK,1,Call sheet\nK,2,\nS,3,Report\n", "K1 S3"),
    "counts of evidence.csv": ("Criteria,Evidence count\nK1,3\nK2,0\n", "K1"),
    "a table of learners and codes.csv": ("Learner,K1,K2,S3\nAna,x,,\nBen,,x,\n", "K1 K2"),
    "a nested list.md": ("- K1\n  - call sheet\n- K2\n- K3\n  - TBC\n- S3\n  - report\n", "K1 S3"),
    "a list of codes.md": ("KSBs covered:\n\n- K1\n- K2\n", "K1 K2"),
    "words after the wordings.txt": (
        "K1 The context - done\nK2 Legislation - not yet\nK3 Theory: see the log\nS1 [x]\nS2 [ ]\nB1 Tidy: missing\n",
        "K1 K3 S1",
    ),
    "a decision.csv": (
        "Evidence name,Mapped KSBs,Assessor decision\nCall sheet,K1 K2,Accepted\nBudget,K7,Rejected\n",
        "K1 K2",
    ),
    "mapped by kind.json": (
        '{"entries": [{"title": "A", "mapped": {"knowledge": ["K3"], "skills": ["S4"]}}]}',
        "K3 S4",
    ),
    "a table with lines.txt": (
        "Date | Activity | KSBs | Hours\n02/03/2026 | Recce | K1, K2 | 2\n03/03/2026 | Edit | S3 | 1.5\n",
        "K1 K2 S3",
    ),
    "a sheet saved as Unicode text.txt": (
        "Title\tDate\tKSBs\nCall sheet\t02/03/2026\tK1, K2\nBudget\t09/03/2026\tS3\n".encode("utf-16"),
        "K1 K2 S3",
    ),
    "kinds with their letters.csv": (
        'Task;Knowledge (K);Skills (S);Behaviours (B)\nRecce;1;2;\nEdit;"3, 4";;2\n',
        "K1 K3 K4 S2 B2",
    ),
    "percentages.csv": ("Evidence,K1 Context,K2 Law,S1 Do\nCall sheet,100%,0%,50%\n", "K1 S1"),
    "headings with a line for evidence.md": (
        "## K1 – Context\n\nEvidence: call sheet\n\n## K2 – Law\n\nEvidence: N/A\n\n## S1 – Do\n\nEvidence:\n",
        "K1",
    ),
    "colours as signs.md": (
        "| KSB | Evidence | RAG |\n|---|---|---|\n| K1 | Log | 🟢 |\n| K2 | Started | 🔴 |\n| S1 | Budget | 🟠 |\n",
        "K1 S1",
    ),
    "a diary with names of its own.csv": (
        "Week beginning,What I did this week,KSBs I have developed\n2 May 2026,Recce,K1 and S3\n9 May 2026,Edit,K2\n",
        "K1 K2 S3",
    ),
    "signs after the codes.txt": ("K1 ✓\nK2 ✗\nK3 -\nS3 yes\nS4 no\nB1: Green\nB2: Red\n", "K1 S3 B1"),
    "a page.html": (
        "<html><body><h1>Log</h1><table><tr><th>KSB</th><th>Evidence</th></tr><tr><td>K1</td><td>Call sheet</td></tr>"
        "<tr><td>K2</td><td></td></tr></table><p>The report [S3].</p></body></html>",
        "K1 S3",
    ),
    "pieces with places.json": ('[{"title": "Call sheet", "ksbs": {"K1": "p. 4", "K2": "", "S3": true}}]', "K1 S3"),
    "rows.json": ('[["Title", "KSBs"], ["Call sheet", "K1 K2"]]', "K1 K2"),
    "several documents.yaml": ("title: Call sheet\nksbs: [K1]\n---\ntitle: Budget\nksbs: [S11]\n", "K1 S11"),
    "a sheet of the standard with evidence.csv": (
        "Code,Kind,Text,Evidence,Status\nK1,Knowledge,The context,Call sheet,Complete\n"
        "K2,Knowledge,Rules,,Not started\n",
        "K1",
    ),
    "documents of several shapes.yaml": (
        "evidence:\n- title: A\n  ksbs: [K1]\n---\n- title: B\n  ksbs: [K3]\n---\ntitle: C\nksbs: S11\n",
        "K1 K3 S11",
    ),
    "records.yaml": (
        "- title: Call sheet\n  ksbs: [K1, K2]\n  date: 2026-03-02\n- title: Budget\n  ksbs: S11\n",
        "K1 K2 S11",
    ),
    "by code.yaml": ("K1: [Call sheet, Budget]\nK2: []\nS3:\n  - title: Report\n    date: 2026-03-02\nS4:\n", "K1 S3"),
    "records.json": (
        '{"evidence": [{"name": "Call sheet", "codes": ["K1", "K2"]}, {"name": "x", "codes": []}]}',
        "K1 K2",
    ),
    "sessions.json": ('{"sessions": [{"title": "Code review", "ksbs": ["K1", "K2"], "status": "approved"}]}', "K1 K2"),
    "a column for each state.csv": (
        "KSB,Not started,In progress,Complete\nK1,,,x\nK2,x,,\nS1,,x,\nS2,,,\n",
        "K1 S1",
    ),
    "a column for each colour.csv": ("KSB,Red,Amber,Green\nK1,,,x\nK2,x,,\nS1,,x,\n", "K1 S1"),
    "pass or refer.csv": ("KSB,Evidence,Pass,Refer\nK1,Essay,x,\nK2,Essay,,x\n", "K1"),
    "planned, taught and assessed.csv": ("KSB,Planned,Taught,Assessed\nK1,x,x,x\nK2,x,,\nS1,x,x,\n", "K1 S1"),
    "several outcomes.csv": (
        "KSB,Evidence,Outcome 1,Outcome 2\nK1,Essay,Referred,Pass\nK2,Quiz,Referred,Referred\nK3,Log,Pass,\n",
        "K1 K3",
    ),
    "two people's decisions.csv": (
        "KSB,Assessor decision,IQA decision,Evidence\nK1,Met,Agreed,E1\nK2,Met,Not agreed,E2\nK3,Met,,E3\n",
        "K1 K3",
    ),
    "a row for what is planned.csv": ("Learner,K1,K2\nDan,x,\nTarget,x,x\n", "K1"),
    "a table below a heading.md": (
        "## K1 Context\n\n| Evidence | Date |\n|---|---|\n| Call sheet | 3/2/26 |\n\n## K2\n\n"
        "| Evidence | Date |\n|---|---|\n| | 3/2/26 |\n\n## K3\n\n"
        "| What I did | When |\n|---|---|\n| Budget | May |\n\n## S1\n\n"
        "| Evidence | Status |\n|---|---|\n| Log | Referred |\n",
        "K1 K3",
    ),
    "a form below a heading.md": (
        "## K1\n\n| Evidence | Call sheet |\n|---|---|\n| Date | 3/2/26 |\n\n"
        "## K2\n\n| Evidence | |\n|---|---|\n| Date | |\n",
        "K1",
    ),
    "headings with labels.md": (
        "## KSB: K1\nLog.\n## KSB K2\nLog.\n## Skill S1\nLog.\n## Behaviour 2\nLog.\n## Evidence for K3\nLog.\n"
        "## Evidence 1 - K5 and K6\nLog.\n## 1. K7 Production\nLog.\n## Knowledge 8: Budgets\nLog.\n"
        "## Skills 2026\nLog.\n",
        "K1 K2 S1 B2 K3 K5 K6 K7 K8",
    ),
    "a form that is not filled in.md": (
        "## K1\n\nClick or tap here to enter text.\n\n## K2\n\nDate: ____  Signed: ____\n\n## K3\n\n"
        "Evidence:\nComments:\n\n## S1\n\nEvidence: call sheet\n",
        "S1",
    ),
    "crosses before the codes.md": ("- ✅ K1 workbook\n- ❌ K2\n- ✗ K3\n", "K1"),
    "a review.md": (
        "**KSBs for next review:** K3, B1\n**KSBs targeted next month:** S1\n**To cover in March:** S2\n"
        "**Focus for next block:** K5\n**Actions:** Dan to collect evidence for K4\n**SMART target:** evidence S3\n"
        "**Agreed KSBs for the upcoming project:** B2\n**KSBs covered:** K1, K2\n",
        "K1 K2",
    ),
    "a diary with plans.txt": (
        "Planned for next week: chipper (S4)\nNext week I will do (K1).\nWill be covered in June (K2).\n"
        "I am going to do (K3) with Pete.\nShould have covered (K4).\nWe plan to look at (K5).\n"
        "To be assessed on 3 March (S2).\nBooked: observation (S3).\nLast week I did (B1).\n"
        "Action: I checked the brakes (S5).\nI planned the shoot, and the crew will be paid by it (S6).\n",
        "B1 S5 S6",
    ),
    "what did not happen.txt": (
        "None of (S1, S2) came up.\nDan was unable to demonstrate [S3].\nHe failed to show [B2].\n"
        "I didn't get the chance to do the edit (K5) or the mix (K6).\nThe assessor did not accept (K4).\n"
        "(K3) was not signed off.\nCould also link to [B3]?\nI couldn't do (B1) because of rain.\nThis did meet (K1).\n"
        "When the saw failed to start I changed the plug (S4).\nI did not see any damage, so I went up (S5).\n",
        "K1 S4 S5",
    ),
    "boxes beside codes.md": (
        "KSBs: ☒ K1 ☐ K2 ☑ S1 ☐ B1\n\nKSBs: K3 ☒  K4 ☐  S2 ☑  B2 ☐\n\n[x] K5 [ ] S3\n",
        "K1 S1 K3 S2 K5",
    ),
    "boxes in a page.html": (
        "<ul><li><input type='checkbox' checked> K1</li><li><input type='checkbox'> K2</li></ul>"
        "<table><tr><th>KSB</th><th>Evidence</th></tr><tr><td>K3</td><td><img alt='photo'></td></tr>"
        "<tr><td>K4</td><td><input type='checkbox'></td></tr></table>",
        "K1 K3",
    ),
    "a form for each KSB.md": (
        "| KSB | K1 Context |\n|---|---|\n| Evidence | |\n| KSB | K2 Law |\n| Evidence | Quiz 2, p4 |\n| KSB | S1 |\n"
        "| Evidence | n/a |\n",
        "K2",
    ),
    "a table of one column.html": (
        "<table><tr><td>K1 Context</td></tr><tr><td>An essay.</td></tr><tr><td>K2 Law</td></tr><tr><td>S1 Do</td></tr>"
        "<tr><td>Video 3</td></tr></table>",
        "K1 S1",
    ),
    "points below a KSB.csv": (
        "Ref,Criteria,Evidence\nK1,Principles,\n,- rings,Essay p1\n,- roots,Essay p2\nK2,Law,\n,- orders,\n"
        "S1,Climb,Video\n",
        "K1 S1",
    ),
    "letters of its own in a matrix.csv": ("Module,K1,K2,S1,S2\nBiology,T/A,T,R,\nSaws,,,n,D\n", "K1 K2 S1 S2"),
    "letters of grades in a matrix.csv": ("Learner,K1,K2,K3,S1,S2\nDan,C,IP,NS,NYS,RF\n", "K1 K2"),
    "a scan with a column for each rating.csv": ("KSB,1,2,3,4,5\nK1,x,,,,\nK2,,,,,x\n", ""),
    "pieces with numbers for names.csv": ("KSB,1,2,3\nK1,x,x,\nK2,,,x\nK3,,,\n", "K1 K2"),
    "a scan in words.csv": ("KSB,No experience,Some,Confident\nK1,x,,\nK2,,,x\n", ""),
    "a scan with a comment.csv": (
        "KSB,Statement,Rating 1-5,Comment\nK1,Context,1,never done\nK2,Law,5,at last job\n",
        "",
    ),
    "where it is.csv": ("KSB,Where in portfolio (page no.)\nK1,p. 4\nK2,\n", "K1"),
    "what somebody did, though it sounds like a plan.txt": (
        "Wrote the list for next week (S1).\nI planned for next week's shoot (S2).\nBooked crew and travel: K1, S3\n"
        "Target audience: families (K2)\nAt the next meeting I showed the budget (K3).\nTo be fair I learned (B1).\n"
        "What I did to meet the brief: checked the kit (S4)\nI did not find any damage to the kit (S5).\n"
        "I was unable to use the van, so I booked a car (S6).\nPrepare call sheets (S7)\nPlanned and delivered: K4\n",
        "S1 S2 K1 S3 K2 K3 B1 S4 S5 S6 S7 K4",
    ),
    "a letter.txt": (
        "K1 - essay, done\nK2 - waiting on video from Pete\nK3 - not sure how to evidence this?\nK4 - need to redo\n"
        "S1 - done but you asked for more\n",
        "K1 S1",
    ),
    "results of a system.json": (
        '[{"title": "Log", "outcomes": [{"code": "K1", "met": true}, {"code": "S1", "met": false}]},'
        ' {"title": "Law", "outcomes": [{"code": "K2", "status": "Referred"}]}]',
        "K1",
    ),
    "one record.yaml": ("title: Call sheet\nksbs: K1 K2\n", "K1 K2"),
    # names of columns that can be read in two ways
    "an answer beside a link.csv": (
        "KSB,Evidence link,Covered?\nK1,a.pdf,Yes\nK2,b.pdf,No\nS3,c.pdf,☐\nS5,d.pdf,\n",
        "K1 S5",
    ),
    "codes with wordings in a second column.csv": (
        "File,Ref,Achieved?\na.pdf,K1: The rules of the site,x\nb.pdf,K2: The law at work,No\n-,S3: Compile a log,\n",
        "K1",
    ),
    "codes with wordings beside a link.csv": (
        "Ref,Evidence link\nK1 The rules of the site,a.pdf\nK2 The law at work,n/a\nS3 Compile a log,TBC\n",
        "K1",
    ),
    "a status left of the codes.csv": (
        'Progress,KSBs,Title\nComplete,"K1, K2",Log\nReferred,S3,Sheet\nCompleted,S5,Plan\nTotal,,3\n',
        "K1 K2 S5",
    ),
    "notes of a coach.csv": ('Task,KSBs,Coach notes\nLog,"K1, K2",Good\nPlan,"S3, S5",Referred\n', "K1 K2"),
    "waiting.txt": ("K1 - log\nK2 - pending evidence\n", "K1"),
    "where is it.csv": ("KSB,Where is it?\nK1,p. 4\nK2,\n", "K1"),
    "kinds above the rows.csv": (
        "Outcome,KSB,Evidence\nKnowledge,,\nMet,K1,Log\nNot met,K2,Log\nSkills,,\nMissing,S3,Log\n",
        "K1",
    ),
    "kinds in the column of evidence.csv": ("Evidence,KSB\nKnowledge,\nLog,K1\nnone,K2\nSkills,\np. 4,S3\n", "K1 S3"),
    "kinds in the column of answers.csv": (
        "Covered?,KSB,Evidence link\nKnowledge,,\nYes,K1,Log\nSkills,,\n,S3,No evidence yet\n",
        "K1",
    ),
    "letters left of the codes.csv": ('Done,KSBs,Task\nN,"K1, K2",Log\nY,"S3, S5",Sheet\n', "S3 S5"),
    "keys of lists.json": (
        '{"projects": [{"name": "A", "sections": [{"title": "Log", "ksbs": "K1"}, {"title": "Plan", "ksbs": "K2"}]}]}',
        "K1 K2",
    ),
    "a key above codes.yaml": ("coverage:\n  K1: p. 4\n  K2:\n", "K1"),
    "arrows with nothing after them.txt": ("K1 -> log\nK2 ->\nS3 → \nS5 → p. 4\n", "K1 S5"),
    "ticks before codes.txt": ("☑ K1\n☐ K2\n✓ S3\n☐ S5\n", "K1 S3"),
}


def read(name: str, content: str | bytes, tmp_path: Path) -> tuple[list[Piece], set[str], list[str]]:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(read_evidence(str(file), Reading.against(STANDARD)))
    pieces = [one for one in found if isinstance(one, Piece)]
    result = Pathways(STANDARD, Choice()).covered_by(pieces)
    covered = {ksb.code for pathway in result.pathways for ksb in pathway.ksbs if ksb.status == "covered"}
    problems = [one for one in found if not isinstance(one, Piece)] + list(result.problems)
    return pieces, covered, [f"{one.place}: {one.message}" for one in problems]


@pytest.mark.parametrize("name", CASES)
def test_what_is_covered(name: str, tmp_path: Path) -> None:
    content, expected = CASES[name]
    pieces, covered, problems = read(name, content, tmp_path)
    assert covered == set(expected.split()), (pieces, problems)


def test_a_row_above_the_codes_that_is_not_known_names_the_columns(tmp_path: Path) -> None:
    pieces, covered, problems = read(
        "log.csv", "Wann,Was,Wofür\n2026-03-02,Recce,K1 S3\n2026-03-09,Edit,K2\n", tmp_path
    )
    assert [(piece.title, piece.date) for piece in pieces] == [("Recce", "2026-03-02"), ("Edit", "2026-03-09")]
    assert (covered, problems) == ({"K1", "K2", "S3"}, [])

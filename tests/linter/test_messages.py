"""The exact messages of the rules, what they point at, and the limits at which they start.

Each case fails if one detail of a rule is wrong.
"""

from __future__ import annotations

from typing import Any

import pytest
from asking import issues, messages

from ksb.linter.locate import get


def marked(code: str, **fields: Any) -> list[str]:
    """Return what the findings of a rule pick out."""
    data, found = issues(code, **fields)
    return [get(data, issue.at)[slice(*issue.within)] for issue in found if issue.within]


def ksbs(*texts: str, letter: str = "K") -> dict[str, str]:
    return {f"{letter}{number}": text for number, text in enumerate(texts, 1)}


def duties(*options: list[int]) -> list[dict[str, Any]]:
    return [
        {"number": number, "title": "Cut", "cites": ["K1"], **({"options": chosen} if chosen else {})}
        for number, chosen in enumerate(options, 1)
    ]


TWO_OPTIONS = [{"number": 1, "title": "Film"}, {"number": 2, "title": "Radio"}]


@pytest.mark.parametrize(
    ("options", "claim", "message"),
    [
        (
            duties([], [1], [2]),
            {"duties": 9},
            "the document states 9 duties, but there are 3 duties, 2 of them on each pathway",
        ),
        (duties([], [1], [2]), {"duties": 2}, None),
        (duties([], [1], [2]), {"duties": 3}, None),
        (duties([], [1], [1], [2]), {"duties": 1}, "the document states 1 duty, but there are 4 duties"),
        (duties([], [1], [1], [2]), {"duties": 3}, "the document states 3 duties, but there are 4 duties"),
        (duties([], [1], [1], [2]), {"duties": 2}, "the document states 2 duties, but there are 4 duties"),
        (
            duties([], [1], [2]),
            {"optional_duties": 9},
            "the document states 9 optional duties, but there are 2 optional duties, 1 in each option",
        ),
        (duties([], [1], [2]), {"optional_duties": 1}, None),
        (
            duties([], [1], [1], [2]),
            {"optional_duties": 1},
            "the document states 1 optional duty, but there are 3 optional duties",
        ),
        (
            duties([], [1], [1], [2]),
            {"optional_duties": 2},
            "the document states 2 optional duties, but there are 3 optional duties",
        ),
        (duties([], [1], [2]), {"skills": 1}, "the document states 1 skill, but there are 0 skills"),
    ],
)
def test_claims(options: list[dict[str, Any]], claim: dict[str, int], message: str | None) -> None:
    claims = [{"text": "There are some.", **claim}]
    assert messages("KSB401", duties=options, options=TWO_OPTIONS, claims=claims) == ([message] if message else [])


def test_an_option_with_three_titles() -> None:
    also = [{"text": text, "where": "duties"} for text in ("Film and TV", "Television")]
    [message] = messages("KSB402", options=[{"number": 1, "title": "Film", "also_titled": also}])
    assert message.startswith("option 1 has 3 titles: ")


def test_the_nearest_status_is_asked_for() -> None:
    [message] = messages("KSB605", status="Approved for deliver")
    assert message.endswith('; did you mean "Approved for delivery"?')


@pytest.mark.parametrize(
    ("code", "status", "count"),
    [
        ("0", "Retired", 1),
        ("0", "Withdrawn", 0),
        ("0", "Approved", 0),
        ("0" * 20 + "1", "Retired", 1),
        ("7", "Retired", 0),
    ],
)
def test_a_lars_code_of_nothing(code: str, status: str, count: int) -> None:
    assert len(messages("KSB606", lars_code=code, status=status)) == count


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([1, 2], []),
        ([2, 3], ["K1 is missing: knowledge starts at K2"]),
        ([1, 3], ["K2 is missing: knowledge goes from K1 to K3"]),
        ([1, 4], ["K2 and K3 are missing: knowledge goes from K1 to K4"]),
        ([4], ["K1 to K3 are missing: knowledge starts at K4"]),
        ([3, 4], ["K1 and K2 are missing: knowledge starts at K3"]),
    ],
)
def test_gaps_of_codes(numbers: list[int], said: list[str]) -> None:
    assert messages("KSB301", ksbs={f"K{number}": "Know" for number in numbers}) == said


def test_gaps_of_skills_and_behaviours() -> None:
    found = messages("KSB301", ksbs={"K1": "Know", "S2": "Cut", "B2": "Care"})
    assert found == ["S1 is missing: the skills start at S2", "B1 is missing: the behaviours start at B2"]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([1, 3], "Duty 2 is missing"),
        ([1, 4], "Duties 2 and 3 are missing"),
        ([1, 5], "Duties 2 to 4 are missing"),
        ([2], "Duty 1 is missing"),
    ],
)
def test_gaps_of_duties(numbers: list[int], said: str) -> None:
    found = messages("KSB302", duties=[{"number": number, "title": "Cut"} for number in numbers])
    assert [message[: len(said)] for message in found] == [said]


def test_order_points_at_the_one_that_follows() -> None:
    _, [issue] = issues("KSB303", duties=[{"number": number, "title": "Cut"} for number in (1, 3, 2)])
    assert [(remark.at, remark.message) for remark in issue.related] == [(("duties", 2, "number"), "Duty 2 is here")]
    cites = ["K3", "K2", "K1"]
    assert messages("KSB304", duties=[{"number": 1, "title": "Cut", "cites": cites}]) == ["Duty 1 cites K3 before K2"]


@pytest.mark.parametrize(
    ("ended", "said"),
    [(1, "K1"), (2, "K1 and K2"), (6, "K1, K2, K3, K4, K5 and K6"), (7, "K1, K2, K3, K4, K5 and 2 more")],
)
def test_names_are_listed_up_to_six(ended: int, said: str) -> None:
    texts = ksbs(*["Know how."] * ended, *["Know how"] * (ended + 1))
    _, [issue] = issues("KSB502", ksbs=texts)
    assert issue.message == (
        f"{ended + 1} of {2 * ended + 1} knowledge statements end without a full stop,"
        f" but {ended} {'ends' if ended == 1 else 'end'} with one: {said}"
    )
    assert [remark.message for remark in issue.related] == [
        f"K{number} ends with a full stop" for number in range(2, ended + 1)
    ]


def test_as_many_with_a_full_stop_as_without() -> None:
    _, [issue] = issues("KSB502", ksbs=ksbs("Know.", "Know", "Know.", "Know"))
    assert issue.message == "2 of 4 knowledge statements end with a full stop, but 2 do not: K2 and K4"
    assert issue.at == ("ksbs", "K2")


def test_lower_case_is_reported_for_the_fewer() -> None:
    assert messages("KSB501", ksbs=ksbs("know", "Know")) == []
    assert messages("KSB501", ksbs=ksbs("know", "Know", "know", "Know", "know")) == []
    texts = ksbs("how it is", "how it is cut", "Know", "Know", "Know")
    assert messages("KSB501", ksbs=texts) == [
        'K1 starts in lower case: "how it is"',
        'K2 starts in lower case: "how it is …"',
    ]
    assert marked("KSB501", ksbs=texts) == ["how", "how"]


@pytest.mark.parametrize(
    ("text", "found", "edits"),
    [
        ("a  b", ["  "], 1),
        ("Cut , then", [" "], 1),
        ("Cut ,then", [" "], 1),
        ("Pre- Production", ["e-"], 0),
        ("Pre -Production", ["-P"], 0),
        ("Care- Works", ["e-"], 1),
        ("Care -Works", ["-W"], 1),
        ("Care -works", ["-w"], 0),
        ("Cut <b>this</b>", ["<b>"], 0),
        ("Cut &amp; paste", ["&amp;"], 0),
        ("Cut  this<br>", ["  ", "<br>"], 1),
    ],
)
def test_stray_spacing_is_picked_out(text: str, found: list[str], edits: int) -> None:
    assert marked("KSB503", ksbs=ksbs(text)) == found
    issue = issues("KSB503", ksbs=ksbs(text))[1][0]
    assert len(issue.fix.edits if issue.fix else ()) == edits


@pytest.mark.parametrize("text", ["Cut and or paste", "Cut or and paste", "Cut and/or or paste", "Cut or and/or paste"])
def test_conjunctions_in_either_order(text: str) -> None:
    assert len(messages("KSB504", ksbs=ksbs(text))) == 1


def test_the_first_of_the_spellings_used_less_is_picked_out() -> None:
    texts = ksbs("Coordinate cuts", "Coordinate it", "Coordinate", "Then co-ordinate it", "Co-ordinate")
    _, [issue] = issues("KSB505", ksbs=texts)
    assert (issue.at, marked("KSB505", ksbs=texts)) == (("ksbs", "K4"), ["co-ordinate"])


def test_you_is_reported_for_the_fewer() -> None:
    def standard(you: int, others: int) -> dict[str, str]:
        return ksbs(*["Cut your film"] * you, *["Cut a film"] * others)

    assert len(messages("KSB507", ksbs=standard(1, 2))) == 1
    assert len(messages("KSB507", ksbs=standard(2, 3))) == 2
    assert messages("KSB507", ksbs=standard(2, 1)) == []
    assert messages("KSB507", ksbs=standard(4, 3)) == []


@pytest.mark.parametrize(
    ("text", "said", "picked"),
    [
        (", cut", 'K1 starts with ","', ","),
        ("Cut,", 'K1 ends with ","', ","),
        ("Cut -", 'K1 ends with "-"', " -"),
        ("Cut it,, then", 'K1 has ",," at "it,, then"', ",,"),
        ("(cut),, then", 'K1 has ",," at "(cut),, then"', ",,"),
    ],
)
def test_stray_punctuation(text: str, said: str, picked: str) -> None:
    assert messages("KSB508", ksbs=ksbs(text)) == [said]
    assert marked("KSB508", ksbs=ksbs(text)) == [picked]


@pytest.mark.parametrize(
    ("text", "said", "at"),
    [
        ("Cut (film (or sound", 'K1 does not close the bracket that it opens at "Cut (film"', 4),
        ("Cut) film) or sound", 'K1 closes a bracket that it does not open at "Cut)"', 3),
        ("(Cut film", 'K1 does not close the bracket that it opens at "(Cut"', 0),
        ('Cut ("film)', 'K1 does not close the quotation mark that it opens at "("film)"', 5),
        ("Cut a (film", 'K1 does not close the bracket that it opens at "a (film"', 6),
        ('Cut "film', 'K1 does not close the quotation mark that it opens at "Cut "film"', 4),
        ('"Cut" film"', 'K1 closes a quotation mark that it does not open at "film""', 10),
        ("Cut “film", 'K1 does not close the quotation mark that it opens at "Cut “film"', 4),
        ('Cut "lean and "agile" film', 'K1 does not close the quotation mark that it opens at "Cut "lean"', 4),
        ("Cut” film", 'K1 closes a quotation mark that it does not open at "Cut”"', 3),
    ],
)
def test_brackets(text: str, said: str, at: int) -> None:
    _, [issue] = issues("KSB509", ksbs=ksbs(text))
    assert (issue.message, issue.within) == (said, (at, at + 1))


@pytest.mark.parametrize(
    "text",
    [
        'Cut 6" film',
        'Cut "Route 66" up',
        "“Cut” film",
        'a) Cut "film", b) paste',
        "Cut 4”, 6” and 8” pipe",
        "Cut ¼” film",
        'Cut ¾" film',
        'Cut "a"b"" it',
        'Fit 3 ½" hinges',
        'Work to "BS 7671" and 6" depth',
    ],
)
def test_marks_that_have_their_other_half(text: str) -> None:
    assert messages("KSB509", ksbs=ksbs(text)) == []


@pytest.mark.parametrize("text", ["Apply care", "Carefully apply care", "Comply with the law", "Keep to it"])
def test_what_opens_with_a_verb(text: str) -> None:
    assert len(messages("KSB506", ksbs={"S1": "Assesses care", "S2": "Displays tools", "S3": text})) == 1


@pytest.mark.parametrize("text", ["Cut to drawings etc.", "Be there at 5 p.m.", "Cut for A.B.C. Ltd.", "Say “Cut.”"])
def test_abbreviations_are_not_counted(text: str) -> None:
    found = messages("KSB502", ksbs=ksbs(text, "Cut it.", "Know"))
    if text.endswith("”"):
        assert found == ["2 of 3 knowledge statements end with a full stop, but 1 does not: K3"]
    else:
        assert found == [
            "1 of 3 knowledge statements ends with a full stop, but 1 does not: K3"
            ' (1 ends in another way, such as "etc.", and is not counted)'
        ]


def test_counts_that_no_field_repeats() -> None:
    shape = {"duties": duties([], [], [1], [2]), "options": [{"number": n, "title": f"O{n}"} for n in (1, 2)]}
    claims = [{"text": "There are 8 core duties and twenty skills in 2 options.", "options": 2}]
    overview = [
        "They work. There are three options and 2 core duties, in a pan.",
        "One of two options. There are 5 options",
    ]
    assert messages("KSB401", claims=claims, overview=overview, **shape) == [
        'the sentence says "8 core duties", but there are 2 core duties',
        'the sentence says "three options", but there are 2 options',
        'the sentence says "5 options", but there are 2 options',
    ]
    assert messages("KSB401", overview=overview, **{**shape, "options": []}) == []


def test_claims_and_options_without_number_are_checked_in_time() -> None:
    claims = [{"text": "There are " + "3 skills, " * 4_000, "skills": 1}, *[{"text": "a", "duties": 3}] * 1_000]
    options = [{"number": n, "title": f"Option {n}"} for n in range(1, 101)]
    duties = [{"number": 1, "title": "Cut"}]
    assert len(messages("KSB401", claims=claims, options=options, duties=duties)) == 1_002


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("KSB205", ["Operate machines with close supervision", "Operate machines without close supervision"]),
        ("KSB504", ["Use AND, OR and NOT"]),
        ("KSB505", ["Practice in acute settings", "Who practice managers report to"]),
        ("KSB506", ["How it is cut", "Know-how transfer", "Customer awareness of food"]),
        ("KSB507", ["Bring your own device", "Know your customer", "Cut"]),
        ("KSB508", [".NET and its uses"]),
        ("KSB502", ["How is it cut?", "Know."]),
        ("KSB204", ["Weld plate of ≤ 3 mm", "Weld plate of ≥ 3 mm", "Graded A", "Graded A*", "Of 5 MW", "Of 5 mW"]),
        ("KSB205", ["How data is moved to the cloud", "How data is moved from the cloud"]),
        (
            "KSB206",
            ["The Health and Safety at Work etc. Act 1974 and the Management of Health and Safety at Work Regulations"],
        ),
        (
            "KSB206",
            ["The Control of Vibration at Work Regulations 2005 and the Control of Noise at Work Regulations 2005"],
        ),
        ("KSB501", ["e-commerce", "a.c. motors", "Sell", "Buy", "Rent"]),
        ("KSB502", ["Up to 30 m.p.h.", "A B.Sc.", "1,500 V d.c.", "Cut"]),
        (
            "KSB503",
            ["Mix in the ratio 1 : 6", "Verbs in -ise and -ize", "Low- as well as high-voltage", "bash -c and ls -l"],
        ),
        ("KSB503", ["Elements such as <p> and <br>", "The <a> element", "Pre- versus post-operative"]),
        (
            "KSB505",
            ["Onboard new staff", "An on-board computer", "Resolve it", "Re-solve it", "The colour", "Coloration"],
        ),
        ("KSB505", ["How can practice be improved?", "Who practice educators are"]),
        ("KSB506", ["Respect for others", "Takes pride", "Work ethic: turns up"]),
        ("KSB507", ["Pay As You Earn", "Ask “How can I help you?”", 'A "You said" board', "Do it yourself", "Cut"]),
        ("KSB508", ["std::vector", "IPv6 (e.g. ::1)", "0..1 and 1..*", "../lib", ".csv and .json files"]),
        ("KSB509", ["„Guten Tag“ and more", "1a) plan, 1b) do"]),
    ],
)
def test_correct_texts(code: str, texts: list[str]) -> None:
    letter = "S" if code == "KSB506" and texts[0].startswith("Respect") else "K"
    assert messages(code, ksbs=ksbs(*texts, letter=letter)) == []


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("How it\xa0 is cut", "\xa0 "),
        ("How it\tis\t\tcut", "\t\t"),
        ("How it&rsquo;s cut", "&rsquo;"),
        ("How <del>it</del> is cut", "<del>"),
        ("How <!-- it --> is cut", "<!--"),
        ("How **it** is cut", "**"),
        ("How it is c\u200but", "\u200bu"),
        ("How it is c\xadut", "\xadu"),
        ("How itâ€™s cut", "â€™"),
        ("A cafÃ©", "Ã©"),
        ("How it\ufffds cut", "\ufffd"),
    ],
)
def test_what_copying_leaves(text: str, picked: str) -> None:
    assert marked("KSB503", ksbs=ksbs(text))[0] == picked


def test_a_row_of_words_without_spaces_is_no_safe_repair() -> None:
    _, found = issues("KSB510", ksbs=ksbs("Read files (name,age,city)", "Plan,cut"))
    assert [issue.fix is not None for issue in found] == [False, False, True]


def test_a_wording_of_another_ksb() -> None:
    cites = [{"number": 1, "title": "Cut", "cites": [{"K2": "how it is cut"}]}]
    assert messages("KSB201", ksbs=ksbs("How it is cut", "How it is glued"), duties=cites) == [
        "K2 in Duty 1 has the wording of K1"
    ]


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("How to order TBD", "TBD"),
        ("To be confirmed.", "To be confirmed."),
        ("How to order [insert product] on time", "[insert product]"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("How to order {{product}}", "{{product}}"),
        ("How to order ____ on time", "____"),
        ("Click or tap here to enter text.", "Click or tap here to enter"),
        ("Cut it. Error! Reference source not found.", "Error! Reference source not"),
        ("n/a", "n/a"),
        ("x", "x"),
        ("K3: Cut it", "K3:"),
        ("Duty 2 - Cut it", "Duty 2 -"),
        ("How it is cut and", "and"),
        ("Cut it with tools such as", "as"),
        ("Cut it with a", "a"),
        *((text, None) for text in (
            "How dates are to be confirmed", "S3 buckets", "Vitamin A", "Boolean AND", "K9 units", "On land", "X-rays",
            "A <br>", "Use R", "It is none",
        )),
    ],
)  # fmt: skip
def test_what_is_unfinished(text: str, picked: str | None) -> None:
    assert marked("KSB511", ksbs=ksbs(text)) == ([picked] if picked else [])


def test_what_the_title_says_is_read() -> None:
    assert messages("KSB503", title="Cycle  repairer", publisher="The  board") == [
        'the title has extra spaces at "Cycle  repairer"',
        'the publisher has extra spaces at "The  board"',
    ]
    assert messages("KSB511", title="TBC", overview=["A list of parts and", "of tools or"]) == [
        'the title contains the placeholder "TBC"',
        'paragraph 2 of the overview is not finished: it ends with "or"',
    ]


def test_duties_of_one_title() -> None:
    duties = [{"number": n, "title": title} for n, title in enumerate(("Edit", "Plan", "edit.", ".", ".", "Edit"), 1)]
    assert messages("KSB207", duties=duties) == [
        "Duty 3 has the same title as Duty 1",
        "Duty 6 has the same title as Duty 1",
    ]


def test_options_that_are_not_declared() -> None:
    claims = [{"text": "There are 2 options: option three, and options 2 and 4.", "options": 2}]
    assert messages("KSB403", options=TWO_OPTIONS, claims=claims) == [
        'the sentence names "option three", which is not declared',
        'the sentence names "options 2 and 4", but option 4 is not declared',
    ]
    assert marked("KSB403", options=TWO_OPTIONS, claims=claims) == ["option three", "4"]


def test_options_and_methods_of_one_number_or_title() -> None:
    parts = [{"number": n, "title": title} for n, title in ((1, "Film"), (2, "Film."), (2, "Radio"))]
    assert messages("KSB207", options=parts) == ["option 2 has the same title as option 1"]
    assert messages("KSB305", options=parts) == ["the number 2 is already used by another option"]
    data, [title] = issues("KSB207", assessment={"methods": parts})
    _, [number] = issues("KSB305", assessment={"methods": parts})
    twins = [{"number": 1, "title": "Film"}, {"number": 1, "title": "Film"}]
    assert messages("KSB207", options=twins) == ["option 1 has the same title as the first option 1"]
    assert title.message == "assessment method 2 has the same title as assessment method 1"
    assert number.message == "the number 2 is already used by another assessment method"
    assert (get(data, title.at), get(data, number.at)) == ("Film.", 2)


def test_options_that_the_standard_says_it_has_not() -> None:
    assert messages("KSB609", core_and_options="false", options=TWO_OPTIONS) == [
        "`core_and_options` is false, but 2 options are declared"
    ]
    assert messages("KSB609", core_and_options="false") == messages("KSB609", options=TWO_OPTIONS) == []


@pytest.mark.parametrize(
    ("stated", "count"),
    [
        ("2019-08-31T25:00:00", 1),
        ("2019-08-31T24:00:00Z", 0),
        ("2019-08-31T24:00:01", 1),
        ("2019-08-31T23:60", 1),
        ("2019-08-31T23:59:59.1234567Z", 0),
        ("2019-08-31T23:59+01:00", 0),
        ("20190831", 1),
    ],
)
def test_times_after_dates(stated: str, count: int) -> None:
    assert len(messages("KSB607", created_date=stated)) == count


def test_each_missing_space_is_picked_out() -> None:
    assert marked("KSB510", ksbs=ksbs("Cut film,sound and text;then paste")) == [",s", ";t"]


def test_duplicates_in_any_order_of_codes() -> None:
    assert messages("KSB204", ksbs={"K9": "Know", "K10": "Know"}) == ["K10 has the same wording as K9"]
    assert messages("KSB204", ksbs={"K2": "Know", "K1": "Know"}) == ["K1 has the same wording as K2"]


def test_remarks_on_those_without() -> None:
    _, [issue] = issues("KSB502", ksbs=ksbs("Know.", "Know", "Know.", "Know"))
    assert [remark.message for remark in issue.related] == ["K4 ends without a full stop"]


def test_keys_hold_no_places() -> None:
    assert issues("KSB502", ksbs=ksbs("Know.", "Know"))[1][0].key == "K"
    assert issues("KSB505", ksbs=ksbs("organise", "organize"))[1][0].key == "organis"
    claims = [{"text": "There are 5 duties", "duties": 3}]
    duties = [{"number": 1, "title": "Cut"}]
    assert [issue.key for issue in issues("KSB401", claims=claims, duties=duties)[1]] == ["duties 3", "5 duties 3"]
    cites = [{"number": 1, "title": "Cut", "cites": [{"K1": "how it is cut"}]}]
    assert issues("KSB202", duties=cites)[1][0].key == "K1: how it is cut"


def test_the_other_spelling_is_pointed_at() -> None:
    _, [issue] = issues("KSB505", ksbs=ksbs("To organise", "To organize"))
    assert [(remark.at, remark.message) for remark in issue.related] == [(("ksbs", "K1"), '"organise" is used here')]
    assert set(issue.spellings) == {"organise", "organize"}
    assert issues("KSB505", ksbs=ksbs("Able to practice"))[1][0].spellings == ("practice",)


BEFORE = ("Cut 5", "Cut)", "Cut_")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((f"Cut {mark} then", [" "]) for mark in ",;:!?."),
        *((f"Cut {mark}then", [" "]) for mark in ",;"),
        ("Cut (it ) then", [" "]),
        ("Cut ,it", [" "]),
        *((text, []) for text in ("Cut ,t", "Cut ,42", "Cut ,__", "Cut ,--", "Cut ... then", "Cut etc. , then")),
        *((f"Care {dash}{word}", [f"{dash}{word[0]}"]) for dash in "-–—" for word in ("Works", "works")),
        *((f"Care{dash} {word}", [f"e{dash}"]) for dash in "-–—" for word in ("Works", "works")),
        *((f"{it} {dash}{word}", []) for it in BEFORE for dash in "-–" for word in ("Works", "works")),
        *((f"{it}{dash} {word}", []) for it in BEFORE for dash in "-–" for word in ("Works", "works")),
        *((f"Cut– {after}", []) for after in ("5", "_", "(it)")),
        ("Care -UK law", ["-U"]),
        ("Care -A plan", ["-A"]),
        ("Care -I plan", ["-I"]),
        ("Care -Let it", ["-L"]),
        ("Care -Ab", []),
        ("Care -B plan", []),
        ("Care–  works", ["  ", "e–"]),
        ("Care-  works", ["  ", "e-"]),
        ("Pre- to post", []),
        ("Pre- production & post", []),
        ("Pre- cut it and post", []),
        ("Pre- cut it now and post", ["e-"]),
        ("Pre- cut android", ["e-"]),
    ],
)
def test_where_spacing_is_stray(text: str, found: list[str]) -> None:
    assert marked("KSB503", ksbs=ksbs(text)) == found


@pytest.mark.parametrize(
    ("text", "around"),
    [
        *((f"To cut {dash} ,then", f"cut {dash} ,then") for dash in "-–—"),
        ("To cut  - film it", "cut  - film"),
        ("To cut  — film it", "cut  — film"),
        ("A cut of a cut  film", "cut  film"),
        ("To pre— Produce it", "pre— Produce"),
        ("To  pre- and post it", "To  pre-"),
        (f"{'a' * 900}  {'b' * 900}", f"{'a' * 200}  {'b' * 198}"),
    ],
)
def test_the_words_around_a_place(text: str, around: str) -> None:
    assert messages("KSB503", ksbs=ksbs(text))[0].endswith(f' at "{around}"')


@pytest.mark.parametrize(
    "word",
    ["Assembly", "Daily", "Early", "Family", "Friendly", "Monthly", "Quarterly", "Supply", "Timely", "Weekly", "Flyer"],
)
def test_what_ends_as_an_adverb_and_is_none(word: str) -> None:
    assert messages("KSB506", ksbs={"S1": "Applies care", "S2": f"{word} use"}) == []


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Is Has Applies Displays Assesses Dispatches Uses Establishes Employs", "uses"),
        ("Being Having Planning Cutting Committing Using Applying Reading Sewing Maintaining", "using"),
    ],
)
def test_forms_of_verbs(words: str, form: str) -> None:
    for word in words.split():
        [message] = messages("KSB506", ksbs={"S1": "Apply care", "S2": f"{word} care"})
        assert f'1 with a verb such as "{form}"' in message


@pytest.mark.parametrize("mark", ":;,.-–—")
def test_punctuation_before_knowledge_is_ignored(mark: str) -> None:
    [message] = messages("KSB506", ksbs=ksbs(f"{mark} Understand it", "Know it", "Knows it"))
    assert '2 with a verb such as "understand" and 1' in message


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Works area - it", 0),
        ("Works area – it", 0),
        ("Works area — it", 0),
        (f"Works {'a' * 54}: it", 0),
        (f"Works {'a' * 55}: it", 1),
        ("Works area-it", 1),
        ("Works, area: it", 1),
        ("Works area:it", 1),
    ],
)
def test_labels(text: str, count: int) -> None:
    assert len(messages("KSB506", ksbs={"S1": "Apply care", "S2": text})) == count


def test_a_plain_verb_is_no_label() -> None:
    assert len(messages("KSB506", ksbs={"S1": "Applies care", "S2": "Use tools: with care"})) == 1


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("You", '"they" or "them"'),
        ("your", '"their" or "own"'),
        ("yours", '"theirs"'),
        ("yourself", '"themselves"'),
        ("yourselves", '"themselves"'),
    ],
)
def test_each_second_person_has_a_third(word: str, instead: str) -> None:
    found = messages("KSB507", ksbs=ksbs(f"Cut {word}", "Young film", "Young cut"))
    assert found == [f'K1 addresses the reader: write {instead} instead of "{word}"']


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        *((f"Cut it{it} then", it) for it in (",,", ",.", ";;", ";:", ";,", ";.", "::", ":;", ":,", ":.", "..")),
        *((f"Cut it;{dash} then", f";{dash}") for dash in "-–—"),
        *((f"{mark} cut", mark) for mark in ":;,.-*–•·/"),
        *((f"Cut it{it}", it) for it in ("!!", "??")),
        *((f"Cut{mark}", mark) for mark in ",;:"),
        *((f"Cut {dash}", f" {dash}") for dash in "-–—"),
        (":cut", ":"),
        (".cut", "."),
        ("Cut - paste,, then", ",,"),
        ("Cut: paste,, then", ",,"),
        *((text, None) for text in ("Cut it ;-), then", "Cut it;-5 then", "Cut it... then", "-cut", ":-) cut")),
    ],
)
def test_which_punctuation_is_stray(text: str, picked: str | None) -> None:
    assert marked("KSB508", ksbs=ksbs(text)) == ([picked] if picked else [])


def test_marks_alone_are_no_words() -> None:
    assert messages("KSB508", ksbs=ksbs("--")) == ['K1 contains no words: "--"']


def test_two_duties_of_one_title_point_at_the_first() -> None:
    duties = [{"number": number, "title": title} for number, title in ((4, "Edit"), (7, "edit."))]
    _, [issue] = issues("KSB207", duties=duties)
    assert (issue.at, issue.key) == (("duties", 1, "title"), "edit")
    assert [(remark.at, remark.message) for remark in issue.related] == [
        (("duties", 0, "title"), "Duty 4 has the same title")
    ]


def test_a_reworded_citation_points_at_the_definition() -> None:
    _, [issue] = issues("KSB201", duties=[{"number": 1, "title": "Cut", "cites": [{"K1": "Why we paste"}]}])
    assert [(remark.at, remark.message) for remark in issue.related] == [(("ksbs", "K1"), "K1 is defined here")]


def test_nearly_the_same() -> None:
    schedule = "Draw up the schedule of a production and its budgets"
    assert messages("KSB205", ksbs=ksbs(f"{schedule} to ensure quality", f"{schedule} and ensures quality")) == [
        'K2 is nearly the same as K1: it says "and ensures" instead of "to ensure"'
    ]


def test_pairs_that_differ_in_one_telling_word_are_a_pair_by_design() -> None:
    system = "Inspect, test and repair the parts of heating systems in line with the regulations for {} work"
    assert messages("KSB205", ksbs=ksbs(system.format("gas"), system.format("electrical"))) == []
    vehicle = "{} each vehicle safely according to the loading plan of the depot manager"
    assert messages("KSB205", ksbs=ksbs(vehicle.format("Load"), vehicle.format("Unload"))) == []


def test_sentences_that_open_alike_on_purpose() -> None:
    opening = "For example, with the needs of customers in mind"
    assert messages("KSB206", ksbs=ksbs(f"Plan. {opening}, shops. Sell. {opening}, homes.")) == []
    work = "must be able to work"
    assert messages("KSB206", ksbs=ksbs(f"Joiners {work} with oak and with ash. They {work} alone.")) == []
    assert (
        len(
            messages(
                "KSB206",
                ksbs=ksbs("Plan with the needs of customers in mind, sell with the needs of customers in mind"),
            )
        )
        == 1
    )


def citing(*wordings: str | None) -> list[dict[str, Any]]:
    """Return a duty for each wording of K1; for None, it cites the bare code."""
    cites: list[Any] = ["K1" if wording is None else {"K1": wording} for wording in wordings]
    return [{"number": number, "title": "Cut", "cites": [cited]} for number, cited in enumerate(cites, 1)]


@pytest.mark.parametrize(("agreeing", "fix"), [(0, None), (1, None), (2, "unsafe")])
@pytest.mark.parametrize(
    ("code", "wording"), [("KSB201", "Which rights have been cleared"), ("KSB203", "Which rights")]
)
def test_an_error_of_the_definition_is_not_spread(code: str, wording: str, agreeing: int, fix: str | None) -> None:
    duties = citing(*[None] * agreeing, wording)
    _, [issue] = issues(code, ksbs={"K1": "Which rights has been cleared"}, duties=duties)
    assert (issue.fix and issue.fix.applicability) == fix
    assert issue.message.endswith("decide which is right)") == (fix is None)


def test_no_fix_tips_the_balance_between_other_wordings() -> None:
    duties = citing(None, None, "How film was cut", "How film was cut", "How film")
    found = issues("KSB203", ksbs=ksbs("How film is cut"), duties=duties)[1]
    found += issues("KSB201", ksbs=ksbs("How film is cut"), duties=duties)[1]
    assert [issue.fix for issue in found] == [None, None, None]
    assert found[0].message.endswith(
        "(1 use of this wording, 2 of the definition, 2 of another: decide which is right)"
    )


def test_wordings_that_differ_in_a_figure_are_counted_apart() -> None:
    duties = citing(None, None, "Fit a 15 kW motor")
    _, [issue] = issues("KSB201", ksbs=ksbs("Fit a 1.5 kW motor"), duties=duties)
    assert (issue.message, issue.fix is not None) == ('K1 in Duty 3 has "15" instead of "1.5"', True)
    assert messages("KSB201", ksbs=ksbs("Fit a 1.5 kW motor", "Fit a 15 kW motor"), duties=duties) == [
        "K1 in Duty 3 has the wording of K2"
    ]


def test_how_often_a_duty_cites_a_code_and_which_kinds_it_does_not() -> None:
    duties = [{"number": 1, "title": "Cut", "cites": ["K1", "K1", "B1", "K1"]}]
    assert messages("KSB103", duties=duties) == ["Duty 1 cites K1 twice", "Duty 1 cites K1 3 times"]
    defined = {"K1": "How", "S1": "Cut", "B1": "Care", "TK1": "Why", "TS1": "Glue"}
    assert messages("KSB104", ksbs=defined, duties=duties) == [
        "Duty 1 cites no skills, technical knowledge or technical skills"
    ]


@pytest.mark.parametrize(
    ("text", "counts", "said"),
    [
        ("There are 5 duties and 0 duties", {"duties": 0}, []),
        ("There are 5 duties and 6 duties", {"duties": 0}, ["5 duties"]),
        ("There are 5 duties and 6 duties, 0 skills", {"skills": 0}, []),
        ("There are 5 duties and 0 skills", {"duties": 0, "skills": 0}, ["5 duties"]),
    ],
)
def test_the_sentence_and_its_counts(text: str, counts: dict[str, int], said: list[str]) -> None:
    assert marked("KSB401", claims=[{"text": text, **counts}]) == said

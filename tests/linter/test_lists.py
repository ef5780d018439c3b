"""Each entry of the lists in the rules on style, and texts that are nearly in them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from asking import issues, messages

from ksb.linter.finding import Edit
from ksb.linter.rules.style.laws import LAWS, Law, misnamed
from ksb.linter.rules.style.names import NAMES, Name

TAGS = "a b br del div em font h6 i img ins li o:p ol p s section span strike strong sub sup table tbody td th tr u ul"
FOUND = {
    "KSB206": """
        Cut as part of the crew as part of the crew
        Cut in in time | Book in the crew on on time | This is is it | Go and and cut
    """,
    "KSB503": """
        R&#38;D | R&#x26;D | R&amp;D | How --> it is | How <!-- it is | A line_x000D_ and another
        The **bold plan | The ~~old plan | Â£5 | â€œcut | CafÃ© | The \ufffd sign
        Cut : 4 | How it is cut . | How  it is cut | How it is cut  . | How ( as told) it is cut | Care -HR plans
        Care -Works | cut -and book | How it is cut -Wall | cut -by hand | cut -to size | Cut\tit | glue :the role
        The <<<<<<< HEAD cut | The ======= cut | The >>>>>>> branch
        A “ cut | “Cut ” it | A ﬁrm | An oﬃce | A ﬂoor
    """,
    "KSB501": """
        How oak is dried. cut it to size | Boards. then ash (dry), is cut
    """,
    "KSB508": """
        Boards such as; oak | Woods including; oak | Is not limited to; oak | Woods, for example; oak
        : cut | ; cut | , cut | .cut | . cut | - cut | – cut | * cut | / cut | ? cut | • cut | •cut
        Cut, | Cut; | Cut: | Cut - | Cut,, dry | Cut,. dry | Cut;; dry | Cut;, dry | Cut:; dry | Cut:: dry
        Cut, , dry | Cut; , dry | Cut, . | Cut. . Dry | Cut. .
        Cut,; dry | Cut!! dry | Cut?? dry | Cut;-dry | Cut.. dry | Cut?. Dry | Of boards., dry | Of boards.; dry
    """,
    "KSB511": """
        Cut oak in accordance with | Know the importance of
        The TBA plan | The TBC plan | The TBD plan | The TODO plan | The FIXME plan | The XXX plan | An XXXX
        Lorem ipsum dolor | The ___ plan | The {{ plan }} | An [add name] | An <enter name> | An {insert name}
        An [Type here] | Click here to enter text | Tap here to enter text | Click or tap here to enter it
        Error! Reference source not found | Error! Bookmark not defined | n/a | Nil | none | tba | tbc | TBD.
        tbd | Tap or click here to enter it
        Cut and/or | Cut, e.g. | Cut, i.e. | Cut, for example
        to be confirmed | To be decided | to be determined. | x | K1: cut | K 12 - cut | S3. cut | Duty 4: cut
        Cut a | Cut an | Cut and | Cut including | Cut or | Cut such as | Cut the | Cut & | Cut as well as | Cut but
        Cut their | Cut in order to | K4 How it is cut | S3 Cut it | S3 Uses it | (S4) Cut it | [TS2] Cut it
        Duty 4 Cut it
    """,
    "KSB504": """
        Cut or and dry | Cut and/or but dry | Cut but and dry | Cut but or dry | Cut or but dry | Cut and but dry
        Cut nor and dry | Cut and and/or and dry | Cut and, or dry | Cut and but not it
    """,
    "KSB505": """
        The practise of a trade | The effects of practise
        The best practise | A code of practise | What it is in practise | Hold a license | Their licenses | The license
    """,
    "KSB510": """
        Drawings, including:plans and sections
        Cut,dry | (Oak)and ash | Of (oak)with ash | Boards(oak) to size | Boards(hardwood) | Legislation(such as acts)
        Boards,e.g. oak | Boards;i.e. oak | Oak etc.and ash | Oak e.g.boards | Oak e.g.20% of it | Oak (DB)and ash
        Cut oak.Then dry it | Dry boards.Cut them | Of boards,a plane | Of (hardwood)The board
    """,
    "KSB512": """
        The organisations code of conduct | The suppliers delivery schedules | The drivers hours rules
        How policy's are kept | How it's parts fit
        Womens health | The childs toy | A companys rules | Partys | The 1990's | The mid-1800's | How nurse's are seen
        Each patients chart | How a customers account opens | Another persons coat | Every learners journey
        Two weeks notice | Has 5 years experience | It's policies | It's impact on us | Its' uses
        All time's, day and night | Follow recipe's | The parent's and carers | Clients records
        Customers satisfaction | A teams effort | A pupils best interests
        Allergys | Quantitys | Learners questions | Manufacturers specification | Managers role | Pupils needs
    """,
    "KSB518": """
        Find an one-off fault
        A overview | A area | A allotment | In a 8 mm groove | A 11 year plan | In a 18-hole game | A 80% share
        A heirloom | In a 800 m race | A 11,000 kg load | An (long) board
        An unique board | An university | An useful tool | An uniform | An European | An unit | Take a hour
        A NHS trust | In a MRI suite | A honest man | Cut a an oak | Cut on an the board | Cut a the oak
    """,
    "KSB519": """
        Cut oak. K1: How oak is dried | Cut oak (links to K1, S1)
        How oak is cut Back to Duty
    """,
    "KSB520": """
        How to chose oak | How to advice a crew | The affects of heat | How to licence a venue
        How too cut oak | Stakholders | Techiques | Identifcation | The specifciations
        They seperate it | A seperately cut board | Unneccessarily | A proffesional | It is accomodated | Which preceeds
        Aprenticeships | The managment | Recieving it | In a comunity | A derivitive | In sequecne
        The principals of joinery | Understand the principals of joinery | Basic principals | Agreed in principal.
        The principle contractor | Is lead by a joiner | Dependant on oak | Give advise | Advise and guidance
        Within there role | A line manger | The pubic sector | Office stationary | Is in-line with the plan
        Cut it whist drying it | It maybe be dry | It should of been dry | Mental heath | Heath and social care
        Health and safely legislation | They are responsibility for oak | Take full responsible for oak | Sperate boards
        Takes responsibly for oak | There own oak | Advice customers on oak | A roll model | Their job roll
        Issues arising form oak | Weather or not it is dry | Rather then ash | Cut at all time. | Is risk adverse
        The important of oak | An understand of oak | Asses the risks | Identity how it is cut | In accordance to it
        Take in to account | Have an affect on oak | Its vital to cut | A breech of contract | Insure that it is dry
        Standard operation procedures | Personnel hygiene | Staff moral | Complimentary therapies | Is able too cut
        In a timely manor | On a daily bases | Alot of oak | Atleast | Eachother | Infront | Inorder to | Criterias
    """,
    "KSB509": """
        Cut [dry | Cut dry] | Known as 'dry cut. | A ‘dry cut | Learners’ notes on a ‘dry cut | Cut ('dry) cut
    """,
}
LEFT = {
    "KSB503": """
        Write HTML such as <em> and <b> | The <b> tag | The <li> elements | Values <5 and >6 | 2 ** 3 | a ~~ b
        Less < more and & more | Ã la carte | The <title> is short | 3 : 4 | pre- and post-production
        Low- or high-rise | Full- but not part-time | Half- nor whole | Rough- rather than fine | Win- vs loss
        Full- not part-time
        Low- as well as high-rise | Odd- versus even | The -ed form | The -ly ending | The -ing form | A -ize word
        Groups as -OH and as -NH2 | Groups -NH2 | Switches such as -Wall | The ending -TION | Written like -Xms
        Use :name | A ratio of a :b | Cut, , dry | Cut. . Dry
        Words in -ment, -ness, -able, -ible, -ful, -less, -tion or -sion | Use ls -la and grep -rn
        Upper- through lower-case | Low- then high-rise | The ‘what if . . .’ question
        Settings in /etc and /var/log | Commands such as ipconfig /all | The /api endpoint | In src/ and docs/ folders
        Compile with gcc -Wall | List pods with kubectl -A | The ? wildcard | Use ( and ) in regular expressions
        Use <div> to group content | Use **kwargs in Python | 10 kΩ or 2 MΩ | Doses in μg | The ΔT of it | 2πr | TGFβ
    """,
    "KSB501": """
        Up to approx. ten boards | Run npm. kubectl is a command | Cut it. iPhones are dry | Etc. and so on | Oak. 5 mm
        Call this function. print() writes
    """,
    "KSB508": """
        Plan, as follows: oak; ash | Oak, such as it is; ash
        .csv files | .css files | .doc files | .docx files | .htm files | .html files | .js files | .json files
        .md files | .net files | .pdf files | .py files | .txt files | .xls files | .xlsx files | .xml files
        Wait . . . and see | They wait . . . | C#, .NET
        Cut (dry) | Ratios 1::2 | Wait ... and see | See ../files | Cut ;-) dry | Range 1;-2 | Notes, ‘cut’
        Oak, etc., is dry | Of Messrs., Ltd., and Inc.; dry | Approx., dry | Is it obj?.name
    """,
    "KSB511": """
        The tba clef | The XX plan | An [additional name] | A <typed> name | The __ plan | None of it | Nilled
        What is to be confirmed | The x axis | S3 buckets | K9 units | Duty 4 of the act | Vitamin A | Band
        Press <Enter> | Press [Insert] | Tiara | K9-trained dogs | Click here | Errors: a reference
        S106 – how it is agreed | K9: how dogs work | Use {{ name }} in Jinja | TODO comments | TODO and FIXME comments
        S3 Buckets | K9 Units | B12 Vitamins | (f) How it is cut | (B2B) Cut it | What it all but cut | Of their own
    """,
    "KSB206": """
        Check in in person | Logged on on arrival | Hand it in in person | Who goes in in the morning | Had had it
        What it is is told | It turned over over time | Carried on on time | That that is cut
        A code of professional conduct is not the code of professional conduct
        Compare the cost of goods sold and the budgeted cost of goods sold
        Risks of working at height and ways to reduce the risks of working at height
        Terms and conditions of employment, and changes to terms and conditions of employment
        Systems of work, safe systems of work and permits for safe systems of work
    """,
    "KSB504": """
        Either/or and both/and | OR and AND gates | Use nor and nand gates | Cut, and but for oak, dry
        If and, but only if, it is cut | Words such as and, or and but | How and, but and or are taught
    """,
    "KSB505": """
        How to practise it | How to best practise it | The MIT License | To license it | Who practise good cutting
        What they license | Licensed software | Practice learning at work
        Where a professional practises | In a practice
    """,
    "KSB507": """
        The You're Welcome criteria | The Your Voice group | What you see is what you get | Pick your own farms
        Save as you earn | Clean as you go | Learn as you go along
    """,
    "KSB510": """
        COUNTIF(A1:A9) | Ratio 3:1
        Sold on Booking.Com only | In Node.js | See example.org | A 3.Xx rule
        Process(es) | Board(s) | Sales(person) | Crafts(men) | (sub)contractors | (in)to it | f(x) | Iron(iii)
        COUNTIF(range,criteria) | Match *.{jpg,png} | Is cis,trans-hexadiene | Has text/html;charset=utf-8 | Re(Design)
        Poly(vinyl chloride) | set_options(options) | Uses(ing) | a (th)is b | Oak etc. and ash | Organis(ation)
    """,
    "KSB512": """
        Save customers hours of work | It's part of the job
        What mens rea is | The Childs report | A 1990's film | Of children's toys | Managers role play
        Vitamin A users | Category A drivers test it | A guilty mens rea | A residents association | A carers forum
        Use Microsoft Teams messages
        Two weeks before | In two years they | For 5 years from now | It's uses that count
        A nurse's and a doctor's | The client's and the firm's needs | The patients are health-checked | Stachys
        Two weeks' notice | A two-year course | Each customer's | Every other day | The student's
        One of the residents needs it | If any of the guests needs help | Allocate tenants property | Among others needs
    """,
    "KSB518": """
        A one-off | A European | Annex a (overview) | An 8 mm groove | An 11 m wall | A 1,100 m wall | Vitamin A is
        An npm package | An ssh key | An ldap server | An rfid tag | An nginx server | An lvalue | An mmol
        An unusual board | An uninformed cut | An ytterbium laser | An heir | An honourable man | A hotel | A unit
        An usher | A heirarchy | An led lamp | An undone board
        Use a la carte | The a la carte menu | From option A the crew
        Part a and b | An (unusual) board | An (occasional) talk | A 7 m wall | An (much) easier way
    """,
    "KSB520": """
        Contactors | Competencies | Socio-economic
        How advice customers want is given | A roll of oak | In a form | The weather | The risk adverse weather brings
        The asses | Identity and access | Its essential oils | The breech of a gun | Insure that risk | Personnel files
        A moral team | A complimentary drink | Cut oak too | A country manor | Military bases | Rather, then cut
        Take responsible decisions | The role and its responsibility for oak
        The principals of schools | The school's principals | A game of whist | Maybe best
        Provide for health and safely cut | A pump in-line with a valve
        In there | A manger | The heath is dry | In principal towns | Advise on it
        Medecins Sans Frontieres | A hernia of Morgagni
        Which comes first | The commissions | The specifciatons | Practitioners | Sepulchral | Personality
    """,
    "KSB509": """
        From (−1, 1] | ‘Umrah rites | How 'Eid is kept
        From (0, 1] | From [0, 1) to (-1, 1.5] | From [a, b) | From (0, ∞]
        Either a) cut or b) book | Either 1) cut or 2) book | Either 12) cut or 13) book | Either i) cut or iv) book
        A [dry] cut | A ‘dry’ cut | A 'dry' cut | The crew's cut | Till '90s cuts | The '90s | Cut 'til dry
        Rock 'n roll | Give 'em | All crews' 'dry' cuts | O‘Neill | A 5" nail | A (dry) cut | A “dry” cut | A "dry" cut
    """,
}


def cases(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, text.strip()) for code, lines in texts.items() for text in re.split(r" \| |\n", lines.strip())]


@pytest.mark.parametrize(("code", "text"), cases(FOUND))
def test_found(code: str, text: str) -> None:
    assert len(messages(code, ksbs={"K1": text})) == 1


@pytest.mark.parametrize(("code", "text"), cases(LEFT))
def test_left_alone(code: str, text: str) -> None:
    assert messages(code, ksbs={"K1": text}) == []


KNOWING = {
    "understand": [
        *(
            "Understand",
            "Know",
            "Appreciate",
            "Recognise",
            "Explain",
            "Describe",
            "Identify",
            "Interpret",
            "Be aware of",
        ),
        *(f"Have {one} {kind} of" for one in ("a", "an", "the") for kind in ("knowledge", "good understanding")),
        "Have an awareness of",
    ],
    "understands": [
        *("Understands", "Knows", "Appreciates", "Recognises", "Explains", "Describes", "Is aware of"),
        *(
            f"Has {one} {kind} of"
            for one in ("a", "an", "the")
            for kind in ("sound working knowledge", "understanding")
        ),
        "Has an awareness of",
    ],
    "knowledge of": [
        *("Knowledge of", "An understanding of", "A working knowledge of", "The knowledge of", "Awareness of"),
        *("General knowledge on", "An in-depth understanding of", "An in depth knowledge about"),
        *(f"{how} awareness of" for how in ("Basic", "Broad", "A clear", "General", "Good")),
        *("An appreciation of", "Understanding"),
    ],
}
DOING = {
    '"able to"': ["Able to"],
    '"be able to"': ["Be able to"],
    '"ability to"': ["Ability to"],
    '"the ability to"': ["The ability to"],
    '"can"': ["Can"],
    '"is able to"': ["Is able to"],
    '"how to"': ["How to"],
    '"to"': ["To"],
    'a verb such as "use"': ["Use", "Cut", "Carefully cut", "Appreciate"],
    'a verb such as "uses"': ["Uses", "Is", "Applies", "Has"],
    'a verb such as "using"': ["Using", "Being", "Planning", "Committing"],
}


@pytest.mark.parametrize(
    ("opening", "form"), [(opening, f'a verb such as "{form}"' if form[-1] != "f" else f'a noun such as "{form}"')
                          for form, openings in KNOWING.items() for opening in openings]
)  # fmt: skip
def test_how_knowledge_opens(opening: str, form: str) -> None:
    [said] = messages("KSB506", ksbs={"K1": "How it is cut", "K2": "Where it is cut", "K3": f"{opening} how it is cut"})
    assert said == f"knowledge statements start in different ways: 2 with the topic itself and 1 with {form} (K3)"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("  How it is cut", ["start"]),
        ("How it is cut ", ["end"]),
        ("\tHow it is\n cut\xa0\n", ["start", "end"]),
        (" \n", []),
        ("How it is cut\n", []),
    ],
)
def test_space_around_a_text(text: str, where: list[str]) -> None:
    found = issues("KSB503", ksbs={"K1": text})[1]
    assert [issue.message for issue in found] == [f"K1 {end}s with a space" for end in where]
    fixed = text
    for issue in reversed(found):
        assert issue.fix
        [edit] = issue.fix.edits
        assert isinstance(edit, Edit)
        new, within = edit.new, edit.within
        assert within == issue.within
        assert within
        fixed = fixed[: within[0]] + new + fixed[within[1] :]
    assert fixed.strip("\n") == text.strip("\n").strip() or not where


def test_sentences_of_a_paragraph_may_have_a_phrase_in_common() -> None:
    text = "They cut boards to meet production needs, and oak {} to meet production needs of the crew."
    assert messages("KSB206", overview=[text.format("is cut. It is dried")]) == []
    assert len(messages("KSB206", overview=[text.format("dried")])) == 1
    assert len(messages("KSB206", ksbs={"K1": text.format("is cut. It is dried")})) == 1


def test_a_paragraph_that_goes_on_has_its_faults_too() -> None:
    overview = ["They cut:", "- and book!! it,", "all day,"]
    assert messages("KSB508", overview=overview) == [
        'paragraph 2 of the overview starts with "-"',
        'paragraph 3 of the overview ends with ","',
    ]
    assert messages("KSB508", overview=["They cut!! it", "all day"]) == [
        'paragraph 1 of the overview has "!!" at "cut!! it"'
    ]
    assert messages("KSB508", overview=["They cut it!!", "all day"]) == ['paragraph 1 of the overview ends with "!!"']


@pytest.mark.parametrize(
    ("text", "many"), [("They cut. We book it", 1), ("They cut. Our crew", 1), ("They cut. We Care is a badge", 0)]
)
def test_who_is_meant(text: str, many: int) -> None:
    assert len(messages("KSB517", overview=[text, "All of it"], ksbs={"K1": "How it is cut"})) == many


@pytest.mark.parametrize("text", ["Cut it Duty 2 Book it", "Cut it. Duty 2 Book it", "Cut it (see K1)", "Cut (K1, K2)"])
def test_references_in_a_title(text: str) -> None:
    duties = [{"number": 1, "title": text, "cites": ["K1"]}]
    assert len(messages("KSB519", ksbs={"K1": "How it is cut"}, duties=duties)) == 1


def test_where_a_code_may_stand() -> None:
    assert messages("KSB511", overview=["K1: how it is cut"]) == []
    duties = [{"number": 1, "title": "Duty 1: cut", "cites": ["K1"]}]
    assert messages("KSB511", duties=duties) == ['the title of Duty 1 starts with a code: "Duty 1:"']


@pytest.mark.parametrize(("text", "safe"), [("Cut,dry;", True), ("Cut,dry", True), ("name,age,city", False)])
def test_where_a_space_is_put_in(text: str, safe: bool) -> None:
    assert {issue.fix is not None for issue in issues("KSB510", ksbs={"K1": text})[1]} == {safe}


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["Oak etc.", "Oak, ash etc. and pine", "Oak etc"], '"etc." 1 time and "etc" 1 time: choose one form'),
        (["Oak, i.e. wood", "Ash, ie wood", "Wood i.e. ash"], '"i.e." 2 times and "ie" 1 time: choose one form'),
        (["Oak, e.g on a floor"], '"e.g" 1 time: choose "e.g."'),
    ],
)
def test_abbreviations_in_two_forms(texts: list[str], said: str) -> None:
    found = messages("KSB515", ksbs={f"K{number}": text for number, text in enumerate(texts, 1)})
    assert found == [f"the document uses {said}"]


def test_a_plural_is_no_other_word() -> None:
    [said] = messages("KSB505", ksbs={"K1": "What contra-indications are", "K2": "A contraindication"})
    assert said == 'K2 says "contraindication", but K1 says "contra-indications": choose one spelling'


def test_an_organisational_plan_is_spelt_in_one_way() -> None:
    [said] = messages("KSB505", ksbs={"K1": "How organisational plans are kept", "K2": "An organizational plan"})
    assert said == 'K2 says "organizational", but K1 says "organisational": choose one spelling'


def test_a_fee_earner_is_a_fee_earner() -> None:
    [said] = messages(
        "KSB505", ksbs={"K1": "What fee-earners do", "K2": "Help fee earners", "K3": "A fee earners' day"}
    )
    assert said == 'K1 says "fee-earners", but K2 says "fee earners": choose one spelling'


@pytest.mark.parametrize(("code", "many"), [("K1", 0), ("S1", 1), ("B1", 1)])
def test_practice_opens_as_a_verb_where_verbs_open(code: str, many: int) -> None:
    assert len(messages("KSB505", ksbs={code: "Practice safe cutting"})) == many


@pytest.mark.parametrize(
    ("words", "many"),
    [("analog analogue", 1), ("catalog catalogue", 1), ("dialog dialogue", 1), ("fulfil fulfilled", 0),
     ("fulfil fulfilling", 0)],
)  # fmt: skip
def test_forms_of_british_spellings(words: str, many: int) -> None:
    assert len(messages("KSB505", ksbs={f"K{i}": f"How {word} is" for i, word in enumerate(words.split(), 1)})) == many


@pytest.mark.parametrize("tag", TAGS.split())
def test_tags(tag: str) -> None:
    for text in (f"Draw <{tag}>up", f"Draw </{tag} class='x'>up"):
        assert len(messages("KSB503", ksbs={"K1": text})) == 1


@pytest.mark.parametrize(("opening", "form"), [(it, form) for form, openings in DOING.items() for it in openings])
def test_how_skills_open(opening: str, form: str) -> None:
    usual = "Can" if opening == "Able to" else "Able to"
    [said] = messages("KSB506", ksbs={"S1": f"{usual} cut it", "S2": f"{usual} book it", "S3": f"{opening} the crew"})
    assert said == f'skills start in different ways: 2 with "{usual.lower()}" and 1 with {form} (S3)'


@pytest.mark.parametrize(
    "text",
    [
        *("Respect for others", "Work ethic", "Lead flashing", "Weld inspection", "Using: a tool", "Can-do attitude"),
        *("Measuring equipment: use and store it", "Adding value - Provides information", "Daily checks"),
        "Drive to succeed",
    ],
)
def test_what_is_no_verb_is_not_compared(text: str) -> None:
    assert messages("KSB506", ksbs={"S1": "Able to cut it", "S2": "Able to book it", "S3": text}) == []


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Draw up your plan", 1),
        ("You and yours, yourself and yourselves", 1),
        ("Thank you cards", 0),
        ("Bring your own device", 0),
        ("Know your customer", 0),
        ("Pay as you earn", 0),
        ("Do it yourself", 0),
        ("A thank-you card", 0),
        ("What you said", 0),
        ('The words “your plan” and ‘your plan’ and "your plan"', 0),
        ("The ‘user’s plan is your plan", 1),
    ],
)
def test_whom_a_statement_speaks_to(text: str, many: int) -> None:
    assert len(messages("KSB507", ksbs={"K1": text, "K2": "How it is cut", "K3": "Where it is cut"})) == many


@pytest.mark.parametrize(
    "ended",
    "etc|et al|approx|incl|dept|max|min|plc|sec|sq|ft|vol|Bros|Co|Dr|Inc|Jr|Ltd|Ph.D|B.Sc|e.g|i.e|U.K|a.m".split("|"),  # noqa: SIM905
)
def test_an_abbreviation_is_no_sentence_that_ended(ended: str) -> None:
    assert messages("KSB502", ksbs={"K1": "How it is cut", "K2": f"How it is cut by {ended}."}) == []


@pytest.mark.parametrize(
    "start",
    [
        "e-commerce",
        "t-test",
        "a.c. motors",
        "iPhone use",
        "x-rays",
        "macOS use",
        "de Bono's hats",
        "van der Waals forces",
    ],
)
def test_what_is_written_in_lower_case(start: str) -> None:
    assert messages("KSB501", ksbs={"K1": "How it is cut", "K2": "Where it is cut", "K3": start}) == []


@pytest.mark.parametrize(
    "word",
    "analogue catalogue dialogue fulfilled fulfilling laboratory literature literacy coloration".split(),  # noqa: SIM905
)
def test_what_is_british_already(word: str) -> None:
    assert messages("KSB505", ksbs={"K1": f"How {word} is kept", "K2": f"Where {word} is"}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("onboard", "on-board"), ("preposition", "pre-position"), ("recount", "re-count"), ("resolve", "re-solve")),
        *(("resort", "re-sort"), ("unionise", "un-ionise"), ("recover", "re-cover"), ("recreate", "re-create")),
        *(("redress", "re-dress"), ("reform", "re-form"), ("refuse", "re-fuse"), ("relay", "re-lay")),
        *(("release", "re-lease"), ("remark", "re-mark"), ("represent", "re-present"), ("repress", "re-press")),
        *(("resent", "re-sent"), ("reserve", "re-serve"), ("resign", "re-sign"), ("restore", "re-store")),
        *(
            ("retreat", "re-treat"),
            ("redressing", "re-dressing"),
            ("multiply", "multi-ply"),
            ("recollect", "re-collect"),
        ),
        *(("teamwork", "team-working"), ("metalwork", "metal-working")),
    ],
)
def test_with_a_hyphen_it_is_another_word(one: str, other: str) -> None:
    assert messages("KSB505", ksbs={"K1": f"How to {one} it", "K2": f"Where to {other} it"}) == []


@pytest.mark.parametrize(
    ("fields", "many"),
    [
        ({"overview": ["There are 5 options"]}, 1),
        ({"overview": ["There is a choice of 5 options"]}, 1),
        ({"overview": ["There are 2 options"]}, 0),
        ({"overview": ["All 5 options"]}, 0),
        *(({"overview": [f"There are 5 options{it}"]}, 1) for it in (", in all", " and more", ": option 1")),
        ({"overview": ["There are 5 options in this role"]}, 1),
        *(({"overview": [f"There are 5 options{it}"]}, 0) for it in (": book or hire", " for refunds", " to the left")),
        ({"overview": ["There are at least 5 options"]}, 0),
        *(({"overview": [f"There are 5 options{it}"]}, 1) for it in (" to choose from.", ": film, radio and more.")),
        ({"overview": ["There are 5 options to choose from: film and radio"]}, 1),
        *(({"overview": [f"There are 5 options{it}"]}, 0) for it in (" to choose from at the till", ": filming")),
        ({"overview": ["There are 5 duties"]}, 0),
        ({"job_titles": ["There are 5 options"]}, 0),
        ({"options": [{"number": 1, "title": "There are 5 options"}, {"number": 2, "title": "Radio"}]}, 0),
        ({"options": [{"number": 1, "title": "Film", "description": ["There are 5 options"]},
                      {"number": 2, "title": "Radio"}]}, 1),
        ({"claims": [{"text": "There are 5 options", "duties": 0}]}, 1),
        ({"claims": [{"text": "There are 5 options", "duties": 0}], "overview": ["There are 5 options"]}, 1),
        ({"claims": [{"text": "There are 2 options", "duties": 0}]}, 0),
        ({"claims": [{"text": "There are 5 skills", "duties": 0}]}, 0),
    ],
)  # fmt: skip
def test_where_counts_are_read(fields: dict[str, Any], many: int) -> None:
    options = [{"number": 1, "title": "Film"}, {"number": 2, "title": "Radio"}]
    assert len(messages("KSB401", **{"options": options, **fields})) == many


@pytest.mark.parametrize(
    ("defined", "cited", "fix"),
    [
        ("How to recover", "How to recover.", "safe"),
        ("How to recover", "how to recover", "safe"),
        ("How to recover", "How to re-cover", "unsafe"),
        ("How to recover", "How to re cover", "unsafe"),
        ("How to recover", "Howto recover", "unsafe"),
        ("How to re-cover", "How to re cover", "unsafe"),
    ],
)
def test_what_is_safe_to_cite_by_the_code(defined: str, cited: str, fix: str) -> None:
    duty = {"number": 1, "title": "Cut", "cites": [{"K1": cited}]}
    _, [issue] = issues("KSB202", ksbs={"K1": defined}, duties=[duty])
    assert issue.fix is not None
    assert issue.fix.applicability == fix


@pytest.mark.parametrize(
    ("opening", "form"),
    [
        ("Knowledge and understanding of", 'a noun such as "knowledge of"'),
        ("To know and understand", '"to" and a verb such as "understand"'),
        ("Develop professional knowledge", 'a verb such as "understand"'),
        ("Apply knowledge of", 'a verb such as "understand"'),
        ("Applies knowledge of", 'a verb such as "understands"'),
    ],
)
def test_openings_with_two_words_of_knowing(opening: str, form: str) -> None:
    [message] = messages("KSB506", ksbs={"K1": "How it is cut", "K2": "Where it is cut", "K3": f"{opening} cutting"})
    assert message == f"knowledge statements start in different ways: 2 with the topic itself and 1 with {form} (K3)"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Respect and empathy", 0),
        ("Respect and value others", 0),
        ("Respect and use tools", 1),
        ("Contributes ideas", 1),
    ],
)
def test_openings_that_are_nouns_or_verbs(text: str, found: int) -> None:
    assert len(messages("KSB506", ksbs={"B1": "Able to cut", "B2": "Able to book", "B3": text})) == found


@pytest.mark.parametrize(
    ("text", "stops"),
    [("Cut it..", 1), ("Cut it...", 0), ("Cut it…", 0), ("Cut to BS.", 1), ("Cut with tetc.", 1), ("Cut, etc. it.", 1)],
)
def test_what_counts_as_a_full_stop(text: str, stops: int) -> None:
    assert len(messages("KSB502", ksbs={"K1": "How it is cut", "K2": text})) == stops


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Cut   it", 'K1 has extra spaces at "Cut   it"'),
        ("Cut  it  and  go", 'K1 has extra spaces in 3 places, first at "Cut  it"'),
        ("Care –Works", 'K1 has a dash with a space on one side only at "Care –Works"'),
        ("Care -Works", 'K1 has a hyphen with a space on one side only at "Care -Works"'),
        ("A river/ canal", 'K1 has a slash with a space on one side only at "river/ canal"'),
        ("A river /canal", 'K1 has a slash with a space on one side only at "river /canal"'),
        ("A line\u2028end", 'K1 contains an invisible character (U+2028, line separator) at "lineend"'),
    ],
)
def test_how_spacing_is_described(text: str, message: str) -> None:
    assert messages("KSB503", ksbs={"K1": text}) == [message]


def test_a_fault_of_most_texts_is_one_finding() -> None:
    ksbs = {f"K{number}": "How  it is cut" for number in range(1, 15)}
    _, [issue] = issues("KSB503", ksbs=ksbs)
    assert issue.message == '14 of 15 texts have extra spaces, first K1 at "How  it"'
    assert issue.fix
    assert len(issue.fix.edits) == 14
    assert len(messages("KSB503", ksbs=dict(list(ksbs.items())[:9]))) == 9


@pytest.mark.parametrize("text", ["And/or", "A / B", "24/7", "Cut/", "a/ b", "I/O"])
def test_slashes_that_are_right(text: str) -> None:
    assert messages("KSB503", ksbs={"K1": text}) == []


@pytest.mark.parametrize("name", NAMES, ids=[f"{name.right} {name.wrong[:20]}" for name in NAMES])
def test_names(name: Name) -> None:
    assert not re.search(name.wrong, name.right)
    assert name.source.startswith("https://")


@pytest.mark.parametrize("law", LAWS.values(), ids=lambda law: law.title)
def test_laws(law: Law) -> None:
    for year in ("", *(f" {year}" for year in law.years)):
        assert list(misnamed(f"the {law.title} {law.kind}{year}".lower())) == []
    assert [found for _, found in misnamed(f"the {law.title} {law.kind} 2091, which".lower())] == [law]
    assert law.source.startswith("https://www.legislation.gov.uk/uk")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The General Data Protection Regulations", "General Data Protection Regulation"),
        ("The Data Protection Act 1988", "Data Protection Act 2018"),
        ("The Modern Day Slavery Act 2015", "Modern Slavery Act"),
        ("Control of Hazardous Substances to Health", "Control of Substances Hazardous to Health"),
        ("Control of Substances Hazardous of Health", "Control of Substances Hazardous to Health"),
        ("Provision and Use of Working Equipment", "Provision and Use of Work Equipment"),
        ("Working at Height Regulations", "Work at Height Regulations"),
        ("The Information Commissioners Office", "Information Commissioner's Office"),
        ("The World Health Organisation", "World Health Organization"),
        ("The Equality Act 2012", "Equality Act 2010"),
        ("The Equality Act (2012)", "Equality Act 2010"),
        ("The Equality Act, 2012", "Equality Act 2010"),
        ("The Data Protection Act 2008", "Data Protection Act 2018"),
        ("The Heath and Safety Executive", "Health and Safety"),
        ("Health and safety at work etc. Act 1975", "Health and Safety at Work etc. Act 1974"),
        ("What COSSH is", "COSHH"),
        ("The Electricity at Work Act 1989", "Electricity at Work Regulations 1989"),
        ("The Health & Safety at Work Act 1975", "Health and Safety at Work Act 1974"),
        ("The Trade Description Act", "Trade Descriptions Act 1968"),
        ("The manual handling operation regulations", "Manual Handling Operations Regulations 1992"),
        (
            "Reporting of Injury, Disease and Dangerous Occurrences Regulations",
            "Reporting of Injuries, Diseases and Dangerous Occurrences Regulations 2013",
        ),
        ("The Control of Noise at Work Regulation 2005", "Control of Noise at Work Regulations 2005"),
        ("The Care Act 2015", "Care Act 2014"),
        ("Equality Act (2011)", "Equality Act 2010"),
        ("The Children's Act 1989", "Children Act"),
        ("The Solicitor's Regulation Authority", "Solicitors Regulation Authority"),
        ("The Solicitors Regulatory Authority", "Solicitors Regulation Authority"),
        ("The Nursing and Midwifery Counsel", "Council"),
        ("The Royal Institute of Chartered Surveyors", "Royal Institution of Chartered Surveyors"),
        ("Keep Children Safe in Education", "Keeping Children Safe in Education"),
        ("The Early Year Foundation Stage", "Early Years Foundation Stage"),
        ("The Disclosure Barring Service", "Disclosure and Barring Service"),
        ("The Building Safety Bill", "Building Safety Act 2022"),
        ("Waste Electronic and Electrical Equipment", "Waste Electrical and Electronic"),
        ("Safeguarding and prevent", "safeguarding and Prevent"),
        ("Personal protection equipment", "Protective Equipment"),
        ("The Disclosure and Baring Service", "Disclosure and Barring Service"),
        ("The Information Commission's Office", "Information Commissioner's Office"),
    ],
)
def test_wrong_names(text: str, right: str) -> None:
    [message] = messages("KSB516", ksbs={"K1": text})
    assert message.endswith(f'the name is "{right}"')


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("KSB512", ["The manufacturer's instructions", "Manufacturers’ instructions", "What employers need"]),
        ("KSB512", ["The organisation's policies", "Customers and suppliers", "What a company's customers are"]),
        ("KSB513", ["Contractors", "A contractor", "A contactor", "Contactor", "Priorities", "prioritises priorities"]),
        ("KSB513", ["Practitioner practitioner", "Practitioners", "Equipmment equipment equipment"]),
        ("KSB514", ["How to organise it", "The World Health Organization", "Size", "Resize and prize", "Laboratory"]),
        ("KSB514", ["How to recognize it", "The colour"]),
        ("KSB514", ["How to organise it", "The catalog of a database"]),
        ("KSB516", ["The Equality Act 2010", "Equality Act 2006", "Data Protection Act 1998", "Heath and wood"]),
        ("KSB516", ["Safeguarding and prevention", "Safeguarding and prevent harm"]),
        ("KSB516", ["The Health and Care Act 2022", "The Adoption and Children Act 2002", "Care, act and reflect"]),
        ("KSB516", ["Health & Safety at Work etc Act 1974", "The Food and Environment Protection Act 1985"]),
        ("KSB516", ["Regulation 5 of the Work at Height Regulations", "Manual handling regulations", "A human right"]),
        ("KSB516", ["The Disclosure and Barring Service", "Solicitors Regulation Authority", "Counsel of the council"]),
        ("KSB515", ["E.g. this", "For example, this", "Eggs e.g. those", "Such as this etc."]),
        ("KSB515", ["Oak, ash etc. and pine", "All of it etc.", "Laws of the .ie domain", "I.e. this", "IE and eggs"]),
        ("KSB515", ["E.g. the Health and Safety at Work etc. Act 1974"]),
        ("KSB505", ["The Wellcome Trust is old", "A warm welcome", "Paving by Marshalls plc", "Good marshals"]),
        ("KSB505", ["An O-PEN fault", "Open it", "A set-up", "Set up", "A fee earner", "A cost holder"]),
        ("KSB505", ["Colocation", "Collocation", "Mine stoping", "Stopping"]),
        ("KSB513", ["The Bridgwater canal is old", "Bridgewater is built", "A bridgewater", "The bridgewater"]),
        ("KSB513", ["A tracheotomy", "A tracheostomy", "The tracheostomy", "Insolation", "isolation and isolation"]),
        ("KSB514", ["How to organise it", "A humoral and a colorant", "Grayling", "CSS has background-color"]),
        ("KSB517", ["How we learn", "What our bodies need", "Makers of our own day"]),
        ("KSB514", ["How to organise it", "CSS such as color: #777 and color=red"]),
        ("KSB519", ["Drives a Heavy Duty 12 Ton lorry", "Is on Light Duty 2 Days a week"]),
        ("KSB519", ["Uses safety footwear (S1, S3)", "Wears boots (S1 and S3)"]),
        ("KSB517", ["A “we care” badge", "Our World centre", "The hour", "Power", "Your four towers"]),
        ("KSB518", ["A user", "A European", "A one-off", "An hour", "An MP", "A and B", "Vitamin A intake"]),
        ("KSB519", ["Uses classes (B1, B2)", "A duty class (Duty 9)", "Vitamins (K1 and K2)", "Uses (D1, D2)"]),
        ("KSB519", ["Works with K9 units", "Uses (S3) storage", "Takes vitamins (B12)", "Duty 4 of the act"]),
        ("KSB505", ["May be", "Maybe", "Set up", "A setup", "In the long term", "Long-term plans"]),
    ],
)  # fmt: skip
def test_what_the_rules_on_words_leave_alone(code: str, texts: list[str]) -> None:
    assert messages(code, ksbs={f"K{number}": text for number, text in enumerate(texts, 1)}) == []

"""Words that run together because a space is missing."""

import re
from collections.abc import Iterator

from ksb.linter.finding import Edit, Fix, Issue
from ksb.linter.passages import Passages
from ksb.linter.rule import text_rule
from ksb.linter.rules.style.computing import names_programs
from ksb.linter.rules.style.quoting import around, before, each_match, wide

# After a bracket, most letters may continue the word: "(sub)contractors". These words do not.
_SEPARATE = "(?:and|are|for|from|including|is|or|such|that|the|which|with)"
# One word in brackets may be an ending ("process(es)", "sales(person)"); after a plural, it seldom is.
_ASIDE = (
    r"(?<=[a-z]{3}[^\Wiosu]s)(?=\((?!(?:abl[ey]|ations?|ers|ibl[ey]|ings?|ions?|ive|letters?|man|manship|men|ors|ory|papers?"
    r"|people|persons?|ship|wear|wom[ae]n)\))[a-z]{3,}\)(?:[ ,.;]|$))"
)
# Patterns that each start with a fixed character are faster than one.
_JOINED = (
    re.compile(r"[,;][^\W\d_][\w. ]"),
    re.compile(r"\((?<=[a-z]\()[a-z]{3,}[ )]"),
    re.compile(r":(?<=[a-z]{3}:)[a-z]{3}"),
    re.compile(r"\.[ge]\.(?:[^\W\d_]{2}|\d)"),
    re.compile(r"[a-z]{3}\.[a-z]"),
    re.compile(rf"\)(?:{_SEPARATE}\b|[a-z]{{3}})"),
)
_COMMA = re.compile(r"[,;](?=\w)")
# Not compiled: few standards need it, and it is long.
_NO_SPACE = (
    r"(?<=[^\W_][,;]|[)\]”’][,;])(?=[^\W\d_]{2}|a [a-z]|[eE]\.g|[iI]\.e)"
    r"|(?<=\b[eE]\.g\.|\b[iI]\.e\.)(?=[^\W\d_]{2}|\d)|(?<=\betc\.)(?=[^\W\d_]{2})"
    # "Signal:noise" and "key:value" are pairs.
    r"|(?<=[a-z]{3}:)(?=[A-Z][a-z]{2})|(?:(?<=\bfollowing:)|(?<=\bincluding:)|(?<=\binclude:)|(?<=\bexample:))(?=[a-z]{3})"
    r"|(?<=[a-z]{3}\.)(?=[A-Z][a-z]* [a-z])(?!Com\b|Net\b|Org\b)"
    rf"|(?<=[a-z]{{4}})(?<!poly)(?=\([a-z]{{3,}} )|{_ASIDE}|(?:(?<=\w{{3}}\))|(?<=[A-Z]{{2}}\)))(?={_SEPARATE}\b)"
    r"|(?<=\w{5}\))(?=[A-Z][a-z]{2})"
)
_WHERE = {
    ",": "after the comma",
    ":": "after the colon",
    ";": "after the semicolon",
    ".": "after the full stop",
    ")": "after the bracket",
}
# A mark without a space is right in an address, the name of a character, a chemical name and code.
_ADDRESS = re.compile(r"://|^www\.|@|&#?\w+;$|_|->|\b(?:anti|cis|endo|exo|syn|trans),$")
_CODE = re.compile(r"[{}=]|^[A-Z]+\(")


@text_rule("KSB510", severity="info", fix="safe")
def missing_space(texts: Passages) -> Iterator[Issue]:
    """No space after a comma, a colon, a semicolon or a full stop, or before or after a bracket.

    The two words run together, and a search for either word does not find it. Add the space. Addresses, formulas and
    code such as "COUNTIF(range,criteria)" are not reported.

    Bad:
        ksbs:
          K1: How a production is planned,scheduled and paid for
    Good:
        ksbs:
          K1: How a production is planned, scheduled and paid for
    """
    for passage in texts.matching(*_JOINED):
        text = passage.text
        for match in each_match(_NO_SPACE, text):
            word = before(text, match.start()).split()[-1]
            whole = word + text[match.start() : match.start() + 200].split()[0]
            if not (_ADDRESS.search(word) or _CODE.search(whole) or (word[-1] == ":" and names_programs(text))):
                where = _WHERE.get(word[-1], "before the bracket")
                # Several words in a row may be a line of code: "name,age,city".
                alone = len(_COMMA.findall(whole)) <= 1
                fix = Fix("safe", (Edit(passage.at, " ", match.span()),)) if alone else None
                problem = f'has no space {where} in "{around(text, match.start())}"'
                yield passage.issue(problem, within=wide(match.span(), text), fix=fix)

"""The configuration: where it is found, what it says, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ksb import KsbError, lint
from ksb.linter.config import fits

if TYPE_CHECKING:
    from conftest import Ksb

# KSB301 (K1 is missing) and KSB502 (full stops).
STANDARD = (
    "format: 1\ntitle: a\nksbs: {K2: Know., K3: Know all, K4: Knows less, S1: Use}\n"
    "duties: [{number: 1, title: t, cites: [K2, K3, K4, S1]}]\n"
)


def found(file: Path, **options: object) -> list[str]:
    return [f"{it.code} {it.severity}" for it in lint([file], **options).findings]  # type: ignore[arg-type]


@pytest.fixture
def standard_file(tmp_path: Path) -> Path:
    file = tmp_path / "below" / "standard.yaml"
    file.parent.mkdir()
    file.write_text(STANDARD, encoding="utf-8")
    return file


def test_the_nearest_file_upward_from_the_checked_one_holds(standard_file: Path, tmp_path: Path) -> None:
    assert found(standard_file) == ["KSB301 warning", "KSB502 info", "KSB506 info"]
    (tmp_path / "pyproject.toml").write_text('[tool.ksb.lint]\nselect = ["KSB3"]\n', encoding="utf-8")
    assert found(standard_file) == ["KSB301 warning"]
    (tmp_path / "ksb.toml").write_text('[lint]\nselect = ["KSB50"]\n[lint.severity]\nKSB = "warning"\nKSB5 = "error"\n')
    assert found(standard_file) == ["KSB502 error", "KSB506 error"]
    (standard_file.parent / "ksb.toml").write_text('standard = "standard.yaml"\n', encoding="utf-8")
    assert found(standard_file) == ["KSB502 error", "KSB506 error"]
    (standard_file.parent / "ksb.toml").write_text('[lint]\nignore = ["KSB5"]\n', encoding="utf-8")
    assert found(standard_file) == ["KSB301 warning"]
    assert found(standard_file, isolated=True) == ["KSB301 warning", "KSB502 info", "KSB506 info"]
    assert found(standard_file, config=tmp_path / "pyproject.toml") == ["KSB301 warning"]


def test_the_call_overrides_the_configuration(standard_file: Path, tmp_path: Path) -> None:
    (tmp_path / "ksb.toml").write_text('[lint]\nselect = ["KSB3", "KSB5"]\nignore = ["KSB502"]\n', encoding="utf-8")
    assert found(standard_file) == ["KSB301 warning", "KSB506 info"]
    assert found(standard_file, ignore=["KSB3"]) == ["KSB506 info"]
    assert found(standard_file, select=["KSB502"]) == ["KSB502 info"]


def test_fail_on(ksb: Ksb, standard_file: Path, tmp_path: Path) -> None:
    assert ksb("lint", standard_file).code == 0
    (tmp_path / "ksb.toml").write_text('[lint]\nfail-on = "warning"\n', encoding="utf-8")
    assert ksb("lint", standard_file).code == 1
    assert ksb("lint", standard_file, "--fail-on", "error").code == 0
    assert ksb("lint", standard_file, "--exit-zero").code == 0


def test_per_file_ignores_and_what_they_do_not_silence(standard_file: Path, tmp_path: Path) -> None:
    (tmp_path / "ksb.toml").write_text(
        '[lint.per-file-ignores]\n"below/*.yaml" = ["KSB3", "KSB2"]\n"other/*" = ["KSB5"]\n', encoding="utf-8"
    )
    report = lint([standard_file])
    assert [f"{it.code} {it.message}" for it in report.findings if it.code == "KSB009"] == [
        "KSB009 per-file-ignores of 'below/*.yaml': KSB2 silences nothing; remove it",
        "KSB009 per-file-ignores of 'other/*': KSB5 silences nothing; remove it",
    ]
    assert [(Path(it.file).name, it.span.line) for it in report.findings if it.code == "KSB009"] == [
        ("ksb.toml", 2),
        ("ksb.toml", 3),
    ]
    (tmp_path / "ksb.toml").write_text(
        '# "old" was moved\n[lint.per-file-ignores]\nbelow = ["KSB3"]\nold = ["KSB5"]\n', encoding="utf-8"
    )
    assert [it.span.line for it in lint([standard_file]).findings if it.code == "KSB009"] == [3, 4]
    (tmp_path / "ksb.toml").write_text('[lint.per-file-ignores]\n"other/*" = ["KSB5"]\n', encoding="utf-8")
    # A file that was not checked may still need the entry.
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "b.yaml").write_text(STANDARD, encoding="utf-8")
    assert [it.message for it in lint([standard_file]).findings if "other" in it.message] == []
    assert [it.message for it in lint([tmp_path]).findings if "other" in it.message] == []


def test_the_way_to_a_file_does_not_choose_the_configuration(
    standard_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "ksb.toml").write_text('[lint]\nignore = ["KSB"]\n', encoding="utf-8")
    monkeypatch.chdir(other)
    assert found(Path("..", "below", "standard.yaml")) == found(standard_file) != []


def test_a_pattern_is_relative_to_the_configuration(
    ksb: Ksb, standard_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, findings in ((standard_file.parent, 0), (tmp_path / "other", 1)):
        (folder / "c").mkdir(parents=True)
        (folder / "c" / "k.toml").write_text('[lint.per-file-ignores]\n"a.yaml" = ["KSB301"]\n', encoding="utf-8")
        monkeypatch.chdir(folder)
        checked = standard_file.parent / "c" / "a.yaml"
        checked.write_text(STANDARD, encoding="utf-8")
        assert ksb("lint", checked, "--config", "c/k.toml").out.count("warning KSB301") == findings


def test_an_ignore_that_silences_nothing_is_reported_once_and_can_be_silenced(
    standard_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "above").mkdir()
    (tmp_path / "above" / "b.yaml").write_text(STANDARD + "# ksb: ignore[KSB1]\n", encoding="utf-8")
    file = tmp_path / "ksb.toml"
    file.write_text('[lint.per-file-ignores]\n"x.yaml" = ["KSB5"]\n', encoding="utf-8")
    reported = [
        Path(it.file).name for it in lint([tmp_path], select=["KSB0", "KSB1", "KSB5"]).findings if it.code == "KSB009"
    ]
    assert reported == ["b.yaml", "ksb.toml"]
    file.write_text('[lint.per-file-ignores]\n"b.yaml" = ["KSB009"]\n', encoding="utf-8")
    assert not [it for it in lint([tmp_path]).findings if it.code == "KSB009"]


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.yaml", "a/b.yaml", True),
        ("a/*.yaml", "a/b.yaml", True),
        ("a/*.yaml", "a/b/c.yaml", False),
        ("a/**", "a/b/c.yaml", True),
        ("**/c.yaml", "c.yaml", True),
        ("./a/b.y?ml", "a/b.yaml", True),
        ("a/[b].yaml", "a/b.yaml", False),
        ("b.yaml", "a/xb.yaml", False),
        ("[b].yaml", "a/[b].yaml", True),
        ("a/**/c/*.yaml", "a/c/d.yaml", True),
        ("a/**/c/*.yaml", "a/b/c/c/d.yaml", True),
        ("a/**/c/*.yaml", "a/b/d.yaml", False),
        ("b/**", "a/b/c.yaml", False),
        ("", "a.yaml", False),
        (".", "a.yaml", False),
        ("a/", "a/b.yaml", False),
        ("**/" + "*a" * 30 + "b/", "a" * 200 + ".yaml", False),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:
    assert fits(pattern, path) is expected


def test_allowed_spellings(tmp_path: Path) -> None:
    file = tmp_path / "standard.yaml"
    file.write_text(STANDARD.replace("Use", "Co-ordinate and coordinate"), encoding="utf-8")
    assert "KSB505 info" in found(file)
    (tmp_path / "ksb.toml").write_text('[lint]\nallowed-spellings = ["Co-ordinate"]\n', encoding="utf-8")
    assert "KSB505 info" not in found(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[lint]\nselct = []\n", "unknown key `selct`"),
        ('[lint]\nselect = ["KSB999"]\n', "there is no rule 'KSB999'"),
        ('[lint]\nselect = "KSB1"\n', "`select` must be a list of texts"),
        ('[lint]\nfail-on = "never ever"\n', "`fail-on` must be one of error, warning, info, never"),
        ('[lint.severity]\nKSB101 = "fatal"\n', "`severity` of KSB101 must be one of error, warning, info"),
        (f"[lint.severity]\nKSB101 = 0x{'f' * 5000}\n", "`severity` of KSB101 must be one of error, warning, info"),
        (f"[lint]\nfail-on = 0x{'f' * 5000}\n", "`fail-on` must be one of error, warning, info, never"),
        ('[lint.severity]\nKSB002 = "info"\n', "the severity of KSB002 can't be changed"),
        ('[lint.severity]\nKSB777 = "error"\n', "there is no rule 'KSB777'"),
        ('[lint.per-file-ignores]\n"*" = ["KSB0x"]\n', "there is no rule 'KSB0x'"),
        ("[lint]\nper-file-ignores = 3\n", "`per-file-ignores` must be a table"),
        ("lint = 3\n", "must be a table of settings"),
        ("[lnt]\n", "unknown key `lnt`"),
        ("[lint\n", "can't be read"),
    ],
)
def test_invalid_configurations_are_errors(
    text: str, message: str, ksb: Ksb, standard_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "ksb.toml").write_text(text, encoding="utf-8")
    result = ksb("lint", standard_file)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert "ksb.toml" in result.err
    assert ksb("lint", standard_file, "--isolated").code == 0


def test_a_configuration_that_is_not_there(standard_file: Path) -> None:
    with pytest.raises(KsbError, match=r"none\.toml: can't be read"):
        lint([standard_file], config="none.toml")


def test_show_settings_of_standard_input(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "ksb.toml").write_text('[lint]\nignore = ["KSB5"]\n', encoding="utf-8")
    file = tmp_path / "standard.yaml"
    out = ksb("lint", "-", "--stdin-filename", file, "--show-settings", stdin=STANDARD.encode()).out
    assert out.startswith(f"# {file}\n# from {tmp_path / 'ksb.toml'}\n")


def test_show_settings_reads_no_baseline(ksb: Ksb, standard_file: Path) -> None:
    assert ksb("lint", standard_file, "--show-settings", "--baseline", "none.json").code == 0


def test_show_settings(ksb: Ksb, standard_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "ksb.toml"
    file.write_text('[lint]\nselect = ["KSB30"]\n[lint.severity]\nKSB301 = "info"\n', encoding="utf-8")
    out = ksb("lint", standard_file, "--show-settings", "--ignore", "KSB305").out
    assert out.splitlines() == [
        f"# {standard_file}",
        f"# from {file}",
        "[lint]",
        'select = ["KSB30"]',
        'ignore = ["KSB305"]',
        'min-severity = "info"',
        'fail-on = "error"',
        "exclude = []",
        "allowed-spellings = []",
        "[lint.severity]",
        '"KSB301" = "info"',
        "# 7 rules run: KSB001, KSB002, KSB003, KSB301, KSB302, KSB303, KSB304",
    ]


def test_standard_input_is_configured_as_the_file_it_is_called(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "ksb.toml").write_text('[lint]\nselect = ["KSB3"]\n', encoding="utf-8")
    name = str(tmp_path / "a.yaml")
    result = ksb("lint", "-", "--stdin-filename", name, "--format", "concise", stdin=STANDARD.encode())
    assert result.out == f"{name}:3:8: warning KSB301 K1 is missing: knowledge starts at K2\n"
    assert ksb("lint", standard_file_name := name, "--stdin-filename", standard_file_name).code == 2


def test_what_can_not_be_checked_stays_an_error(tmp_path: Path) -> None:
    (tmp_path / "ksb.toml").write_text('[lint.severity]\nKSB0 = "info"\n', encoding="utf-8")
    assert lint([tmp_path / "none.yaml"]).failed


def test_rules_are_selected_by_name(standard_file: Path, tmp_path: Path) -> None:
    assert found(standard_file, select="code-gap") == ["KSB301 warning"]
    assert found(standard_file, ignore=["Mixed-Full-Stops", "KSB506"]) == ["KSB301 warning"]
    (tmp_path / "ksb.toml").write_text(
        '[lint]\nselect = ["code-gap"]\nextend-select = ["KSB506"]\n[lint.severity]\ncode-gap = "error"\n'
    )
    assert found(standard_file) == ["KSB301 error", "KSB506 info"]
    with pytest.raises(KsbError, match="there is no rule 'code-gaps'") as raised:
        lint([standard_file], select="code-gaps")
    assert raised.value.hint == "is code-gap meant?"
    with pytest.raises(KsbError, match=r"there are no rules KSB9\.\.\.") as raised:
        lint([standard_file], select="KSB9")
    assert raised.value.hint == "the groups of rules are KSB0, KSB1, KSB2, KSB3, KSB4, KSB5, KSB6 and KSB7"
    with pytest.raises(KsbError) as raised:
        lint([standard_file], select="\u041aSB301")
    assert raised.value.hint == ("is KSB301 meant? The \u041a in it is U+041A, cyrillic capital letter ka.")


def test_extend_takes_what_another_configuration_sets(ksb: Ksb, standard_file: Path, tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(
        '[lint]\nselect = ["KSB301"]\nfail-on = "warning"\n[lint.severity]\nKSB301 = "error"\nKSB502 = "error"\n'
    )
    file = tmp_path / "ksb.toml"
    file.write_text('[lint]\nextend = "base.toml"\nextend-select = ["KSB502"]\n[lint.severity]\nKSB502 = "warning"\n')
    assert found(standard_file) == ["KSB301 error", "KSB502 warning"]
    assert ksb("lint", standard_file).code == 1
    shown = ksb("lint", standard_file, "--show-settings").out.splitlines()[1]
    assert shown == f"# from {file}, which extends {tmp_path / 'base.toml'}"
    (tmp_path / "base.toml").write_text('[lint]\nextend = "ksb.toml"\n')
    result = ksb("lint", standard_file)
    assert (result.code, "`extend` leads back to" in result.err) == (2, True)
    (tmp_path / "base.toml").write_text('[lint]\nfail-on = "x"\n')
    assert f"{tmp_path / 'base.toml'}: lint: `fail-on` must be one of" in ksb("lint", standard_file).err


def test_min_severity_and_quiet(ksb: Ksb, standard_file: Path, tmp_path: Path) -> None:
    result = ksb("lint", standard_file, "--min-severity", "warning", "--format", "concise")
    assert result.out.count("\n") == 1
    assert result.err == f"1 warning in {standard_file}\n"
    for severity, said in (("error", "No errors found"), ("warning", "No errors or warnings found")):
        call = ("lint", standard_file, "--min-severity", severity, "--ignore", "KSB301")
        assert ksb(*call).out == f"{said} in {standard_file}\n"
        assert ksb(*call, "--format", "markdown").out.startswith(f"**{said} in ")
    quiet = ksb("lint", standard_file, "--min-severity", "error", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    (tmp_path / "ksb.toml").write_text('[lint]\nmin-severity = "error"\n')
    assert found(standard_file) == []

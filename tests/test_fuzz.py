"""Any input gives an answer or a `KsbError`, places within the file, and output that can be read again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import product, targets

if TYPE_CHECKING:
    from conftest import Ksb

ROOT = Path(__file__).parents[1]

pytest.importorskip("markdown_it")
modest = settings(max_examples=20, suppress_health_check=list(HealthCheck))


@modest
@given(strategies.written() | strategies.damaged())
def test_a_file_is_read_or_says_why_not(text: str) -> None:
    targets.check_yaml(text.encode("utf-8", "surrogatepass"))


@modest
@given(st.binary(max_size=200))
def test_bytes_that_mean_nothing_are_no_fault(content: bytes) -> None:
    targets.check_yaml(content)
    for format in product.IMPORTS:
        targets.check_import(content, format)


@modest
@given(strategies.written() | strategies.damaged())
def test_findings_lie_within_the_file_and_repairs_are_sound(text: str) -> None:
    targets.check_lint(text.encode("utf-8", "surrogatepass"))


@modest
@given(strategies.importable())
def test_what_is_imported_is_a_standard_or_an_error(file: tuple[bytes, str]) -> None:
    targets.check_import(*file)


@modest
@given(strategies.versions())
def test_two_versions_are_compared_alike_both_ways_round(versions: tuple[product.Standard, product.Standard]) -> None:
    targets.check_diff(*versions)


@pytest.mark.parametrize("format", product.EXPORTS)
@settings(modest, max_examples=20)
@given(strategies.WHOLE)
@pytest.mark.slow
def test_each_format_is_written_so_that_its_reader_reads_it(format: str, standard: product.Standard) -> None:
    targets.check_export(standard, format)


@settings(modest, max_examples=12)
@given(strategies.written() | strategies.damaged())
@pytest.mark.slow
def test_the_command_line_exits_with_0_1_or_2(ksb: Ksb, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "fuzzed.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    for command in ("lint", "lint --fix", "info", "list", "matrix", "show K1 D1", "search sound", "export csv"):
        name, *rest = command.split()
        given = [file] if name == "lint" else ["--standard", file]
        result = ksb(name, *rest, *given)
        assert result.code in (0, 1, 2), f"{command}: {result.err}"
        assert "Traceback" not in result.err
    assert ksb("diff", file, ROOT / "data" / "standard.yaml").code in (0, 2)


@pytest.mark.parametrize("name", targets.TARGETS)
def test_a_fault_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each target fails if the part of `ksb` that it tests always fails."""
    parts = {"yaml": "read", "lint": "reported", "import": "imported", "diff": "described", "export": "exported"}
    monkeypatch.setattr(product, parts[name], lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        targets.TARGETS[name](bytes(50))


@pytest.mark.slow
def test_the_fuzzer_counts_what_it_ran() -> None:
    command = [sys.executable, "-m", "fuzz.run", "diff", "--plain", "--runs", "20", "--seed", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("diff: 20 inputs in ")
    assert done.stdout.endswith("; 0 faults\n")


@pytest.mark.slow
def test_a_slow_input_ends_the_fuzzer_and_is_kept(tmp_path: Path) -> None:
    script = (
        "import pathlib, sys; from fuzz import run, targets; run.FOUND = pathlib.Path(sys.argv.pop()); "
        "run.MOST_SECONDS = 0.2; targets.TARGETS['diff'] = lambda data: [None for _ in iter(int, 1)]; run.main()"
    )
    command = [sys.executable, "-c", script, "diff", "--plain", "--runs", "20", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1, done.stderr
    assert "diff: 0 inputs" in done.stdout
    assert "TooSlowError: more than 0.2 s" in done.stderr
    assert len(list(tmp_path.iterdir())) == 1

from __future__ import annotations

from inspect import getdoc
from pathlib import Path

import pytest

from evidence.checks import CHECKS
from evidence.findings import Severity
from evidence.holdings import Holdings, LogState
from tests.builders import a_sound_corpus

HERE = Path(__file__).parent
every_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.NAME)


@every_check
def test_it_is_silent_on_a_sound_corpus(check):
    assert list(check.check(Holdings.of(a_sound_corpus(), log=LogState(entries=1)))) == []


@every_check
def test_it_is_documented_and_says_what_to_do(check):
    text = getdoc(check) or ""

    assert len(text.split("\n\n")) >= 2


@every_check
def test_it_looks_at_something_that_is_counted(check):
    assert check.LOOKS_AT in Holdings.of(a_sound_corpus()).counts
    assert isinstance(check.SEVERITY, Severity)


@every_check
def test_it_has_a_test_file_of_its_name(check):
    assert (HERE / f"test_{check.NAME.replace('-', '_')}.py").is_file()


def test_every_module_of_the_folder_is_in_the_table():
    folder = Path(__file__).parents[3] / "evidence" / "checks"
    modules = {file.stem for file in folder.glob("*.py")} - {"__init__"}

    assert modules == {check.NAME.replace("-", "_") for check in CHECKS}

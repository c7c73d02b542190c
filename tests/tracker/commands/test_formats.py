"""`import` and `export` know every format of the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from bib.formats import FORMATS
from tests.command_line import Evtrack

RIS = (
    "TY  - JOUR\r\nAU  - Flynn, A.\r\nTI  - An <i>E. coli</i> paper\r\nPY  - 2022\r\nER  - \r\n\r\n"
)
NAMES = [known.name for known in FORMATS]


@pytest.fixture
def library(evtrack: Evtrack, tmp_path: Path) -> Path:
    evtrack("init", tmp_path / "library")
    (tmp_path / "a.txt").write_bytes(RIS.encode())
    evtrack("--library", tmp_path / "library", "import", tmp_path / "a.txt")
    return tmp_path / "library"


def test_a_file_is_read_as_what_it_holds_and_goes_back_untouched(
    evtrack: Evtrack, library: Path, tmp_path: Path
):
    outcome = evtrack("--library", library, "export", "--format", "ris", "--to", tmp_path / "b")

    assert outcome.status == 0
    assert (tmp_path / "b").read_bytes() == RIS.encode()


@pytest.mark.parametrize("name", NAMES)
def test_every_format_is_written_and_taken_in_again(
    evtrack: Evtrack, library: Path, tmp_path: Path, name: str
):
    evtrack("--library", library, "export", "--format", name, "--to", tmp_path / "out")

    answer = evtrack("--library", library, "import", tmp_path / "out", "--json").json

    assert answer["blocks"] == 1
    assert answer["refused"] == []
    assert [each["key"] for each in answer["merged"] + answer["unchanged"]] == ["flynn2022coli"]


def test_a_block_that_is_refused_has_its_line(evtrack: Evtrack, library: Path, tmp_path: Path):
    (tmp_path / "c.ris").write_text(RIS.replace("2022", "2023") + "TY  - JOUR\nER  - \n")

    outcome = evtrack("--library", library, "import", tmp_path / "c.ris", "--json")

    assert outcome.status == 1
    assert [each["line"] for each in outcome.json["refused"]] == [7]


def test_tags_of_four_letters_are_refused_with_the_reason(
    evtrack: Evtrack, library: Path, tmp_path: Path
):
    (tmp_path / "d.ris").write_text("TYPE- JOUR\nAUTH- Flynn\nTITL- x\n")

    outcome = evtrack("--library", library, "import", tmp_path / "d.ris")

    assert outcome.status == 3
    assert "four letters" in outcome.err


def test_a_format_that_was_named_is_the_one_tried(evtrack: Evtrack, library: Path, tmp_path: Path):
    (tmp_path / "e").write_text(RIS)

    outcome = evtrack("--library", library, "import", tmp_path / "e", "--format", "nbib")

    assert outcome.status == 3
    assert "is not a MEDLINE file" in outcome.err

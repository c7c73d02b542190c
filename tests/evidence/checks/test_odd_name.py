from __future__ import annotations

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.checks import odd_name
from evidence.findings import FieldChange
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(*works, **parts):
    return list(odd_name.check(Holdings.of(a_sound_corpus(bibliography=works), **parts)))


def a_read_work(key="flynn2022", type="article", **fields):  # noqa: A002
    return work_from_fields(Citekey(key), type, {"title": "A Work", **fields})


@pytest.mark.parametrize(
    "author",
    [
        "Smith, John and van der Berg, Jan and others",
        "{UNESCO} and {WORLD HEALTH ORGANIZATION}",
        "UNESCO",
        "ACM SIGCHI",
        "Meta AI",
        "Li, X. and NG, Andrew",
        "Smith, J. R. R. and O'Brien, D.",
        "{Smith et al. Collaboration}",
        "Étal, Marie",
        "Gaytán-Lugo, Laura S.",
        "Smith, John, Jr.",
        "{Apple; Google}",
    ],
)
def test_names_well_written_are_passed_over(author):
    assert found(a_read_work(author=author)) == []


@pytest.mark.parametrize(
    "author", ["SMITH, JOHN", "SMITH, John and Doe, Jane", "JOHN SMITH", "J. R. SMITH"]
)
def test_names_in_capitals_are_reported(author):
    (finding,) = found(a_read_work(author=author))

    assert "In capitals" in finding.message
    assert finding.changes == ()


@pytest.mark.parametrize(
    ("author", "mended"),
    [
        ("Smith, J. and et al.", "Smith, J. and others"),
        ("Smith, J. et al.", "Smith, J. and others"),
        ("Smith, J., et al", "Smith, J. and others"),
        ("Smith, J.; Doe, A. B.", "Smith, J. and Doe, A. B."),
    ],
)
def test_what_is_sure_is_proposed(author, mended):
    (finding,) = found(a_read_work(author=author))

    assert finding.changes == (FieldChange(field="author", value=mended),)


def test_names_told_apart_by_commas_are_reported():
    (finding,) = found(a_read_work(editor="Smith, J., Doe, A., Roe, B."))

    assert "too many commas" in finding.message

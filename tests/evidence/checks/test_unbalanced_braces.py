from __future__ import annotations

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.checks import unbalanced_braces
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(*works, **parts):
    return list(unbalanced_braces.check(Holdings.of(a_sound_corpus(bibliography=works), **parts)))


def a_read_work(key="flynn2022", type="article", **fields):  # noqa: A002
    return work_from_fields(Citekey(key), type, {"title": "A Work", **fields})


@pytest.mark.parametrize("title", ["Plain", "{AI} and {{B}}", r"A \{ B", r"\{A\}", r"{\'a}"])
def test_balanced_braces_are_passed_over(title):
    assert found(a_read_work(title=title)) == []


@pytest.mark.parametrize("title", ["{AI", "AI}", "}A{", "{" * 100_000])
def test_a_brace_without_a_partner_is_reported(title):
    (finding,) = found(a_read_work(title=title))

    assert "“title”" in finding.message

from __future__ import annotations

from datetime import UTC, datetime

from evidence.matrix import Cell, Matrix
from tests.builders import a_citation, a_claim, a_limitation, a_link, a_sound_corpus, a_verdict
from tracker.actions.run_checks import run_checks
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def checked(root, **parts):
    with Library.open(root) as library:
        return run_checks(library, now=NOW, **parts)


def test_a_sound_library_is_checked_with_its_log(library_of):
    done = checked(library_of(a_sound_corpus()))

    assert done.report.findings == ()
    assert done.report.checked["log"] == 1


def test_every_finding_is_told_with_the_file_of_the_corpus_form_it_stands_in(library_of):
    matrix = Matrix(
        id="m",
        title="M",
        rows="stage",
        columns="component",
        states=(("silent", ""),),
        cells=(Cell(row="stage/creation", column="component/tools", state="loud"),),
    )
    corpus = a_sound_corpus(
        claims=(
            *a_sound_corpus().claims,
            a_claim("roe2020-2", citations=(a_citation("nobody"),)),
        ),
        limitations=(a_limitation("L1"), a_limitation("L2")),
        links=(*a_sound_corpus().links, a_link("L1.P9", "supports", "L1.C")),
        verdicts=(*a_sound_corpus().verdicts, a_verdict("nobody-1", "roe2020")),
        matrices=(matrix,),
    )

    files = checked(library_of(corpus)).files

    assert files == {
        "roe2020-2": "claims/roe2020.yaml",
        "L2": "chains/L2.yaml",
        "L1.P9 supports L1.C": "chains/L1.yaml",
        "nobody-1 × roe2020": "verdicts.yaml",
        "stage/creation × component/tools": "matrix.yaml",
    }

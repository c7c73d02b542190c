from __future__ import annotations

import pytest

from evidence.chains import Basis, Role
from evidence.checks import basis_differs
from evidence.holdings import Holdings
from tests.builders import a_node, a_sound_corpus


def found(corpus, **parts):
    return list(basis_differs.check(Holdings.of(corpus, **parts)))


@pytest.mark.parametrize(
    "node",
    [
        a_node("L1.P1", basis=Basis.CITED, claims=()),
        a_node("L1.P1", basis=Basis.CARRIED_OVER, claims=("ding2025-1",)),
        a_node("L1.P1", basis=Basis.UNCITED, claims=("ding2025-1",)),
        a_node("L1.P1", basis=Basis.UNCITED, carried=("roe2020",)),
    ],
)
def test_a_basis_that_does_not_agree_with_the_citations_is_reported(node):
    conclusion = a_node("L1.C", role=Role.CONCLUSION, basis=Basis.INFERRED)

    (finding,) = found(a_sound_corpus(nodes=(conclusion, node)))

    assert finding.subject == "L1.P1"


def test_an_inferred_step_may_have_claims_that_cite_something_else():
    node = a_node("L1.P1", basis=Basis.INFERRED, claims=("ding2025-1",))

    assert found(a_sound_corpus(nodes=(node,))) == []

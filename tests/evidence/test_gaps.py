from __future__ import annotations

from decimal import Decimal

from bib.works import ReadStatus
from evidence.chains import Basis, Role
from evidence.figures import Figure
from evidence.gaps import GapKind, gaps
from evidence.verdicts import VerdictState
from tests.builders import a_chain, a_citation, a_claim, a_link, a_node, a_verdict, a_work

READ = [
    a_work("flynn2022", read_status=ReadStatus.FULL),
    a_work("roe2020", read_status=ReadStatus.ABSTRACT),
]


def citing(*works: str, **parts):
    return a_claim("ding2025-1", citations=tuple(a_citation(work) for work in works), **parts)


def kinds(chain):
    return [(gap.node, gap.kind) for gap in gaps(chain)]


def test_a_premise_with_two_works_that_were_read_has_no_gap():
    chain = a_chain(
        [a_node(claims=("ding2025-1",))], claims=[citing("flynn2022", "roe2020")], works=READ
    )

    assert gaps(chain) == ()


def test_a_premise_that_cites_nothing_and_rests_on_nothing_is_named():
    chain = a_chain([a_node(basis=Basis.UNCITED, claims=("ding2025-1",))], claims=[citing()])

    (gap,) = gaps(chain)
    assert gap.kind is GapKind.NO_CITATION
    assert gap.why == "The survey cites nothing for it."


def test_a_premise_inferred_from_cited_steps_rests_on_reasoning():
    nodes = [
        a_node("L1.P1", basis=Basis.INFERRED),
        a_node("L1.E1", role=Role.EVIDENCE, claims=("ding2025-1",)),
    ]
    chain = a_chain(
        nodes,
        [a_link("L1.E1", "supports", "L1.P1")],
        [citing("flynn2022", "roe2020")],
        READ,
    )

    (gap,) = gaps(chain)
    assert gap.kind is GapKind.REASONING_ONLY
    assert "L1.E1" in gap.why


def test_one_single_source_is_named():
    chain = a_chain([a_node(claims=("ding2025-1",))], claims=[citing("flynn2022")], works=READ)

    (gap,) = gaps(chain)
    assert gap.kind is GapKind.SINGLE_SOURCE
    assert "flynn2022" in gap.why or "A Work" in gap.why


def test_a_single_source_beside_a_supporting_step_with_others_is_no_gap():
    nodes = [
        a_node("L1.P1", claims=("ding2025-1",)),
        a_node("L1.P2", claims=("ding2025-2",)),
    ]
    other = a_claim("ding2025-2", citations=(a_citation("flynn2022"), a_citation("roe2020")))

    chain = a_chain(
        nodes, [a_link("L1.P2", "supports", "L1.P1")], [citing("flynn2022"), other], READ
    )

    assert gaps(chain) == ()


def test_sources_that_nobody_could_read_are_named():
    chain = a_chain(
        [a_node(claims=("ding2025-1",))],
        claims=[citing("flynn2022", "roe2020")],
        works=[a_work("flynn2022")],
        verdicts=[a_verdict(work="flynn2022", state=VerdictState.SOURCE_UNAVAILABLE)],
    )

    (gap,) = gaps(chain)
    assert gap.kind is GapKind.UNREAD
    assert gap.why.startswith("Nobody could read")


def test_sources_known_only_through_others_are_named():
    chain = a_chain(
        [a_node(claims=("ding2025-1",))],
        claims=[citing("flynn2022", "roe2020")],
        works=[a_work("flynn2022", read_status=ReadStatus.SECONDARY)],
    )

    (gap,) = gaps(chain)
    assert gap.kind is GapKind.UNREAD
    assert "what others report" in gap.why


def test_a_disputed_figure_is_named_with_its_number_and_who_differs():
    figure = Figure(
        value=Decimal(28000),
        unit="times",
        subject="size of one set over another",
        dispute="The sources give another ratio.",
        disputed_by=("roe2020-1",),
    )
    chain = a_chain(
        [a_node("L1.C", role=Role.CONCLUSION, claims=("ding2025-1",))],
        claims=[citing(figures=(figure,))],
    )

    (gap,) = gaps(chain)
    assert gap.kind is GapKind.DISPUTED_FIGURE
    assert "28,000 times" in gap.why
    assert "The sources give another ratio." in gap.why
    assert "roe2020-1" in gap.why


def test_a_work_that_does_not_bear_its_claim_is_named_with_the_reason():
    verdict = a_verdict(state=VerdictState.NOT_SUPPORTED, reason="It speaks of another thing.")
    chain = a_chain(
        [a_node(claims=("ding2025-1",))],
        claims=[citing("flynn2022", "roe2020")],
        works=READ,
        verdicts=[verdict],
    )

    (gap,) = gaps(chain)
    assert gap.kind is GapKind.NOT_SUPPORTED
    assert "It speaks of another thing." in gap.why


def test_a_conclusion_needs_no_citation():
    assert gaps(a_chain([a_node("L1.C", role=Role.CONCLUSION, basis=Basis.INFERRED)])) == ()


def test_the_worst_gap_of_a_step_comes_first():
    verdict = a_verdict(state=VerdictState.CONTRADICTED)
    chain = a_chain(
        [a_node("L1.P1", claims=("ding2025-1",))],
        claims=[citing("flynn2022")],
        works=READ,
        verdicts=[verdict],
    )

    assert kinds(chain) == [
        ("L1.P1", GapKind.NOT_SUPPORTED),
        ("L1.P1", GapKind.SINGLE_SOURCE),
    ]

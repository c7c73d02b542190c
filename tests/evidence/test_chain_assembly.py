from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bib.names import Name
from bib.works import ReadStatus
from evidence.chains import Basis, Role
from evidence.errors import ChainLoopError
from evidence.support import Origin, differing, tally
from evidence.verdicts import VerdictState
from tests.builders import (
    a_chain,
    a_citation,
    a_claim,
    a_link,
    a_node,
    a_verdict,
    a_work,
)


def test_a_step_has_a_pair_for_every_work_its_claims_cite():
    claim = a_claim("ding2025-1", citations=(a_citation("flynn2022", number=12),))
    work = a_work("flynn2022", authors=(Name(family="Flynn"),), read_status=ReadStatus.ABSTRACT)

    chain = a_chain([a_node("L1.P1", claims=("ding2025-1",))], claims=[claim], works=[work])

    (pair,) = chain.supports[0].pairs
    assert (pair.key, pair.origin, pair.claim) == ("flynn2022", Origin.CITED, claim)
    assert (pair.number, pair.read_status, pair.states) == (12, ReadStatus.ABSTRACT, ())
    assert pair.name == "Flynn n.d. [12]"


def test_a_work_carried_over_counts_where_the_claims_cite_nothing():
    node = a_node("L1.P1", claims=("ding2025-1",), carried=("nist2024",), basis=Basis.CARRIED_OVER)

    chain = a_chain([node], claims=[a_claim("ding2025-1")], works=[a_work("nist2024", cited_as=23)])

    (pair,) = chain.supports[0].pairs
    assert (pair.origin, pair.number, pair.claim) == (Origin.CARRIED, 23, None)


def test_a_comparison_with_a_carried_work_is_shown_with_the_claim_it_was_made_for():
    node = a_node("L1.P1", claims=("ding2025-1",), carried=("nist2024",))
    verdict = a_verdict("ding2025-1", "nist2024", state=VerdictState.PARTLY)

    chain = a_chain([node], claims=[a_claim("ding2025-1")], verdicts=[verdict])

    (pair,) = chain.supports[0].pairs
    assert pair.states == (VerdictState.PARTLY,)
    assert pair.claim is not None


def test_a_claim_of_another_work_is_itself_a_source():
    claim = a_claim("flynn2022-1")

    chain = a_chain([a_node("L1.P1", claims=("flynn2022-1",))], claims=[claim])

    assert chain.supports[0].pairs[0].origin is Origin.STATED
    assert chain.supports[0].works == ("flynn2022",)


def test_a_withdrawn_claim_stays_on_record_and_supports_nothing():
    claim = a_claim("ding2025-1", citations=(a_citation(),), is_withdrawn=True)

    chain = a_chain([a_node("L1.P1", claims=("ding2025-1",))], claims=[claim])

    assert chain.supports[0].claims == (claim,)
    assert chain.supports[0].pairs == ()


def test_each_reader_s_latest_verdict_is_kept_and_readers_may_differ():
    claim = a_claim("ding2025-1", citations=(a_citation(),))
    verdicts = [
        a_verdict(state=VerdictState.PARTLY, read_at=datetime(2026, 11, 22, tzinfo=UTC)),
        a_verdict(state=VerdictState.CONTRADICTED, read_at=datetime(2026, 11, 1, tzinfo=UTC)),
        a_verdict(reader="ben", state=VerdictState.SUPPORTED),
    ]

    chain = a_chain([a_node("L1.P1", claims=("ding2025-1",))], claims=[claim], verdicts=verdicts)

    assert set(chain.pairs[0].states) == {VerdictState.PARTLY, VerdictState.SUPPORTED}
    assert differing(chain.pairs) == chain.pairs
    assert tally(chain.pairs) == {}


def test_what_contradicts_or_limits_a_step_is_beneath_it():
    nodes = [
        a_node("L1.P1", claims=("ding2025-1",)),
        a_node("L1.K1", role=Role.CONCESSION),
    ]
    links = [
        a_link("L1.K1", "limits", "L1.P1"),
        a_link("flynn2022-2", "contradicts", "ding2025-1"),
        a_link("flynn2022-2", "explains", "L1.P1"),
    ]

    chain = a_chain(nodes, links, [a_claim("ding2025-1"), a_claim("flynn2022-2")], [a_work()])

    node, claim = chain.supports[0].objections
    assert node.node is not None
    assert node.node.id == "L1.K1"
    assert claim.claim is not None
    assert claim.work is not None


def test_a_loop_is_refused():
    nodes = [a_node("L1.P1"), a_node("L1.P2")]
    links = [a_link("L1.P1", "supports", "L1.P2"), a_link("L1.P2", "supports", "L1.P1")]

    with pytest.raises(ChainLoopError):
        a_chain(nodes, links)


def test_works_go_by_their_older_keys_too():
    claim = a_claim("ding2025-1", citations=(a_citation("flynn21"),))
    work = a_work("flynn2022", aliases=("flynn21",))

    chain = a_chain([a_node("L1.P1", claims=("ding2025-1",))], claims=[claim], works=[work])

    assert chain.works == (work,)


def test_records_of_another_limitation_are_left_aside():
    chain = a_chain([a_node("L1.P1"), a_node("L2.P1")], [a_link("L2.P1", "supports", "L2.C")])

    assert [support.node.id for support in chain.supports] == ["L1.P1"]
    assert chain.links == ()

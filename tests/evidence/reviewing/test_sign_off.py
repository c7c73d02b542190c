from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bib.standing import Standing
from bib.works import Citekey
from evidence.reviewing.outcomes import Consensus
from evidence.reviewing.pairs import ReviewPair
from evidence.reviewing.sign_off import SignOff, since, states_of
from evidence.verdicts import VerdictState

NOW = datetime(2026, 11, 23, tzinfo=UTC)
READ = {"consensus": Consensus.ONE_READER, "state": VerdictState.SUPPORTED}
PAIRS = [ReviewPair(claim=f"c{n}", work=Citekey("w"), **READ) for n in range(3)]


def signed(**parts):
    return SignOff(name="Ana", at=NOW, counts={"pairs": 3}, states=states_of(PAIRS), **parts)


def test_nothing_is_open_again_where_nothing_was_changed():
    found = since(signed(), PAIRS)

    assert (found.unchanged, found.reopened, found.new, found.gone) == (3, (), (), ())


def test_only_what_depends_on_a_change_is_open_again():
    changed = replace(PAIRS[1], standing=Standing.RETRACTED, state=VerdictState.PARTLY)

    found = since(signed(), [PAIRS[0], changed, PAIRS[2]])

    assert found.unchanged == 2
    assert [each.pair.claim for each in found.reopened] == ["c1"]
    assert found.reopened[0].answers == (
        ("verdict", "supported", "partly"),
        ("standing", "", "retracted"),
    )


def test_pairs_that_came_and_went_are_told():
    late = ReviewPair(claim="late", work=Citekey("w"))

    whole = since(signed(), [*PAIRS[:2], late])
    part = since(signed(is_whole=False), [*PAIRS[:2], late])

    assert ([pair.claim for pair in whole.new], whole.gone) == (["late"], ("c2 × w",))
    assert part.new == ()

from bib.identity import Identity
from bib.standing import Standing
from bib.works import Citekey
from evidence.reviewing.bindings import Freshness
from evidence.reviewing.outcomes import Consensus
from evidence.reviewing.pairs import Anchor, ReviewPair, tallies
from evidence.verdicts import VerdictState


def a_pair(**parts):
    return ReviewPair(**({"claim": "ding2025-1", "work": Citekey("flynn2022")} | parts))


def test_every_question_accounts_for_every_pair():
    pairs = [
        a_pair(),
        a_pair(
            identity=Identity.SAME,
            standing=Standing.CURRENT,
            anchor=Anchor.EXACT,
            consensus=Consensus.ONE_READER,
            state=VerdictState.PARTLY,
            freshness=Freshness.FRESH,
        ),
        a_pair(
            identity=Identity.NOT_CHECKED,
            anchor=Anchor.ORPHANED,
            consensus=Consensus.ONE_READER,
            state=VerdictState.SOURCE_UNAVAILABLE,
        ),
        a_pair(consensus=Consensus.DISPUTED),
    ]

    counted = {each.name: each for each in tallies(pairs)}

    assert all(
        sum([*each.checked.values(), *each.could_not.values()])
        + each.not_asked
        + each.not_applicable
        == len(pairs)
        for each in counted.values()
    )
    assert counted["verdict"].checked == {"partly": 1}
    assert counted["verdict"].could_not == {"source unavailable": 1, "readers differ": 1}
    assert counted["verdict"].not_asked == 1
    assert counted["freshness"].not_applicable == 3
    assert counted["identity"].could_not == {"could not check": 1}
    assert counted["anchor"].could_not == {"not found in the text": 1}


def test_a_pair_is_named_as_verdicts_name_it():
    assert a_pair().id == "ding2025-1 × flynn2022"

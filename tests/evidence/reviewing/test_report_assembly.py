from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from bib.identity import Identified, Identity
from bib.standing import Standing, StandingSignal
from bib.works import Citekey, ReadStatus
from evidence.corpus import About, Corpus
from evidence.figures import Figure
from evidence.reviewing.bindings import BoundPart, binding_of, wordings_of
from evidence.reviewing.outcomes import Consensus, outcomes
from evidence.reviewing.pairs import Anchor, ReviewPair
from evidence.reviewing.queue import Place
from evidence.reviewing.report_assembly import Matter, report
from evidence.reviewing.stakes import Stake, Weight
from evidence.verdicts import Fault, VerdictState
from tests.builders import a_citation, a_claim, a_verdict, a_work

NOW = datetime(2026, 11, 23, tzinfo=UTC)
EARLIER = datetime(2026, 11, 21, tzinfo=UTC)
CLAIMS = tuple(
    a_claim(f"ding2025-{n}", citations=(a_citation("flynn2022"), a_citation("roe2020")))
    for n in range(1, 4)
)
WORKS = (a_work("ding2025", title="The survey"), a_work("flynn2022"), a_work("roe2020"))


def a_pair(number, work="flynn2022", **parts):
    pair = ReviewPair(claim=f"ding2025-{number}", work=Citekey(work), position=number)
    return replace(pair, **parts)


def reported(*verdicts, pairs=(), weights=None, works=WORKS, claims=CLAIMS, **parts):
    """The report of these verdicts; pairs are made from them unless given."""
    made = []
    for (claim, work), found in outcomes(verdicts).items():
        pair = a_pair(int(claim[-1]), work, consensus=found.consensus, state=found.state)
        made.append(replace(pair, readers=tuple(each.reader for each in found.readings)))
    places = [
        Place(pair=pair, stake=Stake(weight=(weights or {}).get(pair.claim, Weight.NONE)))
        for pair in (pairs or made)
    ]
    corpus = Corpus(about=About(survey="ding2025"), bibliography=works, claims=claims, **parts)
    matter = Matter(
        places=places,
        total=len(places),
        corpus=corpus,
        stored={str(each.id): each for each in claims},
        verdicts=verdicts,
        reader="ana",
    )
    return report(matter, now=NOW)


def test_findings_come_by_what_hangs_on_them_then_the_gravest_then_the_major():
    partly = a_verdict("ding2025-1", state=VerdictState.PARTLY)
    contradicted = a_verdict("ding2025-2", state=VerdictState.CONTRADICTED)
    minor = a_verdict("ding2025-3", state=VerdictState.NOT_SUPPORTED, fault=Fault.IRRELEVANT)
    major = replace(minor, work=Citekey("roe2020"), is_major=True)
    fine = a_verdict("ding2025-1", "roe2020")

    found = reported(
        partly, contradicted, minor, major, fine, weights={"ding2025-1": Weight.LOAD_BEARING}
    )

    assert [(each.pair.claim[-1], each.pair.work) for each in found.findings] == [
        ("1", "flynn2022"),
        ("2", "flynn2022"),
        ("3", "roe2020"),
        ("3", "flynn2022"),
    ]
    assert (found.survey.title, found.counts["findings"]) == ("The survey", 4)


def test_who_read_how_much_and_when_is_told_of_what_stands():
    found = reported(
        a_verdict("ding2025-1", access=ReadStatus.ABSTRACT, read_at=EARLIER),
        a_verdict("ding2025-1", reader="ben", state=VerdictState.PARTLY),
        a_verdict("ding2025-2", access=ReadStatus.SECONDARY),
        a_verdict("ding2025-1", reader="eve", is_adjudication=True, read_at=NOW),
    )

    assert [(each.reader, each.readings, each.decisions) for each in found.readers] == [
        ("ana", 2, 0),
        ("ben", 1, 0),
        ("eve", 0, 1),
    ]
    assert found.readers[0].first == EARLIER
    assert found.readings == {1: 1, 2: 1}
    assert found.access == {ReadStatus.FULL: 1, ReadStatus.SECONDARY: 1}


def test_what_could_not_be_checked_is_told_by_work_and_cause_with_the_reasons():
    gone = {"state": VerdictState.SOURCE_UNAVAILABLE, "access": ReadStatus.NONE, "reason": "Gone."}

    found = reported(
        a_verdict("ding2025-1", **gone),
        a_verdict("ding2025-2", **gone),
        a_verdict("ding2025-3", state=VerdictState.CANNOT_DETERMINE, reason="Not said."),
        pairs=(),
    )

    assert [(each.work.key, each.cause, len(each.pairs)) for each in found.unchecked] == [
        ("flynn2022", VerdictState.SOURCE_UNAVAILABLE, 2),
        ("flynn2022", VerdictState.CANNOT_DETERMINE, 1),
    ]
    assert found.unchecked[0].reasons == ("Gone.",)


def test_pairs_without_reading_readers_who_differ_and_lost_words_have_lists_of_their_own():
    pairs = [
        a_pair(1),
        a_pair(2, consensus=Consensus.DISPUTED, readers=("ana", "ben")),
        a_pair(3, anchor=Anchor.ORPHANED, alarms=("hedge-dropped",)),
    ]

    found = reported(pairs=pairs)

    assert [pair.claim for pair in found.unread] == ["ding2025-1", "ding2025-3"]
    assert [each.pair.claim for each in found.disputed] == ["ding2025-2"]
    assert [each.pair.claim for each in found.orphaned] == ["ding2025-3"]
    assert found.alarms == {"hedge-dropped": 1}


def test_a_stale_verdict_comes_with_the_words_it_was_given_on_and_those_of_now():
    then = CLAIMS[0]
    now = replace(then, statement="Something else is the case.")
    verdict = a_verdict("ding2025-1", binding=binding_of(then, "flynn2022"))

    found = reported(
        verdict,
        pairs=[a_pair(1, stale_readers=("ana",))],
        claims=(now, *CLAIMS[1:]),
        wordings=wordings_of(then),
    )

    ((change,),) = (each.changes for each in found.stale)
    assert change.part is BoundPart.CLAIM
    assert (change.then, change.now) == (
        "Something is the case.",
        "Something else is the case.",
    )


def test_works_that_are_another_or_were_retracted_are_told_with_the_pairs_that_rest_on_them():
    retracted = StandingSignal(state=Standing.RETRACTED, note="Made-up data.")
    works = (
        a_work("flynn2022", identified=Identified(grade=Identity.ANOTHER, why="Other title.")),
        a_work("roe2020", standing=(StandingSignal(state=Standing.CURRENT), retracted)),
    )

    found = reported(pairs=[a_pair(2), a_pair(1), a_pair(1, "roe2020")], works=works)

    ((identity,), (standing,)) = found.identities, found.standings
    assert (identity.state, identity.reasons) == ("another work", ("Other title.",))
    assert [pair.claim for pair in identity.pairs] == ["ding2025-1", "ding2025-2"]
    assert standing.reasons == ("Retracted: Made-up data.",)


def test_only_the_disputed_figures_of_the_paper_are_its_findings():
    figure = Figure(value=Decimal(5), unit="cats", subject="cats", dispute="There are four.")
    claims = (
        replace(CLAIMS[0], figures=(figure,)),
        a_claim("roe2020-1", figures=(figure,)),
    )

    found = reported(pairs=[a_pair(1)], claims=claims)

    assert [each.claim.id for each in found.figures] == ["ding2025-1"]

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bib.dates import PartialDate
from bib.identity import Identified, Identity
from bib.standing import Standing, StandingSignal
from bib.works import Citekey, ReadStatus
from evidence.claims import Locator
from evidence.excerpts import Excerpt, ExcerptId
from evidence.figures import Figure
from evidence.reviewing.bindings import Freshness, binding_of
from evidence.reviewing.outcomes import BlindReader, Consensus
from evidence.reviewing.pairs import Anchor
from evidence.texts import Text
from evidence.verdicts import VerdictState
from tests.builders import a_citation, a_claim, a_verdict, a_work
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)
CLAIM = a_claim(
    "ding2025-1-1-2",
    work="ding2025",
    locator=Locator.parse("1-1-2"),
    citations=(
        a_citation("flynn2022", number=8, group=1),
        a_citation("qin2024", number=27, group=1, through_range=True, is_ambiguous=True),
        a_citation("flynn2022", number=8, group=2),
    ),
)
FIRST = replace(CLAIM, id="ding2025-1-1-1", locator=Locator.parse("1-1-1"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=NOW) as made:
        put(made, works=[a_work("ding2025"), a_work("flynn2022"), a_work("qin2024")])
        put(made, claims=[CLAIM, FIRST])
        yield made


def put(library, **records):
    with library.deed("test", now=NOW) as deed:
        for kind, values in records.items():
            getattr(deed.records, f"put_{kind}")(values)


def pairs(library, **options):
    with library.reading() as records:
        return records.review_pairs(**options)


def the_pair(library, **options):
    return next(each for each in pairs(library, **options) if each.id.startswith(CLAIM.id))


def test_a_work_cited_twice_is_one_pair_and_pairs_stand_as_in_the_paper(library):
    found = pairs(library)

    assert [(each.at, each.work, each.groups) for each in found] == [
        ("1-1-1", "flynn2022", (1, 2)),
        ("1-1-1", "qin2024", (1,)),
        ("1-1-2", "flynn2022", (1, 2)),
        ("1-1-2", "qin2024", (1,)),
    ]
    assert [each.position for each in found] == [0, 1, 2, 3]
    assert found[1].through_range
    assert found[1].is_ambiguous


def test_withdrawn_claims_and_drafts_are_not_reviewed(library):
    put(library, claims=[replace(CLAIM, is_withdrawn=True), replace(FIRST, is_draft=True)])

    assert pairs(library) == []


def test_before_anybody_looked_nothing_is_claimed(library):
    found = the_pair(library)

    assert (found.identity, found.standing, found.freshness, found.state) == (None,) * 4
    assert (found.anchor, found.scope, found.consensus) == (
        Anchor.NONE,
        ReadStatus.NONE,
        Consensus.UNREAD,
    )


def test_identity_and_standing_are_those_of_the_cited_work(library):
    identified = Identified(grade=Identity.ANOTHER, by="Crossref", on=PartialDate(2026, 11, 23))
    signal = StandingSignal(state=Standing.RETRACTED)
    put(library, works=[a_work("flynn2022", identified=identified, standing=(signal,))])

    found = the_pair(library)

    assert (found.identity, found.standing) == (Identity.ANOTHER, Standing.RETRACTED)


def test_a_verdict_is_fresh_until_what_it_was_given_on_is_changed(library):
    put(library, verdicts=[a_verdict(CLAIM.id, binding=binding_of(CLAIM, "flynn2022"))])
    fresh = the_pair(library)

    put(library, claims=[replace(CLAIM, statement="Something else is the case.")])
    stale = the_pair(library)

    assert (fresh.freshness, fresh.consensus, fresh.state) == (
        Freshness.FRESH,
        Consensus.ONE_READER,
        VerdictState.SUPPORTED,
    )
    assert (stale.freshness, stale.stale_readers) == (Freshness.STALE, ("ana",))


def test_what_a_claim_said_under_a_verdict_is_kept_in_words(library):
    verdict = a_verdict(CLAIM.id, binding=binding_of(CLAIM, "flynn2022"))
    put(library, verdicts=[verdict])

    put(library, claims=[replace(CLAIM, statement="Something else is the case.")])

    with library.reading() as records:
        (kept,) = records.wordings({verdict.binding.claim})
    assert kept.words == "Something is the case."


def test_a_change_of_anything_else_leaves_it_fresh(library):
    put(library, verdicts=[a_verdict(CLAIM.id, binding=binding_of(CLAIM, "flynn2022"))])

    put(library, claims=[replace(CLAIM, note="Read again.")])

    assert the_pair(library).freshness is Freshness.FRESH


def test_a_verdict_that_names_no_bytes_is_unbound(library):
    put(library, verdicts=[a_verdict(CLAIM.id)])

    assert the_pair(library).freshness is Freshness.UNBOUND


def test_two_readers_who_differ_leave_the_pair_disputed_and_a_decision_ends_it(library):
    late = datetime(2026, 11, 24, tzinfo=UTC)
    put(
        library,
        verdicts=[
            a_verdict(CLAIM.id),
            a_verdict(CLAIM.id, reader="ben", state=VerdictState.PARTLY),
        ],
    )
    disputed = the_pair(library)
    put(library, verdicts=[a_verdict(CLAIM.id, reader="eve", read_at=late, is_adjudication=True)])

    assert (disputed.consensus, disputed.readers) == (Consensus.DISPUTED, ("ana", "ben"))
    assert the_pair(library).consensus is Consensus.ADJUDICATED


def test_a_blind_reader_does_not_see_what_the_other_found(library):
    put(library, verdicts=[a_verdict(CLAIM.id)])
    ben = BlindReader("ben", frozenset({"ana", "ben"}))

    assert the_pair(library, blind=ben).consensus is Consensus.UNREAD
    assert the_pair(library).consensus is Consensus.ONE_READER


def test_words_count_as_found_only_in_a_text_that_is_held(library):
    text = Text(content="It is so, they say.")
    excerpt = Excerpt(
        id=ExcerptId("x1"),
        claim=CLAIM.id,
        work=Citekey("flynn2022"),
        quote="It is so",
        start=0,
        end=8,
        text_sha256=text.sha256,
        found_by="exact",
    )
    put(library, claims=[replace(CLAIM, excerpts=(excerpt,))])

    assert the_pair(library).anchor is Anchor.UNCHECKED


def test_a_disputed_figure_is_told_of_every_pair_of_its_claim(library):
    figure = Figure(value=Decimal(200), unit="tools", subject="tools", dispute="Over 200 below.")
    put(library, claims=[replace(CLAIM, figures=(figure,))])

    assert [each.has_disputed_figure for each in pairs(library)] == [False, False, True, True]

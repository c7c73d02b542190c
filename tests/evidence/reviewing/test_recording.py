from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bib.works import ReadStatus
from evidence.errors import VerdictRefusedError
from evidence.excerpts import Excerpt, ExcerptId
from evidence.reviewing.recording import checked, is_said_already
from evidence.texts import Page, Text
from evidence.verdicts import Fault, VerdictState
from tests.builders import a_citation, a_claim, a_verdict

CLAIM = a_claim(
    "ding2025-1",
    citations=(a_citation("flynn2022"), a_citation("qin2024")),
    excerpts=(Excerpt(id=ExcerptId("x1"), claim="ding2025-1", work="flynn2022", quote="So."),),
)
PAGES = Text(
    content="a b",
    pages=(
        Page(index=0, label="1341", start=0, end=2),
        Page(index=1, label="1342", start=2, end=3),
    ),
)
ANA = a_verdict()
BEN = a_verdict(reader="ben", state=VerdictState.PARTLY)
DECISION = a_verdict(reader="eve", is_adjudication=True)


def refusal(verdict, claim=CLAIM, given=(), texts=(), **options):
    with pytest.raises(VerdictRefusedError) as refused:
        checked(verdict, claim, given, texts, **options)
    return refused.value.why


def test_a_sound_verdict_is_taken_as_it_is():
    assert checked(ANA, CLAIM, []) == ANA


@pytest.mark.parametrize(
    ("verdict", "claim", "why"),
    [
        (a_verdict(work="ito2019"), CLAIM, "does not cite “ito2019”; it cites flynn2022, qin2024"),
        (ANA, replace(CLAIM, is_withdrawn=True), "the claim was withdrawn"),
        (ANA, replace(CLAIM, is_draft=True), "the claim is a draft"),
        (a_verdict(reader="  "), CLAIM, "nobody is named"),
        (a_verdict(access=ReadStatus.NONE), CLAIM, "“supported” is more than can be known"),
        (a_verdict(state=VerdictState.SOURCE_UNAVAILABLE), CLAIM, "read in full"),
        (a_verdict(fault=Fault.MISQUOTE), CLAIM, "no fault “misquote”"),
        (a_verdict(is_major=True), CLAIM, "Name the fault"),
        (a_verdict(excerpt="x9"), CLAIM, "there are: x1"),
        (a_verdict(is_taken_back=True), CLAIM, "no verdict on it to take back"),
    ],
)
def test_what_cannot_be_a_verdict_is_refused_with_the_reason(verdict, claim, why):
    assert why in refusal(verdict, claim)


def test_a_page_that_the_text_does_not_have_is_refused():
    why = refusal(a_verdict(locator="pp. 1342–1360"), texts=[PAGES])

    assert why == (
        "the place “pp. 1342–1360” is outside the text: it has no page 1360, its pages are "
        "1341 to 1342"
    )


@pytest.mark.parametrize("locator", ["p. 1342", "page 2", "section 4.1", "abstract", ""])
def test_a_place_within_the_text_is_taken_by_label_or_by_count(locator):
    assert checked(a_verdict(locator=locator), CLAIM, [], [PAGES])


def test_a_page_cannot_be_checked_where_a_text_without_pages_is_held_as_well():
    assert checked(a_verdict(locator="p. 9"), CLAIM, [], [PAGES, Text(content="a")])


def test_indirect_citing_is_a_fault_of_a_claim_that_may_well_be_supported():
    assert checked(a_verdict(fault=Fault.INDIRECT), CLAIM, [])


def test_a_second_verdict_of_the_same_reader_is_refused_unless_it_is_a_revision():
    later = replace(ANA, state=VerdictState.PARTLY)

    assert "ana has given a verdict on it already" in refusal(later, given=[ANA])
    assert checked(later, CLAIM, [ANA], is_revision=True).state is VerdictState.PARTLY


def test_after_taking_a_verdict_back_a_reader_may_give_another():
    gone = replace(ANA, is_taken_back=True, read_at=ANA.read_at + timedelta(hours=1))

    assert checked(replace(ANA, read_at=gone.read_at), CLAIM, [ANA, gone])


def test_a_clock_that_runs_backwards_loses_nothing():
    early = a_verdict(reader="ben", read_at=datetime(1999, 1, 1, tzinfo=UTC))

    assert checked(early, CLAIM, [ANA]).read_at == ANA.read_at + timedelta(microseconds=1)


def test_a_third_decides_between_two_who_differ():
    assert checked(DECISION, CLAIM, [ANA, BEN])


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "nobody has read it"),
        ([ANA], "only ana has read it"),
        ([ANA, replace(ANA, reader="ben")], "its readers agree"),
        ([ANA, BEN, DECISION], "it was decided already"),
    ],
)
def test_where_nobody_differs_there_is_nothing_to_decide(given, why):
    assert refusal(DECISION, given=given).endswith(why)


def test_nobody_approves_their_own_reading_but_all_may_agree():
    own = replace(DECISION, reader="ana")

    assert "nobody approves their own" in refusal(own, given=[ANA, BEN])
    assert "ben is missing" in refusal(replace(own, agreed_by=("ana",)), given=[ANA, BEN])
    assert checked(replace(own, agreed_by=("ana", "ben")), CLAIM, [ANA, BEN])


def test_saying_the_same_again_is_no_new_verdict():
    again = replace(ANA, read_at=ANA.read_at + timedelta(days=1))

    assert is_said_already(again, [ANA])
    assert not is_said_already(replace(again, reason="Because."), [ANA])

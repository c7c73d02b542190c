from datetime import UTC, datetime

import pytest

from evidence.reviewing.queue import Order
from evidence.selection import Selection
from evidence.verdicts import VerdictState
from tracker.actions.record_verdict import Judgement, record_verdict
from tracker.actions.review_queue import Asked, review_queue
from tracker.errors import UnknownWorkError
from tracker.library import Library

LATER = datetime(2026, 11, 24, tzinfo=UTC)
SUPPORTED = Judgement(
    claim="4.1-1-11", work="kugler2021deepfake", state=VerdictState.SUPPORTED, reader="ana"
)


@pytest.fixture
def library(shipped):
    with Library.open(shipped) as opened:
        yield opened


def numbers(found, count):
    with_numbers = [place.pair.number for place in found.places]
    return list(dict.fromkeys(with_numbers))[:count]


def test_what_conclusions_hang_on_comes_first(library):
    found = review_queue(library, Asked(only_waiting=True), reader="ana")

    assert (found.waiting, found.total) == (173, 173)
    assert set(numbers(found, 9)) >= {14, 15, 33, 41, 42, 9}
    assert found.places[0].why[0] == "Without this work L1 and L3 would lose their support."


def test_a_pair_that_the_reader_has_read_waits_no_more(library):
    record_verdict(library, SUPPORTED, now=LATER)

    assert review_queue(library, Asked(only_waiting=True), reader="ana").waiting == 172
    assert review_queue(library, Asked(only_waiting=True), reader="ben").waiting == 172


def test_pairs_are_asked_for_by_every_state(library):
    asked = Asked(states=(("verdict", "not supported"), ("verdict", "contradicted")))

    found = review_queue(library, asked, reader="ana", by=Order.PAPER)

    assert {str(place.pair.state) for place in found.places} == {"not supported", "contradicted"}
    assert [place.pair.position for place in found.places] == sorted(
        place.pair.position for place in found.places
    )


def test_a_selected_work_is_the_cited_one(library):
    asked = Asked(selection=Selection(works=("nist2024ai1004",), limitations=("L1",)))

    found = review_queue(library, asked, reader="ana")

    assert {place.pair.work for place in found.places} == {"nist2024ai1004"}


def test_every_question_is_answered_for_every_pair(library):
    found = review_queue(library, Asked(), reader="ana")

    for tally in found.tallies:
        counted = sum(tally.checked.values()) + sum(tally.could_not.values()) + tally.not_asked
        assert counted == 173


def test_a_blind_reader_is_not_told_what_others_found(shipped):
    settings = shipped / "evtrack.toml"
    settings.write_text(settings.read_text() + 'readers = ["ana"]\nblind = true\n')

    with Library.open(shipped) as library:
        as_ana = review_queue(library, Asked(), reader="ana").places
        as_eve = review_queue(library, Asked(), reader="eve").places

    assert {place.pair.state for place in as_ana} == {None}
    assert None not in {place.pair.state for place in as_eve}


def test_after_a_deed_nothing_old_is_remembered(library):
    before = review_queue(library, Asked(), reader="ana").places
    record_verdict(library, SUPPORTED, now=LATER)
    after = review_queue(library, Asked(), reader="ana").places

    assert sum("ana" in place.pair.readers for place in before) == 0
    assert sum("ana" in place.pair.readers for place in after) == 1


def test_a_mistyped_work_is_not_taken_for_one_without_pairs(library):
    asked = Asked(selection=Selection(works=("Kugler2021Deepfake",)))

    assert review_queue(library, asked).places
    with pytest.raises(UnknownWorkError, match="Did you mean “kugler2021deepfake”"):
        review_queue(library, Asked(selection=Selection(works=("kugler2021deepfak",))))

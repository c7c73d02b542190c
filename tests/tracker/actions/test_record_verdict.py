from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bib.works import ReadStatus
from evidence.errors import VerdictRefusedError
from evidence.reviewing.outcomes import Consensus
from evidence.verdicts import VerdictState
from tests.builders import a_citation, a_claim, a_work
from tracker.actions.record_verdict import Judgement, record_verdict
from tracker.errors import UnknownRecordError, UnknownWorkError
from tracker.library import Library

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 11, tzinfo=UTC)
CLAIM = a_claim("ding2025-1-1-1", work="ding2025", citations=(a_citation("flynn2022"),))
SUPPORTED = Judgement(
    claim=CLAIM.id, work="flynn2022", state=VerdictState.SUPPORTED, reader="ana",
    access=ReadStatus.FULL,
)  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=NOW) as made:
        with made.deed("test", now=NOW) as deed:
            deed.records.put_works([a_work("ding2025"), a_work("flynn2022", aliases=("flynn",))])
            deed.records.put_claims([CLAIM])
        yield made


def verdicts(library):
    with library.reading() as records:
        return records.verdicts()


def test_a_verdict_is_taken_down_bound_to_its_bytes_and_told_in_the_log(library):
    done = record_verdict(library, SUPPORTED, now=NOW, why="first round")

    assert verdicts(library) == [done.verdict]
    assert done.verdict.binding.claim
    assert done.outcome.consensus is Consensus.ONE_READER
    with library.reading() as records:
        entry = records.log()[-1]
    assert (entry.deed, entry.why) == ("review", "first round")
    assert f"{CLAIM.id} × flynn2022" in entry.subjects


def test_an_older_key_of_the_work_will_do(library):
    done = record_verdict(library, replace(SUPPORTED, work="flynn"), now=NOW)

    assert done.verdict.work == "flynn2022"


def test_saying_the_same_again_adds_nothing(library):
    record_verdict(library, SUPPORTED, now=NOW)

    again = record_verdict(library, SUPPORTED, now=LATER)

    assert not again.is_new
    assert len(verdicts(library)) == 1


def test_a_revision_stands_and_the_first_verdict_stays_on_record(library):
    record_verdict(library, SUPPORTED, now=NOW)
    changed = replace(SUPPORTED, state=VerdictState.PARTLY, is_revision=True)

    done = record_verdict(library, changed, now=LATER)

    assert done.outcome.state is VerdictState.PARTLY
    assert [each.state for each in verdicts(library)] == ["supported", "partly"]


def test_a_dry_run_checks_and_records_nothing(library):
    assert record_verdict(library, SUPPORTED, now=NOW, is_dry_run=True).is_new
    assert verdicts(library) == []


def test_an_unavailable_source_was_not_read(library):
    gone = replace(SUPPORTED, state=VerdictState.SOURCE_UNAVAILABLE, access=None)

    assert record_verdict(library, gone, now=NOW).verdict.access is ReadStatus.NONE


def test_nothing_unknown_is_judged(library):
    with pytest.raises(UnknownRecordError):
        record_verdict(library, replace(SUPPORTED, claim="ding2025-9"), now=NOW)
    with pytest.raises(UnknownWorkError):
        record_verdict(library, replace(SUPPORTED, work="flyn2022"), now=NOW)
    with pytest.raises(VerdictRefusedError):
        record_verdict(library, replace(SUPPORTED, work="ding2025"), now=NOW)
    assert verdicts(library) == []

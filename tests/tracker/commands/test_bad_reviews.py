"""Verdicts that cannot be, and two people at once: a sentence, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bib.works import Citekey, ReadStatus
from evidence.attachments import Attachment, Scope
from evidence.texts import Page, Text
from evidence.verdicts import VerdictState
from tracker.actions.record_verdict import Judgement, record_verdict
from tracker.library import Library
from tracker.storage.log import verify_log

PAIR = ("4.1-1-11", "kugler2021deepfake")
CLAIM = "ding2025-4.1-1-11"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def record(evtrack, shipped):
    def run(*more, pair=PAIR, verdict="supported"):
        return evtrack("--library", shipped, "review", "record", *pair, "--verdict", verdict, *more)

    return run


def given_by(shipped, *readers):
    with Library.open(shipped) as library, library.reading() as records:
        return [each for each in records.verdicts([CLAIM]) if each.reader in readers]


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        (("4.1-1-99", PAIR[1]), "There is no claim “4.1-1-99” in the library."),
        ((PAIR[0], "kugler2021deepfak"), "Did you mean “kugler2021deepfake”"),
        ((PAIR[0], "thiel2023csam"), "the claim does not cite “thiel2023csam”"),
    ],
)
def test_a_pair_that_is_none_is_refused_by_name(pair, sentence, record):
    done = record("--reader", "ana", pair=pair)

    assert done.status == 3
    assert sentence in " ".join(done.err.split())


def test_a_withdrawn_claim_is_not_judged(record, evtrack, shipped):
    evtrack("--library", shipped, "claim", "remove", PAIR[0], "--why", "misread")

    done = record("--reader", "ana")

    assert done.status == 3
    assert "the claim was withdrawn" in done.err
    assert given_by(shipped, "ana") == []


def test_nobody_gives_no_verdict(record, shipped):
    done = record("--reader", "  ")

    assert (done.status, given_by(shipped, "", "  ")) == (3, [])
    assert "nobody is named who read it" in " ".join(done.err.split())


def test_a_place_outside_the_text_is_refused_with_the_pages_there_are(record, shipped):
    words = "A label of fiction does little. And so on."
    pages = (
        Page(index=0, label="640", start=0, end=31),
        Page(index=1, label="641", start=31, end=len(words)),
    )
    file = Attachment(
        sha256="ab" * 32,
        work=Citekey(PAIR[1]),
        name="paper.pdf",
        media_type="application/pdf",
        size=1,
        added_at=NOW,
        scope=Scope.FULL,
    )
    with Library.open(shipped) as library, library.deed("attach", now=NOW) as deed:
        deed.records.put_attachment(file)
        deed.records.put_text(file.sha256, Text(content=words, pages=pages))

    outside = record("--reader", "ana", "--at", "p. 700")
    inside = record("--reader", "ana", "--at", "p. 641")

    assert (outside.status, inside.status) == (3, 0)
    assert "it has no page 700, its pages are 640 to 641" in " ".join(outside.err.split())


def test_a_second_verdict_is_told_how_to_be_a_revision(record, shipped):
    record("--reader", "ana")

    done = record("--reader", "ana", verdict="partly")

    assert done.status == 3
    assert "give the same command with --revise" in done.err
    assert [each.state for each in given_by(shipped, "ana")] == [VerdictState.SUPPORTED]


def test_two_readers_at_once_are_both_heard_and_one_reader_twice_is_heard_once(shipped):
    done = at_once(shipped, ("ana", "supported"), ("ben", "partly"), ("ben", "contradicted"))

    assert done[0] == 0
    assert sorted(done[1:]) == [0, 3]
    assert sorted(each.reader for each in given_by(shipped, "ana", "ben")) == ["ana", "ben"]
    assert_whole(shipped)


def at_once(shipped, *verdicts):
    """The exit statuses of processes that record on the same pair at the same time."""
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", "import cli; cli.main()", "--library", str(shipped), "review",
             "record", *PAIR, "--verdict", verdict, "--reader", reader],
            cwd=ROOT,
            env=os.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for reader, verdict in verdicts
    ]  # fmt: skip
    return [each.wait(60) for each in begun]


def assert_whole(shipped):
    with Library.open(shipped) as library:
        with library.reading() as records:
            assert verify_log(records.log()) is None
        assert library.index_state().fresh


def test_a_clock_that_runs_backwards_changes_the_order_of_nothing(shipped):
    def judged(state, moment, **more):
        judgement = Judgement(
            claim=CLAIM, work=PAIR[1], state=state, reader="ana", access=ReadStatus.FULL, **more
        )
        return record_verdict(library, judgement, now=moment)

    with Library.open(shipped) as library:
        first = judged(VerdictState.SUPPORTED, NOW)
        second = judged(VerdictState.PARTLY, NOW - timedelta(days=400), is_revision=True)
        back = judged(VerdictState.PARTLY, NOW - timedelta(days=800), takes_back=True)
        with library.reading() as records:
            entries = records.log()

    moments = [each.verdict.read_at for each in (first, second, back)]
    assert moments == sorted(moments)
    assert len(set(moments)) == 3
    assert second.outcome.readings[-1].state is VerdictState.PARTLY
    assert "ana" not in {each.reader for each in back.outcome.readings}
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert verify_log(entries) is None


def test_a_damaged_log_is_told_and_verdicts_are_kept_all_the_same(record, evtrack, shipped):
    record("--reader", "ana")
    with Library.open(shipped) as library, library._database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER log_keeps_UPDATE")
        connection.exec_driver_sql("UPDATE log SET who = 'eve' WHERE seq = 1")

    done = record("--reader", "ben")
    found = evtrack("--library", shipped, "check", "log", "--json").json["findings"]

    assert done.status == 0
    assert len(given_by(shipped, "ana", "ben")) == 2
    assert [each["check"] for each in found] == ["log"]
    assert "entry 1" in found[0]["message"].lower() or "1" in found[0]["subject"]

"""A blind review: wherever a reader looks, nothing of what others found before an own verdict."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest

from bib.works import Citekey, ReadStatus
from evidence.verdicts import Verdict, VerdictState
from tracker.actions.record_verdict import Judgement, record_verdict
from tracker.actions.refresh_alarms import refresh_alarms
from tracker.library import Library

CLAIM, WORK = "ding2025-4.1-1-11", "kugler2021deepfake"
REASON = "Ben-found-it-otherwise"
WHY = "Ben-had-time"


@pytest.fixture(scope="module")
def made(shipped_original, tmp_path_factory):
    """The shipped library under a blind review, with Ben's verdict on one pair."""
    root = shutil.copytree(shipped_original, tmp_path_factory.mktemp("blind") / "library")
    now = datetime(2026, 11, 23, 13, tzinfo=UTC)
    verdict = Verdict(
        claim=CLAIM,
        work=Citekey(WORK),
        state=VerdictState.CONTRADICTED,
        reader="ben",
        read_at=now,
        access=ReadStatus.FULL,
        reason=REASON,
    )
    with Library.open(root) as library:
        with library.deed("review", now=now, who="ben", why=WHY) as deed:
            deed.records.put_verdicts([verdict])
        refresh_alarms(library)
    settings = root / "evtrack.toml"
    settings.write_text(settings.read_text() + 'readers = ["ana", "ben"]\nblind = true\n')
    return root


@pytest.fixture
def untouched(made, monkeypatch):
    """That library as Ana looks at it."""
    monkeypatch.setenv("EVTRACK_USER", "ana")
    return made


@pytest.fixture
def blind(untouched, tmp_path):
    """A copy of it, to be changed by Ana."""
    return shutil.copytree(untouched, tmp_path / "blind")


@pytest.fixture(scope="module")
def read(made, tmp_path_factory):
    """Another copy, in which Ana has read the pair too."""
    root = shutil.copytree(made, tmp_path_factory.mktemp("read") / "library")
    judgement = Judgement(claim=CLAIM, work=WORK, state=VerdictState.SUPPORTED, reader="ana")
    with Library.open(root) as library:
        record_verdict(library, judgement, now=datetime(2026, 11, 23, 14, tzinfo=UTC))
    return root


def record(evtrack, blind, *more):
    return evtrack(
        "--library", blind, "review", "record", CLAIM, WORK, "--verdict", "supported", *more
    )


LOOKS = (
    ("show", CLAIM),
    ("show", CLAIM, "--json"),
    ("show", f"{CLAIM} × {WORK}"),
    ("show", f"{CLAIM} × {WORK}", "--json"),
    ("show", WORK),
    ("show", WORK, "--json"),
    ("chain", "L1", "--full"),
    ("chain", "L1", "--format", "json"),
    ("bibliography", "--format", "md"),
    ("check",),
    ("check", "--json"),
    ("claims", "--state", "contradicted"),
    ("works", "--state", "contradicted"),
    ("log",),
    ("log", CLAIM, "--json"),
    ("review", "list", "--work", WORK),
    ("review", "list", "--work", WORK, "--json"),
    ("review", "next", "--work", WORK, "--json"),
    ("review", "report"),
)


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_nowhere_is_told_what_the_other_found(words, untouched, evtrack):
    done = evtrack("--library", untouched, *words)

    assert done.status in {0, 1}
    assert REASON not in done.out + done.err
    assert WHY not in done.out + done.err


@pytest.mark.parametrize("words", [LOOKS[0], LOOKS[3], LOOKS[6], LOOKS[8], LOOKS[14]], ids=" ".join)
def test_after_an_own_verdict_it_is_told(words, read, untouched, evtrack):
    done = evtrack("--library", read, *words)

    assert REASON in done.out or WHY in done.out


def test_states_are_those_of_what_may_be_seen(blind, evtrack):
    work = ("--library", blind, "works", "--json", "--state", "contradicted", "--work", WORK)
    counts = evtrack("--library", blind, "status", "--json").json["verdicts"]
    (pair,) = evtrack("--library", blind, "review", "list", "--work", WORK, "--json").json["pairs"]

    before = evtrack(*work).json["works"]
    record(evtrack, blind)
    after = evtrack(*work).json["works"]

    assert set(counts.values()) == {0}
    assert (pair["verdict"], pair["readers"]) == (None, [])
    assert (len(before), len(after)) == (0, 1)


@pytest.mark.parametrize(
    "query", ["state:contradicted", "harm NOT state:supported", "state:contra*", "state:not*"]
)
def test_no_search_tells_it_either(query, untouched, evtrack):
    found = evtrack("--library", untouched, "search", query)
    listed = evtrack("--library", untouched, "claims", "--query", query)

    assert (found.status, listed.status) == (3, 3)
    assert "This review is blind" in found.err
    assert evtrack("--library", untouched, "search", "state:disputed").status == 0


def test_agreement_is_measured_on_what_may_be_seen(untouched, read, evtrack):
    pytest.importorskip("nltk", reason="NLTK, of the extra “statistics”, is not installed")

    before = evtrack("--library", untouched, "review", "agreement", "--json").json
    after = evtrack("--library", read, "review", "agreement", "--json").json

    assert (before["pairs"], after["pairs"]) == (0, 1)
    assert after["readers"] == ["ana", "ben", "first reading"]


def test_a_sign_off_of_another_is_logged_without_the_states_it_keeps(blind, evtrack, monkeypatch):
    monkeypatch.setenv("EVTRACK_USER", "eve")
    made = evtrack("--library", blind, "review", "report", "--sign-off", "Draft 1", "--why", "sent")
    whole = evtrack("--library", blind, "log", "--json", "--limit", "1").out
    monkeypatch.setenv("EVTRACK_USER", "ana")

    shown = evtrack("--library", blind, "log", "--json", "--limit", "1")

    assert made.status in {0, 1}
    assert "contradicted" in whole
    assert "contradicted" not in shown.out
    assert shown.json["entries"][0]["deed"] == "sign off review"


def test_a_try_tells_no_more_than_before(untouched, evtrack):
    tried = record(evtrack, untouched, "--dry-run", "--json").json
    done = record(evtrack, untouched, "--json").json
    undone = record(evtrack, untouched, "--undo", "--json").json

    assert (tried["consensus"], tried["readers"]) == ("one reader", ["ana"])
    assert (done["consensus"], done["state"]) == ("disputed", None)
    assert (undone["consensus"], undone["readers"]) == ("unread", [])


@pytest.mark.parametrize(
    "words",
    [
        ("review", "list", "--reader", "ben"),
        ("review", "next", "--reader", "eve"),
        ("review", "record", CLAIM, WORK, "--verdict", "partly", "--reader", "ben"),
    ],
    ids=" ".join,
)
def test_nobody_looks_or_records_in_the_name_of_another(words, untouched, evtrack):
    done = evtrack("--library", untouched, *words)

    assert done.status == 3
    assert "ana is one of its readers" in done.err


def test_who_is_no_reader_sees_everything(untouched, evtrack, monkeypatch):
    monkeypatch.setenv("EVTRACK_USER", "eve")

    assert REASON in evtrack("--library", untouched, "show", CLAIM).out


def test_a_corpus_holds_every_verdict_and_says_so(untouched, evtrack, tmp_path):
    done = evtrack("--library", untouched, "export", "--format", "corpus", "--to", tmp_path / "c")

    assert REASON in (tmp_path / "c" / "verdicts.yaml").read_text(encoding="utf-8")
    assert "a corpus holds every verdict" in done.err


def test_a_reader_who_leaves_strands_nothing(blind, evtrack):
    listed = ("--library", blind, "review", "list", "--work", WORK, "--waiting", "--json")
    settings = blind / "evtrack.toml"
    settings.write_text(settings.read_text().replace('["ana", "ben"]', '["ana", "cleo"]'))

    before = evtrack(*listed).json
    settings.write_text(settings.read_text().replace("blind = true", "blind = false"))
    shown = evtrack("--library", blind, "show", CLAIM).out
    seen = evtrack("--library", blind, "review", "list", "--work", WORK, "--json").json

    # The first reading and Ben's are two, whoever still reads: nobody is asked for a third.
    assert before["found"] == 0
    assert REASON in shown
    assert seen["pairs"][0]["readers"] == ["first reading", "ben"]

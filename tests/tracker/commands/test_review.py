from __future__ import annotations

import pytest

AIM = ("plan", "--confidence", "95", "--tolerated", "5", "--seed", "7", "--reader", "ana")
PAIR = ("4.1-1-11", "kugler2021deepfake")


@pytest.fixture
def review(evtrack, shipped):
    def run(*words):
        return evtrack("--library", shipped, "review", *words)

    return run


def record(review, reader, verdict, *more, pair=PAIR):
    return review("record", *pair, "--verdict", verdict, "--reader", reader, *more)


def test_pairs_are_listed_with_their_states_side_by_side_and_totals_that_add_up(review):
    found = review("list", "--limit", "3", "--json").json

    assert (found["shown"], found["found"], found["total"]) == (3, 173, 173)
    assert {"identity", "standing", "anchor", "verdict", "freshness"} <= set(found["pairs"][0])
    for tally in found["tallies"].values():
        counts = [*tally["checked"].values(), *tally["could_not_check"].values()]
        assert sum(counts) + tally["not_asked"] == 173


def test_the_list_says_in_words_what_nobody_could_check(review):
    done = review("list", "--limit", "2")

    assert "171 more" in done.out
    assert "could not check 87 (55 cannot determine, 32 source unavailable)" in " ".join(
        done.out.split()
    )


def test_pairs_are_filtered_by_state_and_selection(review):
    found = review("list", "--verdict", "contradicted", "--limitation", "L1", "--json").json[
        "pairs"
    ]

    assert [(pair["at"], pair["number"]) for pair in found] == [("4.1-1-2b", 26)]


def test_a_state_that_does_not_exist_is_misuse(review):
    assert review("list", "--verdict", "true").status == 2


def test_a_verdict_is_recorded_with_how_far_it_reaches(review):
    done = record(review, "ana", "supported", "--access", "abstract", "--at", "abstract")
    told = record(review, "ben", "supported", "--access", "full", "--json").json

    assert done.status == 0
    assert "supported by the abstract" in done.out
    assert "not that something is missing" in done.out
    assert told["consensus"] == "agreed"
    assert told["verdict"]["binding"]["claim"]


def test_a_verdict_that_cannot_be_is_refused_with_the_pair_and_the_reason(review):
    done = record(review, "ana", "supported", pair=("4.1-1-11", "thiel2023csam"))

    assert done.status == 3
    assert "does not cite “thiel2023csam”; it cites kugler2021deepfake" in " ".join(
        done.err.split()
    )


def test_a_verdict_is_revised_and_taken_back_and_nothing_is_lost(review, evtrack, shipped):
    record(review, "ana", "supported")
    refused = record(review, "ana", "partly")
    record(review, "ana", "partly", "--revise")
    record(review, "ana", "partly", "--undo")

    shown = evtrack("--library", shipped, "show", "4.1-1-11", "--json").json["verdicts"]

    assert refused.status == 3
    assert [
        (each["state"], each["is_taken_back"]) for each in shown if each["reader"] == "ana"
    ] == [
        ("supported", False),
        ("partly", False),
        ("partly", True),
    ]


def test_readers_who_differ_are_decided_between_by_a_third_and_not_by_themselves(review):
    record(review, "ana", "not supported")
    decide = ("adjudicate", *PAIR, "--verdict", "partly")

    own = review(*decide, "--reader", "ana")
    done = review(*decide, "--reader", "eve", "--reason", "Both have a point.", "--json")

    assert own.status == 3
    assert "nobody approves their own" in " ".join(own.err.split())
    assert (done.status, done.json["consensus"], done.json["state"]) == (
        0,
        "adjudicated",
        "partly",
    )


def test_a_claim_changed_under_a_verdict_makes_it_stale(review, evtrack, shipped):
    evtrack("--library", shipped, "claim", "edit", "4.1-1-11", "--note", "Read again.")
    before = review("list", "--freshness", "stale", "--json").json
    evtrack("--library", shipped, "claim", "edit", "4.1-1-11", "--statement", "Labels do nothing.")
    after = review("list", "--freshness", "stale", "--json").json

    assert before["found"] == 0
    assert [pair["at"] for pair in after["pairs"]] == ["4.1-1-11"]
    assert after["pairs"][0]["stale_readers"] == ["first reading"]


def test_agreement_is_measured_on_what_two_have_read(review):
    pytest.importorskip("nltk", reason="NLTK, of the extra “statistics”, is not installed")
    nothing = review("agreement")
    for number, verdict in (("4.1-1-11", "supported"), ("4.1-1-10", "partly")):
        work = {"4.1-1-11": PAIR[1], "4.1-1-10": "maddocks2020silence"}[number]
        record(review, "ana", verdict, "--access", "full", pair=(number, work))

    found = review("agreement", "--json").json

    assert "nothing can be compared" in " ".join(nothing.out.split())
    assert (found["readers"], found["pairs"]) == (["ana", "first reading"], 2)
    assert found["kappa"]


def test_a_plan_is_kept_with_its_seed_and_shows_what_was_read(review):
    made = review(
        "plan", "--confidence", "95", "--tolerated", "5", "--seed", "7", "--reader", "ana"
    )
    first = review("plan", "--json").json
    record(review, "ana", "supported")

    later = review("plan", "--json").json

    assert made.status == 0
    assert (first["seed"], first["at_stake"]["size"], first["sample"]["wanted"]) == (7, 14, 44)
    assert len(later["to_read"]) == len(first["to_read"]) - 1


def test_a_fault_in_the_sample_is_told_as_the_end_of_the_plan(review):
    review(*AIM)
    pair = review("plan", "--json").json["to_read"][-1]

    record(review, "ana", "contradicted", pair=(pair["claim"], pair["work"]))
    done = review("plan")

    assert done.status == 1
    assert "Too many faults" in done.out


@pytest.mark.parametrize(
    "words",
    [
        ("plan",),
        ("plan", "--confidence", "95"),
        ("plan", "--confidence", "95", "--tolerated", "0"),
        ("plan", "--confidence", "x", "--tolerated", "5"),
        ("plan", "--confidence", "95", "--tolerated", "5", "--allow", "1", "--stop-early"),
    ],
)
def test_half_a_plan_is_misuse(review, words):
    assert review(*words).status == 2

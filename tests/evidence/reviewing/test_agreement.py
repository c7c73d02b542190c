from datetime import UTC, datetime

import pytest

from evidence.reviewing.agreement import agreement
from evidence.verdicts import VerdictState
from tests.builders import a_verdict

pytest.importorskip("nltk", reason="NLTK, of the extra “statistics”, is not installed")

STATES = list(VerdictState)


def readings(**by_reader):
    return [
        a_verdict(f"c-{number}", reader=reader, state=STATES[state - 1])
        for reader, states in by_reader.items()
        for number, state in enumerate(states)
        if state
    ]


# The nominal example of K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), C:
# four observers, twelve units, some of them not observed by all; alpha is 0.743.
PUBLISHED = readings(
    a=[1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
    b=[1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    c=[0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
    d=[1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
)


def test_alpha_is_what_its_author_published():
    found = agreement(PUBLISHED)

    assert found.alpha.value == pytest.approx(0.743, abs=0.0005)
    assert found.alpha.low < found.alpha.value < found.alpha.high
    assert found.kappa is None
    assert found.pairs == 11


def test_kappa_of_two_readers_is_that_of_the_textbook():
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, by chance 0.5, kappa 0.4.
    found = agreement(
        readings(ana=[1] * 20 + [1] * 5 + [3] * 10 + [3] * 15,
                 ben=[1] * 20 + [3] * 5 + [1] * 10 + [3] * 15)
    )  # fmt: skip

    assert found.share == 0.7
    assert found.kappa.value == pytest.approx(0.4)
    # The usual large-sample interval is 0.15 to 0.65.
    assert found.kappa.low == pytest.approx(0.15, abs=0.04)
    assert found.kappa.high == pytest.approx(0.65, abs=0.04)
    assert found.table == {
        ("supported", "supported"): 20,
        ("not supported", "supported"): 15,
        ("not supported", "not supported"): 15,
    }
    assert len(found.differing) == 15


def test_readers_who_only_ever_found_one_thing_have_no_coefficient():
    found = agreement(readings(ana=[1, 1, 1], ben=[1, 1, 1]))

    assert found.share == 1.0
    assert found.alpha.value is None
    assert found.kappa.value is None


def test_what_was_found_first_counts_and_not_what_was_agreed_later():
    later = datetime(2026, 12, 1, tzinfo=UTC)
    verdicts = readings(ana=[1, 3, 1], ben=[3, 3, 1])
    verdicts += [a_verdict("c-0", reader="ben", read_at=later)]
    verdicts += [a_verdict("c-0", reader="eve", read_at=later, is_adjudication=True)]

    assert agreement(verdicts).same == 2
    assert agreement(verdicts).readers == ("ana", "ben")


def test_pairs_of_one_reader_tell_nothing_of_agreement():
    found = agreement(readings(ana=[1, 3], ben=[0, 0]))

    assert (found.pairs, found.share, found.alpha.value) == (0, None, None)


def test_only_the_readers_asked_for_are_compared():
    found = agreement(PUBLISHED, readers={"a", "b"})

    assert found.readers == ("a", "b")
    assert found.kappa is not None

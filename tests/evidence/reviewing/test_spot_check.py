import random
from fractions import Fraction
from itertools import combinations

import pytest

from evidence.reviewing.spot_check import (
    Guarantee,
    Stratum,
    bound_at_any_time,
    drawn,
    sample_size,
    upper_bound,
)

USUAL = Guarantee(confidence=Fraction(95, 100), tolerated=Fraction(5, 100))


@pytest.mark.parametrize(
    ("population", "size"), [(1, 1), (10, 10), (20, 19), (100, 45), (1_000, 57), (100_000, 59)]
)
def test_a_sample_without_fault_is_as_large_as_the_textbook_says(population, size):
    assert sample_size(population, USUAL) == size


def test_allowing_for_one_fault_takes_more_readings():
    assert sample_size(100_000, USUAL, allowed=1) == 93


def test_the_sample_is_the_smallest_that_will_do():
    size = sample_size(300, USUAL)

    assert upper_bound(Stratum(size=300, read=size), USUAL.confidence) < 15
    assert upper_bound(Stratum(size=300, read=size - 1), USUAL.confidence) >= 15


def test_a_bound_equals_counting_every_sample_there_could_be():
    size, read, wrong = 12, 5, 1
    counts = {
        faults: sum(
            sum(item < faults for item in sample) <= wrong
            for sample in combinations(range(size), read)
        )
        for faults in range(size + 1)
    }
    total = counts[0]

    likely = [faults for faults, ways in counts.items() if ways * 20 > total]

    assert upper_bound(Stratum(size=size, read=read, wrong=wrong), USUAL.confidence) == max(likely)


def test_whoever_reads_everything_knows():
    assert upper_bound(Stratum(size=40, read=40, wrong=3), USUAL.confidence) == 3
    assert bound_at_any_time(Stratum(size=40, read=40, wrong=3), USUAL.confidence, planned=30) == 3


def test_nothing_read_bounds_nothing():
    assert upper_bound(Stratum(size=40), USUAL.confidence) == 40
    assert bound_at_any_time(Stratum(size=40), USUAL.confidence, planned=30) == 40


def test_looking_at_any_time_costs_a_few_readings_more():
    planned = sample_size(100_000, USUAL)

    enough = next(
        read
        for read in range(planned, 200)
        if bound_at_any_time(Stratum(size=100_000, read=read), USUAL.confidence, planned=planned)
        < USUAL.intolerable(100_000)
    )

    assert enough == 67


def faulty_populations(number):
    for seed in range(number):
        chance = random.Random(seed)  # noqa: S311
        size = chance.randrange(20, 200)
        items = [True] * chance.randrange(0, size // 2)
        items += [False] * (size - len(items))
        yield items, drawn(items, seed=seed)


def test_the_exact_bound_holds_at_least_as_often_as_it_says():
    missed = 0
    for items, order in faulty_populations(1_000):
        read = len(items) // 3
        stratum = Stratum(size=len(items), read=read, wrong=sum(order[:read]))
        missed += upper_bound(stratum, USUAL.confidence) < sum(items)

    assert missed <= 65  # 50 are to be expected at most; this is two deviations above


def test_the_bound_that_is_looked_at_all_the_time_holds_as_often():
    missed = 0
    for items, order in faulty_populations(250):
        wrong = 0
        for read, is_wrong in enumerate(order[:80], 1):
            wrong += is_wrong
            stratum = Stratum(size=len(items), read=read, wrong=wrong)
            if bound_at_any_time(stratum, USUAL.confidence, planned=59) < sum(items):
                missed += 1
                break

    assert missed <= 19  # 12.5 are to be expected at most; this is two deviations above


def test_a_draw_is_repeated_by_its_seed_and_loses_nothing():
    items = range(100)

    assert drawn(items, seed=7) == drawn(items, seed=7) != drawn(items, seed=8)
    assert sorted(drawn(items, seed=7)) == list(items)


def test_large_populations_are_planned_at_once():
    strict = Guarantee(confidence=Fraction(99, 100), tolerated=Fraction(1, 1_000))

    assert sample_size(50_000, strict) == 4_398

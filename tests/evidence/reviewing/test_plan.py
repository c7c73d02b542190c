from fractions import Fraction

import pytest

from bib.works import Citekey
from evidence.reviewing.pairs import ReviewPair
from evidence.reviewing.plan import Aim, plan
from evidence.reviewing.spot_check import Guarantee, drawn
from evidence.reviewing.stakes import Stake, Weight
from evidence.verdicts import VerdictState

USUAL = Guarantee(confidence=Fraction(95, 100), tolerated=Fraction(5, 100))
AIM = Aim(guarantee=USUAL, seed=7)
SUPPORTED, UNSUPPORTED = VerdictState.SUPPORTED, VerdictState.NOT_SUPPORTED


def pairs(number):
    return [ReviewPair(claim=f"c{n}", work=Citekey("w"), position=n) for n in range(number)]


def key(pair):
    return pair.claim, pair.work


def all_found(planned, state=SUPPORTED):
    return {key(pair): state for pair in (*planned.all_read, *planned.sample)}


STAKES = {("c0", "w"): Stake(weight=Weight.LOAD_BEARING)}


def test_what_a_conclusion_hangs_on_is_read_and_of_the_rest_a_sample():
    planned = plan(pairs(1_000), STAKES, AIM, {})

    assert [pair.claim for pair in planned.all_read] == ["c0"]
    assert len(planned.sample) == 57
    assert len(planned.to_read) == 58
    assert (planned.bound, planned.is_met) == (1_000, False)


def test_the_seed_keeps_the_sample_and_another_seed_gives_another():
    again = plan(pairs(1_000)[::-1], STAKES, AIM, {})
    other = plan(pairs(1_000), STAKES, Aim(guarantee=USUAL, seed=8), {})

    assert again.sample == plan(pairs(1_000), STAKES, AIM, {}).sample
    assert set(other.sample) != set(again.sample)


def test_a_sample_read_without_fault_gives_the_guarantee():
    empty = plan(pairs(1_000), STAKES, AIM, {})

    done = plan(pairs(1_000), STAKES, AIM, all_found(empty))

    assert done.is_met
    assert done.bound <= done.tolerated == 49
    assert not done.to_read


def test_a_fault_in_the_sample_ends_the_hope_early():
    empty = plan(pairs(1_000), STAKES, AIM, {})
    first = {key(empty.sample[0]): UNSUPPORTED}

    assert plan(pairs(1_000), STAKES, AIM, first).is_lost
    assert not plan(pairs(1_000), STAKES, Aim(guarantee=USUAL, seed=7, allowed=1), first).is_lost


@pytest.mark.parametrize("state", [VerdictState.SOURCE_UNAVAILABLE, None])
def test_what_nobody_could_tell_counts_as_wrong_until_it_is_known(state):
    empty = plan(pairs(1_000), STAKES, AIM, {})
    found = all_found(empty) | {key(empty.sample[0]): state}

    done = plan(pairs(1_000), STAKES, AIM, found)

    assert not done.is_met
    assert done.bound_if_clear <= done.tolerated < done.bound
    assert done.drawn.unclear == 1


EARLY = Aim(guarantee=USUAL, seed=7, stops_early=True)


def readings_until_met(states):
    """Read what the plan asks for, one by one, in its order; how many it takes."""
    found = {}
    for state in states:
        planned = plan(pairs(1_000), {}, EARLY, found)
        if planned.is_met:
            return len(found)
        found[key(planned.to_read[0])] = state
    return None


def test_who_looks_after_every_reading_may_stop_when_the_bound_is_met():
    assert readings_until_met([SUPPORTED] * 200) == 65
    assert len(plan(pairs(1_000), {}, EARLY, {}).to_read) == 65


def test_a_fault_makes_the_reading_longer_and_does_not_end_it():
    took = readings_until_met([UNSUPPORTED, *[SUPPORTED] * 300])

    assert took == 124


def test_a_sample_of_fixed_size_is_read_to_its_end():
    empty = plan(pairs(1_000), {}, AIM, {})
    most = {key(pair): SUPPORTED for pair in empty.sample[:-1]}

    assert not plan(pairs(1_000), {}, AIM, most).is_met


def test_a_few_pairs_are_all_read():
    planned = plan(pairs(10), {}, AIM, {})

    assert len(planned.to_read) == 10
    assert plan(pairs(10), {}, AIM, all_found(planned)).bound == 0


def test_no_pairs_need_no_reading():
    assert plan([], {}, AIM, {}).is_met


def test_the_guarantee_is_kept_over_many_populations():
    broken = 0
    for seed in range(400):
        population = pairs(60 + seed % 80)
        too_many = USUAL.intolerable(len(population))
        faulty = {key(pair) for pair in drawn(population, seed=seed)[:too_many]}
        aim = Aim(guarantee=USUAL, seed=seed + 1)
        found = {
            key(pair): UNSUPPORTED if key(pair) in faulty else SUPPORTED
            for pair in plan(population, {}, aim, {}).sample
        }
        broken += plan(population, {}, aim, found).is_met

    assert broken <= 29  # 20 are to be expected at most; this is two deviations above


def test_whoever_stops_early_is_not_wrong_more_often():
    broken = 0
    for seed in range(12):
        population = pairs(60 + seed)
        too_many = USUAL.intolerable(len(population))
        faulty = {key(pair) for pair in drawn(population, seed=seed)[:too_many]}
        aim = Aim(guarantee=USUAL, seed=seed + 1, stops_early=True)
        found = {}
        while (planned := plan(population, {}, aim, found)).to_read and not planned.is_met:
            pair = key(planned.to_read[0])
            found[pair] = UNSUPPORTED if pair in faulty else SUPPORTED
            if planned.is_lost:
                break
        broken += planned.is_met

    assert broken <= 2  # 0.6 are to be expected at most

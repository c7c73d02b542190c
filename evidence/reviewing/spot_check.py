"""Spot checks: how many pairs to read for a guarantee, which, and what the readings then show.

Pairs on which most hangs are read one and all; of the rest a random sample is drawn, without
putting any back. Bounds for a sample of a size fixed beforehand are exact (hypergeometric, in whole
numbers). A bound that may be looked at after every reading is a confidence sequence: the ratio of a
prior to its posterior, after Waudby-Smith & Ramdas 2020 (doi 10.48550/arXiv.2006.04347).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, comb, exp, inf, lgamma, log
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """What is wanted: with `confidence`, that fewer than the share `tolerated` is wrong.

    Both are between 0 and 1, neither included.
    """

    confidence: Fraction
    tolerated: Fraction

    def intolerable(self, population: int) -> int:
        """The smallest number of wrong ones that is too many."""
        return max(1, ceil(self.tolerated * population))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """One part of a population: its size, how many were read, and how many of those were wrong."""

    size: int
    read: int = 0
    wrong: int = 0


def sample_size(population: int, guarantee: Guarantee, *, allowed: int = 0) -> int:
    """The smallest random sample that gives the guarantee if no more than `allowed` are wrong.

    Nothing but reading all of them may do; that is then the answer.

    >>> sample_size(100_000, Guarantee(confidence=Fraction(95, 100), tolerated=Fraction(5, 100)))
    59
    """
    wrong = guarantee.intolerable(population)
    risk = 1 - guarantee.confidence
    low, high = 0, population
    while low < high:
        middle = (low + high) // 2
        if _at_most(population, wrong, middle, allowed) <= risk:
            high = middle
        else:
            low = middle + 1
    return low


def upper_bound(stratum: Stratum, confidence: Fraction) -> int:
    """The most that can be wrong, after a random sample whose size was fixed beforehand."""
    risk = 1 - confidence
    low, high = stratum.wrong, stratum.size - stratum.read + stratum.wrong
    while low < high:
        middle = (low + high + 1) // 2
        if _at_most(stratum.size, middle, stratum.read, stratum.wrong) > risk:
            low = middle
        else:
            high = middle - 1
    return low


def bound_at_any_time(stratum: Stratum, confidence: Fraction, *, planned: int) -> int:
    """The most that can be wrong, whenever one looks and for whatever reason one stops.

    It is widest at first; `planned`, the size of a fixed sample, only tunes it.
    """
    threshold = -log(1 - confidence)
    most = stratum.size - stratum.read + stratum.wrong
    priors = _priors(planned)
    log_evidence = _log_sum(
        [log(share) + _log_marginal(stratum, first, second) for share, first, second in priors]
    )
    # From its peak on the likelihood falls, so what is not ruled out there reaches up to one bound.
    low = min(most, stratum.size * stratum.wrong // max(stratum.read, 1))
    high = most
    while low < high:
        middle = (low + high + 1) // 2
        if log_evidence - _log_likelihood(stratum, middle) < threshold:
            low = middle
        else:
            high = middle - 1
    return low


def drawn(items: Sequence[Item], *, seed: int) -> tuple[Item, ...]:
    """The items in a random order that the seed alone decides; a sample is its beginning."""
    order = list(items)
    random.Random(seed).shuffle(order)  # noqa: S311 - a draw that can be repeated, no secret
    return tuple(order)


def _at_most(population: int, wrong: int, sample: int, found: int) -> Fraction:
    """The chance to find no more than `found` wrong ones in a sample."""
    right = population - wrong
    least = max(0, sample - right)
    ways, total = comb(wrong, least) * comb(right, sample - least), 0
    for number in range(least, min(found, wrong, sample) + 1):
        total += ways
        ways = ways * (wrong - number) * (sample - number)
        ways //= (number + 1) * (right - sample + number + 1)
    return Fraction(total, comb(population, sample))


def _priors(planned: int) -> tuple[tuple[float, float, float], ...]:
    # Mostly on hardly any fault, where the guarantee is to be had soon; a little on anything.
    return ((0.8, 1.0, 5.0 * max(planned, 1)), (0.2, 1.0, 4.0))


def _log_likelihood(stratum: Stratum, wrong: int) -> float:
    """The log chance of the readings, in their order, if that many are wrong."""
    right = stratum.size - wrong
    found_right = stratum.read - stratum.wrong
    if wrong < stratum.wrong or right < found_right:
        return -inf
    return (
        _log_falling(wrong, stratum.wrong)
        + _log_falling(right, found_right)
        - _log_falling(stratum.size, stratum.read)
    )


def _log_marginal(stratum: Stratum, first: float, second: float) -> float:
    """The same under a beta-binomial prior, whose urn gives each next reading by Pólya's rule."""
    right = stratum.read - stratum.wrong
    return (
        lgamma(first + stratum.wrong)
        + lgamma(second + right)
        + lgamma(first + second)
        - lgamma(first)
        - lgamma(second)
        - lgamma(first + second + stratum.read)
    )


def _log_falling(number: int, factors: int) -> float:
    return lgamma(number + 1) - lgamma(number - factors + 1)


def _log_sum(logs: Sequence[float]) -> float:
    highest = max(logs)
    return highest + log(sum(exp(each - highest) for each in logs))

"""Agreement: how far readers who read the same pairs came to the same, beyond what chance gives.

Cohen's kappa for two readers, Krippendorff's alpha (nominal) for any number, as NLTK works them
out; their confidence intervals are percentiles of a bootstrap over pairs, whose seed is fixed.
Counted is what each reader found first, before anybody could have talked to anybody.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from evidence.verdicts import Verdict

if TYPE_CHECKING:
    from evidence.reviewing.stakes import PairKey

RESAMPLES = 1_000
CONFIDENCE = 0.95
_SEED = 1

# One pair as its readers see it: reader → what was found.
Reading = Mapping[str, str]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """A coefficient with its confidence interval; `None` where the readings leave it undefined.

    That is so where nobody ever found but one and the same thing: chance would agree as well.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far readers agree on the pairs that two or more of them read.

    `same` counts pairs of readings that agree, out of `compared`; `table` how often which two
    answers met, each with the alphabetically first first. `kappa` is `None` for any number of
    readers but two; `differing` are the pairs on which not all found the same.
    """

    readers: tuple[str, ...]
    pairs: int
    compared: int
    same: int
    alpha: Coefficient
    kappa: Coefficient | None
    table: Mapping[tuple[str, str], int]
    differing: tuple[PairKey, ...]

    @property
    def share(self) -> float | None:
        """The share of pairs of readings that agree; `None` where there are none."""
        return self.same / self.compared if self.compared else None


class StatisticsMissingError(Exception):
    """The library that works out the coefficients is not installed."""


def agreement(
    verdicts: Iterable[Verdict],
    *,
    readers: Collection[str] = (),
    progress: Progress = lambda _done, _total: None,
) -> Agreement:
    """The agreement of these readers, or of all; raises `StatisticsMissingError`."""
    read = _first_readings(verdicts, readers)
    shared = {pair: found for pair, found in read.items() if len(found) > 1}
    names = tuple(sorted({name for found in shared.values() for name in found}))
    met = [
        tuple(sorted((found[one], found[other])))
        for found in shared.values()
        for one, other in combinations(sorted(found), 2)
    ]
    readings = list(shared.values())
    return Agreement(
        readers=names,
        pairs=len(shared),
        compared=len(met),
        same=sum(one == other for one, other in met),
        alpha=_coefficient(readings, "alpha", progress),
        kappa=_coefficient(readings, "kappa", progress) if len(names) == 2 else None,
        table=dict(Counter((one, other) for one, other in met)),
        differing=tuple(pair for pair, found in shared.items() if len(set(found.values())) > 1),
    )


def _first_readings(
    verdicts: Iterable[Verdict], readers: Collection[str]
) -> dict[PairKey, dict[str, str]]:
    found: dict[PairKey, dict[str, str]] = {}
    for verdict in sorted(verdicts, key=lambda each: each.read_at):
        is_reading = not verdict.is_adjudication and not verdict.is_taken_back
        if is_reading and (not readers or verdict.reader in readers):
            pair = found.setdefault((verdict.claim, verdict.work), {})
            pair.setdefault(verdict.reader, str(verdict.state))
    return found


def _coefficient(readings: Sequence[Reading], name: str, progress: Progress) -> Coefficient:
    task = _task()
    value = _worked_out(task, readings, name)
    if value is None:
        return Coefficient(value=None)
    chance = random.Random(_SEED)  # noqa: S311 - resampling that can be repeated, no secret
    found: list[float] = []
    for done in range(RESAMPLES):
        again = _worked_out(task, chance.choices(readings, k=len(readings)), name)
        # A sample in which all is the same agrees as far as anything can.
        found.append(1.0 if again is None else again)
        progress(done + 1, RESAMPLES)
    found.sort()
    tail = round((1 - CONFIDENCE) / 2 * RESAMPLES)
    return Coefficient(value=value, low=found[tail], high=found[-tail - 1])


def _worked_out(task: Any, readings: Sequence[Reading], name: str) -> float | None:
    if len({state for found in readings for state in found.values()}) < 2:
        return None
    rows = [
        (reader, number, state)
        for number, found in enumerate(readings)
        for reader, state in found.items()
    ]
    return float(getattr(task(data=rows), name)())


def _task() -> Any:
    # An extra: whoever reads alone has no use for it, and it takes long to import.
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ImportError as error:
        raise StatisticsMissingError from error
    return AnnotationTask

"""Plan a spot check of the pairs, keep the plan in the log, and tell what its readings show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from evidence.reviewing.outcomes import outcomes
from evidence.reviewing.pairs import ReviewPair
from evidence.reviewing.plan import WRONG, Aim, Found, KeptPlan, plan
from evidence.reviewing.queue import Place
from evidence.reviewing.spot_check import Guarantee
from evidence.verdicts import Verdict, VerdictState
from tracker.actions.review_queue import Asked, review_queue
from tracker.actions.visible import visible_verdicts
from tracker.library import Library

_DEED = "plan review"


def make_plan(
    library: Library,
    aim: Aim,
    asked: Asked,
    *,
    reader: str = "",
    now: datetime,
    is_dry_run: bool = False,
) -> KeptPlan:
    """Draw a sample of the pairs asked for, and keep it in the log with its seed.

    A later plan takes the place of an earlier one. Raises `UnknownRecordError`.
    """
    found = review_queue(library, asked, reader=reader)
    pairs = [place.pair for place in found.places]
    if not is_dry_run:
        with library.deed(_DEED, now=now) as deed:
            deed.changed(_DEED)
            deed.note(plan=_told(aim, pairs, found.reader))
    return _kept(library, aim, found.places, reader=found.reader, since=now)


def look_at_plan(library: Library) -> KeptPlan | None:
    """The latest plan and what its readings show; `None` where none was made."""
    with library.reading() as records:
        entry = next((each for each in reversed(records.log(_DEED)) if each.deed == _DEED), None)
    if entry is None:
        return None
    told = entry.details["plan"]
    present = {place.pair.id: place for place in review_queue(library, Asked()).places}
    places = [present[id_] for id_ in told["pairs"] if id_ in present]
    kept = _kept(library, _read(told), places, reader=told["reader"], since=entry.at)
    return replace(kept, missing=len(told["pairs"]) - len(places))


def _kept(
    library: Library, aim: Aim, places: Sequence[Place], *, reader: str, since: datetime
) -> KeptPlan:
    pairs = [place.pair for place in places]
    stakes = {(place.pair.claim, str(place.pair.work)): place.stake for place in places}
    with library.reading() as records:
        found = _found(visible_verdicts(library, records.verdicts()), reader)
    return KeptPlan(plan=plan(pairs, stakes, aim, found), reader=reader, since=since)


def _found(verdicts: Iterable[Verdict], reader: str) -> Found:
    """What the reader found; a pair that was decided counts as decided."""
    own = outcomes(each for each in verdicts if each.reader == reader)
    return {pair: each.state for pair, each in own.items() if each.standing}


def _told(aim: Aim, pairs: Iterable[ReviewPair], reader: str) -> dict[str, object]:
    return {
        "confidence": str(aim.guarantee.confidence),
        "tolerated": str(aim.guarantee.tolerated),
        "seed": aim.seed,
        "wrong": sorted(map(str, aim.wrong)),
        "allowed": aim.allowed,
        "stops_early": aim.stops_early,
        "reader": reader,
        "pairs": [pair.id for pair in pairs],
    }


def _read(told: dict[str, object]) -> Aim:
    wrong = told.get("wrong", [])
    return Aim(
        guarantee=Guarantee(
            confidence=Fraction(str(told["confidence"])), tolerated=Fraction(str(told["tolerated"]))
        ),
        seed=int(str(told["seed"])),
        wrong=frozenset(map(VerdictState, wrong)) if isinstance(wrong, list) else WRONG,
        allowed=int(str(told["allowed"])),
        stops_early=bool(told["stops_early"]),
    )

"""A spot check for the terminal and as data: what to read, and what the readings show so far."""

from __future__ import annotations

from datetime import datetime

from evidence.reviewing.pairs import ReviewPair
from evidence.reviewing.plan import Plan, Progress
from tracker.render.lists import clean, columns, counted
from tracker.render.objects import Object
from tracker.render.terminal import Look, finished, paragraph

_SHOWN = 20


def plan_text(plan: Plan, *, reader: str, since: datetime, missing: int = 0, look: Look) -> str:
    """The aim, what was read for it, what that shows, and which pairs are next."""
    rows = plan_rows(plan, reader=reader, since=since)
    lines = [columns([(name, clean(text)) for name, text in rows], width=look.width)]
    if missing:
        lines += paragraph("", f"{counted(missing, 'pair')} of the plan are gone.", look=look)
    lines += ["", *paragraph("", verdict_on(plan), look=look)]
    shown = plan.to_read[:_SHOWN]
    if shown and not plan.is_met:
        lines += ["", "To read next:", columns([_row(pair) for pair in shown], width=look.width)]
        more = len(plan.to_read) - len(shown)
        lines += [f"… and {more:,} more"] if more else []
    return finished("\n".join(lines), look)


def plan_rows(plan: Plan, *, reader: str, since: datetime) -> list[tuple[str, str]]:
    """What is aimed at, by whom, and how far the readings have come."""
    return [
        ("aim", _aim(plan)),
        ("read by", f"{reader}, since {since:%Y-%m-%d}; seed {plan.aim.seed}"),
        ("at stake", _progress(plan.certain, "on which most hangs: all are read")),
        ("sample", _progress(plan.drawn, f"drawn from {plan.drawn.size:,}")),
        ("so far", _bound(plan)),
    ]


def verdict_on(plan: Plan) -> str:
    """Whether the guarantee is given, in a sentence."""
    if plan.is_met:
        return f"The guarantee holds: {_aim(plan)}."
    if plan.is_lost:
        return (
            "Too many faults were found for this plan to give the guarantee; the bound above is "
            "what can be said. A new plan may allow for faults, or stop early."
        )
    left = counted(len(plan.to_read), "pair")
    return (
        f"{left} are to be read before the guarantee can be given."
        if plan.to_read
        else ("All was read; what nobody could tell keeps the guarantee from being given.")
    )


def plan_object(plan: Plan, *, reader: str, since: datetime, missing: int = 0) -> Object:
    """The plan as data; shares are numbers between 0 and 1."""
    aim = plan.aim
    return {
        "confidence": float(aim.guarantee.confidence),
        "tolerated": float(aim.guarantee.tolerated),
        "seed": aim.seed,
        "wrong": sorted(map(str, aim.wrong)),
        "allowed": aim.allowed,
        "stops_early": aim.stops_early,
        "reader": reader,
        "since": since.isoformat(),
        "missing": missing,
        "population": plan.population,
        "read": plan.certain.wanted + plan.drawn.wanted,
        "at_stake": _progress_object(plan.certain),
        "sample": _progress_object(plan.drawn),
        "bound": plan.bound,
        "bound_if_clear": plan.bound_if_clear,
        "is_met": plan.is_met,
        "is_lost": plan.is_lost,
        "to_read": [{"claim": pair.claim, "work": pair.work} for pair in plan.to_read],
    }


def _aim(plan: Plan) -> str:
    guarantee = plan.aim.guarantee
    confidence = f"{float(guarantee.confidence) * 100:g} % confidence"
    share = f"{float(guarantee.tolerated) * 100:g} %"
    return (
        f"with {confidence}, fewer than {share} of {counted(plan.population, 'pair')} are wrong "
        f"({plan.tolerated:,} at most)"
    )


def _progress(found: Progress, what: str) -> str:
    unclear = f", {found.unclear:,} unclear" if found.unclear else ""
    return f"{found.read:,} of {found.wanted:,} read, {found.wrong:,} wrong{unclear}; {what}"


def _bound(plan: Plan) -> str:
    told = f"at most {plan.bound:,} of {plan.population:,} can be wrong"
    if plan.bound_if_clear != plan.bound:
        told += f"; {plan.bound_if_clear:,} if all that is unclear is right"
    return told


def _progress_object(found: Progress) -> Object:
    return {
        "size": found.size,
        "wanted": found.wanted,
        "read": found.read,
        "wrong": found.wrong,
        "unclear": found.unclear,
    }


def _row(pair: ReviewPair) -> tuple[str, str, str]:
    return (f"[{pair.number}]" if pair.number else "", pair.at or pair.claim, pair.work)

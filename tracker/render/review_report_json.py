"""The report of a review as data; the keys are told in docs/review.md."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.reviewing.ceilings import CEILINGS
from evidence.reviewing.proposals import Proposal
from evidence.reviewing.report import (
    Change,
    FigureFinding,
    PairFinding,
    Report,
    Unchecked,
    WorkFinding,
)
from evidence.reviewing.sign_off import SinceSignOff
from tracker.render.agreement_text import agreement_object
from tracker.render.objects import (
    Object,
    figure_object,
    pair_object,
    tally_object,
    verdict_object,
)
from tracker.render.plan_text import plan_object


def report_object(report: Report) -> Object:
    """The whole report."""
    plan, agreed = report.plan, report.agreement
    return {
        "title": report.about.title,
        "survey": report.about.survey,
        "content_note": report.about.content_note,
        "made_at": report.made_at.isoformat(),
        "reader": report.reader,
        "pairs": report.pairs,
        "total": report.total,
        "counts": report.counts,
        "tallies": {tally.name: tally_object(tally) for tally in report.tallies},
        "how": {
            "wanted_readings": report.wanted_readings,
            "blind_readers": list(report.blind_readers),
            "is_partial_view": report.is_partial_view,
            "readings": [
                {"readings": number, "pairs": pairs} for number, pairs in report.readings.items()
            ],
            "consensus": {str(each): count for each, count in report.consensus.items()},
            "access": [
                {"access": str(access), "pairs": count, "ceiling": CEILINGS[access]}
                for access, count in report.access.items()
            ],
        },
        "readers": [
            {
                "reader": each.reader,
                "readings": each.readings,
                "decisions": each.decisions,
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
            }
            for each in report.readers
        ],
        "findings": _pairs(report.findings),
        "disputed": _pairs(report.disputed),
        "stale": _pairs(report.stale),
        "orphaned": _pairs(report.orphaned),
        "identity": [_work_object(each) for each in report.identities],
        "standing": [_work_object(each) for each in report.standings],
        "figures": [_figure_object(each) for each in report.figures],
        "alarms": dict(report.alarms),
        "unchecked": [_unchecked_object(each) for each in report.unchecked],
        "unread": [{"claim": pair.claim, "work": pair.work} for pair in report.unread],
        "agreement": agreement_object(agreed) if agreed else None,
        "no_agreement": report.no_agreement or None,
        "plan": plan_object(
            plan.plan, reader=plan.reader, since=plan.since, missing=plan.missing
        ) if plan else None,
        "sign_off": _since_object(report.since) if report.since else None,
    }  # fmt: skip


def _pairs(findings: Iterable[PairFinding]) -> list[Object]:
    return [_pair_finding(each) for each in findings]


def _pair_finding(finding: PairFinding) -> Object:
    return {
        **pair_object(finding.pair),
        "stake": finding.weight.name.lower().replace("_", "-"),
        "why": list(finding.why),
        "statement": finding.claim.statement,
        "verdicts": [verdict_object(each) for each in finding.outcome.standing],
        "changes": [_change_object(each) for each in finding.changes],
        "proposals": _proposals(finding.proposals),
    }


def _change_object(change: Change) -> Object:
    return {
        "reader": change.reader,
        "part": str(change.part),
        "then": change.then or None,
        "now": change.now or None,
    }


def _work_object(finding: WorkFinding) -> Object:
    return {
        "work": finding.work.key,
        "state": finding.state,
        "reasons": list(finding.reasons),
        "pairs": [{"claim": pair.claim, "work": pair.work} for pair in finding.pairs],
        "proposals": _proposals(finding.proposals),
    }


def _figure_object(finding: FigureFinding) -> Object:
    return {
        "claim": finding.claim.id,
        "at": str(finding.claim.locator),
        "statement": finding.claim.statement,
        "figure": figure_object(finding.figure),
        "doubts": [{"check": check, "words": words} for check, words in finding.doubts],
        "against": [
            {"claim": other.id, "work": other.work, "figure": figure_object(rival)}
            for other, rival in finding.rivals
        ],
        "proposals": _proposals(finding.proposals),
    }


def _unchecked_object(found: Unchecked) -> Object:
    return {
        "work": found.work.key,
        "cause": str(found.cause),
        "pairs": [{"claim": pair.claim, "work": pair.work} for pair in found.pairs],
        "reasons": list(found.reasons),
    }


def _since_object(found: SinceSignOff) -> Object:
    signed = found.sign_off
    return {
        "name": signed.name,
        "at": signed.at.isoformat(),
        "why": signed.why,
        "entry": signed.entry,
        "hash": signed.hash,
        "is_whole": signed.is_whole,
        "counts": dict(signed.counts),
        "unchanged": found.unchanged,
        "reopened": [
            {
                "claim": each.pair.claim,
                "work": each.pair.work,
                "changes": [
                    {"question": question, "then": then or None, "now": now or None}
                    for question, then, now in each.answers
                ],
            }
            for each in found.reopened
        ],
        "new": [{"claim": pair.claim, "work": pair.work} for pair in found.new],
        "gone": list(found.gone),
    }


def _proposals(proposals: Iterable[Proposal]) -> list[Object]:
    return [{"remedy": str(each.remedy), "words": each.words} for each in proposals]

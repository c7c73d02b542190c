"""One pair under review as JSON."""

from __future__ import annotations

from evidence.reviewing.ceilings import CEILINGS
from evidence.reviewing.history import Given
from evidence.reviewing.views import PairView, ShownPassage
from tracker.render.objects import (
    Object,
    claim_object,
    identity_object,
    place_object,
    signal_object,
    verdict_object,
)
from tracker.render.references import reference


def view_object(view: PairView) -> Object:
    """A pair with everything that is needed to judge it, and why it comes now."""
    pair, work = view.place.pair, view.work
    return place_object(view.place) | {
        "id": pair.id,
        "statement": view.claim.statement,
        "claim_record": claim_object(view.claim),
        "sentence": view.sentence or None,
        "section": view.section or None,
        "clauses": [{"claim": each.id, "statement": each.statement} for each in view.clauses],
        "companions": list(view.companions),
        "reference": reference(work) if work else None,
        "link_policy": str(work.link_policy) if work else None,
        "identified": identity_object(work.identified) if work and work.identified else None,
        "signals": [signal_object(each) for each in work.standing] if work else [],
        "excerpts": [
            {"id": each.id, "words": each.words or None, "page": each.page or None}
            for each in view.excerpts
        ],
        "has_text": view.passages is not None,
        "passages": [
            {"number": number, **_passage_object(each)}
            for number, each in enumerate(view.passages or (), 1)
        ],
        "raised": [
            {
                "rule": each.rule,
                "message": each.message,
                "where": each.where.value,
                "words": each.words,
                "start": each.start,
                "end": each.end,
            }
            for each in view.alarms
        ],
        "verdicts": [given_object(each) for each in view.given],
        "unseen_readings": pair.unseen_readings,
        "ceiling": CEILINGS[pair.scope],
    }


def given_object(given: Given) -> Object:
    """A verdict of a history, whether it stands, and what was changed under it."""
    return verdict_object(given.verdict) | {
        "stands": given.stands,
        "freshness": given.freshness.value,
        "changes": [
            {
                "part": change.part.value,
                "before": change.before,
                "now": change.now,
                "difference": [
                    {"fate": piece.fate.value, "words": piece.words} for piece in change.pieces
                ],
            }
            for change in given.changes
        ],
    }


def _passage_object(passage: ShownPassage) -> Object:
    return {
        "page": passage.page or None,
        "place": passage.at,
        "text": passage.words,
        "start": passage.start,
        "end": passage.end,
        "before": passage.before,
        "after": passage.after,
    }

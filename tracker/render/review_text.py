"""Pairs under review for the terminal: a line a pair, five states side by side, and the totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.reviewing.bindings import Freshness
from evidence.reviewing.ceilings import CEILINGS, as_far_as_read
from evidence.reviewing.outcomes import Consensus, Outcome
from evidence.reviewing.pairs import Anchor, ReviewPair, Tally
from evidence.reviewing.queue import Place
from evidence.verdicts import Verdict
from tracker.render.lists import clean, columns
from tracker.render.states import NOT_CHECKED, READERS_DIFFER, VERDICTS
from tracker.render.terminal import Look, finished, paragraph

_UNASKED = "·"
_HEADINGS = ("", "place", "work", "verdict", "identity", "standing", "words", "fresh", "why here")


def queue_text(
    places: Sequence[Place],
    tallies: Sequence[Tally],
    *,
    found: int,
    total: int,
    waiting: int,
    reader: str,
    look: Look,
) -> str:
    """The pairs in their order, then what is known of all that were asked for."""
    rows = [_HEADINGS, *(_row(place) for place in places)] if places else []
    lines = [columns(rows, width=look.width)] if rows else []
    if found > len(places):
        lines.append(f"… and {found - len(places):,} more; --limit 0 shows all.")
    lines += ["", *_tally_lines(tallies, look)]
    stale = next((place.pair for place in places if place.pair.freshness is Freshness.STALE), None)
    if stale:
        told = f"Stale ones were changed since: `evtrack show '{stale.id}'` tells what."
        lines += paragraph("", told, look=look)
    whole = f" of {total:,}" if found < total else ""
    lines.append(f"{_pairs(found)}{whole}; {waiting:,} wait for {clean(reader)}.")
    return finished("\n".join(lines).lstrip("\n"), look)


def _row(place: Place) -> tuple[str, ...]:
    pair = place.pair
    number = f"[{pair.number}]" if pair.number else ""
    return (
        number,
        pair.at or pair.claim,
        pair.work,
        verdict_mark(pair),
        str(pair.identity or _UNASKED),
        str(pair.standing or _UNASKED),
        _UNASKED if pair.anchor is Anchor.NONE else str(pair.anchor),
        _UNASKED if pair.freshness is None else str(pair.freshness),
        " ".join([*place.why[:1], *_marks(pair)]),
    )


def verdict_mark(pair: ReviewPair) -> str:
    """What stands of a pair, as a sign with words."""
    if pair.consensus is Consensus.DISPUTED:
        return str(READERS_DIFFER)
    return str(VERDICTS[pair.state] if pair.state else NOT_CHECKED)


def _marks(pair: ReviewPair) -> list[str]:
    marks = ["Closes a sentence of several claims."] if pair.is_ambiguous else []
    return [*marks, "Inside a range."] if pair.through_range else marks


def _tally_lines(tallies: Sequence[Tally], look: Look) -> list[str]:
    lines: list[str] = []
    for tally in tallies:
        told = [f"checked {sum(tally.checked.values()):,}{_parts(tally.checked)}"]
        if tally.could_not:
            told.append(
                f"could not check {sum(tally.could_not.values()):,}{_parts(tally.could_not)}"
            )
        if tally.not_asked:
            told.append(f"nobody asked {tally.not_asked:,}")
        if tally.not_applicable:
            told.append(f"not applicable {tally.not_applicable:,}")
        lines += paragraph(f"{tally.name:<10}", "; ".join(told), look=look, indent=10)
    return lines


def _parts(counts: Mapping[str, int]) -> str:
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    return f" ({told})" if told else ""


def _pairs(count: int) -> str:
    return f"{count:,} pair" if count == 1 else f"{count:,} pairs"


def recorded_text(
    verdict: Verdict, outcome: Outcome, *, is_new: bool, is_dry_run: bool = False
) -> str:
    """A verdict as taken down, how far it reaches, and what stands of the pair now."""
    pair = f"{verdict.claim} × {verdict.work}"
    if verdict.is_taken_back:
        done = "Would take back" if is_dry_run else "Took back"
        return clean(f"{done} what {verdict.reader} had found on {pair}. {_standing(outcome)}")
    said = as_far_as_read(verdict.state, verdict.access)
    if not is_new:
        return clean(f"{verdict.reader} has said so already: {said}, on {pair}.")
    done = "Would record" if is_dry_run else "Recorded"
    ceiling = CEILINGS[verdict.access]
    return clean(f"{done}: {said}, on {pair}, by {verdict.reader}. {ceiling} {_standing(outcome)}")


def _standing(outcome: Outcome) -> str:
    readers = ", ".join(dict.fromkeys(each.reader for each in outcome.readings))
    return {
        Consensus.UNREAD: "Nobody has read the pair now.",
        Consensus.ONE_READER: f"It has one reader: {readers}.",
        Consensus.AGREED: f"Its readers agree: {readers}.",
        Consensus.DISPUTED: f"Its readers differ: {readers}.",
        Consensus.ADJUDICATED: "It is decided.",
    }[outcome.consensus]


def freshness_words(freshness: Freshness | None) -> str:
    """Whether a verdict is about the same words, in words."""
    return {
        None: "no verdict",
        Freshness.FRESH: "about the same words",
        Freshness.STALE: "given on words that were changed since",
        Freshness.UNBOUND: "does not say on which words it was given",
    }[freshness]
